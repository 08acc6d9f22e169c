"""What a sentence speaks of without telling it: what somebody asks, and what would have been.

"It is unclear whether Russia will attack Moldova", "had Turkey not mediated, Russia would have
attacked Odesa": words of deeds, and no deed. Packs tell what opens an indirect question
(`question`), what opens a condition that was not met (`unreal`) and what stands with the verb of
what did not come of it (`unreal_verb`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from casus.extract.tokens import CLAUSE_ENDS, Token, clause

_SENTENCE_ENDS: Final = frozenset({";", ":", ".", "!", "?"})
_MODIFIES: Final = frozenset({"ADV", "AUX"})
"""What may stand between an auxiliary and its verb."""


def asked(tokens: Sequence[Token], *, verb_last: bool) -> set[int]:
    """Indexes of the tokens of indirect questions: what they ask about is not told, unless who asks
    would do it ("considers whether *to* send tanks"). Where verbs come last, the word that asks
    stands right behind what it asks ("攻撃するかどうか", "회담 여부"); elsewhere before its clause,
    or leaning on its verb ("нападёт ли")."""
    out: set[int] = set()
    for i, token in enumerate(tokens):
        run = token.marks.get("question", ())
        if not run or _is_within(tokens, i):
            continue
        if verb_last:
            near = _between(tokens, i, i, CLAUSE_ENDS).start
            told = (j for j in range(i - 1, near - 1, -1) if tokens[j].upos in {"VERB", "NOUN"})
            out.update(range(next(told, near), i + 1))
            continue
        if run[-1] + 1 < len(tokens) and "infinitive" in tokens[run[-1] + 1].marks:
            continue
        opens = i == 1 or (i > 1 and tokens[i - 2].form in CLAUSE_ENDS)
        if opens and tokens[i - 1].upos == "VERB":
            out.add(i - 1)
        out.update(clause(tokens, run[-1] + 1))
    return out


def _is_within(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token asks nothing, being part of a longer phrase of another kind ("вряд ли",
    "entah mengapa")."""
    own = tokens[i].marks["question"]
    before = (run for token in tokens[max(0, i - 2) : i] for run in token.marks.values())
    longer = any(len(run) > len(own) for run in tokens[i].marks.values())
    return longer or any(i in run for run in before)


def unreal(tokens: Sequence[Token], conditions: Sequence[range]) -> set[int]:
    """Indexes of the tokens that say what would have been: a condition that was not met and what
    depends on it, or a verb that only would have happened, and whichever of the `conditions`, each
    the tokens of one, stands in its sentence. Beside a word that opens such a condition what is
    planned may still be ("andaikata diserang, Iran *akan* membalas")."""
    out: set[int] = set()
    for token in tokens:
        if opened := token.marks.get("unreal", ()):
            told = {i for part in _clauses_of(tokens, opened) for i in part}
            planned = any("planned" in tokens[i].marks for i in told.difference(opened))
            out |= set() if planned else told
        run = token.marks.get("unreal_verb", ())
        if (verb := _verb_of(tokens, run)) is not None:
            out.update((*run, verb))
            sentence = _between(tokens, verb, verb, _SENTENCE_ENDS)
            out.update(i for span in conditions if span.start in sentence for i in span)
    return out


def _verb_of(tokens: Sequence[Token], run: Sequence[int]) -> int | None:
    """The verb of an auxiliary that stands before it: of "would have attacked", not of "would have
    to attack"."""
    behind = tokens[run[-1] + 1 :] if run else ()
    beside = next((token for token in behind if token.upos not in _MODIFIES), None)
    return beside.i if beside is not None and beside.upos == "VERB" else None


def _clauses_of(tokens: Sequence[Token], opened: Sequence[int]) -> Iterator[range]:
    """The clause of a condition that was not met and that which depends on it: the one behind it,
    where they are not both in what opens it ("hätte …, hätte"), and what stands before it if it
    says itself that it may be ("Россия напала *бы*, если бы …", not "Irán atacó, como si hubiera
    …"). An auxiliary opens what stands before it too ("중재하지 않았더라면")."""
    around = _between(tokens, opened[0], opened[-1], CLAUSE_ENDS)
    first = around.start if tokens[opened[0]].upos == "AUX" else opened[0]
    stop = clause(tokens, opened[-1] + 1).stop
    yield range(first, stop)
    if stop == around.stop < len(tokens) and not any(tokens[i].form == "," for i in opened):
        yield clause(tokens, stop + 1)
    last = first - 1 - (first > 0 and tokens[first - 1].form == ",")
    if last >= 0 and tokens[last].form not in CLAUSE_ENDS:
        before = range(_between(tokens, last, last, CLAUSE_ENDS).start, last + 1)
        if any("possible" in tokens[i].marks for i in before):
            yield before


def _between(tokens: Sequence[Token], first: int, last: int, ends: Collection[str]) -> range:
    """The tokens around those from `first` to `last`, up to the nearest of the `ends`."""
    while first > 0 and tokens[first - 1].form not in ends:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].form not in ends:
        last += 1
    return range(first, last + 1)
