"""The engine and clingo on the same work: the closure of an event, in one round and in all.

`python benchmarks/oracle.py [--sample N]` (clingo is a development dependency). The rules are those
of `tests/ask/law.lp`, which knows no areas, classes, readings or suspensions: both get the clauses
of the day that it can say, without areas and readings, and must find the same. Clingo is given the
facts afresh for each event, as it has to be; finding all routes with it means asking it for every
set of acts, which `tests/ask/test_oracle.py` does on small books.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casus.ask.standing import Standing

LAW = Path(__file__).resolve().parents[1] / "tests" / "ask" / "law.lp"
DAY = "2025-06-01"
SAYABLE = frozenset({"adversary", "enemies_at_least", "third_assists", "fellow_party", "place",
                     "objects", "by_state", "unprovoked"})  # fmt: skip
"""Tests that the rules have, or that an unprovoked attack by a state on its target's soil meets."""
AREAS = ("area", "anyones_soil", "metropolitan")
Found = set[tuple[str, str, str, str]]


def bare(standing: Standing) -> Standing:
    """The clause without areas and readings."""
    when = {key: value for key, value in standing.clause.when.items() if key not in AREAS}
    return replace(standing, clause=replace(standing.clause, when=when, readings=()))


def sayable(standing: Standing) -> bool:
    clause, treaty, when = standing.clause, standing.treaty, standing.clause.when
    return (
        clause.trigger in ("attacked", "at_war", "own_attack") and clause.fills is not None
        and "attack" in clause.on and when.keys() <= SAYABLE
        and when.get("adversary", {"is": ()}).keys() == {"is"}
        and when.get("enemies_at_least", 2) == 2
        and not (treaty.general or treaty.suspended or standing.anyone)
        and set(standing.by.values()) == {"yes"}
    )  # fmt: skip


def facts(standings: Iterable[Standing], parties: dict[str, list[str]]) -> list[str]:
    from casus.ask.rounds import FIGHTS

    out = [f"party({treaty},{s.lower()})." for treaty, states in parties.items() for s in states]
    for number, row in enumerate(standings):
        name, clause, when = f"c{number}", row.clause, row.clause.when
        out += [f"clause({name},{clause.treaty}).", f"trigger({name},{clause.trigger}).",
                f"list({name},{clause.fills})."]  # fmt: skip
        out += [f"bound({name},{state.lower()})." for state in row.by]
        out += [f"owed({name},{state.lower()})." for state in row.towards]
        if clause.strength in FIGHTS:
            out.append(f"fighting({name}).")
        out += [f"adversary({name},{s.lower()})." for s in when.get("adversary", {}).get("is", ())]
        if "enemies_at_least" in when:
            out.append(f"two_enemies({name}).")
        if "third_assists" in when:
            out.append(f"third({name},{when['third_assists'].lower()}).")
        if when.get("fellow_party"):
            out.append(f"fellows({name}).")
    return out


def by_clingo(program: str, attacker: str, target: str, rounds: int) -> Found:
    import clingo

    control = clingo.Control(["--warn=none", "-c", f"rounds={rounds}"])
    control.add("base", [], f"{program}event({attacker.lower()},{target.lower()}).\n")
    control.ground([("base", [])])
    found: Found = set()

    def keep(model: Any) -> None:
        for symbol in model.symbols(shown=True):
            kind, state, clause, enemy = map(str, symbol.arguments)
            found.add((kind, state, clause, enemy))

    control.solve(on_model=keep)
    return found


def main() -> None:
    from casus.ask import Occurrence, Policies, World
    from casus.ask.docket import Docket
    from casus.ask.known import states_on
    from casus.ask.rounds import play_rounds

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=40, metavar="N", help="pairs of states")
    given = parser.parse_args()
    world = World(DAY)
    chosen = [s for s in map(bare, world.standings) if sayable(s)]
    book, day = world.book, world.day
    treaties = {s.treaty.id: s.treaty for s in chosen}
    parties = {name: sorted(book.parties_on(treaty, day)) for name, treaty in treaties.items()}
    numbers = {id(s): f"c{n}" for n, s in enumerate(chosen)}
    names: dict[str, set[str]] = {}
    for s in chosen:
        names.setdefault(s.clause.id, set()).add(numbers[id(s)])
    program = LAW.read_text(encoding="utf-8") + "\n".join(facts(chosen, parties)) + "\n"
    docket = Docket(chosen)
    print(f"{len(chosen)} of the {len(world.standings)} clauses of {DAY} can be said in law.lp")
    states = states_on(book, day)
    chance = random.Random(2)
    pairs = [tuple(chance.sample(states, 2)) for _ in range(given.sample)] + [("RUS", "EST")]
    wrong = 0
    for policy, rounds in (("strict", 1), ("escalate", 8)):
        ours, theirs = [], []
        policies = Policies.named(policy)
        for attacker, target in pairs:
            event = Occurrence.attack(attacker, target)
            took: list[tuple[float, float]] = []
            for _ in range(2):  # the better of two: others use the machine as well
                start = time.process_time()
                scene = World(day, policies, book).scene(event)
                played = play_rounds(docket, scene)
                traces = [t for row in played.told for t in row.traces if t.holds]
                middle = time.process_time()
                found = by_clingo(program, attacker, target, rounds)
                took.append((middle - start, time.process_time() - middle))
            ours.append(1000 * min(row[0] for row in took))
            theirs.append(1000 * min(row[1] for row in took))
            told = {(t.fills, t.state.lower(), t.clause, t.against.lower()) for t in traces}
            back = {n: clause for clause, of in names.items() for n in of}
            if told != {(kind, state, back[n], enemy) for kind, state, n, enemy in found}:
                wrong += 1
                print(f"not the same: {attacker} attacks {target}, {policy}")
        for name, values in (("casus", ours), ("clingo", theirs)):
            half, most, last = statistics.median(values), max(values), values[-1]
            print(f"{policy:9} {name:7} {half:9.2f} ms   at most {most:9.2f} ms   "
                  f"RUS attacks EST {last:9.2f} ms", flush=True)  # fmt: skip
    print(f"{2 * len(pairs) - wrong} of {2 * len(pairs)} closures the same")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
