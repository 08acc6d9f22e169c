"""What a sentence speaks of without telling it: what somebody asks, and what would have been.

"It is unclear whether Russia will attack Moldova", "had Turkey not mediated, Russia would have
attacked Odesa": words of deeds, and no deed. Packs tell what opens an indirect question
(`question`), what opens a condition that was not met (`unreal`) and what stands with the verb of
what did not come of it (`unreal_verb`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.tokens import CLAUSE_ENDS, Token, clause

_SENTENCE_ENDS: Final = frozenset({";", ":", ".", "!", "?"})
_REPORTS: Final = frozenset({"complementizer", "attribution"})
_NEAR: Final = 3
"""How many words before what asks its verb stands, where verbs come last."""
_MODIFIES: Final = frozenset({"ADV", "AUX"})
"""What may stand between an auxiliary and its verb."""


def asked(tokens: Sequence[Token], *, verb_last: bool) -> set[int]:
    """Indexes of the tokens of indirect questions: what they ask about is not told, unless who asks
    would do it ("considers whether *to* send tanks"). Where verbs come last, the word that asks
    stands behind its clause ("攻撃するかどうか"); elsewhere before it, or leaning on its verb
    ("нападёт ли")."""
    out: set[int] = set()
    for i, token in enumerate(tokens):
        run = token.marks.get("question", ())
        if not run:
            continue
        if verb_last:
            stops = (j for j in range(i - 1, -1, -1) if tokens[j].form in CLAUSE_ENDS)
            out.update(range(max(next(stops, -1) + 1, i - _NEAR), i + 1))
            continue
        if run[-1] + 1 < len(tokens) and "infinitive" in tokens[run[-1] + 1].marks:
            continue
        opens = i == 1 or (i > 1 and tokens[i - 2].form in CLAUSE_ENDS)
        if opens and tokens[i - 1].upos == "VERB":
            out.add(i - 1)
        out.update(clause(tokens, run[-1] + 1))
    return out


def unreal(tokens: Sequence[Token], conditions: Sequence[range]) -> set[int]:
    """Indexes of the tokens that say what would have been: a condition that was not met and what
    depends on it, or a verb that only would have happened, and whichever of the `conditions`, each
    the tokens of one, stands with it. Behind a word that opens such a condition what is planned may
    still be ("andaikata diserang, Iran *akan* membalas")."""
    out: set[int] = set()
    for i, token in enumerate(tokens):
        if opened := token.marks.get("unreal", ()):
            stretch = _stretch(tokens, i)
            planned = any("planned" in tokens[j].marks for j in stretch if j not in opened)
            out.update(() if planned else stretch)
        run = token.marks.get("unreal_verb", ())
        if (verb := _verb_of(tokens, run)) is not None:
            out.update((*run, verb))
            stretch = _stretch(tokens, verb)
            out.update(j for span in conditions if span.start in stretch for j in span)
    return out


def _verb_of(tokens: Sequence[Token], run: Sequence[int]) -> int | None:
    """The verb of an auxiliary that stands before it: of "would have attacked", not of "would have
    to attack"."""
    behind = tokens[run[-1] + 1 :] if run else ()
    beside = next((token for token in behind if token.upos not in _MODIFIES), None)
    return beside.i if beside is not None and beside.upos == "VERB" else None


def _stretch(tokens: Sequence[Token], at: int) -> range:
    """The tokens from where the sentence of one, or what is reported in it, begins to its end."""
    first = at
    while first > 0 and not _ends(tokens[first - 1]):
        first -= 1
    behind = (j for j in range(at, len(tokens)) if tokens[j].form in _SENTENCE_ENDS)
    return range(first, next(behind, len(tokens)))


def _ends(token: Token) -> bool:
    joined = token.form in _SENTENCE_ENDS or token.upos == "CCONJ"
    return joined or not _REPORTS.isdisjoint(token.marks)
