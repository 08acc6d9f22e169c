"""`casus blocs`: who stands with whom over the years, and whether a bloc system is forming."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.cli.console import console, note
from casus.cli.options import add_json, add_overlay, add_sources, count
from casus.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from casus.blocs.answer import Answer
    from casus.blocs.scope import Scope
    from casus.blocs.yearly import Source

_SPAN = 60
_FILE = "the ties of "


def year(text: str) -> int:
    """A year as an argument."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 9998):
        raise argparse.ArgumentTypeError(f"{text!r} is no year; accepted: 1950")
    return int(text)


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "--region", metavar="REGION", default="world",
        help="a region of the book (asia), states (JPN,KOR,PRK), states and their neighbours "
        "(near:PRK), or world (default)",
    )  # fmt: skip
    parser.add_argument(
        "--from", metavar="YEAR", dest="first", type=year,
        help=f"the first year (default: {_SPAN} years before the last)",
    )  # fmt: skip
    parser.add_argument(
        "--to", metavar="YEAR", dest="last", type=year,
        help="the last year (default: this one, or the last that the ties cover)",
    )  # fmt: skip
    parser.add_argument(
        "--ties", metavar="TIES", default="duties",
        help="any of duties (default), alliances, disputes, wars, votes, sanctions, ledger, commas "
        "between; or a CSV file of ties",
    )  # fmt: skip
    add_sources(parser)
    parser.add_argument("--plot", metavar="FILE", help="write a plot to this SVG file")
    parser.add_argument(
        "--shuffles", metavar="N", type=count, default=100,
        help="networks with shuffled signs to compare with (default 100)",
    )  # fmt: skip
    parser.add_argument(
        "--seed", metavar="N", type=count, default=1, help="the seed of the shuffles (default 1)"
    )  # fmt: skip
    add_overlay(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Measure the years, judge, print."""
    from casus.blocs.answer import answer
    from casus.blocs.yearly import BookTies
    from casus.sources.ties import KindTies

    source, basis, until = _source(given)
    last = given.last or min(until, dt.date.today().year)
    first = given.first or max(1, last - _SPAN)
    if first > last:
        note(f"casus blocs: --from {first} lies after --to {last}")
        return 2
    scope = _scope(given, first, last)
    if isinstance(source, BookTies):
        source.near = scope.states  # of the others nothing is asked
    if scope.states is None and basis.startswith(_FILE):
        scope = replace(scope, title=f"the network of {given.ties}")
    found = answer(source, scope, first, last, basis, given.shuffles, given.seed)
    if isinstance(source, KindTies):
        rules = tuple(f"{kind.name}: {kind.rule}" for kind in source.kinds)
        found = replace(found, rules=rules, data=source.sources)
    if given.plot:
        from casus.blocs.plot import plot

        under = f"{basis[:1].upper()}{basis[1:]}, on 31 December of each year"
        svg = plot(f"Blocs in {scope.title}, {first}–{last}", under, found.years)
        Path(given.plot).write_text(svg, encoding="utf-8")
    if given.json:
        print(json.dumps(found.as_dict(), ensure_ascii=False))
    else:
        _report(console(), found)
    return 0 if any(y.reason is None for y in found.years) else 1


def _source(given: argparse.Namespace) -> tuple[Source, str, int]:
    """Where ties come from, what they are in words, and the last year that they may cover."""
    if given.ties == "duties":
        from casus.blocs.yearly import BookTies
        from casus.book import load_book

        book = load_book(overlay=given.book)
        return BookTies(book), "the duties of defence in casus's own book", dt.MAXYEAR
    from casus.sources.ties import KINDS

    words = [word.strip() for word in given.ties.split(",") if word.strip()]
    if words and set(words) <= set(KINDS):
        from casus.ask.told import listed
        from casus.cli.ties import chosen_ties

        source = chosen_ties(given, words)
        return source, f"{listed(words)} ({', '.join(source.sources)})", source.span[1]
    if not Path(given.ties).is_file() and given.ties != "-":
        raise InputError(
            f"--ties {given.ties}: no such file; accepted are {', '.join(KINDS)}, commas between, "
            f"or a CSV file with u,v,sign and year"
        )
    from casus.blocs.tie_file import read_ties

    found = read_ties(given.ties)
    return found, f"{_FILE}{given.ties}", min(found.last.year, dt.date.today().year)


def _scope(given: argparse.Namespace, first: int, last: int) -> Scope:
    """The states asked about, over the years asked about."""
    from casus.sources.neighbours import PREFIX, near

    if given.region.startswith(PREFIX):
        from casus.sources.shelf import Shelf

        return near(given.region, first, last, Shelf.open(given.data))
    from casus.blocs.scope import scope_of

    return scope_of(given.region, dt.date(last, 12, 31))


def _report(out: Console, found: Answer) -> None:
    from casus.blocs.forming import told

    out.print(f"Blocs in {found.scope.title}, {found.first}–{found.last}", style="bold underline")
    out.print(f"by {found.basis}")
    for rule in found.rules:
        out.print(f"  {rule}", style="dim")
    out.print()
    out.print(_table(found))
    last = found.years[-1]
    if last.reason is None:
        out.print(f"\nOn {last.day}", style="bold")
        for n, bloc in enumerate(last.blocs, 1):
            beyond = f"  with {_named(bloc.beyond)}" if bloc.beyond else ""
            out.print(f"  bloc {n}: {_named(bloc.members)}{beyond}")
        for name, states in (("side open", last.open), ("tied only elsewhere", last.tied_beyond),
                             ("in no bloc", last.alone)):  # fmt: skip
            if states:
                out.print(f"  {name}: {_named(states)}")
        for name, pairs in (("hostile", last.hostile), ("both friendly and hostile", last.mixed),
                            ("not known to be in force", last.unsure),
                            ("signed, not in force", last.pending)):  # fmt: skip
            if pairs:
                more = f" and {len(pairs) - 20} more" if len(pairs) > 20 else ""
                out.print(f"  {name}: {', '.join('–'.join(p) for p in pairs[:20])}{more}")
    recent = found.changes[-12:]
    if recent:
        out.print("\nWhat changed", style="bold")
        for change in recent:
            out.print(f"  {told(change)}")
        if len(found.changes) > len(recent):
            out.print(f"  {len(found.changes) - len(recent)} earlier changes: --json gives all")
    out.print("\nVerdict", style="bold")
    out.print(found.verdict.text)
    out.print(f"\n{f'{found.coverage} {found.limits}'.strip()}", style="dim")


def _named(states: tuple[str, ...]) -> str:
    most = 30
    left = f" and {len(states) - most} more" if len(states) > most else ""
    return " ".join(states[:most]) + left


def _table(found: Answer) -> Any:
    """The years in which anything changed, the first and the last."""
    from rich.table import Table

    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0))
    for name in ("year", "states", "bound", "blocs", "polar.", "if sure", "cliques", "ties",
                 "hostile", "against"):  # fmt: skip
        table.add_column(name, justify="right", no_wrap=True)
    shown: object = None
    for n, one in enumerate(found.years):
        sizes = "+".join(str(len(b.members)) for b in one.blocs[:5])
        sizes += "+…" if len(one.blocs) > 5 else ""
        key = (one.reason is None, one.blocs, one.n_friendly, one.n_hostile, one.n_states)
        if key == shown and n != len(found.years) - 1:
            continue
        shown = key
        if one.reason is not None:
            table.add_row(str(one.year), str(one.n_states), "", "no data", "", "", "", "", "", "")
            continue
        table.add_row(
            str(one.year), str(one.n_states), str(one.in_blocs), sizes or "–",
            _number(one.polarization), _number(one.polarization_if),
            _number(one.clique_polarization), str(one.n_friendly), str(one.n_hostile),
            f"{one.optimum}" + ("" if one.proven else "?"),
        )  # fmt: skip
    return table


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
