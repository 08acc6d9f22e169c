"""The book: its facts, its files, and what it says of a broken one."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

import casus.book.load as loading
from casus.ask.reach import unreached
from casus.book import binds, check_book, load_book
from casus.book.check import COUNTS, checked_book
from casus.book.load import HERE
from casus.errors import BookError, UnknownInstrument
from casus.model import When

if TYPE_CHECKING:
    from pathlib import Path


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def parties(treaty: str, on: str) -> set[str]:
    book = load_book()
    return set(book.parties_on(book.treaty(treaty), day(on)))


def test_the_book_is_sound() -> None:
    report = check_book()
    assert report.errors == []
    assert {name: report.counts[name] for name in COUNTS} == COUNTS


@pytest.mark.parametrize(
    ("treaty", "on", "state", "bound"),
    [
        ("nato", "2024-03-06", "SWE", False),
        ("nato", "2024-03-07", "SWE", True),
        ("csto", "2003-01-01", "UZB", False),
        ("csto", "2008-01-01", "UZB", True),
        ("arab_jdt", "1985-01-01", "EGY", False),
        ("arab_jdt", "1990-01-01", "EGY", True),
        ("teu_42_7", "2015-11-17", "AUT", True),
        ("teu_42_7", "2020-02-01", "GBR", False),
        ("warsaw", "1968-09-13", "ALB", False),
        ("ussr_prk_1961", "1993-01-01", "RUS", True),
        ("ussr_prk_1961", "1993-01-01", "SUN", False),
        ("london_1839", "1914-08-04", "DEU", True),
        ("london_1839", "1914-08-04", "AUH", True),
        ("un_charter", "1965-06-01", "IDN", False),
        ("un_charter", "1965-06-01", "TWN", True),
    ],
)
def test_parties_on_a_day(treaty: str, on: str, state: str, bound: bool) -> None:
    assert (state in parties(treaty, on)) is bound


def test_signed_is_not_in_force() -> None:
    assert parties("rus_prk_2024", "2024-12-03") == set()
    assert parties("rus_prk_2024", "2024-12-04") == {"RUS", "PRK"}


def test_both_permanent_members_backed_the_measures_on_north_korea() -> None:
    book = load_book()
    for number in ("1718", "1874", "2094", "2270", "2321", "2371", "2375", "2397"):
        votes = book.votes(number)
        assert len(votes) == 15
        assert set(votes.values()) == {"yes"}
        assert {"RUS", "CHN", "USA", "GBR", "FRA"} <= set(votes)
    assert book.votes("unsc_draft S/2024/255")["RUS"] == "no"
    assert book.votes("unsc_draft S/2024/255")["CHN"] == "abstain"


def test_vagueness_of_dates() -> None:
    assert When.of("1939-09").last == day("1939-09-30")
    assert binds(When.of("1998"), When(), day("1998-06-01")) == "starting"
    assert binds(When.of("1998"), When.of("2001"), day("2001-06-01")) == "ending"
    assert binds(When.of("1998"), When.of("2001-01-01"), day("2001-01-01")) == "no"
    assert binds(When.of("unknown"), When(), day("2001-01-01")) == "unknown"


def test_items_stand_under_their_classes() -> None:
    items = load_book().items
    assert items.covers(["arms"], "assault rifles")
    assert items.covers(["register majors"], "man-portable air-defence missiles")
    assert not items.covers(["register majors"], "ground-to-air missiles")
    assert items.find("tanks") == "battle tanks"


def test_places_are_dated() -> None:
    places = load_book().places
    algiers, senkaku = places.find("Algiers"), places.find("senkaku")
    assert algiers.lies_in("north-atlantic", day("1962-07-02"))
    assert not algiers.lies_in("north-atlantic", day("1962-07-03"))
    assert senkaku.governors(day("1972-05-14")) == {"USA"}
    assert senkaku.governors(day("1972-05-15")) == {"JPN"}


def test_close_names_are_offered() -> None:
    with pytest.raises(UnknownInstrument, match="warsaw"):
        load_book().treaty("warsow")
    with pytest.raises(UnknownInstrument, match="unsc_2397"):
        load_book().measure("unsc_2379")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASUS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "book"
    for part in ("treaties", "measures"):
        shutil.copytree(HERE / part, folder / part)
    for table in loading.TABLES:
        shutil.copy(HERE / table, folder)
    return folder


def spoil(folder: Path, old: str, new: str, name: str = "treaties/anzus.yaml") -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("strength: consult", "strength: strong", r"anzus\.yaml:\d+: .*strength is 'strong'"),
        ("signed_on: 1951-09-01", "signed_on: in autumn", r"anzus\.yaml:\d+: .*signed_on"),
        ("trigger: attacked", "trigger: insulted", r"anzus\.yaml:\d+: .*one of attacked"),
        (
            "    kind: consult\n",
            "    kind: consult\n    colour: red\n",
            r"anzus\.yaml:\d+: .*'colour'",
        ),
        ("clauses:", "clauses: [", r"anzus\.yaml:\d+: no YAML"),
        ("clauses:", "name: !!map foo\nclauses:", r"anzus\.yaml:\d+: no YAML"),
        ("clauses:", "id: x\nclauses:", r"anzus\.yaml:\d+: no YAML: 'id' stands twice"),
        ("between: [NZL, USA]", "between: [NZL]", r"anzus\.yaml:\d+: between names two"),
        ("id: anzus", "ident: anzus", r"anzus\.yaml:\d+: .*id is missing"),
    ],
)
def test_a_malformed_file_is_named_with_its_line(copy: Path, old: str, new: str, says: str) -> None:
    spoil(copy, old, new)
    with pytest.raises(BookError, match=says):
        load_book(copy)
    assert not check_book(copy).sound


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("signed_on: 1951-09-01", "signed_on: 1961-09-01", "lies after"),
        ("state: NZL, from: 1952-04-29", "state: CZE, from: 1952-04-29", "CZE did not exist"),
        ("between: [NZL, USA]", "between: [NZL, GBR]", "GBR is no party"),
        ("area: [pacific]", "area: [atlantis]", "no area 'atlantis'"),
        ("state: NZL, from: 1952-04-29", "state: NLZ, from: 1952-04-29", "no state 'NLZ': did you"),
    ],
)
def test_the_checker_finds_what_no_schema_sees(copy: Path, old: str, new: str, says: str) -> None:
    spoil(copy, old, new)
    assert any(says in error and "anzus.yaml:" in error for error in check_book(copy).errors)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("for: [ARG, CHN", "for: [ARG, CNH", "no state 'CNH'"),
        ("targets: [PRK]", "targets: [PKR]", "no state 'PKR': did you mean"),
        ("for: [ARG", "against: [ARG]\n  for: [IDN", "1 members voted no, the tally has 0"),
    ],
)
def test_states_in_a_measure_are_known(copy: Path, old: str, new: str, says: str) -> None:
    spoil(copy, old, new, "measures/unsc_1718.yaml")
    errors = check_book(copy).errors
    assert any("unsc_1718.yaml:" in error and says in error for error in errors), errors


@pytest.mark.parametrize(
    ("file", "old", "new", "unreached_one"),
    [
        ("treaties/us_rok_1953.yaml", "area: [pacific]", "area: [chusan]", "us_rok_1953 III"),
        ("treaties/triple_1882.yaml", "enemies_at_least: 2", "enemies_at_least: 99", "triple_1882"),
        ("measures/unsc_418.yaml", "direction: to", "direction: none", "unsc_418 2"),
    ],
)
def test_a_clause_that_nothing_reaches_is_told(
    copy: Path, file: str, old: str, new: str, unreached_one: str
) -> None:
    spoil(copy, old, new, file)
    assert check_book(copy).sound
    name = file.split("/")[1].removesuffix(".yaml")
    told = list(unreached(checked_book(copy), [name]))
    assert told
    assert told[0].startswith(unreached_one)


def test_a_yaml_bomb_is_refused(copy: Path) -> None:
    (copy / "treaties/big.yaml").write_text("x: " + "a" * 9_000_000, encoding="utf-8")
    with pytest.raises(BookError, match="larger than"):
        load_book(copy)


def test_aliases_are_refused(copy: Path) -> None:
    path = copy / "treaties/laughs.yaml"
    path.write_text("a: &a [1, 2]\nb: [*a, *a]\n", encoding="utf-8")
    with pytest.raises(BookError, match=r"laughs\.yaml:2: aliases"):
        load_book(copy)


def test_a_circle_of_items_is_refused(copy: Path) -> None:
    spoil(copy, "  goods: {}", "  goods: {under: [coal]}", "items.yaml")
    with pytest.raises(BookError, match="stands under itself"):
        load_book(copy)


def test_a_circle_of_successors_is_refused(copy: Path) -> None:
    circle = "successors:\n  RUS: {state: SUN, from: 1991-12-26}\n"
    spoil(copy, "successors:\n", circle, "states.yaml")
    with pytest.raises(BookError, match=r"states\.yaml.*stands under itself"):
        load_book(copy)


def test_an_overlay_corrects_and_adds(copy: Path, tmp_path: Path) -> None:
    over = tmp_path / "mine"
    over.mkdir()
    text = (HERE / "treaties/nato.yaml").read_text(encoding="utf-8")
    (over / "nato.yaml").write_text(text.replace("North Atlantic Treaty", "Our NATO"), "utf-8")
    (over / "pact.yaml").write_text(text.replace("id: nato", "id: my_pact"), "utf-8")
    book = load_book(overlay=over)
    assert book.treaty("nato").title == "Our NATO"
    assert len(book.treaties) == COUNTS["treaties"] + 1
    assert load_book().treaty("nato").title == "North Atlantic Treaty"


def test_a_changed_file_is_read_again(copy: Path) -> None:
    assert load_book(copy).treaty("anzus").signed_on.text == "1951-09-01"
    spoil(copy, "signed_on: 1951-09-01", "signed_on: 1951-08-31")
    assert load_book(copy).treaty("anzus").signed_on.text == "1951-08-31"


def test_an_unwritable_cache_does_no_harm(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CACHE", "/dev/null/nowhere")
    assert len(load_book(copy).treaties) == COUNTS["treaties"]


def test_a_damaged_cache_is_read_over(copy: Path, tmp_path: Path) -> None:
    load_book(copy)
    for kept in (tmp_path / "cache").rglob("*.json"):
        kept.write_text("{", encoding="utf-8")
    loading._loaded.pop((str(copy), ""), None)
    assert len(load_book(copy).treaties) == COUNTS["treaties"]


def test_no_folder() -> None:
    with pytest.raises(BookError, match="no such folder"):
        load_book("/nonexistent/book")
