"""All measures of similarity by name, on the tables that each of them needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from casus.blocs.similarity.alignment import alignment
from casus.blocs.similarity.kappa import cohen_kappa
from casus.blocs.similarity.pi import scott_pi
from casus.blocs.similarity.s import s_score
from casus.blocs.similarity.tau_b import tau_b

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from casus.blocs.similarity.crosstab import Floats

MEASURES: Final[dict[str, tuple[str, Callable[[Floats], Floats]]]] = {
    "s_valued_abs": ("valued", s_score),
    "s_valued_sq": ("valued", lambda table: s_score(table, power=2)),
    "s_valued_abs_cinc": ("valued_weighted", s_score),
    "s_valued_sq_cinc": ("valued_weighted", lambda table: s_score(table, power=2)),
    "s_binary": ("binary", s_score),
    "s_binary_cinc": ("binary_weighted", s_score),
    "kappa_sq": ("valued", cohen_kappa),
    "kappa_abs": ("valued", lambda table: cohen_kappa(table, power=1)),
    "kappa_binary": ("binary", cohen_kappa),
    "pi_sq": ("valued", scott_pi),
    "pi_abs": ("valued", lambda table: scott_pi(table, power=1)),
    "pi_binary": ("binary", scott_pi),
    "tau_b": ("valued", tau_b),
    "benati_capurri_a": ("valued", alignment),
}
"""Each measure by its name: the table that it is of, and the function. `valued` tables cross the
levels themselves, `binary` ones whether there is any tie; `weighted` ones count each entry with its
weight."""

TABLES: Final = ("valued", "binary", "valued_weighted", "binary_weighted")
"""The kinds of tables."""


def measure(tables: dict[str, Floats], names: Sequence[str] = tuple(MEASURES)) -> dict[str, Floats]:
    """Every measure (or those named) whose kind of table is there, by name, in the order of
    `MEASURES`.

    >>> from casus.blocs.similarity.crosstab import crosstab
    >>> found = measure({"binary": crosstab([1, 0, 0, 1], [1, 0, 1, 0], 2)})
    >>> {name: float(value) for name, value in found.items()}
    {'s_binary': 0.0, 'kappa_binary': 0.0, 'pi_binary': 0.0}
    """
    return {
        name: function(tables[kind])
        for name, (kind, function) in MEASURES.items()
        if kind in tables and name in names
    }


def collapse(table: Floats) -> Floats:
    """The table of any tie against none, from one of levels whose lowest is "none".

    >>> from casus.blocs.similarity.crosstab import crosstab
    >>> collapse(crosstab([0, 3, 1], [0, 0, 2], 4)).tolist()
    [[1.0, 0.0], [1.0, 1.0]]
    """
    import numpy as np

    size = table.shape[-1]
    tied = np.array([[1, 0], *[[0, 1]] * (size - 1)], dtype=np.float64)
    cells = table.reshape(*table.shape[:-2], size * size) @ np.kron(tied, tied)
    out: Floats = cells.reshape(*table.shape[:-2], 2, 2)
    return out
