"""How long the book takes to load, an event through one round and through all, every pair of states
of a day, and routes. `python benchmarks/whatif.py`; with `--pairs N` only N of the pairs are asked,
and what all would take is reckoned from them. Times are those of the process: others on the machine
do not count, though they slow what they share. `benchmarks/oracle.py` sets clingo beside it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOAD = """
import time
start = time.process_time()
from casus.book import load_book
middle = time.process_time()
load_book()
print(1000 * (time.process_time() - middle), 1000 * (time.process_time() - start))
"""
EVENTS = {
    "KOR attacks PRK, 2024-06-21": ("2024-06-21", "KOR", "PRK", None),
    "RUS attacks EST, 2025-06-01": ("2025-06-01", "RUS", "EST", None),
    "ZAF attacks CIV, 2025-06-01": ("2025-06-01", "ZAF", "CIV", None),
    "USA attacks CHN, 2025-06-01": ("2025-06-01", "USA", "CHN", None),
    "FRA attacks MLI, 2025-06-01": ("2025-06-01", "FRA", "MLI", None),
    "DEU attacks CSK, 1938-09-20": ("1938-09-20", "DEU", "CSK", None),
    "DEU attacks POL, 1939-09-01": ("1939-09-01", "DEU", "POL", None),
    "ARG attacks GBR at the Falkland Islands, 1982-04-02": (
        "1982-04-02", "ARG", "GBR", "Falkland Islands"),
}  # fmt: skip
GOALS = (
    "CHN obliged to fight USA", "USA discretionary against RUS", "SAU obliged to fight IRN",
    "EGY obliged to fight ISR", "RUS obliged to fight USA", "BRA discretionary against USA",
)  # fmt: skip
DAY = "2025-06-01"


def milliseconds(run: Callable[[], object], times: int) -> list[float]:
    out = []
    for _ in range(times):
        start = time.process_time()
        run()
        out.append(1000 * (time.process_time() - start))
    return out


def show(name: str, values: list[float]) -> None:
    values = sorted(values)
    worst = values[int(0.95 * (len(values) - 1))]
    print(f"{name:64} {statistics.median(values):8.2f} ms   95 %: {worst:8.2f} ms", flush=True)


def load() -> None:
    """A fresh process each time; the first may have to fill the cache."""
    took = []
    for _ in range(8):
        command = [sys.executable, "-c", LOAD]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        took.append([float(word) for word in done.stdout.split()])
    show("load the book from the cache", [row[0] for row in took[1:]])
    show("the same with its imports, in a fresh process", [row[1] for row in took[1:]])


def events() -> None:
    from casus.ask import Occurrence, World

    for name, (day, attacker, target, place) in EVENTS.items():
        details = {"place": place} if place else {}
        event = Occurrence.attack(attacker, target, **details)
        for policy, rounds in (("strict", "one round"), ("escalate", "all rounds")):
            run = lambda d=day, e=event, p=policy: World(d, p).what_if(e)  # noqa: E731
            run()
            show(f"{rounds}: {name}", milliseconds(run, 40))
    supply = Occurrence.supply("RUS", "PRK", "missiles")
    show("RUS supplies missiles to PRK, 2024-09-01",
         milliseconds(lambda: World("2024-09-01").what_if(supply), 40))  # fmt: skip
    days = iter(dt.date(1950, 1, 1) + dt.timedelta(days=97 * n) for n in range(250))
    event = Occurrence.attack("FRA", "GBR")
    fresh = milliseconds(lambda: World(next(days)).what_if(event), 200)
    show("a day not asked before: FRA attacks GBR", fresh)


def each_once(times: int = 1500) -> None:
    """Pairs of a day drawn at random, all rounds, each asked once: nothing is asked again."""
    from casus.ask import Occurrence, World
    from casus.ask.known import states_on

    world = World(DAY, "escalate")
    states = states_on(world.book, world.day)
    chance = random.Random(3)
    drawn = iter([Occurrence.attack(*chance.sample(states, 2)) for _ in range(times)])
    world.what_if(Occurrence.attack("FRA", "GBR"))  # the day is looked up once
    show(f"all rounds: {times} pairs at random, {DAY}",
         milliseconds(lambda: world.what_if(next(drawn)), times))  # fmt: skip


def pairs(most: int) -> None:
    from casus.ask import Occurrence, World
    from casus.ask.known import states_on

    world = World(DAY)
    whole = list(itertools.permutations(states_on(world.book, world.day), 2))
    chosen = whole
    if most < len(whole):
        chosen = random.Random(1).sample(whole, most)
    findings = 0
    start = time.process_time()
    for attacker, target in chosen:
        findings += len(world.what_if(Occurrence.attack(attacker, target)).findings)
    took = time.process_time() - start
    told = f"{len(chosen)} of the {len(whole)} directed pairs, {DAY}"
    each = took / len(chosen)
    print(f"{told:64} {took:8.1f} s    {1000 * each:.2f} ms each, {findings} findings; "
          f"all: {each * len(whole):.1f} s", flush=True)  # fmt: skip


def routes() -> None:
    from casus.ask import Occurrence, World

    World(DAY).what_if(Occurrence.attack("FRA", "GBR"))  # the day is looked up once
    for size, times in ((1, 5), (2, 3), (3, 1)):
        for goal in GOALS:
            event = Occurrence.of("abduce", goal=goal, constraints={"max_size": size})
            found = World(DAY).what_if(event)
            took = milliseconds(lambda e=event: World(DAY).what_if(e), times)
            bounded = ", bounded" if found.notes and found.minimal_sets else ""
            show(f"routes up to {size}: {goal} ({len(found.minimal_sets or ())}{bounded})", took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10**9, metavar="N")
    given = parser.parse_args()
    load()
    events()
    each_once()
    pairs(given.pairs)
    routes()


if __name__ == "__main__":
    main()
