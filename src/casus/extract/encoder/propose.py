"""Proposing: triggers where the encoder hears an event and the lexicon knows no word for it, or
knows the word for another."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from casus.extract.encoder.heads import LABELS, Floats
from casus.extract.encoder.hints import Hint
from casus.extract.frames import HEARD, TWO_SIDED, Frame, Sense
from casus.extract.lexicon import Lexicon
from casus.extract.operators import denying
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger, is_passive

LIKELY: Final = math.log(0.5)
"""How likely a word must be to tell an event for it to be proposed."""

ALONE: Final = math.log(0.7)
"""How likely where the pack knows no word in the sentence that tells an event
(`docs/decisions/0031-where-a-content-is-told.md`)."""

CLEARLY: Final = math.log(0.7)
"""How likely another type than the pattern's must be for a trigger to be heard as that instead."""

HARDLY: Final = math.log(0.3)
"""How unlikely the pattern's type must then be,"""

HARDLY_ALONE: Final = math.log(0.02)
"""and in a sentence that stands alone, which it understands less well."""

NEAR: Final = 2
"""A word so near to a trigger tells the same event."""

_SAID: Final = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Acts of which a verb that denies them makes another ("does not recognise" refuses), as a noun
does of all ("no truce before …")."""

_TOLD_AS: Final = frozenset({"AGREE", "THREATEN"})
"""What a deed may be told as that is announced ("will send police if …"): see `tellings.py`."""


def hears(hint: Hint, tokens: Sequence[Token], mute: Collection[int]) -> bool:
    """Whether a word that is not `mute` is likely to tell an event though the pack knows none."""
    return any(
        row is not None and row[1:].max() >= ALONE and i not in mute and _is_word(tokens[i])
        for i, row in enumerate(hint.types(tokens))
    )


def propose(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    mute: Collection[int],
    hint: Hint,
) -> list[Trigger]:
    """The triggers of a sentence, as what is clearly heard where that is another type, with those
    that the encoder proposes, on a word inside the pattern of another too; no token that is
    `mute` is one."""
    told = hint.types(tokens)
    hardly = HARDLY_ALONE if hint.around is None else HARDLY
    denying = denials(lexicon, tokens, triggers)
    triggers = [_as_heard(triggers, t, told, hardly, denying) for t in triggers]
    found = []
    at = {t.at for t in triggers}
    taken = {(i, t.frame_type) for t in triggers for i in t.taken}
    for i, row in enumerate(told):
        if row is None or i in mute or i in at or i in denying:
            continue
        label = int(row.argmax())
        if label == 0 or row[label] < LIKELY or not _is_word(tokens[i]):
            continue
        if (i, LABELS[label]) in taken:
            continue
        if any(abs(t.at - i) <= NEAR and t.frame_type == LABELS[label] for t in triggers):
            continue
        found.append((float(row[label]), i, LABELS[label]))
    added: list[Trigger] = []
    for _, i, kind in sorted(found, key=lambda row: (-row[0], row[1])):
        if any(abs(t.at - i) <= NEAR and t.frame_type == kind for t in added):
            continue
        told_as = "verb" if tokens[i].upos in {"VERB", "AUX"} else "noun"
        passive = told_as == "verb" and is_passive(lexicon, tokens, i)
        pattern = tokens[i].form.casefold()
        sense = Sense(heard_frame(kind), told_as)
        added.append(Trigger(i, (i,), sense, pattern, (1, 0, 0), passive))
    return sorted([*triggers, *added], key=lambda t: t.at)


def denials(
    lexicon: Lexicon, tokens: Sequence[Token], triggers: Sequence[Trigger]
) -> frozenset[int]:
    """The words of a pattern that one of denial beside them denies ("ne cédera pas", "not
    considering"): by itself none of them tells what is heard in it."""
    out: set[int] = set()
    for trigger in triggers:
        deny = denying(lexicon, tokens, trigger)
        out.update(i for i in trigger.taken if any(0 < abs(i - j) <= NEAR for j in deny))
    return frozenset(out)


def _is_word(token: Token) -> bool:
    return any(c.isalnum() for c in token.form)


def _as_heard(
    triggers: Sequence[Trigger],
    trigger: Trigger,
    told: Sequence[Floats | None],
    hardly: float,
    denying: frozenset[int],
) -> Trigger:
    """A trigger as the event that is clearly heard where its pattern names another; as it is where
    a trigger near tells that. What is heard in words that `denying` are is the deed that the
    pattern denies: it is told as denied (`operators.py`)."""
    frame = trigger.sense.frame
    denied = not denying.isdisjoint(trigger.taken)
    at = _loudest(trigger, told) if denied else trigger.at
    kind = heard_otherwise(frame.type, told[at], [told[i] for i in trigger.taken], hardly)
    if kind is None or frame.status or (denied and (trigger.noun or kind in _SAID)):
        return trigger
    if any(abs(t.at - at) <= NEAR and t.frame_type == kind for t in triggers):
        return trigger
    heard = replace(heard_frame(kind), id=f"{heard_frame(kind).id}<{frame.id}")
    return replace(trigger, at=at, sense=Sense(heard, trigger.sense.kind))


def _loudest(trigger: Trigger, told: Sequence[Floats | None]) -> int:
    """The word of a pattern by which something else may be heard: the trigger's own, or, where that
    is heard to tell nothing, the loudest ("*ne* négociera")."""
    own = told[trigger.at]
    if own is None or own.argmax() != 0:
        return trigger.at
    read = [(float(row[0]), i) for i in trigger.taken if (row := told[i]) is not None]
    return min(read)[1]


def heard_otherwise(
    kind: str, row: Floats | None, rows: Sequence[Floats | None], hardly: float = HARDLY
) -> str | None:
    """The type that is clearly heard in the word of `row` where a pattern names `kind`, which none
    of `rows`, those of all its words, tells likelier than `hardly`; None where none is."""
    may = max((float(r[LABELS.index(kind)]) for r in rows if r is not None), default=0.0)
    if row is None or may > hardly:
        return None
    label = int(row.argmax())
    clear = label != 0 and row[label] >= CLEARLY and LABELS[label] not in _TOLD_AS
    return LABELS[label] if clear else None


@lru_cache(maxsize=32)
def heard_frame(kind: str) -> Frame:
    """The frame of an event that is heard and not known."""
    return Frame(f"{HEARD}{kind.lower()}", kind, both=kind in TWO_SIDED)
