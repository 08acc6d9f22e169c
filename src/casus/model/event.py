"""A PLOVER event: who did what to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The sixteen event types of PLOVER, from the most cooperative to the most hostile."""

VERBAL: Final = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
"""Types whose actor is the one who speaks or agrees."""

ABOUT: Final = VERBAL - {"CONSULT", "CONCEDE"}
"""Types that carry a content: a meeting and a concession are told without one."""

HOSTILE: Final = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "ACCUSE", "REJECT", "THREATEN"}
)
"""Types of conflict; the others are of cooperation."""

MODES: Final = {
    "AID": ("military", "economic", "humanitarian"),
    "ASSAULT": ("conventional", "nuclear", "terror", "chemical"),
}
"""The modes that a type may carry."""


@dataclass(frozen=True, slots=True)
class Event:
    """One PLOVER event. Actor and recipient are sorted tuples of codes, `()` where unknown.

    >>> Event.of("AID", ["RUS"], ["PRK"], "military").as_dict()
    {'type': 'AID', 'mode': 'military', 'actor': ['RUS'], 'recipient': ['PRK']}
    """

    type: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: str | None = None

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"event type {self.type!r}: one of {', '.join(TYPES)}")
        if self.mode is not None and self.mode not in MODES.get(self.type, ()):
            raise ValueError(f"mode {self.mode!r} does not belong to {self.type}")

    @classmethod
    def of(
        cls, type: str, actor: Iterable[str] = (), recipient: Iterable[str] = (),  # noqa: A002
        mode: str | None = None,
    ) -> Event:  # fmt: skip
        """Build an event from any iterables of codes; they are sorted and made unique."""
        return cls(type, _sorted(actor), _sorted(recipient), mode)

    @property
    def bare(self) -> Event:
        """The event without its mode: who did what to whom.

        >>> Event.of("AID", ["RUS"], ["PRK"], "military").bare == Event.of("AID", ["RUS"], ["PRK"])
        True
        """
        return Event(self.type, self.actor, self.recipient) if self.mode else self

    def as_dict(self) -> dict[str, Any]:
        """The event as the statement record has it; `mode` only where there is one."""
        out: dict[str, Any] = {"type": self.type}
        if self.mode:
            out["mode"] = self.mode
        out["actor"] = list(self.actor)
        out["recipient"] = list(self.recipient)
        return out

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Event:
        """The event that `as_dict` wrote."""
        return cls.of(
            record["type"], record.get("actor", ()), record.get("recipient", ()), record.get("mode")
        )


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes in order, each once; most are one, or none, and in a tuple already."""
    if type(codes) is tuple and len(codes) < 2:
        return codes
    return tuple(sorted(set(codes)))
