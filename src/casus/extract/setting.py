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
from casus.extract.weights import Weights
from casus.model import Event

_PACTS: Final = frozenset({"AGREE", "RETREAT"})
"""What those do together who make an agreement or a truce."""
_NEAR: Final = 5
"""How many tokens behind a trigger its object may stand."""


@dataclass(slots=True)
class Features:
    """The names of what speaks for somebody, each once; weighed once for each model."""

    names: list[str] = field(default_factory=list)
    _weighed: dict[str, int] = field(default_factory=dict)

    def weighed(self, weights: Weights, model: str) -> int:
        """The sum of the weights, in the steps of `Weights.weigh`."""
        found = self._weighed.get(model)
        if found is None:
            found = self._weighed[model] = weights.weigh(model, self.names)
        return found


@dataclass(slots=True)
class Candidate:
    """Someone who may fill a role; `chunk` is the phrase, None where the text only implies them.
    What speaks for the phrase, whomever it means, is `shared` by all whom it may mean; `own` are
    features of meaning just them, of which none is among those."""

    codes: Codes
    chunk: int | None
    own: Features = field(default_factory=Features)
    shared: Features = field(default_factory=Features)

    @property
    def features(self) -> list[str]:
        """Everything that speaks for and against them in any role."""
        return [*self.shared.names, *self.own.names]

    def score(self, weights: Weights, model: str, besides: Sequence[str]) -> float:
        """The score in a model, with features `besides` that are not among theirs."""
        known = self.shared.weighed(weights, model) + self.own.weighed(weights, model)
        return weights.score(model, besides, known)


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
    speaker: Codes
    saying: Saying | None
    above: Above | None
    told: Sequence[Event]
    pact: Codes
    """Those who made the last agreement among what was `told`."""
    bearing: Bearing | None

    @property
    def trigger(self) -> Trigger:
        """The trigger itself."""
        return self.scene.triggers[self.n]

    def case_of(self, candidate: Candidate) -> str:
        """The preposition before the phrase of a candidate, an empty string where there is none."""
        return self.scene.chunks[candidate.chunk].case if candidate.chunk is not None else ""

    @property
    def about_a_pact(self) -> bool:
        """Whether an agreement is spoken of right behind the trigger ("hailed the accord")."""
        last = max(self.trigger.taken)
        return any(0 < i - last <= _NEAR for i in self.scene.classes.get("agreement", ()))


def last_pact(told: Sequence[Event]) -> Codes:
    """The parties of the last agreement among events, `()` where there is none."""
    made = (e.actor for e in reversed(told) if e.type in _PACTS and not e.recipient)
    return next((actor for actor in made if len(actor) > 1), ())
