"""Signorino and Ritter's S.

    S = 1 - 2 * sum_k w_k * d(a_k, b_k) / (d_max * sum_k w_k)

where `a` and `b` are the two portfolios, `w` the weights of their entries (all 1 in the unweighted
S), `d` the absolute or squared distance of levels and `d_max` the largest that the levels allow.
S is 1 where the portfolios are the same and -1 where they differ as far as can be.

Limits: where most entries are 0 for nearly everybody, as with alliances, S is high for every pair
(Häge 2011); the chance-corrected measures beside it do not have that fault. Absolute distances are
those of the article; squared ones are used by Häge.

References: C. S. Signorino and J. M. Ritter (1999), Tau-b or Not Tau-b, International Studies
Quarterly 43(1):115-144. F. M. Häge (2011), Choice or Circumstance?, Political Analysis 19:287-305.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.blocs.similarity.crosstab import distances, mass, ratio, total

if TYPE_CHECKING:
    from casus.blocs.similarity.crosstab import Floats


def s_score(table: Floats, *, power: int = 1) -> Floats:
    """S of one crossed table (levels by levels) or of many (… by levels by levels); between -1 and
    1, not-a-number where the table is empty. A table of weights gives the weighted S.

    Germany and Russia in 1914, as in Table 6 of the article:

    >>> from casus.blocs.similarity.crosstab import crosstab
    >>> germany = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> russia = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> round(float(s_score(crosstab(germany, russia, 4))), 6)
    0.4
    """
    gaps = distances(table.shape[-1], power)
    return 1 - 2 * ratio(total(table, gaps), gaps.max() * mass(table))
