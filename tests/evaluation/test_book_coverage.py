"""The book against ATOP: the floor on the reference days, and the counting on a file of our own."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "evaluation/book_coverage.py"


def _load() -> Any:
    spec = importlib.util.spec_from_file_location("book_coverage", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["book_coverage"] = module
    spec.loader.exec_module(module)
    return module


coverage = _load()
HEADER = "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,defense"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with three alliances: one in the book, one left out for a reason, one unknown."""
    data = tmp_path / "data"
    data.mkdir()
    rows = [
        "3240,2,1953,10,1,0,0,0,1", "3240,732,1953,10,1,0,0,0,1",
        "3290,200,1955,6,30,1975,6,0,1", "3290,560,1955,6,30,1975,6,0,1",
        "9999,2,1960,0,0,1990,0,0,1", "9999,750,1960,0,0,1990,0,0,0",
    ]  # fmt: skip
    (data / "atop_4.01_member.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    table = pa.table({"cown": [2, 200, 560, 732, 750], "year": [1975] * 5,
                      "iso3c": ["USA", "GBR", "ZAF", "KOR", "IND"]})  # fmt: skip
    pq.write_table(table, data / "countrycode_panel.parquet")
    return tmp_path


def test_pairs_are_covered_explained_or_missing(made: Path) -> None:
    row = coverage.measure(dt.date(1970, 7, 1), made)
    assert (row.pairs, row.covered, row.explained) == (5, 2, 2)
    assert row.missing == {"9999": ["USA>IND"]}
    assert row.answered_share == 0.8


@pytest.mark.parametrize(
    ("on", "pairs"),
    [("1955-06-29", 2), ("1975-06-30", 5), ("1975-07-01", 3), ("1990-12-31", 3), ("1991-01-01", 2)],
)
def test_an_unknown_day_is_the_first_or_the_last(made: Path, on: str, pairs: int) -> None:
    assert len(coverage.atop_pairs(dt.date.fromisoformat(on), made)) == pairs


@pytest.mark.parametrize(
    ("number", "on", "code"),
    [
        (255, "1870-07-01", "PRU"), (255, "1913-07-01", "DEU"), (365, "1955-07-01", "SUN"),
        (365, "2018-07-01", "RUS"), (345, "1913-07-01", "SRB"), (345, "1955-07-01", "YUG"),
        (300, "1866-01-01", "AUT"), (4242, "1955-07-01", "COW 4242"),
    ],
)  # fmt: skip
def test_numbers_stand_for_the_state_of_the_day(
    made: Path, number: int, on: str, code: str
) -> None:
    assert coverage.code_of(number, dt.date.fromisoformat(on), made) == code


@pytest.mark.parametrize("on", coverage.DAYS)
def test_the_book_answers_for_atops_pairs(shared: Path, on: str) -> None:
    row = coverage.measure(dt.date.fromisoformat(on), shared)
    assert row.answered_share >= coverage.FLOOR, row.missing
