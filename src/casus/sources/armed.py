"""Portfolios of arms: from whom each state received its major arms.

The entry of a recipient for a supplier is a level by the supplier's share of all that was delivered
to it (TIV) in the five years that end with the year: 0 nothing, 1 less than a tenth, 2 less than
half, 3 half or more. Five years, because deliveries are lumpy: SIPRI compares such averages. A
state's entry for itself is 3, as with alliances: so a supplier and its client look more alike than
two that have no supplier in common.

Limits: the register holds major arms, not what a state makes for itself, nor small arms. A
recipient with no delivery in the five years has no portfolio: an empty one would say that it is
like all others without arms from abroad.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from casus.blocs.portfolio import SELF, Portfolios
from casus.errors import CasusError, NotCovered
from casus.sources.allied import by_year
from casus.sources.deliveries import deliveries
from casus.sources.members import existing

if TYPE_CHECKING:
    from casus.sources.shelf import Shelf

YEARS: Final = 5
SMALL: Final = 0.1
LARGE: Final = 0.5


def share_level(share: float) -> int:
    """The level of a supplier's share.

    >>> [share_level(x) for x in (0, 0.05, 0.1, 0.5)]
    [0, 1, 2, 3]
    """
    if share <= 0:
        return 0
    return 1 if share < SMALL else 2 if share < LARGE else 3


class TransfersBuilder:
    """Portfolios of arms by year, weighted by capabilities (CINC) where you have them; states are
    numbers of the Correlates of War, from casus's own list."""

    def __init__(self, shelf: Shelf) -> None:
        self.found = deliveries(shelf.need("sipri_trade_register"))
        self.capabilities = shelf.find("cow_nmc")
        self._weights = by_year(self.capabilities, "cinc") if self.capabilities is not None else {}

    def of(self, year: int) -> Portfolios:
        """The portfolios of a year; raises `NotCovered` where the register lacks one of the five
        years."""
        import numpy as np

        start = year - YEARS + 1
        self.found.covers(start, year)
        got: dict[int, dict[int | None, float]] = {}
        for (when, supplier, recipient), amount in self.found.amounts.items():
            if start <= when <= year and recipient is not None and amount > 0:
                to = _number(recipient, year)
                if to is not None:
                    held = got.setdefault(to, {})
                    by = None if supplier is None else _number(supplier, year)
                    held[by] = held.get(by, 0.0) + amount
        if not got:
            raise NotCovered(f"{self.found.label} has no delivery from {start} to {year}")
        numbers = {number for code in existing(year) if (number := _number(code, year)) is not None}
        columns = sorted(numbers | got.keys() | {by for held in got.values() for by in held if by})
        at = {state: place for place, state in enumerate(columns)}
        rows = sorted(got)
        matrix = np.zeros((len(rows), len(columns)), dtype=np.int8)
        for row, state in enumerate(rows):
            whole = sum(got[state].values())
            for by, amount in got[state].items():
                if by is not None:
                    matrix[row, at[by]] = share_level(amount / whole)
            matrix[row, at[state]] = SELF
        weights, why = None, ""
        sources = [self.found.label]
        if self.capabilities is None:
            why = "no capabilities (data set cow_nmc) to weight with"
        elif not self.capabilities.covers(year):
            why = self.capabilities.why_not(year)
        else:
            known = self._weights.get(year, {})
            weights = np.array([known.get(state, 0.0) for state in columns])
            sources.append(self.capabilities.label)
        return Portfolios(
            tuple(rows), matrix, weights=weights, no_weights=why, sources=tuple(sources)
        )

    def why_not(self, state: int, year: int) -> str:
        """Why a state has no portfolio."""
        start = year - YEARS + 1
        return f"{self.found.label} has no delivery to {state} from {start} to {year}"


def _number(code: str, year: int) -> int | None:
    """The COW number of a code, or of the state that had taken its place by the end of the year."""
    from casus.names.actors import exists, successor
    from casus.sources.codes import number_of

    day = dt.date(year, 12, 31)
    name = code if exists(code, day) else successor(code, day) or code
    try:
        return number_of(name, "cow", day)
    except CasusError:
        return None
