"""Entries: the days of a live blog or a chronicle, whose text was not all written on one day.

An entry begins with a line that is nothing but a day ("Thursday 20 June 2024", "19 June, 10:40"),
or that has one before a colon or a dash ("14 May 1955 – …"). A text with fewer than two such lines
is of one piece.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casus.model import Article
from casus.read.day import find_day
from casus.read.months import fold, months_of
from casus.read.tail import is_date_line

_HEAD: Final = re.compile(
    r"^[^\S\n]*(?=[^\n]{0,24}\d)(?P<head>[^\n]{3,60}?)[^\S\n]*(?:$|:\s|\s[–—|-]\s|[–—|]\s?|：)",
    re.MULTILINE,
)
"""A short beginning of a line, with a number early in it, up to its end or a mark."""

_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_EAST_ASIAN: Final = re.compile(r"\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일号號]")
_VIETNAMESE: Final = re.compile(r"(?<!\d)\d{1,2}\s*(?:tháng|/)\s*\d{1,2}(?!\d)", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_DAY_BEHIND: Final = re.compile(r"\.?\s+\d{1,2}(?:st|nd|rd|th)?(?![\d:.h])")
_DAY_BEFORE: Final = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|[.º°])?\s+(?:de\s+|of\s+)?$")
_LEAST: Final = 2
_MOST_HEADS: Final = 2_000
"""A text of more is read for days only so far."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Where the entries of a text begin, in order, and the day of each."""

    starts: tuple[int, ...] = ()
    days: tuple[dt.date, ...] = ()

    def number_at(self, place: int) -> int:
        """The number of the entry that holds a place of the text; -1 before the first."""
        return bisect_right(self.starts, place) - 1

    def day_at(self, place: int) -> dt.date | None:
        """The day of the entry that holds a place of the text; None before the first."""
        n = self.number_at(place)
        return self.days[n] if n >= 0 else None

    @property
    def newest_first(self) -> bool:
        """Whether the entries stand as in a live blog: what one tells, those above it follow."""
        return bool(self.days) and self.days[0] > self.days[-1]


def find_entries(article: Article) -> Entries:
    """The entries of an article's text.

    A day without a year is of the year in which the article was published, or of the year before
    where it would lie ahead; without that date it begins no entry.

    >>> text = "19 June 2024: Putin landed in Pyongyang.\\n20 June 2024: He went on to Hanoi."
    >>> found = find_entries(Article("a", "-", text, "en"))
    >>> found.day_at(text.index("Hanoi")).isoformat()
    '2024-06-20'
    """
    found = list(_heads(article))
    if len(found) < _LEAST:
        return Entries()
    return Entries(tuple(start for start, _ in found), tuple(day for _, day in found))


def _heads(article: Article) -> Iterator[tuple[int, dt.date]]:
    for n, match in enumerate(_HEAD.finditer(article.text)):
        if n == _MOST_HEADS:
            return
        day = _day_of(match["head"], article)
        if day is not None:
            yield match.start("head"), day


def _day_of(head: str, article: Article) -> dt.date | None:
    """The day that a head is, None where it is more or less than that."""
    if _YEAR.search(head):
        found = find_day(head, article.lang)
        return found.on if found and is_date_line(head, article.lang) else None
    if article.published is None:
        return None
    told = _with_year(head, article.published.year, article.lang)
    found = find_day(told, article.lang)
    if found is None or not is_date_line(told, article.lang):
        return None
    if found.on <= article.published + dt.timedelta(days=1):
        return found.on
    earlier = _with_year(head, article.published.year - 1, article.lang)
    found = find_day(earlier, article.lang)
    return found.on if found else None


def _with_year(head: str, year: int, lang: str) -> str:
    """A head with a year set where its language has one; as it was where it names no month."""
    if month := _EAST_ASIAN.search(head):
        mark = "년 " if "월" in month[0] else "年"
        return f"{head[: month.start()]}{year}{mark}{head[month.start() :]}"
    if lang == "vi" and (month := _VIETNAMESE.search(head)):
        return f"{head[: month.end()]} năm {year}{head[month.end() :]}"
    months = months_of(lang)
    for word in _WORD.finditer(head):
        if fold(word[0]) not in months:
            continue
        behind = _DAY_BEHIND.match(head, word.end())
        at = behind.end() if behind and not _DAY_BEFORE.search(head[: word.start()]) else word.end()
        return f"{head[:at]} {year}{head[at:]}"
    return head
