"""What chance gives: the same ties with their signs dealt anew, each node keeping its numbers.

A shuffle turns the signs around closed walks whose edges are by turns friendly and hostile: every
node on the way loses a friend and gains one, loses a foe and gains one. So each keeps how many
friendly and how many hostile ties it has, and the ties stay where they are. A walk is drawn by
taking, at each node, any edge of the sign that is due; it is dropped where it repeats an edge. The
way back is drawn with the same chance, so in the long run every dealing that can be reached is
equally likely.

What it cannot tell: where few dealings can be reached (hardly any hostile ties, or all of them at
one node) the null says nothing, and `moved` shows it. It holds the ties themselves as given:
whether there would be as many is not asked. A small share of shuffles at or below what was observed
says that the signs are arranged, not by whom or why.

References: S. Maslov, K. Sneppen (2002), Specificity and stability in topology of protein networks,
Science 296 (degree-preserving nulls); R. Singh, B. Adhikari (2017), Measuring the balance of signed
networks and its application to sign prediction, Journal of Statistical Mechanics 063302.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork

_WALKS_AN_EDGE: Final = 4
"""So many walks an edge are drawn for one shuffle."""
_STEPS: Final = 200
"""A walk that does not close within so many steps is dropped."""


@dataclass(frozen=True, slots=True)
class Null:
    """A statistic beside its values in shuffled networks.

    `at_most` and `at_least` are the shares of shuffles, the observed network counted as one, whose
    value is at most or at least the observed; `moved` is the mean share of edges whose sign was
    another than observed.
    """

    observed: float
    values: tuple[float, ...]
    moved: float

    @property
    def mean(self) -> float:
        """The mean over the shuffles."""
        return float(np.mean(self.values))

    @property
    def at_most(self) -> float:
        """The share at or below the observed value."""
        return (1 + sum(v <= self.observed + 1e-12 for v in self.values)) / (1 + len(self.values))

    @property
    def at_least(self) -> float:
        """The share at or above the observed value."""
        return (1 + sum(v >= self.observed - 1e-12 for v in self.values)) / (1 + len(self.values))

    @property
    def tells(self) -> bool:
        """Whether enough signs moved for the null to say anything: one in a hundred, and the
        values differ."""
        return self.moved >= 0.01 and len({*self.values, self.observed}) > 1


def shuffled(network: SignedNetwork, rng: np.random.Generator) -> SignedNetwork:
    """The network with its signs dealt anew; each node keeps its friends' and foes' numbers.

    >>> from casus.blocs import SignedNetwork
    >>> net = SignedNetwork.of([("a", "b", 1), ("b", "c", -1), ("c", "d", 1), ("a", "d", -1)])
    >>> sorted(s for *_, s in shuffled(net, np.random.default_rng(1)).edges)
    [-1, -1, 1, 1]
    """
    signs = [sign for *_, sign in network.edges]
    # the edges of each sign at each node
    at: list[dict[int, list[int]]] = [{1: [], -1: []} for _ in network.nodes]
    for k, (u, v, sign) in enumerate(network.edges):
        at[u][sign].append(k)
        at[v][sign].append(k)
    if -1 not in signs or 1 not in signs:
        return network
    n_walks = _WALKS_AN_EDGE * len(signs)
    starts = rng.integers(0, len(network.nodes), n_walks)
    firsts = rng.integers(0, 2, n_walks)
    for start, first in zip(starts.tolist(), firsts.tolist(), strict=True):
        loop = _loop(network, at, start, 1 if first else -1, rng)
        for k in loop:
            u, v, _ = network.edges[k]
            for node in (u, v):
                at[node][signs[k]].remove(k)
                at[node][-signs[k]].append(k)
            signs[k] = -signs[k]
    return network.with_signs(signs)


def _loop(network: SignedNetwork, at: list[dict[int, list[int]]], node: int, due: int,
          rng: np.random.Generator) -> list[int]:  # fmt: skip
    """The edges of a closed alternating walk found from a node; empty where none was."""
    left = {(node, due): 0}
    taken: list[int] = []
    used: set[int] = set()
    while len(taken) < _STEPS:
        choice = at[node][due]
        if not choice:
            return []
        k = choice[int(rng.random() * len(choice))]
        if k in used:
            return []
        used.add(k)
        taken.append(k)
        u, v, _ = network.edges[k]
        node, due = (v if node == u else u), -due
        if (node, due) in left:
            return taken[left[node, due] :]
        left[node, due] = len(taken)
    return []


def compare(network: SignedNetwork, statistic: Callable[[SignedNetwork], float | None],
            n_shuffles: int, rng: np.random.Generator) -> Null | None:  # fmt: skip
    """A statistic of the network beside its values in shuffles; None where it has no value.

    >>> from casus.blocs import SignedNetwork
    >>> from casus.blocs.triangles import triangles
    >>> net = SignedNetwork.of([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)])
    >>> found = compare(net, lambda n: triangles(n).degree, 20, np.random.default_rng(1))
    >>> found.observed, found.tells  # one triangle: nothing can move
    (1.0, False)
    """
    observed = statistic(network)
    if observed is None:
        return None
    before = np.array([sign for *_, sign in network.edges])
    values: list[float] = []
    moved = 0.0
    other = network
    for _ in range(n_shuffles):
        other = shuffled(other, rng)
        value = statistic(other)
        if value is None:  # the ties are the same: a value there is a value here
            return None
        values.append(value)
        moved += float(np.mean(before != np.array([sign for *_, sign in other.edges])))
    return Null(observed, tuple(values), moved / n_shuffles) if n_shuffles else None
