"""Brackets: where a verb counts as standing when it closes its clause, or opens it.

"Russland hat die Ukraine angegriffen", "wenn China Taiwan angreift", "drohte, Japan anzugreifen":
the verb stands last, and its place tells nothing of who does it. It counts as standing where the
finite verb does, or else behind the first phrase of the clause, or before all of it where the
clause has no subject of its own. Where the subject stands behind its verb ("قصفت إسرائيل غزة"), the
verb counts as standing behind it. So the order of words means the same as in other languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.clause_order import NEAR, leans
from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger

_STOPS: Final = frozenset({".", ";", ":", "!", "?", '"'})
_BREAKS: Final = _STOPS | {","}


def place_verbs(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    chunks: Sequence[Chunk],
) -> None:
    """Give each verb that closes a clause the token at which it counts as standing."""
    for trigger in triggers:
        if trigger.noun:
            continue
        if lexicon.subject_after:
            trigger.place = _behind_subject(lexicon, tokens, trigger, chunks, trigger.at)
        elif lexicon.verb_bracket:
            trigger.place = _place(lexicon, tokens, trigger, chunks)


def _place(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, chunks: Sequence[Chunk]
) -> int | None:
    at = trigger.at
    finite = _finite(tokens, at)
    if finite is not None:
        return _behind_subject(lexicon, tokens, trigger, chunks, finite)
    opened = _opening(lexicon, tokens, at)
    if opened is None:
        return _behind_subject(lexicon, tokens, trigger, chunks, at)
    if _infinitive(lexicon, tokens, at):
        return opened
    first = next((c for c in chunks if opened < c.first and c.last < at and not c.case), None)
    return first.last if first else opened


def _finite(tokens: Sequence[Token], at: int) -> int | None:
    """The auxiliary that opens the bracket which the verb at `at` closes."""
    for j in range(at - 1, -1, -1):
        if tokens[j].upos == "AUX":
            return j
        if tokens[j].form in _BREAKS or tokens[j].upos in {"VERB", "SCONJ"}:
            return None
    return None


def _behind_subject(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    trigger: Trigger,
    chunks: Sequence[Chunk],
    finite: int,
) -> int:
    """The finite verb, or the subject where that stands right behind it ("Nun hat Japan …",
    "…, drohte Genscher"): where no phrase of the clause stands before the verb."""
    begun = max((j for j in range(finite) if _begins(lexicon, tokens, j)), default=-1)
    if leans(lexicon, tokens, trigger):
        begun = finite - 1
    if any(begun < c.first and c.last < finite and not c.case for c in chunks):
        return finite
    subjects = [c for c in tokens[trigger.at].children if tokens[c].rel == "nsubj"]
    if subjects:
        told = next((c for c in chunks if c.covers(subjects[0]) or c.head == subjects[0]), None)
        return told.last if told and told.first > finite else finite
    behind = next((c for c in chunks if c.first > finite), None)
    near = behind is not None and not behind.case and behind.first - finite <= NEAR
    return behind.last if behind is not None and near else finite


def _begins(lexicon: Lexicon, tokens: Sequence[Token], j: int) -> bool:
    """Whether a clause may begin behind token `j`."""
    if tokens[j].form in _BREAKS:
        return True
    joins = tokens[j].upos == "CCONJ" or bool(lexicon.marked("complementizer", tokens, j))
    return lexicon.subject_after and joins


def _opening(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int | None:
    """The token before a clause that its verb closes; None where the clause is of another kind."""
    for j in range(at - 1, -1, -1):
        token = tokens[j]
        if token.form in _STOPS:
            return None
        link = token.upos == "SCONJ" or any(
            lexicon.marked(m, tokens, j) for m in ("condition", "complementizer")
        )
        if link or (lexicon.pronoun("relative", tokens, j) and token.upos == "PRON"):
            return j
        if token.form == ",":
            return j if _infinitive(lexicon, tokens, at) else None
        if token.upos in {"VERB", "AUX"} and not _infinitive(lexicon, tokens, at):
            return None
    return None


def _infinitive(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb at `at` is an infinitive with its particle ("zu liefern", "anzugreifen")."""
    before = tokens[at - 1].form.casefold() if at else ""
    low = tokens[at].form.casefold()
    inside = any(low.startswith(f"{part}zu") for part in lexicon.separable)
    return low.endswith("n") and (before == "zu" or inside)
