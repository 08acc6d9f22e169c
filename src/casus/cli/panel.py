"""`casus panel`: states or pairs of states by year, with the columns of what you have."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.cli.options import add_data, add_overlay, count, day
from casus.errors import InputError

if TYPE_CHECKING:
    from casus.sources.panels import Panel

UNITS = ("state-year", "state-day", "dyad-year", "directed-dyad-year", "k-ad-year")
CODES = ("cow", "gw", "iso")
VERBS = (
    "alliances", "duties", "disputes", "gml-disputes", "wars", "capabilities", "votes",
    "ideal-points", "council-votes", "vetoes", "contiguity", "distance", "transfers", "similarity",
    "votes-similarity", "book-similarity", "transfers-similarity", "statements",
)  # fmt: skip


def days(text: str) -> tuple[dt.date, dt.date]:
    """A span of days as an argument."""
    one, _, other = text.partition(":")
    first, last = day(one), day(other or one)
    if first > last:
        raise argparse.ArgumentTypeError(
            f"{text!r} ends before it begins; accepted: 2024-06-01:2024-06-30"
        )
    return first, last


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="a name that ends in .csv, .parquet or .dta")
    parser.add_argument("--unit", choices=UNITS, default="directed-dyad-year", help="what a row is")
    parser.add_argument("--from", dest="first", type=int, required=True, metavar="YEAR")
    parser.add_argument("--to", dest="last", type=int, required=True, metavar="YEAR")
    parser.add_argument("--codes", choices=CODES, default="cow", help="the codes of states")
    parser.add_argument(
        "--states", metavar="CODES", help="these states alone, in the codes of the panel: 2,200,365"
    )
    parser.add_argument(
        "--add", metavar="COLUMNS", default="", help=f"any of {', '.join(VERBS)}; commas between"
    )
    parser.add_argument(
        "--days", metavar="DAY:DAY", type=days, help="state-day: the first and the last day"
    )
    parser.add_argument(
        "--size", metavar="N", type=count, default=3, help="k-ad-year: states in a set (default 3)"
    )
    parser.add_argument("--ledger", metavar="DIR", help="the ledger of the column statements")
    add_data(parser)
    add_overlay(parser)


def run(given: argparse.Namespace) -> int:
    """Write the panel and say what is in it and what is missing."""
    from casus.cli.console import console
    from casus.sources.panels import Panel

    verbs = [word.strip() for word in given.add.split(",") if word.strip()]
    for word in verbs:
        if word not in VERBS:
            raise InputError(f"--add {word}: accepted are {', '.join(VERBS)}")
    panel = Panel.build(
        given.unit, given.first, given.last, codes=given.codes, data=given.data,
        states=_states(given.states, given.codes), days=given.days, size=given.size,
    )  # fmt: skip
    for word in verbs:
        panel = _added(panel, word, given)
    path = panel.write(given.file)
    out = console()
    out.print(str(path), soft_wrap=True)
    out.print(f"{panel.grid.unit} in {panel.grid.codes} codes, {len(panel)} rows")
    out.print(f"from {', '.join(panel.sources) or 'the list of states of casus'}")
    for one in panel.missing():
        if one["rows"]:
            out.print(f"  {one['added']} missing on {one['rows']} rows: {one['reason']}")
    return 0


def _added(panel: Panel, word: str, given: argparse.Namespace) -> Panel:
    if word == "duties" and given.book:
        from casus.book import load_book

        return panel.add_duties(load_book(overlay=given.book))
    if word == "statements":
        if given.ledger is None or not Path(given.ledger).is_dir():
            name = given.ledger or "nothing"
            raise InputError(f"statements: --ledger names the folder of a ledger, got {name}")
        return panel.add_statements(given.ledger)
    if word == "gml-disputes":
        return panel.add_disputes("gml")
    if word.endswith("similarity"):
        return panel.add_similarity(word.partition("-")[0] if "-" in word else "atop")
    added: Panel = getattr(panel, "add_" + word.replace("-", "_"))()
    return added


def _states(text: str | None, codes: str) -> list[Any] | None:
    if text is None:
        return None
    words = [word.strip() for word in text.split(",") if word.strip()]
    if codes == "iso":
        return [word.upper() for word in words]
    if wrong := [word for word in words if not word.isdigit()]:
        raise InputError(f"--states {wrong[0]}: accepted are numbers of {codes} such as 2,200,365")
    return [int(word) for word in words]
