"""Office holders of the great powers, Asia, the Pacific and parts of Europe and the Near East."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import casus
from casus.yamlfile import YamlFile

PEOPLE = Path(casus.__file__).parent / "names" / "people"

OFFICES = {
    "head_of_state", "head_of_government", "deputy_head", "foreign_minister", "defence_minister",
    "envoy", "spokesperson", "military_chief", "leader", "other",
}  # fmt: skip

HEADS = {"head_of_state", "head_of_government", "leader"}

AT_ONCE = {
    ("CHN", "Dong Biwu", "Song Qingling"): "two vice chairmen stood in jointly, 1968 to 1972",
    ("BGD", "Sheikh Mujibur Rahman", "Syed Nazrul Islam"): "acting for a president in prison",
    ("TLS", "Fernando de Araujo", "Jose Ramos-Horta"): "acting for a wounded president",
    ("KOR", "Goh Kun", "Roh Moo-hyun"): "president suspended by impeachment, prime minister acting",
    ("KOR", "Hwang Kyo-ahn", "Park Geun-hye"): "president suspended by impeachment",
    ("KOR", "Choi Sang-mok", "Yoon Suk-yeol"): "president suspended by impeachment",
    ("KHM", "Heng Samrin", "Norodom Sihanouk"): "Supreme National Council beside the old state",
    ("KHM", "Chea Sim", "Norodom Sihanouk"): "Supreme National Council beside the old state",
    ("LAO", "Phoumi Vongvichit", "Souphanouvong"): "acting for a sick president, 1986 to 1991",
}
"""Pairs of heads of state in office together for more than 60 days, and why."""

OCCUPIERS = {
    ("JPN", "Douglas MacArthur"), ("JPN", "Matthew Bunker Ridgway"),
    ("IDN", "Louis Beel"), ("IDN", "A. H. J. Lovink"), ("CHN", "Chen Gongbo"),
    ("IRQ", "Tommy Ray Franks"), ("IRQ", "Jay Garner"), ("IRQ", "Paul Bremer"),
}  # fmt: skip
"""Foreign commanders and the like whom Archigos counts: they held no office of the state."""

GW = {
    2: ["USA"], 20: ["CAN"], 200: ["GBR"], 220: ["FRA"], 230: ["ESP"], 260: ["DEU"], 265: ["DDR"],
    325: ["ITA"], 365: ["SUN", "RUS"], 630: ["IRN"], 640: ["TUR"], 645: ["IRQ"], 651: ["EGY"],
    666: ["ISR"], 670: ["SAU"], 700: ["AFG"], 701: ["TKM"], 702: ["TJK"], 703: ["KGZ"],
    704: ["UZB"], 705: ["KAZ"], 710: ["CHN"], 712: ["MNG"], 713: ["TWN"], 731: ["PRK"],
    732: ["KOR"], 740: ["JPN"], 750: ["IND"], 770: ["PAK"], 771: ["BGD"], 775: ["MMR"],
    780: ["LKA"], 790: ["NPL"], 800: ["THA"], 811: ["KHM"], 812: ["LAO"], 816: ["VDR", "VNM"],
    817: ["RVN"], 820: ["MYS"], 830: ["SGP"], 840: ["PHL"], 850: ["IDN"], 860: ["TLS"],
    900: ["AUS"], 910: ["PNG"], 920: ["NZL"],
}  # fmt: skip
"""Our codes by Gleditsch and Ward's number of the state."""

STATES = sorted({state for states in GW.values() for state in states})

FACTS = [
    ("USA", "head_of_state", "1962-10-22", "John F. Kennedy"),
    ("USA", "head_of_state", "1950-06-25", "Harry Truman"),
    ("USA", "head_of_state", "2024-06-21", "Joe Biden"),
    ("USA", "deputy_head", "2003-03-20", "Dick Cheney"),
    ("USA", "foreign_minister", "1973-10-06", "Henry Kissinger"),
    ("USA", "foreign_minister", "2022-02-24", "Antony Blinken"),
    ("USA", "defence_minister", "1964-08-02", "Robert McNamara"),
    ("SUN", "leader", "1962-10-22", "Nikita Khrushchev"),
    ("SUN", "foreign_minister", "1962-10-22", "Andrei Gromyko"),
    ("SUN", "head_of_state", "1990-03-15", "Mikhail Gorbachev"),
    ("SUN", "leader", "1961-07-06", "Nikita Khrushchev"),
    ("RUS", "head_of_state", "2024-06-19", "Vladimir Putin"),
    ("RUS", "head_of_state", "2008-08-08", "Dmitry Medvedev"),
    ("RUS", "head_of_government", "2008-08-08", "Vladimir Putin"),
    ("RUS", "foreign_minister", "2014-03-18", "Sergei Lavrov"),
    ("RUS", "defence_minister", "2024-06-19", "Andrei Belousov"),
    ("RUS", "spokesperson", "2024-06-19", "Dmitry Peskov"),
    ("RUS", "envoy", "2024-03-28", "Vasily Nebenzya"),
    ("CHN", "head_of_government", "1961-07-11", "Zhou Enlai"),
    ("CHN", "leader", "1950-10-19", "Mao Zedong"),
    ("CHN", "foreign_minister", "2023-04-01", "Qin Gang"),
    ("CHN", "head_of_state", "2017-09-11", "Xi Jinping"),
    ("PRK", "leader", "2024-06-19", "Kim Jong-un"),
    ("PRK", "leader", "1961-07-06", "Kim Il-sung"),
    ("PRK", "foreign_minister", "2024-06-19", "Choe Son-hui"),
    ("PRK", "head_of_government", "2024-06-19", "Kim Tok-hun"),
    ("KOR", "head_of_state", "2024-06-21", "Yoon Suk-yeol"),
    ("KOR", "head_of_state", "1953-10-01", "Syngman Rhee"),
    ("KOR", "head_of_government", "2024-06-21", "Han Duck-soo"),
    ("KOR", "foreign_minister", "2024-06-21", "Cho Tae-yul"),
    ("JPN", "head_of_government", "1960-01-19", "Nobusuke Kishi"),
    ("JPN", "head_of_government", "2024-06-21", "Fumio Kishida"),
    ("JPN", "defence_minister", "2024-06-21", "Minoru Kihara"),
    ("IDN", "foreign_minister", "2012-07-01", "Marty Natalegawa"),
    ("IDN", "foreign_minister", "1963-09-16", "Subandrio"),
    ("IDN", "foreign_minister", "1975-12-07", "Adam Malik"),
    ("IDN", "head_of_state", "1955-04-18", "Sukarno"),
    ("IDN", "defence_minister", "2024-06-21", "Prabowo Subianto"),
    ("GBR", "head_of_government", "1956-10-29", "Anthony Eden"),
    ("GBR", "head_of_government", "1982-04-02", "Margaret Thatcher"),
    ("GBR", "foreign_minister", "1949-04-04", "Ernest Bevin"),
    ("FRA", "foreign_minister", "1966-03-07", "Maurice Couve de Murville"),
    ("FRA", "head_of_state", "1966-03-07", "Charles de Gaulle"),
    ("DEU", "foreign_minister", "1990-09-12", "Hans-Dietrich Genscher"),
    ("DEU", "head_of_government", "1955-05-06", "Konrad Adenauer"),
    ("DDR", "leader", "1961-08-13", "Walter Ulbricht"),
    ("IND", "head_of_government", "1971-08-09", "Indira Gandhi"),
    ("PAK", "head_of_state", "1971-12-03", "Yahya Khan"),
    ("PHL", "head_of_state", "1951-08-30", "Elpidio Quirino"),
    ("AUS", "head_of_government", "1951-09-01", "Robert Menzies"),
    ("IRN", "leader", "2024-06-21", "Ali Khamenei"),
    ("IRN", "foreign_minister", "2015-07-14", "Mohammad Javad Zarif"),
    ("ISR", "head_of_government", "1967-06-05", "Levi Eshkol"),
    ("ISR", "defence_minister", "2023-10-07", "Yoav Gallant"),
    ("EGY", "head_of_state", "1979-03-26", "Anwar Sadat"),
    ("IRQ", "head_of_state", "1990-08-02", "Saddam Hussein"),
    ("TUR", "head_of_government", "1974-07-20", "Bulent Ecevit"),
    ("VDR", "envoy", "1973-01-27", "Le Duc Tho"),
    ("RVN", "head_of_state", "1973-01-27", "Nguyen Van Thieu"),
    ("KAZ", "head_of_state", "2022-01-06", "Kassym-Jomart Tokayev"),
]


@cache
def load(state: str) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = YamlFile(PEOPLE / f"{state}.yaml").data["people"]
    return people


def holders(state: str, office: str, day: str) -> list[str]:
    on = dt.date.fromisoformat(day)
    return [
        person["name"]
        for person in load(state)
        for held in person["offices"]
        if held["office"] == office and held["from"] <= on and (not held["to"] or on <= held["to"])
    ]


@pytest.mark.parametrize("state", STATES)
def test_every_entry_is_well_formed(state: str) -> None:
    file = YamlFile(PEOPLE / f"{state}.yaml")
    assert set(file.data) == {"state", "people"}
    assert file.data["state"] == state
    names = [person["name"] for person in load(state)]
    assert len(names) == len(set(names))
    for person in load(state):
        assert {"name", "alone", "offices", "source"} <= set(person) <= {
            "name", "spelled", "alone", "offices", "source"
        }, person  # fmt: skip
        assert person["source"] in {"knowledge", "archigos"}, person
        spellings = person.get("spelled", {})
        assert all(re.fullmatch("[a-z]{2}", lang) and forms for lang, forms in spellings.items())
        texts = [person["name"], *person["alone"], *(f for s in spellings.values() for f in s)]
        assert all(isinstance(text, str) and text == text.strip() != "" for text in texts), person
        assert person["offices"], person


@pytest.mark.parametrize("state", STATES)
def test_nobody_leaves_an_office_before_taking_it(state: str) -> None:
    for person in load(state):
        for held in person["offices"]:
            assert set(held) == {"office", "from", "to"}, person
            assert held["office"] in OFFICES, person
            assert type(held["from"]) is dt.date, person
            assert held["to"] is None or type(held["to"]) is dt.date, person
            assert held["to"] is None or held["from"] <= held["to"], person


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_one_head_of_state_at_a_time(state: str) -> None:
    spells = [
        (held["from"], held["to"] or dt.date.max, person["name"])
        for person in load(state)
        for held in person["offices"]
        if held["office"] == "head_of_state"
    ]
    too_long = {
        (state, *sorted((one[2], two[2])))
        for one, two in combinations(spells, 2)
        if (min(one[1], two[1]) - max(one[0], two[0])).days > 60 and one[2] != two[2]
    }
    assert too_long == {pair for pair in AT_ONCE if pair[0] == state}


@pytest.mark.parametrize(("state", "office", "day", "name"), FACTS)
def test_who_held_the_office_on_the_day(state: str, office: str, day: str, name: str) -> None:
    assert name in holders(state, office, day)


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_at_most_one_sitting_foreign_minister(state: str) -> None:
    assert len(holders(state, "foreign_minister", "2026-11-01")) <= 1


def tokens(text: str) -> set[str]:
    plain = unicodedata.normalize("NFD", text.lower().replace("-", " ").replace("ı", "i"))
    return set(re.findall("[a-z]+", plain.encode("ascii", "ignore").decode()))


def alike(one: set[str], two: set[str]) -> bool:
    """Whether two names share a word of three letters, give or take a letter or two."""
    return one == two or any(
        a == b or (len(a) > 4 and SequenceMatcher(None, a, b).ratio() >= 0.75)
        for a in one
        for b in two
        if min(len(a), len(b)) > 2
    )


@pytest.fixture(scope="module")
def covered(shared: Path) -> dict[str, tuple[int, int]]:
    """For each state, days with a leader in Archigos, and how many have the same name here."""
    out: dict[str, tuple[int, int]] = {}
    with (shared / "data" / "archigos_4.1_abridged.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            states = GW.get(int(row["gwcode"]), [])
            first = max(dt.date.fromisoformat(row["startdate"]), dt.date(1945, 8, 15))
            last = dt.date.fromisoformat(row["enddate"])
            if not states or last <= first or (states[0], row["leader"]) in OCCUPIERS:
                continue
            theirs = tokens(row["leader"])
            found = [False] * (last - first).days
            for person in (p for state in states for p in load(state)):
                ours = [person["name"], *(n for s in person.get("spelled", {}).values() for n in s)]
                if not any(alike(theirs, tokens(name)) for name in ours):
                    continue
                for held in person["offices"]:
                    if held["office"] not in HEADS:
                        continue
                    start = max((held["from"] - first).days, 0)
                    stop = min(((held["to"] or last) - first).days, len(found))
                    found[start:stop] = [True] * max(stop - start, 0)
            n_days, n_same = out.get(states[0], (0, 0))
            out[states[0]] = (n_days + len(found), n_same + sum(found))
    return out


def test_heads_agree_with_archigos(covered: dict[str, tuple[int, int]]) -> None:
    assert set(covered) == {states[0] for states in GW.values()}
    n_days, n_same = (sum(column) for column in zip(*covered.values(), strict=True))
    assert n_same / n_days >= 0.97


def test_no_state_strays_far_from_archigos(covered: dict[str, tuple[int, int]]) -> None:
    shares = {state: n_same / n_days for state, (n_days, n_same) in covered.items()}
    assert not {state: round(share, 3) for state, share in shares.items() if share < 0.85}
