"""Portfolios of votes in the General Assembly of a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from casus.blocs.portfolio import Portfolios
from casus.errors import NotCovered
from casus.sources.arrays import whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from casus.sources.shelf import Shelf


class VotesBuilder:
    """Portfolios of votes in the General Assembly: yes 0, abstention 1, no 2, in the roll calls
    dated in the year in which a state voted. Two states are compared on those in which both did."""

    def __init__(self, shelf: Shelf) -> None:
        import numpy as np

        self.votes = shelf.need("unga_votes")
        self.sources = [self.votes.label]
        table = self.votes.table
        rcid, vote = whole(table.column("rcid")), whole(table.column("vote"))
        years = self._years_of(shelf, rcid)
        cast = (vote >= 1) & (vote <= 3) & (years > 0)
        self._at = np.flatnonzero(cast)[np.argsort(years[cast], kind="stable")]
        self._rcid, self._vote, self._year = rcid[self._at], vote[self._at], years[self._at]
        self.first, self.last = int(self._year[0]), int(self._year[-1])
        self._names: list[tuple[str | None, str | None]] = []
        self._voter = self._voters(table)

    def _years_of(self, shelf: Shelf, rcid: NDArray[np.int64]) -> NDArray[np.int64]:
        """The year in which each vote was taken: by the file's own dates, or by the roll calls."""
        import numpy as np

        if "date" in self.votes.table.column_names:
            return _years(self.votes.table.column("date"))
        calls = shelf.need("unga_roll_calls")
        self.sources.append(calls.label)
        known = whole(calls.table.column("rcid"))
        import pyarrow.compute as pc

        year = whole(pc.year(calls.table.column("date")))
        order = np.argsort(known)
        place = np.searchsorted(known[order], rcid).clip(max=len(known) - 1)
        found = order[place]
        years: NDArray[np.int64] = np.where(known[found] == rcid, year[found], 0)
        return years

    def of(self, year: int) -> Portfolios:
        """The portfolios of the voting states of a year; raises `NotCovered` where none voted."""
        import numpy as np

        first, last = np.searchsorted(self._year, [year, year + 1])
        if first == last:
            inside = self.first <= year <= self.last
            why = (
                f"has no roll call of {year}"
                if inside
                else (f"covers {self.first} to {self.last}, not {year}")
            )
            raise NotCovered(f"{self.votes.label} {why}")
        states = self._states(first, last, year)
        known = states >= 0
        calls, column = np.unique(self._rcid[first:last], return_inverse=True)
        order, row = np.unique(states[known], return_inverse=True)
        matrix = np.full((len(order), len(calls)), -1, dtype=np.int8)
        matrix[row, column[known]] = self._vote[first:last][known] - 1
        return Portfolios(
            tuple(order.tolist()), matrix, 3, no_weights="votes have no weights", middle=True,
            sources=tuple(self.sources),
        )  # fmt: skip

    def _states(self, first: int, last: int, year: int) -> NDArray[np.int64]:
        """The number of each row's state in the year, -1 for none."""
        import numpy as np

        part = self._voter[first:last]
        if not self._names:
            return part
        values, back = np.unique(part, return_inverse=True)
        named = [self._names[value] for value in values.tolist()]
        numbers = [voter(iso2, name, year) for iso2, name in named]
        return np.array(numbers, dtype=np.int64)[back]

    def _voters(self, table: Any) -> NDArray[np.int64]:
        """The voter of each vote: its COW number, or its place in `_names`."""
        if "ccode" in table.column_names:
            return whole(table.column("ccode"))[self._at]
        coded = table.column("country").combine_chunks().fill_null("").dictionary_encode()
        voters = coded.indices.to_numpy(zero_copy_only=False).astype("int64")
        letters: dict[int, str | None] = {}
        for voter_at, iso2 in zip(voters.tolist(), table.column("iso2").to_pylist(), strict=True):
            letters.setdefault(voter_at, iso2)
        names = coded.dictionary.to_pylist()
        self._names = [(letters.get(at), name) for at, name in enumerate(names)]
        out: NDArray[np.int64] = voters[self._at]
        return out

    def why_not(self, state: int, year: int) -> str:
        """Why a state has no portfolio."""
        return f"{state} cast no vote in the General Assembly in {year} that {self.votes.label} has"


def _years(column: Any) -> NDArray[np.int64]:
    """The year of each written date, 0 for one that is none."""
    import numpy as np
    import pyarrow as pa

    from casus.sources.days import read_day

    coded = column.combine_chunks().cast(pa.string()).fill_null("").dictionary_encode()
    days = [read_day(text) for text in coded.dictionary.to_pylist()]
    years = np.array([day[0].year if day else 0 for day in days], dtype=np.int64)
    out: NDArray[np.int64] = years[coded.indices.to_numpy(zero_copy_only=False)]
    return out


NAMED: Final = {"federal republic of germany": 260, "yemen arab republic": 678, "zanzibar": 511}
"""Voters that come without a code of two letters."""
FORMER: Final = {"DD": 265, "YD": 680, "CS": 315, "YU": 345}
"""Codes of two letters that have left the standard."""


def voter(iso2: str | None, name: str | None, year: int) -> int:
    """The COW number of a voter given by its two letters and name; -1 for none known.

    >>> voter("DE", "Germany", 1995), voter(None, "Zanzibar", 1964), voter("RU", "Russia", 1980)
    (255, 511, 365)
    """
    from casus.names.actors import registry
    from casus.sources.codes import number_of

    told = (name or "").casefold()
    if iso2 is None or told in NAMED:
        return NAMED.get(told, -1)
    if iso2 in FORMER:
        return FORMER[iso2]
    code = next((c for c, actor in registry().actors.items() if actor.iso2 == iso2), None)
    if code is None:
        return -1
    for day in (dt.date(year, 12, 31), dt.date(year, 1, 1)):
        number = number_of(code, "cow", day)
        if number is not None:
            return number
    return -1
