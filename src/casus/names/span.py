"""A name found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    "state", "organisation", "grouping", "group", "demonym", "capital", "seat", "person",
    "body", "city", "region",
)  # fmt: skip
"""What a name can be: see docs/names.md."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words of a text that stand for one or more actors: `text` is `source[start:end]`.

    `codes` are sorted. `ambiguous` says that the text does not settle which of several is meant,
    or whether the one named is meant at all. `role` is a person's office on the day. `cases` are
    the cases that its form may stand in, in a language whose names decline (`endings.py`).
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    kind: str
    ambiguous: bool = False
    role: str | None = None
    cases: str = ""
