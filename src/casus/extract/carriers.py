"""Carriers: the noun beside a name that fills a role of the sentence in its stead.

A name is carried by the noun whose it is. Where particles give the words heads, the noun is found
by these; where words have no tags, right before it. Elsewhere names stand for themselves: carried
by the order of words, they were told less rightly (decision 22).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token

STANDING_FOR: Final = ("government", "forces", "crowd", "official", "country")
"""Classes of nouns that stand for an actor."""
OTHER: Final = "other"
"""What else belongs to an actor: its ships, its gas."""

Carried = tuple[int, int, int, str]
"""The first and last token of a phrase, its head, and the class of the noun that carries it."""

_TIES: Final = frozenset({"compound", "nmod"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "SYM", "X", ""})
_PARTS: Final = frozenset({",", ";", ":", "(", ")"})
"""What no name is carried over: "New York, Uni Soviet" is no one phrase."""


def stands_for(classes: Mapping[str, set[int]], i: int) -> str:
    """The class by which the noun at `i` may stand for an actor, or an empty string."""
    return next((name for name in STANDING_FOR if i in classes.get(name, ())), "")


def beside(
    place: tuple[int, int], classes: Mapping[str, set[int]], anchors: frozenset[int]
) -> Carried:
    """A name, which stands from the first to the last token of `place`, with the nouns right before
    it that stand for an actor ("القوات العراقية", "ملك المغرب")."""
    first, last = place
    carrier = ""
    for i in range(first - 1, max(-1, first - 5), -1):
        kind = stands_for(classes, i)
        if not kind or i in anchors:
            break
        first, carrier = i, kind
    return first, last, first, carrier


def climbed(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    place: tuple[int, int],
    classes: Mapping[str, set[int]],
    stop: frozenset[int],
) -> Carried:
    """A name, which stands from the first to the last token of `place`, with the noun that carries
    it by its heads; never one over a word that tells an event."""
    first, last = place
    own = range(first, last + 1)
    at = next((i for i in own if tokens[i].head not in own), first)
    for _ in range(6):
        up = tokens[at].head
        if up < 0 or up in stop or at in stop or tokens[at].rel not in _TIES:
            break
        if tokens[up].upos not in _NOMINAL or abs(up - at) > 8:
            break
        between = range(min(at, up) + 1, max(at, up))
        if any(j in stop or tokens[j].form in _PARTS for j in between):
            break
        if tokens[at].rel == "nmod" and not _possessive(lexicon, tokens, at):
            break
        at = up
    first = min(first, at) if first - at <= 4 else first
    last = max(last, at) if at - last <= 4 else last
    return first, last, at, "" if at in own else stands_for(classes, at) or OTHER


def _possessive(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun at `at` stands as a possessor or bare beside its head."""
    cases = [c for c in tokens[at].children if tokens[c].rel == "case"]
    return not cases or any(lexicon.marked("possessive", tokens, c) for c in cases)
