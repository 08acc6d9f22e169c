"""What the words of an event name in one language: parties, places, goods, and words for the
deed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from casus.model import Article, Event
from casus.names.coded import Coded
from casus.names.span import NameSpan

if TYPE_CHECKING:
    import datetime as dt

_CAPITALS: Final = re.compile(r"\b[^\W\d_a-z]\w*(?:[-'’]\w+)*(?:\s+[^\W\d_a-z]\w*(?:[-'’]\w+)*)*")
PARTIES: Final = frozenset({"state", "demonym", "organisation", "grouping", "group"})
"""Kinds of names that can be a side of an event."""


@dataclass(slots=True)
class Told:
    """The words in one language on a day. `coded` holds them with names in the place of codes."""

    words: str
    lang: str
    day: dt.date
    coded: Coded = field(init=False)
    names: list[NameSpan] = field(init=False)
    places: list[tuple[int, str | None]] = field(init=False)
    """Where the words say a place: its first character, and the place of the book, if it has it."""
    denied: bool = field(init=False, default=False)
    """Whether an event was told that the words deny; known once events were asked for."""

    _objects: list[tuple[int, int, str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        from casus.names import Names

        self.coded = Coded.of(self.words, self.lang, self.day)
        self.names = Names.of(self.lang, self.day).find(self.text)
        self.places = list(_places(self.text, self.lang))

    @property
    def text(self) -> str:
        """The words with names in the place of codes."""
        return self.coded.text

    def parties(self, *, everywhere: bool = False) -> list[tuple[NameSpan, tuple[str, ...]]]:
        """The parties that the words name before any place, each with its codes."""
        where = min((at for at, _ in self.places), default=len(self.text))
        return [
            (name, self.coded.codes(name.codes))
            for name in self.names
            if (everywhere or name.start < where) and name.kind in PARTIES
        ]

    def shown(self, name: NameSpan) -> str:
        """A name as it was given."""
        return self.coded.name(name.text, name.codes)

    def strangers(self) -> list[str]:
        """Capitalised words that are nobody's name, no place, no good and no word of the event."""
        from casus.extract.instruments import has_instruments, load_vocabulary, words_of

        taken = [(name.start, name.end) for name in self.names]
        taken += [(at, len(self.text)) for at, _ in self.places]
        if has_instruments(self.lang):
            words = words_of(self.text)
            labels = ("item", "object", "place", "deed", "arms_words")
            found = load_vocabulary(self.lang).find(labels, words)
            taken += [(words[first].start, words[stop - 1].end) for first, stop, _ in found]
        out = []
        for match in _CAPITALS.finditer(self.text):
            small = match.group()[0].islower()  # a letter beyond "a-z" is no capital for that
            if not small and not any(s < match.end() and match.start() < e for s, e in taken):
                out.append(match.group())
        return out

    def aimed_at(self, doer: tuple[str, ...]) -> str | None:
        """The object of an attack by the doer: ships or forces named beside it are its own."""
        for start, end, value in self._objects:
            beside = min(
                self.parties(),
                key=lambda row: max(row[0].start - end, start - row[0].end),
                default=None,
            )
            if beside is None or set(beside[1]).isdisjoint(doer):
                return value
        return None

    def readings(self) -> list[str]:
        """The words as they are, and with plainer words where reading may be misled."""
        return list(dict.fromkeys((self.text, self._plainer(), self._plainest())))

    def events(self, text: str) -> list[Event]:
        """What a reading tells and does not deny, deeds with both sides first."""
        from casus.extract.encoder import load_encoder
        from casus.extract.statements import draft_article

        text = text if text.endswith((".", "?", "!", "。", "？", "！")) else f"{text}."
        article = Article("event", "event", text, self.lang, published=self.day)
        read = draft_article(article, encoder=load_encoder(), heed=False)
        drafts = [draft for drafted in read for draft in drafted.drafts]
        self.denied |= any(draft.status == "negated" for draft in drafts)
        events = [self.coded.event(d.event) for d in drafts if d.status != "negated"]
        return sorted(events, key=lambda e: (not e.actor, not e.recipient))

    def _plainer(self) -> str:
        """The words with the plainest word for arms in the place of goods: a verb of giving may be
        told by what is given, and not every good is known for one."""
        from casus.extract.instruments import has_instruments, load_vocabulary, words_of

        text = self.text
        if not has_instruments(self.lang):
            return text
        vocabulary, words = load_vocabulary(self.lang), words_of(text)
        arms = next((" ".join(e.keys) for es in vocabulary.entries.values() for e in es
                     if e.label == "arms_words"), "")  # fmt: skip
        for first, stop, _ in reversed(list(vocabulary.find(("item",), words))):
            text = text[: words[first].start] + arms + text[words[stop - 1].end :]
        return text

    def _plainest(self) -> str:
        """The words with the plainest verb of attack in the place of one of occupation, which
        may be taken for a noun; what kind of event it is the words themselves tell."""
        from casus.extract.instruments import has_instruments, load_vocabulary, words_of

        text = self.text
        if not has_instruments(self.lang):
            return text
        vocabulary, words = load_vocabulary(self.lang), words_of(text)
        verb = next((" ".join(e.keys) for es in vocabulary.entries.values() for e in es
                     if (e.label, e.value) == ("deed", "attack")), "")  # fmt: skip
        for first, stop, entry in reversed(list(vocabulary.find(("deed",), words))):
            if verb and entry.value == "occupy":
                text = text[: words[first].start] + verb + text[words[stop - 1].end :]
        return text

    def details(self) -> dict[str, str]:
        """Items, objects and places of the book that the words name, the word for the deed, and a
        state named as the place."""
        from casus.extract.instruments import has_instruments, load_vocabulary, words_of

        out: dict[str, str] = {}
        self._objects.clear()
        if has_instruments(self.lang):
            vocabulary, words = load_vocabulary(self.lang), words_of(self.text)
            for first, stop, entry in vocabulary.find(("item", "object"), words):
                out.setdefault(entry.label, str(entry.value))
                if entry.label == "object":
                    span = (words[first].start, words[stop - 1].end)
                    self._objects.append((*span, str(entry.value)))
            for _, _, entry in vocabulary.find(("deed",), words):
                if entry.value != "attack":
                    out.setdefault("deed", str(entry.value))
                if entry.value == "funds":
                    out["funds"] = "funds"
            if any(vocabulary.find(("arms_words",), words)):
                out["arms"] = "arms"
        place = next((place for _, place in self.places if place), None)
        occupied = out.get("deed") == "occupy"
        if place or (occupied and (place := _anywhere(self.text, self.lang))):
            out["place"] = place
        if self.places:
            where = min(at for at, _ in self.places)
            states = [name for name in self.names if name.start >= where]
            if states and states[0].kind == "state" and len(states[0].codes) == 1:
                out["in"] = self.coded.codes(states[0].codes)[0]
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
