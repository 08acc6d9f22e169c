"""JSONL of passages: `{"id", "text"[, "lang", "published"]}`, one a line."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.read.language import language_code
from casus.read.load import MAX_BYTES, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST: Final = 40
"""Characters of a wrong value that are shown."""

_EXAMPLE: Final = 'example: {"id": "a1", "text": "Kim met Xi.", "lang": "en"}'


@dataclass(frozen=True, slots=True)
class Passage:
    """One line: its number from 1, and what it holds."""

    line: int
    id: str
    text: str
    lang: str | None
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no passage, and why."""

    line: int
    why: str


def read_passages(lines: Iterable[bytes]) -> Iterator[Passage | BadLine]:
    """The passages of a file, line by line; a line that holds none is a `BadLine`.

    An id that came before is a `BadLine` too: two records under one id would overwrite each other.

    >>> [type(p).__name__ for p in read_passages([b'{"id": "1", "text": "a"}', b"{"])]
    ['Passage', 'BadLine']
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901
        if not line.strip():
            continue
        passage = _passage(line, number)
        if isinstance(passage, Passage):
            first = seen.setdefault(passage.id, number)
            if first != number:
                passage = BadLine(number, f"id {passage.id!r} stands on line {first} already")
        yield passage


def _passage(line: bytes, number: int) -> Passage | BadLine:
    if len(line) > MAX_BYTES:
        return BadLine(number, too_large("line", len(line)).why)
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as err:
        return BadLine(number, f"not UTF-8: {err.reason} at byte {err.start}")
    except json.JSONDecodeError as err:
        return BadLine(number, f"not JSON: {err.msg} at character {err.pos}; {_EXAMPLE}")
    except RecursionError:
        return BadLine(number, f"not a passage: nested too deeply; {_EXAMPLE}")
    except ValueError as err:  # a number of too many digits
        return BadLine(number, f"not JSON: {err}; {_EXAMPLE}")
    if not isinstance(record, dict):
        return BadLine(number, f"a JSON {type(record).__name__}, not an object; {_EXAMPLE}")
    text, key, lang = record.get("text"), record.get("id"), record.get("lang")
    if text is not None and not isinstance(text, str):
        return BadLine(number, f"'text' is {_shown(text)}, no string; {_EXAMPLE}")
    if not text or not text.strip():
        return BadLine(number, f"no 'text'; {_EXAMPLE}")
    if "\0" in text:
        return BadLine(number, "a NUL character in 'text'")
    if any("\ud800" <= c <= "\udfff" for c in text):
        return BadLine(number, "half of a surrogate pair in 'text'")
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        return BadLine(number, f"no 'id'; {_EXAMPLE}")
    try:
        published = _published(record.get("published"))
    except ValueError:
        return BadLine(number, f"published {record['published']!r}; accepted: a day, 2024-06-22")
    if lang is not None and not isinstance(lang, str):
        return BadLine(number, f"'lang' is {_shown(lang)}, no string; {_EXAMPLE}")
    return Passage(number, str(key), text, language_code(lang) if lang else None, published)


def _shown(value: object) -> str:
    """A value as JSON writes it, cut short."""
    written = json.dumps(value)
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"


def _published(value: object) -> dt.date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError("not a day")
    return dt.date.fromisoformat(value[:10])
