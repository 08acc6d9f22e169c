"""German names: declined, as adjectives, and the ones that mean several things."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import Names

DAY = dt.date(2024, 6, 1)


def told(text: str, day: dt.date = DAY) -> list[tuple[str, str]]:
    """The names of a German text with their codes."""
    return [(s.text, "+".join(s.codes)) for s in Names.of("de", day).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russlands Angriff", [("Russlands", "RUS")]),
        ("Wladimir Putins Truppen", [("Wladimir Putins", "RUS")]),
        ("die Vereinigten Staaten", [("Vereinigten Staaten", "USA")]),
        ("russischer und ukrainischen", [("russischer", "RUS"), ("ukrainischen", "UKR")]),
        ("der US-Präsident in Peking", [("US-Präsident", "USA"), ("Peking", "CHN")]),
        ("Angriff auf Israel", [("Israel", "ISR")]),
        ("die Hamas", [("Hamas", "HAMAS")]),
    ],
)
def test_names_are_found_in_every_case(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_what_holds_a_name_and_is_none() -> None:
    assert told("Im Südchinesischen Meer, meldet die Frankfurter Allgemeine.") == []


def test_the_old_capital_counts_in_its_time() -> None:
    assert told("Bonn protestierte", dt.date(1965, 3, 1)) == [("Bonn", "DEU")]


def test_brussels_is_the_union_where_the_text_says_so() -> None:
    assert ("Brüssel", "EU") in told("Brüssel verhängte Zölle, teilte die EU-Kommission mit.")
    assert ("Brüssel", "BEL") in told("Belgien trauert: In Brüssel starben zwei Polizisten.")
