"""Two-connected parts of a network: every cycle lies in one of them.

A cycle never passes a node twice, so it never crosses a cut node. What balance costs is therefore
the sum of what it costs in each part, and an optimum of the whole is any optimum of each.

Reference: J. Hopcroft, R. Tarjan (1973), Algorithm 447, Communications of the ACM 16, 372–378.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from casus.blocs.network import SignedNetwork


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part with nodes 0 … n-1 of its own.

    `nodes` and `edges` are those of the network that it was cut from; `tail`, `head` (node of the
    part) and `sign` have an entry an edge.
    """

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    sign: NDArray[np.int64]

    @property
    def n_nodes(self) -> int:
        """How many nodes the part has."""
        return len(self.nodes)

    @property
    def n_edges(self) -> int:
        """How many edges the part has."""
        return len(self.sign)

    def frustrated(self, sides: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which edges go against the sides: friends apart, or foes together."""
        apart = sides[self.tail] != sides[self.head]
        return np.asarray(apart == (self.sign > 0))

    def with_edges(self, tail: Sequence[int], head: Sequence[int], sign: Sequence[int]) -> Part:
        """The part with further edges at its end, which belong to no edge of the network."""
        return Part(
            self.nodes,
            self.edges,
            np.concatenate([self.tail, np.asarray(tail, dtype=np.int64)]),
            np.concatenate([self.head, np.asarray(head, dtype=np.int64)]),
            np.concatenate([self.sign, np.asarray(sign, dtype=np.int64)]),
        )


def two_connected(network: SignedNetwork) -> list[Part]:
    """The two-connected parts, the largest first; an edge that lies on no cycle is a part too.

    >>> from casus.blocs.network import SignedNetwork
    >>> net = SignedNetwork.of([("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", 1)])
    >>> [[net.nodes[i] for i in part.nodes] for part in two_connected(net)]
    [['a', 'b', 'c'], ['c', 'd']]
    """
    around: list[list[tuple[int, int]]] = [[] for _ in network.nodes]
    for k, (u, v, _) in enumerate(network.edges):
        around[u].append((v, k))
        around[v].append((u, k))
    number = [-1] * len(network.nodes)
    low = [0] * len(network.nodes)
    n_seen = 0
    found: list[list[int]] = []
    for root in range(len(network.nodes)):
        if number[root] >= 0:
            continue
        number[root] = low[root] = n_seen
        n_seen += 1
        path: list[int] = []  # edges not yet given to a part
        stack = [(root, -1, 0, iter(around[root]))]
        while stack:
            node, by, at, left = stack[-1]
            for other, k in left:
                if k == by:
                    continue
                if number[other] < 0:
                    number[other] = low[other] = n_seen
                    n_seen += 1
                    stack.append((other, k, len(path), iter(around[other])))
                    path.append(k)
                    break
                if number[other] < number[node]:
                    path.append(k)
                    low[node] = min(low[node], number[other])
            else:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    low[above] = min(low[above], low[node])
                    if low[node] >= number[above]:
                        found.append(sorted(path[at:]))
                        del path[at:]
    parts = [_part(network, edges) for edges in found]
    return sorted(parts, key=lambda part: (-part.n_edges, part.edges))


def _part(network: SignedNetwork, edges: list[int]) -> Part:
    rows = [network.edges[k] for k in edges]
    nodes = sorted({i for u, v, _ in rows for i in (u, v)})
    index = {node: i for i, node in enumerate(nodes)}
    return Part(
        tuple(nodes),
        tuple(edges),
        np.array([index[u] for u, _, _ in rows], dtype=np.int64),
        np.array([index[v] for _, v, _ in rows], dtype=np.int64),
        np.array([sign for *_, sign in rows], dtype=np.int64),
    )
