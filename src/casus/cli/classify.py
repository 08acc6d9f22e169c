"""`casus classify`: the one type of event that a text gives to a directed pair of its spans."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from casus.cli.console import counted, note
from casus.cli.options import add_json, add_lang, add_workers


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="a sentence or two")
    parser.add_argument("source", nargs="?", metavar="SOURCE", help="who acts: words of the text")
    parser.add_argument("target", nargs="?", metavar="TARGET", help="towards whom: words of it too")
    parser.add_argument(
        "--batch",
        metavar="FILE",
        help="pairs, one JSON object a line (id, text, source, target); -",
    )
    add_lang(parser, "the language (default: by the content)")
    add_workers(parser)
    parser.add_argument("--why", action="store_true", help="also what decided")
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Answer one pair, or a file of them; a bad line is named and the rest is done."""
    from casus.extract.pairs import classify_batch

    if given.batch:
        if given.text:
            note("casus classify: either TEXT SOURCE TARGET or --batch FILE")
            return 2
        rows: Iterable[Any] = _lines(given.batch)
    elif given.target:
        rows = [{key: getattr(given, key) for key in ("text", "source", "target")} | {"id": "pair"}]
    else:
        note("casus classify: TEXT SOURCE TARGET, or --batch FILE, is needed")
        return 2
    failed = 0
    answers = classify_batch(rows, given.lang, given.workers)
    for name, answer in counted(answers, "answered"):
        if isinstance(answer, Exception):
            failed += 1
            where = f"{given.batch}: {_plain(name)}: " if given.batch else ""
            note(f"casus: {where}{answer}")
            continue
        if not answer.placed:  # answered as far as it goes, and named
            failed += 1
            where = f"{given.batch}: {_plain(name)}: " if given.batch else ""
            note(f"casus: {where}no target stands near the source: answered without it")
        if given.json:
            named = {"id": name} if given.batch else {}
            line = json.dumps(named | answer.as_dict(why=given.why), ensure_ascii=False)
            print(line.encode("utf-8", "replace").decode("utf-8"))
        else:
            _print(answer, f"{_plain(name)}\t" if given.batch else "", why=given.why)
    return 1 if failed else 0


def _plain(name: Any) -> str:
    """An id as one line: what is no text as JSON."""
    words = name if isinstance(name, str) else json.dumps(name, ensure_ascii=False)
    return " ".join(words.split()).encode("utf-8", "replace").decode("utf-8")


def _print(answer: Any, before: str, *, why: bool) -> None:
    print(f"{before}{answer.type}\t{answer.sure:.2f}")
    if not why:
        return
    for event in answer.events:
        print(f"  heard: {event}")
    for name, weight in answer.why:
        print(f"  {weight:+.2f} {name}")
    print(f"  next: {answer.next}")


def _lines(path: str) -> Iterator[str]:
    """The lines of a file, or of standard input for `-`."""
    from casus.errors import UnreadableSource

    if path == "-":
        yield from sys.stdin
        return
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as lines:  # noqa: PTH123
            yield from lines
    except OSError as err:
        raise UnreadableSource(path, err.strerror or str(err)) from None
