"""Scott's pi, weighted.

    pi = 1 - D_o / D_e,    D_e = n * sum_ij p_i p_j d_ij,    p_i = (n_i. + n_.i) / 2n

As kappa, but chance is drawn from the shares of levels of both portfolios together: two states
with different habits then count as unlike. With squared distances it equals
1 - SSD / (ss1 + ss2 - (s1 + s2)² / 2n), as in Häge's code. Häge prefers it for foreign policy.

Limits: undefined where both portfolios hold one and the same level throughout.

References: W. A. Scott (1955), Reliability of content analysis, Public Opinion Quarterly
19:321-325. F. M. Häge (2011), Choice or Circumstance?, Political Analysis 19:287-305.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.blocs.similarity.crosstab import distances, margins, mass, ratio, total

if TYPE_CHECKING:
    from casus.blocs.similarity.crosstab import Floats


def scott_pi(table: Floats, *, power: int = 2) -> Floats:
    """Pi of one crossed table or of many; at most 1, not-a-number where it is undefined. `power` is
    that of the distance: 2 squared, 1 absolute, 0 nominal.

    >>> from casus.blocs.similarity.crosstab import crosstab
    >>> float(scott_pi(crosstab([0, 0, 1, 1], [0, 0, 1, 1], 2)))
    1.0
    """
    import numpy as np

    gaps = distances(table.shape[-1], power) if power else distances(table.shape[-1], 1).clip(max=1)
    rows, columns = margins(table)
    pooled = (rows + columns) / 2
    expected = ratio(np.einsum("...i,...i", pooled @ gaps, pooled), mass(table))
    return 1 - ratio(total(table, gaps), expected)
