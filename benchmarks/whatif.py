"""How long the book takes to load, and a question to answer. `python benchmarks/whatif.py`."""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOAD = """
import time
start = time.perf_counter()
from casus.book import load_book
load_book()
print(1000 * (time.perf_counter() - start))
"""


def milliseconds(run: Callable[[], object], times: int) -> list[float]:
    out = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        out.append(1000 * (time.perf_counter() - start))
    return out


def show(name: str, values: list[float]) -> None:
    values = sorted(values)
    worst = values[int(0.95 * (len(values) - 1))]
    print(f"{name:58} {statistics.median(values):8.2f} ms   95 %: {worst:8.2f} ms")


def main() -> None:
    from casus.ask import Occurrence, World

    loads = [
        float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True,
                             check=True).stdout)
        for _ in range(6)
    ]  # fmt: skip
    show("import and load the book, fresh process (cached)", loads[1:])
    cases = {
        "KOR attacks PRK, 2024-06-21": ("2024-06-21", Occurrence.attack("KOR", "PRK")),
        "RUS attacks EST, 2025-06-01": ("2025-06-01", Occurrence.attack("RUS", "EST")),
        "ARG attacks GBR at the Falkland Islands, 1982-04-02": (
            "1982-04-02", Occurrence.attack("ARG", "GBR", place="Falkland Islands")),
        "RUS supplies missiles to PRK, 2024-09-01": (
            "2024-09-01", Occurrence.supply("RUS", "PRK", "missiles")),
    }  # fmt: skip
    for name, (day, event) in cases.items():
        run = lambda day=day, event=event: World(day).what_if(event)  # noqa: E731
        run()
        show(f"World and what_if: {name}", milliseconds(run, 100))
    days = iter(dt.date(1950, 1, 1) + dt.timedelta(days=97 * n) for n in range(250))
    event = Occurrence.attack("FRA", "GBR")
    fresh = milliseconds(lambda: World(next(days)).what_if(event), 200)
    show("World and what_if on a day not asked before: FRA attacks GBR", fresh)
    escalate = milliseconds(
        lambda: World("1938-09-20", "escalate").what_if(Occurrence.attack("DEU", "CSK")), 20
    )
    show("all rounds, escalate: DEU attacks CSK, 1938-09-20", escalate)
    for goal, day in (("CHN obliged to fight USA", "2025-06-01"),
                      ("USA discretionary against RUS", "2025-06-01")):  # fmt: skip
        for size in (1, 2):
            event = Occurrence.from_dict(
                {"kind": "abduce", "goal": goal, "constraints": {"max_size": size}}
            )
            show(f"routes up to {size}: {goal}, {day}",
                 milliseconds(lambda e=event, d=day: World(d).what_if(e), 3))  # fmt: skip


if __name__ == "__main__":
    main()
