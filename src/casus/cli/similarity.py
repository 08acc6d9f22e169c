"""`casus similarity`: how alike two states' alliances, votes or arms were."""

from __future__ import annotations

import argparse
import json
from typing import Any

from casus.cli.console import console, note
from casus.cli.options import add_data, add_json, add_overlay

SOURCES = ("atop", "book", "votes", "transfers")
SHOWN = ("s_valued_abs", "s_binary", "kappa_sq", "pi_sq", "tau_b")


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "pairs", metavar="PAIRS.csv", help="csv with ccode1, ccode2 (COW, ISO or names) and year; -"
    )
    parser.add_argument(
        "--source", choices=SOURCES, default="atop",
        help="alliances of ATOP (default), duties of the book, votes in the General Assembly, or "
        "arms transfers",
    )  # fmt: skip
    add_data(parser)
    add_overlay(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Print a row for each pair."""
    from casus.sources.portfolios import builder
    from casus.sources.shelf import Shelf
    from casus.sources.similar import read_pairs, similarity

    pairs = read_pairs(given.pairs)
    book = None
    if given.source == "book":
        from casus.book import load_book

        book = load_book(overlay=given.book)
    source = builder(given.source, Shelf.open(given.data), book)
    faults: list[tuple[Any, str]] = []
    shown = []
    for row in similarity(pairs, source, faults):
        if given.json:
            print(json.dumps(row, ensure_ascii=False))
        else:
            shown.append(row)
    if not given.json:
        _print(shown)
    for pair, why in faults:
        note(f"casus: {given.pairs}:{pair.line}: {why}")
    return 1 if faults else 0


def _print(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("states", "year", "n", *SHOWN):
        table.add_column(name, overflow="fold")
    data: dict[str, None] = {}
    reasons = []
    for row in rows:
        values = ["" if row[name] is None else f"{row[name]:.3f}" for name in SHOWN]
        n = "" if row["n_states"] is None else str(row["n_states"])
        states = f"{row['ccode1']} – {row['ccode2']}"
        if "reason" in row:
            reasons.append(f"{states}, {row['year']}: {row['reason']}")
        else:
            table.add_row(states, str(row["year"]), n, *values)
        data |= dict.fromkeys(row.get("data", ()))
    out = console()
    out.print(table)
    if reasons:
        out.print("Not covered")
    for reason in reasons:
        out.print(f"  {reason}")
    if data:
        out.print(f"from {', '.join(data)}; all measures with --json", style="dim")
