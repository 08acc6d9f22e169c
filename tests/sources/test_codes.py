"""Codes of states by day: what tables of one code for each get wrong."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from casus.errors import NotCovered, UnknownActor
from casus.sources.codes import codes, convert, iso_of, number_of, state_of


def day(year: int) -> dt.date:
    return dt.date(year, 6, 1)


@pytest.mark.parametrize(
    ("code", "year", "cow", "gw"),
    [
        ("DEU", 1940, 255, 255), ("DEU", 1960, 260, 260), ("DDR", 1960, 265, 265),
        ("DEU", 1995, 255, 260), ("PRU", 1860, 255, 255), ("YEM", 1980, 678, 678),
        ("YEM", 2000, 679, 678), ("YMD", 1980, 680, 680), ("VDR", 1960, 816, 816),
        ("RVN", 1960, 817, 817), ("VNM", 1990, 816, 816), ("VNM", 1860, None, 815),
        ("KOR", 1900, 730, 730), ("KOR", 1960, 732, 732), ("PRK", 1960, 731, 731),
        ("YUG", 1950, 345, 345), ("SRB", 1900, 345, 340), ("SRB", 2010, 345, 340),
        ("SUN", 1950, 365, 365), ("RUS", 1900, 365, 365), ("RUS", 2000, 365, 365),
        ("RUS", 1950, 365, 365), ("CSK", 1950, 315, 315), ("CZE", 2000, 316, 316),
        ("SVK", 2000, 317, 317), ("AUT", 1850, 300, 300), ("AUH", 1900, 300, 300),
        ("AUT", 1950, 305, 305), ("OTT", 1900, 640, 640), ("TUR", 1950, 640, 640),
        ("TON", 2000, 955, 972), ("KIR", 2000, 946, 970), ("COL", 1825, 100, 99),
    ],
)  # fmt: skip
def test_the_number_of_a_state_depends_on_day_and_system(
    code: str, year: int, cow: int | None, gw: int
) -> None:
    assert (number_of(code, "cow", day(year)), number_of(code, "gw", day(year))) == (cow, gw)


@pytest.mark.parametrize(
    ("number", "year", "code"),
    [(255, 1850, "PRU"), (255, 1914, "DEU"), (260, 1970, "DEU"), (345, 1900, "SRB"),
     (345, 1999, "YUG"), (345, 2010, "SRB"), (365, 1900, "RUS"), (365, 1950, "SUN"),
     (365, 2000, "RUS"), (300, 1850, "AUT"), (300, 1914, "AUH"), (640, 1914, "OTT"),
     (816, 1960, "VDR"), (816, 1980, "VNM"), (552, 1970, "RHO"), (552, 1990, "ZWE")],
)  # fmt: skip
def test_the_state_of_a_number_depends_on_the_day(number: int, year: int, code: str) -> None:
    assert iso_of(number, "cow", day(year)) == code


def test_a_number_without_a_code_says_which_state_it_is() -> None:
    with pytest.raises(NotCovered, match="245 \\(Bavaria\\) has no ISO code"):
        iso_of(245, "cow", day(1850))
    with pytest.raises(NotCovered, match="stands for no state on 1970"):
        iso_of(679, "cow", day(1970))
    with pytest.raises(UnknownActor, match="no COW number"):
        iso_of(1, "cow", day(1970))
    with pytest.raises(UnknownActor):
        number_of("QQQ", "cow", day(1970))


def test_from_one_system_to_another() -> None:
    assert convert(255, "cow", "gw", day(2000)) == 260
    assert convert(340, "gw", "cow", day(1900)) == 345
    assert convert(2, "cow", "iso", day(1900)) == "USA"
    assert state_of("prk", "cow", day(2000)) == 731


def test_no_two_states_share_a_number_while_both_exist() -> None:
    from casus.names import exists

    for system in ("cow", "gw"):
        for rows in codes().by_number[system].values():
            for year in range(1816, 2026):
                held = {r.code for r in rows if r.on(day(year)) and exists(r.code, day(year))}
                assert len(held) <= 1, (system, year, held)


@pytest.mark.parametrize(
    ("file", "column", "system"),
    [("cow_states_2016.csv", "ccode", "cow"), ("gw_states.csv", "gwcode", "gw")],
)
def test_every_state_of_the_official_lists_has_its_code_and_back(
    shared: Path, file: str, column: str, system: str
) -> None:
    rows = csv.DictReader((shared / "data" / file).open(encoding="latin-1"))
    nameless = 0
    for row in rows:
        if system == "cow":
            parts = [int(row[name]) for name in ("styear", "stmonth", "stday")]
            start = dt.date(*parts)
        else:
            start = dt.date.fromisoformat(row["startdate"])
        number = int(row[column])
        try:
            code = iso_of(number, system, start)  # type: ignore[arg-type]
        except NotCovered:
            assert number in codes().nameless[system], row
            nameless += 1
            continue
        assert number_of(code, system, start) == number, row  # type: ignore[arg-type]
    assert nameless < 20
