"""Linear models: weights of named measures, learned from choices that labels have made.

Deterministic: no randomness, names in sorted order. Of each candidate either the names of what
holds for it are given, each counting one, or measures by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Measures = Iterable[str] | Mapping[str, float]
Candidate = tuple[Measures, bool]
"""A candidate and whether it is right."""


def fit_ranked(
    groups: Sequence[Sequence[Candidate]], ridge: float, at_least: int = 3
) -> dict[str, float]:
    """Weights under which the right candidates of each group outweigh the others; of names that at
    least so many candidates have. Each group has a right one."""
    right = np.array([r for group in groups for _, r in group])
    sizes = np.array([len(group) for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    names, matrix = _matrix([measures for group in groups for measures, _ in group], at_least)
    turned = matrix.T.tocsr()

    def spread(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, sizes)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        weight = np.exp(scores - spread(np.maximum.reduceat(scores, starts)))
        p = weight / spread(np.add.reduceat(weight, starts))
        mass = np.maximum(np.add.reduceat(np.where(right, p, 0.0), starts), 1e-12)
        pull = p - np.where(right, p / spread(mass), 0.0)
        return float(-np.log(mass).sum() + 0.5 * ridge * (w @ w)), turned @ pull + ridge * w

    return _solved(loss, names)


def fit_yes_no(rows: Sequence[Candidate], ridge: float, at_least: int = 3) -> dict[str, float]:
    """Weights of a logistic regression."""
    names, matrix = _matrix([measures for measures, _ in rows], at_least)
    sign = np.array([1.0 if yes else -1.0 for _, yes in rows])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (matrix @ w)
        total = float(np.logaddexp(0.0, -margin).sum())
        pull = -sign / (1.0 + np.exp(np.clip(margin, -50, 50)))
        return total + 0.5 * ridge * float(w @ w), matrix.T @ pull + ridge * w

    return _solved(loss, names)


def _matrix(rows: Sequence[Measures], at_least: int) -> tuple[list[str], csr_matrix]:
    counts = Counter(name for measures in rows for name in set(measures))
    names = sorted(name for name, n in counts.items() if n >= at_least)
    index = {name: i for i, name in enumerate(names)}
    indices: list[int] = []
    data: list[float] = []
    starts = [0]
    for measures in rows:
        known = sorted(index[name] for name in set(measures) if name in index)
        indices += known
        data += [measures[names[i]] if isinstance(measures, Mapping) else 1.0 for i in known]
        starts.append(len(indices))
    return names, csr_matrix((data, indices, starts), shape=(len(rows), len(names)))


def _solved(
    loss: Callable[[np.ndarray], tuple[float, np.ndarray]], names: list[str]
) -> dict[str, float]:
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 300})  # fmt: skip
    return {n: round(float(w), 3) for n, w in zip(names, found.x, strict=True) if abs(w) >= 0.005}
