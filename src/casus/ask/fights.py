"""Fights that go on beside an event, found by who takes part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from casus.model.occurrence import Ongoing


class Fights:
    """Fights that go on. All scenes of one round share them, so that none looks through them all.

    >>> from casus.model import Ongoing
    >>> [f.target for f in Fights([Ongoing("attack", "IRQ", "KWT")]).of("IRQ")]
    ['KWT']
    """

    def __init__(self, fights: Iterable[Ongoing] = ()) -> None:
        self.all = tuple(fights)
        self._of: dict[str, list[Ongoing]] = {}
        for fight in self.all:
            self._of.setdefault(fight.attacker, []).append(fight)
            self._of.setdefault(fight.target, []).append(fight)
        self.over = any(fight.over for fight in self.all)
        """Whether it is said of any what it is about."""

    def of(self, state: str) -> Sequence[Ongoing]:
        """The fights in which the state takes part, in their order."""
        return self._of.get(state, ())
