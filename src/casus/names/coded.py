"""Codes of actors among the words of an event: "DEU attacks SUN".

While the words are read each code is a name that means one state whatever the day, so that the
language's own reading finds it, and a name that may mean two ("Germany" in 1970) misleads nobody.
What is read says the codes again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from casus.model import Event
from casus.names.actors import registry
from casus.names.lookup import actor_title
from casus.names.match import Names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

_CODE: Final = re.compile(r"(?<![0-9A-Za-z_\u00c0-\u04ff])[A-Z]{3}(?![0-9A-Za-z_\u00c0-\u04ff])")
_STAND_INS: Final = ("SWE", "PRT", "ESP", "DNK", "CHE", "NLD", "CHL", "PER", "URY")
"""States whose name means them alone on every day of the book."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Words of one language in which a name stands for each code; `meant` says for which."""

    text: str
    meant: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str, lang: str, day: dt.date) -> Coded:
        """The words with names in the place of codes.

        >>> import datetime as dt
        >>> coded = Coded.of("DDR attacks DEU", "en", dt.date(1970, 1, 1))
        >>> coded.text, coded.codes(["PRT"])
        ('Sweden attacks Portugal', ('DEU',))
        """
        codes = list(dict.fromkeys(c for c in _CODE.findall(words) if c in registry().actors))
        if not codes:
            return cls(words)
        named = {code for name in Names.of(lang, day).find(words) for code in name.codes}
        free = [code for code in _STAND_INS if code not in named]
        names = dict(zip(codes, free, strict=False))
        for code in codes:
            names.setdefault(code, code)
        text = _CODE.sub(
            lambda m: actor_title(names[m.group()], lang) if m.group() in names else m.group(),
            words,
        )
        return cls(text, {name: code for code, name in names.items()})

    def codes(self, found: Iterable[str]) -> tuple[str, ...]:
        """Codes that were found in the text as the words have them."""
        return tuple(self.meant.get(code, code) for code in found)

    def event(self, event: Event) -> Event:
        """An event that was found in the text, with the codes of the words."""
        return Event.of(
            event.type, self.codes(event.actor), self.codes(event.recipient), event.mode
        )

    def name(self, found: str, codes: Iterable[str]) -> str:
        """A name of the text as the words have it: the code itself where a code was given."""
        given = [self.meant[code] for code in codes if code in self.meant]
        return given[0] if given else found
