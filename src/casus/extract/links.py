"""Links between triggers: what a verbal act is about, and what depends on a condition.

Markers ("if", "that", "to") are strong, so links follow them and the order of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.clause_order import leans
from casus.extract.conditions import Condition, reporting
from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger
from casus.extract.verb_last import content_before
from casus.model import ABOUT

REACH: Final = 28
"""How many tokens a content may stand from the word it is content of."""

_STOPS: Final = frozenset({".", ";", "!", "?", ":"})


def link_contents(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    conditions: list[Condition],
    chunks: Sequence[Chunk],
) -> list[int | None]:
    """For each trigger the one whose content it is, or None; gives the conditions their owners."""
    parents: list[int | None] = [None] * len(triggers)
    for n, trigger in enumerate(triggers):
        if trigger.frame_type not in ABOUT or not trigger.sense.frame.complement:
            continue
        found = _content_of(lexicon, tokens, triggers, conditions, chunks, n)
        if found is not None and parents[found] is None and not _above(parents, n, found):
            parents[found] = n
    last = reporting(tokens, triggers)
    if last is not None and last not in parents and triggers[last].sense.frame.complement:
        found = _reported(conditions, triggers, parents, last)
        if found is not None and not _above(parents, last, found):
            parents[found] = last
    for k, condition in enumerate(conditions):
        conditions[k] = replace(condition, owner=_owner(triggers, conditions, parents, k))
    return parents


def _above(parents: list[int | None], n: int, m: int) -> bool:
    """Whether `m` already stands above `n`."""
    up = parents[n]
    while up is not None:
        if up == m:
            return True
        up = parents[up]
    return False


def _content_of(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    conditions: Sequence[Condition],
    chunks: Sequence[Chunk],
    n: int,
) -> int | None:
    trigger = triggers[n]
    inside = _range_of(conditions, trigger.at)
    if lexicon.verb_last:
        apart = [m for m in range(n) if _range_of(conditions, triggers[m].at) != inside]
        return content_before(tokens, triggers, n, apart)
    for m in range(n + 1, len(triggers)):
        other = triggers[m]
        if other.at - trigger.at > REACH:
            break
        if _range_of(conditions, other.at) != inside:
            continue
        if _parted(lexicon, tokens, chunks, max(trigger.taken), other.at):
            break
        if _beside(tokens, trigger, other) or leans(lexicon, tokens, other):
            break
        return m
    fronted = n > 0 and not trigger.noun and _fronted(tokens, triggers[n - 1], trigger)
    return n - 1 if fronted else None


def _beside(tokens: Sequence[Token], trigger: Trigger, other: Trigger) -> bool:
    """Whether "and" joins one deed to the other: "deplores the losses and asks"."""
    joined = tokens[other.at].rel == "conj" and tokens[other.at].head in trigger.taken
    return joined and any(t.upos == "CCONJ" for t in tokens[max(trigger.taken) : other.at])


def _range_of(conditions: Sequence[Condition], at: int) -> int:
    return next((k for k, c in enumerate(conditions) if c.first <= at <= c.last), -1)


def _parted(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    left: int,
    right: int,
) -> bool:
    """Whether a new clause of its own begins between two triggers."""
    for j in range(left + 1, right):
        token = tokens[j]
        if token.form in _STOPS:
            return True
        link = lexicon.marked("complementizer", tokens, j) or lexicon.marked(
            "infinitive", tokens, j
        )
        if token.upos == "SCONJ" and not link and not _in_condition_marker(lexicon, tokens, j):
            return True
        if token.upos == "CCONJ" and _subject_between(tokens, chunks, j, right):
            return True
        if token.form == "," and not link and _subject_between(tokens, chunks, j, right):
            return not lexicon.marked("complementizer", tokens, min(j + 1, right))
    return False


def _in_condition_marker(lexicon: Lexicon, tokens: Sequence[Token], j: int) -> bool:
    return bool(lexicon.marked("condition", tokens, j))


def _subject_between(
    tokens: Sequence[Token], chunks: Sequence[Chunk], left: int, right: int
) -> bool:
    """Whether an actor phrase between the two could be the subject of what follows."""
    return any(
        left < c.first and c.last < right and not c.case and tokens[c.head].rel in
        {"nsubj", "root", "dep", "ccomp", "conj"}
        for c in chunks
    )  # fmt: skip


def _fronted(tokens: Sequence[Token], other: Trigger, trigger: Trigger) -> bool:
    """Whether an infinitive stands before the verb that it completes: "to withdraw it refused". No
    other verb stands before it in the clause."""
    i = other.at
    if other.noun or "VerbForm=Inf" not in tokens[i].feats or tokens[i].upos != "VERB":
        return False
    for j in range(i - 1, -1, -1):
        if tokens[j].form in _STOPS | {","}:
            break
        if tokens[j].upos in {"VERB", "AUX", "SCONJ", "PART"} or tokens[j].form == "-":
            return False
    return not any(
        tokens[j].upos in {"SCONJ", "VERB"} or tokens[j].form in _STOPS
        for j in range(max(other.taken) + 1, min(trigger.taken))
    )


def _reported(
    conditions: Sequence[Condition],
    triggers: Sequence[Trigger],
    parents: Sequence[int | None],
    n: int,
) -> int | None:
    """What the trigger `n` at the end of a sentence reports: the chief event before it."""
    for m in range(n - 1, -1, -1):
        if _range_of(conditions, triggers[m].at) == -1:
            chief = m
            while (up := parents[chief]) is not None:
                chief = up
            return chief
    return None


def _owner(
    triggers: Sequence[Trigger],
    conditions: Sequence[Condition],
    parents: Sequence[int | None],
    k: int,
) -> int | None:
    condition = conditions[k]
    outside = [n for n, t in enumerate(triggers) if _range_of(conditions, t.at) == -1]
    before = [n for n in outside if triggers[n].at < condition.marker[0]]
    after = [n for n in outside if triggers[n].at > condition.last]
    found = (after[:1] or before[-1:]) if condition.initial else (before[-1:] or after[:1])
    if not found:
        return None
    n = found[0]
    while (up := parents[n]) is not None:
        n = up
    return n
