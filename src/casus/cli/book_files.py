"""`casus book check`, `diff`, `new` and `test`: for those who write the files of the book."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from casus.cli.console import console, note
from casus.cli.options import add_json, add_overlay, day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from casus.book.changes import Change


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="check a book: schema, dates, references")
    check.add_argument("folder", nargs="?", metavar="DIR", help="default: the built-in book")
    diff = actions.add_parser("diff", help="what changed in the book between two days")
    diff.add_argument("first", metavar="DAY1", type=day)
    diff.add_argument("second", metavar="DAY2", type=day)
    diff.add_argument("--of", metavar="STATE", dest="state", help="only what names this state")
    add_overlay(diff)
    add_json(diff)
    new = actions.add_parser("new", help="start a file of your own from a template")
    new.add_argument("kind", choices=("treaty", "measure"), metavar="KIND",
                     help="treaty or measure")  # fmt: skip
    new.add_argument("id", metavar="ID", help="small letters, digits and _")
    test = actions.add_parser("test", help="ask the cases, and compare with what is expected")
    test.add_argument("paths", nargs="*", metavar="PATH", type=Path,
                      help="files of cases, or folders (default: those of the book)")  # fmt: skip
    add_overlay(test)
    new.add_argument("--to", metavar="DIR", default="mybook",
                     help="the folder to be laid over the book (default: mybook)")  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Do what was asked for."""
    if given.action == "check":
        return _check(given.folder)
    if given.action == "test":
        return _test(given.paths, given.book)
    if given.action == "new":
        return _new(given.kind, given.id, given.to)
    return _diff(given)


def _check(folder: str | None) -> int:
    from casus.ask.reach import unreached
    from casus.book.check import check_book, checked_book

    report = check_book(folder)
    out = console()
    if report.sound:  # a book that cannot be read cannot be asked either
        report.errors += unreached(checked_book(folder), report.instruments)
    for line in (*report.errors, *report.warnings):
        out.print(line)
    out.print(", ".join(_counted(name, n) for name, n in report.counts.items()))
    n = len(report.errors)
    out.print("sound" if report.sound else f"{n} error{'s' if n > 1 else ''}")
    return 0 if report.sound else 1


def _counted(name: str, n: int) -> str:
    """A count in words.

    >>> _counted("parties", 1), _counted("clauses", 2)
    ('1 party', '2 clauses')
    """
    if n == 1 and not name.startswith("verified"):
        name = name[:-3] + "y" if name.endswith("ies") else name[:-1]
    return f"{n} {name}"


def _test(paths: Sequence[Path], overlay: str | None) -> int:
    from casus.ask.cases import BUILT_IN, judge, read_cases
    from casus.book import load_book
    from casus.errors import BookError

    book = load_book(overlay=overlay)
    cases, failed, right = [], 0, 0
    for path in paths or (BUILT_IN, *([Path(overlay) / "cases"] if overlay else [])):
        if path not in paths and not path.is_dir():
            continue  # a folder laid over the book need not have cases of its own
        try:
            cases += read_cases(path)
        except BookError as err:  # the other files are asked all the same
            failed += 1
            note(f"casus: {err}")
    for case in cases:
        wrong = judge(case, book)
        right += not wrong
        for line in wrong:
            print(f"{case.where} {case.name}: {line}")
    print(f"{right} of {len(cases)} cases as expected")
    return 0 if right == len(cases) and not failed else 1


def _new(kind: str, name: str, folder: str) -> int:
    from casus.book import load_book
    from casus.book.template import start_file

    path = start_file(kind, name, Path(folder))
    print(f"{path} is there to be filled in; then: casus book check {folder}")
    book = load_book()
    if name in book.treaties or name in book.measures:
        note(f"casus: the built-in book has {name}: laid over it, your file takes its place")
    return 0


def _diff(given: argparse.Namespace) -> int:
    from casus.book import load_book
    from casus.book.changes import changes_between
    from casus.names import code_of

    first, second = sorted((given.first, given.second))
    state = code_of(given.state, second) if given.state else None
    changes = changes_between(load_book(overlay=given.book), first, second, state)
    if given.json:
        record = {"from": first.isoformat(), "to": second.isoformat(),
                  "changes": [change.as_dict() for change in changes]}  # fmt: skip
        print(json.dumps(record, ensure_ascii=False))
    else:
        _print_changes(changes, first, second)
    return 0


def _print_changes(changes: Sequence[Change], first: dt.date, second: dt.date) -> None:
    from rich.table import Table

    out = console()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("day", "instrument", "what", "note"):
        table.add_column(name, overflow="fold")
    for change in changes:
        table.add_row(change.day, change.instrument, told(change), change.note)
    if changes:
        out.print(table)
    n = f"{len(changes)} changes" if len(changes) != 1 else "1 change"
    out.print(f"{n} after {first}, up to {second}", style="dim")


def told(change: Change, most: int = 12) -> str:
    """The change in words; beyond `most` states or paragraphs they are counted."""
    from casus.book.changes import KINDS

    parts = [KINDS[change.kind]]
    for names, noun in (
        (change.articles, "paragraphs" if change.against else "clauses"),
        (change.states, "states"),
    ):
        if names:
            parts.append(" ".join(names) if len(names) <= most else f"{len(names)} {noun}")
    if change.against:
        parts.append(f"against {' '.join(change.against)}")
    return " ".join(parts)
