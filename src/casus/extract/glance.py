"""A glance at a sentence: whether it may tell an event, before its words are tagged.

Every second sentence of general news tells nothing, so words are looked at without their tags
first. That asks less than `find_triggers`: an object may stand anywhere in the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casus.extract.lexicon import Lexicon
from casus.extract.separable import join_separated
from casus.extract.tokens import Token
from casus.extract.verbforms import with_se

_IDLE: Final = frozenset({"idle", "void"})


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The words of a sentence as they were looked at, the tokens of each class, and whether they
    may tell an event, or whose a quotation is."""

    tokens: list[Token]
    classes: dict[str, set[int]]
    may_tell: bool
    may_say: bool


def glance(lexicon: Lexicon, tokens: list[Token]) -> Glimpse:
    """What is seen at a glance of the words of a sentence, which have no tags yet. Where another
    word may make another of one, copies of them are looked at: with tags they may be others."""
    reflexives = lexicon.tokenizer.forms.reflexives
    if reflexives or lexicon.separable:
        tokens = [token.copy() for token in tokens]
    for token in tokens if reflexives else ():  # without tags any word may be one
        token.keys |= with_se(token.keys)
    join_separated(tokens, lexicon.separable, lexicon.words)
    classes = lexicon.note(tokens)
    return Glimpse(tokens, classes, may_tell(lexicon, tokens, classes), _may_say(tokens))


def may_tell(lexicon: Lexicon, tokens: Sequence[Token], classes: Mapping[str, set[int]]) -> bool:
    """Whether a pattern of the lexicon begins somewhere and the object that its frame asks for is
    there. Without tags a subject may be none that its class knows."""
    for i, token in enumerate(tokens):
        if lexicon.anchors.isdisjoint(token.keys) or not _IDLE.isdisjoint(token.marks):
            continue
        for _, _, sense in lexicon.senses.at(tokens, i):
            wanted = sense.frame.object
            if not wanted or any(classes.get(name) for name in wanted):
                return True
    return False


def _may_say(tokens: Sequence[Token]) -> bool:
    return any("attribution" in t.marks or "according" in t.marks for t in tokens)
