"""`casus ties`: signed ties by year from the data sets that you have."""

from __future__ import annotations

import argparse
import csv
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from casus.cli.console import note
from casus.cli.options import add_overlay, add_sources

if TYPE_CHECKING:
    from casus.sources.ties import KindTies, SignedTies


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="a csv file to write; - for standard output")
    parser.add_argument(
        "--of", required=True, metavar="KINDS",
        help="any of duties, alliances, disputes, wars, votes, sanctions, ledger; commas between",
    )  # fmt: skip
    parser.add_argument("--from", dest="first", type=int, required=True, metavar="YEAR")
    parser.add_argument("--to", dest="last", type=int, required=True, metavar="YEAR")
    parser.add_argument(
        "--above", type=float, default=0.4, metavar="X", help="votes: friendly from this pi on"
    )
    parser.add_argument(
        "--below", type=float, default=-0.4, metavar="X", help="votes: hostile up to this pi"
    )
    add_sources(parser)
    add_overlay(parser)


def run(given: argparse.Namespace) -> int:
    """Write the ties, and say which years are missing and why."""
    from casus.sources.ties import signed_ties

    kinds = [word.strip() for word in given.of.split(",") if word.strip()]
    source = chosen_ties(given, kinds, above=given.above, below=given.below)
    found = signed_ties(source, given.first, given.last)
    if given.file == "-":
        _write(found, sys.stdout)
    else:
        with Path(given.file).open("w", encoding="utf-8", newline="") as to:
            _write(found, to)
    _report(found, given.file)
    return 0


def chosen_ties(given: argparse.Namespace, kinds: list[str], **bounds: float) -> KindTies:
    """The kinds of ties that were asked for, from the data, book and ledger that were named."""
    from casus.sources.shelf import Shelf
    from casus.sources.ties import kind_ties

    book = None
    if given.book:
        from casus.book import load_book

        book = load_book(overlay=given.book)
    return kind_ties(
        kinds, shelf=Shelf.open(given.data), book=book, ledger=given.ledger, window=given.window,
        **bounds,
    )  # fmt: skip


def _write(found: SignedTies, to: TextIO) -> None:
    rows = csv.writer(to, lineterminator="\n")
    rows.writerow(["year", "u", "v", "sign", "by"])
    for tie in found.ties:
        by = "+".join(tie.by) + (" (mixed)" if tie.mixed else "")
        rows.writerow([tie.year, tie.one, tie.other, tie.sign, by])


def _report(found: SignedTies, name: str) -> None:
    friendly = sum(tie.sign > 0 for tie in found.ties)
    mixed = sum(tie.mixed for tie in found.ties)
    years = {tie.year for tie in found.ties}
    head = f"{name}: {friendly} friendly and {len(found.ties) - friendly} hostile ties"
    lines = [f"{head} in {len(years)} years, {mixed} mixed; from {', '.join(found.sources)}"]
    # the reason ends in the year, which the line tells anyway
    told = [(year, why.rpartition(", not ")[0] or why) for year, why in found.missing.items()]
    runs = groupby(enumerate(told), key=lambda entry: (entry[1][0] - entry[0], entry[1][1]))
    for (_, why), run_of in runs:
        span = [year for _, (year, _) in run_of]
        shown = str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}"
        lines.append(f"  {shown} missing: {why}")
    note("\n".join(lines))
