"""Who the states of a year are: by the lists that a user has, or by casus's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casus.errors import NotCovered

if TYPE_CHECKING:
    from casus.sources.source import Source


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


def existing(year: int) -> list[str]:
    """The codes of the states that existed on some day of a year."""
    from casus.names.actors import registry

    start, end = dt.date(year, 1, 1).toordinal(), dt.date(year + 1, 1, 1).toordinal()
    return [
        code
        for code, actor in registry().actors.items()
        if actor.kind == "state" and any(s.start < end and start < s.end for s in actor.existed)
    ]
