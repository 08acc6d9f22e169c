"""Two portfolios crossed: how often one holds level `i` where the other holds level `j`.

Every measure of similarity here is a function of that table, so that each is written once and
serves a single pair and all pairs of a year alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def crosstab(
    first: ArrayLike, second: ArrayLike, n_levels: int, weights: ArrayLike | None = None
) -> Floats:
    """The table of two portfolios: shape (`n_levels`, `n_levels`), cell (i, j) the number (or the
    weight) of the entries at which the first holds level i and the second level j.

    `first` and `second` are whole numbers from 0 to `n_levels` - 1, of equal length, or -1 where
    there is no entry: what only one of them has does not count. `weights`, one number for each
    entry, counts each as 1 where it is left out. Raises `InputError` for other
    shapes or levels.

    >>> crosstab([0, 3, 3], [0, 0, 3], 4).tolist()[3]
    [1.0, 0.0, 0.0, 1.0]
    """
    import numpy as np

    a, b = _levels(first, n_levels), _levels(second, n_levels)
    if a.shape != b.shape or a.ndim != 1:
        raise InputError(f"portfolios of {a.shape} and {b.shape} entries: accepted is equal length")
    each = np.ones(len(a)) if weights is None else np.asarray(weights, dtype=np.float64)
    if each.shape != a.shape:
        raise InputError(f"{each.shape} weights for {a.shape} entries: accepted is one for each")
    if not np.isfinite(each).all() or (each < 0).any():
        raise InputError("a weight is negative or no number: accepted are numbers from 0")
    both = (a >= 0) & (b >= 0)
    at = (a * n_levels + b)[both]
    cells = np.bincount(at, weights=each[both], minlength=n_levels * n_levels)
    return cells.astype(np.float64).reshape(n_levels, n_levels)


def crosstabs_of_all(matrix: ArrayLike, n_levels: int, weights: ArrayLike | None = None) -> Floats:
    """The tables of every two rows of a matrix: shape (n, n, `n_levels`, `n_levels`).

    Row i of `matrix` (n portfolios of m entries) is the portfolio of state i; -1 is no entry.

    >>> crosstabs_of_all([[0, 3, 3], [0, 0, 3]], 4)[0, 1, 3].tolist()
    [1.0, 0.0, 0.0, 1.0]
    """
    import numpy as np

    held = _levels(matrix, n_levels)
    if held.ndim != 2:
        raise InputError(f"a matrix of {held.ndim} dimensions: accepted is portfolios by entries")
    n = len(held)
    each = np.ones(held.shape[1]) if weights is None else np.asarray(weights, dtype=np.float64)
    at = np.stack([held == level for level in range(n_levels)]).astype(np.float64)
    weighted = (at * each).reshape(n_levels * n, -1)
    products = weighted @ at.reshape(n_levels * n, -1).T
    tables = products.reshape(n_levels, n, n_levels, n).transpose(1, 3, 0, 2)
    # laid out anew once, so that the measures need not each do it
    return np.ascontiguousarray(tables)


def _levels(given: ArrayLike, n_levels: int) -> Any:
    import numpy as np

    held = np.asarray(given)
    if held.size == 0:
        return held.astype(np.int64)
    if not np.issubdtype(held.dtype, np.integer):
        raise InputError(f"levels of type {held.dtype}: accepted are whole numbers from 0")
    if held.min() < -1 or held.max() >= n_levels:
        raise InputError(
            f"levels from {held.min()} to {held.max()}: accepted are 0 to {n_levels - 1}, or -1"
        )
    return held.astype(np.int64)


def distances(n_levels: int, power: int) -> Floats:
    """How far each level lies from each other: |i - j| for `power` 1, (i - j)² for 2.

    >>> distances(3, 2).tolist()
    [[0.0, 1.0, 4.0], [1.0, 0.0, 1.0], [4.0, 1.0, 0.0]]
    """
    import numpy as np

    levels = np.arange(n_levels, dtype=np.float64)
    gap: Floats = np.abs(levels[:, None] - levels[None, :]) ** power
    return gap


def margins(table: Floats) -> tuple[Floats, Floats]:
    """How often the first portfolio holds each level, and the second, of one table or of many.

    >>> [side.tolist() for side in margins(crosstab([0, 1, 1], [0, 0, 1], 2))]
    [[1.0, 2.0], [2.0, 1.0]]
    """
    import numpy as np

    size = table.shape[-1]
    cells = table.reshape(*table.shape[:-2], size * size)
    one, each = np.ones((size, 1)), np.eye(size)
    rows: Floats = cells @ np.kron(each, one)
    columns: Floats = cells @ np.kron(one, each)
    return rows, columns


def mass(table: Floats) -> Floats:
    """How many entries (or what weight) a table holds in all, for one or each of many."""
    import numpy as np

    return total(table, np.ones(table.shape[-2:]))


def total(table: Floats, values: Floats) -> Floats:
    """The sum of a table's cells times those of `values`, for one table or each of many.

    One product of a matrix and a vector: of all pairs of a year it is ten times as fast as adding
    cells up.

    >>> float(total(crosstab([0, 3], [0, 0], 4), distances(4, 1)))
    3.0
    """
    size = values.size
    out: Floats = (table.reshape(*table.shape[:-2], size) @ values.reshape(size, 1))[..., 0]
    return out


def by_chance(table: Floats, values: Floats) -> Floats:
    """As `total`, of the table that two portfolios would show if each kept its shares of levels and
    they were independent; not-a-number where the table is empty.

    >>> float(by_chance(crosstab([0, 1], [0, 1], 2), distances(2, 1)))
    1.0
    """
    import numpy as np

    rows, columns = margins(table)
    return ratio(np.einsum("...i,...i", rows @ values, columns), mass(table))


def ratio(part: Any, whole: Any) -> Floats:
    """`part / whole`, and not-a-number where the whole is nothing: undefined is not 0."""
    import numpy as np

    part, whole = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    out = np.full(np.broadcast(part, whole).shape, np.nan)
    np.divide(part, whole, out=out, where=whole > 0)
    return out
