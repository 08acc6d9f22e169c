"""Parts: what an act is about (its content), what it depends on (its condition), who tells it.

The words tell a part where an event of their own hangs under the act or stands in its condition
clause, or where its frame or the text before implies one. Where they tell none, the encoder may
hear one from the act, and where it clearly hears another or none, it is believed; how likely it
must find that was chosen on passages that it was not taught on
(`docs/decisions/0019-more-passages.md`, `0029-who-is-believed.md`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, PARTS, Bearing
from casus.extract.frames import ImpliedContent
from casus.extract.memory import Codes
from casus.extract.scene import Scene
from casus.model import ABOUT, HOSTILE, Event

HEARD: Final = {"content": math.log(0.5), "condition": math.log(0.25)}
"""How likely a part must be for it to be told where no word tells it."""

UNLIKELY: Final = {"content": math.log(0.5), "condition": math.log(0.35)}
"""How unlikely it must be that there is none."""

CLEARLY: Final = math.log(0.5)
"""How likely another type must be for a part to be told as heard, though the words tell one."""

HARDLY: Final = {"content": math.log(0.1), "condition": math.log(0.05)}
"""How unlikely the type that the words tell must then be."""

LIKELY_NONE: Final = math.log(0.5)
"""How likely it must be that there is no part for the one that the words tell to be left out."""

BESIDE: Final = 2.0
"""How much likelier an event of the sentence is made, being told."""

CLEARER: Final = math.log(2.0)
"""How much likelier another speaker than the words tell must be heard."""

_ANSWERS: Final = frozenset({"ACCUSE", "SUPPORT"})
"""Acts that answer a deed."""
_WORDS: Final = frozenset({"ACCUSE", "REQUEST", "REJECT", "CONSULT"})
"""Acts that are seldom the deed that another answers."""
_SAID_ONCE: Final = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"})
"""Acts that are hardly ever about one of their own kind: one threat is told by two words."""
_BY_FORCE: Final = "conventional"


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
) -> dict[str, Event | None]:
    """The content and the condition of an act, by name: those that the words tell, which are given,
    unless the encoder clearly hears another or none; where they tell none, what it hears. A deed
    that is told as an act (not its `own`) is its content, and stays."""
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
        if event is None:
            parts[part] = heard_part(part, act, bearing, beside)
        else:
            parts[part] = _confirmed(part, act, event, bearing)
    return parts


def _confirmed(part: str, act: Event, told: Event, bearing: Bearing) -> Event | None:
    """A part that the words tell, unless another or none is clearly heard."""
    row = bearing.parts[PARTS.index(part)]
    if row[0] > LIKELY_NONE:
        return None
    best = 1 + int(row[1:].argmax())
    if row[LABELS.index(told.type)] < HARDLY[part] and row[best] > CLEARLY:
        return _as_heard(part, act, LABELS[best], bearing)
    return told


def heard_part(
    part: str, act: Event, bearing: Bearing, beside: Sequence[Event] = ()
) -> Event | None:
    """A part of an act as the encoder hears it, None where it hears none: one of `beside`, the
    other events of the sentence, or one that no word tells."""
    row = bearing.parts[PARTS.index(part)]
    if row[0] > UNLIKELY[part]:
        return None
    best = 1 + int(row[1:].argmax())
    known = max(beside, key=lambda event: float(row[LABELS.index(event.type)]), default=None)
    if known and row[LABELS.index(known.type)] + BESIDE > row[best]:
        return known
    return _as_heard(part, act, LABELS[best], bearing) if row[best] >= HEARD[part] else None


def _as_heard(part: str, act: Event, kind: str, bearing: Bearing) -> Event:
    """A part of a type, its roles filled as they are heard."""
    mode = _BY_FORCE if kind == "ASSAULT" else None
    if bearing.joint[PARTS.index(part)] > 0:
        sides = _sides(part, act, bearing)
        if kind in HOSTILE and set(act.actor) <= set(sides):
            return Event.of(kind, (), sides, mode)  # allies suffer it together
        return Event.of(kind, sides, (), mode)
    actor = _likeliest(bearing, f"{part} actor", ())
    bearing = bearing.given(f"{part} actor", actor)
    return Event.of(kind, actor, _likeliest(bearing, f"{part} recipient", actor), mode)


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
