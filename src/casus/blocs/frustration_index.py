"""The frustration index: how many ties go against the best division into blocs, exactly.

    L = min over divisions of  (friendly edges between blocs) + (hostile edges within blocs)

with at most two blocs (the line index of balance of Harary 1959), or with any number (Davis's
clusterability; correlation clustering without a limit). `0` means that the network is balanced.

Normalised by edges, `1 - 2 L / m` (Aref & Wilson 2018), or by hostile edges, `1 - L / m-`: the
second asks how much of the hostility the blocs account for. Finding L is NP-hard; the method is in
`exact`, part by part (`parts`). A search that runs out of time says so: `proven` is false and
`bound` is what no division can undercut.

References: F. Harary (1959), On the measurement of structural balance, Behavioral Science 4;
S. Aref, M. C. Wilson (2018), Measuring partial balance in signed networks, Journal of Complex
Networks 6; S. Aref, A. J. Mason, M. C. Wilson (2020), Networks 75.

Limits: ties have no weights; a division says nothing of nodes that no tie joins.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from casus.blocs.packages import need_scipy
from casus.blocs.parts import two_connected

if TYPE_CHECKING:
    from casus.blocs.cycles import Kind
    from casus.blocs.exact import Division, PartSolver
    from casus.blocs.network import SignedNetwork

SECONDS: Final = 60.0
"""The time that a search gets where none is named."""


@dataclass(frozen=True, slots=True, eq=False)
class Frustration:
    """The best division found, and how far it is proven.

    `blocs` gives each node a number from 1: the blocs by size, the largest first. In two blocs the
    larger side of each connected component is 1, since nothing says how two components stand to
    each other. `frustrated` are the edges (by index) that go against the division.
    """

    network: SignedNetwork
    kind: Kind
    optimum: int
    bound: int
    seconds: float
    blocs: Mapping[str, int]
    frustrated: tuple[int, ...]
    solved: tuple[tuple[PartSolver, Division], ...] = field(repr=False, default=())

    @property
    def proven(self) -> bool:
        """Whether no division is better."""
        return self.bound >= self.optimum

    @property
    def gap(self) -> int:
        """How far the division may be from the best."""
        return self.optimum - self.bound

    @property
    def by_edges(self) -> float | None:
        """`1 - 2 L / m`; None without edges."""
        n_edges = len(self.network.edges)
        return 1 - 2 * self.optimum / n_edges if n_edges else None

    @property
    def by_negative(self) -> float | None:
        """`1 - L / m-`; None without hostile edges."""
        n_negative = self.network.n_negative
        return 1 - self.optimum / n_negative if n_negative else None


def frustration(network: SignedNetwork, kind: Kind = "2", seconds: float = SECONDS) -> Frustration:
    """The frustration index of a network with `kind` blocs: `"2"` or `"any"`.

    Raises `MissingExtra` without SciPy.

    >>> from casus.blocs import SignedNetwork
    >>> net = SignedNetwork.of([("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", -1)])
    >>> found = frustration(net)
    >>> found.optimum, found.proven, found.by_edges
    (1, True, 0.5)
    >>> frustration(SignedNetwork.of([("a", "b", -1), ("b", "c", -1), ("a", "c", -1)]), "any").blocs
    {'a': 1, 'b': 2, 'c': 3}
    """
    need_scipy()
    from casus.blocs.exact import PartSolver

    if kind not in ("2", "any"):
        raise ValueError(f"{kind!r} blocs: '2' or 'any'")
    began = time.perf_counter()
    until = began + seconds
    solved = []
    for part in two_connected(network):
        if part.n_edges == 1:  # on no cycle: never frustrated
            continue
        solver = PartSolver(part, kind)
        solved.append((solver, solver.divide(solver.ones(), until)))
    bad = [part_edges[i] for solver, division in solved
           for part_edges in (solver.part.edges,)
           for i in np.flatnonzero(solver.part.frustrated(division.sides))]  # fmt: skip
    frustrated = tuple(sorted(bad))
    return Frustration(
        network=network,
        kind=kind,
        optimum=len(frustrated),
        bound=sum(division.bound for _, division in solved),
        seconds=time.perf_counter() - began,
        blocs=_numbered(network, kind, frozenset(frustrated)),
        frustrated=frustrated,
        solved=tuple(solved),
    )


def _numbered(network: SignedNetwork, kind: Kind, frustrated: frozenset[int]) -> dict[str, int]:
    """The bloc of each node, joined from the edges that are not frustrated."""
    around: list[list[tuple[int, int]]] = [[] for _ in network.nodes]
    for k, (u, v, sign) in enumerate(network.edges):
        side = int((sign < 0) != (k in frustrated))
        if kind == "2" or side == 0:
            around[u].append((v, side))
            around[v].append((u, side))
    group: list[tuple[int, int] | None] = [None] * len(network.nodes)
    for start in range(len(network.nodes)):
        if group[start] is not None:
            continue
        group[start] = (start, 0)
        todo = [start]
        while todo:
            node = todo.pop()
            root, own = group[node] or (start, 0)
            for other, side in around[node]:
                if group[other] is None:
                    group[other] = (root, own ^ side)
                    todo.append(other)
    placed = [g for g in group if g is not None]
    if kind == "2":
        n_turned: dict[int, int] = {}
        n_all: dict[int, int] = {}
        for root, side in placed:
            n_all[root] = n_all.get(root, 0) + 1
            n_turned[root] = n_turned.get(root, 0) + side
        return {
            name: 1 + (side ^ (2 * n_turned[root] > n_all[root]))
            for name, (root, side) in zip(network.nodes, placed, strict=True)
        }
    sizes: dict[int, int] = {}
    for root, _ in placed:
        sizes[root] = sizes.get(root, 0) + 1
    number = {root: n for n, root in enumerate(sorted(sizes, key=lambda r: (-sizes[r], r)), 1)}
    return {name: number[root] for name, (root, _) in zip(network.nodes, placed, strict=True)}
