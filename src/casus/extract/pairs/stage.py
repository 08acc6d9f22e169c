"""The stage of a pair: the words around two spans of a text, with what tells events among them.

The spans are given, so they are the actors whatever they name: `names/` is not asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from casus.errors import InputError
from casus.extract.chunks import Chunk, chunk_of
from casus.extract.encoder import Encoder, Hint, Hints
from casus.extract.lexicon import Lexicon
from casus.extract.scene import Scene, hear, set_scene, words_of
from casus.extract.sentences import MAX_SENTENCE, Span, split_sentences
from casus.names.span import NameSpan

MAX_TEXT: Final = 100_000
"""A longer text is refused: what is asked for is a sentence or a few."""
_TRIED: Final = 50
"""So many places of a span that stands in the text again and again are looked at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A scene whose phrases 0 and 1 are the source and the target, with what the encoder thinks of
    it."""

    scene: Scene
    hint: Hint | None

    @property
    def source(self) -> Chunk:
        """The phrase of the source."""
        return self.scene.chunks[0]

    @property
    def target(self) -> Chunk | None:
        """The phrase of the target; None where training has no words for it."""
        return self.scene.chunks[1] if len(self.scene.chunks) > 1 else None


def places(text: str, words: str) -> list[Span]:
    """Where the words stand in the text: as whole words if they do anywhere, else as letters."""
    found = [
        Span(m.start(), m.end())
        for _, m in zip(range(_TRIED), re.finditer(re.escape(words), text), strict=False)
    ]
    whole = [s for s in found if _whole(text, s)]
    return whole or found


def _whole(text: str, span: Span) -> bool:
    before, after = text[: span.start][-1:], text[span.end : span.end + 1]
    inner = text[span.start : span.end]
    return not (before.isalnum() and inner[:1].isalnum()) and not (
        after.isalnum() and inner[-1:].isalnum()
    )


def locate(text: str, source: str, target: str) -> tuple[Span, Span | None]:
    """The two spans in the text: of several places those that stand nearest to one another and do
    not overlap. The target is None where the text does not name it, or only far from the source.
    Raises `InputError` where the source does not stand there."""
    if len(text) > MAX_TEXT:
        raise InputError(f"text has {len(text)} characters; accepted: up to {MAX_TEXT}")
    sources, targets = (
        places(text, words.strip()) if words.strip() else [] for words in (source, target)
    )
    if not sources:
        raise InputError(f"source {source[:60]!r} does not stand in the text, letter for letter")
    if not targets:
        return sources[0], None
    pairs = [(a, b) for a in sources for b in targets]
    near = min(pairs, key=lambda p: (_overlap(*p), _apart(*p), p[0].start, p[1].start))
    return near if _apart(*near) < MAX_SENTENCE // 2 else (near[0], None)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _apart(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def region(text: str, lang: str, first: int, end: int) -> Span:
    """The sentence or sentences that hold `text[first:end]`, at most `MAX_SENTENCE` characters."""
    window = Span(max(0, first - MAX_SENTENCE), min(len(text), end + MAX_SENTENCE))
    start, stop = first, end
    for span in split_sentences(text[window.start : window.end], lang):
        a, b = span.start + window.start, span.end + window.start
        if a < end and b > first:
            start, stop = min(start, a), max(stop, b)
    if stop - start > MAX_SENTENCE:  # what lies around the spans, as far as it may go
        start = max(start, min(first, end - MAX_SENTENCE))
        stop = min(stop, start + MAX_SENTENCE)
    return Span(start, stop)


def stage_pair(
    lexicon: Lexicon, text: str, source: Span, target: Span | None, encoder: Encoder
) -> Pair | None:
    """The scene of two spans as the encoder reads it; None where the source has no word in it."""
    ends = [source, target] if target else [source]
    span = region(text, lexicon.lang, min(s.start for s in ends), max(s.end for s in ends))
    names = [
        NameSpan(place.start, place.end, text[place.start : place.end], (role,), "group")
        for role, place in zip(("SOURCE", "TARGET"), ends, strict=False)
    ]
    sentence = text[span.start : span.end].replace("\n", " ")
    words = words_of(lexicon, sentence, span.start, names)
    if not words:
        return None
    hint = Hints(encoder, text, [span]).of(0)
    heard = hear(lexicon, words, names, hint)
    chunks = []
    for name in names:
        chunk = chunk_of(lexicon, heard.tokens, name, heard.classes, heard.anchors)
        if chunk is None:
            return None
        chunks.append(chunk)
    quotes = [-1] * len(heard.tokens)
    return Pair(set_scene(lexicon, 0, span, heard, chunks, quotes), hint)
