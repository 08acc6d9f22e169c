"""Which states there are, and whether one existed on a day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from casus.book.close import close_matches
from casus.book.world import within
from casus.errors import NotCovered, UnknownActor

if TYPE_CHECKING:
    import datetime as dt

    from casus.book.book import Book


def check_actor(book: Book, code: str, day: dt.date | None) -> None:
    """Raise `UnknownActor` for an unknown code, `NotCovered` for a state that was not there."""
    known = known_codes(book)
    if code not in known:
        body = _body(code)
        if body:
            raise UnknownActor(
                f"{code} ({body}) is no state, and the book holds duties of states: name a state"
            )
        close = close_matches(code.upper(), known, 4, 0.6)
        hint = f"did you mean {', '.join(close)}?" if close else "use a code such as KOR or DEU"
        raise UnknownActor(f"no state {code!r}: {hint}")
    if day is not None and not existed(book, code, day):
        heir = _standing(book, code, day)
        hint = f"; on that day it was {heir}" if heir != code else ""
        raise NotCovered(f"{code} did not exist on {day}{hint}")


@lru_cache(maxsize=8)
def known_codes(book: Book) -> tuple[str, ...]:
    """Every code of a state that the names room or the book knows."""
    codes = {party.state for treaty in book.treaties.values() for party in treaty.parties}
    codes |= {s for members in book.classes.members.values() for s in members}
    codes |= set(book.classes.also_existed)
    try:
        from casus.names.actors import registry

        codes |= {c for c, a in registry().actors.items() if a.kind in ("state", "territory")}
    except ImportError:
        pass
    return tuple(sorted(codes))


def existed(book: Book, code: str, day: dt.date) -> bool:
    """Whether the state existed on the day, by the names room or as the book uses the code."""
    return _existed(book, code, day)


@lru_cache(maxsize=65536)
def _existed(book: Book, code: str, day: dt.date) -> bool:
    if any(within(day, span) for span in book.classes.also_existed.get(code, ())):
        return True
    if code in book.classes.also_existed and not _in_names(code):
        return False  # a code of the book's own stands for the days it is given
    try:
        from casus.names.actors import exists, registry
    except ImportError:
        return True
    # that a treaty without an end still names a code does not make the state exist
    return code not in registry().actors or exists(code, day)


def states_on(book: Book, day: dt.date) -> tuple[str, ...]:
    """Every state that existed on the day."""
    try:
        from casus.names.actors import registry

        kinds = {c for c, a in registry().actors.items() if a.kind == "state"}
    except ImportError:
        kinds = set(known_codes(book))
    return tuple(sorted(c for c in kinds | set(book.classes.also_existed) if existed(book, c, day)))


def _standing(book: Book, code: str, day: dt.date) -> str:
    """The state that stood in its place on the day, the code itself where none did."""
    heir = book.classes.heir(code, day)
    if heir != code:
        return heir
    try:
        from casus.names.actors import standing
    except ImportError:
        return code
    return standing(code, day) if _in_names(code) else code


def _body(code: str) -> str:
    """The English name of an organisation or a group of states; empty for anything else."""
    try:
        from casus.names.actors import registry
    except ImportError:
        return ""
    actor = registry().actors.get(code)
    return dict(actor.title).get("en", code) if actor else ""


def _in_names(code: str) -> bool:
    """Whether the names room knows the code."""
    try:
        from casus.names.actors import registry
    except ImportError:
        return False
    return code in registry().actors
