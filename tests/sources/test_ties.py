"""Signed ties by year: the rules, and years that are not covered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casus.blocs.answer import answer
from casus.blocs.scope import scope_of
from casus.blocs.yearly import BookTies
from casus.book import load_book
from casus.errors import InputError, NotCovered, UnknownActor
from casus.ledger import Ledger
from casus.model import Article, Event, Reading, Statement
from casus.sources.neighbours import near
from casus.sources.shelf import Shelf
from casus.sources.ties import SignedTies, Tie, kind_ties, signed_ties, state_name

Casus = Callable[..., Any]

ATOP = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
MID = (
    "dispnum,ccode1,ccode2,year,dispongoing,disponset,sidea1,sidea2,fatality1,fatality2,"
    "hiact1,hiact2,hostlev1,hostlev2,orig1,orig2\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Alliances of 1912 and 1913, disputes of 1912."""
    pacts = [(255, 300, "1,0,0,0,0"), (220, 365, "1,0,0,0,0"), (200, 220, "0,0,0,0,1")]
    lines = [f"{a},{b},{year},{held}" for a, b, held in pacts for year in (1912, 1913)]
    lines += [f"{b},{a},{year},{held}" for a, b, held in pacts for year in (1912, 1913)]
    (tmp_path / "atop.csv").write_text(ATOP + "\n".join(lines) + "\n")
    fights = [(300, 365, 4, 3), (220, 255, 3, 3), (255, 300, 4, 4)]
    lines = [
        f"{n},{a},{b},1912,1,1,1,0,0,0,7,7,{x},{y},1,1" for n, (a, b, x, y) in enumerate(fights, 1)
    ]
    lines += [
        f"{n},{b},{a},1912,1,1,0,1,0,0,7,7,{y},{x},1,1" for n, (a, b, x, y) in enumerate(fights, 1)
    ]
    (tmp_path / "mid.csv").write_text(MID + "\n".join(lines) + "\n")
    return tmp_path


def listed(shelf: Shelf, kinds: tuple[str, ...], first: int, last: int) -> SignedTies:
    return signed_ties(kind_ties(kinds, shelf=shelf), first, last)


def test_a_duty_to_fight_together_and_a_fight_make_ties(folder: Path) -> None:
    found = listed(Shelf.open(folder), ("alliances", "disputes"), 1912, 1912)
    assert found.ties == (
        Tie(1912, "AUH", "DEU", 1, ("alliances",), mixed=True),
        Tie(1912, "AUH", "RUS", -1, ("disputes",)),
        Tie(1912, "FRA", "RUS", 1, ("alliances",)),
    )  # consultation makes no tie, nor does a show of force
    assert found.missing == {}


def test_a_year_that_one_kind_does_not_cover_has_no_ties(folder: Path) -> None:
    found = listed(Shelf.open(folder), ("alliances", "disputes"), 1911, 1913)
    assert {tie.year for tie in found.ties} == {1912}
    assert found.missing == {
        1911: "atop_directed_dyad_year 1913 covers 1912 to 1913, not 1911",
        1913: "cow_mid_directed_dyad_year 1912 covers 1912 to 1912, not 1913",
    }
    assert len(listed(Shelf.open(folder), ("alliances",), 1913, 1913).ties) == 2


def test_what_cannot_be_asked_is_named(folder: Path) -> None:
    shelf = Shelf.open(folder)
    for kinds, first, last, words in (
        (("trade",), 1912, 1912, "accepted are duties, alliances"),
        ((), 1912, 1912, "nothing"),
        (("alliances",), 1913, 1912, "two years in order"),
        (("wars",), 1912, 1912, "Inter-StateWarData"),
    ):
        with pytest.raises(InputError, match=words):
            listed(shelf, kinds, first, last)
    with pytest.raises(InputError, match="below < above"):
        kind_ties(["votes"], shelf=shelf, above=0, below=0.5)
    with pytest.raises(InputError, match="1 to 100"):
        kind_ties(["duties"], window=0)
    with pytest.raises(InputError, match="--ledger"):
        kind_ties(["ledger"])


def test_a_state_without_a_code_goes_by_its_name() -> None:
    assert state_name(260, 1960) == "DEU"
    assert state_name(678, 1990) == "YEM"
    assert state_name(245, 1850) == "Bavaria"
    assert state_name(999, 1850) == "cow 999"


def test_the_command_writes_a_file_of_ties(folder: Path, capsys: Any) -> None:
    from casus.cli import main

    path = folder / "ties.txt"
    words = ["ties", str(path), "--of", "alliances,disputes", "--from", "1912", "--to", "1913",
             "--data", str(folder)]  # fmt: skip
    assert main(words) == 0
    assert path.read_text().splitlines() == [
        "year,u,v,sign,by",
        "1912,AUH,DEU,1,alliances (mixed)",
        "1912,AUH,RUS,-1,disputes",
        "1912,FRA,RUS,1,alliances",
    ]
    told = capsys.readouterr().err
    assert "2 friendly and 1 hostile ties in 1 years, 1 mixed" in told
    assert "1913 missing: cow_mid_directed_dyad_year 1912 covers 1912 to 1912" in told


def test_europe_of_1914_and_the_cold_war(shared: Path) -> None:
    shelf = Shelf.open(shared / "data")
    found = listed(shelf, ("alliances", "disputes"), 1914, 1914)
    signs = {(tie.one, tie.other): tie.sign for tie in found.ties}
    assert signs["AUH", "DEU"] == signs["FRA", "RUS"] == 1
    assert signs["DEU", "FRA"] == signs["DEU", "GBR"] == -1
    votes = listed(shelf, ("votes",), 1985, 1985)
    signs = {(tie.one, tie.other): tie.sign for tie in votes.ties}
    assert signs["GBR", "USA"] == signs["CSK", "SUN"] == 1
    assert signs["SUN", "USA"] == -1


def test_a_fight_counts_in_its_window_and_a_duty_on_its_day(folder: Path) -> None:
    shelf = Shelf.open(folder)
    source = kind_ties(["disputes"], shelf=shelf, window=2)
    assert source.missing(dt.date(1912, 12, 31)) == (
        "cow_mid_directed_dyad_year 1912 covers 1912 to 1912, not 1911"
    )
    more = (folder / "mid.csv").read_text() + "9,200,255,1911,1,1,1,0,0,0,7,7,5,5,1,1\n"
    (folder / "mid.csv").write_text(more + "9,255,200,1911,1,1,0,1,0,0,7,7,5,5,1,1\n")
    source = kind_ties(["disputes"], shelf=Shelf.open(folder), window=2)
    ties = source.on(dt.date(1912, 12, 31))
    assert ties.hostile["DEU", "GBR"] == ("dispute 9",)  # of 1911
    assert source.span == (1911, 1912)
    assert ("DEU", "GBR") not in kind_ties(["disputes"], shelf=shelf).on(ties.day).hostile


def test_blocs_are_measured_by_any_kind(folder: Path) -> None:
    source = kind_ties(["alliances", "disputes"], shelf=Shelf.open(folder))
    scope = scope_of("AUH,DEU,FRA,GBR,RUS", dt.date(1912, 1, 1))
    found = answer(source, scope, 1911, 1912, "alliances and disputes")
    assert [bloc.members for bloc in found.years[1].blocs] == [("AUH", "DEU"), ("FRA", "RUS")]
    assert found.years[1].mixed == (("AUH", "DEU"),)
    assert found.years[0].polarization is None
    assert "covers 1912 to 1913, not 1911" in str(found.years[0].reason)


def test_who_votes_for_sanctions_stands_against_their_target() -> None:
    source = kind_ties(["sanctions"], book=load_book())
    ties = source.on(dt.date(2010, 12, 31))
    assert "unsc_1718" in ties.hostile["PRK", "RUS"]
    assert ties.friendly == {}
    assert ("BRA", "IRN") not in ties.hostile  # Brazil voted against resolution 1929
    assert ("IRN", "USA") in ties.hostile
    assert "no measure" in str(source.missing(dt.date(1950, 12, 31)))


def test_duties_are_those_of_blocs_from_the_book() -> None:
    day, book = dt.date(1962, 12, 31), load_book()
    assert kind_ties(["duties"], book=book).on(day) == BookTies(book).on(day)


def page(name: str, day: str, *events: Event, status: str = "actual") -> Reading:
    text = "One did something to another."
    article = Article(id=name, source=name, text=text, lang="en", title="",
                      published=dt.date.fromisoformat(day), date_source="given")  # fmt: skip
    told = [Statement(text, 0, len(text), event, status=status) for event in events]
    return Reading(article, tuple(told), (), (), ())


def test_statements_of_a_ledger_make_ties(tmp_path: Path) -> None:
    threat, aid = Event.of("THREATEN", ["PRK"], ["KOR"]), Event.of("AID", ["RUS"], ["PRK"])
    met = Event.of("CONSULT", ["CHN", "PRK"])
    folder = tmp_path / "ledger"
    Ledger(folder).add([
        page("a", "2024-06-20", threat, threat, aid),
        page("b", "2024-07-01", Event.of("CONSULT", ["KOR"], ["PRK"]), met),
        page("c", "2024-08-01", threat),
        page("d", "2024-08-02", Event.of("ASSAULT", ["CHN"], ["KOR"]), status="negated"),
        page("e", "2024-08-03", Event.of("REQUEST", ["JPN"], ["CHN"])),
        page("f", "2024-08-04", Event.of("ASSAULT", ["RUS"], ["WEST"])),
    ])  # fmt: skip
    source = kind_ties(["ledger"], ledger=folder)
    ties = source.on(dt.date(2024, 12, 31))
    # two documents of threats against one of talks: a page that says it twice counts once
    assert list(ties.hostile) == [("KOR", "PRK")]
    assert list(ties.friendly) == [("CHN", "PRK"), ("PRK", "RUS")]
    assert source.missing(dt.date(2023, 12, 31)) == "the ledger has no document of 2023"
    assert source.on(dt.date(2024, 7, 2)).hostile == {}  # one against one
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no document with a day"):
        kind_ties(["ledger"], ledger=tmp_path / "empty")


def test_a_year_of_few_roll_calls_is_not_covered(tmp_path: Path) -> None:
    def calls(year: int, n: int) -> str:
        return "".join(
            f"{year}{k},{state},X,{vote},1,{year},{year}-10-01\n"
            for k in range(n)
            for state, vote in (
                (2, 1 + 2 * (k % 2)),
                (200, 1 + 2 * (k % 2)),
                (365, 3 - 2 * (k % 2)),
            )
        )

    head = "rcid,ccode,member,vote,session,year,date\n"
    (tmp_path / "votes.csv").write_text(head + calls(1963, 24) + calls(1964, 1))
    source = kind_ties(["votes"], shelf=Shelf.open(tmp_path))
    assert source.span == (1963, 1963)
    assert "1 roll call of 1964: too few" in str(source.missing(dt.date(1964, 12, 31)))
    ties = source.on(dt.date(1963, 12, 31))
    assert list(ties.friendly) == [("GBR", "USA")]
    assert list(ties.hostile) == [("GBR", "SUN"), ("SUN", "USA")]


CONTIGUITY = "ccode1,ccode2,conttype,stdate,enddate\n"


def test_a_region_by_contiguity(tmp_path: Path) -> None:
    spells = [(731, 732, 1, 194808, 201512), (731, 710, 1, 194909, 201512),
              (731, 740, 5, 195204, 201512), (731, 365, 1, 194808, 194912)]  # fmt: skip
    (tmp_path / "c.csv").write_text(CONTIGUITY + "".join(
        f"{a},{b},{kind},{start},{end}\n{b},{a},{kind},{start},{end}\n"
        for a, b, kind, start, end in spells))  # fmt: skip
    shelf = Shelf.open(tmp_path)
    found = near("near:PRK", 1950, 2025, shelf)
    assert found.states == {"PRK", "KOR", "CHN", "JPN"}
    assert "to 2015" in found.title
    assert near("near:North Korea@1", 1948, 2025, shelf).states == {"PRK", "KOR", "CHN", "SUN"}
    for text, error in (("near:", InputError), ("near:PRK@6", InputError),
                        ("near:Freedonia", UnknownActor), ("near:FRA", NotCovered)):  # fmt: skip
        with pytest.raises(error):
            near(text, 1950, 2025, shelf)
    with pytest.raises(NotCovered, match="covers 1948 to 2015, not 2020"):
        near("near:PRK", 2020, 2025, shelf)
