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
MAX_WORDS: Final = 400
"""More characters than this are no event in words."""


def parse_event(words: str, day: dt.date, lang: str | None = None) -> Occurrence:
    """The occurrence that a few words tell, in any language that has a pack, with names or codes.

    `day` dates the names; `lang` keeps to one language. A JSON object is taken as it is. Raises
    `UnknownEvent`, saying what was understood, where it is no event of the engine.

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
        for event in _events(words, code, day):
            details = _details(words, code)
            occurrence = _occurrence(event, details)
            if occurrence:
                return occurrence
            understood.append(f"{event.type} {'+'.join(event.actor)} > {'+'.join(event.recipient)}")
    told = f"understood as {'; '.join(dict.fromkeys(understood))}, which" if understood else "it"
    raise UnknownEvent(f"{words!r}: {told} is no event the engine knows; {_ACCEPTED}")


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


def _events(words: str, lang: str, day: dt.date) -> Iterator[Event]:
    """What the words tell in one language: deeds with both sides first."""
    from casus.extract.statements import draft_article

    text = _named(words, lang)
    article = Article("event", "event", text if text.endswith(".") else f"{text}.", lang,
                      published=day)  # fmt: skip
    events = [draft.event for drafted in draft_article(article) for draft in drafted.drafts]
    yield from sorted(events, key=lambda e: (not e.actor, not e.recipient))


def _named(words: str, lang: str) -> str:
    """The words with codes put into names, so that the language's own reading finds them."""
    from casus.names import ACTORS, actor_title

    return _CODE.sub(
        lambda m: actor_title(m.group(), lang) if m.group() in ACTORS else m.group(), words
    )


def _details(words: str, lang: str) -> dict[str, str]:
    """Items, objects and places of the book that the words name."""
    from casus.book import load_book
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    out: dict[str, str] = {}
    if has_instruments(lang):
        found = load_vocabulary(lang).find(("item", "object", "place"), words_of(words))
        for _, _, entry in found:
            out.setdefault(entry.label, str(entry.value))
    low = words.casefold()
    for name in load_book().places.places:
        if re.search(rf"\b{re.escape(name.casefold())}\b", low):
            out.setdefault("place", name)
    return out


def _occurrence(event: Event, details: dict[str, str]) -> Occurrence | None:
    if len(event.actor) != 1:
        return None
    actor = event.actor[0]
    target = next((code for code in event.recipient if code != actor), None)
    record: dict[str, Any]
    if event.type in {"ASSAULT", "COERCE"} and target:
        record = {"kind": "attack", "attacker": actor, "target": target}
        record |= {key: details[key] for key in ("place", "object") if key in details}
        if event.mode == "nuclear":
            record["weapon"] = "nuclear"
    elif event.type in {"AID", "COOPERATE"} and target:
        item = details.get("item") or ("arms" if event.mode == "military" else None)
        if item is None:
            return None
        record = {"kind": "supply", "supplier": actor, "target": target, "item": item}
    elif event.type == "MOBILIZE":
        record = {"kind": "mobilise", "attacker": actor}
    else:
        return None
    return Occurrence.from_dict(record)
