"""Separable verbs: a verb whose first part stands apart from it ("greift … an") is one word.

Only parts that the pack lists under `separable` are looked at, and only where both parts together
begin a pattern of the lexicon.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from casus.extract.tokens import Token

REACH: Final = 30
"""How many tokens may part the two."""

_NO_VERB: Final = frozenset({"DET", "ADP", "NUM", "PUNCT", "PRON", "SCONJ", "CCONJ"})
_ENDS: Final = frozenset({",", ".", ";", ":", "!", "?", ")", '"'})


def join_separated(
    tokens: Sequence[Token], parts: Collection[str], anchors: Collection[str]
) -> None:
    """Give a verb the key of itself with the part that stands apart, and the place of that.

    The verb keeps no key of its bare stem: who "erkennt … an" does not "erkennen".
    """
    if not parts:
        return
    for token in tokens:
        part = token.form.casefold()
        if part not in parts or not _closes(tokens, token.i):
            continue
        for verb in _verbs_before(tokens, token):
            joined = [part + key for key in sorted(verb.keys) if key[0] != "="]
            found = [word for word in joined if word in anchors]
            if not found:
                continue
            low = verb.form.casefold()
            verb.keys = frozenset({*found, *(f"={w}" for w in found), low, f"={low}"})
            verb.apart = token.i
            break


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token may be the part that closes a clause."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or after.form in _ENDS or after.upos in {"CCONJ", "SCONJ", "PUNCT"}


def _verbs_before(tokens: Sequence[Token], part: Token) -> list[Token]:
    """The verbs that the part may belong to, nearest first."""
    out = []
    for i in range(part.i - 1, max(-1, part.i - REACH), -1):
        if tokens[i].form in {".", ";", ":"}:
            break
        if tokens[i].upos not in _NO_VERB:
            out.append(tokens[i])
    return out
