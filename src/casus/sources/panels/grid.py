"""The rows of a panel: which states there are in each year, and where each pair of them stands.

Rows stand in a fixed order (year, then state, then partner), so that the place of any pair is
worked out and never looked up: that is what makes panels of millions of rows fast.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from casus.errors import CasusError, InputError, NotCovered

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from casus.sources.shelf import Shelf

    Ints = NDArray[np.int64]

Unit = Literal["state-year", "state-day", "dyad-year", "directed-dyad-year", "k-ad-year"]
UNITS: Final = ("state-year", "state-day", "dyad-year", "directed-dyad-year", "k-ad-year")
Codes = Literal["cow", "gw", "iso"]
CODES: Final = ("cow", "gw", "iso")
MOST_ROWS: Final = 50_000_000


@dataclass(frozen=True, eq=False)
class Grid:
    """The rows of a panel. `states` are the names of all states in it, in order; `members[k]` the
    places in `states` of those of year `first + k`, rising. `start` and `end` bound a panel of
    days; `size` is how many states a k-ad has."""

    unit: Unit
    codes: Codes
    first: int
    states: tuple[Any, ...]
    members: tuple[Ints, ...]
    sources: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    size: int = 3
    _translated: dict[tuple[str, int, int], int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last year."""
        return self.first + len(self.members) - 1

    @property
    def pairs(self) -> bool:
        """Whether a row is of two states."""
        return "dyad" in self.unit

    @property
    def kads(self) -> bool:
        """Whether a row is of a set of states."""
        return self.unit == "k-ad-year"

    @property
    def directed(self) -> bool:
        """Whether a pair has a row in each direction."""
        return self.unit == "directed-dyad-year"

    @cached_property
    def sizes(self) -> Ints:
        """How many rows each year has."""
        import numpy as np

        n = np.array([len(states) for states in self.members], dtype=np.int64)
        if self.unit == "state-day":
            return n * np.array([len(self.days_of(k)) for k in range(len(n))], dtype=np.int64)
        if self.kads:
            return np.array([math.comb(int(m), self.size) for m in n], dtype=np.int64)
        if not self.pairs:
            return n
        return n * (n - 1) if self.directed else n * (n - 1) // 2

    @cached_property
    def offsets(self) -> Ints:
        """The row at which each year begins, and after the last the number of rows."""
        import numpy as np

        return np.concatenate([[0], np.cumsum(self.sizes)])

    def __len__(self) -> int:
        return int(self.offsets[-1])

    def days_of(self, k: int) -> list[dt.date]:
        """The days of a year that stand in a panel of days."""
        year = self.first + k
        one = max(dt.date(year, 1, 1), self.start or dt.date.min)
        last = min(dt.date(year, 12, 31), self.end or dt.date.max)
        return [one + dt.timedelta(days=n) for n in range((last - one).days + 1)]

    @cached_property
    def year_at(self) -> Ints:
        """The place of each row's year, from 0."""
        import numpy as np

        return np.repeat(np.arange(len(self.members)), self.sizes)

    @cached_property
    def sides(self) -> tuple[Ints, ...]:
        """The places in `states` of the first and the second state of each row (the same twice
        where a row is of one), or of all of a set."""
        import numpy as np

        if self.kads:
            sets = [
                held[np.array(list(combinations(range(len(held)), self.size)), dtype=np.int64)]
                for held in self.members if len(held) >= self.size
            ]  # fmt: skip
            return tuple(np.concatenate([np.empty((0, self.size), dtype=np.int64), *sets]).T)
        one, two = [], []
        for k, held in enumerate(self.members):
            n = len(held)
            if not self.pairs:
                each = np.repeat(held, len(self.days_of(k))) if self.unit == "state-day" else held
                one.append(each)
                two.append(each)
            elif self.directed:
                i, j = np.divmod(np.arange(n * max(n - 1, 0)), max(n - 1, 1))
                one.append(held[i])
                two.append(held[j + (j >= i)])
            else:
                i, j = np.triu_indices(n, 1)
                one.append(held[i])
                two.append(held[j])
        none = np.empty(0, dtype=np.int64)
        return np.concatenate([none, *one]), np.concatenate([none, *two])

    @cached_property
    def _place(self) -> NDArray[np.int16]:
        """The place of each state among the members of each year, -1 where it is none."""
        import numpy as np

        out = np.full((len(self.members), len(self.states) + 1), -1, dtype=np.int16)
        for k, held in enumerate(self.members):
            out[k, held] = np.arange(len(held), dtype=np.int16)
        return out

    def rows_of(self, years: Ints, first: Ints, second: Ints) -> Ints:
        """The row of each year and pair (places in `states`, -1 for none): -1 where there is none.

        In a panel of pairs without direction both orders have one row.
        """
        import numpy as np

        k = years - self.first
        inside = (k >= 0) & (k < len(self.members)) & (first >= 0) & (second >= 0)
        k = np.where(inside, k, 0)
        i = self._place[k, np.where(inside, first, -1)].astype(np.int64)
        j = self._place[k, np.where(inside, second, -1)].astype(np.int64)
        inside &= (i >= 0) & (j >= 0) & (i != j)
        n = np.array([len(states) for states in self.members], dtype=np.int64)[k]
        if self.directed:
            row = i * (n - 1) + j - (j > i)
        else:
            low, high = np.minimum(i, j), np.maximum(i, j)
            row = low * n - low * (low + 1) // 2 + high - low - 1
        return np.where(inside, self.offsets[k] + row, -1)

    def places(self, numbers: Ints, years: Ints, system: Literal["cow", "gw"] = "cow") -> Ints:
        """The place in `states` of each number of a system in its year, -1 where it has none."""
        import numpy as np

        if len(numbers) == 0:
            return np.empty(0, dtype=np.int64)
        if self.codes == system:
            known = {state: at for at, state in enumerate(self.states)}
            values, back = np.unique(numbers, return_inverse=True)
            return np.array([known.get(int(v), -1) for v in values], dtype=np.int64)[back]
        keys, back = np.unique(years * 100_000 + numbers, return_inverse=True)
        return np.array(
            [self._translate(system, int(k % 100_000), int(k // 100_000)) for k in keys],
            dtype=np.int64,
        )[back]

    @cached_property
    def _known(self) -> dict[Any, int]:
        return {state: at for at, state in enumerate(self.states)}

    def _translate(self, system: str, number: int, year: int) -> int:
        """A number in the codes of the panel, on the last day of the year or else the first."""
        from casus.sources.codes import convert

        key = (system, number, year)
        if key not in self._translated:
            found = -1
            for day in (dt.date(year, 12, 31), dt.date(year, 1, 1)):
                try:
                    found = self._known.get(convert(number, system, self.codes, day), -1)  # type: ignore[arg-type]
                except CasusError:
                    continue
                if found >= 0:
                    break
            self._translated[key] = found
        return self._translated[key]

    def place_of_code(self, code: str, year: int) -> int:
        """The place in `states` of a state by its ISO code in a year, -1 where it has none."""
        if self.codes == "iso":
            return self._known.get(code, -1)
        key = (code, 0, year)
        if key not in self._translated:
            self._translated[key] = self._number_at(code, year)
        return self._translated[key]

    def _number_at(self, code: str, year: int) -> int:
        from casus.sources.codes import number_of

        for day in (dt.date(year, 12, 31), dt.date(year, 1, 1)):
            try:
                number = number_of(code, "gw" if self.codes == "gw" else "cow", day)
            except CasusError:
                return -1
            if number in self._known:
                return self._known[number]
        return -1


def build_grid(
    unit: str,
    first: int,
    last: int,
    codes: str,
    shelf: Shelf,
    only: Sequence[Any] | None = None,
    span: tuple[dt.date, dt.date] | None = None,
    size: int = 3,
) -> Grid:
    """The rows of a panel from `first` to `last`; `only` keeps these states, `span` these days;
    `size` is that of k-ads.

    Raises `InputError` for a unit, codes or years that are none, or a panel of too many rows;
    `NotCovered` for a year whose states are not known.
    """
    import numpy as np

    if unit not in UNITS:
        raise InputError(f"{unit!r} is no unit of analysis: accepted are {', '.join(UNITS)}")
    if codes not in CODES:
        raise InputError(f"{codes!r} is no code system: accepted are {', '.join(CODES)}")
    if not 1 <= first <= last <= 9998:
        raise InputError(f"from {first} to {last}: accepted are two years in order")
    if not 2 <= size <= 10:
        raise InputError(f"{size} states in a set: accepted are 2 to 10")
    by_year, sources = _members(range(first, last + 1), codes, shelf)
    if only is not None:
        wanted = set(only)
        by_year = [[state for state in states if state in wanted] for states in by_year]
        strangers = wanted - {state for states in by_year for state in states}
        if strangers:
            told = ", ".join(sorted(map(str, strangers)))
            raise InputError(f"{told}: no state of {first} to {last} in {codes} codes")
    states = tuple(sorted({state for year in by_year for state in year}))
    at = {state: place for place, state in enumerate(states)}
    members = tuple(np.array([at[s] for s in year], dtype=np.int64) for year in by_year)
    start, end = span or (None, None)
    grid = Grid(
        cast("Unit", unit), cast("Codes", codes), first, states, members, sources, start, end, size
    )
    if len(grid) > MOST_ROWS:
        raise InputError(
            f"{len(grid)} rows: accepted are up to {MOST_ROWS}; take fewer years or states"
        )
    return grid


def _members(years: range, codes: str, shelf: Shelf) -> tuple[list[list[Any]], tuple[str, ...]]:
    """The states of each year in order, by a list of states the user has; in ISO codes by casus's
    own."""
    from casus.sources.members import Members, existing

    if codes == "iso":
        return [sorted(existing(year)) for year in years], ()
    out: list[list[Any]] = []
    sources: dict[str, None] = {}
    if codes == "gw":
        listed = shelf.need("gw_states")
        spells = list(
            zip(*(listed.table.column(n).to_pylist() for n in ("gwcode", "start_on", "end_on")),
                strict=True)
        )  # fmt: skip
        for year in years:
            if not listed.covers(year):
                raise NotCovered(f"the states are not known: {listed.why_not(year)}")
            out.append(sorted({c for c, start, end in spells if start.year <= year <= end.year}))
        return out, (listed.label,)
    members = Members(shelf.find("cow_states"), shelf.find("cow_nmc"))
    if members.states is None and members.capabilities is None:
        shelf.need("cow_states")
    for year in years:
        states, by = members.of(year)
        out.append(states)
        sources[by] = None
    return out, tuple(sources)
