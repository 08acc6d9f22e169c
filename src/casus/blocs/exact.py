"""The cheapest division of one two-connected part, proven: cuts first, branching only if needed.

1. A division found by descent gives the upper bound.
2. The linear relaxation over cycles gives the lower bound; neglected cycles are added until there
   are none (`cycles`, `relaxation`). Its solution also shows where to descend from next.
3. Where the bounds do not meet, edges whose reduced cost shows that no better division frustrates
   them are fixed, and SciPy's HiGHS branches on the rest; a solution that still neglects a cycle
   gets that cycle as a further row, until none does.

Weights are whole numbers, so a lower bound may be rounded up.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from casus.blocs.cycles import TOLERANCE, Separator
from casus.blocs.divide import Divider
from casus.blocs.relaxation import Relaxation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from casus.blocs.cycles import Cycle, Kind
    from casus.blocs.parts import Part

STARTS: Final = 4
"""Descents before the first linear program."""
_SHARE: Final = 5
"""These descents get one part in so many of the time."""
_EVERY: Final = 3
"""A division is read off every so many linear programs."""
_ROUND: Final = 1e-6
"""A bound is rounded up unless it is within this of a whole number."""


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A division of a part: what it costs, and that none costs less than `bound`."""

    sides: NDArray[np.int64]
    cost: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no division is cheaper."""
        return self.bound >= self.cost


class PartSolver:
    """Divides one part under several weights; the cycles found stay."""

    def __init__(self, part: Part, kind: Kind, relaxation: Relaxation | None = None) -> None:
        self.part = part
        self.kind = kind
        self.relaxation = relaxation or Relaxation(part.n_edges)
        self._divider = Divider(part, kind)
        self._separator = Separator(part, kind)

    def ones(self) -> NDArray[np.int64]:
        """Every edge counts the same."""
        return np.ones(self.part.n_edges, dtype=np.int64)

    def divide(
        self, weights: NDArray[np.int64], until: float, start: NDArray[np.int64] | None = None
    ) -> Division:
        """The cheapest division under positive whole weights.

        `until` is an instant of `time.perf_counter`; past it, what is known by then comes back.
        """
        sides = start
        if sides is None:
            now = time.perf_counter()
            sides = self._divider.best(
                weights, STARTS, np.random.default_rng(0), now + (until - now) / _SHARE
            )
        search = _Search(self, weights, until, self._divider.descend(sides, weights))
        search.cut()
        if not search.done:
            search.branch()
        return Division(search.sides, search.cost, min(search.bound, search.cost))


class _Search:
    """One search: the best division so far and the best bound so far."""

    def __init__(self, solver: PartSolver, weights: NDArray[np.int64], until: float,
                 sides: NDArray[np.int64]) -> None:  # fmt: skip
        self.solver, self.weights, self.until = solver, weights, until
        self.part, self.relaxation = solver.part, solver.relaxation
        self.divider, self.separator = solver._divider, solver._separator
        self.sides, self.cost = sides, self.divider.cost(sides, weights)
        self.bound = 0
        self.exact = 0.0
        self.reduced: NDArray[np.float64] = weights.astype(float)

    @property
    def done(self) -> bool:
        return self.bound >= self.cost or time.perf_counter() >= self.until

    def anchors(self) -> NDArray[np.int64]:
        """Edges of which every cycle that counts holds one."""
        if self.solver.kind == "any":
            return np.flatnonzero(self.part.sign < 0)
        return np.flatnonzero(self.part.frustrated(self.sides))

    def raise_bound(self, value: float) -> None:
        whole = math.ceil(value - _ROUND * max(1.0, abs(value)))
        self.bound = max(self.bound, whole)

    def try_division(self, doubt: NDArray[np.float64]) -> None:
        sides = self.divider.descend(self.divider.along(doubt), self.weights)
        cost = self.divider.cost(sides, self.weights)
        if cost < self.cost:
            self.sides, self.cost = sides, cost

    def pack(self, cycles: Iterable[Cycle]) -> None:
        """A first bound, for searches that end early: cycles that share no edge."""
        used: set[int] = set()
        total = 0
        for cycle in cycles:
            if used.isdisjoint(cycle):
                used.update(cycle)
                total += int(self.weights[list(cycle)].min())
        self.bound = max(self.bound, total)

    def cut(self) -> None:
        """Solve the relaxation, adding neglected cycles until there is none."""
        y = np.zeros(self.part.n_edges)
        weights = self.weights.astype(float)
        self.relaxation.wake(y, 0.5)  # all that is known, at first
        before = -1.0
        n_solved = 0
        while not self.done:
            found = self.relaxation.solve(weights, self.until)
            if found is None:
                return
            y, value, reduced = found
            if value >= self.exact:
                self.exact, self.reduced = value, reduced
            self.raise_bound(value)
            n_solved += 1
            if n_solved % _EVERY == 0:
                self.try_division(y)
            if self.done:
                return
            fresh = self.separator.neglected(y, self.anchors(), self.until)
            if value > before + _ROUND:  # only then can no row come and go for ever
                self.relaxation.rest(y)
            before = value
            if not self.bound:
                self.pack(fresh)
            n_added = self.relaxation.add(fresh)
            if not n_added + self.relaxation.wake(y, 1.0 - TOLERANCE):
                self.try_division(y)
                return

    def branch(self) -> None:
        """Let HiGHS branch over the edges that a better division may yet frustrate."""
        part, relaxation = self.part, self.relaxation
        relaxation.rows = np.arange(len(relaxation.cycles))
        while not self.done:
            # a division that frustrates an edge beyond this costs no less than the best known
            # (no edge is fixed as frustrated: the rows see to that)
            barred = self.exact + self.reduced > self.cost - 1 + _ROUND * max(1, self.cost)
            upper = np.where(barred, 0.0, 1.0)
            matrix = relaxation.matrix()
            found = milp(
                self.weights.astype(float), integrality=np.ones(part.n_edges),
                bounds=Bounds(0.0, upper),
                constraints=LinearConstraint(matrix, lb=np.ones(matrix.shape[0])),
                options={"time_limit": max(0.01, self.until - time.perf_counter()),
                         "mip_rel_gap": 0.0},
            )  # fmt: skip
            if found.status == 2:  # nothing is cheaper than the best known
                self.bound = self.cost
                return
            if found.mip_dual_bound is not None and math.isfinite(found.mip_dual_bound):
                self.raise_bound(min(float(found.mip_dual_bound), float(self.cost)))
            if found.x is None:
                return
            y = np.round(found.x)
            self.try_division(y)
            if self.done:
                return
            if not relaxation.add(self.separator.neglected(y, self.anchors(), self.until)):
                return
