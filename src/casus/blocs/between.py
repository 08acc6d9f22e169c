"""Who stands between: the nodes whose side the best divisions leave open.

Several divisions may cost the same. Two nodes are *held* to one another where they stand alike in
all of them, always together or always apart; held nodes form classes.

- Two blocs: a connected component has one largest class, its core; every node outside it can stand
  on either side without cost. Where two classes are equally large, neither is the core and both are
  open. Two components never say anything of one another.
- Any number of blocs: nodes that are always together form a class. Where an edge joins two classes
  that are together in some best divisions and apart in others, the smaller class is open; both, if
  they are equally large.

How it is found: change the weight of every edge that was never seen to vary by less than the cost
of one edge, so that the cheapest of the best divisions is the one that differs from the first in
the most of these edges; repeat until it differs in none. That is then proven for all of them at
once. In two blocs, nodes that stood alike in all divisions seen but are not held by edges get an
edge between them and are asked about in the same way.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from casus.blocs.exact import PartSolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from casus.blocs.exact import Division
    from casus.blocs.frustration_index import Frustration


class Classes:
    """Sets that only grow together."""

    def __init__(self, n: int) -> None:
        self._top = list(range(n))

    def find(self, i: int) -> int:
        """The set's first member."""
        while self._top[i] != i:
            self._top[i] = self._top[self._top[i]]
            i = self._top[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make one set of two."""
        a, b = sorted((self.find(i), self.find(j)))
        self._top[b] = a


def undetermined(found: Frustration, seconds: float = 60.0) -> tuple[str, ...]:
    """The nodes whose side is open over the best divisions, sorted.

    Where the optimum is not proven, or time runs out, every node not shown to be held is named.

    >>> from casus.blocs import SignedNetwork, frustration
    >>> ties = [("a", "b", 1), ("c", "d", 1), ("a", "c", -1), ("b", "d", -1), ("b", "c", -1),
    ...         ("a", "d", -1), ("x", "a", 1), ("x", "d", 1)]
    >>> undetermined(frustration(SignedNetwork.of(ties)))
    ('x',)
    """
    network = found.network
    until = time.perf_counter() + seconds
    classes = Classes(len(network.nodes))
    in_parts: set[int] = set()
    loose: list[tuple[int, int]] = []
    for solver, division in found.solved:
        nodes = solver.part.nodes
        in_parts.update(solver.part.edges)
        held, varying = _settle(solver, division, until)
        for u, v in held:
            classes.join(nodes[u], nodes[v])
        loose += [(nodes[u], nodes[v]) for u, v in varying]
    for k, (u, v, sign) in enumerate(network.edges):
        if k not in in_parts and (found.kind == "2" or sign > 0):
            classes.join(u, v)  # on no cycle: the same in every best division
    size: dict[int, int] = {}
    for i in range(len(network.nodes)):
        size[classes.find(i)] = size.get(classes.find(i), 0) + 1
    if found.kind == "2":
        loose = [pair for group in network.components()
                 for pair in _against_core(group, classes, size)]  # fmt: skip
    open_classes: set[int] = set()
    for u, v in loose:
        a, b = classes.find(u), classes.find(v)
        if a != b:
            least = min(size[a], size[b])
            open_classes.update(c for c in (a, b) if size[c] == least)
    return tuple(name for i, name in enumerate(network.nodes) if classes.find(i) in open_classes)


def _against_core(group: Sequence[int], classes: Classes, size: dict[int, int]
                  ) -> Iterable[tuple[int, int]]:  # fmt: skip
    """Each class of a component beside the largest."""
    tops = sorted({classes.find(i) for i in group}, key=lambda c: (-size[c], c))
    return ((tops[0], other) for other in tops[1:])


def _settle(solver: PartSolver, division: Division, until: float
            ) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:  # fmt: skip
    """Pairs of the part's nodes that are held (together, for any number of blocs), and the ends of
    edges that may vary."""
    part = solver.part
    pairs = list(zip(part.tail.tolist(), part.head.tolist(), strict=True))
    if not division.proven:
        return [], pairs
    optima = [division.sides]
    varying, known = _vary(solver, division, until, optima)
    if not known:
        return [], pairs
    loose = [pairs[k] for k in np.flatnonzero(varying)]
    fixed = np.flatnonzero(~varying)
    if solver.kind == "any":
        sides = division.sides
        return [pairs[k] for k in fixed if sides[pairs[k][0]] == sides[pairs[k][1]]], loose
    held = [pairs[k] for k in fixed]
    if loose:
        held += _held_apart(solver, division, until, optima, held)
    return held, loose


def _vary(solver: PartSolver, division: Division, until: float, optima: list[NDArray[np.int64]]
          ) -> tuple[NDArray[np.bool_], bool]:  # fmt: skip
    """Which edges are frustrated in some best divisions and not in others; and whether that is
    proven. The divisions seen are added to `optima`."""
    part = solver.part
    base = part.frustrated(division.sides)
    varying = np.zeros(part.n_edges, dtype=bool)
    if division.cost == 0:
        return varying, True
    while True:
        asked = ~varying
        scale = int(asked.sum()) + 1
        weights = np.full(part.n_edges, scale, dtype=np.int64)
        weights[asked & base] += 1
        weights[asked & ~base] -= 1
        same = scale * division.cost + int((asked & base).sum())
        found = solver.divide(weights, until, start=division.sides)
        if found.cost < same:
            varying |= part.frustrated(found.sides) != base
            optima.append(found.sides)
        elif found.proven:
            return varying, True
        if time.perf_counter() >= until:
            return varying, False


def _held_apart(solver: PartSolver, division: Division, until: float,
                optima: list[NDArray[np.int64]], held: list[tuple[int, int]]
                ) -> list[tuple[int, int]]:  # fmt: skip
    """Pairs of nodes held to one another though no chain of held edges joins them."""
    part = solver.part
    classes = Classes(part.n_nodes)
    for u, v in held:
        classes.join(u, v)
    while True:
        # a division and its mirror image are one: node 0 is put on side 0 in each
        stances = np.array([sides ^ sides[0] for sides in optima])
        alike: dict[tuple[int, ...], list[int]] = {}
        for top in sorted({classes.find(i) for i in range(part.n_nodes)}):
            turns = stances[:, top] ^ stances[0, top]
            alike.setdefault(tuple(turns.tolist()), []).append(top)
        asked = [(group[0], other) for group in alike.values() for other in group[1:]]
        if not asked:
            return []
        sides = division.sides
        signs = [-1 if sides[u] == sides[v] else 1 for u, v in asked]  # against how they stand
        wider = part.with_edges([u for u, _ in asked], [v for _, v in asked], signs)
        weights = np.full(wider.n_edges, len(asked) + 1, dtype=np.int64)
        weights[part.n_edges :] = 1
        same = (len(asked) + 1) * division.cost + len(asked)
        again = PartSolver(wider, solver.kind, solver.relaxation.widen(wider.n_edges))
        found = again.divide(weights, until, start=division.sides)
        if found.cost < same:
            optima.append(found.sides)
        elif found.proven:
            return asked
        if time.perf_counter() >= until:
            return []
