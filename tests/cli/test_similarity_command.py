"""`casus similarity`: the contract, on the reference values and on what is not covered."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Casus = Callable[..., Any]


@pytest.fixture
def pairs(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str) -> Path:
        path = tmp_path / "pairs.csv"
        path.write_text("\n".join(["ccode1,ccode2,year", *rows]) + "\n")
        return path

    return write


def test_the_reference_values_of_atop_at_six_digits(
    casus: Casus, pairs: Callable[..., Path], shared: Path
) -> None:
    reference = list(csv.DictReader((shared / "data" / "similarity_atop_reference.csv").open()))
    keys = list(dict.fromkeys(f"{r['ccode1']},{r['ccode2']},{r['year']}" for r in reference))
    done = casus("similarity", pairs(*keys), "--source", "atop", "--json", "--data",
                 shared / "data")  # fmt: skip
    assert done.code == 0
    found = {f"{r['ccode1']},{r['ccode2']},{r['year']}": r for r in done.records}
    assert list(found) == keys
    for row in reference:
        record = found[f"{row['ccode1']},{row['ccode2']},{row['year']}"]
        assert record["n_states"] == int(row["n_states"])
        assert record[row["measure"]] == pytest.approx(float(row["value"]), abs=5e-7)


def test_votes_of_1946_as_published(casus: Casus, pairs: Callable[..., Path], shared: Path) -> None:
    done = casus("similarity", pairs("2,70,1946"), "--source", "votes", "--json", "--data",
                 shared / "data")  # fmt: skip
    published = csv.DictReader((shared / "data" / "similarity_published.csv").open())
    [row] = [row for row in published if row["case_id"] == "UN2"]
    assert round(done.records[0]["kappa_sq"], 8) == float(row["value"])


def test_votes_that_come_with_their_dates(
    casus: Casus, pairs: Callable[..., Path], tmp_path: Path
) -> None:
    lines = ["rcid,ccode,member,vote,date,session"]
    votes = {2: (1, 1, 3, 2, 8), 20: (1, 3, 3, 1, 1)}
    for ccode, cast in votes.items():
        lines += [f"{n},{ccode},1,{vote},1950-03-0{n + 1},4" for n, vote in enumerate(cast)]
    (tmp_path / "UNVotes.csv").write_text("\n".join(lines) + "\n")
    done = casus("similarity", pairs("2,20,1950", "2,200,1950", "2,20,1951"), "--source", "votes",
                 "--json", "--data", tmp_path)  # fmt: skip
    both, silent, outside = done.records
    assert (both["n_states"], both["n_entries"]) == (2, 4)
    assert both["s_valued_abs"] == pytest.approx(1 - 2 * 3 / (4 * 2))
    assert both["s_binary"] == pytest.approx(1 - 2 * 1 / 3, abs=1e-7)  # no abstention in it
    assert "200 cast no vote" in silent["reason"]
    assert "covers 1950 to 1950" in outside["reason"]


def test_many_pairs_of_a_year_are_answered_as_few_are(
    casus: Casus, pairs: Callable[..., Path], tmp_path: Path
) -> None:
    one = casus("similarity", pairs("255,300,1885"), "--source", "book", "--json").records[0]
    many = pairs(*["255,300,1885"] * 301)
    assert casus("similarity", many, "--source", "book", "--json").records == [one] * 301


def test_official_files_lying_beside_are_found(
    process: Casus, pairs: Callable[..., Path], shared: Path, tmp_path: Path
) -> None:
    env = {"CASUS_SHARED": str(shared), "CASUS_DATA": str(tmp_path / "none")}
    done = process("similarity", pairs("2,200,1962"), "--json", env=env)
    assert (done.code, done.err) == (0, "")
    assert done.records[0]["s_valued_abs"] == pytest.approx(0.48717949)


def test_the_book_answers_without_any_data(casus: Casus, pairs: Callable[..., Path]) -> None:
    done = casus("similarity", pairs("255,300,1885", "DEU,AUH,1885"), "--source", "book", "--json")
    first, second = done.records
    assert first == second
    assert 0.9 < first["s_valued_abs"] < 1.0  # nearly the same allies
    assert first["s_valued_abs_cinc"] is None
    assert "no capabilities" in first["missing"]["s_valued_abs_cinc"]
    assert "reason" not in first


def test_what_is_not_covered_is_null_with_a_reason(
    casus: Casus, pairs: Callable[..., Path]
) -> None:
    done = casus(
        "similarity", pairs("2,365,2100", "999,2,1962", "2,2,1962"), "--source",
        "book", "--json",
    )  # fmt: skip
    assert done.code == 0
    for record, words in zip(
        done.records, ("covers 1816 to", "no pact of 999", "two states"),
        strict=True,
    ):  # fmt: skip
        assert words in record["reason"]
        assert record["s_valued_abs"] is record["tau_b"] is record["n_states"] is None


def test_a_broken_row_is_named_and_the_rest_is_done(
    casus: Casus, pairs: Callable[..., Path]
) -> None:
    done = casus(
        "similarity", pairs("255,300,soon", "255,300,1885", "255", "XYZ,2,1962"), "--source",
        "book", "--json",
    )  # fmt: skip
    assert done.code == 1
    assert "pairs.csv:5: 'XYZ' names no actor known" in done.err
    assert "pairs.csv:2: year 'soon'" in done.err
    assert "pairs.csv:4: ccode2 is empty" in done.err
    answered = [record["s_binary"] is not None for record in done.records]
    assert answered == [False, True, False, False]


def test_pairs_come_from_standard_input(process: Casus) -> None:
    stdin = b"year,ccode2,ccode1\n1885,AUH,DEU\n"
    done = process("similarity", "-", "--source", "book", "--json", stdin=stdin)
    assert (done.code, done.records[0]["ccode1"]) == (0, 255)


def test_a_file_without_the_columns_is_an_error(casus: Casus, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("u,v,sign\n1,2,1\n")
    done = casus("similarity", path, "--source", "book")
    assert (done.code, done.out) == (1, "")
    assert "no column ccode1, ccode2, year" in done.err
    assert casus("similarity", tmp_path / "none.csv", "--source", "book").code == 1


def test_a_missing_data_set_is_asked_for_by_its_file(
    casus: Casus, pairs: Callable[..., Path], tmp_path: Path
) -> None:
    done = casus("similarity", pairs("2,200,1962"), "--data", tmp_path)
    assert done.code == 1
    assert "atop5_1ddyr.csv" in done.err
    assert "casus data add" in done.err


def test_the_report_says_the_same(casus: Casus, pairs: Callable[..., Path]) -> None:
    done = casus("similarity", pairs("255,300,1885", "2,365,2100"), "--source", "book")
    assert "255 – 300" in done.out
    assert "Not covered" in done.out
    assert "2 – 365, 2100" in done.out


def test_the_same_pairs_give_the_same_bytes(process: Casus, pairs: Callable[..., Path]) -> None:
    path = pairs("255,300,1885", "2,365,1962")
    outs = {
        process("similarity", path, "--source", "book", "--json", env={"PYTHONHASHSEED": seed}).out
        for seed in ("1", "2")
    }
    assert len(outs) == 1
    assert len([json.loads(line) for line in outs.pop().splitlines()]) == 2
