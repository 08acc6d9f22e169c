"""A ledger's statements in the forms that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from casus.errors import InputError
from casus.ledger.field import Number, write_plover, write_polecat
from casus.ledger.query import Rows, shown, unarmed

ENDINGS: Final = {
    ".plover.jsonl": "plover", ".polecat.tsv": "polecat",
    ".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet",
}  # fmt: skip
"""What a file's name ends in, and the format that it asks for."""

FORMATS: Final = tuple(ENDINGS.values())
"""What `casus ledger export` can write."""

OF_THE_FIELD: Final = ("plover", "polecat")
"""Formats whose readers count every line as a deed."""


def export(rows: Rows, to: IO[bytes], form: str, number: Number = lambda _code, _day: None) -> None:
    """Write rows in one of `FORMATS` (UTF-8); raises `InputError` for another.

    `number` gives the numbers of the Correlates of War that the table of `polecat` has.
    """
    writers: dict[str, Callable[[Rows, IO[bytes]], None]] = {
        "csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet,
        "plover": write_plover, "polecat": lambda rows, to: write_polecat(rows, to, number),
    }  # fmt: skip
    if form not in writers:
        raise InputError(f"format {form!r}: one of {', '.join(FORMATS)}")
    writers[form](rows, to)


def form_of(path: Path) -> str:
    """The format that the ending of a file's name asks for; raises `InputError` for another.

    >>> form_of(Path("kept.polecat.tsv")), form_of(Path("kept.CSV"))
    ('polecat', 'csv')
    """
    for ending, form in ENDINGS.items():
        if path.name.lower().endswith(ending):
            return form
    raise InputError(f"{path}: the name ends in none of {', '.join(ENDINGS)}")


def _write_csv(rows: Rows, to: IO[bytes]) -> None:
    import csv
    import io

    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(rows.columns)
    for row in rows.rows:
        writer.writerow([unarmed(shown(value)) for value in row])
    text.detach()


def _write_jsonl(rows: Rows, to: IO[bytes]) -> None:
    for row in rows.dicts():
        line = json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False)
        to.write(line.encode() + b"\n")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write_parquet(rows: Rows, to: IO[bytes]) -> None:
    import pyarrow.parquet as pq

    pq.write_table(rows.arrow(), to, compression="zstd")
