"""Edge files of users: CSV with the columns `u,v,sign`."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from casus.blocs.network import EDGES_AT_MOST, SignedNetwork, twice
from casus.errors import BadNetwork, UnreadableSource

COLUMNS: Final = ("u", "v", "sign")
SIGNS: Final = {"1": 1, "+1": 1, "+": 1, "-1": -1, "-": -1, "−1": -1, "−": -1, "1.0": 1, "-1.0": -1}
"""How a sign may be written."""
BYTES_AT_MOST: Final = 100_000_000
NAME_AT_MOST: Final = 200


def read_edges(source: str | Path) -> SignedNetwork:
    """The network of an edge file; `-` is standard input.

    The file is CSV in UTF-8 with the columns `u,v,sign`, a row a pair, in any order of columns;
    others are left aside. Raises `UnreadableSource` where there is no such file, and `BadNetwork`,
    which names the lines, for loops, pairs that stand twice, empty names and bad signs.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "edges.csv"
    >>> _ = path.write_text("u,v,sign\\nPRK,RUS,1\\nKOR,PRK,-1\\n")
    >>> list(read_edges(path).ties())
    [('KOR', 'PRK', -1), ('PRK', 'RUS', 1)]
    """
    name = "standard input" if str(source) == "-" else str(source)
    return _network(csv_rows(source, name), name)


def csv_rows(source: str | Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the line that it ends on; raises `UnreadableSource`."""
    rows = csv.reader(io.StringIO(_text(source, name), newline=""), strict=True)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as err:
        raise UnreadableSource(name, f"line {rows.line_num}: no CSV: {err}") from None


def _text(source: str | Path, name: str) -> str:
    try:
        if str(source) == "-":
            data = sys.stdin.buffer.read(BYTES_AT_MOST + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(BYTES_AT_MOST + 1)
    except OSError as err:
        raise UnreadableSource(name, err.strerror or str(err)) from None
    if len(data) > BYTES_AT_MOST:
        raise UnreadableSource(name, f"more than {BYTES_AT_MOST:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        raise UnreadableSource(name, f"line {line}: not UTF-8; accepted: CSV in UTF-8") from None


def _network(rows: Iterator[tuple[int, list[str]]], name: str) -> SignedNetwork:
    head = [cell.strip().lower() for cell in next(rows, (0, list[str]()))[1]]
    missing = [column for column in COLUMNS if head.count(column) != 1]
    if missing:
        raise BadNetwork(
            [f"the first line needs the column {missing[0]!r} once; got {','.join(head)[:80]!r}"],
            name,
        )
    at = [head.index(column) for column in COLUMNS]
    faults: list[str] = []
    seen: dict[tuple[str, str], tuple[int, int]] = {}
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(at):
            faults.append(f"line {line}: {len(row)} cells; u, v and sign are needed")
            continue
        u, v, text = (row[i].strip() for i in at)
        sign = SIGNS.get(text)
        pair = (u, v) if u <= v else (v, u)
        if not u or not v or len(u) > NAME_AT_MOST or len(v) > NAME_AT_MOST:
            faults.append(f"line {line}: a node has no name, or one of over {NAME_AT_MOST} letters")
        elif sign is None:
            faults.append(f"line {line}: the sign is {text[:20]!r}; accepted: 1 and -1")
        elif u == v:
            faults.append(f"line {line}: a loop: {u!r} is tied to itself; leave it out")
        elif pair in seen:
            before, other = seen[pair]
            faults.append(f"lines {before} and {line}: {twice(u, v, sign == other)}")
        else:
            seen[pair] = (line, sign)
        if len(seen) > EDGES_AT_MOST:
            raise BadNetwork([f"more than {EDGES_AT_MOST:,} edges"], name)
    if not seen and not faults:
        faults.append("no edges: a row a pair is needed, for example PRK,RUS,1")
    if faults:
        raise BadNetwork(faults, name)
    return SignedNetwork.of((u, v, sign) for (u, v), (_, sign) in seen.items())
