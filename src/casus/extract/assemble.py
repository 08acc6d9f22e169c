"""Assembling: drafts become statement records, by the conventions of the specification."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from casus.extract.answers import answered
from casus.extract.doubt import NONE, Doubt, doubt_of
from casus.extract.drafts import Draft
from casus.extract.fitting import fit_condition, fit_content
from casus.extract.memory import Codes
from casus.extract.parts import heard_speaker, told_condition, told_content, weigh_parts
from casus.extract.scene import Scene
from casus.extract.setting import Candidate
from casus.extract.tellings import Telling, act_of, choose_telling
from casus.extract.weights import Weights
from casus.model import HOSTILE, VERBAL, Event, Statement


def assemble(
    text: str,
    scene: Scene,
    drafts: Sequence[Draft],
    weights: Weights,
    before: list[Statement],
) -> list[Statement]:
    """The statements of one scene, in the order of their triggers; they are added to those `before`
    it in the text, which they may answer."""
    return [
        statement
        for statement, doubt in weighed(text, scene, drafts, weights, before)
        if not doubt.grave
    ]


def weighed(
    text: str,
    scene: Scene,
    drafts: Sequence[Draft],
    weights: Weights,
    before: list[Statement],
) -> Iterator[tuple[Statement, Doubt]]:
    """Every statement that the drafts make, with the doubt of it; those in grave doubt too, which
    are not added to those `before`. Only an event told as its frame names it is doubted."""
    for draft in drafts:
        chosen = choose_telling(weights, scene, draft)
        if chosen is None:
            continue
        telling, score = chosen
        statement = _statement(text, scene, drafts, draft, telling, before)
        if statement.event.actor:
            doubt = doubt_of(scene, draft, score) if telling.own else NONE
            if not doubt.grave:
                before.append(statement)
            yield statement, doubt


def _statement(
    text: str,
    scene: Scene,
    drafts: Sequence[Draft],
    draft: Draft,
    telling: Telling,
    before: Sequence[Statement],
) -> Statement:
    event, status = draft.event, draft.status
    condition = told_condition(scene, drafts, draft)
    if telling.own:
        content = told_content(scene, drafts, draft)
        if scene.triggers[draft.n].sense.frame.forbids and condition is None:
            content, condition = None, content
    else:
        content, event = event, act_of(draft, telling.type, telling.whose, condition)
        status = "actual"
    words = {"content": content, "condition": condition}
    act = _towards(event, **words)
    earlier = answered(act, before)
    answer = earlier.content if earlier else None
    parts = weigh_parts(scene, drafts, draft, act, words, telling.own, answer)
    overruled = {part for part, told in words.items() if told and told is not parts[part]}
    left = {part: None if part in overruled else told for part, told in words.items()}
    event = _towards(event, **left)
    content = parts["content"] and fit_content(event, parts["content"])
    condition = parts["condition"] and fit_condition(event, parts["condition"])
    unheard = {part for part in overruled if parts[part] is None}
    start, end = _span(scene, drafts, draft, unheard)
    asked = scene.triggers[draft.n].sense.frame.speaker if telling.own else None
    told = _speaker(event, status, draft, asked)
    speaker = heard_speaker(event, told, draft.bearing(scene, event.type))
    by_ear = [
        f"{part}={'answered' if found is answer else 'heard'}"
        for part, found in parts.items() if found and found is not words[part]
    ]  # fmt: skip
    by_ear += [f"{part}=unheard" for part in sorted(unheard)]
    if speaker != told:
        by_ear.append("speaker=heard")
    return Statement(
        quote=text[start:end],
        start=start,
        end=end,
        event=event,
        content=content,
        condition=condition,
        speaker=speaker,
        status=status,
        rule=" ".join([_rule(scene, draft), *by_ear]),
    )


def _towards(event: Event, content: Event | None, condition: Event | None) -> Event:
    """A threat is made to whoever could still avert it: the actor of its condition, unless what is
    threatened is itself directed at somebody. A demand is made to whoever is to act, not to whom
    that is done."""
    if event.type == "REQUEST" and content and content.actor and event.recipient:
        asked = event.recipient == content.recipient and not set(content.actor) & set(event.actor)
        return Event.of(event.type, event.actor, content.actor) if asked else event
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


def _span(
    scene: Scene, drafts: Sequence[Draft], draft: Draft, without: Collection[str]
) -> tuple[int, int]:
    """From the first to the last word that the event, its content and condition need, parts
    `without` which it is told left aside."""
    needed = _needed(scene, draft)
    for n in scene.contents_of(draft.n)[:1] if "content" not in without else ():
        needed |= _needed(scene, drafts[n])
    for condition in scene.conditions if "condition" not in without else ():
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
    return next((f[5:] for f in candidate.shared.features if f.startswith("tree:")), "near")
