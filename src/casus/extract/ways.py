"""Ways: what a content or a condition may be, and what speaks for each way.

That there is none, what the words tell, what an earlier act was about that this one answers, and
whatever the encoder hears: each is a way (`choices.py`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casus.extract.choices import Choice
from casus.extract.encoder import LABELS, PARTS, Bearing
from casus.extract.memory import Codes
from casus.extract.weights import log_sigmoid
from casus.model import HOSTILE, Event

Way = Choice[Event | None]
"""One thing that a part may be, None being that there is none."""

LOOKED_FOR: Final = math.log(0.03)
"""How likely a type must be for it to be asked who would be in a part of that type."""

NONE: Final = math.log(0.9)
"""How likely it must be that there is no part for none to be looked for that no word tells."""

PLAIN: Final = math.log(0.2)
"""How likely the type of what words tell must be heard for that to be plainly told: if in a clause
of its own ("threatened to attack Japan"), then it is no choice that there is no part."""

TRIED: Final = 3
"""So many actors are tried, and with each so many recipients."""

AT_HOME: Final = frozenset({"ASSAULT", "COERCE", "CONCEDE", "PROTEST", "RETREAT"})
"""What a state may do to its own people, or they to it."""

_SHARED: Final = 0.2
"""What share of the likeliest one's somebody must have to be among those who do it together,"""
_AT_LEAST: Final = 0.05
"""and of all."""
_TOGETHER: Final = -2.5
"""How much likelier it must be that all do it together for that to be tried."""


@dataclass(frozen=True, slots=True)
class Told:
    """A part that the words tell: in a `clause` of its own, by the act's `frame`, or `before`."""

    event: Event
    how: str


@dataclass(frozen=True, slots=True)
class Word:
    """The word that tells an act: the frame that it calls up, whether the lexicon knows it, and
    whether a clause of condition hangs on it, whatever that tells (`bound`)."""

    frame: str
    known: bool
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """What a part of an `act` may be, that there is none first; and whether a clause of its own
    plainly tells one, so that there is."""

    act: Event
    several: Sequence[Way]
    plain: bool = False

    @property
    def possible(self) -> Sequence[Way]:
        """Those among which is chosen."""
        return self.several[1:] if self.plain else self.several


def ways_of(
    part: str, act: Event, bearing: Bearing, told: Told | None, answer: Event | None, word: Word
) -> Ways:
    """What a part of an act may be: nothing; what the words tell, what it would be about as an
    answer, and what is heard; none but the first where no word tells it, and the encoder is sure
    that there is none."""
    none = float(bearing.parts[PARTS.index(part)][0])
    if told is None and answer is None and none > NONE:
        return Ways(act, [Choice(None, {})])
    events = [e for e in (told.event if told else None, answer) if e]
    each = {event.bare: event for event in (*_heard(part, act, bearing), *reversed(events))}
    measures = (_measures(part, act, e, bearing, told, answer, word) for e in each.values())
    ways: list[Way] = [Choice(e, m) for e, m in zip(each.values(), measures, strict=True)]
    plain = told is not None and _heard_as(part, told.event, bearing) >= PLAIN
    nothing = _of_none(act, none, told, plain, answer, word)
    if part == "condition" and word.bound:
        nothing |= {"none:bound": 1.0, f"none:bound:{act.type}": 1.0}
    in_clause = told is not None and told.how == "clause"
    return Ways(act, [Choice(None, nothing), *ways], plain and in_clause)


def _heard_as(part: str, event: Event, bearing: Bearing) -> float:
    """How likely the encoder finds the type of an event in a part."""
    return float(bearing.parts[PARTS.index(part)][LABELS.index(event.type)])


def _heard(part: str, act: Event, bearing: Bearing) -> Iterator[Event]:
    """What the encoder may hear: of each type that is likely enough those who are likeliest in
    it."""
    row = bearing.parts[PARTS.index(part)].tolist()
    pairs = list(_pairs(part, bearing))
    together = _all_sides(part, act, bearing)
    for kind, likely in zip(LABELS, row, strict=True):
        if not kind or likely <= LOOKED_FOR:
            continue
        for actor, recipient in pairs:
            if not actor or actor != recipient or kind in AT_HOME:
                yield Event.of(kind, actor, recipient)
        for sides in together:
            if kind in HOSTILE and set(act.actor) <= set(sides):
                yield Event.of(kind, (), sides)  # what hurts them, allies suffer together
            else:
                yield Event.of(kind, sides, ())


def _pairs(part: str, bearing: Bearing) -> Iterator[tuple[Codes, Codes]]:
    """Who may do it to whom, the likeliest; nobody is one of those to whom he does it, unless all
    of them."""
    role, other = f"{part} actor", f"{part} recipient"
    for actor in _likeliest(bearing.shares(role)):
        shares = bearing.given(role, actor).shares(other)
        may = {who: p for who, p in shares.items() if who == actor or set(who).isdisjoint(actor)}
        for recipient in _likeliest(may):
            yield actor, recipient


def _likeliest(shares: Mapping[Codes, float]) -> list[Codes]:
    return sorted(shares, key=lambda who: (-shares[who], who))[:TRIED]


def _all_sides(part: str, act: Event, bearing: Bearing) -> list[Codes]:
    """Those who may do a part together: all sides of the act, those to whom it is done, or whoever
    is likely to be among its actors."""
    if bearing.joint[PARTS.index(part)] <= _TOGETHER:
        return []
    shares = bearing.shares(f"{part} actor")
    alone = {who[0]: math.exp(p) for who, p in shares.items() if len(who) == 1}
    enough = max(_AT_LEAST, _SHARED * max(alone.values(), default=0.0))
    several = tuple(sorted(code for code, p in alone.items() if p >= enough))
    found = [tuple(sorted({*act.actor, *act.recipient})), act.recipient]
    found += [several] if len(several) > 1 else []
    return [sides for sides in dict.fromkeys(found) if sides]


def _of_none(
    act: Event, heard: float, told: Told | None, plain: bool, answer: Event | None, word: Word
) -> dict[str, float]:
    """What speaks for there being no part."""
    out = {"none": 1.0, f"none:{act.type}": 1.0}
    out |= {"none:heard": heard, f"none:heard:{act.type}": heard}
    out["none:known" if word.known else "none:unknown"] = out[f"none:word:{word.frame}"] = 1.0
    if told:
        out |= {f"none:told:{told.how}": 1.0, f"none:told:{told.how}:{act.type}": 1.0}
        if plain:
            out |= {f"none:plain:{told.how}": 1.0, f"none:plain:{told.how}:{act.type}": 1.0}
    if answer:
        out["none:answer"] = 1.0
    return out


def _measures(
    part: str,
    act: Event,
    event: Event,
    bearing: Bearing,
    told: Told | None,
    answer: Event | None,
    word: Word,
) -> dict[str, float]:
    """What speaks for a part: how likely the encoder finds its type and those in it, how such acts
    and words are about such events, and whether words tell it."""
    kind = f"{act.type}>{event.type}"
    who = f"{_of_act(event.actor, act)}>{_of_act(event.recipient, act)}"
    heard = _heard_as(part, event, bearing)
    out = {"heard": heard, f"heard:{act.type}": heard, **_who(part, event, bearing)}
    out |= {kind: 1.0, f"word:{word.frame}>{event.type}": 1.0}
    out |= {f"{act.type}:{who}": 1.0, f"{event.type}:{who}": 1.0, f"{kind}:{who}": 1.0}
    if told:
        typed = told.event.type == event.type
        does, suffers = told.event.actor == event.actor, told.event.recipient == event.recipient
        as_what = f"{told.how}:{'typed' if typed else 'other'}"
        if typed:
            out |= {f"told:{told.how}": 1.0, f"told:{told.how}:{act.type}": 1.0}
        if does:
            out[f"told:actor:{as_what}"] = 1.0
        if suffers:
            out[f"told:recipient:{as_what}"] = 1.0
        if does and suffers:
            out[f"told:both:{as_what}"] = 1.0
    if answer and answer.type == event.type:
        out["answer"] = 1.0
        if answer.bare == event.bare:
            out["answer:both"] = 1.0
    return out


def _who(part: str, event: Event, bearing: Bearing) -> dict[str, float]:
    """How likely the encoder finds those who are in a part: all sides together, or each in a role.
    What two suffer, no actor being told, may be either."""
    joint = float(bearing.joint[PARTS.index(part)])
    together, apart = log_sigmoid(joint), log_sigmoid(-joint)
    if len(event.actor) > 1 and not event.recipient:
        return {"together": together, "is together": 1.0}
    role, other = f"{part} actor", f"{part} recipient"
    actor = bearing.of(role, event.actor)
    recipient = bearing.given(role, event.actor).of(other, event.recipient)
    if len(event.recipient) > 1 and not event.actor and together > apart + actor + recipient:
        return {"suffered together": together, "is suffered together": 1.0}
    return {"apart": apart, "actor": actor, "recipient": recipient}


def _of_act(who: Codes, act: Event) -> str:
    """Whom of an act some are: `nobody`, its `actor`, its `recipient`, `all` sides, `more` than
    these, some of the `sides`, of the `actors` or of the `recipients` (perhaps with others), or
    `others`."""
    some, actor, recipient = set(who), set(act.actor), set(act.recipient)
    named = {"nobody": set[str](), "actor": actor, "recipient": recipient, "all": actor | recipient}
    for name, whole in named.items():
        if some == whole:
            return name
    if recipient and some > actor | recipient:
        return "more"
    if some & actor and some & recipient:
        return "sides"
    if some & actor:
        return "actors" if some < actor else "actors and others"
    if some & recipient:
        return "recipients" if some < recipient else "recipients and others"
    return "others"
