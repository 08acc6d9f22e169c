"""Office holders of organisations, movements, and of Europe's rest, the Middle East, Africa, Latin
America and the Pacific islands: shape of the files, dates that can be true, facts, Archigos."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import functools
import re
import unicodedata
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casus
from casus.yamlfile import YamlFile

PEOPLE = Path(casus.__file__).parent / "names" / "people"

_GROUPS = """
UN NATO EU IAEA AU ECOWAS ARABLEAGUE ASEAN OPCW IMF WORLDBANK WHO ICC ICJ ICRC OIC GCC CSTO SCO OAS
COMMONWEALTH OIF UNASUR OAPEC MSG WARSAWPACT HAMAS HEZBOLLAH HOUTHI TALIBAN PLO FATAH ALQAEDA ISIS
FARC LTTE M23 RPF RSF TPLF POLISARIO UNITA MPLA FLN FMLN FDLR SDF ALSHABAAB KHMERROUGE NLF GAM
DPR LPR ABKHAZIA SOUTHOSSETIA
"""
GROUPS = _GROUPS.split()

_STATES = """
SYR LBN JOR PSE YEM YMD OMN QAT ARE KWT BHR LBY TUN DZA MAR SDN SSD ETH ERI SOM DJI KEN UGA RWA BDI
COD COG NGA GHA MLI NER BFA TCD SEN CIV GIN LBR SLE CMR CAF GAB AGO MOZ ZAF ZWE RHO ZMB NAM BWA MWI
TZA GEO ARM AZE MDA GRC CYP NLD BEL LUX AUT CHE SWE NOR DNK FIN ISL IRL PRT EST LVA LTU SVN MKD MNE
XKX MEX CUB VEN COL BRA ARG CHL PER BOL ECU PRY URY NIC HND SLV GTM PAN CRI DOM HTI JAM GUY TTO GRD
FJI SLB VUT MDV VAT MLT BEN TGO GMB GNB GNQ MDG SUR MUS COM CPV
"""
STATES = _STATES.split()

OFFICES = {
    "head_of_state",
    "head_of_government",
    "deputy_head",
    "foreign_minister",
    "defence_minister",
    "envoy",
    "spokesperson",
    "military_chief",
    "leader",
    "other",
}

HEADS = ("head_of_state", "head_of_government", "leader")

SHARED_POWER = {
    "CIV": "after the vote of 2010 both Gbagbo and Ouattara were sworn in as president",
    "NIC": "Ortega and Murillo are co-presidents since the constitution of 2025",
}
"""States with two heads of state at a time, and why."""

NO_OFFICE = {
    (
        "COM",
        "Bob Denard",
    ): "a mercenary behind presidents, 1978 to 1989, in no office",
    ("GNQ", "Bonifacio Ondo Edu"): "headed the territory before it was a state",
    ("JOR", "Abdullah Al-Hussein"): "emir under the British mandate until 1946",
    ("KWT", "Saddam Hussein"): "the occupier of 1990",
}
"""Leaders whom Archigos counts for days on which they held no office of the state, and why."""

OPEN = dt.date(9999, 12, 31)


@functools.cache
def people(code: str) -> list[dict[str, Any]]:
    data = YamlFile(PEOPLE / f"{code}.yaml").data
    assert data["state"] == code
    return list(data["people"])


def spells(person: dict[str, Any]) -> list[tuple[str, dt.date, dt.date]]:
    """The offices of one person: kind, first day, last day (`OPEN` while it lasts)."""
    return [(o["office"], o["from"], o["to"] or OPEN) for o in person["offices"]]


def holders(code: str, office: str, day: str) -> set[str]:
    on = dt.date.fromisoformat(day)
    return {
        p["name"]
        for p in people(code)
        for kind, start, end in spells(p)
        if kind == office and start <= on < end
    }


# -- shape ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", GROUPS + STATES)
def test_file_has_the_shape_of_people(code: str) -> None:
    assert people(code)
    for person in people(code):
        name = person["name"]
        assert set(person) <= {"name", "spelled", "alone", "offices", "source"}, name
        assert name.isascii(), name
        assert name == name.strip(), name
        assert person["source"] in {"knowledge", "archigos"}, name
        assert person["offices"], name
        for language, forms in person.get("spelled", {}).items():
            assert re.fullmatch(r"[a-z]{2,3}", language), name
            assert forms, name
            assert all(isinstance(form, str) and form for form in forms), name
            assert len(set(forms)) == len(forms), name
        assert all(isinstance(form, str) and len(form) > 1 for form in person["alone"]), name
        for office in person["offices"]:
            assert set(office) == {"office", "from", "to"}, name
            assert office["office"] in OFFICES, name


@pytest.mark.parametrize("code", GROUPS + STATES)
def test_offices_begin_before_they_end(code: str) -> None:
    for person in people(code):
        for office in person["offices"]:
            assert type(office["from"]) is dt.date, person["name"]
            assert office["to"] is None or type(office["to"]) is dt.date, person["name"]
            assert office["from"] <= (office["to"] or OPEN), person["name"]
            assert dt.date(1885, 1, 1) < office["from"] < dt.date(2027, 1, 1), person["name"]


@pytest.mark.parametrize("code", GROUPS + STATES)
def test_nobody_holds_one_office_twice_at_a_time(code: str) -> None:
    for person in people(code):
        for one, other in combinations(spells(person), 2):
            if one[0] == other[0] and one[0] in HEADS:
                assert one[2] <= other[1] or other[2] <= one[1], (person["name"], one, other)


@pytest.mark.parametrize("code", GROUPS + STATES)
def test_short_forms_are_never_common_words(code: str) -> None:
    common = {"Ban", "Bali", "Banda", "Flores", "Kok", "Lini", "Rini", "Salam", "Salvador", "Pena"}
    common |= {"Banana", "Field", "Karate", "Fox", "Turk", "Store", "Madani", "Medina", "Bishop"}
    for person in people(code):
        assert not common & set(person["alone"]), person["name"]


@pytest.mark.parametrize("code", STATES)
def test_a_state_has_one_head_at_a_time(code: str) -> None:
    terms = [
        (start, end, person["name"])
        for person in people(code)
        for kind, start, end in spells(person)
        if kind == "head_of_state"
    ]
    overlapping = [
        (one, other)
        for one, other in combinations(sorted(terms), 2)
        if one[2] != other[2] and (min(one[1], other[1]) - max(one[0], other[0])).days > 60
    ]
    if code in SHARED_POWER:
        assert overlapping, "no longer needed among SHARED_POWER"
    else:
        assert not overlapping


# -- facts ------------------------------------------------------------------------------------

FACTS = [
    ("UN", "leader", "1956-11-01", "Dag Hammarskjold"),
    ("UN", "leader", "1950-06-27", "Trygve Lie"),
    ("UN", "leader", "1967-06-05", "U Thant"),
    ("UN", "leader", "2003-03-20", "Kofi Annan"),
    ("UN", "leader", "2016-03-02", "Ban Ki-moon"),
    ("UN", "leader", "2024-06-21", "Antonio Guterres"),
    ("UN", "spokesperson", "2024-06-21", "Stephane Dujarric"),
    ("UN", "envoy", "2016-02-01", "Staffan de Mistura"),
    ("NATO", "leader", "2024-06-21", "Jens Stoltenberg"),
    ("NATO", "leader", "1999-03-24", "Javier Solana"),
    ("NATO", "leader", "2001-09-12", "George Robertson"),
    ("NATO", "leader", "2024-10-02", "Mark Rutte"),
    ("NATO", "military_chief", "1999-03-24", "Wesley Clark"),
    ("EU", "leader", "2024-06-21", "Ursula von der Leyen"),
    ("EU", "foreign_minister", "2015-07-14", "Federica Mogherini"),
    ("EU", "foreign_minister", "2022-02-24", "Josep Borrell"),
    ("IAEA", "leader", "2003-02-14", "Mohamed ElBaradei"),
    ("IAEA", "leader", "1994-06-13", "Hans Blix"),
    ("AU", "leader", "2020-01-01", "Moussa Faki Mahamat"),
    ("ARABLEAGUE", "leader", "2011-03-12", "Amr Moussa"),
    ("ASEAN", "leader", "2011-01-01", "Surin Pitsuwan"),
    ("OPCW", "leader", "2013-09-27", "Ahmet Uzumcu"),
    ("WHO", "leader", "2020-03-11", "Tedros Adhanom Ghebreyesus"),
    ("WARSAWPACT", "military_chief", "1968-08-21", "Ivan Yakubovsky"),
    ("HAMAS", "leader", "2024-07-30", "Ismail Haniyeh"),
    ("HAMAS", "leader", "2024-09-01", "Yahya Sinwar"),
    ("HEZBOLLAH", "leader", "2006-07-12", "Hassan Nasrallah"),
    ("HEZBOLLAH", "leader", "2025-01-01", "Naim Qassem"),
    ("TALIBAN", "leader", "2001-10-07", "Mullah Omar"),
    ("GAM", "leader", "2003-05-19", "Hasan di Tiro"),
    ("POLISARIO", "leader", "2020-11-13", "Brahim Ghali"),
    ("VEN", "head_of_state", "2019-02-01", "Nicolas Maduro"),
    ("VEN", "head_of_state", "2002-04-01", "Hugo Chavez"),
    ("SYR", "head_of_state", "2013-08-21", "Bashar al-Assad"),
    ("SYR", "head_of_state", "1973-10-06", "Hafez al-Assad"),
    ("SYR", "foreign_minister", "2013-08-21", "Walid al-Muallem"),
    ("LBN", "head_of_government", "2005-01-01", "Omar Karami"),
    ("JOR", "head_of_state", "1967-06-05", "Hussein bin Talal"),
    ("LBY", "leader", "1986-04-15", "Muammar Gaddafi"),
    ("SDN", "head_of_state", "1998-08-20", "Omar al-Bashir"),
    ("ETH", "head_of_government", "2020-11-04", "Abiy Ahmed"),
    ("COD", "head_of_government", "1960-07-14", "Patrice Lumumba"),
    ("ZAF", "head_of_state", "1994-06-01", "Nelson Mandela"),
    ("RHO", "head_of_government", "1965-11-11", "Ian Smith"),
    ("GEO", "head_of_state", "2008-08-08", "Mikheil Saakashvili"),
    ("ARM", "head_of_government", "2020-11-09", "Nikol Pashinyan"),
    ("AZE", "head_of_state", "1994-05-12", "Heydar Aliyev"),
    ("NLD", "head_of_government", "1949-12-27", "Willem Drees"),
    ("FIN", "head_of_state", "2022-05-15", "Sauli Niinisto"),
    ("SWE", "head_of_government", "2024-03-07", "Ulf Kristersson"),
    ("CUB", "head_of_government", "1962-10-16", "Fidel Castro"),
    ("ARG", "head_of_state", "1982-04-02", "Leopoldo Galtieri"),
    ("CHL", "head_of_state", "1973-09-10", "Salvador Allende"),
    ("GRD", "head_of_government", "1983-10-01", "Maurice Bishop"),
]


@pytest.mark.parametrize(("code", "office", "day", "name"), FACTS)
def test_who_held_the_office(code: str, office: str, day: str, name: str) -> None:
    found = holders(code, office, day)
    if office in {"head_of_state", "head_of_government", "leader", "military_chief"}:
        assert found == {name}
    else:
        assert name in found


@given(day=st.dates(dt.date(1946, 2, 3), dt.date(2026, 11, 1)))
def test_the_united_nations_have_one_secretary_general(day: dt.date) -> None:
    # 46 days passed between Hammarskjold's death and the appointment of U Thant; otherwise a
    # term may end on the eve of the next
    found = holders("UN", "leader", day.isoformat())
    vacant = dt.date(1961, 9, 18) <= day < dt.date(1961, 11, 3) or (day.month, day.day) == (12, 31)
    assert len(found) == 1 or (vacant and not found)


@given(day=st.dates(dt.date(1952, 3, 24), dt.date(2026, 11, 1)))
def test_nato_never_has_two_secretaries_general(day: dt.date) -> None:
    assert len(holders("NATO", "leader", day.isoformat())) <= 1


# -- Archigos ---------------------------------------------------------------------------------

TO_CODE = {680: "YMD", 678: "YEM", 347: "XKX"}
PARTICLES = {"ali", "ben", "bin", "del", "ibn", "van", "von"}


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> set[str]:
    found = {re.sub(r"[^a-z]", "", part) for part in re.split(r"[ \-.,()]+", folded(text))}
    return {word for word in found if len(word) > 2} - PARTICLES


def forms(person: dict[str, Any]) -> list[str]:
    return [person["name"], *(form for some in person.get("spelled", {}).values() for form in some)]


def is_named(leader: str, person: dict[str, Any]) -> bool:
    """Whether Archigos' surname (often in another transcription) is one of this person's."""
    mine: set[str] = set()
    for form in forms(person):
        mine |= words(" ".join(form.split()[1:]) or form)
    for form in person["alone"]:
        mine |= words(form)
    theirs = words(leader.split("(", maxsplit=1)[0])
    if any(difflib.SequenceMatcher(None, a, b).ratio() >= 0.75 for a in theirs for b in mine):
        return True
    solid = re.sub("[^a-z]", "", folded(leader))
    return any(solid in re.sub("[^a-z]", "", folded(form)) for form in forms(person))


@functools.cache
def archigos(shared: Path) -> dict[str, list[tuple[str, dt.date, dt.date]]]:
    codes = dict(TO_CODE)
    with (shared / "data" / "countrycode_codelist.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["gwn"] not in {"", "NA"} and row["iso3c"] not in {"", "NA"}:
                codes.setdefault(int(row["gwn"]), row["iso3c"])
    leaders = defaultdict(list)
    with (shared / "data" / "archigos_4.1_abridged.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            code = codes.get(int(row["gwcode"]), "")
            start, end = (dt.date.fromisoformat(row[k]) for k in ("startdate", "enddate"))
            if code == "ZWE" and end < dt.date(1980, 5, 1):
                code = "RHO"
            known = code in STATES and (code, row["leader"]) not in NO_OFFICE
            if known and end >= dt.date(1945, 1, 1):
                leaders[code].append((row["leader"], start, end))
    return dict(leaders)


def days_covered(code: str, leader: str, first: dt.date, last: dt.date) -> int:
    parts = sorted(
        (max(start, first), min(end, last))
        for person in people(code)
        if is_named(leader, person)
        for kind, start, end in spells(person)
        if kind in HEADS and start <= last and end >= first
    )
    n_days, done = 0, first - dt.timedelta(days=1)
    for start, end in parts:
        begin = max(start, done + dt.timedelta(days=1))
        if end >= begin:
            n_days += (end - begin).days + 1
            done = end
    return n_days


def test_heads_agree_with_archigos(shared: Path) -> None:
    leaders = archigos(shared)
    assert len(leaders) >= 105
    n_all = n_covered = 0
    poor = {}
    for code, rows in leaders.items():
        n_state = n_good = 0
        for leader, start, end in rows:
            first = max(start, dt.date(1945, 1, 1))
            n_state += (end - first).days + 1
            n_good += days_covered(code, leader, first, end)
        if n_good < 0.95 * n_state:
            poor[code] = n_good / n_state
        n_all += n_state
        n_covered += n_good
    assert not poor
    assert n_covered >= 0.99 * n_all


def test_what_is_marked_archigos_agrees_with_it(shared: Path) -> None:
    near = dt.timedelta(days=2)
    leaders = archigos(shared)
    n_marked = 0
    for code in STATES:
        for person in people(code):
            if person["source"] != "archigos":
                continue
            n_marked += 1
            for kind, start, end in spells(person):
                if kind in HEADS:
                    assert any(
                        abs(start - first) <= near and abs(end - last) <= near
                        for _, first, last in leaders[code]
                    ), (code, person["name"])
    assert n_marked > 300
