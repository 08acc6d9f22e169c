"""What is left out of the book has a reason, and what is counted as covered is in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from casus.ask.standing import standing_on
from casus.book import load_book
from casus.book.left_out import LeftOut, load_left_out, unresolved
from casus.errors import BookError

if TYPE_CHECKING:
    from pathlib import Path


def owed(on: str) -> set[tuple[str, str]]:
    """Pairs (bound, protected) of clauses that ask for help after an attack on that day."""
    return {
        (one, other)
        for standing in standing_on(load_book(), dt.date.fromisoformat(on))
        if standing.clause.fills in ("obliged", "discretionary")
        for one in standing.by
        for other in standing.towards
        if one != other
    }


@pytest.mark.parametrize("row", load_left_out(), ids=lambda row: row.alliance)
def test_each_reason_is_a_sentence_about_one_alliance(row: LeftOut) -> None:
    assert len(row.reason.split()) >= 8
    assert row.reason.endswith(".")
    assert row.title


def test_instruments_and_states_are_known() -> None:
    book = load_book()
    states = {party.state for treaty in book.treaties.values() for party in treaty.parties}
    assert list(unresolved(load_left_out(), book, states)) == []
    stray = LeftOut("1", "t", "r", instrument="no_such", by=frozenset({"XXX"}))
    assert len(list(unresolved((stray,), book, states))) == 2


def test_no_alliance_has_two_reasons() -> None:
    numbers = [row.alliance for row in load_left_out()]
    assert len(numbers) == len(set(numbers))


def test_a_reason_stands_only_for_its_pairs() -> None:
    row = next(row for row in load_left_out() if row.alliance == "1355")
    assert row.covers("1355", "ROU", "DEU")
    assert not row.covers("1355", "ROU", "AUH")
    assert not row.covers("1355", "DEU", "ROU")
    assert not row.covers("1350", "ROU", "DEU")


@pytest.mark.parametrize(
    ("on", "bound", "protected", "promised"),
    [
        ("1870-07-19", "BAV", "PRU", True),
        ("1871-07-01", "BAV", "DEU", False),
        ("1914-07-28", "ROU", "AUH", True),
        ("1914-07-28", "ROU", "DEU", False),
        ("1938-07-01", "TUR", "GRC", True),
        ("1938-07-01", "EGY", "SUN", False),
        ("1955-07-01", "TUR", "YUG", True),
        ("1968-07-01", "POL", "BGR", True),
        ("1961-07-01", "GBR", "KWT", True),
        ("1972-07-01", "GBR", "KWT", False),
        ("1979-07-01", "USA", "IRN", True),
        ("1980-09-22", "USA", "IRN", False),
        ("1990-07-01", "FRA", "GAB", True),
        ("2018-07-01", "FRA", "GAB", False),
        ("2018-07-01", "FRA", "DJI", True),
        ("2018-07-01", "ZAF", "COD", True),
        ("2018-07-01", "CAN", "BRB", False),
        ("2018-07-01", "BRB", "GRD", True),
        ("2024-12-31", "RUS", "UZB", True),
    ],
)
def test_who_has_promised_help(on: str, bound: str, protected: str, promised: bool) -> None:
    assert ((bound, protected) in owed(on)) is promised


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("left_out: 3", "a list of rows"),
        ("left_out:\n  - 3", "a row is a mapping"),
        ("left_out:\n  - {atop: x, title: t, reason: r}", "number of an alliance"),
        ("left_out:\n  - {atop: 1, title: t}", "reason is a text"),
        ("left_out:\n  - {atop: 1, title: t, reason: r, by: POL}", "list of codes"),
        ("left_out:\n  - {atop: 1, title: t, reason: r, bye: [POL]}", "no key 'bye'"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "left_out.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BookError, match=wrong):
        load_left_out(tmp_path)


def test_a_folder_without_the_file_leaves_nothing_out(tmp_path: Path) -> None:
    assert load_left_out(tmp_path) == ()
