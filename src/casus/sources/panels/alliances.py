"""Alliances: the obligations of ATOP between two states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from casus.sources.arrays import whole
from casus.sources.panels.filling import Filling, of_pairs

if TYPE_CHECKING:
    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf

OBLIGATIONS: Final = ("defense", "offense", "neutral", "nonagg", "consul")


def alliances(grid: Grid, shelf: Shelf) -> Filling:
    """One column an obligation, 0 or 1; of one state, with how many partners it has it."""
    import numpy as np

    source = shelf.need("atop_directed_dyad_year")
    out = Filling("atop", grid, (source.label,))
    out.outside(source)
    years = whole(source.table.column("year"))
    first = grid.places(whole(source.table.column("ccode1")), years)
    second = grid.places(whole(source.table.column("ccode2")), years)
    for name in OBLIGATIONS:
        held = whole(source.table.column(name))
        out.put(f"atop_{name}", of_pairs(grid, years, first, second, held.clip(0), np.int8))
    return out
