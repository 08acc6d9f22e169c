"""Alignment: which draft of a passage tells which of its labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from casus.extract.statements import Drafted
from casus.extract.tellings import Telling, tellings
from casus.model import Event

Codes = tuple[str, ...]
Key = tuple[int, int]
"""The number of a scene and of a draft in it."""


@dataclass
class Alignment:
    """Drafts set beside the labels of a passage.

    `told[n]` is the draft that tells label `n`, `ways` how it is told; `own` is what the draft's
    own event should be, `part` the same of drafts that are a label's content or condition.
    """

    told: dict[int, Key] = field(default_factory=dict)
    ways: dict[Key, str] = field(default_factory=dict)
    own: dict[Key, Event] = field(default_factory=dict)
    part: dict[Key, Event] = field(default_factory=dict)


def align(row: dict[str, Any], drafted: Sequence[Drafted]) -> Alignment:
    """The labels of a passage beside the drafts made of it. Each label takes the draft in its quote
    that agrees best; of those left, a verbal act takes the draft of what it is about."""
    out = Alignment()
    drafts = {(k, d.n): d for k, one in enumerate(drafted) for d in one.drafts}
    options = {key: tellings(drafted[key[0]].scene, d) for key, d in drafts.items()}
    at = {
        key: drafted[key[0]].scene.tokens[drafted[key[0]].scene.triggers[d.n].at].start
        for key, d in drafts.items()
    }
    near = []
    for statement in row["statements"]:
        start = row["text"].find(statement["quote"])
        end = start + len(statement["quote"])
        near.append([key for key in drafts if start <= at[key] < end])

    def best(keys: Iterable[Key], label: Event) -> Key | None:
        return max(
            keys, key=lambda k: (_agreement(drafts[k].event, label), -k[0], -k[1]), default=None
        )

    left = []
    for n, statement in enumerate(row["statements"]):
        label = Event.from_dict(statement["event"])
        free = (k for k in near[n] if k not in out.ways and drafts[k].event.type == label.type)
        key = best(free, label)
        if key is None:
            left.append(n)
        else:
            out.own[key], out.told[n], out.ways[key] = label, key, "own"
    for n in left:
        statement = row["statements"][n]
        if not statement.get("content"):
            continue
        label, content = (Event.from_dict(statement[key]) for key in ("event", "content"))
        whose = {k: _whose(options[k], label) for k in near[n]}
        key = best(
            (k for k in near[n]
             if k not in out.ways and whose[k] and drafts[k].event.type == content.type),
            content,
        )  # fmt: skip
        if key is not None:
            out.own[key], out.told[n], out.ways[key] = content, key, whose[key]
    for n, statement in enumerate(row["statements"]):
        for part in ("content", "condition"):
            if not statement.get(part):
                continue
            label = Event.from_dict(statement[part])
            key = best(
                (k for k in near[n] if k not in out.part and _is_part(drafted, k, label)), label
            )
            if key is not None:
                out.part[key] = label
    return out


def way(telling: Telling) -> str:
    """The name of a way of telling."""
    return "own" if telling.own else f"{telling.type}:{telling.whose}"


def overlap(a: Codes, b: Codes) -> float:
    """How much two sets of actors share, from 0 to 1; two empty ones count half."""
    if not a and not b:
        return 0.5
    return len(set(a) & set(b)) / max(1, len(set(a) | set(b)))


def _whose(options: Sequence[Telling], label: Event) -> str:
    """The name of the way of telling that gives the label's verbal act, or an empty string."""
    joint = len(label.actor) > 1 and not label.recipient
    for telling in options:
        if telling.type == label.type and not telling.own and (telling.whose == "parties") == joint:
            return way(telling)
    return ""


def _is_part(drafted: Sequence[Drafted], key: Key, label: Event) -> bool:
    """Whether a draft may be a label's content or condition."""
    k, n = key
    scene = drafted[k].scene
    inside = scene.parents[n] is not None or scene.condition_of(n) is not None
    return inside and drafted[k].drafts[n].event.type == label.type


def _agreement(event: Event, label: Event) -> float:
    return 2 * overlap(event.actor, label.actor) + overlap(event.recipient, label.recipient)
