"""`casus what-if` and `casus why`: what follows from an event, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.cli.options import add_day, add_json, add_overlay

if TYPE_CHECKING:
    from casus.ask import World
    from casus.model import Occurrence, Outcome

_EVENT = 'in words ("KOR attacks PRK") or as a JSON object'
_TITLES = {
    "obliged": "Obliged", "discretionary": "Bound, by means of their own choice",
    "consult": "Must consult", "forbidden": "Must not", "breached": "Broken by the event itself",
    "contested": "Contested readings",
}  # fmt: skip


def add(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    if name == "why":
        parser.add_argument("state", metavar="STATE", help="a code or a name")
        parser.add_argument("event", metavar="EVENT", help=_EVENT)
    else:
        parser.add_argument("event", nargs="?", metavar="EVENT", help=_EVENT)
        parser.add_argument("--batch", metavar="FILE", help="questions, one JSON object a line")
    parser.add_argument("--lang", metavar="CODE", help="the language of the words")
    parser.add_argument("--place", metavar="PLACE", help="where it happens")
    parser.add_argument("--item", metavar="ITEM", help="what is supplied")
    parser.add_argument(
        "--policy", choices=("strict", "escalate"), default="strict",
        help="strict: lawful defence is no attack; escalate: each helper is struck back",
    )  # fmt: skip
    add_day(parser)
    add_overlay(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Answer one question, or a file of them."""
    if given.command == "what-if" and given.batch:
        return _batch(given)
    if not given.event:
        print("casus what-if: an EVENT or --batch FILE is needed", file=sys.stderr)
        return 2
    world = _world(given)
    occurrence = _occurrence(given)
    if given.command == "why":
        return _why(given, world, occurrence)
    outcome = world.what_if(occurrence)
    if given.json:
        print(json.dumps(outcome.as_dict(), ensure_ascii=False))
    else:
        _print_outcome(outcome, occurrence)
    return 0


def _world(given: argparse.Namespace) -> World:
    from casus.ask import World
    from casus.book import load_book

    return World(given.on, policy=given.policy, book=load_book(overlay=given.book))


def _occurrence(given: argparse.Namespace) -> Occurrence:
    from casus.model import Occurrence
    from casus.words import parse_event, unknown_place

    occurrence = parse_event(given.event, given.on, given.lang)
    place = None if given.place or occurrence.place else unknown_place(given.event, given.lang)
    if place:
        print(f"casus: the book does not know {place!r}: left out (--place names one it knows)",
              file=sys.stderr)  # fmt: skip
    extra = {key: getattr(given, key) for key in ("place", "item") if getattr(given, key)}
    return Occurrence.from_dict({**occurrence.as_dict(), **extra}) if extra else occurrence


def _batch(given: argparse.Namespace) -> int:
    from casus.ask import answer_batch
    from casus.book import load_book
    from casus.errors import UnreadableSource

    path = Path(given.batch)
    try:
        lines = path.open(encoding="utf-8", errors="replace")
    except OSError as err:
        raise UnreadableSource(given.batch, err.strerror or str(err)) from None
    failed = 0
    with lines:
        for answer in answer_batch(lines, load_book(overlay=given.book), given.policy):
            if "error" in answer:
                failed += 1
                print(f"casus: {given.batch}: {answer['id']}: {answer['error']}", file=sys.stderr)
            print(json.dumps(answer, ensure_ascii=False))
    return 1 if failed else 0


def _why(given: argparse.Namespace, world: World, occurrence: Occurrence) -> int:
    from casus.names import code_of

    state = code_of(given.state, given.on)
    held, failed = world.why(state, occurrence), world.why_not(state, occurrence)
    if given.json:
        record = {"state": state, "why": [t.as_dict() for t in held],
                  "why_not": [t.as_dict() for t in failed]}  # fmt: skip
        print(json.dumps(record, ensure_ascii=False))
        return 0
    from casus.ask.told import told
    from casus.cli.console import console

    out = console()
    out.print(f"{state} on {world.day}, if {told(occurrence)}", style="bold")
    for trace in held:
        out.print(trace.tree())
    if not held and not failed:
        out.print("the book has no clause that could concern it")
    elif not held:
        out.print("no clause binds it; the first test that failed in each:")
    elif failed:
        out.print("\nand the first test that failed in each of the others:")
    for trace in failed:
        stopped = trace.stopped
        if stopped is not None:
            out.print(f"  {trace.treaty} {trace.article}: {stopped.text} ({stopped.test})")
    return 0


def _print_outcome(outcome: Outcome, occurrence: Occurrence) -> None:
    from casus.ask.told import told
    from casus.cli.console import console

    out = console()
    out.print(f"If {told(occurrence)} on {outcome.day}", style="bold underline")
    bound = False
    for name, title in _TITLES.items():
        found = getattr(outcome, name)
        if found:
            bound = True
            out.print(f"\n{title}", style="bold")
            out.print(_table(found))
    if outcome.minimal_sets is not None:
        bound = True
        out.print("\nSmallest sets of events", style="bold")
        for events in outcome.minimal_sets:
            out.print("  " + " + ".join(events))
        if not outcome.minimal_sets:
            out.print("  none")
    if not bound:
        out.print("\nNo instrument of the book binds anybody because of it.")
    for line in (*outcome.conflicts, *outcome.notes):
        out.print(f"note: {line}")
    if outcome.not_obliged:
        out.print("\nNot bound, by the first test that failed", style="bold")
        for missed in outcome.not_obliged[:12]:
            out.print(f"  {missed.state}  {missed.treaty} {missed.article}: {missed.failed}")
        left = len(outcome.not_obliged) - 12
        if left > 0:
            out.print(f"  … and {left} more (--json gives all)")
    out.print("\nDuties, not forecasts; no legal advice.", style="dim")


def _table(found: Iterable[Any]) -> Any:
    """Findings with the states of one clause together."""
    from rich.table import Table

    grouped: dict[tuple[str, ...], list[Any]] = {}
    for one in found:
        grouped.setdefault((one.treaty, one.article, one.act, one.reading), []).append(one)
    table = Table(box=None, header_style="bold", pad_edge=True, padding=(0, 1))
    for name in ("who", "instrument", "article", "what", "round"):
        table.add_column(name, overflow="fold")
    for (treaty, article, act, reading), rows in grouped.items():
        who = " ".join(dict.fromkeys(row.state for row in rows))
        held = f" [disputed: {reading}]" if reading else ""
        table.add_row(who, treaty, article, act + held, str(rows[0].round))
    return table
