"""Statements in the forms in which the field exchanges event data."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from casus.cli import main
from casus.ledger import Ledger
from casus.ledger.export import export
from casus.ledger.field import COLUMNS, QUADS, quad_of
from casus.model import TYPES, Article, Event, Reading, Statement
from casus.sources.codes import number_of

TEXT = "The presidents of Russia and North Korea met. Germany will not send NATO a tank."


@pytest.fixture
def ledger(tmp_path: Path, reading: Callable[..., Reading]) -> Ledger:
    article = Article("=b\tc", "-", TEXT, "en", None, dt.date(1985, 5, 1), "given")
    met, tank = TEXT.split(". ")
    told = (
        Statement(met, 0, len(met), Event.of("CONSULT", ["PRK", "RUS"])),
        Statement(tank, len(met) + 2, len(TEXT), Event.of("AID", ["DEU"], ["NATO"], "military"),
                  status="negated"),
    )  # fmt: skip
    ledger = Ledger(tmp_path / "kept")
    ledger.add([reading("a"), Reading(article, told, (), ())])
    return ledger


def polecat(ledger: Ledger) -> list[dict[str, Any]]:
    to = io.BytesIO()
    export(ledger.statements(), to, "polecat", lambda code, day: number_of(code, "cow", day))
    return list(csv.DictReader(io.StringIO(to.getvalue().decode()), delimiter="\t"))


def plover(ledger: Ledger) -> list[dict[str, Any]]:
    to = io.BytesIO()
    export(ledger.statements(), to, "plover")
    return [json.loads(line) for line in to.getvalue().decode().splitlines()]


def test_every_type_has_a_class() -> None:
    assert {quad_of(kind) for kind in TYPES} == {1, 2, 3, 4}
    assert QUADS[quad_of("AID") - 1] == "MATERIAL COOPERATION"


def test_plover_has_the_fields_of_the_manual(ledger: Ledger) -> None:
    threat = next(row for row in plover(ledger) if row["event"] == ["THREATEN"])
    assert threat["date"] == "2024-06-22"
    assert threat["source"] == [{"code": "RUS"}]
    assert threat["quad_code"] == 3
    assert "mode" not in threat
    assert threat["casus"]["condition"]["recipient"] == ["UKR"]


def test_plover_tells_what_did_not_happen_as_context(ledger: Ledger) -> None:
    aid = next(row for row in plover(ledger) if row["event"] == ["AID"])
    assert (aid["mode"], aid["context"]) == ("military", "negation")


def test_polecat_has_its_columns_in_their_order(ledger: Ledger) -> None:
    assert len(COLUMNS) == 40
    assert list(polecat(ledger)[0]) == list(COLUMNS)


def test_both_sides_of_a_meeting_are_told_each_way(ledger: Ledger) -> None:
    rows = [row for row in polecat(ledger) if row["Event Type"] == "CONSULT"]
    assert [(r["Actor Country"], r["Recipient Country"]) for r in rows] == [
        ("PRK", "RUS"), ("RUS", "PRK"),
    ]  # fmt: skip
    assert len({row["Event ID"] for row in rows}) == 2


def test_numbers_of_states_are_those_of_the_day(ledger: Ledger) -> None:
    row = next(row for row in polecat(ledger) if row["Event Type"] == "AID")
    assert row["Actor COW"] == "260"  # the Federal Republic
    assert (row["Recipient Country"], row["Primary Recipient Sector"]) == ("IGO", "IGO")


def test_no_cell_breaks_the_table_or_is_a_formula(ledger: Ledger) -> None:
    assert {row["Source"] for row in polecat(ledger)} == {"a", "'=b c"}


def test_what_did_not_happen_is_left_out_unless_asked_for(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.plover.jsonl"
    assert main(["ledger", "export", str(ledger.path), str(file)]) == 0
    assert "1 that did not happen" in capsys.readouterr().err
    assert len(file.read_text("utf-8").splitlines()) == 2
    assert main(["ledger", "export", str(ledger.path), str(file), "--status", "negated"]) == 0
    assert json.loads(file.read_text("utf-8"))["event"] == ["AID"]


def test_the_day_of_an_entry_is_that_of_the_event(tmp_path: Path) -> None:
    text = "Iran bombed Israel."
    article = Article("live", "-", text, "en", None, dt.date(2024, 4, 15), "given")
    told = Statement(
        text, 0, len(text), Event.of("ASSAULT", ["IRN"], ["ISR"]), day=dt.date(2024, 4, 14)
    )
    ledger = Ledger(tmp_path / "kept")
    ledger.add([Reading(article, (told,), (), ())])
    [line] = polecat(ledger)
    assert (line["Event Date"], line["Publication Date"]) == ("2024-04-14", "2024-04-15")
    assert plover(ledger)[0]["date"] == "2024-04-14"


def test_a_ledger_from_before_there_were_entries_is_read(ledger: Ledger) -> None:
    for part in ledger.parts("statements"):
        pq.write_table(pq.read_table(part, partitioning=None).drop_columns(["day"]), part)
    assert {row["day"] for row in ledger.statements().dicts()} == {None}
    assert polecat(ledger)
