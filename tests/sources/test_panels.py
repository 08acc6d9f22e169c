"""Panels: rows, verbs, and what is missing; worked out again the slow way."""

from __future__ import annotations

import csv
import datetime as dt
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.errors import InputError, NotCovered
from casus.sources.panels import Panel
from casus.sources.portfolios import builder
from casus.sources.shelf import Shelf
from casus.sources.source import read_source

STATES = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
NMC = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
ATOP = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
MID = (
    "dispnum,ccode1,ccode2,year,dispongoing,disponset,sidea1,sidea2,fatality1,fatality2,"
    "hiact1,hiact2,hostlev1,hostlev2,orig1,orig2\n"
)
MIDB = (
    "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,revstate,revtype1,"
    "revtype2,fatality,fatalpre,hiact,hostlev,orig,version\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Official files of four states: 2, 200 and 255 from 1950 to 1955, 20 from 1952."""
    spells = [(2, 1950, 1955), (20, 1952, 1955), (200, 1950, 1955), (255, 1950, 1953)]
    (tmp_path / "states.csv").write_text(
        STATES + "".join(f"X,{c},X,{a},3,1,{b},12,31,2099\n" for c, a, b in spells)
    )
    (tmp_path / "nmc.csv").write_text(
        NMC + "X,2,1950,-9,1,1,1,1,1,.6,1\nX,200,1950,7,1,1,1,1,1,.4,1\nX,2,1951,8,1,1,1,1,1,1,1\n"
    )
    (tmp_path / "atop.csv").write_text(
        ATOP
        + "2,200,1951,1,0,0,0,1\n200,2,1951,1,0,0,0,0\n2,20,1952,0,0,0,1,0\n20,2,1952,0,0,0,1,0\n"
    )
    (tmp_path / "mid.csv").write_text(
        MID + "9,2,255,1950,1,1,1,0,0,0,7,8,3,4,1,1\n9,255,2,1950,1,1,0,1,0,0,8,7,4,3,1,1\n"
        "9,2,255,1952,1,0,1,0,0,0,7,8,3,4,1,1\n9,255,2,1952,1,0,0,1,0,0,8,7,4,3,1,1\n"
    )
    return tmp_path


def rows(panel: Panel) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = panel.arrow().to_pylist()
    return found


def one(panel: Panel, **where: Any) -> dict[str, Any]:
    [row] = [r for r in rows(panel) if all(r[k] == v for k, v in where.items())]
    return row


def test_rows_are_all_members_of_each_year(folder: Path) -> None:
    panel = Panel.build("state-year", 1951, 1954, data=folder)
    assert [(r["state"], r["year"]) for r in rows(panel)] == [
        (2, 1951), (200, 1951), (255, 1951),
        (2, 1952), (20, 1952), (200, 1952), (255, 1952),
        (2, 1953), (20, 1953), (200, 1953), (255, 1953),
        (2, 1954), (20, 1954), (200, 1954),
    ]  # fmt: skip
    pairs = rows(Panel.build("directed-dyad-year", 1951, 1951, data=folder))
    assert [(r["state1"], r["state2"]) for r in pairs] == list(permutations([2, 200, 255], 2))
    pairs = rows(Panel.build("dyad-year", 1951, 1951, data=folder))
    assert [(r["state1"], r["state2"]) for r in pairs] == [(2, 200), (2, 255), (200, 255)]


def test_days_are_those_of_the_span(folder: Path) -> None:
    span = (dt.date(1951, 12, 30), dt.date(1952, 1, 2))
    panel = Panel.build("state-day", 1951, 1952, data=folder, days=span, states=[2, 200])
    assert [r["day"].isoformat() for r in rows(panel) if r["state"] == 2] == [
        "1951-12-30", "1951-12-31", "1952-01-01", "1952-01-02",
    ]  # fmt: skip
    assert one(panel.add_alliances(), state=2, day=span[0])["atop_defense"] == 1


def test_outside_coverage_is_missing_and_says_why(folder: Path) -> None:
    panel = Panel.build("directed-dyad-year", 1950, 1953, data=folder).add_alliances()
    covered = one(panel, state1=2, state2=255, year=1951)
    assert (covered["atop_defense"], covered["atop_why"]) == (0, None)
    outside = one(panel, state1=2, state2=255, year=1953)
    assert outside["atop_defense"] is None
    assert outside["atop_why"] == "atop_directed_dyad_year 1952 covers 1951 to 1952"
    assert panel.missing()[0]["rows"] == 6 + 12


def test_duties_keep_their_direction(folder: Path) -> None:
    panel = Panel.build("directed-dyad-year", 1951, 1951, data=folder).add_alliances()
    assert one(panel, state1=2, state2=200)["atop_consul"] == 1
    assert one(panel, state1=200, state2=2)["atop_consul"] == 0
    pair = Panel.build("dyad-year", 1951, 1951, data=folder).add_alliances()
    assert one(pair, state1=2, state2=200)["atop_consul"] == 1
    state = Panel.build("state-year", 1951, 1951, data=folder).add_alliances()
    assert [r["atop_defense"] for r in rows(state)] == [1, 1, 0]


def test_disputes_and_their_hostility(folder: Path) -> None:
    panel = Panel.build("directed-dyad-year", 1950, 1952, data=folder).add_disputes()
    row = one(panel, state1=255, state2=2, year=1950)
    assert (row["dispute"], row["dispute_onset"], row["dispute_hostility"]) == (1, 1, 4)
    assert one(panel, state1=2, state2=255, year=1952)["dispute_hostility"] == 3
    assert one(panel, state1=2, state2=255, year=1951)["dispute"] == 0
    with pytest.raises(InputError, match="accepted are cow, gml"):
        panel.add_disputes("ucdp")


def test_disputes_are_worked_out_from_participants(folder: Path) -> None:
    (folder / "mid.csv").unlink()
    (folder / "midb.csv").write_text(
        MIDB + "9,X,2,1,1,1950,1,1,1952,1,1,1,-9,0,0,7,3,1,9\n"
        "9,X,255,1,1,1950,1,1,1951,0,1,1,-9,0,0,8,4,1,9\n"
        "9,X,200,1,1,1952,1,1,1952,0,1,1,-9,0,0,8,5,0,9\n"
    )
    panel = Panel.build("directed-dyad-year", 1950, 1952, data=folder).add_disputes()
    told = {
        (r["state1"], r["state2"], r["year"]): (r["dispute_onset"], r["dispute_hostility"])
        for r in rows(panel) if r["dispute"]
    }  # fmt: skip
    assert told == {
        (2, 255, 1950): (1, 3), (255, 2, 1950): (1, 4), (2, 255, 1951): (0, 3),
        (255, 2, 1951): (0, 4), (2, 200, 1952): (1, 3), (200, 2, 1952): (1, 5),
    }  # fmt: skip


def test_capabilities_of_each_side(folder: Path) -> None:
    panel = Panel.build("directed-dyad-year", 1950, 1952, data=folder)
    row = one(panel.add_capabilities("cinc", "milex"), state1=2, state2=200, year=1950)
    assert (row["cinc1"], row["cinc2"]) == (0.6, 0.4)
    assert (row["milex1"], row["milex2"]) == (None, 7)  # -9 in the file
    assert row["nmc_why"] is None
    row = one(panel.add_capabilities(), state1=2, state2=200, year=1952)
    assert (row["cinc1"], row["nmc_why"]) == (None, "cow_nmc 1951 covers 1950 to 1951")
    with pytest.raises(InputError, match="no capability"):
        panel.add_capabilities("gdp")


def test_duties_of_the_book_need_no_data(tmp_path: Path) -> None:
    six = ["AUH", "DEU", "FRA", "GBR", "ITA", "RUS"]
    panel = Panel.build("directed-dyad-year", 1907, 1907, codes="iso", states=six, data=tmp_path)
    panel = panel.add_duties()
    assert one(panel, state1="DEU", state2="AUH")["duty_military"] == 1
    assert one(panel, state1="FRA", state2="RUS")["duty_military"] == 1
    assert one(panel, state1="FRA", state2="DEU")["duty_military"] == 0
    early = Panel.build("dyad-year", 1830, 1830, codes="iso", states=six[2:4], data=tmp_path)
    row = rows(early.add_duties())[0]
    assert row["duty_military"] is None
    assert "no pact of a state" in row["duty_why"] or "covers" in row["duty_why"]


def test_a_panel_says_what_it_is(folder: Path) -> None:
    panel = Panel.build("dyad-year", 1951, 1951, data=folder).add_alliances().add_capabilities()
    assert "dyad-year, cow codes, 1951 to 1951, 3 rows: atop, nmc" in repr(panel)
    assert panel.sources == ("cow_states 2099", "atop_directed_dyad_year 1952", "cow_nmc 1951")
    assert b'"unit": "dyad-year"' in panel.arrow().schema.metadata[b"casus"]
    with pytest.raises(InputError, match="in the panel already"):
        panel.add_alliances()


def test_what_cannot_be_built_is_named(folder: Path) -> None:
    for unit, first, last, codes, words in (
        ("triad-year", 1951, 1951, "cow", "no unit of analysis"),
        ("state-year", 1951, 1950, "cow", "two years in order"),
        ("state-year", 1951, 1951, "fips", "no code system"),
        ("state-year", 1951, 1951, "gw", "gw_states"),
    ):
        with pytest.raises(InputError, match=words):
            Panel.build(unit, first, last, codes=codes, data=folder)  # type: ignore[arg-type]
    with pytest.raises(NotCovered, match="covers 1950 to 1955, not 1949"):
        Panel.build("state-year", 1949, 1950, data=folder)
    with pytest.raises(InputError, match="999: no state"):
        Panel.build("state-year", 1951, 1951, data=folder, states=[2, 999])
    with pytest.raises(InputError, match="similarity is of two states"):
        Panel.build("state-year", 1951, 1951, data=folder).add_similarity()


def test_sets_of_states_count_their_pairs(folder: Path) -> None:
    panel = Panel.build("k-ad-year", 1951, 1952, data=folder, size=3)
    panel = panel.add_alliances().add_capabilities().add_disputes()
    assert len(panel) == 1 + 4
    row = one(panel, year=1951)
    assert (row["state1"], row["state2"], row["state3"]) == (2, 200, 255)
    assert (row["atop_defense"], row["atop_nonagg"], row["cinc1"]) == (1, 0, 1)
    row = one(panel, year=1952, state2=20, state3=255)
    assert (row["atop_nonagg"], row["dispute"], row["cinc1"]) == (1, 1, None)
    with pytest.raises(InputError, match="cannot be added to k-ads"):
        panel.add_votes()
    with pytest.raises(InputError, match="2 to 10"):
        Panel.build("k-ad-year", 1951, 1952, data=folder, size=1)
    whole = {"size": 10, "codes": "iso", "data": folder}
    with pytest.raises(InputError, match="take fewer"):
        Panel.build("k-ad-year", 2000, 2000, **whole)  # type: ignore[arg-type]


def test_duties_of_a_triad(tmp_path: Path) -> None:
    three = ["AUH", "DEU", "ITA"]
    panel = Panel.build("k-ad-year", 1885, 1885, codes="iso", states=three, data=tmp_path)
    assert rows(panel.add_duties())[0]["duty_military"] == 3


def test_similarity_as_columns(folder: Path) -> None:
    panel = Panel.build("dyad-year", 1951, 1953, data=folder).add_similarity("atop", "s_binary")
    row = one(panel, state1=2, state2=200, year=1951)
    assert row["atop_s_binary"] == 1.0
    outside = one(panel, state1=2, state2=200, year=1953)
    assert outside["atop_s_binary"] is None
    assert "covers 1951 to 1952" in outside["atop_similarity_why"]


@pytest.mark.parametrize("name", ["panel.csv", "panel.parquet", "panel.dta"])
def test_a_panel_is_written_and_read_again(folder: Path, tmp_path: Path, name: str) -> None:
    pandas = pytest.importorskip("pandas")
    panel = Panel.build("dyad-year", 1950, 1953, data=folder).add_alliances()
    path = panel.write(tmp_path / name)
    readers = {".csv": pandas.read_csv, ".parquet": pandas.read_parquet, ".dta": pandas.read_stata}
    frame = readers[path.suffix](path)
    assert len(frame) == len(panel)
    assert int(frame["atop_defense"].sum()) == 1
    assert int(frame["atop_defense"].isna().sum()) == 9
    with pytest.raises(InputError, match=r"\.csv, \.parquet, \.dta"):
        panel.write(tmp_path / "panel.xlsx")


def test_frames(folder: Path) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    panel = Panel.build("state-year", 1951, 1951, data=folder)
    assert panel.to_pandas()["state"].tolist() == panel.to_polars()["state"].to_list()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 6), max_size=6), min_size=1, max_size=4),
    st.sampled_from(["dyad-year", "directed-dyad-year"]),
)
def test_the_place_of_a_pair_is_where_the_pair_stands(years: list[set[int]], unit: Any) -> None:
    import numpy as np

    from casus.sources.panels.grid import Grid

    members = tuple(np.array(sorted(held), dtype=np.int64) for held in years)
    grid = Grid(unit, "cow", 1900, tuple(range(7)), members)
    first, second = grid.sides
    found = grid.rows_of(grid.year_at + 1900, first, second)
    assert found.tolist() == list(range(len(grid)))
    if unit == "dyad-year":
        assert grid.rows_of(grid.year_at + 1900, second, first).tolist() == found.tolist()


@pytest.mark.parametrize("unit", ["state-year", "state-day", "dyad-year", "k-ad-year"])
def test_every_unit_is_written_for_stata(tmp_path: Path, unit: Any) -> None:
    pandas = pytest.importorskip("pandas")
    span = (dt.date(2024, 12, 3), dt.date(2024, 12, 4)) if unit == "state-day" else None
    panel = Panel.build(
        unit, 2024, 2024, codes="iso", states=["CHN", "KOR", "PRK", "RUS"], data=tmp_path, days=span
    )
    panel = panel.add_duties()
    frame = pandas.read_stata(panel.write(tmp_path / "panel.dta"))
    assert len(frame) == len(panel)
    assert frame["duty_why"].tolist() == [""] * len(panel)  # a column that is empty throughout
    assert frame["duty_military"].sum() > 0
    if unit == "state-day":
        assert set(frame["day"].dt.date) == set(span or ())


def test_duties_of_a_day_are_those_in_force_on_it(tmp_path: Path) -> None:
    span = (dt.date(2024, 12, 3), dt.date(2024, 12, 4))
    panel = Panel.build(
        "state-day", 2024, 2024, codes="iso", states=["PRK"], data=tmp_path, days=span
    )
    assert [r["duty_military"] for r in rows(panel.add_duties())] == [1, 2]  # China; and Russia


def test_the_distance_of_capitals_follows_them(tmp_path: Path) -> None:
    panel = Panel.build(
        "dyad-year", 1910, 1960, codes="iso", states=["CHN", "JPN", "GBR", "FRA"], data=tmp_path
    ).add_distance()

    def km(one_: str, two: str, year: int) -> float:
        return float(one(panel, state1=one_, state2=two, year=year)["distance_km"])

    assert km("CHN", "JPN", 1910) == km("CHN", "JPN", 1960)
    assert 2_060 < km("CHN", "JPN", 1910) < 2_120  # Beijing to Tokyo
    assert 3_100 < km("CHN", "JPN", 1940) < 3_250  # Chongqing to Tokyo
    assert 340 < km("FRA", "GBR", 1938) < 348  # Paris to London
    assert km("FRA", "GBR", 1942) > 600  # Vichy
    early = Panel.build("dyad-year", 1830, 1830, codes="iso", states=["CHE", "FRA"], data=tmp_path)
    row = rows(early.add_distance())[0]
    assert (row["distance_km"], row["distance_why"]) == (
        None, "no capital of a state of the row is known in this year",
    )  # fmt: skip
    with pytest.raises(InputError, match="distance is of two states"):
        Panel.build("state-year", 1910, 1910, codes="iso", data=tmp_path).add_distance()


def test_every_state_has_a_capital() -> None:
    from casus.names.actors import exists, registry
    from casus.sources.capitals import capital_of, capitals

    states = {code for code, actor in registry().actors.items() if actor.kind == "state"}
    assert set(capitals()) == states
    gaps = set()
    for code in states:
        for year in range(1816, 2027):
            day = dt.date(year, 12, 31)
            if exists(code, day):
                try:
                    assert capital_of(code, day).city
                except NotCovered:
                    gaps.add(code)
    assert gaps == {"CHE", "ETH"}  # before 1848 and 1889: no one city


COUNCIL = "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting\n"
VETOES = "year,date,draft,agenda_item,member_veto1,member_veto2,China,France,Russia,USSR,USA,UK\n"


def test_votes_and_vetoes_in_the_council(tmp_path: Path) -> None:
    votes = [("A", "CHN", "Y"), ("A", "FRA", "Y"), ("A", "KOR", "X"), ("B", "CHN", "A"),
             ("B", "FRA", "Y"), ("B", "KOR", "Y")]  # fmt: skip
    (tmp_path / "votes.csv").write_text(
        COUNCIL
        + "".join(
            f"1,{code},{code},True,{vote},2013-03-07,{which},d,m\n" for which, code, vote in votes
        )
    )
    (tmp_path / "vetoes.csv").write_text(
        VETOES + "2012,2/4/2012,S/2012/77,Syria,China,Russia,1,0,1,0,0,0\n"
        "2013,1/1/2013,S/1,Syria,Russia,,0,0,1,0,0,0\n"
    )
    states = ["CHN", "FRA", "KOR", "RUS"]
    pairs = Panel.build("dyad-year", 2012, 2013, codes="iso", states=states, data=tmp_path)
    pairs = pairs.add_council_votes().add_vetoes()
    row = one(pairs, state1="CHN", state2="FRA", year=2013)
    assert (row["council_joint"], row["council_agree_share"]) == (2, 0.5)
    assert one(pairs, state1="CHN", state2="KOR", year=2013)["council_joint"] == 1  # X: absent
    silent = one(pairs, state1="CHN", state2="RUS", year=2013)
    assert silent["council_joint"] is None
    assert "on which each state of the row voted" in silent["council_why"]
    assert "covers 2013 to 2013" in one(pairs, state1="CHN", state2="FRA", year=2012)["council_why"]
    assert one(pairs, state1="CHN", state2="RUS", year=2012)["vetoes"] == 1
    single = Panel.build("state-year", 2012, 2013, codes="iso", states=states, data=tmp_path)
    told = {(r["state"], r["year"]): r["vetoes"] for r in rows(single.add_vetoes())}
    assert (told["RUS", 2012], told["RUS", 2013], told["CHN", 2013]) == (1, 1, 0)
    assert [r["council_cast"] for r in rows(single.add_council_votes())][4:] == [2, 2, 1, None]


SIPRI = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)


def test_portfolios_of_arms(tmp_path: Path) -> None:
    deals = [("Libya", "Soviet Union", "1975; 1979", 90), ("Libya", "France", "1978", 8),
             ("Libya", "unknown supplier(s)", "1978", 2), ("Cuba", "Soviet Union", "1977", 50),
             ("South Korea", "United States", "1975; 1979", 40)]  # fmt: skip
    (tmp_path / "register.csv").write_text(
        SIPRI
        + "".join(
            f"{to},{by},1974,,1,,X,x,1,,{years},New,,1,{tiv},{tiv}\n"
            for to, by, years, tiv in deals
        )
    )
    held = builder("transfers", Shelf.open(tmp_path)).of(1979)
    assert held.states == (40, 620, 732)
    found = held.compare(40, 620)
    assert found["s_binary"] is not None
    assert found["kappa_sq"] is not None
    assert found["kappa_sq"] > held.compare(40, 732)["kappa_sq"] > 0 - 0.1  # type: ignore[operator]
    row = dict(zip(range(len(held.matrix[1])), held.matrix[1].tolist(), strict=True))
    assert sorted(row.values())[-3:] == [1, 3, 3]  # France, the Soviet Union, Libya itself
    with pytest.raises(NotCovered, match="covers 1975 to 1979, not 1974 to 1978"):
        builder("transfers", Shelf.open(tmp_path)).of(1978)
    panel = Panel.build("dyad-year", 1979, 1979, codes="iso", states=["CUB", "LBY", "FRA"],
                        data=tmp_path).add_similarity("transfers", "kappa_sq")  # fmt: skip
    assert one(panel, state1="CUB", state2="LBY")["transfers_kappa_sq"] > 0.4
    assert "no transfers portfolio" in one(panel, state1="CUB", state2="FRA")[
        "transfers_similarity_why"]  # fmt: skip
    with pytest.raises(InputError, match="accepted are atop, book, votes, transfers"):
        builder("trade", Shelf.open(tmp_path))


def test_statements_of_a_panel_of_days(tmp_path: Path) -> None:
    from casus.ledger import Ledger
    from casus.model import Article, Event, Reading, Statement

    text = "One did something to another."
    article = Article(id="a", source="a", text=text, lang="en", title="",
                      published=dt.date(2024, 6, 20), date_source="given")  # fmt: skip
    threat = Statement(text, 0, len(text), Event.of("THREATEN", ["PRK"], ["KOR"]))
    Ledger(tmp_path / "ledger").add([Reading(article, (threat,), (), (), ())])
    span = (dt.date(2024, 6, 19), dt.date(2024, 6, 20))
    panel = Panel.build("state-day", 2024, 2024, codes="iso", states=["KOR", "PRK"],
                        data=tmp_path, days=span).add_statements(tmp_path / "ledger")  # fmt: skip
    assert [r["statements"] for r in rows(panel)] == [None, 0, None, 1]
    assert rows(panel)[0]["statements_why"] == "the ledger has no document of this day"


def test_a_whole_panel_agrees_with_the_files(shared: Path) -> None:
    shelf = Shelf.open(shared / "data")
    panel = Panel.build("directed-dyad-year", 1900, 1914, data=shelf)
    table = panel.add_alliances().add_disputes().arrow()
    told = {
        (r["ccode1"], r["ccode2"], r["year"]): r["defense"]
        for r in shelf.need("atop_directed_dyad_year").table.to_pylist()
        if 1900 <= r["year"] <= 1914
    }
    for row in table.to_pylist():
        key = (row["state1"], row["state2"], row["year"])
        assert row["atop_defense"] == told.get(key, 0)
    with (shared / "data" / "cow_mid_directed_dyad_year_5.0.csv").open() as file:
        fought = {
            (int(r["ccode1"]), int(r["ccode2"]), int(r["year"])) for r in csv.DictReader(file)
        }
    rows_told = {(r["state1"], r["state2"], r["year"]) for r in table.to_pylist() if r["dispute"]}
    assert rows_told == {key for key in fought if 1900 <= key[2] <= 1914 and key in {
        (r["state1"], r["state2"], r["year"]) for r in table.to_pylist()}}  # fmt: skip


def test_participants_give_nearly_the_published_dyads(shared: Path) -> None:
    """Of the published directed dyad-years, those that the spells of participants give too."""
    from casus.sources.panels.disputes import of_participants

    data = shared / "data"
    found = of_participants(read_source(data / "cow_midb_5.0.csv"))
    ours = set(zip(*(found[k].tolist() for k in ("ccode1", "ccode2", "year")), strict=True))
    with (data / "cow_mid_directed_dyad_year_5.0.csv").open() as file:
        theirs = {
            (int(r["ccode1"]), int(r["ccode2"]), int(r["year"])) for r in csv.DictReader(file)
        }
    assert len(ours & theirs) / len(theirs) > 0.99
    assert len(ours & theirs) / len(ours) > 0.98


def test_ties_of_the_capabilities_and_their_codes(shared: Path) -> None:
    """Germany has other numbers in the two systems after 1990; its share of capabilities stays."""
    cow = Panel.build("state-year", 1995, 1995, data=shared / "data").add_capabilities()
    gw = Panel.build("state-year", 1995, 1995, codes="gw", data=shared / "data").add_capabilities()
    iso = Panel.build("state-year", 1995, 1995, codes="iso", data=shared / "data")
    found = [one(cow, state=255), one(gw, state=260), one(iso.add_capabilities(), state="DEU")]
    assert len({row["cinc"] for row in found}) == 1
    assert found[0]["cinc"] > 0.02


def test_votes_and_ideal_points_of_the_cold_war(shared: Path) -> None:
    panel = Panel.build("dyad-year", 1985, 1985, data=shared / "data", states=[2, 200, 365])
    panel = panel.add_votes().add_ideal_points()
    allies, foes = one(panel, state1=2, state2=200), one(panel, state1=2, state2=365)
    assert allies["votes_agree_share"] > 0.6 > 0.3 > foes["votes_agree_share"]
    assert allies["ideal_point_distance"] < foes["ideal_point_distance"]


def test_transfers_of_the_register(shared: Path, tmp_path: Path) -> None:
    panel = Panel.build(
        "directed-dyad-year", 2001, 2001, data=shared / "data", states=[365, 679, 2]
    )
    row = one(panel.add_transfers(), state1=365, state2=679)
    assert row["transfers"] > 0
    silent = one(panel.add_transfers(), state1=679, state2=2)
    assert silent["transfers"] is None
    assert "lists no deal" in silent["transfers_why"]


def test_the_same_panel_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("a.parquet", "b.parquet"):
        Panel.build("dyad-year", 1950, 1953, data=folder).add_alliances().write(tmp_path / name)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 3 + 3 + 6 + 6
