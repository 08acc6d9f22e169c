"""`casus ledger`: each action over statements that `casus read --to` kept."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

Casus = Callable[..., Any]


@pytest.fixture
def kept(casus: Casus, tmp_path: Path) -> Path:
    passages = tmp_path / "passages.jsonl"
    lines = [
        {"id": "a", "text": "Iran threatened to attack Israel.", "published": "2024-04-13"},
        {"id": "b", "text": "Russia invaded Ukraine.", "published": "2022-02-24"},
    ]
    passages.write_text("".join(json.dumps({**line, "lang": "en"}) + "\n" for line in lines))
    assert casus("read", passages, "--to", tmp_path / "kept", "--json").code == 0
    return tmp_path / "kept"


def test_list_names_the_documents_by_day(casus: Casus, kept: Path) -> None:
    done = casus("ledger", "list", kept, "--json")
    assert [record["article"] for record in done.records] == ["b", "a"]
    assert [record["n_statements"] for record in done.records] == [1, 1]
    assert "2 rows" in casus("ledger", "list", kept).out


def test_show_narrows_by_what_was_said(casus: Casus, kept: Path) -> None:
    done = casus("ledger", "show", kept, "--type", "THREATEN", "--actor", "IRN", "--json")
    assert [record["recipient"] for record in done.records] == [["ISR"]]
    done = casus("ledger", "show", kept, "--recipient", "UKR", "--status", "actual")
    assert "Russia invaded Ukraine" in done.out
    assert "Israel" not in done.out
    assert casus("ledger", "show", kept, "--lang", "id", "--json").out == ""
    assert len(casus("ledger", "show", kept, "--article", "a", "--json").records) == 1


def test_sql_asks_the_tables(casus: Casus, kept: Path) -> None:
    query = "SELECT actor, published FROM statements WHERE type = 'ASSAULT'"
    [record] = casus("ledger", "sql", kept, query, "--json").records
    assert record == {"actor": ["RUS"], "published": "2022-02-24"}


def test_sql_says_when_rows_are_left_out(casus: Casus, kept: Path) -> None:
    done = casus("ledger", "sql", kept, "SELECT * FROM range(5)", "--limit", 3, "--json")
    assert len(done.records) == 3
    assert "the first 3 rows" in done.err
    done = casus("ledger", "sql", kept, "SELECT * FROM range(3)", "--limit", 3, "--json")
    assert (len(done.records), done.err) == (3, "")
    assert casus("ledger", "sql", kept, "SELECT 1", "--limit", 0).code == 2


def test_a_wrong_query_is_an_error_not_a_traceback(casus: Casus, kept: Path) -> None:
    done = casus("ledger", "sql", kept, "SELECT colour FROM statements")
    assert (done.code, done.out) == (1, "")
    assert "colour" in done.err
    assert "Traceback" not in done.err


def test_export_writes_what_the_name_asks_for(casus: Casus, kept: Path, tmp_path: Path) -> None:
    for ending in ("csv", "jsonl", "parquet"):
        done = casus("ledger", "export", kept, tmp_path / f"out.{ending}")
        assert done.code == 0
        assert "2 statements" in done.err
    with (tmp_path / "out.csv").open(newline="") as rows:
        types = [row["type"] for row in csv.DictReader(rows)]
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert types == [json.loads(line)["type"] for line in lines]
    assert types == pq.read_table(tmp_path / "out.parquet").column("type").to_pylist()
    assert sorted(types) == ["ASSAULT", "THREATEN"]


def test_export_to_standard_output_is_csv(process: Casus, kept: Path) -> None:
    done = process("ledger", "export", kept, "-", "--actor", "RUS")
    [row] = csv.DictReader(done.out.splitlines())
    assert row["quote"] == "Russia invaded Ukraine"


def test_what_cannot_be_exported_is_named(casus: Casus, kept: Path, tmp_path: Path) -> None:
    done = casus("ledger", "export", kept, tmp_path / "out.xlsx")
    assert done.code == 1
    assert ".csv, .jsonl, .parquet" in done.err
    done = casus("ledger", "export", kept, tmp_path / "none" / "out.csv")
    assert done.code == 1
    assert "none/out.csv: No such file or directory" in done.err


def test_no_ledger_is_an_error(casus: Casus, tmp_path: Path) -> None:
    done = casus("ledger", "list", tmp_path / "none")
    assert done.code == 1
    assert "no such ledger" in done.err
    assert casus("ledger").code == 2
