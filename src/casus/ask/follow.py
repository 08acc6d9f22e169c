"""What follows from a reading: who is bound if what its statements speak of comes about.

A duty is not a forecast: nothing here says that an event will happen, or that a duty will be kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.ask.world import World
from casus.errors import InputError
from casus.model import Event, Occurrence, Outcome, Reading

if TYPE_CHECKING:
    from casus.book import Book

MAX_CONSEQUENCES: Final = 8
"""No more events than this are supposed of one text."""

_VERBS: Final = {
    "obliged": "must", "discretionary": "must or may choose how to", "consult": "must",
    "forbidden": "must not", "breached": "would break",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Consequence:
    """One supposed event with its outcome: `supposed` says what and on which day, `lines` who is
    bound by what."""

    supposed: str
    outcome: Outcome
    lines: tuple[str, ...]


def follow(
    reading: Reading, book: Book | None = None, limit: int = MAX_CONSEQUENCES
) -> list[Consequence]:
    """The consequences of the conditions, contents and plans that a reading tells, in the order of
    the text, each event once, at most `limit`.

    Events the engine does not know, and states that it does not cover on that day, are passed over.
    """
    day = reading.article.published or dt.date.today()
    try:
        world = World(day, book=book)
    except InputError:
        return []
    out: list[Consequence] = []
    seen: set[Occurrence] = set()
    for event in _supposable(reading):
        for occurrence, note in suppose(event, world, _cast(reading)):
            if occurrence in seen or len(out) >= limit:
                continue
            seen.add(occurrence)
            try:
                outcome = world.what_if(occurrence)
            except InputError:
                continue
            lines = tuple(tell(outcome))
            if lines:
                out.append(Consequence(f"{describe(occurrence)}, on {day}{note}", outcome, lines))
    return out


def _supposable(reading: Reading) -> Iterator[Event]:
    """Events that the text speaks of and does not tell as done."""
    for statement in reading.statements:
        if statement.condition:
            yield statement.condition
        if statement.content:
            yield statement.content
        if statement.status in {"planned", "possible"}:
            yield statement.event


def _cast(reading: Reading) -> list[str]:
    """Everyone who acts in the text, in order."""
    return list(dict.fromkeys(c for s in reading.statements for c in s.event.actor))


def suppose(
    event: Event, world: World, cast: Iterable[str]
) -> Iterator[tuple[Occurrence, str]]:
    """The occurrences that an event stands for, each with a note where something had to be
    supposed: an attacker whom the text does not name is taken from `cast`, one who is bound by no
    alliance with the victim."""
    if event.type == "ASSAULT":
        for target in event.recipient:
            if event.actor:
                pairs = [(actor, "") for actor in event.actor]
            else:
                pairs = _stranger(target, world, event.recipient, cast)
            for actor, note in pairs:
                if actor != target:
                    yield Occurrence.attack(actor, target), note
    elif event.type == "AID" and event.mode == "military":
        for actor in event.actor:
            for target in event.recipient:
                if actor != target:
                    yield Occurrence.supply(actor, target, "arms"), ""


def _stranger(
    target: str, world: World, protected: Iterable[str], cast: Iterable[str]
) -> list[tuple[str, str]]:
    """Someone the text names who could be the attacker where it names none."""
    allies: set[str] = set()
    known: set[str] = set()
    for treaty in world.treaties():
        parties = world.book.parties_on(treaty, world.day)
        known |= set(parties)
        if treaty.alliance and target in parties:
            allies |= set(parties)
    for code in cast:
        if code in known and code not in allies and code not in set(protected):
            return [(code, f" (the text names no attacker; {code} is taken for one)")]
    return []


def describe(occurrence: Occurrence) -> str:
    """An occurrence in a few words: `KOR attacks PRK`."""
    if occurrence.kind == "attack":
        return f"{occurrence.attacker} attacks {occurrence.target}"
    if occurrence.kind == "supply":
        return f"{occurrence.supplier} supplies {occurrence.item} to {occurrence.target}"
    doer = occurrence.attacker or occurrence.supplier
    return f"{doer}: {occurrence.kind.replace('_', ' ')}"


def tell(outcome: Outcome) -> Iterator[str]:
    """The findings of an outcome in lines, the parties to one clause together."""
    for name, verb in _VERBS.items():
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for found in getattr(outcome, name):
            key = (found.treaty, found.article, found.act)
            grouped.setdefault(key, []).append(found.state)
        for (treaty, article, act), states in grouped.items():
            who = ", ".join(states[:6]) + (f" and {len(states) - 6} more" if len(states) > 6 else "")
            if name == "breached":
                yield f"{who} {verb} {treaty} {article}: {act}"
            else:
                yield f"{who} {verb} {act} ({treaty} {article})"
    for found in outcome.contested:
        yield f"contested: {found.state} under {found.treaty} {found.article} – {found.reading}"
