"""Offices: whose they are that a name beside them tells.

"The Cambodian defence ministry", "officials in Kinshasa", "pemerintah Kenya" speak of a state by
name; "the ministry" alone refers back to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token

if TYPE_CHECKING:
    from casus.extract.chunks import Chunk

OFFICES: Final = frozenset({"government", "official"})
"""Classes of nouns that always are of somebody."""

NEAR: Final = 3
"""So many words may stand between an office and whose it is."""

_PLACES: Final = frozenset({"capital", "seat"})
"""Names of places that an office in them is told by ("the government in Caracas")."""

_WITHIN: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_GENITIVES: Final = frozenset({"'s", "’s", "'", "’"})


def whose(
    lexicon: Lexicon, tokens: Sequence[Token], named: Sequence[Chunk], office: Chunk
) -> tuple[str, ...]:
    """The codes of whoever an office belongs to by a name right before or behind it, `()` where
    none says so."""
    if office.kind not in OFFICES:
        return ()
    for name in reversed(named):
        if 0 <= office.first - name.last - 1 <= NEAR and all(
            map(_is_within, tokens[name.last + 1 : office.first])
        ):
            return name.codes
    for name in named:
        if 0 <= name.first - office.last - 1 <= NEAR and _follows(
            lexicon, tokens[office.last + 1 : name.first], name
        ):
            return name.codes
    return ()


def _is_within(token: Token) -> bool:
    """Whether a word may stand within a phrase, between a name and its office."""
    return token.upos in _WITHIN or token.form in _GENITIVES


def _follows(lexicon: Lexicon, between: Sequence[Token], name: Chunk) -> bool:
    """Whether a name behind an office is whose it is: right behind it, in the genitive, or the
    place of its seat."""
    if not all(_is_within(t) or t.upos in {"ADP", "DET"} for t in between):
        return False
    prepositions = {t.form.casefold() for t in between if t.upos == "ADP"}
    if prepositions <= lexicon.marker_words["possessive"]:
        return bool(prepositions) or not lexicon.possessor_before or bool(name.form)
    return name.kind in _PLACES and prepositions <= lexicon.marker_words["locative"]
