"""Good divisions found quickly: descent by moving one node at a time, from several starts.

They give the upper bound of the exact search; that they are best is proven elsewhere.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from casus.blocs.cycles import Kind
    from casus.blocs.parts import Part

_MOVES_A_NODE: Final = 60
"""The descent stops after so many moves a node; it ends long before on any network known."""


class Divider:
    """Divisions of one part: a number of a bloc a node."""

    def __init__(self, part: Part, kind: Kind) -> None:
        self.part = part
        self.kind = kind
        self._around: list[list[tuple[int, int]]] = [[] for _ in part.nodes]
        rows = zip(part.tail.tolist(), part.head.tolist(), strict=True)
        for k, (u, v) in enumerate(rows):
            self._around[u].append((v, k))
            self._around[v].append((u, k))

    def cost(self, sides: NDArray[np.int64], weights: NDArray[np.int64]) -> int:
        """The weight of the edges that go against the division."""
        return int(weights[self.part.frustrated(sides)].sum())

    def along(self, doubt: NDArray[np.float64]) -> NDArray[np.int64]:
        """The division that a forest of the least doubtful edges gives.

        `doubt` is how far each edge is thought to be frustrated, from 0 to 1. In two blocs each
        edge of the forest holds its ends together or apart; in any number the friendly edges with
        a doubt under one half hold them together.
        """
        part = self.part
        if self.kind == "any":
            keep = (part.sign > 0) & (doubt < 0.5)
        else:
            keep = np.ones(part.n_edges, dtype=bool)
        top = list(range(part.n_nodes))
        turn = [False] * part.n_nodes  # on the other side of its top?
        order = np.argsort(np.round(doubt, 6), kind="stable")
        order = order[keep[order]]
        left = part.n_nodes - 1
        rows = zip(part.tail[order].tolist(), part.head[order].tolist(),
                   (part.sign[order] < 0).tolist(), strict=True)  # fmt: skip
        for u, v, hostile in rows:
            a, flip_a = _find(top, turn, u)
            b, flip_b = _find(top, turn, v)
            if a != b:
                top[b] = a
                turn[b] = flip_a ^ flip_b ^ hostile
                left -= 1
                if not left:
                    break
        found = [_find(top, turn, i) for i in range(part.n_nodes)]
        return np.array([flip if self.kind == "2" else root for root, flip in found], np.int64)

    def descend(self, sides: NDArray[np.int64], weights: NDArray[np.int64]) -> NDArray[np.int64]:
        """The division after moving single nodes as long as that makes it cheaper."""
        at = sides.tolist()
        cost, sign = weights.tolist(), self.part.sign.tolist()
        todo = dict.fromkeys(range(len(at)))
        left = _MOVES_A_NODE * len(at)
        fresh = max(at, default=0) + 1
        while todo and left:
            node = next(iter(todo))
            del todo[node]
            pull: dict[int, int] = {}
            for other, k in self._around[node]:
                pull[at[other]] = pull.get(at[other], 0) + sign[k] * cost[k]
            if self.kind == "2":
                own, there = pull.get(at[node], 0), 1 - at[node]
            else:
                own = pull.get(at[node], 0)
                there = max(pull, key=lambda bloc: (pull[bloc], -bloc), default=fresh)
                if pull.get(there, 0) < 0:
                    there, fresh = fresh, fresh + 1
            if there != at[node] and pull.get(there, 0) > own:
                at[node] = there
                left -= 1
                todo.update(dict.fromkeys(other for other, _ in self._around[node]))
        return np.array(at, np.int64)

    def best(self, weights: NDArray[np.int64], n_starts: int, rng: np.random.Generator,
             until: float) -> NDArray[np.int64]:  # fmt: skip
        """The cheapest division of several descents, from forests of random edges; past an instant
        of `time.perf_counter` none begins but the first."""
        found, least = None, 0
        for n in range(max(1, n_starts)):
            doubt = np.zeros(self.part.n_edges) if n == 0 else rng.random(self.part.n_edges) * 0.49
            sides = self.descend(self.along(doubt), weights)
            cost = self.cost(sides, weights)
            if found is None or cost < least:
                found, least = sides, cost
            if least == 0 or time.perf_counter() >= until:
                break
        assert found is not None
        return found


def _find(top: list[int], turn: list[bool], node: int) -> tuple[int, bool]:
    """The node's top and whether it stands on the other side of it; paths are shortened."""
    path = []
    while top[node] != node:
        path.append(node)
        node = top[node]
    flip = False
    for below in reversed(path):
        flip ^= turn[below]
        top[below], turn[below] = node, flip
    return node, flip
