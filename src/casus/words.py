"""An event in words – "Korea Selatan menyerang Korea Utara", "KOR attacks PRK" – as an occurrence.

Above `extract` and `ask`, which do not know each other: the words are read by the language packs,
and what they tell is put into the vocabulary of the engine.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from casus.errors import UnknownEvent
from casus.model import Article, Event, Occurrence
from casus.names.coded import as_coded, codes_in, with_names

_ACCEPTED: Final = (
    "say who attacks, threatens, occupies, declares war on, mobilises, sanctions, supplies or "
    'funds whom: "KOR attacks PRK", "Russia supplies missiles to North Korea", "Korea Selatan '
    'menyerang Korea Utara", or an object {"kind": "attack", …}'
)
_CAPITALS: Final = re.compile(r"\b[^\W\d_a-z]\w*(?:[-'’]\w+)*(?:\s+[^\W\d_a-z]\w*(?:[-'’]\w+)*)*")
_PARTIES: Final = frozenset({"state", "demonym", "organisation", "grouping", "group"})
MAX_WORDS: Final = 400
"""More characters than this are no event in words."""


def parse_event(words: str, day: dt.date, lang: str | None = None) -> Occurrence:
    """The occurrence that a few words tell, in any language that has a pack, with names or codes.

    `day` dates the names; `lang` keeps to one language. A place that the book does not know is left
    out (see `unknown_place`). A JSON object is taken as it is. Raises `UnknownEvent`, saying what
    was understood, where it is no event of the engine, or names more states than an event has.

    >>> parse_event("KOR attacks PRK", dt.date(2024, 6, 21)).as_dict()
    {'kind': 'attack', 'attacker': 'KOR', 'target': 'PRK'}
    """
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
    most, partly = 0, ""
    coded = codes_in(words)
    for code in _languages(words, lang):
        text = with_names(words, code)
        details = _details(text, code, day)
        for version in dict.fromkeys((text, _plainer(text, code), _plainest(text, code))):
            events = [as_coded(event, coded) for event in _events(version, code, day)]
            for event in events:
                occurrence = _occurrence(event, details, events)
                if occurrence:
                    _check_alone(occurrence, text, code, day, words)
                    return occurrence
                sides = " > ".join("+".join(codes) for codes in (event.actor, event.recipient))
                understood.append(f"{event.type} {sides}")
        parties = _parties(text, code, day)
        named = len({one for _, codes in parties for one in codes})
        if named > most or not partly:  # the language in which most is known has it right
            most = named
            partly = _one_sided(words, [n for n, _ in parties], _strangers(text, code, day))
        if understood:
            break  # it is in this language; another would take its words for others
    if most < 2 and partly:
        raise UnknownEvent(partly)
    several = (
        " (an event has one doer and one target: ask for each)" if "+" in str(understood) else ""
    )
    told = f"understood as {'; '.join(dict.fromkeys(understood))}, which" if understood else "it"
    if most > 1 and not understood:
        told = "the sides are known, but no deed, or no goods of the book, are named in it: it"
    raise UnknownEvent(f"{words!r}: {told} is no event the engine knows{several}; {_ACCEPTED}")


def _not_known(words: str, stranger: str, known: list[str]) -> str:
    """What to say of a name that nobody bears."""
    others = f"; of the sides only {', '.join(known)} is known" if known else ""
    return (
        f"{words!r}: no state, place or group is known as {stranger!r} on that day{others}. "
        "`casus names` shows what is known in a text"
    )


def _one_sided(words: str, known: list[str], strangers: list[str]) -> str:
    """What to say of words that name one side alone; nothing where they name none."""
    if not known and not strangers:
        return ""
    if strangers:
        return _not_known(words, strangers[0], known)
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


def _parties(text: str, lang: str, day: dt.date) -> list[tuple[str, tuple[str, ...]]]:
    """The parties that the words name before any place, each with its codes."""
    from casus.names import Names

    where = min((at for at, _ in _places(text, lang)), default=len(text))
    return [
        (name.text, tuple(name.codes))
        for name in Names.of(lang, day).find(text)
        if name.start < where and name.kind in _PARTIES
    ]


def _strangers(text: str, lang: str, day: dt.date) -> list[str]:
    """Capitalised words that are nobody's name, no place, no good and no word of the event."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of
    from casus.names import Names

    taken = [(name.start, name.end) for name in Names.of(lang, day).find(text)]
    taken += [(at, len(text)) for at, _ in _places(text, lang)]
    if has_instruments(lang):
        words = words_of(text)
        found = load_vocabulary(lang).find(("item", "object", "place", "deed", "arms_words"), words)
        taken += [(words[first].start, words[stop - 1].end) for first, stop, _ in found]
    out = []
    for match in _CAPITALS.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            out.append(match.group())
    return out


def unknown_place(words: str, lang: str | None = None) -> str | None:
    """A place that the words name and the book does not know, None where there is none.

    >>> unknown_place("AS menyerang Cina di Selat Taiwan", "id")
    'Selat Taiwan'
    """
    if words.lstrip().startswith("{"):
        return None
    for code in _languages(words, lang):
        text = with_names(words, code)
        for at, place in _places(text, code):
            named = re.match(r"(?:[^\W\d_][\w'’-]*\s*)+", text[at:])
            if place is None and named and named.group()[0].isupper():
                return named.group().strip()
        if len(_parties(text, code, dt.date.today())) > 1:
            break  # it is in this language
    return None


def _languages(words: str, lang: str | None) -> list[str]:
    """The languages to try: the one given, or all with a pack in the script of the words, first
    what the content tells, then English, then as likely as the words alone make it."""
    from casus.lang import packs

    if lang is not None:
        if lang not in packs():
            raise UnknownEvent(f"language {lang!r} has no pack; there are: {', '.join(packs())}")
        return [lang]
    from casus.read.language import likeliest, tell_language, written_in

    told = tell_language(words)
    plain = " ".join(w for w in re.findall(r"[^\W\d_]+", words) if not w.isupper())
    order = likeliest(plain, [code for code in packs() if written_in(plain, code)])
    return sorted(order, key=lambda code: (code != told, code != "en"))


def _events(text: str, lang: str, day: dt.date) -> Iterator[Event]:
    """What the words tell in one language: deeds with both sides first."""
    from casus.extract.statements import draft_article

    text = text if text.endswith(".") else f"{text}."
    article = Article("event", "event", text, lang, published=day)
    events = [draft.event for drafted in draft_article(article) for draft in drafted.drafts]
    yield from sorted(events, key=lambda e: (not e.actor, not e.recipient))


def _plainer(text: str, lang: str) -> str:
    """The words with the plainest word for arms in the place of goods: a verb of giving may be told
    by what is given, and not every good is known for one."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    if not has_instruments(lang):
        return text
    vocabulary, words = load_vocabulary(lang), words_of(text)
    arms = next((" ".join(e.keys) for es in vocabulary.entries.values() for e in es
                 if e.label == "arms_words"), "")  # fmt: skip
    for first, stop, _ in reversed(list(vocabulary.find(("item",), words))):
        text = text[: words[first].start] + arms + text[words[stop - 1].end :]
    return text


def _plainest(text: str, lang: str) -> str:
    """The words with the plainest verb of attack in the place of one of occupation, which a tree
    may take for a noun; what kind of event it is the words themselves tell."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    if not has_instruments(lang):
        return text
    vocabulary, words = load_vocabulary(lang), words_of(text)
    verb = next((" ".join(e.keys) for es in vocabulary.entries.values() for e in es
                 if (e.label, e.value) == ("deed", "attack")), "")  # fmt: skip
    for first, stop, entry in reversed(list(vocabulary.find(("deed",), words))):
        if verb and entry.value == "occupy":
            text = text[: words[first].start] + verb + text[words[stop - 1].end :]
    return text


def _details(text: str, lang: str, day: dt.date) -> dict[str, str]:
    """Items, objects and places of the book that the words name, the word for the deed, and a state
    named as the place."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    out: dict[str, str] = {}
    if has_instruments(lang):
        vocabulary, words = load_vocabulary(lang), words_of(text)
        for _, _, entry in vocabulary.find(("item", "object"), words):
            out.setdefault(entry.label, str(entry.value))
        for _, _, entry in vocabulary.find(("deed",), words):
            if entry.value != "attack":
                out.setdefault("deed", str(entry.value))
            if entry.value == "funds":
                out["funds"] = "funds"
        if any(vocabulary.find(("arms_words",), words)):
            out["arms"] = "arms"
    places = list(_places(text, lang))
    place = next((place for _, place in places if place), None)
    if place or (out.get("deed") == "occupy" and (place := _anywhere(text, lang))):
        out["place"] = place
    if places:
        from casus.names import Names

        where = min(at for at, _ in places)
        states = [n for n in Names.of(lang, day).find(text) if n.start >= where]
        if states and states[0].kind == "state" and len(states[0].codes) == 1:
            out["in"] = states[0].codes[0]
    return out


def _anywhere(text: str, lang: str) -> str | None:
    """A place of the book that the words name at all: what is occupied needs no "in"."""
    from casus.book import load_book
    from casus.extract.instruments import load_vocabulary, words_of

    told = [e.value for _, _, e in load_vocabulary(lang).find(("place",), words_of(text))]
    if told:
        return str(told[0])
    book = load_book().places
    known = {name: name for name in book.places} | dict(book.also_named)
    for name in sorted(known, key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
            return known[name]
    return None


def _places(text: str, lang: str) -> Iterator[tuple[int, str | None]]:
    """Where the words say a place: its first character, and the place of the book, if it has it."""
    from casus.book import load_book
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    if not has_instruments(lang):
        return
    vocabulary, words, book = load_vocabulary(lang), words_of(text), load_book().places
    known = {name.casefold(): name for name in book.places}
    known |= {name.casefold(): book.also_named[name] for name in book.also_named}
    for _, stop, entry in vocabulary.find(("locative", "item", "object"), words):
        if entry.label != "locative" or stop == len(words):
            continue
        article = any(e.label == "back" for e in vocabulary.at(words, stop))
        k = stop + 1 if article and stop + 1 < len(words) else stop
        at = words[k].start
        told = next((e.value for e in vocabulary.at(words, k) if e.label == "place"), None)
        for name in sorted(known, key=len, reverse=True):
            if told is None and re.match(rf"{re.escape(name)}\b", text[at:].casefold()):
                told = known[name]
        yield at, told


def _check_alone(occurrence: Occurrence, text: str, lang: str, day: dt.date, words: str) -> None:
    """Refuse words that name a state which has no part in the event ("Russia and China attack"), or
    one that nobody knows."""
    import simplemma

    parties = {occurrence.doer, occurrence.target, occurrence.end_user}
    for name, codes in _parties(text, lang, day):
        if parties.isdisjoint(codes):
            raise UnknownEvent(
                f"{words!r}: understood as {occurrence.as_dict()}, but it names {name} too; "
                "an event has one doer and one target: ask for each"
            )
    for stranger in _strangers(text, lang, day):
        if not any(simplemma.is_known(word.lower(), lang) for word in stranger.split()):
            raise UnknownEvent(_not_known(words, stranger, []))


def _occurrence(
    event: Event, details: dict[str, str], events: Sequence[Event]
) -> Occurrence | None:
    """The event in the engine's vocabulary; None where it has no such kind, or lacks a side."""
    if len(event.actor) != 1:
        return None
    if event.type != "THREATEN" and any(e.type == "THREATEN" for e in events):
        return None  # what is threatened is not done
    actor = event.actor[0]
    target = next((code for code in event.recipient if code != actor), None)
    if event.type == "MOBILIZE":
        return Occurrence.of("mobilise", attacker=actor)
    if target is None:
        return None
    record: dict[str, Any] | None = None
    deed = details.get("deed")
    if event.type in {"ASSAULT", "COERCE"} and (event.type == "ASSAULT" or deed == "occupy"):
        record = _force(event, actor, target, details)
    elif event.type == "THREATEN" and {e.type for e in events} <= {"THREATEN", "ASSAULT"}:
        nuclear = next((e for e in events if e.mode == "nuclear"), event)
        record = _force(nuclear, actor, target, {**details, "deed": "threaten"})
    elif event.type == "SANCTION" or (event.type == "CONCEDE" and deed == "lift"):
        record = {"kind": "sanction", "sender": actor, "target": target}
        item = details.get("item") or details.get("arms")
        record |= {"item": item} if item else {}
        record |= {"lifted": True} if deed == "lift" else {}
    elif event.type in {"AID", "COOPERATE"}:
        record = _transfer(event, actor, target, details)
    return Occurrence.from_dict(record) if record else None


def _force(event: Event, actor: str, target: str, details: dict[str, str]) -> dict[str, Any]:
    """An attack, or what comes near one: a threat, an occupation, a war declared."""
    from casus.ask.supposed import is_state

    kind = details.get("deed", "")
    kind = kind if kind in ("threaten", "occupy", "declare_war") else "attack"
    record: dict[str, Any] = {"kind": kind, "attacker": actor, "target": target}
    if kind in ("attack", "threaten"):
        record |= {key: details[key] for key in ("place", "object") if key in details}
        if event.mode == "nuclear":
            record["weapon"] = "nuclear"
    elif kind == "occupy":
        record |= {"place": details["place"]} if "place" in details else {}
    if not is_state(actor):
        record["attacker_kind"] = "nonstate"
    return record


def _transfer(
    event: Event, actor: str, target: str, details: dict[str, str]
) -> dict[str, Any] | None:
    """Goods, or funds, that pass from one to the other; for a group, to the state it is in."""
    from casus.ask.supposed import is_state

    item = details.get("item") or ("arms" if event.mode == "military" else None)
    if item is None and "funds" in details:
        record: dict[str, Any] = {"kind": "transfer_funds", "supplier": actor, "target": target}
    elif item is not None:
        record = {"kind": "supply", "supplier": actor, "target": target, "item": item}
    else:
        return None
    if not is_state(target):
        if "in" not in details:
            raise UnknownEvent(
                f"{target} is no state: say in which state it gets them, "
                'as in "Iran supplies missiles to the Houthis in Yemen"'
            )
        record |= {"target": details["in"], "end_user": target}
    return record | ({"place": details["place"]} if "place" in details else {})
