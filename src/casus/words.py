"""An event in words – "Korea Selatan menyerang Korea Utara", "KOR attacks PRK" – as an occurrence.

Above `extract` and `ask`, which do not know each other: the words are read by the language packs,
and what they tell is put into the vocabulary of the engine.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from casus.errors import UnknownEvent
from casus.model import Article, Event, Occurrence

_CODE: Final = re.compile(r"\b[A-Z]{3}\b")
_ACCEPTED: Final = (
    'say who attacks, supplies or mobilises: "KOR attacks PRK", "Russia supplies missiles to North '
    'Korea", "Korea Selatan menyerang Korea Utara", or an object {"kind": "attack", …}'
)
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
    understood: list[str] = []
    for code in _languages(words, lang):
        text = _named(words, code)
        details = _details(text, code)
        for event in (*_events(text, code, day), *_events(_plainer(text, code), code, day)):
            occurrence = _occurrence(event, details)
            if occurrence:
                _check_alone(occurrence, text, code, day, words)
                return occurrence
            understood.append(f"{event.type} {'+'.join(event.actor)} > {'+'.join(event.recipient)}")
    several = (
        " (an event has one doer and one target: ask for each)" if "+" in str(understood) else ""
    )
    told = f"understood as {'; '.join(dict.fromkeys(understood))}, which" if understood else "it"
    raise UnknownEvent(f"{words!r}: {told} is no event the engine knows{several}; {_ACCEPTED}")


def unknown_place(words: str, lang: str | None = None) -> str | None:
    """A place that the words name and the book does not know, None where there is none.

    >>> unknown_place("AS menyerang Cina di Selat Taiwan", "id")
    'Selat Taiwan'
    """
    if words.lstrip().startswith("{"):
        return None
    for code in _languages(words, lang):
        text = _named(words, code)
        for at, place in _places(text, code):
            named = re.match(r"(?:[^\W\d_][\w'’-]*\s*)+", text[at:])
            if place is None and named and named.group()[0].isupper():
                return named.group().strip()
    return None


def _languages(words: str, lang: str | None) -> list[str]:
    """The languages to try: the one given, or all with a pack, the likeliest first."""
    from casus.lang import packs

    if lang is not None:
        if lang not in packs():
            raise UnknownEvent(f"language {lang!r} has no pack; there are: {', '.join(packs())}")
        return [lang]
    from casus.read.reader import read_article

    likely = read_article(words, kind="text").lang
    return sorted(packs(), key=lambda code: (code != likely, code != "en", code))


def _events(text: str, lang: str, day: dt.date) -> Iterator[Event]:
    """What the words tell in one language: deeds with both sides first."""
    from casus.extract.statements import draft_article

    text = text if text.endswith(".") else f"{text}."
    article = Article("event", "event", text, lang, published=day)
    events = [draft.event for drafted in draft_article(article) for draft in drafted.drafts]
    yield from sorted(events, key=lambda e: (not e.actor, not e.recipient))


def _named(words: str, lang: str) -> str:
    """The words with codes put into names, so that the language's own reading finds them."""
    from casus.names import ACTORS, actor_title

    return _CODE.sub(
        lambda m: actor_title(m.group(), lang) if m.group() in ACTORS else m.group(), words
    )


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


def _details(text: str, lang: str) -> dict[str, str]:
    """Items, objects and places of the book that the words name."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    out: dict[str, str] = {}
    if has_instruments(lang):
        for _, _, entry in load_vocabulary(lang).find(("item", "object"), words_of(text)):
            out.setdefault(entry.label, str(entry.value))
    place = next((place for _, place in _places(text, lang) if place), None)
    if place:
        out["place"] = place
    return out


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
    """Refuse words that name a state which has no part in the event: "Russia and China attack"."""
    from casus.names import Names

    parties = {occurrence.attacker, occurrence.supplier, occurrence.target}
    where = min((at for at, _ in _places(text, lang)), default=len(text))
    for name in Names.of(lang, day).find(text):
        if name.start < where and name.kind in _PARTIES and parties.isdisjoint(name.codes):
            raise UnknownEvent(
                f"{words!r}: understood as {occurrence.as_dict()}, but it names {name.text} too; "
                "an event has one doer and one target: ask for each"
            )


def _occurrence(event: Event, details: dict[str, str]) -> Occurrence | None:
    from casus.ask.supposed import is_state

    if len(event.actor) != 1:
        return None
    actor = event.actor[0]
    target = next((code for code in event.recipient if code != actor), None)
    record: dict[str, Any]
    if event.type == "ASSAULT" and target:
        record = {"kind": "attack", "attacker": actor, "target": target}
        record |= {key: details[key] for key in ("place", "object") if key in details}
        if event.mode == "nuclear":
            record["weapon"] = "nuclear"
        if not is_state(actor):
            record["attacker_kind"] = "nonstate"
    elif event.type in {"AID", "COOPERATE"} and target:
        item = details.get("item") or ("arms" if event.mode == "military" else None)
        if item is None:
            return None
        record = {"kind": "supply", "supplier": actor, "target": target, "item": item}
        record |= {"place": details["place"]} if "place" in details else {}
    elif event.type == "MOBILIZE":
        record = {"kind": "mobilise", "attacker": actor}
    else:
        return None
    return Occurrence.from_dict(record)
