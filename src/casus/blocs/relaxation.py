"""The linear relaxation of the lightest hitting set, with a bound that needs no trust in floats.

    minimise  Σ w_e y_e   so that   Σ_{e in C} y_e ≥ 1  for each cycle C kept,   y ≥ 0

A solver's multipliers λ ≥ 0 are turned into a fractional packing of cycles in the weights: where
Σ_{C ∋ e} λ_C > w_e all are scaled down. Any packing is a proof that no hitting set weighs less than
Σ λ_C, whatever the solver's tolerances were.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from casus.blocs import warm
from casus.blocs.warm import OutOfSteps, Solved, WarmProgram

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from casus.blocs.cycles import Cycle

_STEPS: Final = 10_000
"""After so many steps of the simplex method an interior point method is taken instead."""
_SLACK: Final = 0.1
"""A row with more slack than this is set aside once the bound has risen."""


class Relaxation:
    """Cycles of a part that were found so far, and the rows of the linear program in use."""

    def __init__(self, n_edges: int) -> None:
        self.n_edges = n_edges
        self.cycles: list[Cycle] = []
        self._known: set[Cycle] = set()
        self._matrix: csr_matrix | None = None
        self._interior = False
        self._warm = WarmProgram(n_edges, _STEPS) if warm.AVAILABLE else None
        self.rows: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def add(self, cycles: Iterable[Cycle]) -> int:
        """Keep and use these cycles; returns how many were not known."""
        fresh = [c for c in dict.fromkeys(cycles) if c not in self._known]
        self._known.update(fresh)
        first = len(self.cycles)
        self.cycles += fresh
        self.rows = np.concatenate([self.rows, np.arange(first, len(self.cycles))])
        if fresh:
            self._matrix = None
        return len(fresh)

    def widen(self, n_edges: int) -> Relaxation:
        """The same cycles where edges were added at the end of the part."""
        out = Relaxation(n_edges)
        out.add(self.cycles)
        out.rows = self.rows
        return out

    def matrix(self) -> csr_matrix:
        """A row of ones a cycle."""
        if self._matrix is None:
            sizes = [len(c) for c in self.cycles]
            ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
            columns = np.fromiter((e for c in self.cycles for e in c), np.int64, int(ends[-1]))
            shape = (len(self.cycles), self.n_edges)
            self._matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        return self._matrix

    def wake(self, y: NDArray[np.float64], least: float) -> int:
        """Use again the cycles set aside that `y` neglects; returns how many."""
        if not self.cycles:
            return 0
        neglected = np.flatnonzero(self.matrix() @ y < least)
        fresh = np.setdiff1d(neglected, self.rows)
        self.rows = np.concatenate([self.rows, fresh])
        return len(fresh)

    def rest(self, y: NDArray[np.float64]) -> None:
        """Set aside the rows that `y` more than fills."""
        slack = self.matrix()[self.rows] @ y - 1.0
        self.rows = self.rows[slack <= _SLACK]

    def solve(self, weights: NDArray[np.float64], until: float
              ) -> tuple[NDArray[np.float64], float, NDArray[np.float64]] | None:  # fmt: skip
        """`(y, bound, reduced costs)` of the rows in use; None where time is up.

        The bound holds for every hitting set of the part's cycles under these weights.
        """
        if time.perf_counter() >= until:
            return None
        if not len(self.rows):
            return np.zeros(self.n_edges), 0.0, weights.copy()
        matrix = self.matrix()[self.rows]
        found = self._minimise(weights, matrix, until)
        if found is None:
            return None
        packing = np.maximum(found.multipliers, 0.0)
        load = matrix.T @ packing
        over = load > weights
        if over.any():
            packing *= float((weights[over] / load[over]).min())
        return found.x, float(packing.sum()), weights - matrix.T @ packing

    def _minimise(self, weights: NDArray[np.float64], matrix: csr_matrix, until: float
                  ) -> Solved | None:  # fmt: skip
        """By the simplex method, or, from when that once took too many steps, by an interior point
        one: where optima are many, the simplex method may wander among them."""
        if self._warm is not None and not self._interior:
            try:
                return self._warm.minimise(weights, self.matrix(), self.rows, until)
            except OutOfSteps:
                self._interior = True
        while True:
            left = until - time.perf_counter()
            if left <= 0:
                return None
            options = {"time_limit": left}
            if not self._interior:
                options["maxiter"] = _STEPS
            found = linprog(
                weights, A_ub=-matrix, b_ub=-np.ones(matrix.shape[0]), bounds=(0, None),
                method="highs-ipm" if self._interior else "highs-ds", options=options,
            )  # fmt: skip
            if found.status == 0:
                return Solved(found.x, -found.ineqlin.marginals)
            if found.status != 1 or self._interior or time.perf_counter() >= until:
                return None
            self._interior = True
