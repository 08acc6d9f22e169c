"""From an event of a text to what the engine can suppose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.model.event import Event
from casus.model.occurrence import Occurrence


def supposed(event: Event, items: Sequence[str] = ()) -> Iterator[Occurrence]:
    """The occurrences that an event with both sides known comes to; none where the engine knows
    no such thing.

    An attack for each pair, a supply of each of `items` (arms where none is said) for military
    help, a mobilisation. Groups attack as such; organisations and groupings do nothing of their own
    here.

    >>> [o.kind for o in supposed(Event.of("AID", ["RUS"], ["PRK"], "military"))]
    ['supply']
    """
    if event.type == "ASSAULT":
        weapon = {"weapon": "nuclear"} if event.mode == "nuclear" else {}
        for attacker, target in _pairs(event):
            if is_state(attacker):
                yield Occurrence.attack(attacker, target, **weapon)
            elif is_group(attacker):
                yield Occurrence.attack(attacker, target, attacker_kind="nonstate")
    elif event.type == "AID" and event.mode == "military":
        for supplier, target in _pairs(event):
            if is_state(supplier):
                for item in items or ("arms",):
                    yield Occurrence.supply(supplier, target, item)
    elif event.type == "MOBILIZE":
        for state in event.actor:
            if is_state(state):
                yield Occurrence.from_dict({"kind": "mobilise", "attacker": state})


def is_state(code: str) -> bool:
    """Whether the code is that of a state or territory, past or present."""
    return _kind(code) in ("state", "territory")


def is_group(code: str) -> bool:
    """Whether the code is that of an armed group."""
    return _kind(code) == "group"


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    for actor in event.actor:
        for recipient in event.recipient:
            if actor != recipient and is_state(recipient):
                yield actor, recipient


def _kind(code: str) -> str:
    from casus.names.actors import registry

    actor = registry().actors.get(code)
    return actor.kind if actor else ""
