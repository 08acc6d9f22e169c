"""What is exported can be read again, by a program and by a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from casus.errors import InputError
from casus.ledger import Ledger
from casus.ledger.export import export, form_of
from casus.model import Reading

Make = Callable[..., Reading]


@pytest.fixture
def ledger(tmp_path: Path, reading: Make) -> Ledger:
    ledger = Ledger(tmp_path)
    ledger.add(
        [
            reading("a"),
            reading("b", 'Iran, "the centre",\nwarned Iraq – پێشتر'),
            reading("c", "=HYPERLINK(1) Iran warned Iraq"),
        ]
    )
    return ledger


def written(ledger: Ledger, form: str) -> bytes:
    to = io.BytesIO()
    export(ledger.statements(), to, form)
    return to.getvalue()


def test_parquet_round_trips(ledger: Ledger) -> None:
    table = pq.read_table(io.BytesIO(written(ledger, "parquet")))
    assert table.to_pylist() == ledger.statements().dicts()


def test_jsonl_round_trips(ledger: Ledger) -> None:
    lines = written(ledger, "jsonl").decode().splitlines()
    rows = [
        dict(row, published=row["published"].isoformat()) for row in ledger.statements().dicts()
    ]
    assert [json.loads(line) for line in lines] == rows


def test_csv_round_trips_but_for_armed_cells(ledger: Ledger) -> None:
    rows = list(csv.DictReader(io.StringIO(written(ledger, "csv").decode(), newline="")))
    kept = ledger.statements().dicts()
    assert [row["quote"] for row in rows[:2]] == [row["quote"] for row in kept[:2]]
    assert [row["id"] for row in rows] == [row["id"] for row in kept]
    assert {row["condition_recipient"] for row in rows} == {"UKR"}
    assert {row["published"] for row in rows} == {"2024-06-22"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, reading: Make, start: str) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([reading("a", f"{start}cmd|' /C calc'!A0")])
    rows = list(csv.DictReader(io.StringIO(written(ledger, "csv").decode(), newline="")))
    assert rows[0]["quote"].startswith("'" + start[0])


def test_an_ending_tells_the_format() -> None:
    assert form_of(Path("out.CSV")) == "csv"
    assert form_of(Path("a.b.parquet")) == "parquet"
    with pytest.raises(InputError, match=r"\.polecat\.tsv, \.csv, \.jsonl, \.parquet"):
        form_of(Path("out.xlsx"))
    with pytest.raises(InputError, match="one of plover, polecat, csv, jsonl, parquet"):
        export(Ledger("nowhere").statements(), io.BytesIO(), "xlsx")
