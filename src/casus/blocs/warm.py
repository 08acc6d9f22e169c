"""A linear program that is kept between rounds, by `highspy` where it is installed.

SciPy's HiGHS solves each program from nothing; the same HiGHS through its own interface goes on
from the basis of the round before. The optimum is the same, and the bound is proven in the same
way (`relaxation`): only the time differs.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

AVAILABLE: Final = find_spec("highspy") is not None
"""Whether `highspy` is there (extra `highs`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A solution: values of the columns and multipliers of the rows, in the order asked for."""

    x: NDArray[np.float64]
    multipliers: NDArray[np.float64]


class OutOfSteps(Exception):
    """The simplex method took more steps than it was given."""


@contextmanager
def _silence() -> Iterator[None]:
    """Newer versions greet on standard output when they are first used, past Python's `sys.stdout`:
    no place for a greeting where a record is written."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class WarmProgram:
    """Minimise `w·y` so that the rows asked for sum to 1 or more, `y ≥ 0`; rows are known by
    number, come and go, and the basis stays."""

    def __init__(self, n_columns: int, steps: int) -> None:
        import highspy

        solver: Any = highspy  # its types are told in part
        self._highspy = solver
        with _silence():
            self._model: Any = solver.Highs()
        for option, value in (
            ("output_flag", False), ("solver", "simplex"), ("threads", 1), ("presolve", "off"),
            ("simplex_iteration_limit", steps),
        ):  # fmt: skip
            self._model.setOptionValue(option, value)
        none = np.zeros(n_columns)
        top = np.full(n_columns, highspy.kHighsInf)
        starts = np.zeros(n_columns, dtype=np.int32)
        self._model.addCols(
            n_columns, none, none, top, 0, starts, np.zeros(0, dtype=np.int32), np.zeros(0)
        )
        self._columns = np.arange(n_columns, dtype=np.int32)
        self._weights: NDArray[np.float64] | None = None
        self._rows: list[int] = []

    def minimise(
        self, weights: NDArray[np.float64], matrix: csr_matrix, rows: NDArray[np.int64],
        until: float,
    ) -> Solved | None:  # fmt: skip
        """The solution with these rows of `matrix`; None where time was up.

        Raises `OutOfSteps` where the simplex method wandered.
        """
        left = until - time.perf_counter()
        if left <= 0:
            return None
        if self._weights is None or not np.array_equal(self._weights, weights):
            self._model.changeColsCost(len(weights), self._columns, weights)
            self._weights = weights.copy()
        self._use(matrix, rows)
        self._model.setOptionValue("time_limit", self._model.getRunTime() + left)
        self._model.run()
        status = self._model.getModelStatus()
        kinds = self._highspy.HighsModelStatus
        if status == kinds.kIterationLimit:
            raise OutOfSteps
        if status != kinds.kOptimal:
            return None
        solution = self._model.getSolution()
        dual = dict(zip(self._rows, solution.row_dual, strict=True))
        return Solved(
            np.array(solution.col_value),
            np.array([dual[row] for row in rows.tolist()], dtype=float),
        )

    def _use(self, matrix: csr_matrix, rows: NDArray[np.int64]) -> None:
        """Have these rows in the program and no others."""
        wanted = set(rows.tolist())
        gone = [place for place, row in enumerate(self._rows) if row not in wanted]
        if gone:
            self._model.deleteRows(len(gone), np.array(gone, dtype=np.int32))
            self._rows = [row for row in self._rows if row in wanted]
        there = set(self._rows)
        fresh = [row for row in rows.tolist() if row not in there]
        if fresh:
            part = matrix[fresh]
            n = len(fresh)
            self._model.addRows(
                n, np.ones(n), np.full(n, self._highspy.kHighsInf), part.nnz,
                part.indptr[:-1].astype(np.int32), part.indices.astype(np.int32), part.data,
            )  # fmt: skip
            self._rows += fresh
