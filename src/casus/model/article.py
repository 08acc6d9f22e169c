"""An article: the text of a page, what was cut from it, and where it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


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
