"""A ledger's statements in the forms that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from casus.errors import InputError
from casus.ledger.query import Rows, shown

FORMATS: Final = ("csv", "jsonl", "parquet")
"""What `casus ledger export` can write."""


def export(rows: Rows, to: IO[bytes], form: str) -> None:
    """Write rows as `csv`, `jsonl` or `parquet` (UTF-8); raises `InputError` for another form."""
    writers: dict[str, Callable[[Rows, IO[bytes]], None]] = {
        "csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet,
    }  # fmt: skip
    if form not in writers:
        raise InputError(f"format {form!r}: one of {', '.join(FORMATS)}")
    writers[form](rows, to)


def form_of(path: Path) -> str:
    """The format that the ending of a file's name asks for; raises `InputError` for another."""
    ending = path.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise InputError(f"{path}: the name ends in none of {', '.join('.' + f for f in FORMATS)}")
    return ending


def _write_csv(rows: Rows, to: IO[bytes]) -> None:
    import csv
    import io

    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(rows.columns)
    for row in rows.rows:
        writer.writerow([_unarmed(shown(value)) for value in row])
    text.detach()


def _unarmed(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula: the text is not ours."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _write_jsonl(rows: Rows, to: IO[bytes]) -> None:
    for row in rows.dicts():
        line = json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False)
        to.write(line.encode() + b"\n")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write_parquet(rows: Rows, to: IO[bytes]) -> None:
    import pyarrow.parquet as pq

    pq.write_table(rows.arrow(), to, compression="zstd")
