"""Windows: sentences that are read together, so that each is understood beside its neighbours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from casus.extract.sentences import Span

WIDEST: Final = 700
"""Characters of a window; a character of East Asia counts for three."""


@dataclass(frozen=True, slots=True)
class Window:
    """A text of several sentences; `places` tells of each what its place moved by."""

    text: str
    places: dict[int, int]


def windows(text: str, spans: Sequence[Span], breaks: Sequence[int] = ()) -> Iterator[Window]:
    """The sentences of an article in windows, each in one; none runs over one of the `breaks`,
    places of the text in order."""
    group: list[int] = []
    width = 0
    for n, span in enumerate(spans):
        own = _width(text[span.start : span.end])
        parted = bisect_right(breaks, span.start) != bisect_right(breaks, spans[n - 1].start)
        if group and (parted or width + own > WIDEST):
            yield _window(text, spans, group)
            group, width = [], 0
        group.append(n)
        width += own
    if group:
        yield _window(text, spans, group)


def _window(text: str, spans: Sequence[Span], group: Sequence[int]) -> Window:
    parts: list[str] = []
    places: dict[int, int] = {}
    length = 0
    for n in group:
        span = spans[n]
        places[n] = length - span.start
        part = " ".join(text[span.start : span.end].split("\n"))
        parts.append(part)
        length += len(part) + 1
    return Window(" ".join(parts), places)


def _width(sentence: str) -> int:
    return len(sentence) + 2 * sum("\u2e80" <= c <= "\ud7ff" for c in sentence)
