"""An article: the text of a page, what was cut from it, and where it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

HEADING: Final = 80
"""How many characters of a text without a title it is shown under, at most."""


def short(text: str, n: int) -> str:
    """A text on one line, in `n` characters at most.

    >>> short("Iran bombed\\nIraq.", 9)
    'Iran bom…'
    """
    words = " ".join(text.split())
    return words if len(words) <= n else words[: n - 1] + "…"


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage that was read but is no part of the article.

    The whole text as read is `article.text` followed by what was cut, so `start` and `end` count
    from the first character of the article and lie behind its end.
    """

    start: int
    end: int
    reason: str
    text: str

    def as_dict(self) -> dict[str, Any]:
        """The cut as plain data."""
        return {"start": self.start, "end": self.end, "reason": self.reason, "text": self.text}


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one document, in its own words.

    `published` is a day or None; `date_source` says how it was found: `json-ld`, `meta`, `time`,
    `url`, `text`, `given` or `none`. `lang` is an ISO 639 code, `und` where undecided.
    """

    id: str
    source: str
    text: str
    lang: str = "und"
    title: str | None = None
    published: dt.date | None = None
    date_source: str = "none"
    cut: tuple[Cut, ...] = ()

    @property
    def heading(self) -> str:
        """What the article is shown under: its title, or the first words of a text without one.

        >>> Article("a1", "note.txt", "Iran bombed Iraq.\\nIt was a Monday.").heading
        'Iran bombed Iraq.'
        """
        if self.title:
            return self.title
        words = next((line for line in self.text.splitlines() if line.strip()), self.id)
        return short(words, HEADING)

    def as_dict(self) -> dict[str, Any]:
        """The document half of the record that `casus read --json` writes."""
        return {
            "id": self.id,
            "source": self.source,
            "lang": self.lang,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "date_source": self.date_source,
            "text": self.text,
            "cut": [cut.as_dict() for cut in self.cut],
        }
