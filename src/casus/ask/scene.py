"""The scene of an event: who fights whom, where, since when, as far as the event says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casus.model.occurrence import Ongoing

if TYPE_CHECKING:
    import datetime as dt

    from casus.ask.policies import Policies
    from casus.book.book import Book
    from casus.book.world import Place
    from casus.model.occurrence import Occurrence


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One event on one day, its place found and its fights counted."""

    book: Book
    day: dt.date
    event: Occurrence
    policies: Policies
    place: Place | None = None
    fights: tuple[Ongoing, ...] = ()
    _enemies: dict[str, frozenset[str]] = field(default_factory=dict)
    _began: dict[str, tuple[Ongoing, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, day: dt.date, event: Occurrence, policies: Policies) -> Scene:
        """The scene of an event; raises `UnknownEvent` for an unknown place."""
        place = book.places.find(event.place) if event.place else None
        return cls(book, day, event, policies, place, event.ongoing)

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
    def own_fight(self) -> Ongoing:
        """The event itself, as a fight that goes on."""
        kind = "declared" if self.event.kind == "declare_war" else "attack"
        return Ongoing(kind, self.attacker, self.target)

    def with_fights(self, fights: tuple[Ongoing, ...]) -> Scene:
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
            for fight in self.fights:
                if fight.attacker == state:
                    found.add(fight.target)
                elif fight.target == state:
                    found.add(fight.attacker)
            self._enemies[state] = frozenset(found)
        return self._enemies[state]

    def began(self, state: str) -> tuple[Ongoing, ...]:
        """Attacks by `state` that go on, other than lawful help, and wars that it declared."""
        if state not in self._began:
            self._began[state] = tuple(
                f for f in self.fights if f.attacker == state and f.kind != "war" and not f.lawful
            )
        return self._began[state]

    def over(self, state: str) -> frozenset[str]:
        """States whose soil the fights of `state` are about, as far as said."""
        return frozenset(
            code for f in self.fights if state in (f.attacker, f.target) for code in f.over
        )

    def fight(self, one: str, other: str) -> bool:
        """Whether the two fight each other already."""
        return any(
            (f.attacker == one and f.target == other) or (f.attacker == other and f.target == one)
            for f in self.fights
        )
