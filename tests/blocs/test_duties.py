"""Ties from the book on a day, against what the treaties say."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.blocs.duties import Ties, duties_on
from casus.book import load_book


def on(day: str) -> Ties:
    return duties_on(load_book(), dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("pair", "before", "after", "treaty"),
    [
        (("PRK", "RUS"), "2024-12-03", "2024-12-04", "rus_prk_2024"),
        (("CHN", "PRK"), "1961-09-09", "1961-09-10", "chn_prk_1961"),
        (("TWN", "USA"), "1955-03-02", "1955-03-03", "us_roc_1954"),
        (("FIN", "USA"), "2023-04-03", "2023-04-04", "nato"),
    ],
)
def test_a_duty_makes_a_tie_from_the_day_it_is_in_force(
    pair: tuple[str, str], before: str, after: str, treaty: str
) -> None:
    assert pair not in on(before).friendly
    assert treaty in on(after).friendly[pair]


def test_a_duty_ends_with_its_treaty() -> None:
    assert ("PRK", "SUN") in on("1991-12-25").friendly
    assert ("PRK", "RUS") in on("1996-09-09").friendly  # the successor keeps it
    assert ("PRK", "RUS") not in on("1996-09-10").friendly


def test_talks_friendship_and_the_charter_make_no_tie() -> None:
    ties = on("2024-01-01").friendly
    assert ("CHN", "RUS") not in ties
    assert ("MYS", "SGP") not in ties
    assert ("FRA", "RUS") not in ties


def test_protection_of_a_state_that_is_no_party_makes_no_tie() -> None:
    assert not [pair for pair in on("1960-01-01").friendly if "KHM" in pair]


def test_an_alliance_suspended_between_two_ties_them_no_more() -> None:
    assert ("NZL", "USA") in on("1984-01-01").friendly
    assert "anzus" not in on("1990-01-01").friendly.get(("NZL", "USA"), ())


def test_an_adversary_that_is_named_is_hostile() -> None:
    ties = on("1913-12-31")
    assert ties.hostile["DEU", "FRA"] == ("fra_rus_1894", "triple_1882")
    assert ("FRA", "ITA") in ties.hostile
    assert ("JPN", "SUN") in on("1955-01-01").hostile  # the pact of 1950 names Japan
    assert ("JPN", "SUN") not in on("1980-04-11").hostile


def test_a_class_of_adversaries_names_nobody() -> None:
    assert ("SUN", "USA") not in on("1960-01-01").hostile


def test_what_is_both_is_friendly_and_said_to_be_mixed() -> None:
    ties = on("1960-01-01")
    assert ("DEU", "FRA") in ties.friendly
    assert ("DEU", "FRA") in ties.mixed
    assert ("DEU", "FRA") not in ties.hostile


def test_what_is_signed_or_not_known_to_be_in_force_makes_no_tie_and_is_listed() -> None:
    ties = on("2024-06-21")
    assert ties.pending["PRK", "RUS"] == ("rus_prk_2024",)
    assert ("PRK", "RUS") not in ties.friendly
    assert ("PAK", "SAU") in on("2025-12-31").unsure


def test_pairs_are_sorted_and_no_state_is_tied_to_itself() -> None:
    for day in ("1914-07-01", "1955-01-01", "2025-01-01"):
        ties = on(day)
        for found in (ties.friendly, ties.hostile, ties.mixed, ties.unsure, ties.pending):
            assert list(found) == sorted(found)
            assert all(one < other for one, other in found)
        assert not ties.friendly.keys() & ties.hostile.keys()
