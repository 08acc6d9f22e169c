"""Kendall's tau-b.

    tau_b = (C - D) / sqrt((N - T_a) (N - T_b))

Of all N pairs of entries, C are ordered alike in both portfolios and D the other way round; T_a and
T_b are those on which the first or the second portfolio is tied.

Limits: it compares orders, not levels: a state that holds every pact at 3 and one that holds the
same pacts at 1 count as alike. It was the usual measure before S (Bueno de Mesquita 1975), and
Signorino and Ritter argued against it. Undefined where a portfolio does not vary.

References: M. G. Kendall (1938), A new measure of rank correlation, Biometrika 30:81-93.
B. Bueno de Mesquita (1975), Measuring systemic polarity, Journal of Conflict Resolution 19:187-216.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.blocs.similarity.crosstab import margins, mass, ratio

if TYPE_CHECKING:
    from casus.blocs.similarity.crosstab import Floats


def tau_b(table: Floats) -> Floats:
    """Tau-b of one crossed table of counts or of many; between -1 and 1, not-a-number where a
    portfolio does not vary.

    Two states of 23, each tied to nobody but itself:

    >>> from casus.blocs.similarity.crosstab import crosstab
    >>> first, second = [3, 0] + [0] * 21, [0, 3] + [0] * 21
    >>> round(float(tau_b(crosstab(first, second, 4))), 4)
    -0.0455
    """
    import numpy as np

    size = table.shape[-1] ** 2
    n = mass(table)
    # of each cell, how many entries lie on its side in both portfolios less those that do in one
    order = np.sign(np.subtract.outer(np.arange(table.shape[-1]), np.arange(table.shape[-1])))
    cells = table.reshape(*table.shape[:-2], size)
    turned = cells @ np.kron(order, order).T.astype(np.float64)
    surplus = np.einsum("...i,...i", cells, turned) / 2
    pairs = n * (n - 1) / 2
    free = [pairs - np.einsum("...i,...i", side, side - 1) / 2 for side in margins(table)]
    return ratio(surplus, np.sqrt(np.maximum(free[0] * free[1], 0)))
