"""Militarized interstate disputes between two states, of COW or of Gibler, Miller and Little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from casus.errors import InputError
from casus.sources.arrays import whole
from casus.sources.panels.filling import Filling, of_pairs

if TYPE_CHECKING:
    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf
    from casus.sources.source import Source

SOURCES: Final = ("cow", "gml")


def disputes(grid: Grid, shelf: Shelf, name: str = "cow") -> Filling:
    """`dispute` (one goes on), `dispute_onset` (one begins) and `dispute_hostility` (the highest
    level of the first state). From directed dyad-years, or worked out from the participants."""
    import numpy as np

    if name not in SOURCES:
        raise InputError(f"{name!r} is no source of disputes: accepted are {', '.join(SOURCES)}")
    source = shelf.find(f"{name}_mid_directed_dyad_year")
    if source is not None:
        columns = {
            key: whole(source.table.column(key))
            for key in ("year", "ccode1", "ccode2", "ongoing", "onset", "hostlev1")
        }
    else:
        source = shelf.need(f"{name}_mid_participants")
        columns = of_participants(source)
    out = Filling("dispute", grid, (source.label,))
    out.outside(source)
    years = columns["year"]
    first, second = (grid.places(columns[key], years) for key in ("ccode1", "ccode2"))
    for column, key in (
        ("dispute", "ongoing"), ("dispute_onset", "onset"), ("dispute_hostility", "hostlev1"),
    ):  # fmt: skip
        values = columns[key].clip(0)
        out.put(column, of_pairs(grid, years, first, second, values, np.int8))
    return out


def of_participants(source: Source) -> dict[str, Any]:
    """Directed dyad-years of a list of participants: two on opposite sides of a dispute, in every
    year that lies within the spells of both; it begins in the first of them."""
    import numpy as np

    table = source.table
    names = ("dispnum", "ccode", "sidea", "styear", "endyear", "hostlev")
    held = [
        table.column(name).to_pylist() if name in table.column_names else [None] * table.num_rows
        for name in names
    ]
    by_dispute: dict[int, list[tuple[Any, ...]]] = {}
    for dispnum, *spell in zip(*held, strict=True):
        by_dispute.setdefault(dispnum, []).append(tuple(spell))
    rows = []
    for dispnum, spells in by_dispute.items():
        begun: set[tuple[int, int]] = set()
        for one in sorted(spells, key=lambda spell: spell[2]):
            for two in spells:
                if one[1] == two[1] or one[0] == two[0]:
                    continue
                for year in range(max(one[2], two[2]), min(one[3], two[3]) + 1):
                    pair = (one[0], two[0])
                    rows.append((year, *pair, 1, int(pair not in begun), one[4] or 0, dispnum))
                    begun.add(pair)
    keys = ("year", "ccode1", "ccode2", "ongoing", "onset", "hostlev1", "dispnum")
    return dict(zip(keys, np.array(rows, dtype=np.int64).reshape(-1, 7).T, strict=True))
