"""Portfolios of a year from the duties of casus's own book."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from casus.blocs.portfolio import Portfolios, of_ties
from casus.errors import CasusError, NotCovered
from casus.sources.members import existing

if TYPE_CHECKING:
    from casus.book import Book


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
