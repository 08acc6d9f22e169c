"""Segments: a sentence cut into words by a wordbook, where spaces do not part them.

The cheapest path through the sentence is taken: words of the wordbook cost little, characters that
it does not know cost more, and names, which were found before, cost nothing. What may follow what –
an ending a verb, a particle a noun – bounds the paths.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from casus.extract.wordbook import Entry, Wordbook

_COSTS: Final = {
    "noun": 1.0,
    "verb": 1.05,
    "light": 0.5,
    "particle": 0.5,
    "ending": 0.4,
    "free": 0.9,
}
_OPEN: Final = "open"
_UNKNOWN, _GOES_ON, _KANA, _OTHER_SCRIPT, _BENT = 1.5, 0.6, 1.2, 0.9, 1.2
_INSIDE: Final = 0.8
"""What a known word costs more behind letters that nobody knows, where spaces part the words."""
_LONG: Final = 0.12
"""What each further character of a known word spares."""


@dataclass(slots=True)
class Piece:
    """A word: `text[start:end]`, its sort, and what the wordbook says of it."""

    start: int
    end: int
    sort: str
    kind: str = ""
    words: tuple[str, ...] = ()


def cut(book: Wordbook, text: str, names: Iterable[tuple[int, int]] = ()) -> list[Piece]:
    """The words of a sentence in order; `names` are spans that are words whatever stands there, two
    that share a letter one word."""
    spans = list(_parted(names))
    out: list[Piece] = []
    for start, end, sort in _runs(text, spans):
        if sort == "run":
            out.extend(_path(book, text, start, end, spans))
        else:
            out.append(Piece(start, end, sort))
    return out


def _parted(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that share some of the text as one."""
    first, last = 0, 0
    for start, end in sorted(spans):
        if start < last:
            last = max(last, end)
            continue
        if last > first:
            yield first, last
        first, last = start, end
    if last > first:
        yield first, last


def _runs(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Stretches without a space or a mark, and the marks between them."""
    held = {i for start, end in spans for i in range(start, end)}
    start = None
    for i, char in enumerate(text):
        inner = char.isalnum() or char in "_々ーヶ〆゛゜" or unicodedata.category(char)[0] == "M"
        digits = char in ".,．，" and 0 < i < len(text) - 1 and (
            text[i - 1].isdigit() and text[i + 1].isdigit()
        )  # fmt: skip
        if inner or i in held or digits:
            start = i if start is None else start
            continue
        if start is not None:
            yield start, i, "run"
            start = None
        if not char.isspace():
            yield i, i + 1, "mark"
    if start is not None:
        yield start, len(text), "run"


def _script(char: str) -> str:
    if char.isdigit():
        return "digit"
    code = ord(char)
    if 0x3040 <= code < 0x30A0:
        return "hiragana"
    if 0x30A0 <= code < 0x3100:
        return "katakana"
    if code >= 0xAC00 and code <= 0xD7A3:
        return "hangul"
    return "latin" if code < 0x250 or 0xFF00 <= code < 0xFF60 else "han"


def _path(
    book: Wordbook, text: str, first: int, last: int, spans: list[tuple[int, int]]
) -> list[Piece]:
    """The cheapest way through one stretch."""
    named = {start: min(end, last) for start, end in spans if first <= start < last}
    inside = {i for start, end in spans for i in range(start + 1, end)}
    # best[i][state]: cost, where the piece that ends at i begins, its entry, the state before
    best: list[dict[str, tuple[float, int, Entry, str]]] = [{} for _ in range(last - first + 1)]
    best[0]["start"] = (0.0, first, Entry("start"), "")
    for i in range(first, last):
        here = best[i - first]
        if not here or (i in inside and i not in named):
            continue
        for end, entry in _words(book, text, i, last, named, inside):
            for state, (cost, *_) in list(here.items()):
                price = _price(book, text, i, end, entry, state)
                if price is None:
                    continue
                after = _state(text, end, entry)
                total = cost + price
                known = best[end - first].get(after)
                if known is None or total < known[0] - 1e-9:
                    best[end - first][after] = (total, i, entry, state)
    return _walk(best, first, last)


def _walk(
    best: list[dict[str, tuple[float, int, Entry, str]]], first: int, last: int
) -> list[Piece]:
    ends = best[last - first]
    state = min(ends, key=lambda s: (ends[s][0] + (3.0 if s == _OPEN else 0.0), s))
    out: list[Piece] = []
    at = last
    while at > first:
        _, begin, entry, before = best[at - first][state]
        out.append(Piece(begin, at, entry.sort, entry.kind, entry.words))
        at, state = begin, before
    return _joined(out[::-1])


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Characters that nobody knows are one word."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.sort == "other" and out and out[-1].sort == "other":
            out[-1].end = piece.end
        else:
            out.append(piece)
    return out


def _words(
    book: Wordbook, text: str, i: int, last: int, named: dict[int, int], inside: set[int]
) -> Iterator[tuple[int, Entry]]:
    """What may begin at character `i`, with where it ends."""
    if i in named:
        yield named[i], Entry("name")
        return
    for end in range(i + 1, min(last, i + book.longest) + 1):
        if end - 1 in inside or (end - 1 in named and end - 1 > i):
            break
        for entry in book.entries.get(text[i:end], ()):
            yield end, entry
    end = i + 1
    script = _script(text[i])
    if script in {"digit", "latin"}:
        while end < last and end not in named and _script(text[end]) == script:
            end += 1
    yield end, Entry("other")


def _state(text: str, end: int, entry: Entry) -> str:
    if entry.sort == "other":
        return f"other:{_script(text[end - 1])}"
    if entry.sort in {"verb", "light", "ending"}:
        return "closed" if entry.closed else _OPEN
    return entry.sort


def _price(book: Wordbook, text: str, i: int, end: int, entry: Entry, state: str) -> float | None:
    """What it costs to go on with a word, None where it cannot."""
    base = state.partition(":")[0]
    sort = entry.sort
    if sort == "ending":
        if base == "other":
            return _COSTS[sort] + _BENT
        return _COSTS[sort] - 0.1 * (end - i) if base in {_OPEN, "closed"} else None
    if base == _OPEN:
        return None
    if sort == "light":
        if base == "other":
            return _COSTS[sort] + 0.4
        copula = "copula" in entry.kind
        return _COSTS[sort] - 0.1 * (end - i) if base == "noun" or (
            copula and base in {"name", "closed"}
        ) else None  # fmt: skip
    if sort == "particle":
        if base == "start":
            return 1.0 if end - i > 1 else 3.0
        loose = 0.8 if base == "free" else 0.0
        return _COSTS[sort] - 0.1 * (end - i) + loose
    if sort == "name":
        return 0.1
    if sort == "other":
        script = _script(text[i])
        if base == "other":
            same = state == f"other:{script}" or script in {"digit", "latin"}
            loose = _KANA if script == "hiragana" else _GOES_ON
            return loose if same else _OTHER_SCRIPT + (loose - _GOES_ON)
        return 0.6 if script in {"digit", "latin"} else _UNKNOWN
    inside = _INSIDE if base == "other" and book.spaces else 0.0
    short = (0.6 if sort == "verb" else 0.5) if end - i == 1 else 0.0
    return _COSTS[sort] + short + inside - _LONG * (end - i - 1)
