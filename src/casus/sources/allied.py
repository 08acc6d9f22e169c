"""Portfolios of alliances of a year from ATOP, weighted by capabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.blocs.portfolio import Portfolios, of_ties
from casus.errors import NotCovered
from casus.sources.arrays import whole
from casus.sources.members import Members

if TYPE_CHECKING:
    from casus.sources.shelf import Shelf
    from casus.sources.source import Source


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
        got = {n: whole(table.column(n)) for n in names}
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
        self._weights = by_year(capabilities, "cinc") if capabilities is not None else {}

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


def by_year(source: Source, name: str) -> dict[int, dict[int, float]]:
    """A column of a data set of states by year: what is known, by year and state."""
    out: dict[int, dict[int, float]] = {}
    table = source.table
    columns = [table.column(column).to_pylist() for column in ("year", "ccode", name)]
    for year, state, value in zip(*columns, strict=True):
        if value is not None:
            out.setdefault(year, {})[state] = value
    return out
