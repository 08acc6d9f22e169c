"""Codes by name and names by code."""

from __future__ import annotations

import contextlib
import json
from functools import cache
from typing import TYPE_CHECKING, Final

from casus.errors import UnknownActor
from casus.kept import PACKAGE, digest, keep, read_kept
from casus.names.actors import registry
from casus.names.automaton import automaton
from casus.names.cldr import codes_by_iso2
from casus.names.fold import key_of
from casus.names.match import Names
from casus.names.store import babel_data, packs

if TYPE_CHECKING:
    import datetime as dt


HERE: Final = PACKAGE / "names"


def actor_title(code: str, lang: str) -> str:
    """The name of an actor in a language; in English where the language has none for it.

    Raises `UnknownActor` for a code that is none.

    >>> actor_title("RUS", "id"), actor_title("UNSC", "en")
    ('Rusia', 'UN Security Council')
    """
    if code not in registry().actors:
        raise UnknownActor(_unknown(code))
    for known in (lang, "en"):
        title = automaton(known).titles.get(code)
        if title:
            return title
    return code


def code_of(text: str, day: dt.date) -> str:
    """The code of an actor given by its code, or by its name in any language.

    Names are read as of `day`: "Russia" is `SUN` in 1985. Raises `UnknownActor`, with what is
    accepted and what comes near, for a word that is no name or may mean several.

    >>> import datetime as dt
    >>> code_of("Korea Selatan", dt.date(2024, 6, 21)), code_of("prk", dt.date(2024, 6, 21))
    ('KOR', 'PRK')
    """
    given = text.strip()
    if given.upper() in registry().actors and " " not in given:
        return given.upper()
    several: set[str] = set()
    for lang in packs():
        codes = Names.of(lang, day).code(given)
        if len(codes) == 1:
            return codes[0]
        several.update(codes)
    if several:
        either = " or ".join(f"{code} ({actor_title(code, 'en')})" for code in sorted(several))
        raise UnknownActor(f"{given!r} may mean {either}: give the code or the full name")
    codes = all_territories().get(key_of(given), ()) if given else ()
    if len(codes) == 1:
        return codes[0]
    raise UnknownActor(_unknown(given))


@cache
def all_territories() -> dict[str, tuple[str, ...]]:
    """The codes by folded name of every territory in every language of CLDR."""
    key = digest((HERE / "states.yaml", HERE / "fold.py"), babel_data("root"))
    text = read_kept("names", "territories.json", key)
    if text is None:
        text = json.dumps(_read_territories(), ensure_ascii=False)
        with contextlib.suppress(OSError):
            keep("names", "territories.json", key, text)
    return {name: tuple(codes) for name, codes in json.loads(text).items()}


def _read_territories() -> dict[str, list[str]]:
    from babel import Locale, localedata

    found: dict[str, set[str]] = {}
    known = codes_by_iso2()
    for identifier in localedata.locale_identifiers():
        if "_" in identifier or identifier == "root":
            continue
        names = Locale.parse(identifier).territories
        for iso2, code in known.items():
            if iso2 in names:
                found.setdefault(key_of(names[iso2]), set()).add(code)
    found.pop("", None)
    return {name: sorted(codes) for name, codes in found.items()}


def _unknown(given: str) -> str:
    """The message for a word that names no actor, with the names that come nearest."""
    import difflib

    known = {key: key for lang in packs() for key in automaton(lang).number}
    known.update({code.lower(): code for code in registry().actors})
    near = difflib.get_close_matches(key_of(given), known, n=3, cutoff=0.75)
    hint = f"; near it: {', '.join(known[key] for key in near)}" if near else ""
    return (
        f"{given!r} names no actor known: accepted is a code such as RUS, PRK or NATO, or a name "
        f"such as 'North Korea' or 'Korea Utara'{hint}"
    )
