"""A glance at a sentence: whether it may tell an event, before its tree is made.

A tree is most of what a sentence costs, and every second sentence of general news tells nothing.
So its words are looked at first, and again when they are tagged: a tag tells a verb from a noun.
Both ask less than `find_triggers`: an object may stand anywhere in the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casus.extract.lexicon import Lexicon
from casus.extract.separable import join_separated
from casus.extract.trees import Token
from casus.extract.triggers import part_of_speech_fits


def glance(
    lexicon: Lexicon,
    sentence: str,
    offset: int,
    names: Sequence[tuple[int, int]],
    *,
    quotes: bool,
) -> tuple[list[Token], dict[str, set[int]]] | None:
    """The words of a sentence that tells no event, without a tree, and the tokens of each class;
    None where a tree is wanted.

    It is also wanted where the sentence may say whose the `quotes` are that it touches.
    """
    if lexicon.words_alone is None:
        return None
    tokens = lexicon.words_alone.parse(sentence, offset, names)
    if lexicon.trees.forms.reflexives:  # without a tree any verb may be one
        for token in tokens:
            token.keys |= {f"{key}+se" for key in token.keys if key[:1] != "="}
    join_separated(tokens, lexicon.separable, lexicon.words)
    classes = lexicon.note(tokens)
    if may_tell(lexicon, tokens, classes) or (quotes and _may_say(tokens)):
        return None
    return tokens, classes


@dataclass(slots=True)
class Look:
    """A look at the tagged words of a sentence: whether their tree is wanted. `classes` are the
    tokens of each class, once they were looked at."""

    lexicon: Lexicon
    quotes: bool
    classes: dict[str, set[int]] | None = None

    def __call__(self, tokens: Sequence[Token]) -> bool:
        """Whether the tree of these words is wanted."""
        parts = self.lexicon.separable
        if parts and any(token.form.casefold() in parts for token in tokens):
            return True  # what is a verb is told by the tree
        self.classes = self.lexicon.note(tokens)
        told = may_tell(self.lexicon, tokens, self.classes, tagged=True)
        return told or (self.quotes and _may_say(tokens))


def may_tell(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    classes: Mapping[str, set[int]],
    *,
    tagged: bool = False,
) -> bool:
    """Whether a pattern of the lexicon begins somewhere and what its frame asks for is there. Of
    words that are `tagged` it must be the verb or noun that its frame wants; without tags, and
    their lemmas, a subject may be none that its class knows."""
    for i, token in enumerate(tokens):
        if lexicon.anchors.isdisjoint(token.keys) or "idle" in token.marks:
            continue
        matches = list(lexicon.senses.at(tokens, i))
        kinds = {sense.kind for _, _, sense in matches}
        for taken, _, sense in matches:
            if tagged and not part_of_speech_fits(tokens, i, taken, sense.kind, kinds):
                continue
            frame = sense.frame
            asked = (frame.object, frame.subject if tagged else ())
            if all(not names or any(classes.get(name) for name in names) for names in asked):
                return True
    return False


def _may_say(tokens: Sequence[Token]) -> bool:
    return any("attribution" in t.marks or "according" in t.marks for t in tokens)
