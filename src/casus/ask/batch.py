"""Answers to many questions, a line each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from casus.ask.sequence import follow_events, read_steps
from casus.ask.world import World, read_day
from casus.book.load import load_book
from casus.errors import InputError, UnknownEvent
from casus.model.occurrence import Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.book.book import Book
    from casus.model.outcome import Outcome

_ACCEPTED = '{"id": "q1", "date": "2024-06-21", "event": {"kind": "attack", ...}}'


def answer_batch(
    lines: Iterable[str | dict[str, Any]], book: Book | None = None, policy: str = "strict"
) -> Iterator[dict[str, Any]]:
    """One answer a question, in order, each with the question's `id`.

    A question is a JSON text or an object with `id`, `date` and `event` (other keys are left
    alone). With `events`, a list in order, instead of `event` the answer has `steps`, an answer
    each (see `casus.ask.sequence`). What cannot be answered comes back as `{"id", "error"}`; the
    rest is done. Blank lines are passed over.

    >>> event = {"kind": "attack", "attacker": "KOR", "target": "PRK"}
    >>> [answer] = answer_batch([{"id": "q", "date": "2024-06-21", "event": event}])
    >>> answer["id"], answer["obliged"][0]["state"]
    ('q', 'CHN')
    """
    book = book if book is not None else load_book()
    for number, line in enumerate(lines, 1):
        if isinstance(line, str) and not line.strip():
            continue
        name: Any = None
        try:
            question = _parse(line, number)
            name = question.get("id")
            if name is None:
                raise UnknownEvent(f"line {number} has no id: a question is {_ACCEPTED}")
            yield answer(question, book, policy)
        except InputError as err:
            yield {"id": name if name is not None else f"line {number}", "error": str(err)}


def answer(question: dict[str, Any], book: Book, policy: str = "strict") -> dict[str, Any]:
    """The answer to one question; raises `InputError` where it cannot be asked."""
    several = question.get("events") is not None
    if several and question.get("event") is not None:
        raise UnknownEvent("event and events: a question has one of the two")
    for key in ("date", "events" if several else "event"):
        if question.get(key) is None:
            raise UnknownEvent(f"no {key}: a question is {_ACCEPTED}")
    policy = question.get("policy", policy)
    if several:
        steps = read_steps(question["events"], read_day(question["date"]))
        outcomes = follow_events(steps, policy, book)
        return {"id": question["id"], "steps": [told_step(outcome) for outcome in outcomes]}
    world = World(question["date"], policy, book)
    outcome = world.what_if(Occurrence.from_dict(question["event"]))
    return {"id": question["id"], **outcome.as_dict()}


def told_step(outcome: Outcome) -> dict[str, Any]:
    """An outcome with its day and event, as one of several stands in an answer."""
    return {"date": outcome.day, "event": outcome.occurrence, **outcome.as_dict()}


def _parse(line: str | dict[str, Any], number: int) -> dict[str, Any]:
    if isinstance(line, str):
        try:
            line = json.loads(line)
        except (ValueError, RecursionError) as err:
            raise UnknownEvent(f"line {number} is no JSON: {err}") from None
    if not isinstance(line, dict):
        raise UnknownEvent(f"line {number} is no object: a question is {_ACCEPTED}")
    return line
