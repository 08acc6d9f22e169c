"""What changed between two days, and files begun from a template."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.book import check_book, load_book
from casus.book.changes import Change, changes_between
from casus.book.template import start_file
from casus.errors import BookError, InputError


def between(first: str, second: str, state: str | None = None) -> list[Change]:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(second)
    return list(changes_between(load_book(), *days, state))


def test_a_treaty_takes_the_place_of_another() -> None:
    found = {(c.instrument, c.kind, c.day) for c in between("2024-12-03", "2024-12-04")}
    assert ("rus_prk_2024", "in force", "2024-12-04") in found
    assert ("rus_prk_2000", "ended", "2024-12-04") in found


def test_who_joined_who_left_and_whose_duties_passed() -> None:
    told = {c.told for c in between("1999-01-01", "1999-12-31") if c.instrument == "nato"}
    assert told == {"joined by CZE HUN POL"}
    told = {c.told for c in between("1999-01-01", "1999-12-31") if c.instrument == "csto"}
    assert told == {"left by AZE GEO UZB"}
    heirs = [c for c in between("1991-12-25", "1991-12-26", "RUS") if c.kind == "succeeded"]
    assert "ussr_prk_1961" in {c.instrument for c in heirs}


def test_what_is_only_signed_says_so() -> None:
    [change] = [c for c in between("2025-09-01", "2025-09-30") if c.instrument == "sau_pak_2025"]
    assert (change.kind, change.note) == ("signed", "entry into force is not established")


def test_measures_apply_lapse_and_apply_again() -> None:
    found = {(c.instrument, c.kind): c for c in between("2025-09-27", "2025-09-28")}
    assert "RUS" in found["unsc_1929", "applies again"].note
    assert ("unsc_1874", "lapsed") in {
        (c.instrument, c.kind) for c in between("2024-04-01", "2024-05-01")
    }


def test_suspension_between_two() -> None:
    [change] = [c for c in between("1986-01-01", "1986-12-31", "NZL") if c.instrument == "anzus"]
    assert (change.kind, change.states) == ("suspended", ("NZL", "USA"))


DAYS = st.dates(dt.date(1815, 1, 1), dt.date(2025, 12, 31))


@settings(max_examples=40, deadline=None)
@given(DAYS, DAYS, DAYS)
def test_no_change_is_lost_between_two_spans(one: dt.date, two: dt.date, three: dt.date) -> None:
    first, middle, last = sorted((one, two, three))
    book = load_book()
    whole = set(changes_between(book, first, last))
    parts = [changes_between(book, first, middle), changes_between(book, middle, last)]
    assert whole == {change for part in parts for change in part}
    assert changes_between(book, last, first) == changes_between(book, first, last)


@settings(max_examples=30, deadline=None)
@given(DAYS, DAYS)
def test_who_is_bound_moves_only_by_a_change(one: dt.date, two: dt.date) -> None:
    first, second = sorted((one, two))
    book = load_book()
    changed = {change.instrument for change in changes_between(book, first, second)}
    for treaty in book.treaties.values():
        before, after = (set(book.parties_on(treaty, day)) for day in (first, second))
        assert before == after or treaty.id in changed


def test_a_successor_that_ends_takes_its_promises_with_it() -> None:
    book = load_book()
    treaty = book.treaties["london_1839"]
    last, after = dt.date(1918, 11, 11), dt.date(1918, 11, 12)
    assert "AUH" in book.parties_on(treaty, last)
    assert not {"AUH", "AUT"} & set(book.parties_on(treaty, after))
    told = [c.told for c in changes_between(book, last, after) if c.instrument == "london_1839"]
    assert told == ["left by AUH"]


def fill(path: Path, **values: str) -> None:
    """Fill a template in as its comments say: every empty key, every unknown day."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, key = line.split("#")[0].rstrip(), line.split("#")[0].strip(" -:")
        if text.endswith(":") and key in values:
            text += f" {values[key]}"
        lines.append(text.replace("????-??-??", "2020-01-01"))
    path.write_text("\n".join(lines), encoding="utf-8")


def test_a_template_is_sound_once_it_is_filled_in(tmp_path: Path) -> None:
    treaty = start_file("treaty", "abc_2030", tmp_path)
    measure = start_file("measure", "unsc_9999", tmp_path)
    report = check_book(tmp_path)
    assert len(report.errors) == 2  # each file, until it is filled in
    assert all(str(path) in "".join(report.errors) for path in (treaty, measure))
    common = {"en": "A title", "source": "a gazette", "substance": "One helps the other."}
    fill(treaty, **common, article='"1"', strength="must_assist", act="help", state="DEU")
    text = treaty.read_text(encoding="utf-8").replace("state: DEU", "state: FRA", 1)
    treaty.write_text(text, encoding="utf-8")
    fill(measure, **common, paragraph='"1"', norm="prohibit", direction="to", targets="[PRK]")
    report = check_book(tmp_path)
    assert report.errors == []
    assert (report.counts["treaties"], report.counts["measures"]) == (1, 1)
    book = load_book(overlay=tmp_path)
    assert set(book.parties_on(book.treaty("abc_2030"), dt.date(2024, 1, 1))) == {"DEU", "FRA"}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = start_file("treaty", "abc_2030", tmp_path)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(BookError, match="not written over"):
        start_file("treaty", "abc_2030", tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../x", "", "A", "a/b", "x" * 65, "1a"])
def test_an_id_that_is_no_name_of_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="small letters"):
        start_file("treaty", name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_nothing_in_it_is_no_book(tmp_path: Path) -> None:
    assert "no instruments" in check_book(tmp_path).errors[0]
    assert "no such folder" in check_book(tmp_path / "nowhere").errors[0]
