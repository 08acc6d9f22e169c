"""Whose act a clause without a subject tells that stands before its sentence.

"Having freed the sailors, Iran …", "Setelah mengebom pelabuhan itu, Sudan …", "Освободив моряков,
Иран …": such a clause has the subject of the sentence, which is named only behind it. The order of
words alone would take an object of the sentence for it, or whoever acted before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger, is_converb

_OPEN: Final = frozenset({"VerbForm=Part", "VerbForm=Ger", "VerbForm=Conv", "VerbForm=Inf"})
"""Forms of verbs that have no subject of their own."""
_STOPS: Final = frozenset({".", ";", ":", "!", "?", "-"})
_LEADS_IN: Final = frozenset({"SCONJ", "ADP", "ADV", "PART"})
"""What may open such a clause before its verb, beside an auxiliary."""
_BESIDE: Final = frozenset({"DET", "ADJ", "NUM"})
"""What may stand before the name of a subject."""
_BETWEEN: Final = frozenset({"ADV", "PART"})
"""What may stand between it and its verb."""
_NEAR: Final = 3
"""Words between the comma and the name of a subject, at most, or between it and its verb."""


def shared_subjects(
    lexicon: Lexicon, tokens: Sequence[Token], triggers: Sequence[Trigger], chunks: Sequence[Chunk]
) -> Iterator[tuple[int, int]]:
    """The numbers of triggers of such clauses, each with that of the phrase that is the subject of
    what follows."""
    stops = [-1, *(t.i for t in tokens if t.form in _STOPS)]
    for first in (stop + 1 for stop in stops):
        comma = next((t.i for t in tokens[first:] if t.form in _STOPS or t.form == ","), None)
        if comma is None or tokens[comma].form != ",":
            continue
        subject = _subject_behind(tokens, chunks, comma)
        if subject is None:
            continue
        for n, trigger in enumerate(triggers):
            at = min(trigger.taken)
            if first <= at < comma and _has_none(lexicon, tokens, trigger, first):
                yield n, subject


def _subject_behind(tokens: Sequence[Token], chunks: Sequence[Chunk], comma: int) -> int | None:
    """The number of the phrase that begins right behind the comma and has its verb beside it."""
    for n, chunk in enumerate(chunks):
        if comma < chunk.first <= comma + 1 + _NEAR:
            before = tokens[comma + 1 : chunk.first]
            plain = chunk.codes and not chunk.case and all(t.upos in _BESIDE for t in before)
            return n if plain and _acts(tokens, chunk) else None
    return None


def _acts(tokens: Sequence[Token], chunk: Chunk) -> bool:
    behind = tokens[chunk.last + 1 : chunk.last + 2 + _NEAR]
    beside = next((token for token in behind if token.upos not in _BETWEEN), None)
    return beside is not None and beside.upos in {"VERB", "AUX"}


def _has_none(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, first: int) -> bool:
    """Whether a trigger is the first verb of a clause that begins at token `first`, and has no
    subject of its own there: by its form, or, where forms do not tell it, since a word opens it."""
    at = min(trigger.taken)
    if tokens[at].upos != "VERB" or not all(map(_leads_in, tokens[first:at])):
        return False
    if lexicon.tags is None or not lexicon.tags.tells("VerbForm"):
        return at > first
    return _is_open(tokens[at]) or is_converb(lexicon, tokens[at])


def _is_open(token: Token) -> bool:
    return not _OPEN.isdisjoint(token.feats.split("|"))


def _leads_in(token: Token) -> bool:
    if token.upos == "AUX":
        return _is_open(token)  # "Eût-elle signé" has its subject
    return token.upos in _LEADS_IN or "condition_not" in token.marks
