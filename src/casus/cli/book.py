"""`casus treaties`, `treaty` and `measures`: the book, readable."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from casus.cli.options import add_day, add_json, add_overlay

if TYPE_CHECKING:
    from casus.model.law import Measure, Treaty


def add(name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    if name == "treaty":
        parser.add_argument("id", metavar="ID", help="as `casus treaties` prints it, or unsc_1718")
    else:
        add_day(parser)
        option = "--of" if name == "treaties" else "--against"
        parser.add_argument(option, metavar="STATE", dest="state", help="only of this state")
    add_overlay(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Print what was asked for."""
    from casus.book import load_book
    from casus.model import Treaty

    book = load_book(overlay=given.book)
    if given.command == "treaty":
        instrument = book.instrument(given.id)
        if given.json:
            print(json.dumps(_plain(asdict(instrument)), ensure_ascii=False))
        elif isinstance(instrument, Treaty):
            _print_treaty(instrument)
        else:
            _print_measure(instrument)
        return 0
    from casus.names import code_of

    state = code_of(given.state, given.on) if given.state else None
    if given.command == "treaties":
        _print_treaties(given, book, state)
    else:
        _print_measures(given, book, state)
    return 0


def _print_treaties(given: argparse.Namespace, book: Any, state: str | None) -> None:
    rows = []
    for treaty in book.in_force(given.on, state):
        parties = sorted(book.parties_on(treaty, given.on))
        rows.append((treaty, parties))
    if given.json:
        for treaty, parties in rows:
            record = {"id": treaty.id, "title": treaty.title, "signed_on": str(treaty.signed_on),
                      "in_force_on": str(treaty.in_force_on), "ended_on": str(treaty.ended_on),
                      "parties": parties, "verified": treaty.verified}  # fmt: skip
            print(json.dumps(record, ensure_ascii=False))
        return
    table = _table("id", "title", "since", "parties")
    for treaty, parties in rows:
        shown = " ".join(parties) if len(parties) <= 8 else f"{len(parties)} states"
        table.add_row(treaty.id, treaty.title, str(treaty.in_force_on), shown)
    _print(table, f"{len(rows)} in force on {given.on}")


def _print_measures(given: argparse.Namespace, book: Any, state: str | None) -> None:
    from casus.book.book import binds

    rows = [
        (measure, provision)
        for measure in book.measures.values()
        for provision in measure.provisions
        if binds(provision.start, provision.end, given.on) in ("yes", "starting", "ending")
        and (state is None or state in provision.targets)
    ]
    if given.json:
        for measure, provision in rows:
            record = {"id": measure.id, "paragraph": provision.paragraph,
                      "norm": provision.norm, "binding": provision.binding,
                      "direction": provision.direction, "items": list(provision.items),
                      "targets": list(provision.targets),
                      "since": str(provision.start)}  # fmt: skip
            print(json.dumps(record, ensure_ascii=False))
        return
    table = _table("id", "para.", "against", "since", "substance")
    for measure, provision in rows:
        against = " ".join((*provision.targets, *provision.groups))
        table.add_row(
            measure.id, provision.paragraph, against, str(provision.start), provision.substance
        )
    _print(table, f"{len(rows)} paragraphs in force on {given.on}")


def _print_treaty(treaty: Treaty) -> None:
    from casus.ask.told import STRENGTHS
    from casus.cli.console import console

    out = console()
    out.print(treaty.title, style="bold underline")
    ended = f", ended {treaty.ended_on}" if str(treaty.ended_on) else ""
    out.print(f"{treaty.id}: signed {treaty.signed_on}, in force {treaty.in_force_on}{ended}")
    out.print(f"source {treaty.source}; verified: {treaty.verified}", style="dim")
    for date in treaty.competing:
        out.print(f"competing date: {_words(date)}")
    table = _table("party", "from", "to", "note")
    for party in treaty.parties:
        table.add_row(party.state, str(party.start), str(party.end), party.note)
    out.print(table)
    for clause in treaty.clauses:
        meaning = STRENGTHS.get(clause.strength, clause.kind.replace("_", " "))
        out.print(f"\nArticle {clause.article}: {meaning} ({clause.strength})", style="bold")
        out.print(f"  {clause.substance}")
        for condition in clause.conditions:
            out.print(f"  condition: {condition}")
        for name, value in clause.when.items():
            out.print(f"  {_spaced(name)}: {_words(value)}", style="dim")
        for reading in clause.readings:
            out.print(f"  disputed: {_words(reading)}")
        out.print(f"  source {clause.source}; verified: {clause.verified}", style="dim")
    if treaty.note:
        out.print(f"\nnote: {treaty.note}")


def _print_measure(measure: Measure) -> None:
    from casus.cli.console import console

    out = console()
    out.print(measure.title, style="bold underline")
    tally = "–".join(map(str, measure.tally)) if measure.tally else "not recorded"
    verb = "adopted" if measure.adopted else "not adopted"
    out.print(f"{measure.id}: {verb} {measure.adopted_on}, vote {tally}")
    for vote in ("yes", "no", "abstain", "absent"):
        states = sorted(state for state, how in measure.votes.items() if how == vote)
        if states:
            out.print(f"  {vote}: {' '.join(states)}")
    out.print(f"source {measure.source}; verified: {measure.verified}", style="dim")
    for provision in measure.provisions:
        kind = "binding" if provision.binding else "not binding"
        head = (
            f"\nparagraph {provision.paragraph}: {provision.norm} ({kind}, {provision.direction})"
        )
        out.print(head, style="bold")
        out.print(f"  {provision.substance}")
        if provision.items:
            out.print(f"  items: {', '.join(provision.items)}")
        out.print(f"  from {provision.start} to {str(provision.end) or 'open'}")
        if str(provision.reapplied_on):
            disputed = " ".join(provision.disputed_by)
            out.print(f"  again from {provision.reapplied_on}, disputed by {disputed}")
        for name in ("caps", "exemptions", "readings"):
            for entry in getattr(provision, name):
                out.print(f"  {name[:-1]}: {_words(entry)}")


def _words(value: Any) -> str:
    """A value of a book file in a line of words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{_spaced(key)}: {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_words(inner) for inner in value)
    return str(value)


def _spaced(name: object) -> str:
    return str(name).replace("_", " ")


def _table(*names: str) -> Any:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _print(table: Any, line: str) -> None:
    from casus.cli.console import console

    out = console()
    out.print(table)
    out.print(line, style="dim")


def _plain(value: Any) -> Any:
    """Dates as the book writes them, everything else as plain data."""
    if isinstance(value, dict):
        if set(value) == {"text", "first", "last"}:
            return value["text"]
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
