"""Similarity of portfolios as columns of a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.blocs.similarity import MEASURES
from casus.errors import InputError, NotCovered
from casus.sources.pacts_of_book import BookBuilder
from casus.sources.panels.filling import Filling, need_pairs
from casus.sources.portfolios import builder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf


def likeness(grid: Grid, shelf: Shelf, source: str, names: Sequence[str]) -> Filling:
    """One column a measure, named after it and the source; missing where it is undefined."""
    import numpy as np

    need_pairs(grid, "similarity")
    for name in names:
        if name not in MEASURES:
            raise InputError(f"{name!r} is no measure: accepted are {', '.join(MEASURES)}")
    wanted = tuple(names) or tuple(MEASURES)
    made = builder(source, shelf)
    out = Filling(f"{source}_similarity", grid)
    columns = {name: np.full(len(grid), np.nan) for name in wanted}
    used: dict[str, None] = {}
    for k in range(len(grid.members)):
        rows = np.arange(int(grid.offsets[k]), int(grid.offsets[k + 1]))
        year = grid.first + k
        try:
            held = made.of(year)
        except NotCovered as err:
            out.silent(rows, str(err).rpartition(", not ")[0] or str(err))
            continue
        used |= dict.fromkeys(held.sources)
        places = grid.places(
            np.array(held.states, dtype=np.int64), np.full(len(held), year, dtype=np.int64)
        )
        at = np.full(len(grid.states), -1, dtype=np.int64)
        for row, place in enumerate(places.tolist()):
            told = not (isinstance(made, BookBuilder) and made.silent(held.states[row], year))
            if place >= 0 and told:
                at[place] = row
        one, two = at[grid.sides[0][rows]], at[grid.sides[1][rows]]
        there = (one >= 0) & (two >= 0)
        out.silent(rows[~there], f"a state of the row has no {source} portfolio in this year")
        found = held.compare_all(wanted)
        for name, column in columns.items():
            column[rows[there]] = found[name][one[there], two[there]]
    out.sources = tuple(used)
    for name, column in columns.items():
        out.put(f"{source}_{name}", column, np.isnan(column))
    return out
