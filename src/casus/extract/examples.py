"""The examples of a pack: each frame tells a sentence and what must come of it.

The notation is that of `docs/packs.md`: `TYPE[/mode] A+B>C [; content TYPE A>B] [; if TYPE A>B]
[; by CODES] [; STATUS]`.
"""

from __future__ import annotations

from typing import Any

from casus.errors import PackError
from casus.extract.lexicon import Lexicon
from casus.lang import PACKS
from casus.model import STATUSES, Event


def read_examples(lexicon: Lexicon) -> list[tuple[str, str, dict[str, Any]]]:
    """Frame, sentence and expected record of every example; raises `PackError` for one that is
    not in the notation."""
    out = []
    for frame, text, told in lexicon.examples:
        try:
            out.append((frame, text, parse_record(told)))
        except ValueError as err:
            path = PACKS / lexicon.lang / "frames"
            raise PackError(path, None, f"example of frame {frame}: {told!r}: {err}") from None
    return out


def parse_record(told: str) -> dict[str, Any]:
    """The record that the notation writes; raises ValueError.

    >>> parse_record("SANCTION FRA>AUS ; planned")["status"]
    'planned'
    """
    head, *rest = [part.strip() for part in told.split(";")]
    record: dict[str, Any] = {"event": _event(head).as_dict(), "status": "actual"}
    for part in rest:
        word, _, value = part.partition(" ")
        if word in {"content", "if"}:
            record["content" if word == "content" else "condition"] = _event(value).as_dict()
        elif word == "by":
            record["speaker"] = sorted(value.replace("+", " ").split())
        elif part in STATUSES:
            record["status"] = part
        elif part:
            raise ValueError(f"{part!r}: content, if, by or a status is expected")
    return record


def _event(told: str) -> Event:
    kind, _, sides = told.strip().partition(" ")
    name, _, mode = kind.partition("/")
    actor, arrow, recipient = sides.strip().partition(">")
    if not arrow:
        raise ValueError(f"{told!r}: the sides are told as A>B")
    return Event.of(name, _codes(actor), _codes(recipient), mode or None)


def _codes(text: str) -> list[str]:
    return [code for code in text.replace("+", " ").replace(",", " ").split() if code != "-"]
