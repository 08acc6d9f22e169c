"""The day a page was published, and how that is known.

In the order of trust: JSON-LD, meta tags, a time element in the article, the address, the words
under the headline. Comments and boxes are taken out before any of these but the head is asked.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.read.beside import clutter_words, plain
from casus.read.day import ascii_digits, find_days, parse_day
from casus.read.tail import without_date
from casus.read.tree import Block, Element, clean

if TYPE_CHECKING:
    from casus.read.metadata import Metadata

_IN_ADDRESS: Final = (
    re.compile(r"/((?:19|20)\d\d)[/\-_.](\d{1,2})[/\-_.](\d{1,2})(?=[/\-_.?#]|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{2})-(\d{2})(?!\d)"),
    re.compile(r"[/\-_=](20\d\d)(\d{2})(\d{2})(?:\d{4}|\d{6})?(?=[/\-_.?#&]|$)"),
)
_LONG: Final = 140
_PLACE: Final = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s?){1,3}\s?[,،–—-]|[\u2e80-\ud7ff]{1,4}[，、]")
"""A place before a day: three words with a capital at most, or four characters of East Asia."""
_DATELINE: Final = re.compile(r"^(.{0,90}?)\s*(?:--|—|–|-|:)\s")
_BRACKETED: Final = re.compile(r"^[【［\[](.{0,40}?)[】］\]]")
_AT: Final = re.compile(r"[^\W\d]{1,12}\s?[＝=,、，]\s?$")
"""A place before a day in brackets, as East Asia has it: "【ビリニュス＝2023年7月12日】"."""


@dataclass(frozen=True, slots=True)
class Published:
    """A day and its source as `Article.date_source` has it."""

    on: dt.date | None
    source: str


def find_published(
    metadata: Metadata,
    scopes: list[Element],
    head: list[Block],
    blocks: list[Block],
    *,
    lang: str,
    address: str | None,
) -> Published:
    """The day of publication from a page whose clutter is taken out.

    `scopes` are the elements in which a day can be the article's, `head` the blocks beside and
    between title and article, `blocks` those of the article; `address` is where the page came from.
    """
    region = metadata.region
    for words in metadata.json_ld_dates:
        if on := parse_day(words, lang, region=region):
            return Published(on, "json-ld")
    for words in metadata.meta_dates:
        if on := parse_day(words, lang, region=region):
            return Published(on, "meta")
    for scope in scopes:
        if on := _in_time_elements(scope, lang, region):
            return Published(on, "time")
    for place in (address, metadata.address):
        if place and (on := day_in_address(place)):
            return Published(on, "url")
    for line in head:
        if on := _of_own_line(line.text, lang, region):
            return Published(on, "text")
    if on := day_in_lines([block.text for block in blocks], lang, region=region):
        return Published(on, "text")
    return Published(None, "none")


def day_in_address(address: str) -> dt.date | None:
    """The day that an address holds whole; a year and a month are no day.

    >>> day_in_address("https://example.org/2024/06/22/kim")
    datetime.date(2024, 6, 22)
    """
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(address):
            try:
                return dt.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def day_in_lines(lines: list[str], lang: str, *, region: str | None = None) -> dt.date | None:
    """The day on a line of its own at the head or the foot of an article, or in its dateline.

    A day told in a sentence is what the article speaks of, and is not taken.
    """
    n_long = 0
    for line in lines[:12]:
        if on := _of_own_line(line, lang, region) or _in_dateline(line, lang, region):
            return on
        n_long += len(line) > _LONG
        if n_long >= 2:
            break
    for line in lines[-3:]:
        if on := _of_own_line(line, lang, region):
            return on
    return None


def is_place_and_day(line: str, lang: str) -> bool:
    """Whether a line tells only where and when: "Nairobi, 14 May 2025"."""
    days = find_days(line, lang) if len(line) <= _LONG else []
    if len(days) != 1:
        return False
    place, behind = line[: days[0].start].strip(), line[days[0].end :].strip(" .–—-")
    return not behind and (not place or _PLACE.fullmatch(place) is not None)


def is_byline(line: str, lang: str) -> bool:
    """Whether a line tells only who wrote and when: "Oleh Sari Dewi | 22 Juni 2024"."""
    if len(line) > _LONG:
        return False
    rest = without_date(line, lang)
    if rest is None:
        return False
    return len(rest) <= 60 and not re.search(r"[.!?。]\s*$", rest) and _is_label_or_name(rest)


def _is_label_or_name(rest: str) -> bool:
    """Whether what stands beside a date is a label or a name, no sentence."""
    labels = clutter_words().labels
    words = plain(rest).split()
    if not words or any(" ".join(words[:n]) in labels for n in (1, 2, 3)):
        return True
    if len(words) <= 4 and len(rest) <= 30:
        return True
    return (
        len(words) <= 6
        and sum(w[:1].isupper() or not w[:1].isascii() for w in rest.split())
        >= (len(words) + 1) // 2
    )


def _of_own_line(line: str, lang: str, region: str | None) -> dt.date | None:
    if len(line) > _LONG or not is_byline(line, lang):
        return None
    days = find_days(line, lang, region=region)
    later = clutter_words().later
    good = [
        day for day in days
        if plain(re.split(r"[|•·,;\n]|\s-\s|\s–\s", line[: day.start])[-1]) not in later
        and not _after_later(line[: day.start], later)
    ]  # fmt: skip
    if len({day.on for day in good}) > 1:
        good = sorted(good, key=lambda day: day.start)[:1]
    return good[0].on if good else None


def _after_later(before: str, later: frozenset[str]) -> bool:
    """Whether the words just before a date say that it is that of a change."""
    words = plain(before).split()
    return any(" ".join(words[-n:]) in later for n in (1, 2, 3) if words[-n:])


def _in_dateline(line: str, lang: str, region: str | None) -> dt.date | None:
    """ "JAKARTA, 22 Juni 2024 – Presiden …", "【ビリニュス＝2023年7月12日】…"."""
    if on := _in_brackets(line, lang, region):
        return on
    match = _DATELINE.match(line)
    if not match or match.end() > 100:
        return None
    days = find_days(match[1], lang, region=region)
    rest = without_date(match[1], lang)
    short = rest is not None and len(rest.split()) <= 6
    return days[0].on if len(days) == 1 and short else None


def _in_brackets(line: str, lang: str, region: str | None) -> dt.date | None:
    """The day that stands in them behind a place, with nothing else."""
    match = _BRACKETED.match(line)
    days = find_days(match[1], lang, region=region) if match else []
    if match is None or len(days) != 1 or match[1][days[0].end :].strip():
        return None
    return days[0].on if _AT.fullmatch(match[1][: days[0].start]) else None


def _in_time_elements(root: Element, lang: str, region: str | None) -> dt.date | None:
    """The first day in a time element, or one marked as such, that stands by itself."""
    marked: list[tuple[int, int, dt.date]] = []
    for place, element in enumerate(root.iter()):
        if not isinstance(element.tag, str):
            continue
        prop = element.get("itemprop") or ""
        names = f"{element.get('class') or ''} {prop}".lower()
        if not (element.tag == "time" or "datePublished" in prop or "dateCreated" in prop):
            continue
        if re.search(r"modif|updat", names) or _in_sentence(element) or _is_later(element):
            continue
        words = element.get("datetime") or element.get("content") or clean(element.text_content())
        on = parse_day(ascii_digits(words), lang, region=region)
        if on is None and element.get("datetime"):
            on = parse_day(clean(element.text_content()), lang, region=region)
        if on:
            rank = 0 if "datePublished" in prop or element.get("pubdate") is not None else 1
            if rank and re.search(r"publish|pubdate|entry-date|posted", names):
                rank = 0
            marked.append((rank, place, on))
    return min(marked)[2] if marked else None


def _in_sentence(element: Element) -> bool:
    """Whether a time stands inside prose, as a day that the article speaks of."""
    parent = element.getparent()
    while parent is not None and parent.tag in {"span", "b", "i", "em", "strong", "small", "a"}:
        parent = parent.getparent()
    if parent is None or parent.tag not in {"p", "li", "td", "blockquote", "dd"}:
        return False
    own = len(clean(parent.text_content())) - len(clean(element.text_content()))
    return own > 80


def _is_later(element: Element) -> bool:
    """Whether the words just before a time say "updated"."""
    before = element.getprevious()
    words = (before.tail or before.text or "") if before is not None else ""
    if before is None and element.getparent() is not None:
        words = element.getparent().text or ""
    own = plain(re.split(r"\d", element.text or "")[0]) if element.text else ""
    last = plain(words)
    later = clutter_words().later
    return last in later or own in later or _after_later(last, later)
