"""`casus ledger`: statements that were kept over many runs."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from casus.cli.console import console, note
from casus.cli.options import add_json, count


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="the documents that are kept")
    shown = actions.add_parser("show", help="the statements that are kept")
    asked = actions.add_parser("sql", help="ask in SQL: articles, statements, mentions, checks")
    written = actions.add_parser("export", help="write statements to a file")
    for action in (listed, shown, asked, written):
        action.add_argument("ledger", metavar="DIR", help="the ledger's folder")
    for action in (shown, written):
        for option, text in (
            ("type", "only statements of this type"), ("actor", "only with this actor"),
            ("recipient", "only with this recipient"), ("status", "only of this status"),
            ("lang", "only in this language"), ("article", "only of this document"),
        ):  # fmt: skip
            action.add_argument(f"--{option}", metavar=option.upper(), help=text)
    asked.add_argument("query", metavar="QUERY", help="a SELECT; it sees nothing but the ledger")
    asked.add_argument(
        "--limit", type=count, default=1000, metavar="N", help="at most N rows (default: 1000)"
    )
    for action in (listed, shown, asked):
        add_json(action)
    written.add_argument("file", metavar="FILE", help="a name that ends in the format; - for csv")


def run(given: argparse.Namespace) -> int:
    """Do what was asked of the ledger."""
    from casus.errors import InputError
    from casus.ledger import Ledger

    if not Path(given.ledger).is_dir():
        raise InputError(f"{given.ledger}: no such ledger; `casus read INPUT --to DIR` makes one")
    ledger = Ledger(given.ledger)
    if given.action == "list":
        query = (
            "SELECT article, published, lang, n_statements, title, source FROM articles "
            "ORDER BY published, article, document"
        )
        _print(ledger.sql(query), given.json)
    elif given.action == "sql":
        rows = ledger.sql(given.query, given.limit + 1)
        if len(rows) > given.limit:
            note(f"casus: the first {given.limit} rows; see --limit")
        _print(rows.first(given.limit), given.json)
    else:
        names = ("type", "actor", "recipient", "status", "lang", "article")
        where = {name: getattr(given, name) for name in names}
        rows = ledger.statements(**where)
        if given.action == "show":
            _print(rows, given.json, _SHOWN)
        else:
            _export(rows, given.file, given.status)
    return 0


_SHOWN = ("article", "published", "type", "mode", "actor", "recipient", "status", "quote")


def _print(rows: Any, as_json: bool, columns: tuple[str, ...] | None = None) -> None:
    if as_json:
        for row in rows.dicts():
            print(json.dumps(row, ensure_ascii=False, default=str))
        return
    from rich.table import Table
    from rich.text import Text

    from casus.ledger.query import shown

    names = columns or tuple(rows.columns)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows.dicts():
        table.add_row(*(Text(shown(row[name])) for name in names))
    out = console()
    out.print(table)
    out.print(f"{len(rows)} row{'s' if len(rows) != 1 else ''}", style="dim")


def _export(rows: Any, name: str, status: str | None) -> None:
    from casus.ledger.export import OF_THE_FIELD, export, form_of
    from casus.sources.codes import number_of

    if name == "-":
        export(rows, sys.stdout.buffer, "csv")
        return
    path = Path(name)
    form = form_of(path)
    told = rows
    if form in OF_THE_FIELD and status is None:
        told = rows.where("status", "actual")
        if left := len(rows) - len(told):
            note(f"casus: {left} that did not happen are left out; see --status")
    with path.open("wb") as to:
        export(told, to, form, lambda code, day: number_of(code, "cow", day))
    note(f"{path}: {len(told)} statements")
