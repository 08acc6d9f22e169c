"""`casus blocs` as a stranger would run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casus.cli import main


def test_asia_from_the_book_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plot = tmp_path / "asia.svg"
    words = ["blocs", "--region", "asia", "--from", "2010", "--to", "2025", "--plot", str(plot)]
    assert main(words) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "by the duties of defence in casus's own book" in out
    assert "bloc 2: ARM CHN KAZ KGZ PRK RUS TJK UZB with BLR" in out
    assert "there are signs of it, no more" in out
    assert "The book knows" in out
    assert plot.read_text("utf-8").startswith("<svg")


def test_the_record_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["blocs", "--region", "east_asia", "--from", "1960", "--to", "1962", "--json"]
    assert main(words) == 0
    first = capsys.readouterr().out
    record = json.loads(first)
    assert [year["year"] for year in record["years"]] == [1960, 1961, 1962]
    assert record["verdict"]["word"] in {"signs", "forming", "standing", "no sign"}
    assert main(words) == 0
    assert capsys.readouterr().out == first


def test_ties_of_a_user(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("year,u,v,sign\n1906,GBR,FRA,1\n1907,GBR,FRA,1\n1907,GBR,DEU,-1\n", "utf-8")
    assert main(["blocs", "--ties", str(file), "--from", "1906", "--to", "1907"]) == 0
    out = capsys.readouterr().out
    assert "FRA GBR" in out
    assert "hostile: DEU–GBR" in out


def test_a_span_without_any_data_is_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("year,u,v,sign\n1907,GBR,FRA,1\n", "utf-8")
    assert main(["blocs", "--ties", str(file), "--from", "1950", "--to", "1951"]) == 1
    assert "covers 1907-01-01 to 1907-12-31" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--region", "atlantis"], 1, "no region 'atlantis'"),
        (["--ties", "nowhere.csv"], 1, "nowhere.csv"),
        (["--ties", "trade"], 1, "accepted are duties, alliances"),
        (["--ties", "ledger"], 1, "--ledger DIR"),
        (["--ties", "ledger", "--ledger", "nowhere"], 1, "nowhere: no such ledger"),
        (["--region", "near:PRK@9"], 1, "near:PRK@1"),
        (["--from", "2000", "--to", "1990"], 2, "lies after"),
    ],
)
def test_what_cannot_be_answered_is_named(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["blocs", *words]) == code
    assert said in capsys.readouterr().err


def test_a_bad_year_is_usage() -> None:
    with pytest.raises(SystemExit) as end:
        main(["blocs", "--from", "fifty"])
    assert end.value.code == 2


def test_ties_of_several_kinds_state_their_rules(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["blocs", "--ties", "duties,sanctions", "--region", "asia", "--from", "2015"]
    assert main([*words, "--to", "2016", "--shuffles", "2"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "sanctions: hostile: one voted in the Security Council for a measure" in out
    assert "By duties and sanctions (book " in out
    assert main([*words, "--to", "2016", "--shuffles", "2", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert len(record["rules"]) == 2
    assert record["data"][0].startswith("book ")


def test_without_a_last_year_the_last_that_is_covered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("year,u,v,sign\n1906,GBR,FRA,1\n1907,GBR,FRA,1\n", "utf-8")
    assert main(["blocs", "--ties", str(file), "--from", "1906", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["to"] == 1907
