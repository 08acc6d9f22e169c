"""Assembling: drafts become statement records, by the conventions of the specification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casus.extract.answers import answered
from casus.extract.drafts import Draft
from casus.extract.fitting import fit_condition, fit_content
from casus.extract.memory import Codes
from casus.extract.modes import with_modes
from casus.extract.parts import (
    beside,
    chosen_parts,
    heard_speaker,
    part_ways,
    told_condition,
    told_content,
)
from casus.extract.quotes import bounds, needed_of
from casus.extract.scene import Scene
from casus.extract.setting import Candidate
from casus.extract.tellings import Telling, act_of, bargain_of, choose_telling
from casus.extract.ways import Ways
from casus.extract.weights import Weights
from casus.model import HOSTILE, VERBAL, Event, Statement

LIKELY: Final = 0.3
"""How likely an act must be right, with those in it, to be told; chosen on passages kept aside: a
higher one makes more of what is told right, and misses more
(`docs/decisions/0038-how-far-what-is-heard-is-believed.md`)."""

SURE: Final = 0.8
"""How likely two acts of a sentence must be, of the same type and the same sides, to be two
(`docs/decisions/0049-two-of-a-kind.md`)."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement, the number `n` of its draft, how `likely` it is that the text tells it, with
    those who are in it – None of what the encoder has not read, or is told as another act than its
    word's –, and what its content and condition might be (`ways.py`), where that was weighed."""

    statement: Statement
    n: int
    likely: float | None
    ways: Mapping[str, Ways]

    @property
    def told(self) -> bool:
        """Whether it is likely enough to be told."""
        return self.likely is None or self.likely >= LIKELY


def assemble(
    text: str,
    scene: Scene,
    drafts: Sequence[Draft],
    weights: Weights,
    before: list[Statement],
) -> list[Statement]:
    """The statements of one scene, in the order of their triggers; they are added to those `before`
    it in the text, which they may answer."""
    return [one.statement for one in once(weighed(text, scene, drafts, weights, before))]


def once(found: Iterable[Weighed]) -> list[Weighed]:
    """Of what was found in a sentence what is told, in the same order: an event that two of its
    words tell is one, the one that tells most; but two if both are `SURE` and neither is quoted by
    words of the other ("shelled Belgorod on Monday and bombed Kursk on Tuesday")."""
    alike: dict[tuple[Event, bool], list[Weighed]] = {}
    for one in found:
        if one.told:
            denied = one.statement.status == "negated"
            alike.setdefault((one.statement.event.bare, denied), []).append(one)
    out: list[Weighed] = []
    for several in alike.values():
        kept: list[Weighed] = []
        for one in sorted(several, key=lambda one: -_parts(one.statement)):
            if all(_are_two(one, other) for other in kept):
                kept.append(one)
        out += kept
    return sorted(out, key=lambda one: one.n)


def _are_two(one: Weighed, other: Weighed) -> bool:
    """Whether two that tell the same kind of event of the same sides tell two events: also two
    duties of an agreement that are about different things."""
    first, second = sorted((one.statement, other.statement), key=lambda s: s.start)
    if one.likely is None and other.likely is None and first.event.type == "AGREE":
        terms = [s.content.bare for s in (first, second) if s.content]
        return len(set(terms)) == 2
    sure = min(one.likely or 0.0, other.likely or 0.0) >= SURE
    return sure and first.end <= second.start


def _parts(statement: Statement) -> int:
    """How much a statement tells: a condition counts more than a content."""
    return 2 * bool(statement.condition) + bool(statement.content)


def weighed(
    text: str,
    scene: Scene,
    drafts: Sequence[Draft],
    weights: Weights,
    before: list[Statement],
) -> Iterator[Weighed]:
    """Every statement that the drafts make, with what else it might be; those that are not likely
    enough too, which are not added to those `before`. Only an event told as its frame names it is
    doubted, where the encoder has read its words."""
    tellings = {draft.n: choose_telling(weights, scene, draft) for draft in drafts}
    for draft in drafts:
        chosen = tellings[draft.n]
        if chosen is None:
            continue
        telling, told = chosen
        owner = scene.owner_of(draft.n)
        if owner is not None and tellings[owner] and bargain_of(scene, draft):
            continue  # whoever offers the bargain is told to do so by a word of his own
        statement, ways = _statement(text, scene, drafts, draft, telling, before)
        if statement.event.actor:
            doubted = telling.own and draft.heard is not None
            likely = draft.share * told if doubted else None
            found = Weighed(statement, draft.n, likely, ways)
            if found.told:
                before.append(statement)
            yield found


def _statement(
    text: str,
    scene: Scene,
    drafts: Sequence[Draft],
    draft: Draft,
    telling: Telling,
    before: Sequence[Statement],
) -> tuple[Statement, Mapping[str, Ways]]:
    """What a draft tells in one way, with what its parts might be."""
    event, words, status = _by_words(scene, drafts, draft, telling)
    act = _towards(event, words)
    earlier = answered(act, before)
    answer = earlier.content if earlier else None
    ways = part_ways(scene, draft, act, words, telling.own, answer)
    parts = chosen_parts(ways, act, words, answer, beside(scene, drafts, draft))
    event = _towards(event, {part: told for part, told in words.items() if told is parts[part]})
    content = parts["content"] and fit_content(event, parts["content"])
    condition = parts["condition"] and fit_condition(event, parts["condition"])
    if _is_made(event, status, scene.triggers[draft.n].sense.frame.heard, condition):
        status = "actual"
    first, last = bounds(scene, draft, needed_of(scene, drafts, draft, content, condition))
    start, end = scene.tokens[first].start, scene.tokens[last].end
    asked = scene.triggers[draft.n].sense.frame.speaker if telling.own else None
    bearing = draft.bearing(scene, event.type)
    told = _speaker(event, status, draft, asked)
    speaker = heard_speaker(event, told, bearing)
    moded, by_ear = with_modes({"act": event, "content": content, "condition": condition}, bearing)
    heard = _parts_by_ear(parts, words, answer)
    heard += ["speaker=heard"] if speaker != told else []
    heard += ["status=made"] if status != draft.status else []
    heard += ["mode=heard" if of == "act" else f"{of}/mode=heard" for of in by_ear]
    statement = Statement(
        quote=text[start:end],
        start=start,
        end=end,
        event=moded["act"] or event,
        content=moded["content"],
        condition=moded["condition"],
        speaker=speaker,
        status=status,
        rule=" ".join([_rule(scene, draft), *heard]),
    )
    return statement, ways


def _is_made(event: Event, status: str, heard: bool, condition: Event | None) -> bool:
    """Whether an act is made though the words say that something will be done, or may if it is
    `heard`: that is what is threatened or offered (convention 2). Of 420 labelled threats that such
    words stand by 417 are made, of 359 offers that are heard or depend on a `condition` 352."""
    if status not in ({"planned", "possible"} if heard else {"planned"}):
        return False
    return event.type == "THREATEN" or (event.type == "AGREE" and (heard or condition is not None))


def _by_words(
    scene: Scene, drafts: Sequence[Draft], draft: Draft, telling: Telling
) -> tuple[Event, dict[str, Event | None], str]:
    """The act that a draft tells in one way, its parts as the words tell them, and its status: what
    is told as another act than its own is the content of that, or its condition."""
    if telling.own and (bargain := bargain_of(scene, draft)):
        return bargain, {"content": None, "condition": draft.event}, "actual"
    condition = told_condition(scene, drafts, draft)
    if not telling.own:
        act = act_of(draft, telling.type, telling.whose, condition)
        return act, {"content": draft.event, "condition": condition}, "actual"
    content = told_content(scene, drafts, draft)
    if scene.triggers[draft.n].sense.frame.forbids and condition is None:
        content, condition = None, content
    return draft.event, {"content": content, "condition": condition}, draft.status


def _parts_by_ear(
    parts: Mapping[str, Event | None], words: Mapping[str, Event | None], answer: Event | None
) -> list[str]:
    """Which parts are not those that the words tell, and why."""
    told = [
        f"{part}={'answered' if found is answer else 'heard'}"
        for part, found in parts.items() if found and found is not words[part]
    ]  # fmt: skip
    return told + [f"{part}=unheard" for part in sorted(parts) if words[part] and not parts[part]]


def _towards(event: Event, told: Mapping[str, Event | None]) -> Event:
    """A threat is made to whoever could still avert it: the actor of its condition, unless what is
    threatened is itself directed at somebody. A demand is made to whoever is to act, not to whom
    that is done."""
    content, condition = told.get("content"), told.get("condition")
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
    return next((f[5:] for f in candidate.shared.names if f.startswith("tree:")), "near")
