"""Answers: what a refusal refuses, where its own words do not tell it.

"Cairo rejected that" is about what was asked, offered, threatened or charged before by whoever is
refused: the content of that act is the refusal's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from casus.model import Event, Statement

LOOKS_BACK: Final = 30
"""So many statements back an act may lie that is still answered."""


def answered(act: Event, before: Sequence[Statement]) -> Statement | None:
    """What an act would answer of the statements `before` it in a text, being about the same: the
    last demand, offer or threat with a content that was made to those who refuse, or the last
    charge, by those whom they refuse; where nobody is named whom, by anybody else. None for an act
    that is no refusal.

    >>> asked = Event.of("REQUEST", ("TUR",), ("EGY",))
    >>> what = Event.of("CONCEDE", ("EGY",), ("TUR",))
    >>> told = [Statement("…", 0, 1, asked, content=what)]
    >>> answered(Event.of("REJECT", ("EGY",), ("TUR",)), told).content == what
    True
    """
    if act.type != "REJECT":
        return None
    recent = islice(reversed(before), LOOKS_BACK)
    return next((s for s in recent if s.content and _answers(act, s.event)), None)


def _answers(refusal: Event, event: Event) -> bool:
    """Whether a refusal may answer an event: a charge against anybody, else what was made to those
    who refuse, to nobody who is named, or to the Council, whose members vote on it."""
    if event.type not in {"REQUEST", "AGREE", "THREATEN", "ACCUSE"}:
        return False
    refuse, made_to = set(refusal.actor), set(event.recipient)
    if refusal.recipient:
        by_them = not set(event.actor).isdisjoint(refusal.recipient)
        return by_them and (
            event.type == "ACCUSE" or not made_to or bool(made_to & (refuse | {"UNSC"}))
        )
    return bool(made_to & refuse) and refuse.isdisjoint(event.actor)
