"""`casus balance` as other programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casus.cli import main

EDGES = "u,v,sign\na,b,1\nc,d,1\na,c,-1\nb,d,-1\nb,c,-1\na,d,-1\nx,a,1\nx,d,1\n"


@pytest.fixture
def edges(tmp_path: Path) -> str:
    (tmp_path / "edges.csv").write_text(EDGES, encoding="utf-8")
    return str(tmp_path / "edges.csv")


def test_the_record_has_what_was_agreed(edges: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["balance", edges, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record.pop("seconds") >= 0
    assert set(record) == {"optimum", "bound", "proven", "blocs", "undetermined"}
    assert (record["optimum"], record["bound"], record["proven"]) == (1, 1, True)
    assert record["undetermined"] == ["x"]
    blocs = record["blocs"]
    assert blocs["a"] == blocs["b"] != blocs["c"] == blocs["d"]


def test_the_report_names_what_was_found(edges: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["balance", edges, "--blocs", "any"]) == 0
    out = capsys.readouterr().out
    assert "5 nodes, 8 ties, 4 of them hostile" in " ".join(out.split())
    assert "proven: no division does better" in out
    assert "side open, 1: x" in out


def test_a_bad_network_gives_no_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "edges.csv").write_text("u,v,sign\na,b,1\nb,a,-1\nc,c,1\n", encoding="utf-8")
    assert main(["balance", str(tmp_path / "edges.csv"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "lines 2 and 3" in err
    assert "line 4: a loop" in err


@pytest.mark.parametrize("words", [["--blocs", "3"], ["--seconds", "0"], ["--seconds", "nan"]])
def test_what_is_not_understood_is_usage(edges: str, words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["balance", edges, *words])
    assert end.value.code == 2
