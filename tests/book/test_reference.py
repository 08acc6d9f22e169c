"""Every row of the reference tables against the book, field by field, with each difference meant.

A difference that is not listed fails, and so does one that is listed and no longer there.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest

from casus.book import load_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from casus.model.law import Clause, Provision, Treaty

ROWS: Final = {"treaties": 150, "treaty_memberships": 443, "unsc": 77}
INSTRUMENTS: Final = 104

DIFFERENT: Final[dict[tuple[str, str], str]] = {
    ("un_charter IDN 1950-09-28", "to"):
        "Indonesia left on 1965-01-20 and came back on 1966-09-28; the table passes over it",
    **{(f"tripartite_1940 {s}", "to"): "ended with the defeat of 1945; the table leaves it open"
       for s in ("DEU 1940-09-27", "JPN 1940-09-27", "HUN 1940-11-20", "ROU 1940-11-23",
                 "SVK 1940-11-24", "BGR 1941-03-01")},
    ("locarno_1925.3", "region_limit"):
        "the Rhine frontier is that between the states named: the pairs say who is bound to whom",
    ("ussr_fin_1948.1", "region_limit"):
        "Finland alone is protected, and so its own soil; no other test is needed",
    ("unsc 2428.4.50", "end"):
        "renewed by 2781 to 2026-05-31; the table has no end because it was in force when made",
    ("unsc snapback.2231 op 11-12.44", "votes"):
        "no vote puts measures back: the Council voted on a draft that would have kept them away",
}  # fmt: skip
"""What the book says otherwise, or by other means, and why. The key is the row and the field."""
EXTRA: Final = {
    ("arab_jdt", "COM"): "a member of the League since 1993, counted as a party by ATOP",
    ("arab_jdt", "YMD"): "the southern Yemen of 1971 to 1990, counted as a party by ATOP",
    ("un_charter", "IDN"): "its second membership, see above",
}
"""Parties that the book has and the membership table does not, where the table speaks at all."""
UNCONFIRMED: Final = {
    "un_charter.1", "un_charter.2", "un_charter.3", "un_charter.4", "us_tha.1", "au_pact.1",
    "fra_grc_2021.1", "fra_deu_2019.1", "fra_pol_2025.1", "gbr_deu_2025.1", "us_cofa_rmi.1",
    "us_cofa_fsm.1", "us_cofa_plw.1", "fpda.1", "aus_tuv_2023.1", "rus_blr_2024.1",
    "budapest_1994.1", "budapest_1994.2", "budapest_1994.3", "kor_armistice.1", "isr_usa_none.1",
    "ukr_bilateral_2024.1", "jpn_phl_raa.1", "entente_1904.1", "ang_rus_1907.1",
    "kellogg_briand.1", "covenant.1", "rio.2", "rio.3", "unsc 82.III.72", "unsc 2653.11.65",
    "unsc 2699.14.66", "unsc 2371.11-12.22", "unsc 1970.10.46",
}  # fmt: skip
"""Rows from knowledge for which no data at hand could confirm anything: ATOP does not hold the
instrument, or the Library's list has not the resolution. The book says `none` of them."""
NORMS: Final = {
    "require vigilance": "vigilance", "prohibit procurement": "prohibit",
    "prohibit (livelihood exception)": "prohibit", "call for restraint": "call upon",
    "only with Council approval": "approval", "not adopted": "none", "": "list",
}  # fmt: skip
"""The table's words for what a paragraph does, in those of the book."""
DIRECTIONS: Final = {
    "to/from": {"both"}, "from/to": {"from", "to"}, "-": {"none"}, "": {"none"},
}  # fmt: skip
SPLIT: Final = {
    ("unsc snapback.2231 op 11-12.44", "direction"): {"to", "from"},
    ("unsc 2371.11-12.22", "direction"): {"from"},
    ("unsc 2375.17-18.27", "direction"): {"from"},
}
"""Paragraphs that the book holds as several rows, or of which it holds the part about goods."""
UNLIMITED: Final = (
    "any", "none", "non-member", "territory of party", "territory", "guarantors", "see art",
    "alliance area", "territory (protocol)",
)  # fmt: skip
"""Limits that are none, or that the reading rules set for every clause: a party's own territory,
and no duty against a fellow party."""
VOTES: Final = {"Y": "yes", "N": "no", "A": "abstain", "absent": "absent"}


@cache
def rows(shared: Path, name: str) -> tuple[dict[str, str], ...]:
    with (shared / f"data/{name}_reference.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def clauses_of(treaty: Treaty, row: dict[str, str]) -> list[Clause]:
    return [c for c in treaty.clauses if c.article == row["article"]]


def treaty_differences(row: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """What a row of clauses and the book say differently: field and what the book says."""
    treaty = load_book().treaty(row["treaty_id"])
    found = clauses_of(treaty, row)
    clause = next((c for c in found if c.strength == row["strength"]), None)
    if clause is None:
        yield "strength", sorted({c.strength for c in found})
        return
    if row["kind"] not in {c.kind for c in found}:
        yield "kind", sorted({c.kind for c in found})
    # a clause may stand for part of the treaty's life
    for field, said in (
        ("signed", treaty.signed_on.text),
        ("in_force", clause.start.text or treaty.in_force_on.text),
        ("ended", clause.end.text or treaty.ended_on.text),
    ):
        if row[field] != said:
            yield field, said
    if clause.fills is None or clause.trigger not in ("attacked", "at_war"):
        return
    tests = set().union(*(c.when for c in found))
    foes = "adversary" in tests or any(r.get("adversary") for c in found for r in c.readings)
    if not row["adversary_limit"].startswith(UNLIMITED) and row["adversary_limit"] and not foes:
        yield "adversary_limit", sorted(tests)
    placed = tests & {"area", "over", "place"}
    if not row["region_limit"].startswith(UNLIMITED) and row["region_limit"] and not placed:
        yield "region_limit", sorted(tests)


def member_differences(row: dict[str, str]) -> Iterator[tuple[str, Any]]:
    spans = [p for p in load_book().treaty(row["treaty_id"]).parties if p.state == row["state"]]
    same = [p for p in spans if p.start.text == row["from"]]
    if not same:
        yield "from", [p.start.text for p in spans]
    elif row["to"] not in {p.end.text for p in same}:
        yield "to", [p.end.text for p in same]


def measure_differences(row: dict[str, str]) -> Iterator[tuple[str, Any]]:
    measure = load_book().measure(f"unsc_{row['resolution']}")
    found = [p for p in measure.provisions if p.paragraph == (row["paragraph"] or "-")]
    if not found:
        yield "paragraph", [p.paragraph for p in measure.provisions]
        return
    if measure.adopted_on.text != row["date"]:
        yield "date", measure.adopted_on.text
    tally = [row[f"vote_{way}"] for way in ("yes", "no", "abstain")]
    if list(map(str, measure.tally or ("", "", ""))) != tally:
        yield "tally", measure.tally
    yield from _votes(row, dict(measure.votes))
    if NORMS.get(row["norm"], row["norm"]) not in {p.norm for p in found}:
        yield "norm", [p.norm for p in found]
    wanted = DIRECTIONS.get(row["direction"], {row["direction"]})
    wanted = SPLIT.get((f"unsc {row['row_id']}", "direction"), wanted)
    if not wanted <= {p.direction for p in found}:
        yield "direction", [p.direction for p in found]
    for field, said in _spans(found):
        if row[field] not in said:
            yield field, sorted(said)
    target = set(row["regime_target"].replace("/", " ").split())
    if len(target) == 1 and not any(target <= {*p.targets, *p.groups, "*"} for p in found):
        yield "targets", [p.targets for p in found]


def _votes(row: dict[str, str], votes: dict[str, str]) -> Iterator[tuple[str, Any]]:
    seats = {"CHN": ("CHN", "TWN"), "RUS": ("RUS", "SUN")}  # who had the seat on the day
    for state in ("CHN", "FRA", "RUS", "GBR", "USA"):
        said = next((votes[c] for c in seats.get(state, (state,)) if c in votes), None)
        if VOTES.get(row[state]) != said:
            yield "votes", votes
            return


def _spans(found: list[Provision]) -> Iterator[tuple[str, set[str]]]:
    yield "start", {p.start.text for p in found}
    yield "end", {p.end.text for p in found}
    yield "reapplied", {p.reapplied_on.text for p in found}


def everything(shared: Path) -> dict[tuple[str, str], Any]:
    """Every difference there is, by row and field."""
    out: dict[tuple[str, str], Any] = {}
    for row in rows(shared, "treaties"):
        out |= {(row["clause_id"], f): v for f, v in treaty_differences(row)}
    for row in rows(shared, "treaty_memberships"):
        name = f"{row['treaty_id']} {row['state']} {row['from']}"
        out |= {(name, f): v for f, v in member_differences(row)}
    for row in rows(shared, "unsc"):
        out |= {(f"unsc {row['row_id']}", f): v for f, v in measure_differences(row)}
    return out


def test_the_tables_are_the_ones_that_were_compared(shared: Path) -> None:
    assert {name: len(rows(shared, name)) for name in ROWS} == ROWS
    assert len({row["treaty_id"] for row in rows(shared, "treaties")}) == INSTRUMENTS


def test_only_the_differences_that_have_a_reason(shared: Path) -> None:
    found = everything(shared)
    assert {k: v for k, v in found.items() if k not in DIFFERENT} == {}
    assert {k: v for k, v in DIFFERENT.items() if k not in found} == {}


def test_parties_that_the_table_does_not_have(shared: Path) -> None:
    named = {(r["treaty_id"], r["state"], r["from"]) for r in rows(shared, "treaty_memberships")}
    treaties = {treaty for treaty, _, _ in named}
    more = {
        (treaty, p.state)
        for treaty in treaties
        for p in load_book().treaty(treaty).parties
        if (treaty, p.state, p.start.text) not in named
    }
    assert more == set(EXTRA)


def test_rows_from_knowledge_are_checked_again_or_said_not_to_be(shared: Path) -> None:
    """Compared with ATOP's days and pledges, and with the UN Library's titles and subjects."""
    unchecked = set()
    for row in rows(shared, "treaties"):
        found = clauses_of(load_book().treaty(row["treaty_id"]), row)
        if row["status"] == "from_knowledge" and {c.verified for c in found} == {"none"}:
            unchecked.add(row["clause_id"])
    for row in rows(shared, "unsc"):
        measure = load_book().measure(f"unsc_{row['resolution']}")
        found_rows = [p for p in measure.provisions if p.paragraph == (row["paragraph"] or "-")]
        if row["status"] == "from_knowledge" and {p.verified for p in found_rows} == {"none"}:
            unchecked.add(f"unsc {row['row_id']}")
    assert unchecked == UNCONFIRMED


def test_what_the_tables_hold_verified_is_not_less_so_in_the_book(shared: Path) -> None:
    least = {"verified_text_or_date": {"text"}, "dates_agree_with_ATOP": {"dates", "text"},
             "verified": {"text"}, "partly_verified": {"partly", "dates", "text"}}  # fmt: skip
    less = []
    for row in rows(shared, "treaties"):
        found = clauses_of(load_book().treaty(row["treaty_id"]), row)
        if not {c.verified for c in found} & least.get(row["status"], {"none", *every(least)}):
            less.append(row["clause_id"])
    assert less == []


def every(least: dict[str, set[str]]) -> set[str]:
    return set().union(*least.values())


@pytest.mark.parametrize("kind", ["treaties", "measures"])
def test_how_far_the_book_is_verified_is_told_by_a_count(kind: str) -> None:
    levels = Counter(entry.verified for entry in getattr(load_book(), kind).values())
    assert set(levels) <= {"text", "dates", "partly", "none"}
    assert levels["none"] < len(getattr(load_book(), kind)) / 3
