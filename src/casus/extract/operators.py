"""Operators: the words that say whether an event is, is planned, may be, or is not."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.lexicon import Lexicon
from casus.extract.trees import Token
from casus.extract.triggers import Trigger

REACH = 5
"""How many tokens before a trigger an operator may stand when the tree does not tie them."""


def status_of(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, anchors: frozenset[int]
) -> tuple[str, tuple[int, ...]]:
    """What the text says of the event – `actual`, `planned`, `possible`, `negated` – and the
    tokens that say it. Negation goes before possibility, possibility before plan."""
    reach = _reach(tokens, trigger, anchors)
    for marker, status in (
        ("negation", "negated"), ("possible", "possible"), ("planned", "planned"),
    ):  # fmt: skip
        for i in reach:
            run = lexicon.marked(marker, tokens, i)
            if run and not set(run) & set(trigger.taken):
                return status, run
    told = trigger.sense.frame.status
    if told is None and (run := _headline_plan(lexicon, tokens, trigger)):
        return "planned", run
    if told is None and not trigger.noun and lexicon.planned_features:
        feats = tokens[trigger.at].feats.split("|")
        if any(feature in feats for feature in lexicon.planned_features):
            return "planned", (trigger.at,)
    return told or "actual", ()


def _headline_plan(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger
) -> tuple[int, ...] | None:
    """ "Germany to send tanks": an infinitive that heads the sentence is a plan."""
    at = min(trigger.taken)
    if trigger.noun or at == 0 or tokens[trigger.at].rel != "root":
        return None
    return lexicon.marked("infinitive", tokens, at - 1)


def on_duty(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether the text says that the act must or should be done."""
    at = min(trigger.taken)
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        if tokens[i].form in {",", ";", ":", "."}:
            return False
        if lexicon.marked("duty", tokens, i):
            return not trigger.noun
    return False


def _reach(tokens: Sequence[Token], trigger: Trigger, anchors: frozenset[int]) -> list[int]:
    """Tokens before the trigger that may operate on it: near ones, and those it governs."""
    at = min(trigger.taken)
    near: list[int] = []
    light = 0
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        if i in anchors or tokens[i].form in {",", ";", ":", ".", '"'}:
            break
        if trigger.noun and tokens[i].upos == "VERB":
            light += 1  # "did not plan aggression": one verb may stand between
            if light > 1:
                break
        near.append(i)
    tied = [
        c
        for c in tokens[trigger.at].children
        if tokens[c].rel in {"advmod", "aux", "cop", "mark", "det", "neg"} and c < at
    ]
    up = tokens[trigger.at].head
    if up >= 0 and tokens[trigger.at].rel == "xcomp" and up not in anchors:
        tied += [up, *(c for c in tokens[up].children if tokens[c].rel in {"advmod", "aux"})]
    starts = set(near) | set(tied)
    # a run of several words may begin before the reach; each of its words is tried as its start
    return sorted(starts | {i - 1 for i in near if i - 1 not in anchors and i >= 1}, reverse=True)


def unlikely(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether the trigger stands under a word ("instead of", "to avert") that says it was not."""
    at = min(trigger.taken)
    for i in range(max(0, at - 4), at):
        run = lexicon.marked("unlikely", tokens, i)
        if run and run[-1] < at and not any(tokens[j].form in {",", "."} for j in range(i, at)):
            return True
    return False
