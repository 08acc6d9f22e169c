"""A glance at a sentence: whether it may tell an event, before its words are tagged.

Every second sentence of general news tells nothing, so words are looked at without their tags
first. That asks less than `find_triggers`: an object may stand anywhere in the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casus.extract.lexicon import Lexicon
from casus.extract.separable import join_separated
from casus.extract.tokens import Token


def glance(
    lexicon: Lexicon,
    sentence: str,
    offset: int,
    names: Sequence[tuple[int, int]],
    *,
    quotes: bool,
) -> tuple[list[Token], dict[str, set[int]]] | None:
    """The words of a sentence that tells no event, without tags, and the tokens of each class;
    None where tags are wanted.

    They are also wanted where the sentence may say whose the `quotes` are that it touches.
    """
    if lexicon.words_alone is None:
        return None
    tokens = lexicon.words_alone.tag(sentence, offset, names)
    if lexicon.tagger.forms.reflexives:  # without tags any word may be one
        for token in tokens:
            token.keys |= {f"{key}+se" for key in token.keys if key[:1] != "="}
    join_separated(tokens, lexicon.separable, lexicon.words)
    classes = lexicon.note(tokens)
    if may_tell(lexicon, tokens, classes) or (quotes and _may_say(tokens)):
        return None
    return tokens, classes


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
