"""Words → an occurrence: language after language, until one tells an event of the engine."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import Final

from casus.errors import UnknownEvent
from casus.model import Event, Occurrence
from casus.names.actors import is_actor
from casus.words.deeds import (
    comes_from,
    denied,
    doer_of_passive,
    mobilises,
    opposed,
    transfer_of,
    way,
)
from casus.words.kinds import occurrence_of
from casus.words.places import state_places
from casus.words.told import Told

_ACCEPTED: Final = (
    "say who attacks, threatens, occupies, declares war on, mobilises, sanctions, supplies, buys "
    'from, hosts workers of or funds whom: "KOR attacks PRK", "Russia supplies missiles to North '
    'Korea", "Korea Selatan menyerang Korea Utara", or an object {"kind": "attack", …}'
)
_AT_PLACES: Final = ("attack", "occupy", "threaten")
_DONE_TO: Final = ("ASSAULT", "COERCE", "THREATEN", "SANCTION")
MAX_WORDS: Final = 400
"""More characters than this are no event in words."""


def parse_one(words: str, day: dt.date, lang: str | None = None) -> Occurrence:
    """The occurrence that a few words tell, taken for one event; see `several.parse_event`."""
    if words.lstrip().startswith("{"):
        try:
            return Occurrence.from_dict(json.loads(words))
        except ValueError as err:
            raise UnknownEvent(f"{words!r} is no JSON object: {err}") from None
    if not words.strip() or len(words) > MAX_WORDS:
        raise UnknownEvent(f"an event in words has 1 to {MAX_WORDS} characters; {_ACCEPTED}")
    goal = _goal(words, day)
    if goal is not None:
        return goal
    understood: list[str] = []
    most, partly, negated, strange = 0, "", False, ""
    for code in languages_of(words, lang):
        told = Told(words, code, day)
        stated = state_places(told)
        if stated.places:
            told = Told(stated.words, code, day)
        found = _understand(told, understood)
        if found is not None:
            place = stated.places.get(found.target or "")
            if place and found.kind in _AT_PLACES and not found.place:
                found = replace(found, place=place)
            _check_territory(told, found)
            _check_from(told, found)
            _check_alone(found, told)
            stranger = _stranger(told)
            if not stranger:
                return found
            strange = strange or _not_known(words, stranger, [])
            continue  # in another language it may be somebody
        if strange:
            continue
        parties = told.parties()
        named = len({one for _, codes in parties for one in codes})
        if named > most or not partly:  # the language in which most is known has it right
            most = named
            partly = _one_sided(words, [told.shown(n) for n, _ in parties], told.strangers())
        negated |= told.denied
        if named > 1 and (understood or told.denied):
            break  # it is in this language; another would take its words for others
    if strange:
        raise UnknownEvent(strange)
    if negated and not understood:
        raise UnknownEvent(f"{words!r} denies the event: nothing follows from what does not happen")
    if most < 2 and partly:
        raise UnknownEvent(partly)
    raise UnknownEvent(_not_understood(words, understood, most))


def _understand(told: Told, understood: list[str]) -> Occurrence | None:
    """The event that the words tell in one language; what else was made of them is noted."""
    details = told.details() | {"way": way(told)}
    for key, says in (("mobilises", mobilises), ("opposed", opposed)):
        details |= {key: key} if says(told) else {}
    passed = transfer_of(told, details)
    if passed is not None and denied(told):
        told.denied = True
        return None
    if passed is not None and details["way"] != "give":
        return passed
    doer = doer_of_passive(told)
    for version in told.readings():
        events = told.events(version)
        for event in events:
            known = details
            if event.type != "AID":
                known = {key: value for key, value in details.items() if key != "object"}
                aim = told.aimed_at(event.actor)
                known |= {"object": aim} if aim else {}
            if event.type in _DONE_TO and doer is not None and event.recipient == (doer,):
                # reading may take who suffers for who acts
                event = Event.of(event.type, event.recipient, event.actor, event.mode)  # noqa: PLW2901
            occurrence = occurrence_of(event, known, events)
            if occurrence:
                return occurrence
            understood.append(_sided(event))
    return passed  # giving is told by many words more than those of `deeds.yaml`


def _sided(event: Event) -> str:
    sides = " > ".join("+".join(codes) for codes in (event.actor, event.recipient))
    return f"{event.type} {sides}"


def _not_understood(words: str, understood: list[str], most: int) -> str:
    """What to say of words that name two sides and no event of the engine."""
    several = (
        " (an event has one doer and one target: ask for each)" if "+" in str(understood) else ""
    )
    small = [w.upper() for w in words.split() if w.islower() and len(w) == 3]
    if not most and not understood and any(is_actor(code) for code in small):
        return f"{words!r}: codes are written in capitals, as in KOR attacks PRK"
    told = f"understood as {'; '.join(dict.fromkeys(understood))}, which" if understood else "it"
    if most > 1 and not understood:
        told = "the sides are known, but no deed, or no goods of the book, are named in it: it"
    return f"{words!r}: {told} is no event the engine knows{several}; {_ACCEPTED}"


def _not_known(words: str, stranger: str, known: list[str]) -> str:
    """What to say of a name that nobody bears."""
    others = f"; of the sides only {', '.join(known)} is known" if known else ""
    return (
        f"{words!r}: no state, place, group or goods are known as {stranger!r} on that day"
        f"{others}. "
        "`casus names` shows what is known in a text"
    )


def _one_sided(words: str, known: list[str], strangers: list[str]) -> str:
    """What to say of words that name one side alone; nothing where they name none."""
    if not known and not strangers:
        return ""
    if strangers:
        return _not_known(words, strangers[0], known)
    if len(known) > 1:
        return (f"{words!r}: {' and '.join(dict.fromkeys(known))}: both sides are the same state "
                f"on that day; {_ACCEPTED}")  # fmt: skip
    return (f"{words!r}: of the sides it names only {', '.join(known)}; an event has a doer and a "
            f"target; {_ACCEPTED}")  # fmt: skip


def _goal(words: str, day: dt.date) -> Occurrence | None:
    """A question of routes in words: "CHN obliged to fight USA"."""
    from casus.ask.quest import GOALS
    from casus.names import code_of

    for phrase in GOALS:
        state, found, enemy = (part.strip() for part in words.partition(f" {phrase} "))
        if found and state and enemy:
            goal = f"{code_of(state, day)} {phrase} {code_of(enemy, day)}"
            return Occurrence.from_dict({"kind": "abduce", "goal": goal})
    return None


def unknown_place(words: str, lang: str | None = None) -> str | None:
    """A place that the words name and the book does not know, None where there is none.

    >>> unknown_place("AS menyerang Cina di Selat Taiwan", "id")
    'Selat Taiwan'
    """
    if words.lstrip().startswith("{"):
        return None
    for code in languages_of(words, lang):
        told = Told(words, code, dt.date.today())
        for at, place in told.places:
            named = re.match(r"(?:[^\W\d_][\w'’-]*\s*)+", told.text[at:])
            if place is None and named and named.group()[0].isupper():
                return named.group().strip()
        if len(told.parties()) > 1:
            break  # it is in this language
    return None


def languages_of(words: str, lang: str | None) -> list[str]:
    """The languages to try: the one given, or all with a pack in the script of the words, first
    what the content tells, then English, then as likely as the words alone make it."""
    from casus.lang import no_pack, packs

    if lang is not None:
        if lang not in packs():
            raise UnknownEvent(no_pack(lang))
        return [lang]
    from casus.read.language import likeliest, tell_language, written_in

    told = tell_language(words)
    plain = " ".join(w for w in re.findall(r"[^\W\d_]+", words) if not w.isupper())
    order = likeliest(plain, [code for code in packs() if written_in(plain, code)])
    return sorted(order, key=lambda code: (code != told, code != "en"))


def _check_alone(occurrence: Occurrence, told: Told) -> None:
    """Refuse words that name a state which has no part in the event ("Russia and China attack"), or
    several by one name."""
    parties = {occurrence.doer, occurrence.target, occurrence.end_user, occurrence.against}
    if occurrence.kind == "sanction":
        parties.add("UN")  # the Council's sanctions are told of as those of the United Nations
    named = told.parties()
    for name, codes in named:
        # "East Germany attacks Germany": the one of two that is named besides is not meant
        besides = {row[1][0] for row in named if row[1] != codes and len(row[1]) == 1}
        shown = told.shown(name)
        if parties.isdisjoint(codes):
            body = name.kind in ("organisation", "grouping")
            instead = "leave it out: the answer says which states are bound" if body else (
                "an event has one doer and one target: ask for each")  # fmt: skip
            raise UnknownEvent(
                f"{told.words!r}: understood as {occurrence.as_dict()}, but it names {shown} too; "
                f"{instead}"
            )
        if len(set(codes) - besides) > 1:
            several = ", ".join(sorted(codes))
            raise UnknownEvent(
                f"{told.words!r}: {shown} is {several}: give the code or the full name of one"
            )


def _check_territory(told: Told, occurrence: Occurrence) -> None:
    """Refuse a territory that the book does not know as a place: nobody owes it anything itself."""
    from casus.names import actor_title
    from casus.names.actors import registry

    for code in (occurrence.doer, occurrence.target):
        actor = registry().actors.get(code or "")
        if code and actor is not None and actor.kind == "territory":
            whose = f", such as {actor.after}" if actor.after else ""
            raise UnknownEvent(
                f"{told.words!r}: {actor_title(code, 'en')} is a territory, no state, and no place "
                f"of the book: name the state that governs it{whose}"
            )


def _check_from(told: Told, occurrence: Occurrence) -> None:
    """Refuse words that say from where an attack comes: it is not covered."""
    if occurrence.kind not in _AT_PLACES:
        return
    for name, codes in told.parties(everywhere=True):
        parties = (occurrence.attacker, occurrence.target)
        if name.kind != "state" or not comes_from(told, name) or codes[0] in parties:
            continue
        acts = {**occurrence.as_dict(), "attributed_to": codes[0]}
        besides = f"; where the act is one of {codes[0]}, say so: {json.dumps(acts)}"
        if occurrence.attacker_kind == "state":
            besides = ""
        raise UnknownEvent(
            f"{told.words!r}: from where an attack comes is not covered, for no clause of the book "
            f"asks it: leave {told.shown(name)} out{besides}"
        )


def _stranger(told: Told) -> str:
    """A name that nobody bears; empty where there is none."""
    for stranger in told.strangers():
        if not any(_is_word(word.lower(), told.lang) for word in stranger.split()):
            return stranger
    return ""


def _is_word(word: str, lang: str) -> bool:
    """Whether it is a word of the language and no name; of one that `simplemma` does not know, any
    word may be."""
    import simplemma

    try:
        return bool(simplemma.is_known(word, lang))
    except ValueError:
        return True
