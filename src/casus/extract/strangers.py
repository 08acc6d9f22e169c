"""Subjects that nobody knows: what they do is no statement of the state that is named beside them.

"*Investors* are asking Ghana for more", "*human rights groups* condemned the strike on Sudan": a
common noun without a code, nobody's ("*Skopje's* four parties" are), stands where the subject
does. What hangs on it by a preposition is stepped over ("wheat importers *in Cairo and Tunis* are
asking"). A name that nobody knows is left aside: it may well be that of a minister.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.carriers import stands_for
from casus.extract.scene import Scene
from casus.extract.tokens import Token

_OF_THE_VERB: Final = frozenset({"AUX", "ADV", "PART"})
"""What belongs to a verb and stands before it."""
_NOUNS: Final = frozenset({"NOUN", "PROPN", "X"})
_LISTED: Final = _NOUNS | {"DET", "ADJ", "NUM", "CCONJ"}
"""What may stand between a noun, or a list of some, and the preposition before it."""
_WITHIN: Final = _NOUNS | {"ADJ", "NUM", "PART", "DET", "PRON"}
"""What may stand before a noun in its phrase."""


def has_stranger(scene: Scene, n: int) -> bool:
    """Whether a noun of which nobody knows a code stands before a verb as its subject."""
    trigger = scene.triggers[n]
    if trigger.noun or trigger.passive or n in scene.shared:
        return False
    i = min(trigger.taken) - 1
    while i >= 0 and scene.tokens[i].upos in _OF_THE_VERB:
        i -= 1
    while i >= 0:
        phrase = next((chunk for chunk in scene.chunks if chunk.covers(i)), None)
        if phrase is None and scene.tokens[i].upos not in _NOUNS:
            return False
        preposition = _preposition(scene.tokens, phrase.first if phrase else i)
        if preposition is None:
            return phrase is None and _is_nobodys(scene, i)
        i = preposition - 1  # what it hangs on
    return False


def _preposition(tokens: Sequence[Token], first: int) -> int | None:
    """The preposition before a phrase, or before the list that it belongs to; None where there is
    none."""
    i = first - 1
    while i >= 0 and tokens[i].upos in _LISTED:
        i -= 1
    return i if i >= 0 and tokens[i].upos == "ADP" else None


def _is_nobodys(scene: Scene, i: int) -> bool:
    """Whether a word is a common noun that stands for nobody, and nobody is named in its phrase."""
    if scene.tokens[i].upos != "NOUN" or stands_for(scene.classes, i):
        return False
    first = i
    while first > 0 and scene.tokens[first - 1].upos in _WITHIN:
        first -= 1
    return not any(first <= chunk.last and chunk.first <= i for chunk in scene.chunks)
