"""Cohen's weighted kappa.

    kappa = 1 - D_o / D_e,    D_o = sum_ij n_ij d_ij,    D_e = sum_ij n_i. n_.j d_ij / n

`d` is the distance of levels (nominal, absolute or squared) and D_e the disagreement that two
portfolios would show if each kept its own shares of levels and they were independent. 1 is full
agreement, 0 what chance gives, below 0 less than chance. With squared distances it equals
1 - SSD / (ss1 + ss2 - 2 s1 s2 / n), as in Häge's code. For two levels all distances are the same.

Limits: undefined where neither portfolio varies. It says how far two portfolios agree beyond what
their own habits explain, not whether those habits themselves are alike: for that see `pi`.

References: J. Cohen (1968), Weighted kappa, Psychological Bulletin 70:213-220. F. M. Häge (2011),
Choice or Circumstance?, Political Analysis 19:287-305.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.blocs.similarity.crosstab import by_chance, distances, ratio, total

if TYPE_CHECKING:
    from casus.blocs.similarity.crosstab import Floats


def cohen_kappa(table: Floats, *, power: int = 2) -> Floats:
    """Kappa of one crossed table or of many; at most 1, not-a-number where it is undefined.
    `power` is that of the distance: 2 squared, 1 absolute, 0 nominal.

    Germany and Russia in 1914, as in Signorino and Ritter:

    >>> from casus.blocs.similarity.crosstab import crosstab
    >>> germany = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> russia = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> round(float(cohen_kappa(crosstab(germany, russia, 4))), 8)
    -0.07758621
    """
    gaps = distances(table.shape[-1], power) if power else distances(table.shape[-1], 1).clip(max=1)
    return 1 - ratio(total(table, gaps), by_chance(table, gaps))
