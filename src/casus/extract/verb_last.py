"""Where the verb comes last: conditions, contents and sources that stand before their verb.

In such a language an ending or a noun closes a condition clause, what is said stands before the
verb of saying, and words of negation and plan follow the verb. The links follow the tree of
`particles.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token, subtree
from casus.extract.triggers import Trigger

_CLAUSES: Final = frozenset({"ccomp", "obj", "acl", "nmod", "compound", "obl", "nsubj", "advcl"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass"})
REACH: Final = 8
"""How many tokens behind a trigger an operator may stand."""


def condition_clause(
    lexicon: Lexicon, tokens: Sequence[Token], i: int
) -> tuple[tuple[int, ...], int, int] | None:
    """The marker, first and last token of the condition clause that a marker at `i` closes."""
    if lexicon.marked("condition_not", tokens, i):
        return None
    run = lexicon.marked("condition", tokens, i)
    if not run or tokens[run[0]].deprel == "case":
        return None
    top = tokens[run[0]]
    head = tokens[top.head] if top.deprel in {"aux", "mark", "cop"} and top.head >= 0 else top
    below = [j for j in subtree(tokens, head.i) if j < run[0]]
    if not below:
        return None
    return run, min(below), max(below)


def content_before(
    tokens: Sequence[Token], triggers: Sequence[Trigger], n: int, apart: Sequence[int]
) -> int | None:
    """The trigger before trigger `n` that the tree puts below it; `apart` are those that may not
    be. The nearest verb goes before a noun."""
    own = set(triggers[n].taken)
    held = {i: m for m, t in enumerate(triggers) for i in t.taken}
    found = [
        m for m in range(n - 1, -1, -1)
        if m not in apart and _below(tokens, held, triggers[m], own)
    ]  # fmt: skip
    verbs = [m for m in found if not triggers[m].noun]
    return next(iter(verbs or found), None)


def _below(tokens: Sequence[Token], held: dict[int, int], trigger: Trigger, own: set[int]) -> bool:
    """Whether a way up leads from the trigger to one of the tokens `own`, past no other trigger."""
    at = trigger.at
    for _ in range(5):
        token = tokens[at]
        if token.head < 0 or token.rel not in _CLAUSES:
            return False
        if token.rel == "advcl":
            return False
        at = token.head
        if at in own:
            return True
        if at in held and at not in trigger.taken:
            return False
    return False


def subject_of(tokens: Sequence[Token], at: int) -> int | None:
    """The token that heads the subject of the verb at `at`, its own or that of the verb which its
    clause goes on to."""
    for _ in range(4):
        own = [c for c in tokens[at].children if tokens[c].deprel in _SUBJECTS]
        if own:
            return own[0]
        if tokens[at].head < 0 or tokens[at].rel not in {"advcl", "aux", "compound"}:
            return None
        at = tokens[at].head
    return None


def said_before(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The first and last token of what the verb of saying at `at` tells."""
    below = [
        j for c in tokens[at].children
        if c < at and tokens[c].rel in {"ccomp", "obj", "obl", "acl", "advmod", "dep"}
        for j in subtree(tokens, c)
    ]  # fmt: skip
    return (min(below), at - 1) if below else (at, at)


def reach_after(tokens: Sequence[Token], trigger: Trigger, anchors: frozenset[int]) -> list[int]:
    """The tokens behind a trigger that may say whether it is so."""
    out: list[int] = []
    for i in range(max(trigger.taken) + 1, min(len(tokens), max(trigger.taken) + 1 + REACH)):
        if i in anchors or tokens[i].upos == "PUNCT":
            break
        out.append(i)
        if tokens[i].upos == "ADP" and tokens[i].lemma == "quote":
            break
    return out
