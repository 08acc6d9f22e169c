"""The setting of a trigger: everything that bears on who fills its roles, and those who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from casus.extract.encoder import Bearing
from casus.extract.lexicon import Lexicon
from casus.extract.memory import Codes, Memory
from casus.extract.scene import Scene
from casus.extract.speech import Saying
from casus.extract.triggers import Trigger
from casus.model import Event

_PACTS: Final = frozenset({"AGREE", "RETREAT"})
"""What those do together who make an agreement or a truce."""
_NEAR: Final = 5
"""How many tokens behind a trigger its object may stand."""


@dataclass(slots=True)
class Candidate:
    """Someone who may fill a role; `chunk` is the phrase, None where the text only implies them."""

    codes: Codes
    chunk: int | None
    features: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Above:
    """What an event is content or condition of (`tie`): its type and who fills its roles."""

    tie: str
    type: str
    actor: Codes
    recipient: Codes


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that bears on the roles of one trigger."""

    lexicon: Lexicon
    scene: Scene
    n: int
    memory: Memory
    resolved: Sequence[Codes]
    speaker: Codes = ()
    saying: Saying | None = None
    above: Above | None = None
    told: Sequence[Event] = ()
    bearing: Bearing | None = None

    @property
    def trigger(self) -> Trigger:
        """The trigger itself."""
        return self.scene.triggers[self.n]

    @property
    def pact(self) -> Codes:
        """Those who made the last agreement that the text told of."""
        return last_pact(self.told)

    @property
    def about_a_pact(self) -> bool:
        """Whether an agreement is spoken of right behind the trigger ("hailed the accord")."""
        last = max(self.trigger.taken)
        return any(0 < i - last <= _NEAR for i in self.scene.classes.get("agreement", ()))


def last_pact(told: Sequence[Event]) -> Codes:
    """The parties of the last agreement among events, `()` where there is none."""
    made = (e.actor for e in reversed(told) if e.type in _PACTS and not e.recipient)
    return next((actor for actor in made if len(actor) > 1), ())
