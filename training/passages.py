"""Labelled passages of our own, in a notation that is quick to write and to read.

A file holds one language (`<lang>-<name>.txt`), passages parted by an empty line:

    # 2024-06-19
    Moscow warned Seoul not to arm Kyiv. …
    > Moscow warned Seoul not to arm Kyiv :: THREATEN RUS>KOR ; if AID/military KOR>UKR ; by RUS

The first line is the day, the second the text, then a line a statement: its quote, a verbatim
piece of the text, and its record in the notation of the packs' examples (`docs/packs.md`). No `by`
means that the speaker is nobody; no status means `actual`. A passage may have no statement.

Every sixteenth passage of a file, the first one on, is kept aside: nothing is taught on it, so that
it can be chosen and measured by. Files written before that was so were taught whole, and none of
theirs is measured by; `passages/taught-whole.list` names them.

`python training/passages.py [FILE…]` checks files and names each bad line.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casus.extract.examples import parse_record

FOLDER = Path(__file__).with_name("passages")

EVERY = 16
"""One in so many passages is kept aside."""


def read_passages(path: Path) -> list[dict[str, Any]]:
    """The passages of a file as labelled rows; raises ValueError naming every bad line."""
    lang = path.name.partition("-")[0]
    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    for first, lines in _blocks(path.read_text("utf-8")):
        row = {"id": f"{path.stem}-{len(rows) + 1:03}", "lang": lang, "statements": []}
        try:
            row["published"] = dt.date.fromisoformat(lines[0].removeprefix("#").strip()).isoformat()
            row["text"] = lines[1]
        except (ValueError, IndexError) as err:
            faults.append(f"{path}:{first}: a passage begins '# YYYY-MM-DD', then its text ({err})")
            continue
        for n, line in enumerate(lines[2:], first + 2):
            try:
                row["statements"].append(_statement(line, row["text"]))
            except ValueError as err:
                faults.append(f"{path}:{n}: {err}")
        rows.append(row)
    if faults:
        raise ValueError("\n".join(faults))
    return rows


def own_passages(lang: str, folder: Path = FOLDER, later: bool = False) -> list[dict[str, Any]]:
    """The passages of our own in a language that may be learned from; with `later` those of the
    files alone that were not taught whole, from which the lexicon has no words."""
    return [row for rows in _files(lang, folder, later) for n, row in enumerate(rows) if n % EVERY]


def heard_passages(lang: str, folder: Path = FOLDER, later: bool = False) -> list[dict[str, Any]]:
    """The passages of our own in a language that the encoder, and the weights of what words tell,
    may be taught on."""
    unheard = {row["id"] for row in unheard_passages(lang, folder)}
    return [row for row in own_passages(lang, folder, later) if row["id"] not in unheard]


def unheard_passages(lang: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The passages of our own in a language that may be learned from, and whose labels the encoder
    was not taught."""
    unheard = set((folder / "unheard.list").read_text("utf-8").split())
    rows = own_passages(lang, folder, later=True)
    return [row for row in rows if row["id"].rpartition("-")[0] in unheard]


def general_passages(lang: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The passages of our own in a language that may be learned from and are general prose, in
    which hardly anything is told."""
    general = set((folder / "general.list").read_text("utf-8").split())
    rows = own_passages(lang, folder, later=True)
    return [row for row in rows if row["id"].rpartition("-")[0] in general]


def passages_aside(lang: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The passages of our own in a language on which nothing was ever taught."""
    files = _files(lang, folder, later=True)
    return [row for rows in files for n, row in enumerate(rows) if n % EVERY == 0]


def _files(lang: str, folder: Path, later: bool) -> list[list[dict[str, Any]]]:
    """The files of a language; with `later` those alone that were not taught whole."""
    whole = set((folder / "taught-whole.list").read_text("utf-8").split()) if later else set()
    paths = sorted(folder.glob(f"{lang}-*.txt"))
    return [read_passages(path) for path in paths if path.stem not in whole]


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The number of the first line and the lines of each passage."""
    block: list[str] = []
    for n, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield n - len(block), block
            block = []


def _statement(line: str, text: str) -> dict[str, Any]:
    if not line.startswith(">") or "::" not in line:
        raise ValueError(f"{line[:60]!r}: '> quote :: RECORD' is expected")
    quote, _, told = line[1:].rpartition("::")
    quote = quote.strip()
    if quote not in text or not quote:
        raise ValueError(f"{quote[:60]!r} does not stand in the text")
    return {"quote": quote, "speaker": [], **parse_record(told)}


def main() -> int:
    """The command."""
    bad = 0
    for path in [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.txt")):
        try:
            rows = read_passages(path)
        except ValueError as err:
            print(err, file=sys.stderr)
            bad += 1
            continue
        n = sum(len(row["statements"]) for row in rows)
        empty = sum(not row["statements"] for row in rows)
        print(f"{path.name}: {len(rows)} passages, {empty} without a statement, {n} statements")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
