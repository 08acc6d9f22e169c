"""A day told in words or figures: "Sabtu, 22 Juni 2024 10:10 WIB", "2024-06-22T10:10:00+07:00".

Fast patterns first; `dateparser` only when asked for and when they fail. Relative dates ("2 hours
ago") and dates that two readings fit ("06/07/2024" on a page of unknown country) give None.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.read.calendars import (
    ERAS,
    HIJRI_MONTHS,
    PERSIAN_MONTHS,
    day_of,
    from_buddhist,
    from_persian,
)
from casus.read.months import fold, months_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = r"[^\W\d_][^\s\d,/()|–—:;\-]*"
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?=T\d{4}|(?!\S))")
_YMD: Final = re.compile(r"(?<!\d)(\d{4})\s?[./]\s?(\d{1,2})\s?[./]\s?(\d{1,2})(?!\d)")
_CJK: Final = re.compile(
    r"(明治|大正|昭和|平成|令和|民國|民国)?\s*(?<!\d)(\d{1,4}|元)\s*[年년]\s*(\d{1,2})\s*[月월]\s*"
    r"(\d{1,2})\s*[日일号號]"
)
_DMY: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|ro|-?го|º|°|\.)?[\s,.\-/]*(?:(?:de|of|da)\s+|d['’]\s*)?"
    rf"({_WORD}(?:\s(?:الأول|الثاني))?)\.?[\s,.\-/]*(?:(?:de|del|năm|tahun|พ\.ศ\.|ค\.ศ\.)\s*)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_VIETNAMESE: Final = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:tháng|thg|/)\s*(\d{1,2})\s*(?:,|năm|/)?\s*(\d{4})(?!\d)", re.IGNORECASE
)
_MDY: Final = re.compile(
    rf"(?<!\w)({_WORD})[\s.]+(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}})(?!\d)", re.IGNORECASE
)
_YMD_WORDS: Final = re.compile(
    rf"(?<!\d)(\d{{4}})\.?\s*(?:m\.|gada|г\.|թ\.|\(e\)ko)?\s*({_WORD})\.?\s*(\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_YDM_WORDS: Final = re.compile(
    rf"(?<!\d)(\d{{4}})\.?\s*(?:gada|ж\.|\(e\)ko|թ\.)\s*(\d{{1,2}})\.?\s+({_WORD})", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"(?<!\d)(\d{1,2})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_RELATIVE: Final = re.compile(
    r"\b(ago|yesterday|today|yang lalu|lalu|kemarin|hari ini|semalam|назад|вчера|сегодня|тому|vor|"
    r"gestern|heute|il y a|hier|hace|ayer|hoy|trước|hôm qua)\b|منذ|قبل|前|전",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = frozenset({"en-us", "en-ph", "fil-ph", "es-us"})
_DAY_FIRST_ENGLISH: Final = frozenset(
    f"en-{c}" for c in ("gb", "au", "nz", "ie", "in", "sg", "my", "za", "ng", "ke", "pk", "hk")
)
_FIRST_YEAR: Final = 1850
_LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Day:
    """A day found at `start:end` of the words it was looked for in."""

    on: dt.date
    start: int
    end: int


def find_day(words: str, lang: str = "en", *, region: str | None = None) -> Day | None:
    """The first day that `words` tell, None where they tell none beyond doubt.

    `lang` is the language of the page and `region` its declared language with country ("en-US"),
    which decides how "06/07/2024" is read.

    >>> find_day("Sabtu, 22 Juni 2024 10:10 WIB", "id").on
    datetime.date(2024, 6, 22)
    >>> find_day("2 hours ago") is None
    True
    """
    return min(find_days(words, lang, region=region), key=lambda day: day.start, default=None)


def find_days(words: str, lang: str = "en", *, region: str | None = None) -> list[Day]:
    """Every day that `words` tell beyond doubt, in the order of the patterns that found them."""
    found: list[Day] = []
    plain = ascii_digits(words)
    for day in _candidates(plain, lang, (region or lang).lower().replace("_", "-")):
        apart = all(day.end <= other.start or day.start >= other.end for other in found)
        if apart and _FIRST_YEAR <= day.on.year <= _LAST_YEAR:
            found.append(day)
    return found


def parse_day(words: str, lang: str = "en", *, region: str | None = None) -> dt.date | None:
    """The day of words known to be a date, with `dateparser` where the fast patterns fail.

    >>> parse_day("Sat, 22 Jun 2024 03:10:00 GMT")
    datetime.date(2024, 6, 22)
    """
    words = words.strip()
    if not words or len(words) > 120:
        return None
    if re.fullmatch(r"\d{10}|\d{13}", words):
        seconds = int(words[:10])
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date() if seconds > 10**8 else None
    found = find_day(words, lang, region=region)
    if found:
        return found.on
    plain = ascii_digits(words)
    if _RELATIVE.search(plain) or not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", plain):
        return None
    if _NUMBERS.search(plain) or any(fold(w) in HIJRI_MONTHS for w in plain.split()):
        return None
    return _by_dateparser(plain, lang)


def ascii_digits(words: str) -> str:
    """The same words, as long, with the digits of every script as 0–9."""
    if words.isascii():
        return words
    return "".join(
        str(int(c)) if not c.isascii() and c.isdecimal() else " " if c in "\u200e\u200f" else c
        for c in words
    )


def _candidates(words: str, lang: str, region: str) -> Iterator[Day]:
    persian = lang in {"fa", "ps", "ckb", "tg"}
    for pattern in (_ISO, _COMPACT, _YMD):
        for match in pattern.finditer(words):
            year, month, day = (int(part) for part in match.groups())
            if persian and 1210 <= year < 1600:
                yield from _at(match, from_persian(year, month, day))
            elif lang in {"th", "lo"} and year > 2400:
                yield from _at(match, from_buddhist(year, month, day))
            else:
                yield from _at(match, day_of(year, month, day))
    for match in _CJK.finditer(words):
        era, year_words, *rest = match.groups()
        if era is None and len(year_words) != 4:
            continue
        year = (1 if year_words == "元" else int(year_words)) + ERAS.get(era or "", 0)
        yield from _at(match, day_of(year, int(rest[0]), int(rest[1])))
    for match in _VIETNAMESE.finditer(words):
        if lang == "vi" or "th" in match[0].casefold():
            yield from _at(match, day_of(int(match[3]), int(match[2]), int(match[1])))
    months = months_of(lang)
    for worded, order in (
        (_DMY, (3, 2, 1)),
        (_MDY, (3, 1, 2)),
        (_YMD_WORDS, (1, 2, 3)),
        (_YDM_WORDS, (1, 3, 2)),
    ):
        for match in worded.finditer(words):
            told, name, number = (str(match[index]) for index in order)
            yield from _at(match, _named(int(told), name, int(number), months))
    for match in _NUMBERS.finditer(words):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        yield from _at(match, _in_order((first, second, year), match[2], lang, region))


def _at(match: re.Match[str], on: dt.date | None) -> Iterator[Day]:
    if on is not None:
        yield Day(on, match.start(), match.end())


def _named(year: int, name: str, day: int, months: dict[str, int]) -> dt.date | None:
    name = fold(name)
    if name in PERSIAN_MONTHS and year < 1600:
        return from_persian(year, PERSIAN_MONTHS.index(name) + 1, day)
    month = months.get(name) or months.get(name.removeprefix("ב"))  # Hebrew "in"
    if month is None:
        return None
    return from_buddhist(year, month, day) if year > 2400 else day_of(year, month, day)


def _in_order(numbers: tuple[int, int, int], mark: str, lang: str, region: str) -> dt.date | None:
    """A date in three numbers; only English leaves the order of day and month open."""
    first, second, year = numbers
    if year > 2400:
        return from_buddhist(year, second, first)
    if lang not in {"en", "und"} or mark == "." or first == second:
        return day_of(year, second, first)
    if region in _MONTH_FIRST:
        return day_of(year, first, second)
    if region in _DAY_FIRST_ENGLISH or first > 12:
        return day_of(year, second, first)
    return day_of(year, first, second) if second > 12 else None


def _by_dateparser(words: str, lang: str) -> dt.date | None:
    import dateparser

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "DATE_ORDER": "DMY",
    }
    for languages in ([lang], None):
        try:
            found = dateparser.parse(words, languages=languages, settings=settings)
        except ValueError:  # a language that dateparser does not know
            continue
        if found and _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return dt.date(found.year, found.month, found.day)
        if languages == [lang]:
            return None
    return None
