"""Measures against values counted by hand, their definitions, and published ones."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.blocs import SignedNetwork, frustration
from casus.blocs.cross import cross_ties
from casus.blocs.dynamics import factions
from casus.blocs.landscape import landscape
from casus.blocs.modularity import modularity
from casus.blocs.null import compare, shuffled
from casus.blocs.polarization import bloc_polarization, maximal_cliques, network_polarization
from casus.blocs.segregation import segregation
from casus.blocs.triangles import triangles
from casus.errors import BadNetwork

NAMES = "abcdefgh"
PAIRS = list(itertools.combinations(NAMES, 2))


@st.composite
def networks(draw: st.DrawFn) -> SignedNetwork:
    signs = draw(st.lists(st.sampled_from([0, 1, -1]), min_size=len(PAIRS), max_size=len(PAIRS)))
    return SignedNetwork.of(
        ((u, v, s) for (u, v), s in zip(PAIRS, signs, strict=True) if s), nodes=NAMES
    )


def signed_degrees(network: SignedNetwork) -> list[tuple[int, int]]:
    return [
        (sum(s > 0 for s in ties.values()), sum(s < 0 for s in ties.values()))
        for ties in network.neighbours()
    ]


@given(network=networks(), seed=st.integers(0, 99))
@settings(max_examples=80, deadline=None)
def test_a_shuffle_keeps_ties_and_how_many_friends_and_foes_each_has(
    network: SignedNetwork, seed: int
) -> None:
    other = shuffled(network, np.random.default_rng(seed))
    assert [(u, v) for u, v, _ in other.edges] == [(u, v) for u, v, _ in network.edges]
    assert signed_degrees(other) == signed_degrees(network)
    again = shuffled(network, np.random.default_rng(seed))
    assert again.edges == other.edges


def test_shuffles_reach_every_dealing_equally_often() -> None:
    names = "abcde"
    ring = {frozenset(p) for p in ("ab", "bc", "cd", "de", "ea")}
    network = SignedNetwork.of(
        (u, v, 1 if {u, v} in ring else -1) for u, v in itertools.combinations(names, 2)
    )
    # two friends and two foes each among five: the friends form one of 12 rings
    rng = np.random.default_rng(3)
    seen: dict[tuple[int, ...], int] = {}
    other = network
    for _ in range(2400):
        other = shuffled(other, rng)
        key = tuple(s for *_, s in other.edges)
        seen[key] = seen.get(key, 0) + 1
    assert len(seen) == 12
    assert min(seen.values()) > 120
    assert max(seen.values()) < 290


def test_two_camps_are_less_frustrated_than_their_shuffles() -> None:
    rng = np.random.default_rng(5)
    ties = [(f"n{i:02}", f"n{j:02}", 1 if i % 2 == j % 2 else -1)
            for i, j in itertools.combinations(range(24), 2) if rng.random() < 0.4]  # fmt: skip
    network = SignedNetwork.of(ties)
    found = compare(network, lambda n: frustration(n).optimum, 30, np.random.default_rng(1))
    assert found is not None
    assert found.tells
    assert found.observed == 0
    assert found.at_most == pytest.approx(1 / 31)
    assert found.mean > 10


def test_a_null_that_cannot_move_says_so() -> None:
    network = SignedNetwork.of([("a", "b", 1), ("b", "c", 1), ("c", "d", -1)])
    found = compare(network, lambda n: frustration(n).optimum, 10, np.random.default_rng(1))
    assert found is not None
    assert not found.tells
    assert compare(network, lambda n: triangles(n).degree, 10, np.random.default_rng(1)) is None


def test_cross_ties_of_the_best_division_are_the_frustrated_ones() -> None:
    ties = [("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", 1), ("b", "d", -1)]
    network = SignedNetwork.of(ties)
    found = frustration(network)
    crossed = cross_ties(network, found.blocs)
    assert len(crossed.friendly_across) + len(crossed.hostile_within) == found.optimum
    assert crossed.share == found.optimum / 5
    assert cross_ties(SignedNetwork.of([], nodes=["a"]), {"a": 1}).share is None


def test_segregation_by_hand() -> None:
    names = "abcd"
    blocs = {"a": 1, "b": 1, "c": 2, "d": 2}
    apart = segregation(SignedNetwork.of([("a", "b", 1), ("c", "d", 1)]), blocs)
    assert (apart.freeman, apart.e_i) == (1.0, -1.0)
    mixed = segregation(
        SignedNetwork.of((u, v, 1) for u, v in itertools.combinations(names, 2)), blocs
    )
    assert mixed.freeman == pytest.approx(0.0)
    assert mixed.e_i == pytest.approx((4 - 2) / 6)
    none = segregation(SignedNetwork.of([("a", "b", -1)]), blocs)
    assert (none.freeman, none.e_i) == (None, None)


@given(network=networks(), blocs=st.lists(st.integers(0, 3), min_size=8, max_size=8))
@settings(max_examples=80, deadline=None)
def test_modularity_by_its_formula(network: SignedNetwork, blocs: list[int]) -> None:
    w = np.zeros((8, 8))
    for u, v, sign in network.edges:
        w[u, v] = w[v, u] = sign
    if not network.edges:
        assert modularity(network, dict.fromkeys(NAMES, 0)) is None
        return
    plus, minus = np.maximum(w, 0), np.maximum(-w, 0)
    total = 0.0
    for i, j in itertools.product(range(8), repeat=2):
        if blocs[i] == blocs[j]:
            expected = 0.0
            if plus.sum():
                expected += plus[i].sum() * plus[j].sum() / plus.sum()
            if minus.sum():
                expected -= minus[i].sum() * minus[j].sum() / minus.sum()
            total += w[i, j] - expected
    found = modularity(network, dict(zip(NAMES, blocs, strict=True)))
    assert found == pytest.approx(total / np.abs(w).sum())


@given(network=networks())
@settings(max_examples=60, deadline=None)
def test_cliques_are_complete_and_cannot_grow(network: SignedNetwork) -> None:
    friends = [{o for o, s in ties.items() if s > 0} for ties in network.neighbours()]
    found = list(maximal_cliques(network))
    by_definition = {
        frozenset(c)
        for r in range(1, 9)
        for c in itertools.combinations(range(8), r)
        if all(b in friends[a] for a, b in itertools.combinations(c, 2))
        and not any(set(c) <= friends[x] for x in range(8) if x not in c)
    }
    assert len(found) == len(set(found))
    assert set(found) == by_definition


def test_polarization_at_its_ends() -> None:
    def camps(*sizes: int) -> SignedNetwork:
        nodes = [f"n{i}" for i in range(sum(sizes))]
        ties, first = [], 0
        for size in sizes:
            ties += [(u, v, 1) for u, v in itertools.combinations(nodes[first : first + size], 2)]
            first += size
        return SignedNetwork.of(ties, nodes=nodes)

    two, one, three = (network_polarization(camps(*s)) for s in ((4, 4), (8,), (3, 3, 3)))
    assert two is not None
    assert one is not None
    assert three is not None
    assert two.index == 1
    assert one.index == 0
    assert three.index == pytest.approx(4 * (1 / 3) * (2 / 3))
    hub = network_polarization(SignedNetwork.of([("a", "b", 1), ("a", "c", 1)]))
    assert hub is not None
    assert hub.overlap == pytest.approx(2 / 4)
    assert bloc_polarization({str(i): i for i in range(100)}) == 0
    assert bloc_polarization({"a": 1, "b": 1, "c": 2}) == pytest.approx(4 * (4 / 9) * (1 / 3))
    assert bloc_polarization({}) is None
    assert bloc_polarization({"a": 1, "b": 1}) == 0


def test_the_landscape_of_axelrod_and_furnas(shared: Path) -> None:
    folder = shared / "data" / "balance" / "landscape"
    if not folder.is_dir():
        pytest.skip(f"no landscape at {folder}")

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    size = {r["actor"]: float(r["strength"]) for r in rows("isis2016_base_actors.csv")}
    drawn = {(r["u"], r["v"]): float(r["propensity"]) for r in rows("isis2016_base_propensity.csv")}
    found = landscape(size, drawn)
    assert len(found.rests) == 1
    assert found.lowest == -83200
    assert ("ISIS", "Nursa", "Tur") in found.sides()


@given(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=5),
    pulls=st.lists(st.integers(-2, 2), min_size=10, max_size=10),
)
@settings(max_examples=60, deadline=None)
def test_the_rests_of_a_landscape_are_its_local_minima(sizes: list[int], pulls: list[int]) -> None:
    names = NAMES[: len(sizes)]
    size = dict(zip(names, map(float, sizes), strict=True))
    drawn = dict(zip(itertools.combinations(names, 2), map(float, pulls), strict=False))

    def energy(sides: tuple[int, ...]) -> float:
        at = dict(zip(names, sides, strict=True))
        return sum(2 * size[a] * size[b] * p for (a, b), p in drawn.items() if at[a] != at[b])

    rests = {}
    for sides in itertools.product((0, 1), repeat=len(names) - 1):
        state = (0, *sides)
        moves = [tuple(s ^ (i == j) for j, s in enumerate(state)) for i in range(len(names))]
        if all(energy(state) <= energy(m) for m in moves):
            rests[tuple(n for n, s in zip(names, state, strict=True) if s)] = energy(state)
    assert {other: e for e, other in landscape(size, drawn).rests} == rests


def test_a_landscape_names_what_is_wrong() -> None:
    with pytest.raises(BadNetwork, match="0 actors"):
        landscape({}, {})
    with pytest.raises(BadNetwork, match="two actors"):
        landscape({"a": 1}, {("a", "b"): 1})
    with pytest.raises(BadNetwork, match="twice"):
        landscape({"a": 1, "b": 1}, {("a", "b"): 1, ("b", "a"): 1})


def test_dynamics_end_in_the_camps_of_a_balanced_network() -> None:
    ties = [(u, v, 1 if (u in "abc") == (v in "abc") else -1) for u, v in PAIRS]
    network = SignedNetwork.of(ties)
    found = factions(network)
    assert found is not None
    assert {n for n, s in found.side.items() if s == 1} == set("defgh")
    assert found.time == pytest.approx(1 / 7)  # the greatest eigenvalue of 8 nodes all joined
    assert not found.contested
    assert factions(SignedNetwork.of([], nodes="ab")) is None


def test_dynamics_follow_the_law() -> None:
    """The closed form that the prediction rests on solves dX/dt = X², checked by small steps."""
    network = SignedNetwork.of(
        [("a", "b", 1), ("b", "c", 1), ("c", "d", -1), ("d", "e", 1), ("a", "c", 1), ("b", "e", 1)]
    )
    x = np.zeros((5, 5))
    for u, v, sign in network.edges:
        x[u, v] = x[v, u] = sign
    found = factions(network)
    assert found is not None
    step = found.time / 200_000
    for _ in range(199_000):
        x = x + step * (x @ x)
    sides = [found.side[name] for name in network.nodes]
    same = np.array([[1 if a == b else -1 for b in sides] for a in sides])
    assert (np.sign(x) == same).all()
