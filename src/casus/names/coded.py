"""Codes of actors among the words of an event: "DEU attacks SUN".

They are put into names, so that the language's own reading finds them; and what a name may mean
besides ("Germany" in 1970) is left out again.
"""

from __future__ import annotations

import re
from typing import Final

from casus.model import Event
from casus.names.actors import registry
from casus.names.lookup import actor_title

_CODE: Final = re.compile(r"\b[A-Z]{3}\b")


def codes_in(words: str) -> frozenset[str]:
    """The codes of actors that stand in the words.

    >>> sorted(codes_in("KOR attacks PRK with ABC"))
    ['KOR', 'PRK']
    """
    return frozenset(code for code in _CODE.findall(words) if code in registry().actors)


def with_names(words: str, lang: str) -> str:
    """The words with codes put into names of a language.

    >>> with_names("KOR attacks PRK", "en")
    'South Korea attacks North Korea'
    """
    coded = codes_in(words)
    return _CODE.sub(
        lambda m: actor_title(m.group(), lang) if m.group() in coded else m.group(), words
    )


def as_coded(event: Event, coded: frozenset[str]) -> Event:
    """The event with each side that was given as a code narrowed to it.

    >>> as_coded(Event.of("ASSAULT", ["DDR", "DEU"], ["SUN"]), frozenset({"DEU", "SUN"})).actor
    ('DEU',)
    """
    actor, recipient = (
        tuple(code for code in side if code in coded) or side
        for side in (event.actor, event.recipient)
    )
    return Event.of(event.type, actor, recipient, event.mode)
