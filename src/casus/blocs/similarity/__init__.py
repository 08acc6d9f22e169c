"""How alike two portfolios are: of alliances, votes or transfers. One measure a file.

>>> from casus.blocs.similarity import crosstab, s_score
>>> float(s_score(crosstab([3, 0, 0, 1], [3, 0, 0, 0], 4)))
0.8333333333333334
"""

from casus.blocs.similarity.alignment import alignment
from casus.blocs.similarity.crosstab import crosstab, crosstabs_of_all
from casus.blocs.similarity.kappa import cohen_kappa
from casus.blocs.similarity.measures import MEASURES, collapse, measure
from casus.blocs.similarity.pi import scott_pi
from casus.blocs.similarity.s import s_score
from casus.blocs.similarity.tau_b import tau_b

__all__ = [
    "MEASURES",
    "alignment",
    "cohen_kappa",
    "collapse",
    "crosstab",
    "crosstabs_of_all",
    "measure",
    "s_score",
    "scott_pi",
    "tau_b",
]
