"""Around: how likely an event is told in the sentences around each.

"British banks complained" is no act of a state in an account of the markets, and may be one where
every other sentence tells one. So each hint knows what is heard around it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from casus.extract.attention import Staged
from casus.extract.encoder import Hint
from casus.extract.sentences import Span

AROUND: Final = 6
"""So many sentences before and behind one tell of what kind its text is there."""


@dataclass(slots=True)
class Around:
    """What was heard in the sentences of an article, some at a time, those before known when what
    stands behind them is heard. Of two that one of the `breaks` parts, places of the text in order,
    neither stands around the other."""

    spans: Sequence[Span]
    breaks: Sequence[int] = ()
    _loud: dict[int, float | None] = field(default_factory=dict)
    """How likely the likeliest word of a sentence tells an event; None of those that were to be
    read and stand beyond what was."""

    def listen(self, staged: Sequence[Staged], hints: Sequence[Hint | None], last: int) -> None:
        """Let the hint of each staged sentence know how likely an event is told in each of those
        around it, on the mean, up to the one numbered `last`. Those that were not staged tell
        nothing; those that were not read are left out."""
        heard = {
            s.number: hint.loudest(s.heard.tokens)
            for s, hint in zip(staged, hints, strict=True) if hint is not None
        }  # fmt: skip
        known = self._loud | heard
        for s, hint in zip(staged, hints, strict=True):
            if hint is not None:
                hint.around = self._mean(s.number, last, known)
        self._loud = {n: loud for n, loud in known.items() if n > last - AROUND}

    def _mean(self, number: int, last: int, loud: Mapping[int, float | None]) -> float | None:
        near = range(max(0, number - AROUND), min(last, number + AROUND) + 1)
        entry = self._entry(number)
        around = [loud.get(n, 0.0) for n in near if n != number and self._entry(n) == entry]
        read = [likely for likely in around if likely is not None]
        return sum(read) / len(read) if read else None

    def _entry(self, number: int) -> int:
        return bisect_right(self.breaks, self.spans[number].start)
