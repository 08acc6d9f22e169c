"""Direct contiguity of states by land or water."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.sources.arrays import whole
from casus.sources.panels.filling import Filling, of_pairs

if TYPE_CHECKING:
    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf


def contiguity(grid: Grid, shelf: Shelf) -> Filling:
    """`contiguity`: the nearest kind in the year, 1 to 5, 0 for none."""
    import numpy as np

    source = shelf.need("cow_contiguity")
    out = Filling("contiguity", grid, (source.label,))
    out.outside(source)
    table = source.table
    spells = [whole(table.column(name)) for name in ("ccode1", "ccode2", "conttype")]
    start, end = (
        np.array([day.year for day in table.column(name).to_pylist()], dtype=np.int64)
        for name in ("start_on", "end_on")
    )
    n_years = (end - start + 1).clip(0)
    first, second, kind = (np.repeat(column, n_years) for column in spells)
    begun = np.repeat(np.cumsum(n_years) - n_years, n_years)
    years = np.repeat(start, n_years) + np.arange(len(begun)) - begun
    one, two = grid.places(first, years), grid.places(second, years)
    # the nearest kind is the lowest number: turned round, so that the highest is kept
    near = of_pairs(grid, years, one, two, np.where(kind > 0, 6 - kind, 0), np.int8)
    if grid.kads:
        out.put("contiguity", near)
    elif grid.pairs:
        near = np.where(near > 0, 6 - near, 0).astype(np.int8)
        out.put("contiguity", near)
    else:
        out.put("neighbours", near)
    return out
