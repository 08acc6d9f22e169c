"""Passives that a word before the verb makes: "被袭击", "遭以色列空袭", "bị Nga tấn công".

The word is a marker of the pack (`passive`). The verb after it suffers its act, and whoever stands
between the two is the agent. Both are written down here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token

SUFFERS: Final = "Suffers=Yes"
"""The feature of a word that suffers its act."""

REACH: Final = 9
"""How many words after the marker its verb may stand."""

_STOPS: Final = frozenset({",", ";", ":", ".", "!", "?", "(", ")"})
_AGENTS: Final = frozenset({"NOUN", "PROPN", "PRON", "X"})


def mark_passives(lexicon: Lexicon, tokens: Sequence[Token]) -> None:
    """Mark the verbs that suffer their act, and hang the agents on them."""
    i = 0
    while i < len(tokens):
        run = lexicon.marked("passive", tokens, i)
        if run:
            _mark(lexicon, tokens, run)
        i = run[-1] + 1 if run else i + 1


def _mark(lexicon: Lexicon, tokens: Sequence[Token], run: tuple[int, ...]) -> None:
    verb = None
    for j in range(run[-1] + 1, min(len(tokens), run[-1] + 1 + REACH)):
        if tokens[j].form in _STOPS:
            break
        if not lexicon.anchors.isdisjoint(tokens[j].keys) and tokens[j].upos != "PROPN":
            verb = j
            if tokens[j].upos in {"VERB", "AUX", ""}:
                break
    if verb is None:
        return
    tokens[verb].feats = "|".join(filter(None, (tokens[verb].feats, SUFFERS)))
    for k in run:
        tokens[k].upos = "ADP"
    inside = range(run[-1] + 1, verb)
    for k in inside:
        token = tokens[k]
        outside = token.head not in inside
        if outside and token.upos in _AGENTS and not over(tokens, k, verb):
            if token.head >= 0 and k in tokens[token.head].children:
                tokens[token.head].children.remove(k)
            token.head, token.deprel = verb, "obl:agent"
            tokens[verb].children.append(k)


def over(tokens: Sequence[Token], above: int, below: int) -> bool:
    """Whether `above` stands over `below` in the tree."""
    at, steps = below, 0
    while at >= 0 and steps < len(tokens):
        if at == above:
            return True
        at, steps = tokens[at].head, steps + 1
    return False
