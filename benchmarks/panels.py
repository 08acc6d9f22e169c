"""How long panels and similarity of two centuries take. `python benchmarks/panels.py [DIR]`.

DIR is a folder of official files or kept data sets; without it, those of the user. Each case runs
in a process of its own: its time includes starting Python and reading the data.
"""

from __future__ import annotations

import subprocess
import sys
import time

PANEL = """
from casus.sources.panels import Panel
panel = Panel.build("directed-dyad-year", 1816, 2018, data={data})
panel = panel.{duties}.add_disputes().add_capabilities()
table = panel.arrow()
print(table.num_rows, "rows of", table.num_columns, "columns")
"""

SIMILARITY = """
from casus.blocs.similarity import MEASURES
from casus.sources.allied import AtopBuilder
from casus.sources.shelf import Shelf
made = AtopBuilder(Shelf.open({data}))
n = 0
for year in range(1816, 2019):
    held = made.of(year)
    found = held.compare_all()
    assert set(found) == set(MEASURES)
    n += len(held) * (len(held) - 1)
print(n, "directed dyad-years,", len(MEASURES), "measures")
"""

PEAK = """
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB at most")
"""


def run(name: str, code: str, data: str | None) -> None:
    filled = code.replace("{data}", repr(data)) + PEAK
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", filled], capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - start
    print(f"{name}: {seconds:.1f} s; {'; '.join(done.stdout.splitlines())}")


def main() -> None:
    from casus.sources.shelf import Shelf

    data = sys.argv[1] if len(sys.argv) > 1 else None
    shelf = Shelf.open(data)
    needed = ("atop_directed_dyad_year", "cow_nmc", "cow_states", "cow_mid_directed_dyad_year")
    if lacking := [name for name in needed if shelf.find(name) is None]:
        print(f"not measured: no data set {', '.join(lacking)}; see `casus data list --known`")
        return
    for duties, words in (("add_alliances()", "ATOP"), ("add_duties()", "the book")):
        run(f"panel with duties of {words}, disputes, capabilities",
            PANEL.replace("{duties}", duties), data)  # fmt: skip
    run("similarity of all dyad-years from ATOP", SIMILARITY, data)


if __name__ == "__main__":
    main()
