"""Which states existed when, and which stands for which."""

from __future__ import annotations

import csv
import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.names import ACTORS, exists, standing, successor
from casus.names.actors import registry

if TYPE_CHECKING:
    from pathlib import Path

D = dt.date
DAYS = st.dates(D(1816, 1, 1), D(2030, 1, 1))


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("SUN", D(1991, 12, 25), True),
        ("SUN", D(1991, 12, 26), False),
        ("RUS", D(1914, 8, 1), True),
        ("RUS", D(1950, 1, 1), False),
        ("RUS", D(1991, 12, 26), True),
        ("DDR", D(1949, 10, 6), False),
        ("DDR", D(1990, 10, 2), True),
        ("UKR", D(1991, 8, 23), False),
        ("SSD", D(2011, 7, 9), True),
        ("LTU", D(1935, 1, 1), True),
        ("LTU", D(1960, 1, 1), False),
        ("SYR", D(1960, 1, 1), False),
        ("NATO", D(1949, 8, 23), False),
        ("WARSAWPACT", D(1991, 7, 2), False),
        ("HKG", D(2020, 1, 1), False),
        ("NOWHERE", D(2020, 1, 1), False),
    ],
)
def test_existence(code: str, day: dt.date, expected: bool) -> None:
    assert exists(code, day) is expected


def test_successors_in_law_are_three_and_no_more_of_those_empires() -> None:
    assert successor("SUN", D(1991, 12, 25)) is None
    assert successor("SUN", D(1991, 12, 26)) == "RUS"
    assert successor("PRU", D(1871, 1, 18)) == "DEU"
    assert successor("AUT", D(1900, 1, 1)) == "AUH"
    assert successor("AUT", D(1920, 1, 1)) is None
    for code in ("AUH", "OTT", "CSK", "YUG", "DDR"):
        assert successor(code, D(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("code", "day", "name", "soil"),
    [
        ("RUS", D(1980, 1, 1), "SUN", "SUN"),
        ("UKR", D(1980, 1, 1), "UKR", "SUN"),
        ("CZE", D(1968, 8, 21), "CSK", "CSK"),
        ("TUR", D(1914, 11, 1), "OTT", "OTT"),
        ("DDR", D(2000, 1, 1), "DDR", "DEU"),
        ("RVN", D(1970, 1, 1), "RVN", "RVN"),
        ("RVN", D(1990, 1, 1), "RVN", "VNM"),
        ("SUN", D(2020, 1, 1), "SUN", "RUS"),
        ("SRB", D(1995, 1, 1), "SRB", "YUG"),
        ("DZA", D(1958, 5, 13), "DZA", "FRA"),
        ("SUN", None, "SUN", "RUS"),
        ("RUS", None, "RUS", "RUS"),
    ],
)
def test_standing(code: str, day: dt.date | None, name: str, soil: str) -> None:
    assert standing(code, day) == name
    assert standing(code, day, soil=True) == soil


@given(st.sampled_from(sorted(ACTORS)), DAYS, st.booleans())
def test_standing_is_settled_at_once(code: str, day: dt.date, soil: bool) -> None:
    found = standing(code, day, soil=soil)
    assert found in ACTORS
    assert standing(found, day, soil=soil) == found


@given(st.sampled_from(sorted(ACTORS)), DAYS)
def test_a_successor_exists_and_its_predecessor_does_not(code: str, day: dt.date) -> None:
    heir = successor(code, day)
    if heir:
        assert exists(heir, day)
        assert not exists(code, day)


def test_spans_are_in_order() -> None:
    for actor in registry().actors.values():
        for spans in (actor.existed, actor.called, actor.under):
            assert all(span.start < span.end for span in spans), actor.code
            ends = [span.end for span in spans]
            starts = [span.start for span in spans]
            assert all(a <= b for a, b in zip(ends, starts[1:], strict=False)), actor.code


def test_codes_of_the_specification_are_all_known() -> None:
    spec = """UN UNSC NATO EU ASEAN AU ECOWAS ARABLEAGUE GCC CSTO SCO BRICS G7 IAEA WEST HAMAS
    HEZBOLLAH HOUTHI TALIBAN SUN DDR YUG CSK VDR ICJ ICC OAS IMF WORLDBANK WARSAWPACT COMMONWEALTH
    UNASUR MSG OAPEC AUKUS AFRICA PLO FATAH GAM LTTE FARC ALQAEDA ISIS M23 RPF RSF TPLF POLISARIO
    NLF KHMERROUGE OIC OPCW ICRC WHO OIF MERCOSUR CELAC FLN FMLN FDLR SDF MPLA UNITA ALSHABAAB RVN
    RHO ABKHAZIA SOUTHOSSETIA DPR LPR YMD AUH OTT PRU LEAGUE XKX PSE TWN ESH"""
    assert set(spec.split()) <= ACTORS


def test_states_of_the_treaties_are_all_known(shared: Path) -> None:
    with (shared / "data/treaty_memberships_reference.csv").open(encoding="utf-8") as file:
        states = {row["state"] for row in csv.DictReader(file)}
    assert {code for code in states if re.fullmatch("[A-Z]{3}", code)} <= ACTORS
