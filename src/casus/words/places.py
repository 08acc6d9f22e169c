"""A place that is attacked stands for whoever governs it: "Argentina invades the Falklands"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casus.errors import UnknownEvent
from casus.words.load import load_deeds
from casus.words.told import PARTIES, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casus.book.world import Place
    from casus.names.span import NameSpan


@dataclass(frozen=True, slots=True)
class Stated:
    """Words with states in the place of places that they name as a side; `places` says which place
    stood for which state."""

    words: str
    places: dict[str, str]


def state_places(told: Told) -> Stated:
    """The words with the code of whoever governs a place on the day in its place.

    A place that only says where ("at Guam", "from Crimea") stays, and so does a sea. Whoever acts
    does not attack what it governs itself: then the state is meant whose soil it is by common view.
    Raises `UnknownEvent` where several states govern it, or none.
    """
    words, at = told.words, 0
    places: dict[str, str] = {}
    out: list[str] = []
    for start, end, place in _named(told):
        state = _holder(told, place, start, end)
        if start >= at and state:
            out += [words[at:start], state]
            places[state], at = place.name, end
    return Stated("".join([*out, words[at:]]), places) if places else Stated(words, {})


def _named(told: Told) -> Iterator[tuple[int, int, Place]]:
    """Places of the book that the words name as a side, the longest name at each spot."""
    from casus.book import load_book
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of
    from casus.names import Names

    book, run = load_book().places, words_of(told.words)
    known = {name: name for name in book.places} | dict(book.also_named)
    found: list[tuple[int, int, str]] = []
    for name in known:
        for match in re.finditer(rf"\b{re.escape(name)}\b", told.words, re.IGNORECASE):
            found.append((*match.span(), known[name]))
    if has_instruments(told.lang):
        for first, stop, entry in load_vocabulary(told.lang).find(("place",), run):
            found.append((run[first].start, run[stop - 1].end, str(entry.value)))
    names = Names.of(told.lang, told.day).find(told.words)
    for span in names:
        territory = _territory(span.codes, known)
        found += [(span.start, span.end, territory)] if territory else []
    for match in re.finditer(r"\b[A-Z]{3}\b", told.words):
        territory = _territory((match.group(),), known)
        found += [(*match.span(), territory)] if territory else []
    elsewhere = {place for _, place in told.places}
    for start, end, title in sorted(set(found), key=lambda row: (row[0], -row[1])):
        side = any(
            n.start <= start and end <= n.end and n.kind in PARTIES
            and not _territory(n.codes, known) for n in names
        )  # fmt: skip
        place = book.places[title]
        if not (side or title in elsewhere or place.sea or place.home or _origin(told, start)):
            yield start, end, place


def _territory(codes: tuple[str, ...], known: dict[str, str]) -> str | None:
    """The place of the book that is the territory of one of these codes, the other, if any, being
    the state to which it belongs."""
    from casus.names import actor_title
    from casus.names.actors import registry

    for code in codes:
        actor = registry().actors.get(code)
        if actor and actor.kind == "territory" and {*codes} <= {code, actor.after}:
            return known.get(actor_title(code, "en"))
    return None


def _origin(told: Told, start: int) -> bool:
    """Whether what stands there is said to be where an attack comes from."""
    from casus.extract.instruments import words_of

    run = [word for word in words_of(told.words) if word.end <= start]
    return any(
        len(run) - stop <= 1 and all(len(w.form) <= 3 for w in run[stop:])
        for _, stop, _ in load_deeds(told.lang).find(("origin",), run)
    )


def _holder(told: Told, place: Place, start: int, end: int) -> str:
    """The state that is meant by the place; empty where another name tells it."""
    day, named = told.day, _others(told, start, end)
    governors, title = place.governors(day), place.title(day)
    free = sorted((governors or title) - named)
    if len(free) == 1:
        return free[0]
    if len(free) > 1:
        raise UnknownEvent(
            f"{told.words!r}: {place.name} is governed by {', '.join(free)} on {day}: say which of "
            f'them is attacked, as in "{free[0]} … at {place.name}"'
        )
    if len(named) > 1:  # "attacks the British Falklands"
        return next(iter(sorted(governors & named)), "")
    owner = sorted(title - named)
    if len(owner) == 1:
        return owner[0]
    if not governors:
        raise UnknownEvent(
            f"{told.words!r}: the book knows nobody who governs {place.name} on {day}: name the "
            f"state that is attacked, and say at {place.name}"
        )
    return ""


def _others(told: Told, start: int, end: int) -> set[str]:
    """The states that the words name beside the place."""
    from casus.names import Names
    from casus.names.actors import is_actor

    def apart(name: NameSpan) -> bool:
        return name.end <= start or end <= name.start

    found = {
        code
        for name in Names.of(told.lang, told.day).find(told.words)
        if apart(name) and name.kind in PARTIES and len(name.codes) == 1
        for code in name.codes
    }
    codes = re.finditer(r"\b[A-Z]{3}\b", told.words)
    return found | {
        m.group() for m in codes if is_actor(m.group()) and (m.end() <= start or end <= m.start())
    }
