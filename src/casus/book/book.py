"""The book: treaties and measures by id, and which of them are in force on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from casus.book.close import close_matches
from casus.errors import UnknownInstrument

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from casus.book.world import Classes, Gazetteer, Items
    from casus.model.law import Measure, Party, Treaty, When

Certainty = Literal["yes", "no", "starting", "ending", "unknown"]
"""`starting`, `ending`: the day lies in the month or year in which a span begins or ends, the very
day not being known; `unknown`: it is not established that it ever began."""


def binds(start: When, end: When, day: dt.date) -> Certainty:
    """Whether a span of the book holds on the day: from `start` up to, not including, `end`.

    >>> from datetime import date
    >>> from casus.model.law import When
    >>> binds(When.of("2001"), When(), date(2001, 5, 1))
    'starting'
    """
    if start.first is None or start.last is None:
        return "unknown" if start.text == "unknown" else "no"
    if day < start.first:
        return "no"
    if end.first is not None and end.last is not None:
        if day >= end.last:  # the last day on which it can have ended: it has
            return "no"
        if day >= end.first:
            return "ending"
    return "yes" if start.known or day > start.last else "starting"


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """All instruments, with the classes, items and places they turn on.

    Build one with `load_book`. Looking up an instrument that is not there raises
    `UnknownInstrument` with the ids that are close.
    """

    treaties: Mapping[str, Treaty]
    measures: Mapping[str, Measure]
    classes: Classes
    items: Items
    places: Gazetteer
    digest: str = ""
    _bound: dict[tuple[str, dt.date], dict[str, tuple[Certainty, Party]]] = field(
        default_factory=dict
    )

    def treaty(self, treaty_id: str) -> Treaty:
        """The treaty of that id."""
        try:
            return self.treaties[treaty_id]
        except KeyError:
            raise UnknownInstrument(self._missing("treaty", treaty_id)) from None

    def measure(self, measure_id: str) -> Measure:
        """The Council measure of that id; `unsc_1718`, or the bare number."""
        found = self.measures.get(measure_id) or self.measures.get(f"unsc_{measure_id}")
        if found is None:
            raise UnknownInstrument(self._missing("measure", measure_id))
        return found

    def instrument(self, name: str) -> Treaty | Measure:
        """The treaty or measure of that id."""
        if name in self.treaties:
            return self.treaties[name]
        found = self.measures.get(name) or self.measures.get(f"unsc_{name}")
        if found is None:
            raise UnknownInstrument(self._missing("treaty or measure", name))
        return found

    def _missing(self, what: str, name: str) -> str:
        titles = {treaty.title.lower(): treaty.id for treaty in self.treaties.values()}
        known = [*self.treaties, *self.measures]
        close = close_matches(name, known, 4, 0.5)
        close += [titles[t] for t in close_matches(name.lower(), titles, 3, 0.5)]
        hint = (
            f"did you mean {', '.join(dict.fromkeys(close))}?" if close else "see `casus treaties`"
        )
        return f"no {what} {name!r} in the book: {hint}"

    def parties_on(self, treaty: Treaty, day: dt.date) -> dict[str, tuple[Certainty, Party]]:
        """The states bound on the day, under the codes of that day, and how surely.

        A state whose place another has taken stands under the successor's code. A treaty not in
        force, or whose entry into force is unknown before its signature, binds nobody.
        """
        key = (treaty.id, day)
        known = self._bound.get(key)
        if known is None:
            known = self._parties(treaty, day)
            if len(self._bound) > 40_000:
                self._bound.clear()
            self._bound[key] = known
        return known

    def _parties(self, treaty: Treaty, day: dt.date) -> dict[str, tuple[Certainty, Party]]:
        signed = treaty.signed_on.first
        out: dict[str, tuple[Certainty, Party]] = {}
        for party in treaty.parties:
            state = binds(party.start, party.end, day)
            if state == "unknown" and (signed is None or day < signed):
                state = "no"
            if self.classes.fell(party.state, party.start.first, day):
                state = "no"
            if state != "no":
                out[self.classes.heir(party.state, day)] = (state, party)
        return out

    def in_force(self, day: dt.date, state: str | None = None) -> tuple[Treaty, ...]:
        """Treaties that bind at least two states on the day; of `state`, if one is given."""
        return tuple(
            treaty
            for treaty in self.treaties.values()
            if len(parties := {s for s, (how, _) in self.parties_on(treaty, day).items()
                               if how in ("yes", "starting", "ending")}) > 1
            and (state is None or state in parties)
        )  # fmt: skip

    def votes(self, measure_id: str) -> dict[str, str]:
        """How members voted on a measure: `yes`, `no`, `abstain` or `absent`."""
        return dict(self.measure(measure_id).votes)
