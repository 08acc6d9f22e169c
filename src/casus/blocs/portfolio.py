"""Portfolios: for every state of a year, the level of its tie with every other.

A tie of alliances has four levels: 3 for a duty to defend or to attack together, 2 for neutrality
or consultation, 1 for non-aggression, 0 for none. It counts for both states at the higher of what
each owes the other, and a state's tie with itself is 3: so the portfolios of two allies are alike
where each looks at the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from casus.blocs.similarity import MEASURES, collapse, crosstab, crosstabs_of_all, measure
from casus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

N_LEVELS: Final = 4
SELF: Final = 3


def level(*, military: bool, neutral: bool, consult: bool, nonaggression: bool) -> int:
    """The level of a tie from the duties in it.

    >>> level(military=False, neutral=True, consult=False, nonaggression=True)
    2
    """
    if military:
        return 3
    if neutral or consult:
        return 2
    return 1 if nonaggression else 0


@dataclass(frozen=True, slots=True, eq=False)
class Portfolios:
    """The portfolios of all states of a year.

    `states` are the states in order; row i of `matrix` is the portfolio of `states[i]`, its columns
    the entries (the same states, or roll calls), whole numbers from 0, -1 for no entry. `weights`
    is one number for each column, None where there are none, and `no_weights` says why. `no_binary`
    tells that the levels have a middle (abstention), which a binary measure leaves out.
    """

    states: tuple[Any, ...]
    matrix: NDArray[np.int8]
    n_levels: int = N_LEVELS
    weights: NDArray[np.float64] | None = None
    no_weights: str = ""
    middle: bool = False
    sources: tuple[str, ...] = ()
    _at: dict[Any, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._at.update({state: row for row, state in enumerate(self.states)})

    def __contains__(self, state: object) -> bool:
        return state in self._at

    def __len__(self) -> int:
        return len(self.states)

    def compare(self, first: Any, second: Any) -> dict[str, float | None]:
        """Every measure of two states by name; None where one is undefined or has no weights.

        Raises `InputError` where a state has no portfolio here.
        """
        rows: list[NDArray[np.int8]] = []
        for state in (first, second):
            if state not in self._at:
                raise InputError(f"{state} has no portfolio: there are {len(self)} others")
            rows.append(self.matrix[self._at[state]])
        tables = {"valued": crosstab(rows[0], rows[1], self.n_levels)}
        if self.weights is not None:
            tables["valued_weighted"] = crosstab(rows[0], rows[1], self.n_levels, self.weights)
        found = measure(_with_binary(tables, self.middle))
        return {name: _plain(found.get(name)) for name in MEASURES}

    def n_entries(self, first: Any, second: Any) -> int:
        """On how many entries two states are compared."""
        rows = [self.matrix[self._at[state]] >= 0 for state in (first, second)]
        return int((rows[0] & rows[1]).sum())

    def place(self, state: Any) -> int:
        """The row of a state."""
        return self._at[state]

    def compare_all(self, names: Sequence[str] = tuple(MEASURES)) -> dict[str, NDArray[np.float64]]:
        """Every measure (or those named) of every two states: by name a matrix, not-a-number where
        undefined."""
        import numpy as np

        tables = {"valued": crosstabs_of_all(self.matrix, self.n_levels)}
        if self.weights is not None and any(name.endswith("_cinc") for name in names):
            tables["valued_weighted"] = crosstabs_of_all(self.matrix, self.n_levels, self.weights)
        found = measure(_with_binary(tables, self.middle), names)
        none = np.full((len(self), len(self)), np.nan)
        return {name: found.get(name, none) for name in names}


def _with_binary(tables: dict[str, Any], middle: bool) -> dict[str, Any]:
    """The binary tables beside the valued: any tie against none; of votes, yes against no."""
    out = dict(tables)
    for kind, table in tables.items():
        binary = table[..., ::2, ::2] if middle else collapse(table)
        out[kind.replace("valued", "binary")] = binary
    return out


def _plain(value: Any) -> float | None:
    number = float("nan") if value is None else float(value)
    return None if math.isnan(number) else number


def of_ties(
    states: Sequence[Any],
    ties: Iterable[tuple[Any, Any, int]],
    weights: Sequence[float] | None = None,
    no_weights: str = "",
    sources: tuple[str, ...] = (),
) -> Portfolios:
    """Portfolios from ties of two states and their level; ties with others than `states` are left
    out, both directions get the higher, and each state its own.

    >>> found = of_ties(["AUH", "DEU", "RUS"], [("AUH", "DEU", 3), ("DEU", "RUS", 2)])
    >>> found.matrix.tolist()
    [[3, 3, 0], [3, 3, 2], [0, 2, 3]]
    >>> found.compare("AUH", "DEU")["s_valued_abs"]
    0.5555555555555556
    """
    import numpy as np

    at = {state: row for row, state in enumerate(states)}
    matrix = np.zeros((len(states), len(states)), dtype=np.int8)
    for first, second, how in ties:
        if first in at and second in at:
            i, j = at[first], at[second]
            matrix[i, j] = matrix[j, i] = max(matrix[i, j], matrix[j, i], how)
    np.fill_diagonal(matrix, SELF)
    held = None if weights is None else np.asarray(weights, dtype=np.float64)
    return Portfolios(tuple(states), matrix, weights=held, no_weights=no_weights, sources=sources)
