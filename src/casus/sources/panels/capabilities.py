"""National material capabilities of states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from casus.errors import InputError
from casus.sources.arrays import whole
from casus.sources.panels.filling import Filling, by_state, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf

NAMES: Final = ("cinc", "milex", "milper", "irst", "pec", "tpop", "upop")


def capabilities(grid: Grid, shelf: Shelf, names: Sequence[str]) -> Filling:
    """One column a measure and state; raises `InputError` for a measure that is none."""
    import numpy as np

    for name in names:
        if name not in NAMES:
            raise InputError(f"{name!r} is no capability: accepted are {', '.join(NAMES)}")
    source = shelf.need("cow_nmc")
    out = Filling("nmc", grid, (source.label,))
    out.outside(source)
    years = whole(source.table.column("year"))
    places = grid.places(whole(source.table.column("ccode")), years)
    for name in names:
        values = source.table.column(name).combine_chunks().to_numpy(zero_copy_only=False)
        spread(out, name, by_state(grid, years, places, values.astype(np.float64)))
    return out
