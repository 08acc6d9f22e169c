"""Doubt: an act that is likelier wrong than right is not told.

What is told, and who is in it, is chosen as the likeliest of several; where the choice was close,
and the encoder by itself finds it unlikely too, one such record in seven is right, and half are of
the right kind: a reader is better served without. That the encoder alone doubts is not enough: it
reads passages, and of bare sentences it is less sure than their words are plain
(`docs/decisions/0034-a-content-as-a-whole.md`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, Bearing
from casus.extract.scene import Scene
from casus.extract.weights import log_sigmoid
from casus.model import Event

CHOSEN: Final = math.log(0.5)
"""How likely an act must be by all that was weighed for it to be told in any case,"""

HEARD: Final = math.log(0.2)
"""or by what the encoder alone hears; chosen on passages kept aside."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The logarithm of how likely it is that an act is told, with that actor and that recipient: as
    they were `chosen` by all that was weighed, and as the encoder alone has `heard` them."""

    chosen: float
    heard: float

    @property
    def grave(self) -> bool:
        """Whether the act is left out."""
        return self.chosen < CHOSEN and self.heard < HEARD


NONE: Final = Doubt(0.0, 0.0)
"""Where nothing was weighed or heard."""


def doubt_of(scene: Scene, draft: Draft, score: float) -> Doubt:
    """The doubt of a draft as the event that its frame names; `score` is what speaks for its being
    told so."""
    bearing = draft.bearing(scene, draft.event.type)
    if bearing is None:
        return NONE
    row = draft.heard
    told = 0.0 if row is None else float(row[LABELS.index(draft.event.type)])
    event = draft.event
    who = (
        _together(bearing, event)
        if draft.together
        else bearing.of_both(event.actor, event.recipient)
    )
    return Doubt(math.log(draft.share) + log_sigmoid(score), told + who)


def _together(bearing: Bearing, event: Event) -> float:
    """Of who takes part, whoever is least likely to."""
    return min((log_sigmoid(bearing.of("party", (code,))) for code in event.actor), default=0.0)
