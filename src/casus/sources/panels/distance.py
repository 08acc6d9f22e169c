"""How far apart the capitals of two states are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from casus.errors import CasusError, NotCovered
from casus.sources.capitals import Capital, capital_of
from casus.sources.panels.filling import Filling, need_pairs

if TYPE_CHECKING:
    from typing import Any

    from casus.sources.panels.grid import Grid


def distance(grid: Grid) -> Filling:
    """`distance_km` between the capitals on the last day of the year on which each of the two has
    one; missing where a capital is not known, or the state has no code."""
    import numpy as np

    need_pairs(grid, "distance")
    out = Filling("distance", grid, ("casus's table of capitals",))
    n_years, n_states = len(grid.members), len(grid.states)
    where = np.full((n_years, n_states, 2), np.nan)
    for k, held in enumerate(grid.members):
        for place in held.tolist():
            found = _capital(grid, grid.states[place], grid.first + k)
            if found is not None:
                where[k, place] = np.radians((found.latitude, found.longitude))
    one, two = (where[grid.year_at, side] for side in grid.sides)
    out.silent(
        np.isnan(one[:, 0]) | np.isnan(two[:, 0]),
        "no capital of a state of the row is known in this year",
    )
    out.put("distance_km", np.round(_kilometres(one, two), 0))
    return out


def _kilometres(one: Any, two: Any) -> Any:
    """As `casus.sources.capitals.kilometres`, of columns of latitudes and longitudes in radians."""
    import numpy as np

    from casus.sources.capitals import EARTH

    part = np.sin((two[:, 0] - one[:, 0]) / 2) ** 2
    part += np.cos(one[:, 0]) * np.cos(two[:, 0]) * np.sin((two[:, 1] - one[:, 1]) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.minimum(1.0, np.sqrt(part)))


def _capital(grid: Grid, state: Any, year: int) -> Capital | None:
    from casus.names import exists
    from casus.sources.codes import iso_of

    for day in (dt.date(year, 12, 31), dt.date(year, 1, 1)):
        try:
            code = str(state) if grid.codes == "iso" else iso_of(int(state), grid.codes, day)
            if exists(code, day):
                return capital_of(code, day)
        except NotCovered:
            continue
        except CasusError:
            return None
    return None
