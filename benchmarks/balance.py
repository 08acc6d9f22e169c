"""How fast networks are certified. `python benchmarks/balance.py [--seconds 60]`.

The networks of the reference data (`$CASUS_SHARED/data/balance`, or `shared` beside the repository)
for two blocs and for any number, whose side is open, and large networks: made ones with about
14,000 ties, and votes in the General Assembly. Two networks are solved at a time, one a core.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

SHARED = Path(os.environ.get("CASUS_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def certify(path: str) -> tuple[str, dict[str, int], dict[str, float], float]:
    """The optima of a file, the seconds of each, and the longest search for open sides."""
    from casus.blocs import frustration, read_edges, undetermined

    network = read_edges(path)
    optima, seconds, longest = {}, {}, 0.0
    for kind in ("2", "any"):
        found = frustration(network, kind, 60.0)
        optima[kind] = found.optimum if found.proven else -1
        seconds[kind] = found.seconds
        began = time.perf_counter()
        undetermined(found)
        longest = max(longest, time.perf_counter() - began)
    return Path(path).stem, optima, seconds, longest


def optimum_only(path: str) -> tuple[int, int]:
    """The two optima of a file, -1 where one is not proven."""
    from casus.blocs import frustration, read_edges

    network = read_edges(path)
    two, many = (frustration(network, kind, 60.0) for kind in ("2", "any"))
    return (two.optimum if two.proven else -1, many.optimum if many.proven else -1)


def reference() -> None:
    folder = SHARED / "data" / "balance"
    if not folder.is_dir():
        print(f"no reference networks at {folder}: left out")
        return
    with (folder / "optima.csv").open(encoding="utf-8", newline="") as file:
        known = {row["network"]: row for row in csv.DictReader(file)}
    paths = [str(folder / "edges" / f"{name}.csv") for name in known]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(optimum_only, paths[:2]))  # imports are not counted
        began = time.perf_counter()
        answers = list(pool.map(optimum_only, paths, chunksize=4))
        whole = time.perf_counter() - began
        details = list(pool.map(certify, paths, chunksize=4))
    met = sum(
        (int(row["L2_opt"]), int(row["weak_opt"])) == answer
        for row, answer in zip(known.values(), answers, strict=True)
    )
    windows = [d for d in details if d[0].startswith("cow_")]
    print(f"{len(paths)} networks, two blocs and any number: {whole:.1f} s on two cores; "
          f"{met} of {len(paths)} certified and as known")  # fmt: skip
    spent = sum(sum(d[2].values()) for d in windows)
    print(f"  {len(windows)} windows of four years: {spent:.1f} s of searching, one after another")
    name, _, _, longest = max(details, key=lambda d: d[3])
    print(f"  open sides: at most {longest:.2f} s a network ({name})")


def duties_and_disputes() -> None:
    """Each year's network: friends by a defence duty of ATOP 5.1, foes by a dispute of COW MID 5.0;
    a pair with both is hostile. Two blocs, any number, and whose side is open."""
    names = ("atop_5.1_directed_dyad_year.parquet", "cow_mid_directed_dyad_year_5.0.csv")
    paths = [SHARED / "data" / name for name in names]
    if not all(path.is_file() for path in paths):
        print(f"no alliances and disputes at {SHARED / 'data'}: left out")
        return
    import duckdb

    rows = duckdb.execute(
        "SELECT year, least(ccode1, ccode2) a, greatest(ccode1, ccode2) b, min(sign) FROM ("
        "SELECT year, ccode1, ccode2, 1 AS sign FROM read_parquet($1) WHERE atop_defense = 1 "
        "UNION ALL SELECT year, ccode1, ccode2, -1 FROM read_csv($2)) "
        "WHERE ccode1 <> ccode2 GROUP BY ALL ORDER BY ALL",
        [str(path) for path in paths],
    ).fetchall()
    networks: dict[int, list[tuple[str, str, int]]] = {}
    for year, a, b, sign in rows:
        networks.setdefault(year, []).append((str(a), str(b), sign))
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        done = list(pool.map(both, networks.values(), chunksize=4))
    whole = time.perf_counter() - began
    n_proven = sum(proven for proven, _ in done)
    slowest = max(longest for _, longest in done)
    most = max(map(len, networks.values()))
    print(f"duties and disputes, {min(networks)}–{max(networks)}: {len(networks)} networks, "
          f"up to {most} ties, two blocs and any number with open sides")  # fmt: skip
    print(f"  {whole:.1f} s on two cores; {n_proven} of {len(networks)} certified; "
          f"open sides at most {slowest:.2f} s")  # fmt: skip


def both(ties: list[tuple[str, str, int]]) -> tuple[bool, float]:
    """Whether both optima are proven, and the longest search for open sides."""
    from casus.blocs import SignedNetwork, frustration, undetermined

    network = SignedNetwork.of(ties)
    proven, longest = True, 0.0
    for kind in ("2", "any"):
        found = frustration(network, kind, 60.0)
        proven = proven and found.proven
        began = time.perf_counter()
        undetermined(found)
        longest = max(longest, time.perf_counter() - began)
    return proven, longest


def scale_free(n: int, m: int, hostile_share: float, seed: int) -> list[tuple[str, str, int]]:
    """Few nodes with many ties, many with few; hostile ties at random."""
    rng = np.random.default_rng(seed)
    weight = np.arange(1, n + 1) ** -0.75
    weight /= weight.sum()
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < m:
        ends = rng.choice(n, size=(4000, 2), p=weight)
        for i, j in np.sort(ends, axis=1).tolist():
            if i != j and len(pairs) < m:
                pairs[i, j] = None
    hostile = rng.random(m) < hostile_share
    return [
        (f"n{i:05}", f"n{j:05}", -1 if h else 1) for (i, j), h in zip(pairs, hostile, strict=True)
    ]


def camps(n: int, m: int, noise: float, seed: int) -> list[tuple[str, str, int]]:
    """Two camps, friendly within and hostile between, with a share of ties turned."""
    rng = np.random.default_rng(seed)
    camp = rng.integers(0, 2, n)
    every = np.array(list(itertools.combinations(range(n), 2)))
    chosen = every[rng.choice(len(every), m, replace=False)]
    signs = np.where(camp[chosen[:, 0]] == camp[chosen[:, 1]], 1, -1)
    signs *= np.where(rng.random(m) < noise, -1, 1)
    return [
        (f"n{i:04}", f"n{j:04}", int(s)) for (i, j), s in zip(chosen.tolist(), signs, strict=True)
    ]


def votes(year: int) -> list[tuple[str, str, int]]:
    """States that agree in the General Assembly more than three fifths of all pairs do are friends,
    those that agree less than an eighth do, foes; the others have no tie."""
    import duckdb

    data = SHARED / "data"
    rows = duckdb.execute(
        "SELECT country_code, rcid, vote FROM read_parquet($votes) v JOIN read_csv($calls) c "
        "USING (rcid) WHERE year(c.date::DATE) = $year AND country_code IS NOT NULL",
        {"votes": str(data / "unga_votes_unvotes_0.3.0.parquet"),
         "calls": str(data / "unga_roll_calls_unvotes_0.3.0.csv"), "year": year},
    ).fetchall()  # fmt: skip
    states, calls = (sorted({row[n] for row in rows}) for n in (0, 1))
    table = np.full((len(states), len(calls)), np.nan)
    for state, call, vote in rows:
        table[states.index(state), calls.index(call)] = {"yes": 1, "abstain": 2, "no": 3}[vote]
    agreement = {}
    for i, j in itertools.combinations(range(len(states)), 2):
        apart = np.abs(table[i] - table[j])
        if (~np.isnan(apart)).sum() >= 20:
            agreement[i, j] = 1 - np.nanmean(apart)
    low, high = np.quantile(list(agreement.values()), [0.125, 0.4])
    return [(states[i], states[j], 1 if value >= high else -1)
            for (i, j), value in agreement.items() if value >= high or value <= low]  # fmt: skip


def large(seconds: float) -> None:
    from casus.blocs import SignedNetwork, frustration

    cases = {
        "few hubs, 9 % hostile": lambda: scale_free(3783, 14_100, 0.09, 1),
        "few hubs, 15 % hostile": lambda: scale_free(3783, 14_100, 0.15, 1),
        "two camps, 5 % turned": lambda: camps(600, 14_000, 0.05, 2),
        "two camps, 10 % turned": lambda: camps(600, 14_000, 0.10, 2),
    }
    if (SHARED / "data" / "unga_votes_unvotes_0.3.0.parquet").is_file():
        cases |= {f"votes {year}": lambda year=year: votes(year) for year in (1965, 1985, 2019)}
    for name, make in cases.items():
        network = SignedNetwork.of(make())
        for kind in ("2", "any"):
            began = time.process_time()
            found = frustration(network, kind, seconds)
            spent = time.process_time() - began
            what = "certified" if found.proven else f"not certified, at least {found.bound}"
            print(f"{name:24} n {len(network.nodes):5} m {len(network.edges):6} blocs {kind:3}: "
                  f"{found.optimum:5} {what}, {found.seconds:.1f} s, {spent:.1f} s of a core",
                  flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for each large network")
    given = parser.parse_args()
    from casus.blocs import warm

    print(f"linear programs {'kept by highspy' if warm.AVAILABLE else 'by SciPy alone'}")
    reference()
    duties_and_disputes()
    large(given.seconds)


if __name__ == "__main__":
    main()
