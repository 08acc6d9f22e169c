"""Signed ties by year: the rules, and years that are not covered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casus.errors import InputError
from casus.sources.shelf import Shelf
from casus.sources.ties import Tie, signed_ties, state_name

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


def test_a_duty_to_fight_together_and_a_fight_make_ties(folder: Path) -> None:
    found = signed_ties(Shelf.open(folder), ("alliances", "disputes"), 1912, 1912)
    assert found.ties == (
        Tie(1912, "AUH", "DEU", 1, ("alliances",), mixed=True),
        Tie(1912, "AUH", "RUS", -1, ("disputes",)),
        Tie(1912, "FRA", "RUS", 1, ("alliances",)),
    )  # consultation makes no tie, nor does a show of force
    assert found.missing == {}


def test_a_year_that_one_kind_does_not_cover_has_no_ties(folder: Path) -> None:
    found = signed_ties(Shelf.open(folder), ("alliances", "disputes"), 1911, 1913)
    assert {tie.year for tie in found.ties} == {1912}
    assert found.missing == {
        1911: "atop_directed_dyad_year 1913 covers 1912 to 1913, not 1911",
        1913: "cow_mid_directed_dyad_year 1912 covers 1912 to 1912, not 1913",
    }
    assert len(signed_ties(Shelf.open(folder), ("alliances",), 1913, 1913).ties) == 2


def test_what_cannot_be_asked_is_named(folder: Path) -> None:
    shelf = Shelf.open(folder)
    for kinds, first, last, words in (
        (("trade",), 1912, 1912, "accepted are alliances"),
        ((), 1912, 1912, "nothing"),
        (("alliances",), 1913, 1912, "two years in order"),
        (("wars",), 1912, 1912, "Inter-StateWarData"),
    ):
        with pytest.raises(InputError, match=words):
            signed_ties(shelf, kinds, first, last)
    with pytest.raises(InputError, match="below < above"):
        signed_ties(shelf, ("votes",), 1912, 1912, above=0, below=0.5)


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
    found = signed_ties(shelf, ("alliances", "disputes"), 1914, 1914)
    signs = {(tie.one, tie.other): tie.sign for tie in found.ties}
    assert signs["AUH", "DEU"] == signs["FRA", "RUS"] == 1
    assert signs["DEU", "FRA"] == signs["DEU", "GBR"] == -1
    votes = signed_ties(shelf, ("votes",), 1985, 1985)
    signs = {(tie.one, tie.other): tie.sign for tie in votes.ties}
    assert signs["GBR", "USA"] == signs["CSK", "SUN"] == 1
    assert signs["SUN", "USA"] == -1
