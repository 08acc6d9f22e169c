"""Which pairs of states that ATOP holds to owe one another defence does the book know of?

    python evaluation/book_coverage.py [--on DAY ... | --years FIRST LAST] [--show] [--json]

A pair is directed: the first has promised to help the second if it is attacked. ATOP's pairs of a
day come from its member file: both states in one alliance on that day, the first with a defence
duty in it. The book covers a pair where an instrument in force that day has a clause which, after
an attack on the second, asks for help by the first (the lists `obliged` and `discretionary`).
Where the book holds that ATOP's alliance promises less, or had ended, the reason stands in
`src/casus/book/left_out.yaml`; a pair is explained when each of its alliances has one. `later` are
pairs that come into force in the book within six years: ATOP dates from signature. The rest is
missing, listed by ATOP's alliance with `--show`.

The figures say nothing of whether a duty is triggered: area, adversary and request are tests.
ATOP dates from signature and codes texts; it is not part of the repository. `--shared`,
`$CASUS_SHARED`, or ../shared names the folder that holds `data/atop_4.01_member.csv` and
`data/countrycode_panel.parquet`.
"""

from __future__ import annotations

import argparse
import collections
import csv
import datetime as dt
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from casus.ask.standing import standing_on
from casus.book import load_book
from casus.book.left_out import load_left_out

DAYS: Final = (
    "1870-07-01", "1913-07-01", "1938-07-01", "1955-07-01", "1975-07-01", "1990-07-01",
    "2018-07-01",
)  # fmt: skip
"""The days of the table."""
FLOOR: Final = 0.95
"""Least share, on each day, of pairs covered or explained."""
WAIT: Final = dt.timedelta(days=6 * 365)
"""How long a promise that ATOP dates from signature may take to come into force."""
ATTACKS: Final = ("attacked", "at_war", "guaranteed")
Pair = tuple[str, str]
Span = tuple[str, str, str]
BEFORE: Final = "0001-01-01"
AFTER: Final = "9999-12-31"
CODES: Final[dict[int, tuple[Span, ...]]] = {
    240: (("HAN", BEFORE, AFTER),),
    245: (("BAV", BEFORE, AFTER),),
    255: (("PRU", BEFORE, "1871-01-18"), ("DEU", "1871-01-18", AFTER)),
    260: (("DEU", BEFORE, AFTER),),
    265: (("DDR", BEFORE, AFTER),),
    267: (("BDN", BEFORE, AFTER),),
    269: (("SAX", BEFORE, AFTER),),
    271: (("WRT", BEFORE, AFTER),),
    273: (("HEK", BEFORE, AFTER),),
    275: (("HED", BEFORE, AFTER),),
    280: (("MCK", BEFORE, AFTER),),
    300: (("AUT", BEFORE, "1867-06-08"), ("AUH", "1867-06-08", AFTER)),
    315: (("CSK", BEFORE, AFTER),),
    325: (("SRD", BEFORE, "1861-03-17"), ("ITA", "1861-03-17", AFTER)),
    329: (("SIC", BEFORE, AFTER),),
    332: (("MOD", BEFORE, AFTER),),
    335: (("PMA", BEFORE, AFTER),),
    337: (("TSC", BEFORE, AFTER),),
    341: (("MNE", BEFORE, AFTER),),
    345: (
        ("SRB", BEFORE, "1918-12-01"),
        ("YUG", "1918-12-01", "2006-06-05"),
        ("SRB", "2006-06-05", AFTER),
    ),
    365: (
        ("RUS", BEFORE, "1922-12-30"),
        ("SUN", "1922-12-30", "1991-12-26"),
        ("RUS", "1991-12-26", AFTER),
    ),
    640: (("OTT", BEFORE, "1923-10-29"), ("TUR", "1923-10-29", AFTER)),
    678: (("YEM", BEFORE, AFTER),),
    680: (("YMD", BEFORE, AFTER),),
    816: (("VDR", BEFORE, "1976-07-02"), ("VNM", "1976-07-02", AFTER)),
    817: (("RVN", BEFORE, AFTER),),
    8152: (("VNM", BEFORE, AFTER),),
}
"""Correlates of War numbers that a table of today's codes gets wrong or does not hold."""


@dataclass(slots=True)
class Coverage:
    """What was found for one day; shares are 0 to 1."""

    day: str
    pairs: int = 0
    covered: int = 0
    later: int = 0
    explained: int = 0
    covered_share: float = 0.0
    answered_share: float = 0.0
    missing: dict[str, list[str]] = field(default_factory=dict)


def measure(day: dt.date, shared: Path) -> Coverage:
    """Compare the pairs of one day; `missing` lists pairs `ABC>DEF` under each ATOP number."""
    owed, held, reasons = atop_pairs(day, shared), book_pairs(day), load_left_out()
    to_come: set[Pair] | None = None
    out = Coverage(day.isoformat(), pairs=len(owed))
    missing: dict[str, list[str]] = collections.defaultdict(list)
    for pair, alliances in sorted(owed.items()):
        unexplained = [a for a in sorted(alliances) if not any(r.covers(a, *pair) for r in reasons)]
        if pair in held:
            out.covered += 1
            continue
        if not unexplained:
            out.explained += 1
            continue
        to_come = pairs_to_come(day) if to_come is None else to_come
        if pair in to_come:
            out.later += 1
        else:
            missing[unexplained[0]].append(">".join(pair))
    out.covered_share = round(out.covered / len(owed), 4) if owed else 1.0
    answered = out.covered + out.later + out.explained
    out.answered_share = round(answered / len(owed), 4) if owed else 1.0
    out.missing = dict(missing)
    return out


def book_pairs(day: dt.date) -> set[Pair]:
    """Pairs (bound, protected) of clauses of the book that ask for help after an attack."""
    out: set[Pair] = set()
    for standing in standing_on(load_book(), day):
        clause = standing.clause
        if clause.fills not in ("obliged", "discretionary") or clause.trigger not in ATTACKS:
            continue
        if "attack" not in clause.on or standing.treaty.general:
            continue
        out.update(
            (one, other)
            for one in standing.by
            for other in standing.towards
            if one != other and not standing.suspended(one, other, day)
        )
    return out


def pairs_to_come(day: dt.date) -> set[Pair]:
    """Pairs of the book that begin within `WAIT` of the day: signed, perhaps, but not in force."""
    last = day.replace(month=1, day=1) + WAIT
    starts = {p.start.last for t in load_book().treaties.values() for p in t.parties}
    out: set[Pair] = set()
    for start in sorted(start for start in starts if start and day < start <= last):
        out |= book_pairs(start)
    return out


def atop_pairs(day: dt.date, shared: Path) -> dict[Pair, set[str]]:
    """Pairs (bound, protected) of the member file on the day, with the numbers of the alliances."""
    members: dict[str, list[dict[str, str]]] = collections.defaultdict(list)
    for row in _members(shared):
        left = _day(row, "exit", last=True)
        if _day(row, "ent", last=False) <= day and (not int(row["yrexit"] or 0) or left >= day):
            members[row["atopid"]].append(row)
    out: dict[Pair, set[str]] = collections.defaultdict(set)
    for alliance, rows in members.items():
        codes = {code_of(int(row["member"]), day, shared) for row in rows}
        for row in rows:
            one = code_of(int(row["member"]), day, shared)
            if row["defense"] == "1":
                for other in codes - {one}:
                    out[one, other].add(alliance)
    return out


@cache
def _members(shared: Path) -> tuple[dict[str, str], ...]:
    with (shared / "data/atop_4.01_member.csv").open(newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _panel(shared: Path) -> dict[tuple[int, int], str]:
    table = pq.read_table(shared / "data/countrycode_panel.parquet")
    rows = zip(*(table[c].to_pylist() for c in ("cown", "year", "iso3c")), strict=True)
    out: dict[tuple[int, int], str] = {}
    for number, year, code in sorted((n, y, c) for n, y, c in rows if n and c):
        out[number, year] = code
        out.setdefault((number, 0), code)  # a member before it was a state of the table's year
    return out


def code_of(number: int, day: dt.date, shared: Path) -> str:
    """The code of the book for a Correlates of War number on a day, `COW n` where it has none."""
    for code, start, end in CODES.get(number, ()):
        if start <= day.isoformat() < end:
            return code
    panel = _panel(shared)
    return panel.get((number, day.year)) or panel.get((number, 0), f"COW {number}")


def _day(row: dict[str, str], which: str, *, last: bool) -> dt.date:
    """A day of entry or exit; the first or last that it can be where it is not known."""
    year, month, day = (int(row[f"{part}{which}"] or 0) for part in ("yr", "mo", "day"))
    if not year:
        return dt.date.max
    month = month or (12 if last else 1)
    end = (dt.date(year, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return end if last and not day else dt.date(year, month, min(day or 1, end.day))


def main() -> int:
    """Print the table; exit 1 where a day falls short of the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", metavar="DAY", nargs="+", default=list(DAYS))
    parser.add_argument("--years", type=int, nargs=2, metavar=("FIRST", "LAST"),
                        help="the first of July of every year")  # fmt: skip
    parser.add_argument("--show", action="store_true", help="list the missing pairs")
    parser.add_argument("--json", action="store_true", help="a line of JSON a day")
    parser.add_argument("--shared", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    root = Path(__file__).resolve().parents[2] / "shared"
    shared = given.shared or Path(os.environ.get("CASUS_SHARED", root))
    if not (shared / "data/atop_4.01_member.csv").is_file():
        parser.error(f"no data/atop_4.01_member.csv under {shared}: name the folder with --shared")
    if given.years:
        given.on = [f"{year:04}-07-01" for year in range(given.years[0], given.years[1] + 1)]
    try:
        days = [dt.date.fromisoformat(text) for text in given.on]
    except ValueError as err:
        parser.error(f"--on takes days such as 1955-07-01: {err}")
    found = [measure(day, shared) for day in days]
    if not given.json:
        print("day         pairs  covered           later  explained  missing  answered")
    for row in found:
        if given.json:
            print(json.dumps(asdict(row)))
            continue
        short = row.pairs - row.covered - row.later - row.explained
        print(
            f"{row.day}  {row.pairs:5}  {row.covered:5}  {row.covered_share:7.1%}  {row.later:5}"
            f"  {row.explained:9}  {short:7}  {row.answered_share:8.1%}"
        )
        for alliance, pairs in sorted(row.missing.items()) if given.show else ():
            print(f"    ATOP {alliance}: {len(pairs)}: {' '.join(pairs)}")
    return int(any(row.answered_share < FLOOR for row in found))


if __name__ == "__main__":
    sys.exit(main())
