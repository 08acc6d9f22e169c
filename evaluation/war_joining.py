"""A pact in force, a duty triggered, a duty honoured: the engine's duties in 63 wars.

    python evaluation/war_joining.py [--wars | --json | --write PAGE] [--shared FOLDER]

For each war, and each state that on its eve had an alliance in force with one of those who began
it or were attacked (`data/war_joining.csv`, from ATOP 4.01 and the Correlates of War 4.0), the
engine is asked what the first blow asks of that state towards that belligerent; beside it stands
what the state did. The belligerents of the first day themselves are left out. Nothing of the
engine or of the book is made to fit: this is a report. The tables are those of `docs/honoured.md`.

The first blow is what the data say it is: each state of the side that began attacks each state
attacked, on the day of the war's first entry, on the latter's homeland unless `PLACES` names a
place. Several attacks are asked in order, those before going on. A pair counts once, under the
first of these that the engine finds for it: a duty to fight for the belligerent (`obliged`), help
by means of one's own choice (`discretionary`), a duty to stay out of a war against it
(`forbidden`), talks (`consult`); else `disputed` where only another reading binds, else `none`.

Honoured is a duty to help where the state came into the war on that belligerent's side within a
year; a duty to stay out where it did not come in on the other side within a year. Talks leave no
trace in the data.

The data are not part of the repository: `--shared`, `$CASUS_SHARED`, or ../shared names the folder.
"""

from __future__ import annotations

import argparse
import collections
import csv
import datetime as dt
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from book_coverage import code_of

from casus.ask import Occurrence
from casus.ask.sequence import follow_events
from casus.ask.standing import standing_on
from casus.book import load_book
from casus.model.outcome import Outcome

PLACES: Final = {
    10: "Lombardy", 46: "Schleswig", 153: "Quemoy", 158: "Ifni", 159: "Quemoy", 170: "Laos",
    202: "Falkland Islands", 207: "Aouzou Strip", 216: "Nagorno-Karabakh",
}  # fmt: skip
"""Wars whose first blow fell elsewhere than on the target's homeland, where the gazetteer has the
place. A target that neither governs the place nor is held to have the title is attacked there in
its forces."""
WINDOW: Final = 365
"""Within so many days of the first blow a state must have come in."""
DUTIES: Final = ("obliged", "discretionary", "forbidden", "consult")
FOUND: Final = (*DUTIES, "disputed", "none")
HELP: Final = ("obliged", "discretionary")
WATERSHED: Final = dt.date(1945, 9, 2)
MARKS: Final = ("<!-- tables -->", "<!-- end of tables -->")
UNTRIED: Final = "a pact of defence, and its party itself attacked"
PERIODS: Final = ("before 1945", "since 1945", "all")


@dataclass(frozen=True, slots=True)
class Pair:
    """One ally of one belligerent in one war: its pact, what was asked of it, what it did."""

    war: int
    name: str
    day: dt.date
    ally: str
    belligerent: str
    attacked: bool
    defence: bool
    atop: frozenset[int]
    found: str
    by: tuple[str, ...]
    why_not: str
    side: str

    @property
    def honoured(self) -> bool | None:
        """Whether the duty was; None where there was none that shows."""
        if self.found in HELP:
            return self.side == "obligee"
        return self.side != "opponent" if self.found == "forbidden" else None

    def within(self, period: str) -> bool:
        """Whether the war belongs to the period."""
        return period == "all" or (self.day < WATERSHED) == (period == "before 1945")


def pairs_of(shared: Path) -> list[Pair]:
    """Every ally of a belligerent that is not one itself, with what the engine finds for it."""
    wars: dict[int, list[dict[str, str]]] = collections.defaultdict(list)
    for row in _rows(shared, "war_joining"):
        wars[int(row["war_num"])].append(row)
    numbers = {row["stateabb"]: int(row["ccode"]) for row in _rows(shared, "cow_states_2016")}
    return [pair for war in sorted(wars) for pair in _of_war(war, wars[war], numbers, shared)]


def _of_war(
    war: int, rows: list[dict[str, str]], numbers: dict[str, int], shared: Path
) -> Iterable[Pair]:
    day = dt.date.fromisoformat(rows[0]["trigger_date"])
    sides = [
        [code_of(numbers[name], day, shared) for name in rows[0][column].split(";")]
        for column in ("attackers", "targets")
    ]
    outcomes = first_blow(day, sides[0], sides[1], PLACES.get(war))
    for row in rows:
        if row["ally_is_core"] == "1":
            continue
        ally, belligerent = (code_of(int(row[f"{who}_ccode"]), day, shared)
                             for who in ("ally", "obligee"))  # fmt: skip
        found, by, why_not = duty(outcomes, ally, belligerent)
        in_time = row["joined"] == "1" and int(row["days_after_trigger"]) <= WINDOW
        side = row["join_side"] if in_time else ""
        yield Pair(
            war, row["war_name"], day, ally, belligerent, row["obligee_role"] == "target",
            row["atop_defense"] == "1", frozenset(map(int, row["atop_ids"].split(";"))),
            found, by, why_not, side,
        )  # fmt: skip


def first_blow(
    day: dt.date, attackers: Sequence[str], targets: Sequence[str], place: str | None = None
) -> list[Outcome]:
    """What the engine says of each attack of the first day, in order."""
    steps = []
    for other in targets:
        more = {}
        if place:
            found = load_book().places.find(place)
            own = found.governors(day) | found.title(day)
            more = {"place": place} | ({} if other in own else {"object": "forces"})
        steps += [(day, Occurrence.attack(one, other, **more)) for one in attackers]
    return follow_events(steps)


def duty(
    outcomes: Iterable[Outcome], ally: str, belligerent: str
) -> tuple[str, tuple[str, ...], str]:
    """The strictest duty of the one towards the other; its articles; else the first test failed."""
    outcomes = list(outcomes)
    for name in DUTIES:
        found = {
            f"{f.treaty} {f.article}"
            for outcome in outcomes
            for f in getattr(outcome, name)
            if f.state == ally and f.toward == belligerent
        }
        if found:
            return name, tuple(sorted(found)), ""
    other = {
        f"{f.treaty} {f.article}"
        for outcome in outcomes
        for f in outcome.contested
        if f.state == ally and f.toward == belligerent
    }
    if other:
        return "disputed", tuple(sorted(other)), ""
    return "none", (), _why_not(outcomes, ally, belligerent)


def _why_not(outcomes: Sequence[Outcome], ally: str, belligerent: str) -> str:
    """Why nothing binds: the test that stopped the clause that came furthest, or what there is
    between the two."""
    book, day = load_book(), dt.date.fromisoformat(outcomes[0].day)
    tried = [
        (len(entry.passed), entry.test)
        for outcome in outcomes
        for entry in outcome.not_obliged
        if entry.state == ally and entry.test != "in_force" and entry.treaty in book.treaties
        and belligerent in book.parties_on(book.treaty(entry.treaty), day)
    ]  # fmt: skip
    if tried:
        return max(tried)[1]
    between = [
        standing
        for standing in standing_on(book, day)
        if ally in standing.by and belligerent in standing.towards and not standing.treaty.general
    ]
    if any(standing.clause.fills in HELP for standing in between):
        return UNTRIED
    return "no clause that asks anything" if between else "no instrument of the book in force"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown, numbers to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    right = [all(re.match(r"[\d–-]", row[i]) for row in rows) for i in range(len(head))]
    lines = [head, ["---:" if r else "---" for r in right], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(part: int, whole: int) -> str:
    """A share in words: `12 (34.3 %)`."""
    return f"{part} ({part / whole:.1%})".replace("%", " %") if whole else "0 (–)"


def found_table(pairs: Sequence[Pair]) -> str:
    """What the engine finds for an ally, by period and by whether its ally was attacked."""
    rows = []
    for period in PERIODS[:2]:
        for attacked in (True, False):
            chosen = [p for p in pairs if p.within(period) and p.attacked == attacked]
            counts = collections.Counter(p.found for p in chosen)
            who = "was attacked" if attacked else "attacked"
            promised = sum(p.defence for p in chosen)
            rows.append([period, who, len(chosen), promised, *(counts[name] for name in FOUND)])
    return table(["war", "the ally", "pairs", "defence in ATOP", *FOUND], rows)


def joined_table(pairs: Sequence[Pair]) -> str:
    """How many came in, by what the engine finds."""
    rows = []
    for name, chosen in [
        ("defence pact by ATOP", [p for p in pairs if p.defence]),
        *((found, [p for p in pairs if p.found == found]) for found in FOUND),
    ]:
        side = collections.Counter(p.side for p in chosen)
        n = len(chosen)
        rows.append([name, n, share(side["obligee"], n), share(side["opponent"], n)])
    return table(["the engine finds", "pairs", "came in beside it", "came in against it"], rows)


def honoured_table(pairs: Sequence[Pair]) -> str:
    """Duties honoured by pairs, and by instruments."""
    rows = []
    for period in PERIODS:
        chosen = [p for p in pairs if p.within(period)]
        for told, kinds in (("help", HELP), ("stay out", ("forbidden",)),
                            ("either", (*HELP, "forbidden"))):  # fmt: skip
            due = [p for p in chosen if p.found in kinds]
            kept = sum(bool(p.honoured) for p in due)
            pacts = collections.defaultdict(list)
            for pair in due:
                for article in pair.by:
                    pacts[pair.war, article.split()[0]].append(bool(pair.honoured))
            every, some = (sum(f(kept) for kept in pacts.values()) for f in (all, any))
            n = len(pacts)
            rows.append([period, told, len(due), share(kept, len(due)), n, share(every, n),
                         share(some, n)])  # fmt: skip
    return table(["war", "asked to", "pairs", "honoured", "pacts", "honoured by all bound",
                  "by at least one"], rows)  # fmt: skip


def why_table(pairs: Sequence[Pair]) -> str:
    """Why a defence pact by ATOP asked for nothing."""
    chosen = [p for p in pairs if p.defence and p.found == "none"]
    rows = []
    for why in sorted({p.why_not for p in chosen}):
        of = [p for p in chosen if p.why_not == why]
        at = collections.Counter(p.attacked for p in of)
        rows.append([why, len(of), at[True], at[False], sum(p.side == "obligee" for p in of)])
    rows.sort(key=lambda row: (-int(row[1]), str(row[0])))
    head = ["first test that failed", "pairs", "ally was attacked", "ally attacked"]
    return table([*head, "came in beside it all the same"], rows)


def beside_table(pairs: Sequence[Pair], shared: Path) -> str:
    """Alliances that Berkemeier and Fuhrmann hold to have been invoked, and the engine's view."""
    by_pact = collections.defaultdict(list)
    for pair in pairs:
        for number in pair.atop:
            by_pact[pair.war, number].append(pair)
    rows: dict[str, list[int]] = {p: [0] * 6 for p in PERIODS}
    for row in _rows(shared, "alliance_fulfilment_berkemeier_fuhrmann_2018"):
        if not (row["honorLLM"] or row["violateLLM"]) or not row["cowwarid"]:
            continue
        own = by_pact.get((int(row["cowwarid"]), int(row["atopid"])))
        day = own[0].day if own else None
        for period in PERIODS:
            if day is None or not own or not own[0].within(period):
                continue
            asked = any(p.found in (*HELP, "forbidden") for p in own)
            kept = row["honorLLM"] == "1"
            cells = (True, kept, asked, asked and kept, not asked, not asked and kept)
            rows[period] = [n + bool(c) for n, c in zip(rows[period], cells, strict=True)]
    return table(
        ["war", "invoked by their rules", "of these honoured", "a duty for the engine as well",
         "of these honoured", "none for the engine", "of these honoured"],
        [[period, n[0], share(n[1], n[0]), n[2], share(n[3], n[2]), n[4], share(n[5], n[4])]
         for period, n in rows.items()],
    )  # fmt: skip


def report(pairs: Sequence[Pair], shared: Path) -> str:
    """All tables, each under its heading."""
    n_wars = len({p.war for p in pairs})
    sections = [
        ("What the first blow asked", found_table(pairs)),
        ("Who came in", joined_table(pairs)),
        ("Duties honoured", honoured_table(pairs)),
        ("Why a defence pact asked for nothing", why_table(pairs)),
        ("Beside Berkemeier and Fuhrmann", beside_table(pairs, shared)),
    ]
    head = f"{len(pairs)} pairs of an ally and a belligerent in {n_wars} wars."
    return "\n\n".join([head, *(f"### {title}\n\n{text}" for title, text in sections)])


def told(pair: Pair) -> str:
    """One pair in a line."""
    kept = {None: "", True: "honoured", False: "not honoured"}[pair.honoured]
    did = {"obligee": "came in beside it", "opponent": "came in against it", "": "stayed out"}
    return (
        f"{pair.day} {pair.name}: {pair.ally} towards {pair.belligerent}: {pair.found} "
        f"({'; '.join(pair.by)}), {did[pair.side]}{', ' if kept else ''}{kept}"
    )


def write(page: Path, tables: str) -> None:
    """Put the tables between the marks of a page."""
    before, mark, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not mark or not end:
        sys.exit(f"{page}: no {MARKS[0]} … {MARKS[1]}")
    page.write_text(f"{before}{mark}\n\n{tables}\n\n{end}{after}", encoding="utf-8")


def _rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / f"data/{name}.csv").open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def main() -> int:
    """Print the tables, the wars one by one, or a line of JSON a pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wars", action="store_true", help="each war in which a duty was found")
    parser.add_argument("--json", action="store_true", help="a line of JSON a pair")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into a page")
    parser.add_argument("--shared", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    root = Path(__file__).resolve().parents[2] / "shared"
    shared = given.shared or Path(os.environ.get("CASUS_SHARED", root))
    if not (shared / "data/war_joining.csv").is_file():
        parser.error(f"no data/war_joining.csv under {shared}: name the folder with --shared")
    pairs = pairs_of(shared)
    if given.json:
        for pair in pairs:
            record = {**asdict(pair), "day": pair.day.isoformat(), "atop": sorted(pair.atop),
                      "honoured": pair.honoured}  # fmt: skip
            print(json.dumps(record))
    elif given.wars:
        for pair in pairs:
            if pair.found not in ("none", "consult"):
                print(told(pair))
    elif given.write:
        write(given.write, report(pairs, shared))
    else:
        print(report(pairs, shared))
    return 0


if __name__ == "__main__":
    sys.exit(main())
