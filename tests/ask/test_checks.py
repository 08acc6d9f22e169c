"""Claims against the book: what is borne out, what is not, and on what that rests."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from casus.ask.checks import check
from casus.ask.checks.ground import main_clause
from casus.ask.checks.resembles import compare
from casus.book import load_book
from casus.book.regions import load_regions
from casus.errors import BookError
from casus.model import Check, Event, Mention, Statement
from casus.model.phrase import Claim, Phrase

DAY = dt.date(2024, 6, 21)
DPRK = ("1718", "1874", "2094", "2270", "2321", "2371", "2375", "2397")


def verdict(
    kind: str, instruments: list[str], *, article: str | None = None, day: dt.date = DAY,
    events: tuple[Event, ...] = (), items: tuple[str, ...] = (), negated: bool = False,
    resolutions: tuple[str, ...] = (), **details: str,
) -> Check:  # fmt: skip
    """The check of one claim; every treaty has a phrase of its own, the last one the article."""
    phrases: list[Phrase] = []
    mentions: list[Mention] = []
    numbers: dict[int, int] = {}
    for name in instruments:
        place = 0 if name.startswith("unsc") else len(numbers) * 10
        numbers.setdefault(place, len(phrases))
        if numbers[place] == len(phrases):
            kind_of = "resolution" if name.startswith("unsc") else "treaty"
            number = article if name == instruments[-1] else None
            phrases.append(Phrase("words", place, place + 5, kind_of, article=number, items=items))
        mentions.append(Mention("words", place, place + 5, name, phrases[-1].article))
    if not phrases:
        phrases.append(Phrase("words", 0, 5, "resolution", resolutions=resolutions))
    claim = Claim(kind, "words", 0, 5, tuple(range(len(phrases))), details, negated)
    said = [Statement("x", 50 + n, 51 + n, event) for n, event in enumerate(events)]
    [found] = check([claim], phrases, mentions, said, load_book(), day)
    return found


def test_russia_voted_for_every_resolution_on_the_dprk() -> None:
    found = verdict("backed", [f"unsc_{n}" for n in DPRK], state="RUS", vote="yes")
    assert found.verdict == "borne out"
    for number, day in (("1718", "2006-10-14"), ("2397", "2017-12-22")):
        assert f"{number} ({day}, 15-0-0)" in found.basis


def test_who_voted_for_some_only_backed_them_in_part() -> None:
    found = verdict("backed", ["unsc_1718", "unsc_1929"], state="TUR", vote="yes")
    assert found.verdict == "not borne out"
    assert "voted against 1929" in found.basis
    assert "was no member of the Council for 1718" in found.basis
    assert (
        verdict("backed", ["unsc_1874", "unsc_1929"], state="TUR", vote="yes").verdict == "partly"
    )


def test_an_abstention_is_no_support() -> None:
    assert verdict("backed", ["unsc_1973"], state="RUS", vote="abstain").verdict == "borne out"
    assert verdict("backed", ["unsc_1973"], state="RUS", vote="yes").verdict == "not borne out"


def test_a_seat_passes_to_the_successor() -> None:
    found = verdict("backed", ["unsc_678"], state="RUS", vote="yes")
    assert found.verdict == "borne out"


def test_a_resolution_that_the_book_lacks_is_not_decided() -> None:
    found = verdict("backed", [], resolutions=("2735",), state="RUS", vote="abstain")
    assert found.verdict == "not decidable"
    assert "2735" in found.basis


def test_the_pact_of_2024_is_partly_like_article_5() -> None:
    found = verdict("resembles", ["rus_prk_2024", "nato"], article="5")
    assert found.verdict == "partly"
    alike, differs = found.basis.split("Differs:")
    assert "an armed attack on a party" in alike
    assert "means of each one's choice" in differs
    assert "military help at once" in differs
    assert "area of North Atlantic Treaty 6" in differs
    assert "must be a state" in differs


def test_likeness_has_no_direction() -> None:
    book = load_book()
    one, other = (
        (treaty, clause)
        for treaty in (book.treaty("us_rok_1953"), book.treaty("anzus"))
        if (clause := main_clause(treaty))
    )
    assert compare(book, one, other)[0] == compare(book, other, one)[0]
    assert len(compare(book, one, other)[1]) == len(compare(book, other, one)[1])
    assert compare(book, one, one)[1] == []


def test_a_year_is_that_of_signature() -> None:
    found = verdict("dated", ["ussr_prk_1961"], year="1961")
    assert found.verdict == "borne out"
    assert "signed on 1961-07-06" in found.basis
    assert "ended on 1996-09-10" in found.basis
    assert verdict("dated", ["ussr_prk_1961"], year="1962").verdict == "not borne out"
    assert verdict("dated", ["us_roc_1954"], year="1955").verdict == "partly"
    assert "the year in which it ended" in verdict("dated", ["us_roc_1954"], year="1980").basis


def test_arms_from_russia_would_break_the_embargo() -> None:
    deed = Event.of("AID", ["RUS"], ["PRK"], "military")
    found = verdict("breach", [f"unsc_{n}" for n in DPRK], events=(deed,))
    assert found.verdict == "borne out"
    assert "Russia supplies North Korea with arms" in found.basis
    assert "1874, paragraph 10 (since 2009-06-12)" in found.basis
    assert "2270, paragraph 6 (since 2016-03-02)" in found.basis


def test_before_the_embargo_nothing_was_broken() -> None:
    deed = Event.of("AID", ["RUS"], ["PRK"], "military")
    found = verdict("breach", ["unsc_1718"], events=(deed,), day=dt.date(2005, 1, 1))
    assert found.verdict == "not borne out"
    assert "2006-10-14" in found.basis


def test_a_denied_breach_turns_the_verdict() -> None:
    deed = Event.of("AID", ["RUS"], ["PRK"], "military")
    found = verdict("breach", ["unsc_2270"], events=(deed,), negated=True)
    assert found.verdict == "not borne out"
    assert found.claim.startswith("Not so:")


def test_a_breach_by_nobody_named_is_not_decided() -> None:
    assert verdict("breach", ["unsc_2270"]).verdict == "not decidable"


def test_an_attack_would_break_the_charter() -> None:
    deed = Event.of("ASSAULT", ["RUS"], ["UKR"])
    found = verdict("breach", ["un_charter"], events=(deed,), day=dt.date(2022, 2, 24))
    assert found.verdict == "borne out"
    assert "2(4)" in found.basis


def test_nato_has_no_party_in_asia() -> None:
    found = verdict("present", [], state="NATO", instrument="nato", region="asia", permanent="yes")
    assert found.verdict == "not borne out"
    assert "None of the 32 parties" in found.basis
    assert "Turkey, a party since 1952-02-18" in found.basis


def present(treaty: str, region: str, day: dt.date = DAY) -> Check:
    return verdict("present", [], day=day, state="NATO", instrument=treaty, region=region)


def test_nato_is_in_europe_and_seato_was_partly_in_south_east_asia() -> None:
    assert present("nato", "europe").verdict == "borne out"
    assert present("seato", "south_east_asia", dt.date(1960, 1, 1)).verdict == "partly"


@pytest.mark.parametrize(
    ("treaty", "day", "holds", "expected"),
    [
        ("ussr_prk_1961", DAY, "no", "borne out"),
        ("ussr_prk_1961", DAY, "yes", "not borne out"),
        ("chn_prk_1961", DAY, "yes", "borne out"),
        ("rus_prk_2024", DAY, "yes", "not borne out"),
        ("rus_prk_2024", dt.date(2024, 12, 4), "yes", "borne out"),
    ],
)
def test_in_force_is_a_matter_of_the_day(
    treaty: str, day: dt.date, holds: str, expected: str
) -> None:
    assert verdict("in_force", [treaty], day=day, holds=holds).verdict == expected


@pytest.mark.parametrize(
    ("treaty", "day", "expected"),
    [
        ("chn_prk_1961", DAY, "borne out"),
        ("us_jpn_1960", DAY, "partly"),
        ("rus_prk_2000", DAY, "not borne out"),
        ("rus_prk_2024", DAY, "partly"),
        ("rus_prk_2024", dt.date(2025, 1, 1), "borne out"),
        ("ussr_prk_1961", DAY, "not borne out"),
    ],
)
def test_to_be_bound_takes_a_duty_that_holds(treaty: str, day: dt.date, expected: str) -> None:
    assert verdict("bound", [treaty], day=day).verdict == expected


def test_what_no_book_decides_is_listed_with_what_would() -> None:
    for found in (verdict("bloc", []), verdict("motive", [], state="RUS")):
        assert found.verdict == "not decidable"
        assert "would decide it" in found.basis


def test_regions_name_file_and_line_of_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "regions.yaml"
    path.write_text("regions:\n  asia:\n    title: Asia\n    states: JPN\n", encoding="utf-8")
    with pytest.raises(BookError) as caught:
        load_regions(path)
    assert caught.value.line == 4


def test_nobody_lies_wholly_in_a_region_and_in_part() -> None:
    for region in load_regions().values():
        assert not region.states & (region.partly | region.beyond)
