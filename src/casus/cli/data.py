"""`casus data`: the official files that a user has, added, listed, cited."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.cli.console import console, note
from casus.cli.options import add_json

if TYPE_CHECKING:
    from casus.sources.definition import Definition
    from casus.sources.shelf import Shelf
    from casus.sources.source import Source


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    added = actions.add_parser("add", help="recognise, check and keep official files")
    added.add_argument(
        "files", nargs="+", metavar="FILE", help="csv, tab-separated text, Parquet, zip archives"
    )
    added.add_argument(
        "--as", dest="name", metavar="ID", help="the data set, where a header fits several"
    )
    added.add_argument(
        "--unchecked", action="store_true",
        help="take a file whose count of rows is not that of its version",
    )  # fmt: skip
    listed = actions.add_parser("list", help="the data sets that are kept or found, with coverage")
    listed.add_argument(
        "--known", action="store_true", help="every data set that casus can read, and its files"
    )
    cited = actions.add_parser("cite", help="BibTeX of data sets, or of what an answer used")
    cited.add_argument(
        "what", nargs="*", metavar="WHAT", help="ids, or files of answers (default: all you have)"
    )
    for action in (added, listed, cited):
        action.add_argument(
            "--data", metavar="DIR", help="the folder of data sets (default: the user's own)"
        )
    for action in (added, listed):
        add_json(action)


def run(given: argparse.Namespace) -> int:
    """Do what was asked of the data sets."""
    from casus.sources.shelf import Shelf

    if given.action == "add":
        folder = given.data
        shelf = Shelf.open() if folder is None else Shelf(Path(folder))
        return _add(given, shelf)
    shelf = Shelf.open(given.data)
    if given.action == "list":
        return _known(given.json) if given.known else _list(shelf, given.json)
    return _cite(shelf, given.what)


def _add(given: argparse.Namespace, shelf: Shelf) -> int:
    from casus.errors import CasusError
    from casus.sources.archive import is_archive, unpacked

    code = 0
    for name in given.files:
        path = Path(name)
        try:
            if not is_archive(path):
                _told(given, name, shelf.add(path, given.name, unchecked=given.unchecked))
                continue
            with unpacked(path) as files:
                code |= _add_members(given, shelf, name, files)
        except CasusError as err:
            note(f"casus: {err}")
            code = 1
    return code


def _add_members(given: argparse.Namespace, shelf: Shelf, name: str, files: list[Path]) -> int:
    """Add what is known of an archive. What is like no data set (notes, codebooks) is named, and
    is a fault only where nothing else is known."""
    from casus.errors import UnreadableSource
    from casus.sources.recognise import NotKnown

    n_added = n_broken = 0
    for path in files:
        shown = f"{name}, {path.name}"
        try:
            source = shelf.add(path, given.name, unchecked=given.unchecked)
        except UnreadableSource as err:
            n_broken += not isinstance(err, NotKnown)
            note(f"casus: {shown}: {err.why}")
            continue
        _told(given, shown, source)
        n_added += 1
    return 0 if n_added and not n_broken else 1


def _told(given: argparse.Namespace, name: str, source: Source) -> None:
    told: dict[str, Any] = {
        "file": name, "id": source.definition.id, "version": source.version,
        "rows": source.table.num_rows, "first": source.first, "last": source.last,
        "checked": source.checked, "notes": list(source.notes),
    }  # fmt: skip
    if given.json:
        print(json.dumps(told, ensure_ascii=False))
        return
    out = console()
    covers = f", {source.first} to {source.last}" if source.first is not None else ""
    count = "the count of this version" if source.checked else "not counted against a version"
    out.print(name, soft_wrap=True)
    out.print(f"  {source.definition.title}, version {source.version}{covers}")
    out.print(f"  {source.table.num_rows} rows ({count}); terms: {source.definition.terms}")
    for remark in source.notes:
        out.print(f"  note: {remark}")


def _list(shelf: Shelf, as_json: bool) -> int:
    rows: list[dict[str, Any]] = [
        {"id": one.id, "version": one.version, "rows": one.rows, "first": one.first,
         "last": one.last, "checked": one.checked, "file": one.file, "kept": True}
        for one in shelf.kept()
    ]  # fmt: skip
    there = {row["id"] for row in rows}
    for name, paths in sorted(shelf.loose().items()):
        rows += [
            {"id": name, "version": None, "rows": None, "first": None, "last": None,
             "checked": None, "file": str(path), "kept": False}
            for path in paths if name not in there
        ]  # fmt: skip
    if as_json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return 0
    out = console()
    if not rows:
        out.print(f"no data sets in {shelf.folder}; `casus data add FILE` keeps one")
        return 0
    table = _table("data set", "version", "rows", "covers", "from")
    for row in rows:
        covers = "" if row["first"] is None else f"{row['first']}–{row['last']}"
        table.add_row(
            row["id"], row["version"] or "", "" if row["rows"] is None else str(row["rows"]),
            covers, row["file"] if row["kept"] else f"{Path(row['file']).name} (not added)",
        )  # fmt: skip
    out.print(table)
    if not all(row["kept"] for row in rows):
        folders = dict.fromkeys(str(Path(row["file"]).parent) for row in rows if not row["kept"])
        out.print(f"not added, but found in {', '.join(folders)}", style="dim")
    return 0


def _known(as_json: bool) -> int:
    from casus.sources.definition import definitions

    table = _table("data set", "title", "official files")
    for one in definitions().values():
        if as_json:
            told = {"id": one.id, "title": one.title, "unit": one.unit, "codes": one.codes,
                    "files": one.files, "terms": one.terms}  # fmt: skip
            print(json.dumps(told, ensure_ascii=False))
        table.add_row(one.id, one.title, one.files)
    if not as_json:
        console().print(table)
    return 0


def _cite(shelf: Shelf, what: list[str]) -> int:
    from casus.sources.cite import bibtex, cited_in
    from casus.sources.definition import definition, definitions

    names: list[str] = []
    for word in what:
        if word in definitions():
            names.append(word)
        elif Path(word).is_file():
            names += cited_in(Path(word))
        else:
            definition(word)  # an error that names those there are
    if not what:
        names = sorted({one.id for one in shelf.kept()} | set(shelf.loose()))
    cited: list[Definition] = [definition(name) for name in dict.fromkeys(names)]
    text = bibtex(cited)
    if text:
        print(text)
    return 0


def _table(*names: str) -> Any:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    return table
