"""Attention: which sentences of an article are read, and the words of which are tagged.

What the encoder takes is most of what reading costs, and of general news most sentences tell
nothing. So those in which somebody may act are glanced at, those that are worth it are read by the
encoder, and the words of those are tagged and asked further in which something may be heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Final

from casus.extract.chunks import find_chunks
from casus.extract.encoder import TOLD, Hint, hears, propose
from casus.extract.glance import glance
from casus.extract.lexicon import Lexicon
from casus.extract.scene import Heard, Scene, hear, set_scene, words_of
from casus.extract.sentences import Span, overlapping, touching
from casus.extract.tokens import Token, silent
from casus.names.span import NameSpan

REACH: Final = 4
"""So many sentences behind one that names somebody "they" may still act."""


def within_reach(
    sentences: Sequence[Span], names: Sequence[NameSpan], quotes: Sequence[Span]
) -> set[int]:
    """The numbers of the sentences of an article in which somebody may act who is named nearby: of
    those that name somebody, with the one before and `REACH` behind, and of all of a quotation that
    such a sentence touches, however long."""
    naming = {n for n, s in enumerate(sentences) if overlapping(names, s.start, s.end)}
    out = {near for n in naming for near in range(n - 1, n + REACH + 1)}
    for quote in quotes:
        said = touching(sentences, quote)
        if not naming.isdisjoint(said):
            out.update(said)
    return out


@dataclass(frozen=True, slots=True)
class Staged:
    """A sentence before anybody acts: its number and place in the article, the names in it, and
    what was heard of it, of its `words` or of copies of them. It is `bare` where these have no tags
    yet, which `play` writes into them; `listens` where the pack
    knows a word in it that may tell an event, `says` where it may say whose a quotation is."""

    number: int
    span: Span
    names: Sequence[NameSpan]
    heard: Heard
    words: Sequence[Token]
    bare: bool = False
    listens: bool = False
    says: bool = False

    @property
    def may_tell(self) -> bool:
        """Whether the pack knows a word in it that may tell an event."""
        return self.listens or bool(self.heard.triggers)


def worth_reading(
    lexicon: Lexicon,
    text: str,
    sentences: Mapping[int, Span],
    names: Sequence[NameSpan],
    quotes: Sequence[Span],
) -> list[Staged]:
    """Of sentences of a text, by number and in order, those that name somebody or may tell an
    event, and those behind one that does both: what "they" then do may be told in words that the
    pack does not know. They have no tags yet, unless particles tell those of their language."""
    found = [_staged(lexicon, text, n, span, names, quotes) for n, span in sentences.items()]
    staged = [one for one in found if one]
    behind = {s.number + 1 for s in staged if s.names and s.may_tell}
    return [s for s in staged if s.names or s.may_tell or s.number in behind]


def wanting_tags(
    staged: Sequence[Staged], hints: Sequence[Hint | None], quotes: Sequence[Span]
) -> list[bool]:
    """For each sentence whether its words are tagged: where something may be heard or, by the words
    of another in which it is, be told again; and where it may be said who speaks in a quotation
    that runs through such a sentence."""
    wanted = [_may_be_heard(s, hint) for s, hint in zip(staged, hints, strict=True)]
    words = _heard_words(compress(zip(staged, hints, strict=True), wanted))
    wanted = [
        wants or _may_be_again(s, hint, words)
        for s, hint, wants in zip(staged, hints, wanted, strict=True)
    ]
    heard = [s.span for s, wants in zip(staged, wanted, strict=True) if wants]

    def heard_nearby(span: Span) -> bool:
        near = (quotes[q] for q in touching(quotes, span))
        return any(overlapping(heard, quote.start, quote.end) for quote in near)

    return [
        wants or (s.says and heard_nearby(s.span)) for s, wants in zip(staged, wanted, strict=True)
    ]


def play(
    lexicon: Lexicon,
    staged: Staged,
    quotes: Sequence[Span],
    hint: Hint | None,
    *,
    tagged: bool,
    heed: bool = True,
) -> Scene:
    """The scene of a sentence that was staged, its words `tagged` or left bare; with the
    events that the `hint` proposes besides, if it is to be heeded."""
    names, heard, span = staged.names, staged.heard, staged.span
    if staged.bare and tagged:
        heard = hear(lexicon, list(staged.words), names, hint, staged.heard.classes)
    if hint is not None and tagged and heed:
        mute = _mute(heard.tokens, names)
        found = propose(lexicon, heard.tokens, heard.triggers, mute, hint)
        anchors = frozenset(i for t in found for i in t.taken)
        heard = replace(heard, triggers=found, anchors=anchors)
    chunks = find_chunks(lexicon, heard.tokens, names, heard.classes, heard.anchors)
    quoted = [next(iter(overlapping(quotes, t.start, t.start + 1)), -1) for t in heard.tokens]
    return set_scene(lexicon, staged.number, span, heard, chunks, quoted)


def _staged(
    lexicon: Lexicon,
    text: str,
    number: int,
    span: Span,
    names: Sequence[NameSpan],
    quotes: Sequence[Span],
) -> Staged | None:
    """One sentence; None where it has no word."""
    within = [names[n] for n in overlapping(names, span.start, span.end)]
    words = words_of(lexicon, text[span.start : span.end], span.start, within)
    if not words:
        return None
    if lexicon.tags is None:
        return Staged(number, span, within, hear(lexicon, words, within), words)
    seen = glance(lexicon, words)
    heard = Heard(seen.tokens, seen.classes, [], frozenset())
    says = seen.may_say and bool(touching(quotes, span))
    return Staged(number, span, within, heard, words, bare=True, listens=seen.may_tell, says=says)


def _may_be_heard(staged: Staged, hint: Hint | None) -> bool:
    if not staged.bare:
        return True
    if hint is None:
        return staged.listens
    tokens = staged.heard.tokens
    may_tell = staged.listens and hint.may_tell(tokens)
    return may_tell or hears(hint, tokens, _mute(tokens, staged.names))


def _may_be_again(staged: Staged, hint: Hint | None, words: set[str]) -> bool:
    """Whether the sentence may tell again what others do, having one of their words."""
    tokens = staged.heard.tokens
    listens = staged.listens and any(not words.isdisjoint(token.keys) for token in tokens)
    return listens and hint is not None and hint.may_tell(tokens, again=True)


def _heard_words(sentences: Iterable[tuple[Staged, Hint | None]]) -> set[str]:
    """The words that are heard to tell an event: who tells it again uses them again."""
    return {
        key
        for staged, hint in sentences if hint and staged.bare
        for token, row in zip(staged.heard.tokens, hint.types(staged.heard.tokens), strict=True)
        if row is not None and row[1:].max() >= TOLD
        for key in token.keys if key[:1] != "="
    }  # fmt: skip


def _mute(tokens: Sequence[Token], names: Sequence[NameSpan]) -> set[int]:
    """The tokens that tell no event, whatever is heard in them: those that name somebody, and those
    that are silent (`tokens.silent`)."""
    named = {t.i for t in tokens for n in names if t.start < n.end and t.end > n.start}
    return named | silent(tokens)
