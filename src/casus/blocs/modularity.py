"""Modularity of a division of a signed network.

    Q = 1 / (2w⁺ + 2w⁻) · Σ_ij [ w_ij - ( w_i⁺ w_j⁺ / 2w⁺  -  w_i⁻ w_j⁻ / 2w⁻ ) ] δ(bloc_i, bloc_j)

friendly ties within blocs beyond what the nodes' numbers of ties would give, and hostile ties
within below it. With friendly ties alone it is Newman's modularity.

Limits: a null of random ends; it has a scale of its own and overlooks small blocs; values of
networks of unlike size do not compare.

Reference: S. Gómez, P. Jensen, A. Arenas (2009), Analysis of community structure in networks of
correlated data, Physical Review E 80, 016114.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork


def modularity(network: SignedNetwork, blocs: Mapping[str, int]) -> float | None:
    """The modularity of `{node: bloc}`, every node in one; None without ties.

    >>> from casus.blocs import SignedNetwork
    >>> net = SignedNetwork.of([("a", "b", 1), ("c", "d", 1)])
    >>> modularity(net, {"a": 1, "b": 1, "c": 2, "d": 2})
    0.5
    """
    if not network.edges:
        return None
    within = 0.0
    total = {1: 0, -1: 0}
    strength: dict[int, dict[int, int]] = {1: {}, -1: {}}
    for u, v, sign in network.ties():
        one, other = blocs[u], blocs[v]
        total[sign] += 1
        strength[sign][one] = strength[sign].get(one, 0) + 1
        strength[sign][other] = strength[sign].get(other, 0) + 1
        if one == other:
            within += 2 * sign
    expected = 0.0
    for sign, by_bloc in strength.items():
        if total[sign]:
            expected += sign * sum(s * s for s in by_bloc.values()) / (2 * total[sign])
    return (within - expected) / (2 * len(network.edges))
