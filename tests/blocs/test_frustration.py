"""The frustration index and the open sides against counting every division of small networks."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.blocs import SignedNetwork, frustration, read_edges, undetermined

KINDS = ("2", "any")


@st.composite
def networks(draw: st.DrawFn) -> SignedNetwork:
    n = draw(st.integers(2, 7))
    names = "abcdefg"[:n]
    pairs = list(itertools.combinations(names, 2))
    signs = draw(st.lists(st.sampled_from([0, 1, -1]), min_size=len(pairs), max_size=len(pairs)))
    return SignedNetwork.of(
        ((u, v, s) for (u, v), s in zip(pairs, signs, strict=True) if s), nodes=names
    )


def divisions(n: int, kind: str) -> Iterator[tuple[int, ...]]:
    """Every division of n nodes, without those that only number the blocs otherwise."""
    out: list[int] = []

    def place(i: int, n_blocs: int) -> Iterator[tuple[int, ...]]:
        if i == n:
            yield tuple(out)
            return
        for bloc in range(min(n_blocs + 1, 2 if kind == "2" else n)):
            out.append(bloc)
            yield from place(i + 1, max(n_blocs, bloc + 1))
            out.pop()

    return place(0, 0)


def cost(network: SignedNetwork, division: tuple[int, ...]) -> int:
    return sum((division[u] != division[v]) == (sign > 0) for u, v, sign in network.edges)


def optima(network: SignedNetwork, kind: str) -> tuple[int, list[tuple[int, ...]]]:
    found = [(cost(network, d), d) for d in divisions(len(network.nodes), kind)]
    least = min(c for c, _ in found)
    return least, [d for c, d in found if c == least]


def classes_of(n: int, joined: list[tuple[int, int]]) -> list[set[int]]:
    out = [{i} for i in range(n)]
    for u, v in joined:
        one = next(c for c in out if u in c)
        other = next(c for c in out if v in c)
        if one is not other:
            out.remove(other)
            one |= other
    return out


def open_sides(network: SignedNetwork, kind: str) -> tuple[str, ...]:
    """By the definition, over every best division."""
    _, best = optima(network, kind)
    n = len(network.nodes)
    loose: set[int] = set()
    if kind == "2":
        alike = [(i, j) for i, j in itertools.combinations(range(n), 2)
                 if len({d[i] ^ d[j] for d in best}) == 1]  # fmt: skip
        for group in network.components():
            members = [c for c in classes_of(n, alike) if c & set(group)]
            largest = max(map(len, members))
            core = [c for c in members if len(c) == largest]
            loose |= set(group) - (core[0] if len(core) == 1 else set())
        loose -= {g[0] for g in network.components() if len(g) == 1}
    else:
        stance = {(u, v): {d[u] == d[v] for d in best} for u, v, _ in network.edges}
        held = classes_of(n, [pair for pair, seen in stance.items() if seen == {True}])
        for (u, v), seen in stance.items():
            one, other = (next(c for c in held if i in c) for i in (u, v))
            if len(seen) == 2 and one is not other:
                least = min(len(one), len(other))
                loose |= {i for c in (one, other) if len(c) == least for i in c}
    return tuple(network.nodes[i] for i in sorted(loose))


@pytest.mark.parametrize("kind", KINDS)
@given(network=networks())
@settings(max_examples=120, deadline=None)
def test_the_index_is_the_least_over_all_divisions(kind: str, network: SignedNetwork) -> None:
    least, _ = optima(network, kind)
    found = frustration(network, kind)  # type: ignore[arg-type]
    assert (found.optimum, found.bound, found.proven) == (least, least, True)
    division = tuple(found.blocs[name] for name in network.nodes)
    assert cost(network, division) == least
    assert len(found.frustrated) == least
    assert kind == "any" or set(division) <= {1, 2}


@pytest.mark.parametrize("kind", KINDS)
@given(network=networks())
@settings(max_examples=120, deadline=None)
def test_open_sides_are_those_that_best_divisions_leave_open(
    kind: str, network: SignedNetwork
) -> None:
    found = frustration(network, kind)  # type: ignore[arg-type]
    assert undetermined(found) == open_sides(network, kind)


@given(network=networks(), turned=st.sets(st.integers(0, 6)))
@settings(max_examples=60, deadline=None)
def test_turning_the_signs_around_nodes_changes_nothing(
    network: SignedNetwork, turned: set[int]
) -> None:
    """Switching: hostile for friendly on every edge that leaves a set of nodes."""
    signs = [s * (-1 if (u in turned) != (v in turned) else 1) for u, v, s in network.edges]
    assert frustration(network).optimum == frustration(network.with_signs(signs)).optimum


@given(network=networks())
@settings(max_examples=60, deadline=None)
def test_more_blocs_never_cost_more(network: SignedNetwork) -> None:
    assert frustration(network, "any").optimum <= frustration(network, "2").optimum


@pytest.mark.parametrize("n", [3, 4, 5, 6, 7, 8])
def test_enemies_all_around(n: int) -> None:
    """All hostile: n(n-1)/2 - floor(n²/4), and nobody's side is settled from n = 3 on."""
    names = [f"s{i}" for i in range(n)]
    network = SignedNetwork.of((u, v, -1) for u, v in itertools.combinations(names, 2))
    found = frustration(network)
    assert found.optimum == n * (n - 1) // 2 - n * n // 4
    assert undetermined(found) == tuple(names)
    assert frustration(network, "any").optimum == 0


def test_two_camps_with_noise_come_apart_again() -> None:
    rng = np.random.default_rng(7)
    camp = rng.integers(0, 2, 80)
    ties = []
    for i, j in itertools.combinations(range(80), 2):
        if rng.random() < 0.2:
            sign = 1 if camp[i] == camp[j] else -1
            ties.append((f"n{i:02}", f"n{j:02}", -sign if rng.random() < 0.05 else sign))
    found = frustration(SignedNetwork.of(ties))
    assert found.proven
    sides = [found.blocs[f"n{i:02}"] - 1 for i in range(80)]
    assert len({side ^ int(c) for side, c in zip(sides, camp, strict=True)}) == 1


def test_a_search_without_time_says_so() -> None:
    rng = np.random.default_rng(1)
    network = SignedNetwork.of(
        (f"n{i:02}", f"n{j:02}", int(rng.choice([-1, 1])))
        for i, j in itertools.combinations(range(40), 2)
    )
    found = frustration(network, seconds=1e-6)
    assert not found.proven
    assert found.bound < found.optimum
    assert found.gap == found.optimum - found.bound
    division = tuple(found.blocs[name] for name in network.nodes)
    assert cost(network, division) == found.optimum
    assert undetermined(found, 1.0) == network.nodes


def test_blocs_are_numbered_by_size() -> None:
    ties = [("a", "b", 1), ("b", "c", 1), ("d", "e", 1), ("c", "d", -1), ("e", "f", -1)]
    assert frustration(SignedNetwork.of(ties), "any").blocs == {
        "a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3
    }  # fmt: skip
    assert frustration(SignedNetwork.of(ties)).blocs == {
        "a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 1
    }  # fmt: skip


def test_certified_optima_are_met_and_proven(shared: Path) -> None:
    from casus.blocs.triangles import triangles

    path = shared / "data" / "balance" / "optima.csv"
    if not path.is_file():
        pytest.skip(f"no optima at {path}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missed = []
    for row in rows:
        network = read_edges(shared / "data" / "balance" / "edges" / f"{row['network']}.csv")
        assert len(network.nodes) == int(row["n"])
        assert len(network.components()) == int(row["components"])
        census = triangles(network)
        assert (census.n_all, census.n_balanced) == (
            int(row["triangles"]), int(row["balanced_triangles"])
        )  # fmt: skip
        two, many = frustration(network), frustration(network, "any")
        if (two.optimum, two.proven) != (int(row["L2_opt"]), True):
            missed.append(f"{row['network']}: two blocs {two.optimum}, not {row['L2_opt']}")
        if (many.optimum, many.proven) != (int(row["weak_opt"]), True):
            missed.append(f"{row['network']}: any number {many.optimum}, not {row['weak_opt']}")
        assert two.by_edges == pytest.approx(float(row["norm_F"]), abs=1e-6)
    assert missed == []
    assert len(rows) >= 40
