"""The effective number of blocs: how many equally large blocs would be as concentrated.

    N = 1 / Σ_b p_b²

with `p_b` the share of bloc b in the nodes, or in a size given for each (capabilities, say).

Limits: it knows sizes only; a bloc of one node counts in proportion, so that many nodes that no
friendly tie joins make N large.

Reference: M. Laakso, R. Taagepera (1979), "Effective" number of parties, Comparative Political
Studies 12, 3–27.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping


def effective_number(blocs: Mapping[str, Hashable], size: Mapping[str, float] | None = None
                     ) -> float | None:  # fmt: skip
    """The effective number of blocs of a division `{node: bloc}`; None where there is nothing.

    `size` weighs each node, 1 without it; every node needs one.

    >>> effective_number({"a": 1, "b": 1, "c": 2, "d": 2})
    2.0
    >>> effective_number({"a": 1, "b": 2}, {"a": 3.0, "b": 1.0})
    1.6
    """
    total: dict[Hashable, float] = {}
    for node, bloc in blocs.items():
        total[bloc] = total.get(bloc, 0.0) + (1.0 if size is None else size[node])
    whole = sum(total.values())
    if whole <= 0:
        return None
    return 1.0 / sum((part / whole) ** 2 for part in total.values())
