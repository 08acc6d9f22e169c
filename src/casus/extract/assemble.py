"""Assembling: drafts become statement records, by the conventions of the specification."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.drafts import Draft
from casus.extract.lexicon import ImpliedContent
from casus.extract.memory import Codes
from casus.extract.operators import unlikely
from casus.extract.roles import Candidate
from casus.extract.scene import Scene
from casus.extract.weights import Weights
from casus.model import ABOUT, VERBAL, Event, Statement

HOSTILE: Final = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "ACCUSE", "REJECT", "THREATEN"}
)
"""Types whose announcement on a condition is a threat; of the others it is a promise."""


def assemble(text: str, scene: Scene, drafts: Sequence[Draft], weights: Weights) -> list[Statement]:
    """The statements of one scene, in the order of their triggers."""
    out = []
    for draft in drafts:
        demand = told_as(scene, draft) == "REQUEST" != draft.event.type
        if not (draft.event.actor or demand) or not is_statement(scene, draft, weights):
            continue
        content = _content(scene, drafts, draft)
        condition = _condition(scene, drafts, draft)
        out.append(_statement(text, scene, drafts, draft, content, condition))
    return out


def is_statement(scene: Scene, draft: Draft, weights: Weights) -> bool:
    """Whether a draft is a statement of its own, not only part of another or no event at all."""
    return weights.score("statement", statement_features(scene, draft)) > 0


def told_as(scene: Scene, draft: Draft) -> str:
    """The type that a draft is told as. An announced act made to depend on somebody is a bargain:
    a threat where it is hostile, a promise where it is not. What a speaker says must be done is a
    demand."""
    kind = scene.triggers[draft.n].frame_type
    if scene.condition_of(draft.n) is not None or scene.parents[draft.n] is not None:
        return kind
    if kind in ABOUT:
        return kind
    if draft.status in {"planned", "possible"} and any(
        c.owner == draft.n and c.trigger is not None for c in scene.conditions
    ):
        return "THREATEN" if kind in HOSTILE else "AGREE"
    if draft.duty and draft.attributed and draft.status == "actual":
        return "REQUEST"
    return kind


def statement_features(scene: Scene, draft: Draft) -> list[str]:
    """What speaks for and against a draft being a statement of its own."""
    trigger = scene.triggers[draft.n]
    frame = trigger.sense.frame
    kind = "noun" if trigger.noun else "verb"
    setting = draft.setting
    assert setting is not None
    lexicon = setting.lexicon
    out = ["statement", kind, f"type:{frame.type}", f"type:{frame.type}:{kind}"]
    out += [f"frame:{lexicon.lang}:{frame.id}", f"frame:{lexicon.lang}:{frame.id}:{kind}"]
    out.append(f"word:{lexicon.lang}:{trigger.pattern}")
    told = told_as(scene, draft)
    if told != frame.type:
        out += [f"told:{told}", f"told:{told}:{frame.type}"]
    parent = scene.parents[draft.n]
    if parent is not None:
        above = scene.triggers[parent].frame_type
        out += [f"content:{kind}", f"content:{above}", f"content:{above}:{frame.type}:{kind}"]
        if frame.fact is not None:
            out.append(f"content:fact:{frame.fact}")
    else:
        out.append(f"own:{kind}")
    if scene.condition_of(draft.n) is not None:
        out += [f"condition:{kind}", "condition"]
    out += [f"status:{draft.status}", f"status:{draft.status}:{kind}"]
    if scene.quotes[trigger.at] >= 0:
        out.append(f"quoted:{kind}")
    if unlikely(lexicon, scene.tokens, trigger):
        out.append("unlikely")
    roles = [("actor", draft.actor), ("recipient", draft.recipient)]
    if frame.both:
        out.append(f"parties:{min(len(draft.event.actor), 3)}")
    for role, candidate in [] if frame.both else roles:
        if candidate is None:
            out.append(f"{role}:nobody:{kind}")
        elif candidate.chunk is None:
            out += [f"{role}:unnamed:{kind}"]
        else:
            tree = next((f for f in candidate.features if f.startswith("tree:")), "")
            order = next((f for f in candidate.features if ":n" in f and ":t" in f), "")
            out += [f"{role}:{tree}:{kind}", f"{role}:{order}:{kind}"]
            if "place:a0" in candidate.features or "place:r0" in candidate.features:
                out.append(f"{role}:placed:{kind}")
    if draft.event.actor == draft.event.recipient:
        out.append(f"same:{frame.type}")
    out.append(f"objects:{bool(trigger.objects)}:{len(trigger.taken)}")
    out.append(f"pos:{scene.tokens[trigger.at].upos}:{kind}")
    out += [f"class:{name}" for name in scene.classes if name in lexicon.telling_classes]
    out.append(f"actors:{min(4, len({c.codes for c in scene.chunks if c.codes}))}")
    return out


def _content(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> Event | None:
    trigger = scene.triggers[draft.n]
    if trigger.frame_type not in ABOUT:
        return None
    told = scene.contents_of(draft.n)
    if told:
        return drafts[told[0]].event
    implied = trigger.sense.frame.content
    return _implied(implied, draft.event) if implied else None


def _implied(content: ImpliedContent, event: Event) -> Event:
    sides: dict[str, Codes] = {
        "actor": event.actor, "recipient": event.recipient,
        "both": tuple(sorted({*event.actor, *event.recipient})), "none": (),
    }  # fmt: skip
    return Event.of(content.type, sides[content.actor], sides[content.recipient], content.mode)


def _condition(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> Event | None:
    for condition in scene.conditions:
        if condition.owner == draft.n and condition.trigger is not None:
            return drafts[condition.trigger].event
    return None


def _statement(
    text: str,
    scene: Scene,
    drafts: Sequence[Draft],
    draft: Draft,
    content: Event | None,
    condition: Event | None,
) -> Statement:
    event, status = draft.event, draft.status
    trigger = scene.triggers[draft.n]
    frame = trigger.sense.frame
    told = told_as(scene, draft)
    if told == "REQUEST" != event.type:
        content, event = event, Event.of(told, draft.attributed or (), event.actor)
    elif told != event.type and condition:
        others = tuple(c for c in condition.actor if c not in event.actor)
        content, event = event, Event.of(told, event.actor, others or event.recipient)
        status = "actual"
    event = _towards(event, content, condition)
    start, end = _span(scene, drafts, draft)
    return Statement(
        quote=text[start:end],
        start=start,
        end=end,
        event=event,
        content=content,
        condition=condition,
        speaker=_speaker(event, status, draft, frame.speaker),
        status=status,
        rule=_rule(scene, draft),
    )


def _towards(event: Event, content: Event | None, condition: Event | None) -> Event:
    """A threat is made to whoever could still avert it: the actor of its condition, unless what is
    threatened is itself directed at somebody."""
    if event.type != "THREATEN" or condition is None:
        return event
    aimed = content is not None and content.type in HOSTILE and content.recipient
    others = tuple(c for c in condition.actor if c not in event.actor)
    return event if aimed or not others else Event.of(event.type, event.actor, others)


def _speaker(event: Event, status: str, draft: Draft, asked: str | None) -> Codes:
    if draft.attributed is not None:
        return draft.attributed
    if asked == "none" or status != "actual" or (not event.recipient and len(event.actor) > 1):
        return ()
    if asked == "actor":
        return event.actor
    spoken = event.type in VERBAL and event.type not in {"CONSULT", "CONCEDE"}
    return event.actor if spoken else ()


def _span(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> tuple[int, int]:
    """From the first to the last word that the event, its content and condition need."""
    needed = _needed(scene, draft)
    for n in scene.contents_of(draft.n)[:1]:
        needed |= _needed(scene, drafts[n])
    for condition in scene.conditions:
        if condition.owner == draft.n:
            needed |= {*condition.marker, condition.first, condition.last}
            if condition.trigger is not None:
                needed |= _needed(scene, drafts[condition.trigger])
    tokens = scene.tokens
    first, last = min(needed), max(needed)
    while tokens[last].form in {",", '"', ".", ";"} and last > first:
        last -= 1
    return tokens[first].start, tokens[last].end


def _needed(scene: Scene, draft: Draft) -> set[int]:
    trigger = scene.triggers[draft.n]
    out = {*trigger.taken, *trigger.objects}
    for n in draft.phrases():
        for m in scene.chunks[n].members or (n,):
            out |= {scene.chunks[m].first, scene.chunks[m].last}
    stops = {",", ";", ":", ".", '"', "(", ")"}
    at = max(trigger.taken)
    for j in range(at + 1, min(at + 13, len(scene.tokens))):
        token = scene.tokens[j]
        if token.form in stops or token.upos in {"SCONJ", "CCONJ"} or j in scene.anchors:
            break
        if (token.head >= at and token.head <= j) or token.head in trigger.taken:
            out.add(j)
    return out


def _rule(scene: Scene, draft: Draft) -> str:
    """The frame, the pattern, and what filled each role: enough to find the line of data."""
    trigger = scene.triggers[draft.n]
    setting = draft.setting
    assert setting is not None
    parts = [f"{setting.lexicon.lang}:{trigger.sense.frame.id}[{trigger.pattern}]"]
    for role, found in (("actor", draft.actor), ("recipient", draft.recipient)):
        if found:
            parts.append(f"{role}={_why(found)}")
    parts += [f"party={_why(party)}" for party in draft.parties]
    if draft.status_tokens:
        words = " ".join(scene.tokens[i].form for i in draft.status_tokens)
        parts.append(f"{draft.status}={words}")
    for condition in scene.conditions:
        if condition.owner == draft.n:
            parts.append("if=" + " ".join(scene.tokens[i].form for i in condition.marker))
    return " ".join(parts)


def _why(candidate: Candidate) -> str:
    if candidate.chunk is None:
        return "context"
    return next((f[5:] for f in candidate.features if f.startswith("tree:")), "near")
