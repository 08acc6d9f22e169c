"""Blocs over the years: from the book, from a user's file, what changed, the verdict, the plot."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from casus.blocs.answer import Answer, answer
from casus.blocs.change import Change
from casus.blocs.duties import duties_on
from casus.blocs.forming import judge
from casus.blocs.plot import plot
from casus.blocs.scope import scope_of
from casus.blocs.tie_file import read_ties
from casus.blocs.tracks import follow
from casus.blocs.yearly import Bloc, BookTies, Year, measure, years
from casus.book import load_book
from casus.book.regions import load_regions
from casus.errors import BadNetwork, NotCovered, UnknownActor

DAY = dt.date(2025, 12, 31)


@pytest.fixture(scope="module")
def book() -> BookTies:
    return BookTies(load_book())


@pytest.fixture(scope="module")
def asia(book: BookTies) -> Answer:
    return answer(book, scope_of("asia", DAY), 1950, 2025, "the duties in the book")


def ties(path: Path, text: str) -> Path:
    file = path / "ties.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_blocs_of_asia_by_duty(asia: Answer) -> None:
    last = asia.years[-1]
    assert Bloc(("ARM", "CHN", "KAZ", "KGZ", "PRK", "RUS", "TJK", "UZB"), ("BLR",)) in last.blocs
    assert Bloc(("JPN", "KOR", "PAK", "PHL", "THA"), ("AUS", "GBR", "NZL", "USA")) in last.blocs
    assert {"IND", "IDN", "VNM"} <= set(last.alone)
    assert last.unsure == (("PAK", "SAU"),)
    assert last.polarization_if is not None
    assert last.polarization is not None
    assert last.polarization_if > last.polarization


def test_the_pact_of_2024_joins_two_blocs(asia: Answer) -> None:
    [found] = [c for c in asia.changes if c.year == 2024]
    assert found.kind == "joined"
    assert ("CHN", "PRK") in found.groups
    assert found.began == ("rus_prk_2024",)


def test_a_successor_is_no_change(asia: Answer) -> None:
    assert [c for c in asia.changes if c.year == 1991] == []


def test_the_verdict_on_asia_says_trend_size_null_and_how_firm(asia: Answer) -> None:
    assert asia.verdict.word == "signs"
    for words in ("27 of 50 states", "up from", "rus_prk_2024 in force",
                  "what chance would give", "How firm: weak"):  # fmt: skip
        assert words in asia.verdict.text


def test_a_tie_outside_the_region_is_none_of_it(book: BookTies) -> None:
    found = measure(book, scope_of("asia", DAY), DAY)
    assert not any("NOR" in bloc.beyond for bloc in found.blocs)  # Turkey's ally in NATO


def test_states_that_were_no_more_have_no_tie(book: BookTies) -> None:
    found = measure(book, scope_of("asia", DAY), dt.date(1980, 12, 31))
    assert "RVN" not in {s for bloc in found.blocs for s in (*bloc.members, *bloc.beyond)}


def test_without_data_there_is_a_reason_and_no_number(book: BookTies) -> None:
    found = measure(book, scope_of("asia", DAY), dt.date(1830, 12, 31))
    assert found.reason is not None
    assert found.polarization is None
    assert found.n_friendly is None
    assert found.as_dict()["in_blocs"] is None


@pytest.mark.parametrize("word", ["atlantis", "asia minor"])
def test_a_region_that_is_not_known_is_named_with_those_that_are(word: str) -> None:
    with pytest.raises(NotCovered, match="middle_east"):
        scope_of(word, DAY)
    with pytest.raises(UnknownActor):
        scope_of("JPN,Freedonia", DAY)


def test_a_file_by_year(tmp_path: Path) -> None:
    source = read_ties(ties(
        tmp_path, "year,u,v,sign,by\n1905,GBR,FRA,1,entente\n1907,GBR,FRA,1,entente\n"
        "1907,FRA,DEU,-1,\n1907,GBR,DEU,-1,\n1907,AUH,DEU,1,dual\n"))  # fmt: skip
    scope = scope_of("GBR,FRA,DEU,AUH,ITA", dt.date(1907, 12, 31))
    found = answer(source, scope, 1904, 1907, "my ties")
    assert [y.reason is None for y in found.years] == [False, True, False, True]
    assert "covers 1905-01-01 to 1907-12-31" in str(found.years[0].reason)
    assert "no tie of 1906" in str(found.years[2].reason)
    assert [b.members for b in found.years[-1].blocs] == [("AUH", "DEU"), ("FRA", "GBR")]
    assert found.years[-1].alone == ("ITA",)
    assert found.changes == ()  # 1906 is missing: what changed between cannot be told


def test_a_file_by_spell(tmp_path: Path) -> None:
    source = read_ties(ties(
        tmp_path, "u,v,sign,from,to\na,b,1,1900,1910-06\nb,a,-1,1911-01-01,\n"))  # fmt: skip
    assert source.on(dt.date(1910, 6, 30)).friendly == {("a", "b"): ()}
    assert source.missing(dt.date(1910, 7, 1)) is not None
    assert source.on(dt.date(2020, 1, 1)).hostile == {("a", "b"): ()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("u,v,sign\na,b,1\n", "no column 'from'"),
        ("year,u,v,sign\n", "no ties"),
        ("year,u,v,sign\n1907,a,a,1\n", "line 2: a loop"),
        ("year,u,v,sign\n1907,a,b,1\n1907,b,a,-1\n", "lines 2 and 3: 'a' and 'b' are tied twice"),
        ("year,u,v,sign\n19x7,a,b,1\n", "line 2: the year is '19x7'"),
        ("year,u,v,sign\n1907,a,b,3\n", "line 2: the sign is '3'"),
        ("u,v,sign,from,to\na,b,1,1910,1900\n", "ends (1900) before it begins (1910)"),
        ("u,v,sign,from,to\na,b,1,1900,1910\na,b,1,1905,1920\n", "both hold on 1905-01-01"),
        ("u,v,sign,from,to\na,b,1,soon,\n", "'from' is 'soon'"),
        ("u,v,sign,from,to\na,b,1,,1900\n", "'from' is needed"),
    ],
)
def test_a_bad_file_is_named_with_its_lines(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadNetwork) as caught:
        read_ties(ties(tmp_path, text))
    assert said in str(caught.value)


def test_hostility_within_a_bloc_divides_it_and_shows_who_stands_between(tmp_path: Path) -> None:
    rows = ["a,b,1", "c,d,1", "a,c,-1", "a,d,-1", "b,c,-1", "b,d,-1", "x,a,1", "x,d,1"]
    source = read_ties(ties(
        tmp_path, "year,u,v,sign\n" + "".join(f"1950,{row}\n" for row in rows)))  # fmt: skip
    found = measure(source, scope_of("world", DAY), dt.date(1950, 12, 31))
    assert (found.optimum, found.proven, found.open) == (1, True, ("x",))
    assert found.degree is not None
    assert found.n_states == 5


def test_the_null_is_told_where_there_is_enough_hostility(tmp_path: Path) -> None:
    names = "abcdefgh"
    rows = [f"{y},{u},{v},{1 if (u in 'abcd') == (v in 'abcd') else -1}\n"
            for y in (1950, 1951) for i, u in enumerate(names) for v in names[i + 1 :]]  # fmt: skip
    source = read_ties(ties(tmp_path, "year,u,v,sign\n" + "".join(rows)))
    found = answer(source, scope_of("world", DAY), 1950, 1951, "my ties", 20, 3)
    assert found.null is not None
    assert found.null.tells
    assert "none goes against the blocs" in found.verdict.text
    assert "with shuffled signs" in found.verdict.text
    again = answer(source, scope_of("world", DAY), 1950, 1951, "my ties", 20, 3)
    assert again.as_dict() == found.as_dict()


def test_a_comparison_that_cannot_be_settled_is_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(4)
    rows = [f"{y},n{i:02},n{j:02},{rng.choice([-1, 1, 1])}\n"
            for y in (1950, 1951) for i in range(30) for j in range(i)]  # fmt: skip
    source = read_ties(ties(tmp_path, "year,u,v,sign\n" + "".join(rows)))
    whole = scope_of("world", DAY)
    monkeypatch.setattr("casus.blocs.yearly.SECONDS", 0.001)
    found = answer(source, whole, 1950, 1951, "my ties", 20, 3)
    assert not found.years[-1].proven
    assert found.null is None
    assert "could not be settled in time" in found.verdict.text
    assert "the best division is not proven" in found.verdict.text


def year(n: int, *sizes: int, hostile: tuple[tuple[str, str], ...] = ()) -> Year:
    """A year of 20 states in blocs of these sizes."""
    from casus.blocs.polarization import bloc_polarization

    states = [f"s{i:02}" for i in range(20)]
    blocs, first, division = [], 0, {s: s for s in states}
    for size in sizes:
        members = tuple(states[first : first + size])
        blocs.append(Bloc(members, ()))
        division |= dict.fromkeys(members, members[0])
        first += size
    return Year(n, dt.date(n, 12, 31), 20, None, tuple(blocs), in_blocs=first, n_friendly=30,
                n_hostile=len(hostile), hostile=hostile, optimum=0, proven=True,
                polarization=bloc_polarization(division))  # fmt: skip


FOES = tuple((f"s{i:02}", f"s{j:02}") for i in range(3) for j in range(10, 12))


@pytest.mark.parametrize(
    ("before", "after", "came", "word"),
    [
        ((2, 2), (10, 10), 16, "forming"),
        ((2, 2), (3, 2), 1, "signs"),
        ((9, 9), (9, 9), 0, "standing"),
        ((14, 2), (14, 2), 0, "one bloc"),
        ((6, 6), (4, 4), 0, "loosening"),
        ((4, 4), (4, 4), 0, "no sign"),
    ],
)
def test_the_word_of_the_verdict(
    before: tuple[int, ...], after: tuple[int, ...], came: int, word: str
) -> None:
    changed = [Change(1955, "grew", (("s00",),), tuple(f"s{i:02}" for i in range(came)), (), ())]
    two = [year(1950, *before), year(1960, *after, hostile=FOES)]
    found = judge("Erewhon", two, changed if came else [], None, "duties")
    assert found.word == word


def test_a_rise_without_hostility_between_the_blocs_is_no_system() -> None:
    came = Change(1955, "formed", (tuple(f"s{i:02}" for i in range(5)),), (), (), ())
    two = [year(1950, 2, 2), year(1960, 5, 5)]
    assert judge("Erewhon", two, [came], None, "duties").word == "signs"


def test_without_a_second_year_nothing_is_said() -> None:
    lacking = Year(1950, dt.date(1950, 12, 31), 20, "no data at all")
    for found in ([], [year(1950, 2)], [year(1950, 2), replace(lacking, year=1951)]):
        assert judge("Erewhon", found, [], None, "duties").word == "missing"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (["ABC", "DE"], ["AB", "CDE"], [("grew", "C"), ("shrank", "C")]),  # C changes sides
        (["AB"], ["AC"], [("formed", ""), ("dissolved", "")]),
        (["ABCD"], ["AB", "CD"], [("split", "")]),
        (["ABCDEF"], ["ABCD", "EFX"], [("split", "")]),
        (["AB", "CD"], ["ABCDE"], [("joined", "E")]),
        (["ABC"], ["ABC"], []),
        (["ABCDE"], ["ABC"], [("shrank", "DE")]),
        ([], ["AB"], [("formed", "")]),
    ],
)
def test_what_became_of_blocs(
    tmp_path: Path, before: list[str], after: list[str], told: list[tuple[str, str]]
) -> None:
    rows = [
        f"{n},{one},{other},1\n"
        for n, blocs in ((1950, before), (1951, after))
        for bloc in blocs
        for one, other in pairwise(bloc)
    ] + ["1950,Y,Z,-1\n", "1951,Y,Z,-1\n"]
    source = read_ties(ties(tmp_path, "year,u,v,sign\n" + "".join(rows)))
    found = answer(source, scope_of("world", DAY), 1950, 1951, "my ties", 1)
    assert [(c.kind, "".join(c.states)) for c in found.changes] == told


def test_a_bloc_keeps_its_letter_as_members_come_and_go() -> None:
    day = dt.date(2000, 12, 31)

    def of(*blocs: str) -> Year:
        return Year(2000, day, 9, None, blocs=tuple(Bloc(tuple(b), ()) for b in blocs))

    found = follow([of("ABCD", "XY"), of("XYAB", "CD"), of("CDE")])
    assert found.of_year[0]["A"] == found.of_year[1]["A"] or (
        found.of_year[0]["X"] == found.of_year[1]["X"]
    )
    assert found.of_year[1]["C"] == found.of_year[2]["E"]
    assert len(set(found.of_year[1].values())) == 2


def test_the_plot_is_a_drawing_with_years_states_and_letters(asia: Answer) -> None:
    svg = plot("Blocs in Asia", "duties", asia.years)
    assert svg == plot("Blocs in Asia", "duties", asia.years)
    root = ET.fromstring(svg)
    words = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"1950", "2025", "North Korea", "Japan", "A", "B"} <= set(words)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for e in root.iter("{http://www.w3.org/2000/svg}rect"):
        x, y = float(e.get("x", 0)), float(e.get("y", 0))
        assert 0 <= x <= x + float(e.get("width", 0)) <= width
        assert 0 <= y <= y + float(e.get("height", 0)) <= height


def test_a_plot_shows_missing_years_and_survives_odd_names(tmp_path: Path) -> None:
    source = read_ties(ties(tmp_path, 'year,u,v,sign\n1950,<a>,"b&c",1\n1952,<a>,"b&c",1\n'))
    found = answer(source, scope_of("world", DAY), 1950, 1952, "my ties")
    svg = plot("a < b", "mine", found.years)
    root = ET.fromstring(svg)
    assert any("no tie of 1951" in (e.text or "") for e in root.iter())


def test_what_does_not_touch_a_region_changes_nothing_there(book: BookTies) -> None:
    for year in range(1820, 2027, 9):
        day = dt.date(year, 12, 31)
        whole = duties_on(book.book, day)
        for region in load_regions().values():
            near = duties_on(book.book, day, region.states)
            for name in ("friendly", "hostile", "mixed", "unsure", "pending"):
                there = {
                    pair: by
                    for pair, by in getattr(whole, name).items()
                    if not region.states.isdisjoint(pair)
                }
                assert getattr(near, name) == there, (year, region.key, name)


def test_a_year_in_which_nothing_changed_is_as_the_one_before(book: BookTies) -> None:
    asia = scope_of("asia", DAY)
    for found in years(book, asia, 1985, 1995):
        assert found.as_dict() == measure(book, asia, found.day).as_dict()
