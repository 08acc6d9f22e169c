"""Official files, made up and tiny, with their very headers; and the real ones where they lie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from casus.errors import InputError, UnreadableSource
from casus.sources.definition import definitions
from casus.sources.recognise import Ambiguous
from casus.sources.shelf import Shelf
from casus.sources.source import read_source

Write = Callable[[str, str], Path]

ATOP = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
NMC = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
STATES = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
MIDB = (
    '"dispnum","stabb","ccode","stday","stmon","styear","endday","endmon","endyear","sidea",'
    '"revstate","revtype1","revtype2","fatality","fatalpre","hiact","hostlev","orig","version"\n'
)
SIPRI = (
    "\ufeffRecipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,"
    "Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return put


def test_a_file_is_known_by_its_header_not_its_name(write: Write) -> None:
    official = "ddyad,stateA,stateB,year,atopally,defense,offense,neutral,nonagg,consul,shareob\n"
    path = write("x.txt", official + "1,300,255,1880,1,1,0,0,0,0,1\n2,255,300,1880,1,1,0,0,0,0,1\n")
    source = read_source(path)
    assert source.definition.id == "atop_directed_dyad_year"
    assert source.table.select(["ccode1", "ccode2", "defense"]).to_pylist()[0] == {
        "ccode1": 300, "ccode2": 255, "defense": 1,
    }  # fmt: skip
    assert (source.first, source.last) == (1880, 1880)


def test_numbers_for_missing_become_missing(write: Write) -> None:
    path = write("n.csv", NMC + '"USA",2,1816,-9,17,80,254,8659,101,.5,2011\n'
                 '"UKG",200,1816,1,-9,80,254,8659,101,.5,2011\n')  # fmt: skip
    table = read_source(path).table
    assert table.column("milex").to_pylist() == [None, 1]
    assert table.column("milper").to_pylist() == [17, None]
    assert table.column("cinc").to_pylist() == [0.5, 0.5]


def test_an_unknown_day_is_the_first_or_the_last_that_it_can_be(write: Write) -> None:
    path = write("midb.csv", MIDB + '2,"UKG",200,-9,7,1902,-9,2,1904,0,1,1,-9,0,0,0,1,1,4\n'
                 '2,"USA",2,3,7,1902,24,1,1903,1,1,1,-9,-9,0,7,3,1,4\n')  # fmt: skip
    source = read_source(path)
    rows = source.table.to_pylist()
    assert source.definition.id == "cow_mid_participants"
    assert (rows[0]["start_on"], rows[0]["start_known"]) == (dt.date(1902, 7, 1), False)
    assert rows[0]["end_on"] == dt.date(1904, 2, 29)
    assert (rows[1]["start_on"], rows[1]["start_known"]) == (dt.date(1902, 7, 3), True)
    assert rows[1]["fatality"] is None


def test_gml_participants_are_told_from_cow_ones_by_their_version(write: Write) -> None:
    rows = '2,"UKG",200,-9,7,1902,-9,2,1904,0,1,1,-9,0,0,0,1,1,gml-9\n'
    rows += '2,"USA",2,3,7,1902,24,1,1903,1,1,1,-9,-9,0,7,3,1,gml-9\n'
    assert read_source(write("b.csv", MIDB + rows)).definition.id == "gml_mid_participants"


def test_a_windows_encoding_is_read(write: Write) -> None:
    text = STATES + "CDI,437,Côte d’Ivoire,1960,8,7,2016,12,31,2099\n"
    path = write("states.csv", text, "cp1252")  # type: ignore[call-arg]
    assert read_source(path).table.column("name").to_pylist() == ["Côte d’Ivoire"]


def test_the_list_of_gleditsch_and_ward_has_no_header(write: Write) -> None:
    path = write("iisystem.dat", "2\tUSA\tUnited States of America\t04:07:1816\t31:12:2017\n")
    [row] = read_source(path).table.to_pylist()
    assert (row["gwcode"], row["start_on"]) == (2, dt.date(1816, 7, 4))
    assert row["end_on"] == dt.date(2017, 12, 31)


def test_contiguity_of_two_states_is_taken_in_both_directions(write: Write) -> None:
    head = "dyad,statelno,statelab,statehno,statehab,conttype,begin,end,notes,version\n"
    table = read_source(write("c.csv", head + "2020,2,USA,20,CAN,1,192001,201612,,3.2\n")).table
    assert table.column("ccode1").to_pylist() == [2, 20]
    assert set(table.column("end_on").to_pylist()) == {dt.date(2016, 12, 31)}


def test_the_trade_register_with_its_nameless_columns_and_broken_rows(write: Write) -> None:
    rows = (
        "Armenia,France,2024,,36,?,CAESAR,gun,0,,,New,a comment\nbroken in two,1.1,39.6,0\n"
        "Armenia,India,2023,?,15,,Akash,SAM,1,?,2023; 2024,New,,16,240,16\n"
    )
    first, second = read_source(write("t.csv", SIPRI + rows)).table.to_pylist()
    assert first["comments"] == "a comment broken in two"
    assert (first["n_ordered_uncertain"], first["ordered_uncertain"]) == ("?", None)
    assert (second["ordered_uncertain"], second["delivered"]) == ("?", "2023; 2024")


def test_lines_before_the_header_of_an_older_register(write: Write) -> None:
    path = write("t.csv", "Trade register\nGenerated: today\n\n" + SIPRI.lstrip("\ufeff")
                 + "Armenia,France,2024,,36,,CAESAR,gun,0,,,New,,1.1,39.6,0\n")  # fmt: skip
    assert read_source(path).definition.id == "sipri_trade_register"


def test_votes_as_words_and_as_numbers(write: Write) -> None:
    official = "rcid,ccode,member,vote,session,year\n3,2,1,1,1,1946\n3,20,1,9,1,1946\n"
    package = "rcid,country,country_code,vote\n3,United States,US,yes\n3,Canada,CA,no\n"
    assert read_source(write("a.csv", official)).table.column("vote").to_pylist() == [1, 9]
    assert read_source(write("b.csv", package)).table.column("vote").to_pylist() == [1, 3]


def test_namibia_is_not_missing(write: Write) -> None:
    from casus.sources.voting import voter

    package = "rcid,country,country_code,vote\n3,Namibia,NA,yes\n3,Zanzibar,NA,no\n"
    table = read_source(write("b.csv", package)).table
    assert table.column("iso2").to_pylist()[0] == "NA"
    assert voter("NA", "Namibia", 1995) == 565
    assert voter("NA", "Zanzibar", 1964) == voter(None, "Zanzibar", 1964) == 511


def test_votes_of_the_council(write: Write) -> None:
    head = "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting\n"
    path = write("v.csv", head + "1,CHN,CHINA,True,A,2011-03-17,S/RES/1973(2011),d,m\n")
    assert read_source(path).table.column("vote").to_pylist() == ["abstain"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "none of the known data sets"),
        ("", "empty"),
        (ATOP, "no rows under the header"),
        (ATOP.replace("consul", "talks") + "2,20,1950,1,0,0,0,0\n", "lacks atop_consul"),
        (ATOP + "2,20,1950,1,0,0,0,0\n20,2,1950,1,0\n", "has 5 cells where the header has 8"),
        (ATOP + "2,20,1950,1,0,0,0,0\n", "no row in the other direction"),
        (ATOP + "2,2,1950,1,0,0,0,0\n", "a state paired with itself"),
        (ATOP + "2,20,1950,1,0,0,0,0\n" * 2 + "20,2,1950,1,0,0,0,0\n", "1 duplicate row"),
        (ATOP + "2,20,soon,1,0,0,0,0\n", "row 1: year is 'soon'"),
        (ATOP + "2,20,1950,7,0,0,0,0\n", "defense is 7: accepted are whole numbers from 0 to 1"),
        (NMC + "USA,2,1816,1,1,1,1,1,1,.4,2011\n", "are rows missing"),
        (STATES + "A,20,A,1920,1,1,1950,1,1,2099\nA,20,A,1940,1,1,1960,1,1,2099\n", "overlap"),
        (STATES + "A,20,A,1920,1,1,1910,1,1,2099\n", "ends on 1910-01-01, before it begins"),
        (STATES + "A,20,A,1920,1,1,1930,1,1,2016\n", "by what it says of itself has 243"),
        (MIDB + '2,"UKG",200,1,7,1902,1,2,1904,0,1,1,-9,0,0,0,1,1,4\n', "one side only"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_named(write: Write, text: str, words: str) -> None:
    path = write("f.csv", text)
    with pytest.raises(UnreadableSource, match=r"f\.csv") as caught:
        read_source(path)
    assert words in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    for content, words in (
        (b"\0\1\2" * 100, "not text"),
        (b"PK\3\4rest", "takes archives"),
        (b"PAR1 no", "Parquet"),
    ):
        path = tmp_path / "b.csv"
        path.write_bytes(content)
        with pytest.raises(UnreadableSource, match=words):
            read_source(path)
    with pytest.raises(UnreadableSource, match="a folder"):
        read_source(tmp_path)
    with pytest.raises(UnreadableSource, match="no such file"):
        read_source(tmp_path / "none")


@pytest.mark.parametrize(
    "header",
    [
        "version4id,ccode,state_name,all_st_day,all_st_month,all_st_year,ss_type,mem_st_year",
        "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,defense,neutrality",
        "ccode1,ccode2,year,cow_defense,cow_neutral,cow_nonagg,cow_entente",
    ],
)
def test_cow_alliances_are_refused_with_the_reason(write: Write, header: str) -> None:
    with pytest.raises(UnreadableSource, match=r"maintainer asked.*ATOP"):
        read_source(write("alliance_v4.1_by_member.csv", header + "\n"))


def test_a_header_of_two_data_sets_asks_which(write: Write) -> None:
    head = "dispnum,styear,stmon,outcome,settle,fatality,mindur,maxdur,hiact,hostlev,recip\n"
    path = write("d.csv", head + "2,1902,7,6,1,0,178,208,7,3,0\n")
    with pytest.raises(Ambiguous, match=r"cow_mid_disputes or gml_mid_disputes.*--as"):
        read_source(path)
    assert read_source(path, "gml_mid_disputes").definition.id == "gml_mid_disputes"
    with pytest.raises(InputError, match="no data set casus knows"):
        read_source(path, "mids")


def test_what_was_added_is_found_again(write: Write, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "kept")
    rows = "2,20,1950,1,0,0,0,0\n20,2,1950,1,0,0,0,0\n"
    added = shelf.add(write("a.csv", ATOP + rows))
    again = Shelf.open(tmp_path / "kept").need("atop_directed_dyad_year")
    assert again.table.equals(added.table)
    assert (again.version, again.first, again.last) == (added.version, 1950, 1950)
    [held] = shelf.kept()
    assert (held.rows, held.checked) == (2, False)


def test_a_folder_of_official_files_is_a_shelf(write: Write, tmp_path: Path) -> None:
    write("a.csv", ATOP + "2,20,1950,1,0,0,0,0\n20,2,1950,1,0,0,0,0\n")
    write("notes.csv", "some,thing\n")
    shelf = Shelf.open(tmp_path)
    assert list(shelf.loose()) == ["atop_directed_dyad_year"]
    assert shelf.need("atop_directed_dyad_year").table.num_rows == 2
    assert shelf.find("cow_nmc") is None
    with pytest.raises(InputError, match="NMC-70-abridged"):
        shelf.need("cow_nmc")
    with pytest.raises(InputError, match="no such folder"):
        Shelf.open(tmp_path / "none")


def test_a_broken_file_beside_a_sound_one(write: Write, tmp_path: Path) -> None:
    rows = "2,20,1950,1,0,0,0,0\n20,2,1950,1,0,0,0,0\n"
    write("broken.csv", ATOP + rows + "2,20,1951,1,0,0,0,0\n")
    with pytest.raises(UnreadableSource, match=r"broken\.csv"):
        Shelf.open(tmp_path).need("atop_directed_dyad_year")
    write("sound.csv", ATOP + rows)
    assert Shelf.open(tmp_path).need("atop_directed_dyad_year").file == "sound.csv"


def test_a_kept_file_that_is_damaged_is_named(write: Write, tmp_path: Path) -> None:
    from casus.errors import DataError

    shelf = Shelf(tmp_path / "kept")
    shelf.add(write("a.csv", ATOP + "2,20,1950,1,0,0,0,0\n20,2,1950,1,0,0,0,0\n"))
    [path] = (tmp_path / "kept").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DataError, match="add the file anew"):
        Shelf(tmp_path / "kept").find("atop_directed_dyad_year")


def test_a_broken_row_keeps_nothing(write: Write, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "kept")
    with pytest.raises(UnreadableSource):
        shelf.add(write("a.csv", ATOP + "2,20,1950,1\n"))
    assert not (tmp_path / "kept").exists()


def test_the_newest_of_several_versions_is_taken(write: Write, tmp_path: Path) -> None:
    for last in (1990, 2000):
        write(f"n{last}.csv", NMC + f'"USA",2,{last},1,17,80,254,8659,101,1,{last}\n')
    assert Shelf.open(tmp_path).need("cow_nmc").last == 2000


def test_the_same_file_makes_the_same_bytes(write: Write, tmp_path: Path) -> None:
    path = write("a.csv", ATOP + "2,20,1950,1,0,0,0,0\n20,2,1950,1,0,0,0,0\n")
    for name in ("one", "two"):
        Shelf(tmp_path / name).add(path)
    [one], [two] = ((tmp_path / name).glob("*.parquet") for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_parquet_of_the_same_columns_is_read(write: Write, tmp_path: Path) -> None:
    path = write("a.csv", ATOP + "2,20,1950,1,0,0,0,0\n20,2,1950,1,0,0,0,0\n")
    pq.write_table(pyarrow.csv.read_csv(path), tmp_path / "a.parquet")
    assert read_source(tmp_path / "a.parquet").table.equals(read_source(path).table)


def test_a_small_parquet_of_very_many_rows_is_refused_unread(tmp_path: Path) -> None:
    import pyarrow as pa

    path = tmp_path / "bomb.parquet"
    batch = pa.table({f"c{n}": pa.nulls(1_000_000, pa.int8()) for n in range(500)})
    with pq.ParquetWriter(path, batch.schema) as to:
        for _ in range(9):
            to.write_table(batch)
    assert path.stat().st_size < 10_000_000
    with pytest.raises(UnreadableSource, match="9000000 rows of 500 columns"):
        read_source(path)


def test_every_data_set_has_what_a_user_needs_to_know() -> None:
    for one in definitions().values():
        assert "@" in one.cite, one.id
        assert one.terms, one.id
        assert one.files, one.id
        for form in one.forms:
            assert set(form) <= set(one.columns) | {"version"}, one.id
        assert set(one.key) <= set(one.columns), one.id


OFFICIAL = {
    "atop_4.01_member.csv": ("atop_member 4.01", 2398, 1815, 2016),
    "atop_4.01_alliance.csv": ("atop_alliance 4.01", 745, 1815, 2016),
    "atop_5.1_directed_dyad_year.parquet": ("atop_directed_dyad_year 5.1", 273296, 1815, 2018),
    "cow_nmc_5.0.csv": ("cow_nmc 5.0", 15171, 1816, 2012),
    "cow_nmc_7.0.csv": ("cow_nmc 7.0", 17121, 1816, 2022),
    "cow_states_2016.csv": ("cow_states 2016", 243, 1816, 2016),
    "gw_states.csv": ("gw_states 2017", 216, 1816, 2017),
    "cow_mida_5.0.csv": ("cow_mid_disputes 5", 2436, 1816, 2014),
    "cow_midb_5.0.csv": ("cow_mid_participants 5", 5883, 1816, 2014),
    "gml_mid_disputes_2.2.1.csv": ("gml_mid_disputes gml-2.2.1", 2174, 1816, 2010),
    "cow_interstate_wars_4.0.csv": ("cow_interstate_wars 4", 337, 1816, 2007),
    "cow_contiguity_3.2_directed.csv": ("cow_contiguity 3.2", 1874, 1816, 2016),
    "unga_idealpoints_apr2020.csv": ("unga_ideal_points Apr 2020", 10469, 1, 74),
    "unga_roll_calls_unvotes_0.3.0.csv": ("unga_roll_calls unvotes 0.3.0", 6203, 1946, 2020),
    "unsc_vetoes_1946_2022.csv": ("unsc_vetoes Sept 2022", 214, 1946, 2022),
    "sipri_trade_register_sample.csv": ("sipri_trade_register 2024", 1303, 1948, 2024),
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_official_files_are_read(shared: Path, name: str) -> None:
    label, rows, first, last = OFFICIAL[name]
    source = read_source(shared / "data" / name)
    assert (source.label, source.table.num_rows) == (label, rows)
    assert (source.first, source.last) == (first, last)


def test_a_cut_official_file_is_refused(shared: Path, tmp_path: Path) -> None:
    lines = (shared / "data" / "cow_midb_5.0.csv").read_text().splitlines(keepends=True)
    path = tmp_path / "midb.csv"
    for n in (4000, 5883):
        path.write_text("".join(lines[:n]))
        with pytest.raises(UnreadableSource, match="truncated"):
            read_source(path)
