"""The scene of an event: who fights whom, where, since when, as far as the event says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from casus.ask.fights import Fights
from casus.ask.verdict import Verdict, passed
from casus.model.occurrence import Ongoing

if TYPE_CHECKING:
    import datetime as dt

    from casus.ask.policies import Policies
    from casus.book.book import Book
    from casus.book.world import Place
    from casus.model.occurrence import Occurrence


NONE: Final = Fights()
DEEDS: Final = {
    "attack": "attacks",
    "occupy": "occupies soil of",
    "declare_war": "declares war on",
    "threaten": "threatens to attack",
    "sanction": "imposes sanctions on",
    "mobilise": "mobilises against",
    "remilitarise": "moves forces into a zone kept empty for",
}
"""What the one who acts does to the other, as premises say it."""


@dataclass(slots=True, eq=False)  # not frozen: one is made for every blow of every round
class Scene:
    """One event on one day, its place found and its fights counted; nobody changes it."""

    book: Book
    day: dt.date
    event: Occurrence
    policies: Policies
    place: Place | None = None
    fights: Fights = NONE
    apart: frozenset[str] = frozenset()
    """Two states whose fight is this event: what else goes on between them does not count."""
    own: Ongoing | None = None
    """A fight that counts whoever is in it: the event that began the rounds."""
    _enemies: dict[str, frozenset[str]] = field(default_factory=dict)
    _premises: dict[str, Verdict] = field(default_factory=dict)
    _began: dict[str, tuple[Ongoing, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, day: dt.date, event: Occurrence, policies: Policies) -> Scene:
        """The scene of an event; raises `UnknownEvent` for an unknown place."""
        place = book.places.find(event.place) if event.place else None
        return cls(book, day, event, policies, place, Fights(event.ongoing))

    @property
    def attacker(self) -> str:
        """Who acts: attacks, threatens, mobilises, moves in, imposes sanctions; a group's name for
        a non-state attacker."""
        return self.event.attacker or self.event.sender or ""

    @property
    def target(self) -> str:
        """The state attacked or protected; empty for a mobilisation."""
        return self.event.target or ""

    @property
    def state(self) -> str | None:
        """The state that acts: the attacker, or the state to which a group's act is attributed."""
        if self.event.attacker_kind == "nonstate":
            return self.event.attributed_to
        return self.event.attacker or self.event.sender

    @property
    def deed(self) -> Verdict:
        """What the one who acts does to the other, as a premise."""
        known = self._premises.get("deed")
        if known is None:
            told = f"{self.attacker} {DEEDS[self.event.kind]} {self.target}"
            known = self._premises["deed"] = passed("event", told)
        return known

    @property
    def own_fight(self) -> Ongoing:
        """The event itself, as a fight that goes on."""
        kind = "declared" if self.event.kind == "declare_war" else "attack"
        return Ongoing(kind, self.attacker, self.target)

    def with_fights(self, fights: Fights) -> Scene:
        """The same event while these fights go on."""
        return Scene(self.book, self.day, self.event, self.policies, self.place, fights)

    def enemies(self, state: str) -> frozenset[str]:
        """States that fight `state` in this event or in a fight that goes on."""
        if state not in self._enemies:
            found = set()
            if state == self.target:
                found.add(self.state or self.attacker)
            elif state in (self.attacker, self.state):
                found.add(self.target)
            for fight in self._fights(state):
                found.add(fight.target if fight.attacker == state else fight.attacker)
            self._enemies[state] = frozenset(found)
        return self._enemies[state]

    def began(self, state: str) -> tuple[Ongoing, ...]:
        """Attacks by `state` that go on, other than lawful help, and wars that it declared."""
        if state not in self._began:
            self._began[state] = tuple(
                f
                for f in self._fights(state)
                if f.attacker == state and f.kind != "war" and not f.lawful
            )
        return self._began[state]

    def _fights(self, state: str) -> list[Ongoing]:
        """The fights of the state beside the event."""
        own, apart = self.own, self.apart
        found = [] if own is None or state not in (own.attacker, own.target) else [own]
        found += [
            f for f in self.fights.of(state)
            if state not in apart or f.attacker not in apart or f.target not in apart
        ]  # fmt: skip
        return found

    def over(self, state: str) -> frozenset[str]:
        """States whose soil the fights of `state` are about, as far as said."""
        if not self.fights.over:
            return frozenset()
        return frozenset(code for f in self._fights(state) for code in f.over)

    def fight(self, one: str, other: str) -> bool:
        """Whether the two fight each other already."""
        return any(other in (f.attacker, f.target) for f in self._fights(one)) and one != other
