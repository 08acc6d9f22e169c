"""Words that verbs answer to once it is known that they are verbs: "attaque" to "attaquer", and
reflexive ones ("se sont rencontrés", "reunirse") to their lemma with "+se"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.tokens import Token
from casus.extract.wordforms import Wordforms

_VERBS: Final = frozenset({"VERB", "AUX"})


def key_verbs(tokens: Sequence[Token], forms: Wordforms) -> None:
    """Give verbs the keys of what they are as that, and those with a reflexive word those of
    that."""
    for token in tokens if forms.verbs else ():
        if token.upos in _VERBS:
            low = token.form.casefold()
            token.keys |= {low[: -len(e)] + put for e, put in forms.verbs if low.endswith(e)}
    for token in tokens if forms.reflexives else ():
        if is_reflexive(tokens, token.i, forms.reflexives):
            token.keys |= with_se(token.keys)


def with_se(keys: frozenset[str]) -> frozenset[str]:
    """The keys of the same verb with a reflexive word."""
    return frozenset(f"{key}+se" for key in keys if key[:1] != "=")


def is_reflexive(tokens: Sequence[Token], i: int, reflexives: frozenset[str]) -> bool:
    """Whether a verb has a reflexive word before its group ("se sont rencontrés") or bound to its
    end ("reunirse")."""
    if tokens[i].upos not in {"VERB", "AUX", ""} or tokens[i].form.casefold() in reflexives:
        return False
    low = tokens[i].form.casefold()
    if any(low.endswith(word) and low[: -len(word)] in tokens[i].keys for word in reflexives):
        return True
    for j in range(i - 1, max(-1, i - 5), -1):
        if tokens[j].form.casefold() in reflexives:
            return True
        if tokens[j].upos not in {"AUX", "PRON", "ADV", "PART", "DET"}:
            return False
    return False
