"""`casus what-if`: what follows from an event, from several in order, or on two days."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from casus.cli.console import note, watching
from casus.cli.events import EVENT, add_event_options, event_of, fights_of, read_events
from casus.cli.options import count, day, seconds

if TYPE_CHECKING:
    from casus.book import Book
    from casus.model import Occurrence


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("event", nargs="*", metavar="EVENT", help=f"{EVENT}; several in order")
    parser.add_argument("--batch", metavar="FILE", help="questions, one JSON object a line")
    parser.add_argument("--against", metavar="DAY", type=day, help="the same event on this day too")
    routes = parser.add_argument_group('routes ("CHN obliged to fight USA")')
    routes.add_argument("--size", metavar="N", type=int, choices=(1, 2, 3),
                        help="acts in a set at most: 1, 2 (default) or 3")  # fmt: skip
    routes.add_argument("--limit", metavar="N", type=count, help="sets at most (default 10000)")
    routes.add_argument("--seconds", metavar="S", type=seconds, help="stop after so long")
    add_event_options(parser)


def run(given: argparse.Namespace) -> int:
    """Answer one question, or a file of them."""
    from casus.book import load_book

    bounds = [f"--{name}" for name in ("size", "limit", "seconds") if getattr(given, name)]
    if bounds and (given.batch or len(given.event) > 1):
        note(
            f"casus what-if: {bounds[0]} bounds the routes of one question, such as "
            '"CHN obliged to fight USA"'
        )
        return 2
    if bool(given.event) == bool(given.batch):
        note("casus what-if: an EVENT or --batch FILE is needed")
        return 2
    book = load_book(overlay=given.book)
    if given.batch:
        return _batch(given, book)
    if given.against:
        return _compare(given, book)
    return _ask(given, book)


def _ask(given: argparse.Namespace, book: Book) -> int:
    from casus.ask.batch import told_step
    from casus.ask.sequence import follow_events
    from casus.errors import UnknownEvent
    from casus.model import Occurrence

    steps = read_events(given, book)
    event = steps[-1][1]
    if isinstance(event, Occurrence) and event.kind == "abduce" and len(steps) == 1:
        return _routes(given, book, bounded(given, event))
    if given.size or given.limit or given.seconds:
        raise UnknownEvent("--size, --limit and --seconds bound routes, such as "
                           '"CHN obliged to fight USA"')  # fmt: skip
    fights = fights_of(given, steps[0][0])
    outcomes = follow_events(steps, given.policy, book, fights)
    if given.json:
        answer = (
            outcomes[0].as_dict()
            if len(outcomes) == 1
            else {"steps": [told_step(outcome) for outcome in outcomes]}
        )
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    from casus.cli.outcomes import print_outcomes

    print_outcomes(outcomes, book)
    return 0


def bounded(given: argparse.Namespace, event: Occurrence) -> Occurrence:
    """A question of routes with the bounds of the arguments."""
    from casus.model import Occurrence

    asked = {"max_size": given.size, "limit": given.limit, "seconds": given.seconds}
    bounds = {key: value for key, value in asked.items() if value is not None}
    constraints = {**(event.constraints or {}), **bounds}
    return Occurrence.from_dict({**event.as_dict(), "constraints": constraints})


def _routes(given: argparse.Namespace, book: Book, event: Occurrence) -> int:
    """Look for routes; Ctrl-C ends the search, and what it found so far is printed."""
    from casus.ask import World
    from casus.ask.routes import Search

    search = Search(World(given.on, given.policy, book), event)
    broken_off = False
    try:
        with watching(lambda: f"{search.tried} sets tried, {len(search.found)} found, "
                      f"size {search.size}") as tick:  # fmt: skip
            search.run(tick)
    except KeyboardInterrupt:
        search.stopped, broken_off = "it was broken off", True
    outcome = search.outcome()
    if given.json:
        print(json.dumps(outcome.as_dict(), ensure_ascii=False))
    else:
        from casus.cli.outcomes import print_outcomes

        print_outcomes([outcome], book)
    return 1 if broken_off else 0


def _compare(given: argparse.Namespace, book: Book) -> int:
    from dataclasses import replace

    from casus.ask import World
    from casus.ask.compare import compare

    if len(given.event) > 1 or given.against == given.on:
        note("casus what-if: --against takes one EVENT, and another day than --on")
        return 2
    event = event_of(given, given.event[0], given.on)
    if event.kind == "abduce":
        event = bounded(given, event)
    event = replace(event, ongoing=(*event.ongoing, *fights_of(given, given.on)))
    first, second = (World(on, given.policy, book) for on in (given.on, given.against))
    found = compare(event, first, second)
    if given.json:
        print(json.dumps(found.as_dict(), ensure_ascii=False))
        return 0
    from casus.cli.outcomes import print_comparison

    print_comparison(found)
    return 0


def _batch(given: argparse.Namespace, book: Book) -> int:
    from casus.ask import answer_batch
    from casus.errors import UnreadableSource

    path = Path(given.batch)
    try:
        lines = path.open(encoding="utf-8", errors="replace")
    except OSError as err:
        raise UnreadableSource(given.batch, err.strerror or str(err)) from None
    failed = 0
    with lines:
        for answer in answer_batch(lines, book, given.policy):
            if "error" in answer:
                failed += 1
                note(f"casus: {given.batch}: {answer['id']}: {answer['error']}")
            print(json.dumps(answer, ensure_ascii=False))
    return 1 if failed else 0
