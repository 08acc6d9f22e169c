"""Sentences and direct quotes, with their offsets in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

MAX_SENTENCE: Final = 1_200
"""A longer run of characters without an end is broken at a space: what looks at pairs of
words costs more than linear."""

HALVES: Final = range(0xD800, 0xE000)
"""Halves of surrogate pairs: what stands alone of them, no library can encode."""

_PAIRS: Final = {"“": "”", "„": "“”", "«": "»", '"': '"', "「": "」", "『": "』", "‘": "’"}
_OPENS: Final = re.compile(f"[{''.join(_PAIRS)}]")
_MASK: Final = str.maketrans(dict.fromkeys([*'“”„«»"「」『』', *HALVES], " "))
_OPENING: Final = re.compile(r"[\s“„«\"「『(‘]+$")
_CONTINUES: Final = re.compile(r"[\s”»\"’)]*(?:[,—–-]+ ?)?([^\W\d_])")
_DATELINE: Final = re.compile(
    r"\s*[A-ZÀ-ÝĀ-ŽЀ-Я][A-ZÀ-ÝĀ-ŽЀ-ЯҐ .,'’/-]{2,40}"  # KAIRO
    r"(?:, [A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,2}(?= [–—-] [A-ZÀ-Ý]| ?\())?"  # , Egypt
    r"(?:,? ?\([^()\n]{1,40}\))?(?:,? \d{1,2} [\w.]+)? ?[-–—] "  # (Reuters), 3 May –
)
MAX_QUOTE: Final = 4_000
"""A quotation mark that finds no partner within so many characters is taken as a stray."""


KEPT: Final = 200_000
"""The sentences of a text of so many characters are remembered, until others are asked for."""


class Stretch(Protocol):
    """Part of a text: a span, a name."""

    @property
    def start(self) -> int:
        """Where it begins,"""
        ...

    @property
    def end(self) -> int:
        """and where what follows it begins."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, `text[start:end]`."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether the character at `at` lies in the span."""
        return self.start <= at < self.end


def split_sentences(text: str, lang: str) -> list[Span]:
    """The sentences of a text in order, without the space around them.

    A sentence never runs over a line break; a dateline ("KAIRO -") stands alone; those inside a
    quotation are sentences of their own; what follows a quotation in lower case ("kata Putin",
    "he said") belongs to it.

    >>> [(s.start, s.end) for s in split_sentences("War. Peace?", "en")]
    [(0, 4), (5, 11)]
    """
    return list(_kept(text, lang) if len(text) <= KEPT else _split(text, lang))


@lru_cache(maxsize=1)  # statements are looked for in them, then mentions
def _kept(text: str, lang: str) -> tuple[Span, ...]:
    return _split(text, lang)


def _split(text: str, lang: str) -> tuple[Span, ...]:
    out: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        dateline = _DATELINE.match(line.group())
        if dateline:
            out.append(Span(start, start + dateline.end() - 1))
            start += dateline.end()
        spans = _joined(text, list(_segments(text[start : line.end()], start, lang)))
        for span in spans:
            out.extend(_bounded(text, span))
    return tuple(out)


def _segments(line: str, offset: int, lang: str) -> Iterator[Span]:
    import sentencex

    try:
        parts = list(sentencex.segment(lang, line.translate(_MASK)))
    except Exception:  # a language it has no rules for
        parts = list(sentencex.segment("en", line.translate(_MASK)))
    at = offset
    for part in parts:
        yield Span(at, at + len(part))
        at += len(part)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Opening marks go to the sentence that they open; what goes on in lower case is joined."""
    out: list[Span] = []
    carried = 0
    for span in spans:
        start, end = span.start - carried, span.end
        tail = _OPENING.search(text[start:end])
        carried = 0
        if span is not spans[-1] and tail and tail.start() > 0 and tail.group().strip():
            opened = len(tail.group().lstrip())
            if _opens(text[start : end - opened], tail.group().lstrip()[0]):
                carried, end = opened, end - opened
        follows = _CONTINUES.match(text[start:end])
        if out and follows and follows[1].islower() and not text[: out[-1].end].endswith("\n"):
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
    return [trimmed for span in out if (trimmed := _trim(text, span))]


def _opens(before: str, mark: str) -> bool:
    """Whether a straight mark opens: an even number of them stands before it."""
    return mark != '"' or before.count('"') % 2 == 0 or before.rstrip()[-1:] in ".!?"


def _trim(text: str, span: Span) -> Span | None:
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return Span(span.start + left, span.start + left + len(stripped)) if stripped else None


def _bounded(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        yield Span(start, cut)
        start = cut + 1 if text[cut : cut + 1] == " " else cut
    if start < span.end:
        yield Span(start, span.end)


def overlapping(stretches: Sequence[Stretch], start: int, end: int) -> range:
    """The numbers of those stretches of a text, in order and without overlap, that share some of
    `text[start:end]`. A long text has many: none is asked but these."""
    first = bisect_right(stretches, start, key=lambda s: s.end)
    return range(first, max(first, bisect_left(stretches, end, key=lambda s: s.start)))


def touching(stretches: Sequence[Stretch], span: Span) -> range:
    """The same of those that a span touches: that overlap it, or lie side by side with it, a space
    and a mark between them."""
    return overlapping(stretches, span.start - 3, span.end + 3)


def find_quotes(text: str) -> list[Span]:
    """The direct quotes of a text, marks included, in order and not nested.

    Straight marks pair within a line; curly single marks count only when no letter stands before
    the opening one, so that an apostrophe is none.
    """
    out: list[Span] = []
    last = 0
    for mark in _OPENS.finditer(text):
        at = mark.start()
        if at < last or (mark.group() == "‘" and at and text[at - 1].isalnum()):
            continue
        end = _closed(text, at, _PAIRS[mark.group()])
        if end is not None:
            out.append(Span(at, end))
            last = end
    return out


def _closed(text: str, opened: int, closing: str) -> int | None:
    limit = min(len(text), opened + MAX_QUOTE)
    for i in range(opened + 1, limit):
        char = text[i]
        if char == "\n" and text[opened] in '"‘':
            return None
        if char in closing:
            if char == "’" and i + 1 < len(text) and text[i + 1].isalnum():
                continue  # an apostrophe inside
            return i + 1
    return None
