"""Parts: what an act is about (its content), what it depends on (its condition), who tells it.

The words tell a part where an event of their own hangs under the act or stands in its condition
clause, or where its frame or the text before implies one. The encoder hears others from the act,
each with its type and whoever is in it. Among these, and none, `ways.py` chooses.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from casus.extract.choices import choose
from casus.extract.drafts import Draft
from casus.extract.encoder import Bearing
from casus.extract.fitting import fit_condition, fit_content
from casus.extract.frames import ImpliedContent
from casus.extract.memory import Codes
from casus.extract.scene import Scene
from casus.extract.ways import Told, Ways, Word, ways_of
from casus.model import ABOUT, Event

FIT: Final = {"content": fit_content, "condition": fit_condition}
"""How a part is fitted to its act."""

LIKELY: Final = {"content": 0.35, "condition": 0.0}
"""How likely a part must be to be told; chosen on passages kept aside
(`docs/decisions/0045-what-comes-to-the-same.md`)."""

CLEARER: Final = math.log(2.0)
"""How much likelier another speaker than the words tell must be heard."""

_ANSWERS: Final = frozenset({"ACCUSE", "SUPPORT"})
"""Acts that answer a deed."""
_WORDS: Final = frozenset({"ACCUSE", "REQUEST", "REJECT", "CONSULT"})
"""Acts that are seldom the deed that another answers."""
_SAID_ONCE: Final = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"})
"""Acts that are hardly ever about one of their own kind: one threat is told by two words."""


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


def part_ways(
    scene: Scene,
    draft: Draft,
    act: Event,
    told: Mapping[str, Event | None],
    own: bool = True,
    answer: Event | None = None,
) -> dict[str, Ways]:
    """What the content and the condition of an act may be, by name; those left out that are what
    the words tell, whatever is heard. A deed that is told as an act (not its `own`) is its
    content."""
    bearing = draft.bearing(scene, act.type)
    if bearing is None:
        return {}
    bearing = bearing.given("actor", act.actor).given("recipient", act.recipient)
    frame = scene.triggers[draft.n].sense.frame
    bound = any(condition.owner == draft.n for condition in scene.conditions)
    word = Word(frame.id.partition("<")[0], not frame.heard, bound)
    out = {}
    if act.type in ABOUT and not frame.forbids and own:
        how = "clause" if scene.contents_of(draft.n) else "frame" if frame.content else "before"
        content = Told(told["content"], how) if told["content"] else None
        out["content"] = ways_of("content", act, bearing, content, answer, word)
    denied = any("condition_not" in token.marks for token in scene.tokens)  # "even if"
    if not denied and not (frame.forbids and told["condition"]):
        condition = Told(told["condition"], "clause") if told["condition"] else None
        out["condition"] = ways_of("condition", act, bearing, condition, None, word)
    return out


def chosen_parts(
    ways: Mapping[str, Ways],
    act: Event,
    told: Mapping[str, Event | None],
    answer: Event | None,
    beside: Sequence[Event],
) -> dict[str, Event | None]:
    """The content and the condition of an act, by name: as `told` by the words, but where there are
    `ways`, the one for which most speaks, of the mode that the words tell, if they do. Where that
    is not likely enough there is none, or what a clause of its own plainly tells. What is told
    `beside` a deed as done is no condition of it."""
    parts = dict(told)
    for part, may_be in ways.items():
        found, likely = likeliest(part, may_be)
        if likely < LIKELY[part]:
            found = told[part] if may_be.plain else None
        event = found and _as_told(found, [e for e in (told[part], answer) if e])
        done = part == "condition" and act.type not in ABOUT and told[part] is None
        parts[part] = None if done and _is_told(event, beside) else event
    return parts


def likeliest(part: str, ways: Ways) -> tuple[Event | None, float]:
    """That of the ways for which most speaks, and how likely it is; those are one that come to the
    same once they are fitted to the act."""
    fit = FIT[part]
    return choose(part, ways.possible, lambda event: event and fit(ways.act, event).bare)


def beside(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> list[Event]:
    """The events of a sentence that are told beside a draft, and not as a part of another."""
    return [
        other.event
        for other in drafts
        if other.n != draft.n and scene.over(other.n) is None and scene.over(draft.n) != other.n
    ]


def _as_told(event: Event, told: Sequence[Event]) -> Event:
    """An event itself as it was `told`, where it was; else of the mode of one of its type that
    was."""
    for other in told:
        if other.bare == event.bare:
            return other
    modes = {other.type: other.mode for other in told}
    return replace(event, mode=modes.get(event.type))


def _is_told(event: Event | None, beside: Sequence[Event]) -> bool:
    """Whether an event is told by itself beside a deed: what was done then is no condition of
    it."""
    return any(event and (e.type, e.actor) == (event.type, event.actor) for e in beside)


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
    if best and set(best) < set(told) == set(act.actor):
        return told  # of several who say it together nobody says it alone
    return best if shares[best] - bearing.of("speaker", told) > CLEARER else told


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
