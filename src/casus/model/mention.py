"""What a text says of instruments, and the claims that the book can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

VERDICTS: Final = ("borne out", "partly", "not borne out", "not decidable")
"""How a claim fares against the book."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name a treaty or a measure; `instrument` is its id in the book."""

    quote: str
    start: int
    end: int
    instrument: str
    article: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The mention as the record has it."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "instrument": self.instrument,
            "article": self.article,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A claim of a text, what the book says of it, and on what that rests."""

    claim: str
    quote: str
    verdict: str
    basis: str

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"verdict {self.verdict!r}: one of {', '.join(VERDICTS)}")

    def as_dict(self) -> dict[str, Any]:
        """The check as the record has it."""
        return {
            "claim": self.claim,
            "quote": self.quote,
            "verdict": self.verdict,
            "basis": self.basis,
        }
