"""Answers for many pairs, a line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

from casus.errors import CasusError, InputError
from casus.extract.lexicon import has_lexicon
from casus.extract.pairs.answer import Answer, classify
from casus.read.language import tell_language
from casus.workers import in_order

ACCEPTED: Final = (
    '{"id": "p1", "text": "Mali expelled the envoy.", "source": "Mali", "target": "the envoy"}'
)
MAX_LINE: Final = 1_000_000
"""A longer line is refused unread."""
PART: Final = 50
"""So many lines are handed to a worker at once."""

Line = str | dict[str, Any]
Answered = tuple[Any, Answer | CasusError]


def classify_batch(
    lines: Iterable[Line], lang: str | None = None, workers: int = 1
) -> Iterator[Answered]:
    """For each line, in order, its `id` with the answer, or with what is wrong with the line.

    A line is a JSON text or an object with `id`, `text`, `source`, `target` and perhaps `lang`;
    other keys are left alone, blank lines passed over. A line without `lang` is read in `lang`,
    else in the language that its content tells, else in English. `workers` processes share the
    work once it is more than a little; the answers are the same.

    >>> row = {"id": "p1", "text": "Mali expelled the envoy.", "source": "Mali",
    ...        "target": "the envoy"}
    >>> [(name, answer.type) for name, answer in classify_batch([row])]
    [('p1', 'SANCTION')]
    """
    work = partial(_one, lang=lang)
    yield from in_order(work, enumerate(lines, 1), workers, _lost, part=PART)


def _lost(numbered: tuple[int, Line]) -> Answered:
    number, _ = numbered
    return f"line {number}", InputError("the process that answered it died")


def _one(numbered: tuple[int, Line], lang: str | None) -> list[Answered]:
    """The answer to one line, nothing for a blank one."""
    number, line = numbered
    if isinstance(line, str) and not line.strip():
        return []
    name: Any = f"line {number}"
    try:
        row = _parse(line)
        if row.get("id") is None:
            raise InputError(f"no id; a line is {ACCEPTED}")
        name = row["id"]
        return [(name, _answer(row, lang))]
    except Exception as err:  # whatever it is, the rest of the batch is answered
        return [(name, err if isinstance(err, InputError) else InputError(str(err)))]


def _parse(line: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(line, str):
        if len(line) > MAX_LINE:
            raise InputError(f"{len(line)} characters; accepted: up to {MAX_LINE} a line")
        try:
            line = json.loads(line)
        except (ValueError, RecursionError) as err:
            raise InputError(f"no JSON: {err}; a line is {ACCEPTED}") from None
    if not isinstance(line, dict):
        raise InputError(f"no object; a line is {ACCEPTED}")
    return line


def _answer(row: dict[str, Any], lang: str | None) -> Answer:
    for key in ("text", "source", "target"):
        if not isinstance(row.get(key), str):
            raise InputError(
                f"{key}: got {row.get(key)!r:.60}; words are expected, as in {ACCEPTED}"
            )
    given = row.get("lang") or lang
    if given is not None and not isinstance(given, str):
        raise InputError(f"lang: got {given!r:.60}; a code such as 'en' is expected")
    return classify(row["text"], row["source"], row["target"], given or _told(row["text"]))


def _told(text: str) -> str:
    """The language of the content where a pack reads it, else English."""
    told = tell_language(text, "en")
    return told if has_lexicon(told) else "en"
