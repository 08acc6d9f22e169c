"""Benati and Capurri's alignment index A.

    A = S - E(S)

S is that of Signorino and Ritter with absolute distances; E(S) is the S that two portfolios would
show if each kept its own shares of levels and they were independent. 0 is what chance gives. It is
the same comparison as kappa's, taken as a difference and not as a ratio, so it stays defined where
neither portfolio varies (and is 0 there).

Limits: how large A can be depends on how much the portfolios vary; compare pairs with care.

Reference: S. Benati and A. Capurri (2026), The Alignment index and its application to voting at
the United Nations General Assembly, Quality & Quantity, doi:10.1007/s11135-026-02814-x.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.blocs.similarity.crosstab import by_chance, distances, mass, ratio
from casus.blocs.similarity.s import s_score

if TYPE_CHECKING:
    from casus.blocs.similarity.crosstab import Floats


def alignment(table: Floats) -> Floats:
    """A of one crossed table or of many; not-a-number where the table is empty.

    Germany and Russia in 1914, as in Signorino and Ritter:

    >>> from casus.blocs.similarity.crosstab import crosstab
    >>> germany = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> russia = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> round(float(alignment(crosstab(germany, russia, 4))), 6)
    -0.04
    """
    gaps = distances(table.shape[-1], 1)
    chance = 1 - 2 * ratio(by_chance(table, gaps), gaps.max() * mass(table))
    return s_score(table) - chance
