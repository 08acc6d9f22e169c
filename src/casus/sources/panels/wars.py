"""Inter-state wars: whether two states fought one another in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.sources.arrays import whole
from casus.sources.panels.filling import Filling, of_pairs

if TYPE_CHECKING:
    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf
    from casus.sources.source import Source


def wars(grid: Grid, shelf: Shelf) -> Filling:
    """`war`, 0 or 1; of one state, against how many. From directed dyad-years, or worked out from
    the participants of each war."""
    import numpy as np

    source = shelf.find("cow_war_directed_dyad_year")
    if source is not None:
        columns = [whole(source.table.column(key)) for key in ("year", "ccode1", "ccode2")]
    else:
        source = shelf.need("cow_interstate_wars")
        columns = of_participants(source)
    out = Filling("war", grid, (source.label,))
    out.outside(source)
    years, one, two = columns
    values = np.ones(len(years), dtype=np.int8)
    first, second = grid.places(one, years), grid.places(two, years)
    out.put("war", of_pairs(grid, years, first, second, values, np.int8))
    return out


def of_participants(source: Source) -> list[Any]:
    """Year, state and opponent: two on opposite sides of a war in a year in which both fought."""
    import numpy as np

    names = ("warnum", "ccode", "side", "styear1", "endyear1", "styear2", "endyear2")
    held: dict[int, list[tuple[int, int, set[int]]]] = {}
    for warnum, ccode, side, *years in zip(
        *(source.table.column(name).to_pylist() for name in names), strict=True
    ):
        fought = {
            year
            for start, end in (years[:2], years[2:])
            if start is not None and end is not None
            for year in range(start, end + 1)
        }
        if ccode is not None:
            held.setdefault(warnum, []).append((ccode, side, fought))
    rows = {
        (year, one[0], two[0])
        for war in held.values()
        for one in war
        for two in war
        if one[1] != two[1] and one[0] != two[0]
        for year in one[2] & two[2]
    }
    return list(np.array(sorted(rows), dtype=np.int64).reshape(-1, 3).T)
