"""Cycles that any division must frustrate: found where a fractional solution neglects them.

In *two blocs* a cycle with an odd number of hostile edges has an edge that goes against the sides.
In *any number of blocs* only a cycle with exactly one hostile edge has: friends of friends
together, and a foe among them (Davis 1967). A set of edges that hits all of these cycles is all
that a division needs to frustrate, so both problems are the lightest hitting set, and a fractional
solution `y` neglects a cycle whose edges sum to less than 1. Such a cycle is a shortest path.

References: F. Barahona, A. R. Mahjoub (1986), On the cut polytope, Mathematical Programming 36;
J. A. Davis (1967), Clustering and structural balance in graphs, Human Relations 20.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from casus.blocs.parts import Part

Kind = Literal["2", "any"]
"""Two blocs, or any number of them."""
Cycle = tuple[int, ...]
"""The edges of a cycle, sorted."""

TOLERANCE: Final = 1e-4
"""A cycle counts as neglected where its edges sum to less than 1 by more than this."""
_HOP: Final = 1e-7
"""Added to every edge's length: among equally short paths the one with fewer edges is taken."""
_WALKS: Final = 16
"""At most so many cycles are taken from one node at a time."""
_CELLS: Final = 1_000_000
"""At most so many distances are held at a time."""


class Separator:
    """Finds neglected cycles of one part; built once, asked many times."""

    def __init__(self, part: Part, kind: Kind) -> None:
        self.part = part
        self.kind = kind
        self._between: dict[tuple[int, int], int] = {}
        for k, (u, v) in enumerate(zip(part.tail.tolist(), part.head.tolist(), strict=True)):
            self._between[u, v] = self._between[v, u] = k
        self._rest: _Paths | None = None
        self._rest_of = b""
        self._double: _Paths | None = None

    def neglected(
        self, y: NDArray[np.float64], anchors: NDArray[np.int64], until: float = math.inf
    ) -> list[Cycle]:
        """Cycles whose edges sum to less than 1 in `y`, the most neglected first.

        `anchors` are edges of which every cycle that counts holds at least one: the edges that some
        division into two blocs frustrates, or the hostile edges. Cycles with one anchor are looked
        for first: they are cheap to find, and where the division is best and the relaxation tight
        they prove it alone. No cycle is neglected where none is found before `until`, an instant
        of `time.perf_counter`; past it the search stops with what it has.
        """
        if not len(anchors):
            return []
        ends = self._cover(anchors)
        found = self._with_one_anchor(y, anchors, ends, until)
        if not found and self.kind == "2":
            found = self._odd(y, ends, until)
        return sorted(found, key=lambda c: (round(found[c], 6), len(c), c))

    def _with_one_anchor(
        self,
        y: NDArray[np.float64],
        anchors: NDArray[np.int64],
        ends: dict[int, list[int]],
        until: float,
    ) -> dict[Cycle, float]:
        """The shortest way between the ends of each anchor over edges that are none."""
        part = self.part
        key = anchors.tobytes()
        if self._rest is None or self._rest_of != key:
            edges = np.setdiff1d(np.arange(part.n_edges), anchors)
            self._rest = _Paths(part.n_nodes, part.tail[edges], part.head[edges], edges)
            self._rest_of = key
        found: dict[Cycle, float] = {}
        for source, distance, before in self._rest.search(y, sorted(ends), until):
            for k in ends[source]:
                target = int(part.tail[k] + part.head[k]) - source
                if distance[target] + y[k] < 1.0 - TOLERANCE:
                    nodes = _path(source, target, before)
                    edges_on = [self._between[pair] for pair in pairwise(nodes)]
                    found[tuple(sorted([k, *edges_on]))] = float(distance[target] + y[k])
        return found

    def _odd(self, y: NDArray[np.float64], ends: dict[int, list[int]], until: float
             ) -> dict[Cycle, float]:  # fmt: skip
        """Cycles with any odd number of hostile edges, as walks in two copies of the part: a
        hostile edge changes the copy, so a walk from a node to its other copy is closed and odd."""
        part, n = self.part, self.part.n_nodes
        if self._double is None:
            other = np.where(part.sign > 0, 0, n)
            each = np.arange(part.n_edges)
            self._double = _Paths(
                2 * n,
                np.concatenate([part.tail, part.tail + n]),
                np.concatenate([part.head + other, part.head + n - other]),
                np.concatenate([each, each]),
            )
        found: dict[Cycle, float] = {}
        for source, distance, before in self._double.search(y, sorted(ends), until):
            for one, other_end, _ in self._closed(distance, y):
                there, back = _path(source, one, before), _path(source, other_end, before)
                nodes = [i % n for i in (*there, *reversed(back))]
                edges = [self._between[pair] for pair in pairwise(nodes)]
                cycle = self._odd_cycle(nodes, edges)
                if cycle is not None:
                    found[cycle] = float(y[list(cycle)].sum())
        return found

    def _closed(self, distance: NDArray[np.float64], y: NDArray[np.float64]
                ) -> list[tuple[int, int, int]]:  # fmt: skip
        """Short odd walks from a source over an edge and back: `(copy of one end, of the other,
        edge)`. The shortest odd cycle through the source is among them."""
        part, n = self.part, self.part.n_nodes
        same, turned = distance[:n], distance[n:]
        friendly = part.sign > 0
        far = np.where(friendly, turned[part.head], same[part.head])
        near = np.where(friendly, same[part.head], turned[part.head])
        straight, crossed = same[part.tail] + far + y, turned[part.tail] + near + y
        length = np.minimum(straight, crossed)
        found = np.flatnonzero(length < 1.0 - TOLERANCE)
        if len(found) > _WALKS:
            found = found[np.argsort(length[found], kind="stable")[:_WALKS]]
        out = []
        for k in found.tolist():
            u, v = int(part.tail[k]), int(part.head[k])
            if straight[k] <= crossed[k]:
                out.append((u, v + n if friendly[k] else v, k))
            else:
                out.append((u + n, v if friendly[k] else v + n, k))
        return out

    def _cover(self, anchors: NDArray[np.int64]) -> dict[int, list[int]]:
        """Few nodes that touch every anchor, each with its anchors."""
        touching: dict[int, list[int]] = {}
        for k in anchors.tolist():
            touching.setdefault(int(self.part.tail[k]), []).append(k)
            touching.setdefault(int(self.part.head[k]), []).append(k)
        out: dict[int, list[int]] = {}
        done: set[int] = set()
        for node in sorted(touching, key=lambda i: (-len(touching[i]), i)):
            left = [k for k in touching[node] if k not in done]
            if left:
                out[node] = left
                done.update(left)
        return out

    def _odd_cycle(self, nodes: Sequence[int], edges: Sequence[int]) -> Cycle | None:
        """A cycle with an odd number of hostile edges inside a closed walk of that kind: a walk
        that passes a node twice is two closed walks, and one of them is odd."""
        path, taken = [nodes[0]], list[int]()
        place = {nodes[0]: 0}
        for node, k in zip(nodes[1:], edges, strict=True):
            if node not in place:
                place[node] = len(path)
                path.append(node)
                taken.append(k)
                continue
            first = place[node]
            loop = [*taken[first:], k]
            n_hostile = sum(1 for e in loop if self.part.sign[e] < 0)
            if n_hostile % 2 and len(set(loop)) == len(loop):
                return tuple(sorted(loop))
            for gone in path[first + 1 :]:
                del place[gone]
            del path[first + 1 :]
            del taken[first:]
        return None


class _Paths:
    """Shortest paths over edges whose lengths change; an edge may stand in several places."""

    def __init__(self, n: int, starts: NDArray[np.int64], ends: NDArray[np.int64],
                 edges: NDArray[np.int64]) -> None:  # fmt: skip
        self._graph = csr_matrix(
            (np.concatenate([edges, edges]) + 1.0,
             (np.concatenate([starts, ends]), np.concatenate([ends, starts]))),
            shape=(n, n),
        )  # fmt: skip
        self._of_entry = self._graph.data.astype(np.int64) - 1

    def search(self, y: NDArray[np.float64], sources: list[int], until: float
               ) -> Iterator[tuple[int, NDArray[np.float64], NDArray[np.int32]]]:  # fmt: skip
        """For each source the distances up to 1, and the node before each on the way."""
        self._graph.data = (np.maximum(y, 0.0) + _HOP)[self._of_entry]
        step = max(1, _CELLS // self._graph.shape[0])
        for first in range(0, len(sources), step):
            some = sources[first : first + step]
            distance, before = dijkstra(
                self._graph, indices=some, return_predecessors=True, limit=1.0
            )
            yield from zip(some, distance, before, strict=True)
            if time.perf_counter() >= until:
                return


def _path(source: int, target: int, before: NDArray[np.int32]) -> list[int]:
    """The nodes from the source to the target."""
    nodes = [target]
    while nodes[-1] != source:
        nodes.append(int(before[nodes[-1]]))
    return nodes[::-1]
