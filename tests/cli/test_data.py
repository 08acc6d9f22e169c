"""`casus data` and `casus panel`: files added, listed, cited; panels written."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Casus = Callable[..., Any]

ATOP = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"


@pytest.fixture
def atop(tmp_path: Path) -> Path:
    path = tmp_path / "made-up.csv"
    path.write_text(ATOP + "2,20,1950,1,0,0,0,0\n20,2,1950,1,0,0,0,0\n")
    return path


def test_a_file_is_added_and_listed(casus: Casus, atop: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = casus("data", "add", atop, "--data", kept, "--json")
    assert done.code == 0
    assert done.records[0]["id"] == "atop_directed_dyad_year"
    assert (done.records[0]["rows"], done.records[0]["first"]) == (2, 1950)
    [row] = casus("data", "list", "--data", kept, "--json").records
    assert (row["id"], row["file"], row["kept"]) == (
        "atop_directed_dyad_year", "made-up.csv", True,
    )  # fmt: skip
    assert "1950–1950" in casus("data", "list", "--data", kept).out


def test_a_bad_file_is_named_and_the_rest_is_added(
    casus: Casus, atop: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("u,v,sign\n1,2,1\n")
    kept = tmp_path / "kept"
    done = casus("data", "add", bad, atop, tmp_path / "none.csv", "--data", kept)
    assert done.code == 1
    assert f"{bad}: none of the known data sets" in done.err
    assert "none.csv: no such file" in done.err
    assert "ATOP alliances, directed dyad-years" in done.out
    assert len(list(kept.glob("*.parquet"))) == 1


def test_cow_alliances_are_refused(casus: Casus, tmp_path: Path) -> None:
    path = tmp_path / "alliance_v4.1_by_directed_yearly.csv"
    path.write_text("version4id,ccode1,state_name1,ccode2,year,defense,neutrality,entente\n")
    done = casus("data", "add", path, "--data", tmp_path / "kept")
    assert (done.code, done.out) == (1, "")
    assert "maintainer asked" in done.err
    assert "ATOP" in done.err


def test_a_count_that_is_not_that_of_the_version(casus: Casus, atop: Path, tmp_path: Path) -> None:
    atop.write_text(ATOP + "2,20,2018,1,0,0,0,0\n20,2,2018,1,0,0,0,0\n")
    done = casus("data", "add", atop, "--data", tmp_path / "kept")
    assert done.code == 1
    assert "273296 rows, this file 2" in done.err
    done = casus("data", "add", atop, "--data", tmp_path / "kept", "--unchecked")
    assert done.code == 0
    assert "not counted against a version" in done.out


def test_citations_of_what_an_answer_used(casus: Casus, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"data": ["cow_nmc 7.0", "book 0a"]}) + "\n" + "{}\n")
    done = casus("data", "cite", answers)
    assert "Singer, J. David" in done.out
    assert "Leeds" not in done.out
    done = casus("data", "cite", "atop_member", "atop_alliance")
    assert done.out.count("@article{atop") == 1
    assert casus("data", "cite", "nothing").code == 1
    answers.write_text("no json\n")
    assert "line 1" in casus("data", "cite", answers).err


def test_known_data_sets_with_their_files(casus: Casus) -> None:
    records = casus("data", "list", "--known", "--json").records
    assert {"cow_nmc", "unga_votes", "gw_states"} <= {record["id"] for record in records}
    assert all(record["files"] and record["terms"] for record in records)


def test_a_panel_from_the_book_alone(casus: Casus, tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    done = casus("panel", path, "--codes", "iso", "--states", "DEU,AUH,JPN", "--from", 1885, "--to",
                 1886, "--add", "duties")  # fmt: skip
    assert done.code == 0
    assert "12 rows" in done.out
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    told = {(r["state1"], r["state2"]): r for r in rows if r["year"] == "1885"}
    assert told["DEU", "AUH"]["duty_military"] == "1"
    assert told["DEU", "JPN"]["duty_military"] == ""
    assert "no pact of a state" in told["DEU", "JPN"]["duty_why"]
    assert "duty missing on" in done.out


def test_what_a_panel_cannot_have_is_named(casus: Casus, tmp_path: Path) -> None:
    start = ("panel", tmp_path / "p.csv", "--from", 1900, "--to", 1901, "--data", tmp_path)
    assert "cow_states" in casus(*start).err
    assert "--add weather" in casus(*start, "--add", "weather").err
    assert "--states DEU" in casus(*start, "--states", "DEU").err
    done = casus("panel", tmp_path / "p.xlsx", "--codes", "iso", "--from", 1900, "--to", 1900)
    assert (done.code, done.out) == (1, "")
    assert ".csv, .parquet, .dta" in done.err


def zipped(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_an_archive_is_opened(casus: Casus, atop: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "atop.zip", {
        "ATOP/atop5_1ddyr.csv": atop.read_text(), "ATOP/codebook.txt": "See the web.\n",
        "ATOP/codebook.pdf": b"%PDF-",
    })  # fmt: skip
    kept = tmp_path / "kept"
    done = casus("data", "add", path, "--data", kept)
    assert done.code == 0
    assert f"{path}, atop5_1ddyr.csv" in done.out
    assert "codebook.txt: none of the known data sets" in done.err
    [row] = casus("data", "list", "--data", kept, "--json").records
    assert row["file"] == "atop5_1ddyr.csv"


def test_an_archive_that_is_none_of_use_is_named(
    casus: Casus, atop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    broken = zipped(tmp_path / "broken.zip", {"a.csv": ATOP + "2,20,1950,1,0\n" * 3})
    bomb = zipped(tmp_path / "bomb.zip", {"a.csv": b"0" * 200_000})
    cut = tmp_path / "cut.zip"
    cut.write_bytes(bomb.read_bytes()[:150])
    unknown = zipped(tmp_path / "unknown.zip", {"a.csv": "u,v\n1,2\n"})
    empty = zipped(tmp_path / "empty.zip", {"a.pdf": b"%PDF-"})
    book = zipped(tmp_path / "book.xlsx", {"[Content_Types].xml": "<x/>"})
    monkeypatch.setattr("casus.sources.archive.MAX_BYTES", 100_000)
    for path, words in (
        (broken, "has 5 cells where the header has 8"),
        (bomb, "a.csv has more than 100000 bytes unpacked"),
        (cut, "a damaged archive"),
        (unknown, "none of the known data sets"),
        (empty, "no data file in it (a.pdf)"),
        (book, "a workbook: save the sheet as csv"),
    ):
        done = casus("data", "add", path, "--data", kept)
        assert done.code == 1, path
        assert words in done.err, done.err
        assert str(path) in done.err
    assert not kept.exists()
    done = casus("data", "add", broken, atop, "--data", kept)  # the rest is done
    assert done.code == 1
    assert len(list(kept.glob("*.parquet"))) == 1


def test_a_name_in_an_archive_leads_nowhere(casus: Casus, atop: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../out.csv", atop.read_text())
    assert casus("data", "add", path, "--data", tmp_path / "kept").code == 0
    assert not (tmp_path / "out.csv").exists()
    assert not (tmp_path.parent / "out.csv").exists()


def test_panels_of_days_and_sets(casus: Casus, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    span = ("--codes", "iso", "--from", 2024, "--to", 2024, "--add")
    days = ("--unit", "state-day", "--days", "2024-12-03:2024-12-04", "--states", "PRK,RUS")
    done = casus("panel", path, *span, "duties", *days)
    assert done.code == 0
    told = {(r["state"], r["day"]): r["duty_military"] for r in csv.DictReader(path.open())}
    assert int(told["PRK", "2024-12-04"]) == int(told["PRK", "2024-12-03"]) + 1
    three = ("--states", "CHN,PRK,RUS", "--unit")
    assert casus("panel", path, *span, "duties", *three, "k-ad-year", "--size", 3).code == 0
    assert [r["state3"] for r in csv.DictReader(path.open())] == ["RUS"]
    assert casus("panel", path, *span, "distance", *three, "dyad-year").code == 0
    km = {(r["state1"], r["state2"]): float(r["distance_km"]) for r in csv.DictReader(path.open())}
    assert 780 < km["CHN", "PRK"] < 830  # Beijing to Pyongyang


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--add", "statements"], 1, "--ledger names the folder of a ledger, got nothing"),
        (["--add", "weather"], 1, "accepted are alliances"),
        (["--unit", "state-day", "--days", "2024-12-04:2024-12-03"], 2, "ends before it begins"),
        (["--unit", "state-year", "--add", "distance"], 1, "distance is of two states"),
    ],
)
def test_a_panel_that_cannot_be_made_is_named(
    casus: Casus, tmp_path: Path, more: list[str], code: int, said: str
) -> None:
    words = ["panel", tmp_path / "p.csv", "--codes", "iso", "--states", "PRK,RUS"]
    done = casus(*words, "--from", "2024", "--to", "2024", *more)
    assert (done.code, said in done.err) == (code, True), done.err
