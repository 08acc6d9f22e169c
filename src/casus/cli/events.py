"""Events and their context as arguments: what `what-if`, `why` and `why-not` share."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Final

from casus.cli.console import note
from casus.cli.options import add_day, add_json, add_lang, add_overlay

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from casus.ask.sequence import Move, Step
    from casus.book import Book
    from casus.model import Occurrence, Ongoing

EVENT: Final = 'in words ("KOR attacks PRK"), with its day before ("2024-06-21: …"), or JSON'
_DATED: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\s*:\s*(.+)", re.DOTALL)
_MOVE: Final = re.compile(r"\s*(.+?)\s+(joins|leaves)\s+(\S+)\s*")
_WAR: Final = re.compile(
    r"\s*(?P<one>.+?)\s+(?P<verb>attacks|declared war on|(?:is )?at war with)\s+(?P<other>.+?)"
    r"(?:\s+since\s+(?P<since>\d{4}(?:-\d{2}){0,2}))?"
    r"(?:\s+over\s+(?P<over>[^,]+(?:,[^,]+)*))?\s*"
)
_WARS: Final = '"RUS attacks UKR since 2022-02-24" or "IRQ at war with IRN over KWT"'


def add_event_options(parser: argparse.ArgumentParser) -> None:
    """Day, place, item, fights that go on, policy, book and JSON."""
    add_lang(parser, "the language of the words")
    parser.add_argument("--place", metavar="PLACE", help="where it happens (the last event)")
    parser.add_argument("--item", metavar="ITEM", help="what is supplied")
    parser.add_argument("--ongoing", metavar="WAR", action="append", default=[],
                        help=f"a fight that goes on: {_WARS}; may be repeated")  # fmt: skip
    parser.add_argument(
        "--policy", choices=("strict", "escalate"), default="strict",
        help="strict: lawful defence is no attack; escalate: each helper is struck back",
    )  # fmt: skip
    add_day(parser)
    add_overlay(parser)
    add_json(parser)


def read_events(given: argparse.Namespace, book: Book) -> list[Step]:
    """The events given, each with its day; raises `InputError`."""
    from casus.ask.sequence import MOST
    from casus.errors import UnknownEvent

    if len(given.event) > MOST:
        raise UnknownEvent(f"{len(given.event)} events: {MOST} at most")
    day: dt.date = given.on
    steps: list[Step] = []
    for number, words in enumerate(given.event, 1):
        dated = _DATED.fullmatch(words)
        if dated:
            from casus.ask.world import read_day

            day, words = read_day(dated.group(1)), dated.group(2)  # noqa: PLW2901
        if steps and day < steps[-1][0]:
            raise UnknownEvent(f"events go back from {steps[-1][0]} to {day}: put them in order")
        told = _told(given, words, day, book, last=number == len(given.event))
        steps += [(day, step) for step in told]
    if len(steps) > MOST:
        raise UnknownEvent(f"{len(steps)} events: {MOST} at most")
    return steps


def _told(
    given: argparse.Namespace, words: str, day: dt.date, book: Book, *, last: bool
) -> Sequence[Occurrence | Move]:
    """What an argument tells: a change of parties, an event, or several in order."""
    from casus.ask.sequence import Move
    from casus.names import code_of
    from casus.words import parse_events

    move = _MOVE.fullmatch(words)
    if move:
        state, verb, treaty = move.groups()
        known = treaty if treaty in book.treaties else treaty.lower()
        return [Move("join" if verb == "joins" else "leave", code_of(state, day), known)]
    *before, event = parse_events(words, day, given.lang)
    return [*before, _detailed(given, words, event, details=last)]


def event_of(given: argparse.Namespace, words: str, day: dt.date) -> Occurrence:
    """The one event in words on a day, with `--place` and `--item` put in."""
    from casus.words import parse_event

    return _detailed(given, words, parse_event(words, day, given.lang), details=True)


def _detailed(
    given: argparse.Namespace, words: str, occurrence: Occurrence, *, details: bool
) -> Occurrence:
    """The event with `--place` and `--item`; a place that the book lacks is told of."""
    from casus.model import Occurrence
    from casus.words import unknown_place

    extra = {k: getattr(given, k) for k in ("place", "item") if details and getattr(given, k)}
    place = None if "place" in extra or occurrence.place else unknown_place(words, given.lang)
    if place:
        note(f"casus: the book does not know {place!r}: left out (--place names one it knows)")
    return Occurrence.from_dict({**occurrence.as_dict(), **extra}) if extra else occurrence


def fights_of(given: argparse.Namespace, day: dt.date) -> list[Ongoing]:
    """The fights of `--ongoing`; raises `UnknownEvent`."""
    from casus.errors import UnknownEvent
    from casus.model import Ongoing
    from casus.names import code_of

    out = []
    for words in given.ongoing:
        found = _WAR.fullmatch(words)
        if found is None:
            raise UnknownEvent(f"ongoing {words!r}: write {_WARS}")
        over = [code_of(name, day) for name in (found["over"] or "").split(",") if name.strip()]
        record = {
            "kind": {"attacks": "attack", "declared war on": "declared"}.get(found["verb"], "war"),
            "attacker": code_of(found["one"], day), "target": code_of(found["other"], day),
            "since": found["since"], "over": over,
        }  # fmt: skip
        out.append(Ongoing.of(record))
    return out
