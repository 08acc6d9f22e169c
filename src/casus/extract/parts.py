"""Parts: what an act is about (its content), what it depends on (its condition), who tells it.

The words tell a part where an event of their own hangs under the act or stands in its condition
clause, or where its frame or the text before implies one. The encoder weighs that against what it
hears from the act, each with its type and whoever is in it: what is told has a start. Where the
words tell none, what it hears is told if that is likely enough as a whole. How much is enough was
chosen on passages that it was not taught on (`docs/decisions/0034-a-content-as-a-whole.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Final

from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, PARTS, Bearing
from casus.extract.frames import ImpliedContent
from casus.extract.memory import Codes
from casus.extract.scene import Scene
from casus.extract.weights import log_sigmoid
from casus.model import ABOUT, HOSTILE, Event

UNLIKELY: Final = math.log(0.5)
"""How unlikely it must be that there is no part for one to be told that no word tells."""

UNLIKELY_OF_A_DEED: Final = math.log(0.15)
"""The same of the condition of a deed, a meeting or a concession: what is done seldom depends on
anything, though it is told beside what was done before ("lifted the sanctions when Ukraine
withdrew")."""

LIKELY: Final = {"content": math.log(0.28), "condition": math.log(0.01)}
"""How likely it must then be, with its type and whoever is in it, and what stands beside it."""

LIKELY_NONE: Final = math.log(0.6)
"""How likely it must be that there is no part for the one that the words tell to be left out."""

AS_TOLD: Final = {"content": 0.0, "condition": 3.0}
"""How much likelier a part of the type that the words tell is made, being told,"""

WITH_THOSE: Final = {"content": 3.0, "condition": 2.0}
"""and how much besides if those are in it of whom they tell it."""

BESIDE: Final = 1.0
"""How much likelier a part of a type is made of which another event of the sentence is told."""

ANSWER: Final = 1.5
"""How much likelier what a refusal answers is made as its content (`answers.py`)."""

UNLIKELY_OF_AN_ANSWER: Final = math.log(0.8)
"""How unlikely it must be that there is no content for that to be told, where no word tells one."""

LOOKED_FOR: Final = math.log(0.1)
"""How likely a type must be for it to be asked who would be in a part of that type."""

CLEARER: Final = math.log(2.0)
"""How much likelier another speaker than the words tell must be heard."""

_ANSWERS: Final = frozenset({"ACCUSE", "SUPPORT"})
"""Acts that answer a deed."""
_WORDS: Final = frozenset({"ACCUSE", "REQUEST", "REJECT", "CONSULT"})
"""Acts that are seldom the deed that another answers."""
_SAID_ONCE: Final = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"})
"""Acts that are hardly ever about one of their own kind: one threat is told by two words."""
_MODES: Final = {"ASSAULT": "conventional"}
"""The mode that a type has where none is told."""


def told_content(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> Event | None:
    """What the words say that an act is about."""
    trigger = scene.triggers[draft.n]
    if trigger.frame_type not in ABOUT:
        return None
    told = scene.contents_of(draft.n)
    if told:
        inner = drafts[told[0]]
        if inner.event.type == draft.event.type and inner.event.type in _SAID_ONCE:
            return told_content(scene, drafts, inner) or _meant(draft)
        return inner.event
    implied = trigger.sense.frame.content
    return _implied(implied, draft.event) if implied else _meant(draft)


def told_condition(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> Event | None:
    """What the words say that an act depends on."""
    for condition in scene.conditions:
        if condition.owner == draft.n and condition.trigger is not None:
            return drafts[condition.trigger].event
    return None


def weigh_parts(
    scene: Scene,
    drafts: Sequence[Draft],
    draft: Draft,
    act: Event,
    told: Mapping[str, Event | None],
    own: bool = True,
    answer: Event | None = None,
) -> dict[str, Event | None]:
    """The content and the condition of an act, by name: those that the words tell, which are given,
    unless the encoder hears another or none more clearly; where they tell none, what it hears. What
    it would be about as an `answer` is a likelier content. A deed that is told as an act (not its
    `own`) is its content, and stays."""
    parts = dict(told)
    bearing = draft.bearing(scene, act.type)
    if bearing is None:
        return parts
    bearing = bearing.given("actor", act.actor).given("recipient", act.recipient)
    beside = [
        other.event
        for other in drafts
        if other.n != draft.n and scene.over(other.n) is None and scene.over(draft.n) != other.n
    ]
    forbidden = scene.triggers[draft.n].sense.frame.forbids
    asked = []
    if act.type in ABOUT and not forbidden and own:
        asked.append("content")
    denied = any("condition_not" in token.marks for token in scene.tokens)  # "even if"
    if not denied and not (forbidden and told["condition"]):
        asked.append("condition")
    for part in asked:
        event = told[part]
        also = answer if part == "content" else None
        if event is None:
            found = heard_part(part, act, bearing, beside, also)
            done = part == "condition" and act.type not in ABOUT and _is_told(found, beside)
            parts[part] = None if done else found
        else:
            parts[part] = _confirmed(part, act, event, bearing, also)
    return parts


def _is_told(event: Event | None, beside: Sequence[Event]) -> bool:
    """Whether an event is told by itself beside a deed: what was done then is no condition of
    it."""
    return any(event and (e.type, e.actor) == (event.type, event.actor) for e in beside)


def _confirmed(
    part: str, act: Event, told: Event, bearing: Bearing, answer: Event | None = None
) -> Event | None:
    """A part that the words tell, unless another or none is heard more clearly than they tell
    it."""
    row = bearing.parts[PARTS.index(part)]
    if row[0] > LIKELY_NONE:
        return None
    start = AS_TOLD[part]
    ways = [(how + start * (way.type == told.type), way) for how, way in _ways(part, act, bearing)]
    if answer:
        ways.append((_likely(part, answer, bearing) + ANSWER, answer))
    own = _likely(part, told, bearing) + start + WITH_THOSE[part]
    _, best = max([(own, told), *ways], key=itemgetter(0))
    if best is told or best is answer or best.type != told.type:
        return best
    return replace(best, mode=told.mode or best.mode)


def heard_part(
    part: str,
    act: Event,
    bearing: Bearing,
    beside: Sequence[Event] = (),
    answer: Event | None = None,
) -> Event | None:
    """A part of an act that no word tells, as the encoder hears it, None where it hears none;
    likelier of a type of which an event `beside` it is told, whose mode it has then, and likelier
    what the act would be about as an `answer`."""
    enough = UNLIKELY if act.type in ABOUT else UNLIKELY_OF_A_DEED
    none = bearing.parts[PARTS.index(part)][0]
    ways: list[tuple[float, Event]] = []
    types = {event.type for event in beside}
    if none <= enough:
        ways += [
            (how + BESIDE * (way.type in types), way) for how, way in _ways(part, act, bearing)
        ]
    if answer and none <= UNLIKELY_OF_AN_ANSWER:
        ways.append((_likely(part, answer, bearing) + ANSWER, answer))
    how, best = max(ways, key=itemgetter(0), default=(-math.inf, None))
    if best is None or how <= LIKELY[part]:
        return None
    modes = {event.type: event.mode for event in beside if event.mode}
    return best if best is answer else replace(best, mode=modes.get(best.type, best.mode))


def _ways(part: str, act: Event, bearing: Bearing) -> Iterator[tuple[float, Event]]:
    """A part as of each type that it may be, those in it who are likeliest; with the logarithm of
    how likely it is."""
    joint = float(bearing.joint[PARTS.index(part)])
    for kind, likely in zip(LABELS, bearing.parts[PARTS.index(part)].tolist(), strict=True):
        if not kind or likely <= LOOKED_FOR:
            continue
        if joint > 0:
            yield likely + log_sigmoid(joint), _done_together(part, act, kind, bearing)
        else:
            event = _done_by_one(part, kind, bearing)
            yield (
                likely + log_sigmoid(-joint) + bearing.of_both(event.actor, event.recipient, part),
                event,
            )


def _likely(part: str, event: Event, bearing: Bearing) -> float:
    """The logarithm of how likely a part is, with whoever is in it, as it is told."""
    row = bearing.parts[PARTS.index(part)]
    return float(row[LABELS.index(event.type)]) + _fit(part, event, bearing)


def _fit(part: str, event: Event, bearing: Bearing) -> float:
    """The logarithm of how likely those are in a part whom the words tell: all sides together, or
    each in a role. What two suffer, no actor being told, may be either."""
    joint = float(bearing.joint[PARTS.index(part)])
    if len(event.actor) > 1 and not event.recipient:
        return log_sigmoid(joint)
    either = len(event.recipient) > 1 and not event.actor
    alone = log_sigmoid(-joint) + bearing.of_both(event.actor, event.recipient, part)
    return max(alone, log_sigmoid(joint)) if either else alone


def _done_together(part: str, act: Event, kind: str, bearing: Bearing) -> Event:
    """A part of a type that all sides do; what hurts them, allies suffer together."""
    sides, mode = _sides(part, act, bearing), _MODES.get(kind)
    if kind in HOSTILE and set(act.actor) <= set(sides):
        return Event.of(kind, (), sides, mode)
    return Event.of(kind, sides, (), mode)


def _done_by_one(part: str, kind: str, bearing: Bearing) -> Event:
    """A part of a type with the actor and recipient who are likeliest together; of actors the two
    likeliest are tried."""
    shares = bearing.shares(f"{part} actor")
    pairs = [
        (actor, _likeliest(bearing.given(f"{part} actor", actor), f"{part} recipient", actor))
        for actor in sorted(shares, key=lambda who: (-shares[who], who))[:2]
    ]
    actor, recipient = max(pairs, key=lambda pair: bearing.of_both(pair[0], pair[1], part))
    return Event.of(kind, actor, recipient, _MODES.get(kind))


def heard_speaker(act: Event, told: Codes, bearing: Bearing | None) -> Codes:
    """Whose words an act is told in: whoever the words of the text tell (`told`, `()` being the
    article itself), unless another is clearly heard – but nobody is heard to tell what is done to
    him, that takes words."""
    if bearing is None:
        return told
    bearing = bearing.given("actor", act.actor)
    shares = {who: p for who, p in bearing.shares("speaker").items() if who != act.recipient}
    shares.setdefault((), bearing.of("speaker", ()))
    best = max(shares, key=lambda who: (shares[who], who))
    return best if shares[best] - bearing.of("speaker", told) > CLEARER else told


def _sides(part: str, act: Event, bearing: Bearing) -> Codes:
    """Those who do a part together: all sides of the act, or those of them that are meant."""
    every = tuple(sorted({*act.actor, *act.recipient}))
    if len(act.recipient) < 2:
        return every
    role = f"{part} actor"
    ahead = bearing.of(role, act.recipient) - bearing.of(role, act.actor)
    return act.recipient if ahead > math.log(3.0) else every


def _likeliest(bearing: Bearing, role: str, but: Codes) -> Codes:
    shares = {who: p for who, p in bearing.shares(role).items() if not who or who != but}
    return max(shares, key=lambda who: (shares[who], who), default=())


def _meant(draft: Draft) -> Event | None:
    """The deed that is blamed or praised where the words themselves do not tell it: the last that
    the text told of whoever is blamed or praised ("Doha called the measures unjustified"); where
    the words speak of an agreement, the last that they made."""
    event, setting = draft.event, draft.setting
    if event.type not in _ANSWERS or not event.recipient or setting is None:
        return None
    told = [e for e in reversed(setting.told) if e.type not in _WORDS]
    if setting.about_a_pact:
        parties = set(event.recipient)
        return next((e for e in told if e.type == "AGREE" and parties & set(e.actor)), None)
    return next((e for e in told if e.actor == event.recipient), None)


def _implied(content: ImpliedContent, event: Event) -> Event:
    sides: dict[str, Codes] = {
        "actor": event.actor, "recipient": event.recipient,
        "both": tuple(sorted({*event.actor, *event.recipient})), "none": (),
    }  # fmt: skip
    return Event.of(content.type, sides[content.actor], sides[content.recipient], content.mode)
