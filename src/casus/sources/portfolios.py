"""Portfolios of a year: from ATOP, from votes of the General Assembly, and from the book.

Each builder answers for one year: portfolios, or why the source does not cover it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from casus.blocs.portfolio import Portfolios, of_ties
from casus.errors import CasusError, NotCovered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from casus.book import Book
    from casus.sources.shelf import Shelf
    from casus.sources.source import Source

ASKED: Final = ("atop", "book", "votes")
"""The sources of portfolios."""


class Builder(Protocol):
    """Portfolios by year; states are numbers of the Correlates of War."""

    def of(self, year: int) -> Portfolios:
        """The portfolios of a year; raises `NotCovered`, with the reason, where there are none."""

    def why_not(self, state: int, year: int) -> str:
        """Why a state has no portfolio in a year that is covered."""


def builder(name: str, shelf: Shelf, book: Book | None = None) -> Builder:
    """The builder of a source: `atop`, `book` or `votes`.

    Raises `InputError` where a data set is not there, naming the official file to add.
    """
    if name == "book":
        from casus.book import load_book

        return BookBuilder(book or load_book())
    if name == "votes":
        return VotesBuilder(shelf)
    return AtopBuilder(shelf)


@dataclass
class Members:
    """Who was a member of the COW state system in a year: by the list of states, and after its last
    year by the rows of the capabilities, which hold every member of their years."""

    states: Source | None
    capabilities: Source | None
    _spells: list[tuple[int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.states is not None:
            table = self.states.table
            self._spells = [
                (code, start.year, end.year)
                for code, start, end in zip(
                    table.column("ccode").to_pylist(),
                    table.column("start_on").to_pylist(),
                    table.column("end_on").to_pylist(),
                    strict=True,
                )
            ]

    def of(self, year: int) -> tuple[list[int], str]:
        """The members on any day of the year, in order, and the data set that says so; raises
        `NotCovered` where none does."""
        if self.states is not None and self.states.covers(year):
            found = {code for code, start, end in self._spells if start <= year <= end}
            return sorted(found), self.states.label
        if self.capabilities is not None and self.capabilities.covers(year):
            import pyarrow.compute as pc

            table = self.capabilities.table
            rows = table.filter(pc.equal(table.column("year"), year))
            return sorted(rows.column("ccode").to_pylist()), self.capabilities.label
        had = [s for s in (self.states, self.capabilities) if s is not None]
        told = "; ".join(source.why_not(year) for source in had)
        raise NotCovered(f"the members of the state system are not known: {told}")


class AtopBuilder:
    """Portfolios of alliances from ATOP directed dyad-years, weighted by capabilities (CINC)."""

    def __init__(self, shelf: Shelf) -> None:
        import numpy as np

        self.ties = shelf.need("atop_directed_dyad_year")
        capabilities = shelf.find("cow_nmc")
        states = shelf.find("cow_states")
        if states is None and capabilities is None:
            shelf.need("cow_states")
        self.members = Members(states, capabilities)
        self.capabilities = capabilities
        table = self.ties.table
        names = ("ccode1", "ccode2", "year", "defense", "offense", "neutral", "nonagg", "consul")
        got = {n: _whole(table.column(n)) for n in names}
        levels = np.select(
            [
                (got["defense"] == 1) | (got["offense"] == 1),
                (got["neutral"] == 1) | (got["consul"] == 1),
                got["nonagg"] == 1,
            ],
            [3, 2, 1],
            0,
        )
        order = np.argsort(got["year"], kind="stable")
        self._ties = np.stack([got["ccode1"], got["ccode2"], levels], axis=1)[order]
        self._years = got["year"][order]
        self._weights = _by_year(capabilities, "cinc") if capabilities is not None else {}

    def of(self, year: int) -> Portfolios:
        """The portfolios of a year; raises `NotCovered` outside the alliances or the states."""
        import numpy as np

        if not self.ties.covers(year):
            raise NotCovered(self.ties.why_not(year))
        states, by = self.members.of(year)
        first, last = np.searchsorted(self._years, [year, year + 1])
        sources = [self.ties.label, by]
        weights, why = None, ""
        if self.capabilities is None:
            why = "no capabilities (data set cow_nmc) to weight with"
        elif not self.capabilities.covers(year):
            why = self.capabilities.why_not(year)
        else:
            known = self._weights.get(year, {})
            weights = [known.get(state, 0.0) for state in states]
            sources.append(self.capabilities.label)
        return of_ties(
            states, self._ties[first:last].tolist(), weights, why, tuple(dict.fromkeys(sources))
        )

    def why_not(self, state: int, year: int) -> str:
        """Why a state has no portfolio."""
        return f"{state} was no member of the COW state system in {year}"


def _whole(column: Any) -> NDArray[np.int64]:
    """A column of whole numbers; a missing one is -1."""
    import numpy as np

    out: NDArray[np.int64] = (
        column.combine_chunks().fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    )
    return out


def _by_year(source: Source, name: str) -> dict[int, dict[int, float]]:
    out: dict[int, dict[int, float]] = {}
    table = source.table
    columns = [table.column(column).to_pylist() for column in ("year", "ccode", name)]
    for year, state, value in zip(*columns, strict=True):
        if value is not None:
            out.setdefault(year, {})[state] = value
    return out


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


class VotesBuilder:
    """Portfolios of votes in the General Assembly: yes 0, abstention 1, no 2, in the roll calls
    dated in the year in which a state voted. Two states are compared on those in which both did."""

    def __init__(self, shelf: Shelf) -> None:
        import numpy as np

        self.votes = shelf.need("unga_votes")
        self.sources = [self.votes.label]
        table = self.votes.table
        rcid, vote = _whole(table.column("rcid")), _whole(table.column("vote"))
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
        known = _whole(calls.table.column("rcid"))
        import pyarrow.compute as pc

        year = _whole(pc.year(calls.table.column("date")))
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
            return _whole(table.column("ccode"))[self._at]
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


class BookBuilder:
    """Portfolios from the duties of casus's own book, over the states that existed in the year.

    The book holds the pacts that its entries name and no others: a pair is answered only where each
    of the two states has some pact in it that year.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        starts = [
            day.year
            for treaty in book.treaties.values()
            for when in (treaty.signed_on, treaty.in_force_on, treaty.ended_on)
            for day in (when.first,)
            if day is not None and not treaty.general
        ]
        self.first, self.last = max(1816, min(starts)), max(starts)
        self._bound: dict[int, frozenset[int]] = {}

    def of(self, year: int) -> Portfolios:
        """The portfolios of a year; raises `NotCovered` before 1816 and after the book's last
        date."""
        from casus.blocs.pacts import duties_of, levels_of

        if not self.first <= year <= self.last:
            raise NotCovered(f"the book covers {self.first} to {self.last}, not {year}")
        levels = levels_of(duties_of(self.book, year))
        states: dict[str, int] = {}
        for code in sorted({c for pair in levels for c in pair} | set(existing(year))):
            number = _number(code, year)
            if number is not None:
                states[code] = number
        ties = [
            (states[first], states[second], how)
            for (first, second), how in levels.items()
            if first in states and second in states
        ]
        self._bound[year] = frozenset(s for first, second, _ in ties for s in (first, second))
        return of_ties(
            sorted(self._bound[year] | set(states.values())), ties,
            no_weights="the book has no capabilities to weight with",
            sources=(f"book {self.book.digest[:12]}".strip(),),
        )  # fmt: skip

    def why_not(self, state: int, year: int) -> str:
        """Why a state has no portfolio, or none that says anything."""
        return f"the book has no pact of {state} in force in {year}"

    def silent(self, state: int, year: int) -> bool:
        """Whether the book has nothing on a state in a year."""
        return state not in self._bound.get(year, frozenset())


def existing(year: int) -> list[str]:
    """The codes of the states that existed on some day of a year."""
    from casus.names.actors import registry

    start, end = dt.date(year, 1, 1).toordinal(), dt.date(year + 1, 1, 1).toordinal()
    return [
        code
        for code, actor in registry().actors.items()
        if actor.kind == "state" and any(s.start < end and start < s.end for s in actor.existed)
    ]


def _number(code: str, year: int) -> int | None:
    from casus.sources.codes import number_of

    try:
        for day in (dt.date(year, 12, 31), dt.date(year, 1, 1), dt.date(year, 7, 1)):
            number = number_of(code, "cow", day)
            if number is not None:
                return number
    except CasusError:
        return None
    return None
