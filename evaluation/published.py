"""Published values beside ours: `python evaluation/published.py`.

What rests on the reference data (`$CASUS_SHARED/data`, or `shared` beside the repository) is left
out without them, and said to be.
"""

from __future__ import annotations

import csv
import itertools
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))

STATES_1816 = (2, 200, 210, 220, 225, 230, 235, 245, 255, 267, 269, 271, 273, 275, 300, 325, 327,
               329, 337, 365, 380, 390, 640)  # fmt: skip
"""The members of the state system of 1816."""
PACTS_1816 = (
    (200, 235),  # Britain and Portugal
    (245, 255, 267, 269, 271, 273, 275, 300),  # the German Confederation
    (200, 255, 300, 365),  # the Quadruple Alliance
)


@dataclass(frozen=True)
class Value:
    """One published value and ours; `digits` after the point were printed."""

    what: str
    published: float
    ours: float | None
    digits: int
    source: str

    @property
    def met(self) -> bool:
        """Whether ours is the published one at the printed digits."""
        return self.ours is not None and abs(self.ours - self.published) < 0.5 * 10**-self.digits


def portfolios() -> Iterator[Value]:
    """Germany and Russia 1914, after the portfolios that Signorino and Ritter print; tau-b of 1816;
    votes of 1946."""
    from casus.blocs.portfolio import of_ties
    from casus.blocs.similarity import alignment, cohen_kappa, crosstab, s_score

    germany = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
    russia = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    table = crosstab(germany, russia, n_levels=4)
    for name, published, measure, digits, source in (
        ("S", 0.4, s_score, 6, "Signorino & Ritter 1999, table 6"),
        ("kappa", -0.07758621, cohen_kappa, 8, "fpsim, documentation"),
        ("A", -0.04, alignment, 6, "fpsim, documentation"),
    ):
        ours = float(measure(table))
        yield Value(f"{name}, Germany and Russia 1914", published, ours, digits, source)
    ties = [(a, b, 3) for pact in PACTS_1816 for a, b in itertools.combinations(pact, 2)]
    held = of_ties(STATES_1816, ties)
    for state, published, digits in (
        (210, -0.0658, 4), (225, -0.0455, 4), (235, -0.0658, 4), (255, -0.187, 3), (269, -0.156, 3),
    ):  # fmt: skip
        ours_ = held.compare(2, state)["tau_b"]
        yield Value(f"tau-b, 2 and {state} 1816", published, ours_, digits, "Miller 2021")
    one_more = of_ties(STATES_1816, [*ties, (200, 210, 3)]).compare(2, 210)["tau_b"]
    yield Value("the same, 210 with one ally", -0.0658, one_more, 4, "Miller 2021")
    from casus.sources.shelf import Shelf
    from casus.sources.voting import VotesBuilder

    if (SHARED / "data").is_dir():
        votes = VotesBuilder(Shelf.open(SHARED / "data")).of(1946)
        found = votes.compare(2, 70)["kappa_sq"]
        yield Value("kappa, votes of USA and Mexico 1946", -0.01222707, found, 8, "fpsim")


def carbon_60() -> list[tuple[str, str, int]]:
    """The truncated icosahedron, every tie hostile: a node for each end of each edge of the
    icosahedron, tied along the edge and to the next ends around each corner."""
    golden = (1 + math.sqrt(5)) / 2
    corners = [
        tuple(point[(i + turn) % 3] for i in range(3))
        for turn in range(3)
        for y, z in itertools.product((1, -1), (golden, -golden))
        for point in ((0.0, float(y), z),)
    ]
    near = {
        i: [j for j in range(12) if j != i and math.dist(corners[i], corners[j]) < 2.01]
        for i in range(12)
    }
    ties = set()
    for i, around in near.items():
        for j in around:
            ties.add(frozenset(((i, j), (j, i))))
            ties.update(frozenset(((i, j), (i, k))) for k in around if k in near[j])
    return [(str(u), str(v), -1) for u, v in map(sorted, ties)]


def balance() -> Iterator[Value]:
    """Networks with a printed optimum."""
    from casus.blocs import SignedNetwork, frustration, read_edges
    from casus.blocs.triangles import triangles

    six = read_edges(ROOT / "examples" / "networks" / "six-powers-1907.csv")
    yield Value("share of balanced triangles, six powers 1907", 1, triangles(six).degree, 6,
                "Antal, Krapivsky & Redner 2006")  # fmt: skip
    eight = SignedNetwork.of((str(i), str(j), -1) for i in range(8) for j in range(i))
    yield Value("L, eight enemies", 12, frustration(eight).optimum, 0, "n(n-1)/2 - floor(n²/4)")
    carbon = frustration(SignedNetwork.of(carbon_60()))
    yield Value("L, C60 all hostile", 12, carbon.optimum, 0, "Došlić & Vukičević 2007")
    tribes = SHARED / "data" / "balance" / "edges" / "tribes.csv"
    if tribes.is_file():
        network = read_edges(tribes)
        two, many = frustration(network), frustration(network, "any")
        yield Value("L, tribes of Gahuku-Gama", 7, two.optimum, 0, "signnet, paper")
        yield Value("the same, three blocs or more", 2, many.optimum, 0, "signnet, paper")


def coalitions() -> Iterator[Value]:
    """The landscape of Axelrod and Furnas (2016)."""
    from casus.blocs.landscape import landscape

    folder = SHARED / "data" / "balance" / "landscape"
    if not folder.is_dir():
        return
    with (folder / "isis2016_base_actors.csv").open(encoding="utf-8", newline="") as file:
        size = {row[0]: float(row[1]) for row in list(csv.reader(file))[1:]}
    with (folder / "isis2016_base_propensity.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    pull = {(min(a, b), max(a, b)): float(p) for a, b, p in rows}
    found = landscape(size, pull)
    yield Value("energy, Syria 2016", -83200, found.lowest, 0, "Axelrod & Furnas 2016")
    yield Value("its local minima", 1, len(found.rests), 0, "Axelrod & Furnas 2016")


def values() -> Iterator[Value]:
    """All of them."""
    yield from portfolios()
    yield from balance()
    yield from coalitions()


def main() -> None:
    found = list(values())
    for one in found:
        ours = "–" if one.ours is None else f"{one.ours:.{one.digits}f}"
        print(f"{one.what:46} {one.published:>12.{one.digits}f} {ours:>12}  "
              f"{'equal' if one.met else 'DIFFERS'}  {one.source}")  # fmt: skip
    print(f"{sum(one.met for one in found)} of {len(found)} equal at the printed digits")
    if not (SHARED / "data").is_dir():
        print(f"no reference data at {SHARED / 'data'}: votes, tribes and Syria are left out")


if __name__ == "__main__":
    main()
