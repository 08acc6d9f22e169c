"""Tallies: how many of a kind stand between two words of a sentence, counted once.

Every phrase is related to every event of its sentence. Were it counted anew each time what stands
between them, a sentence would take the third power of its length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.tokens import Token

KINDS: Final = ("verbs", "opens", "joins", "stops", "commas", "events", "named")
"""Verbs; what opens a clause, and what joins two; brackets, colons and semicolons; commas, colons
and semicolons; words that tell an event; phrases that name somebody."""

_OPENING: Final = frozenset({"which", "who", "yang"})
_STOPS: Final = frozenset({";", ":", "(", ")"})
_COMMAS: Final = frozenset({",", ";", ":"})


@dataclass(frozen=True, slots=True)
class Tally:
    """For each of `KINDS` how many there are before each token, and in all; where the last phrase
    that names somebody begins up to each token, and where each of these ends."""

    before: dict[str, list[int]]
    nearest: list[int]
    ends: dict[int, int]

    def between(self, kind: str, low: int, high: int) -> int:
        """How many stand behind token `low` and before token `high`."""
        before = self.before[kind]
        return before[high] - before[low + 1] if high > low + 1 else 0

    def at(self, kind: str, i: int) -> int:
        """How many there are at a token."""
        return self.before[kind][i + 1] - self.before[kind][i]

    def phrases(self, low: int, high: int) -> int:
        """How many phrases that name somebody lie whole between the two."""
        found = self.between("named", low, high)
        return found - 1 if found and self.ends[self.nearest[high - 1]] >= high else found


def tally(tokens: Sequence[Token], events: Iterable[int], chunks: Sequence[Chunk]) -> Tally:
    """What is to be counted in a sentence; `events` are the tokens that tell one."""
    named = {c.first: c.last for c in chunks if not c.refers}
    told = [0] * len(tokens)
    for i in events:
        told[i] += 1
    marks: dict[str, Iterable[int]] = {
        "verbs": (t.upos == "VERB" for t in tokens),
        "opens": (t.upos == "SCONJ" or t.form.casefold() in _OPENING for t in tokens),
        "joins": (t.upos == "CCONJ" for t in tokens),
        "stops": (t.form in _STOPS for t in tokens),
        "commas": (t.form in _COMMAS for t in tokens),
        "events": told,
        "named": (i in named for i in range(len(tokens))),
    }
    nearest = accumulate((i if i in named else -1 for i in range(len(tokens))), max)
    before = {kind: list(accumulate(marks[kind], initial=0)) for kind in KINDS}
    return Tally(before, list(nearest), named)
