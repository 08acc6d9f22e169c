"""A statement: one thing that a text says states did, said, threatened, promised or agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from casus.model.event import Event

STATUSES: Final = ("actual", "planned", "possible", "negated")
"""What a text says of an event: it is, it is announced, it may be, it is not."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """Other words of the text that carry the same record: `article.text[start:end] == quote`."""

    quote: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """The words with their offsets."""
        return {"quote": self.quote, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with the words that carry it.

    `quote` is `article.text[start:end]`. `content` is what a verbal act is about, `condition` the
    event it is made to depend on, `speaker` the codes of the source (`()`: the article's own
    voice). `rule` names the frame, markers and relations that made the record. What is told more
    than once in a text is one statement: `also` holds the other quotes. `day` is that of the entry
    of a live blog or chronicle in which it stands; None where it is the article's own.
    """

    quote: str
    start: int
    end: int
    event: Event
    content: Event | None = None
    condition: Event | None = None
    speaker: tuple[str, ...] = ()
    status: str = "actual"
    rule: str = ""
    also: tuple[Retelling, ...] = ()
    day: dt.date | None = None

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"status {self.status!r}: one of {', '.join(STATUSES)}")
        if self.end - self.start != len(self.quote):
            raise ValueError(f"offsets {self.start}:{self.end} do not span {self.quote!r}")

    def as_dict(self) -> dict[str, Any]:
        """The statement record; `content`, `condition`, `also` and `day` only where there is
        one."""
        out: dict[str, Any] = {"quote": self.quote, "event": self.event.as_dict()}
        if self.content:
            out["content"] = self.content.as_dict()
        if self.condition:
            out["condition"] = self.condition.as_dict()
        out["speaker"] = list(self.speaker)
        out["status"] = self.status
        out["start"], out["end"], out["rule"] = self.start, self.end, self.rule
        if self.also:
            out["also"] = [retelling.as_dict() for retelling in self.also]
        if self.day:
            out["day"] = self.day.isoformat()
        return out

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Statement:
        """The statement that `as_dict` wrote."""
        content, condition = record.get("content"), record.get("condition")
        return cls(
            quote=record["quote"],
            start=record["start"],
            end=record["end"],
            event=Event.from_dict(record["event"]),
            content=Event.from_dict(content) if content else None,
            condition=Event.from_dict(condition) if condition else None,
            speaker=tuple(record.get("speaker", ())),
            status=record.get("status", "actual"),
            rule=record.get("rule", ""),
            also=tuple(Retelling(**words) for words in record.get("also", ())),
            day=dt.date.fromisoformat(record["day"]) if record.get("day") else None,
        )

    def _repr_html_(self) -> str:
        from casus.model.show import statement_html

        return statement_html(self)
