"""A glance at a sentence: whether it may tell an event, before its words are tagged.

Every second sentence of general news tells nothing, so words are looked at without their tags
first. That asks less than `find_triggers`: an object may stand anywhere in the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casus.extract.lexicon import Lexicon
from casus.extract.separable import join_separated
from casus.extract.tokens import Token


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The words of a sentence without their tags, the tokens of each class, and whether they may
    tell an event, or whose a quotation is."""

    tokens: list[Token]
    classes: dict[str, set[int]]
    may_tell: bool
    may_say: bool


def glance(
    lexicon: Lexicon, sentence: str, offset: int, names: Sequence[tuple[int, int]]
) -> Glimpse | None:
    """What is seen of a sentence at a glance; None in languages whose words need no tagger."""
    if lexicon.words_alone is None:
        return None
    tokens = lexicon.words_alone.tag(sentence, offset, names)
    if lexicon.tagger.forms.reflexives:  # without tags any word may be one
        for token in tokens:
            token.keys |= {f"{key}+se" for key in token.keys if key[:1] != "="}
    join_separated(tokens, lexicon.separable, lexicon.words)
    classes = lexicon.note(tokens)
    return Glimpse(tokens, classes, may_tell(lexicon, tokens, classes), _may_say(tokens))


def may_tell(lexicon: Lexicon, tokens: Sequence[Token], classes: Mapping[str, set[int]]) -> bool:
    """Whether a pattern of the lexicon begins somewhere and the object that its frame asks for is
    there. Without the lemmas of a tagger a subject may be none that its class knows."""
    for i, token in enumerate(tokens):
        if lexicon.anchors.isdisjoint(token.keys) or "idle" in token.marks:
            continue
        for _, _, sense in lexicon.senses.at(tokens, i):
            wanted = sense.frame.object
            if not wanted or any(classes.get(name) for name in wanted):
                return True
    return False


def _may_say(tokens: Sequence[Token]) -> bool:
    return any("attribution" in t.marks or "according" in t.marks for t in tokens)
