"""Columns that a verb adds to a panel: values where the source speaks, else the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from casus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from casus.sources.panels.grid import Grid
    from casus.sources.source import Source

    Ints = NDArray[np.int64]


@dataclass
class Filling:
    """What a verb adds: `columns` of one value a row, each with a mask that is true where it is
    missing; `reasons` by number, `why` the number of each row (-1: nothing is missing)."""

    name: str
    grid: Grid
    sources: tuple[str, ...] = ()
    columns: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    why: Any = None

    def __post_init__(self) -> None:
        import numpy as np

        if self.why is None:
            self.why = np.full(len(self.grid), -1, dtype=np.int16)

    @property
    def missing(self) -> Any:
        """The rows on which the source is silent."""
        return self.why >= 0

    def silent(self, rows: Any, reason: str) -> None:
        """Mark rows (a mask or places) as not covered, unless another reason was given before."""
        import numpy as np

        if reason not in self.reasons:
            self.reasons.append(reason)
        mask = rows
        if rows.dtype != np.bool_:
            mask = np.zeros(len(self.grid), dtype=bool)
            mask[rows] = True
        self.why[mask & (self.why < 0)] = self.reasons.index(reason)

    def silent_years(self, covered: Callable[[int], bool], reason: Callable[[], str]) -> None:
        """Mark all rows of the years that are not covered."""
        grid = self.grid
        for k in range(len(grid.members)):
            if not covered(grid.first + k):
                rows = slice(int(grid.offsets[k]), int(grid.offsets[k + 1]))
                text = reason()
                if text not in self.reasons:
                    self.reasons.append(text)
                part = self.why[rows]
                part[part < 0] = self.reasons.index(text)

    def outside(self, source: Source) -> None:
        """Mark all rows of the years that a data set does not cover."""
        self.silent_years(
            source.covers, lambda: f"{source.label} covers {source.first} to {source.last}"
        )

    def put(self, name: str, values: Any, missing: Any = None) -> None:
        """Add a column; it is missing where the source is silent and where `missing` says so."""
        mask = self.missing if missing is None else self.missing | missing
        self.columns[name] = (values, mask)


def by_state(grid: Grid, years: Ints, places: Ints, values: Any) -> Any:
    """Values of states by year as a table of years by states, not-a-number where there is none."""
    import numpy as np

    out = np.full((len(grid.members), len(grid.states)), np.nan)
    k = years - grid.first
    inside = (k >= 0) & (k < len(grid.members)) & (places >= 0)
    out[k[inside], places[inside]] = values[inside]
    return out


def spread(filling: Filling, name: str, table: Any) -> None:
    """Add what states have by year: one column where a row is of one state, else one for each."""
    import numpy as np

    grid = filling.grid
    if not grid.pairs and not grid.kads:
        values = table[grid.year_at, grid.sides[0]]
        filling.put(name, values, np.isnan(values))
        return
    for number, side in enumerate(grid.sides, 1):
        values = table[grid.year_at, side]
        filling.put(f"{name}{number}", values, np.isnan(values))


def of_pairs(grid: Grid, years: Ints, first: Ints, second: Ints, values: Any, kind: Any) -> Any:
    """The highest value of each pair, 0 where none is told; where a row is of one state, how many
    partners it has at a value above 0; of a set, how many of its pairs have one."""
    import numpy as np

    if grid.kads:
        return _of_sets(grid, years, first, second, values)
    if grid.pairs:
        out = np.zeros(len(grid), dtype=kind)
        rows = grid.rows_of(years, first, second)
        told = rows >= 0
        np.maximum.at(out, rows[told], np.asarray(values, dtype=kind)[told])
        return out
    k = years - grid.first
    inside = (
        (k >= 0) & (k < len(grid.members)) & (first >= 0) & (second >= 0) & (np.asarray(values) > 0)
    )
    size = len(grid.states)
    keys = np.unique((k[inside] * size + first[inside]) * size + second[inside]) // size
    counts = np.bincount(keys, minlength=len(grid.members) * size).reshape(-1, size)
    return counts[grid.year_at, grid.sides[0]].astype(np.int32)


def _of_sets(grid: Grid, years: Ints, first: Ints, second: Ints, values: Any) -> Any:
    """How many pairs of each set have a value above 0 in either direction."""
    import numpy as np

    out = np.zeros(len(grid), dtype=np.int32)
    told = (np.asarray(values) > 0) & (first >= 0) & (second >= 0)
    for k in range(len(grid.members)):
        here = told & (years == grid.first + k)
        tied = np.zeros((len(grid.states), len(grid.states)), dtype=bool)
        tied[first[here], second[here]] = tied[second[here], first[here]] = True
        rows = slice(int(grid.offsets[k]), int(grid.offsets[k + 1]))
        for one, two in combinations(grid.sides, 2):
            out[rows] += tied[one[rows], two[rows]]
    return out


def need_pairs(grid: Grid, what: str) -> None:
    """Raise `InputError` where a row is not of two states."""
    if not grid.pairs:
        raise InputError(f"{what} is of two states: accepted are panels of dyads, not {grid.unit}")


def refuse_sets(grid: Grid, what: str) -> None:
    """Raise `InputError` where a row is of a set of states."""
    if grid.kads:
        raise InputError(f"{what} cannot be added to k-ads: accepted are states and dyads")
