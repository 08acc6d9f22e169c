"""Polarization: how near the groups of a system come to two equal ones that share no member.

Two measures, of groups found in two ways.

*Of blocs* (after Reynal-Querol): for a division with shares p_b of the states in blocs of two or
more; a state alone counts among the states and is no bloc,

    RQ = 4 Σ_b p_b² (1 - p_b)        1: two equal blocs;  0: all alone, or all in one

*Of cliques* (Maoz's network polarization): groups are the maximal cliques of friendly ties, with
shares p_k of the states, K of them, and c_kl the number of members that k and l share,

    GPOL = (4 / K) Σ_k p_k (1 - p_k)       COI = Σ_{k≠l} c_kl / ((K - 1) Σ_k c_kk)
    NPI  = GPOL (1 - COI)

Limits: RQ takes a division as given; with one bloc and many alone it is not 0 (12 of 17 in one:
0.59), so the number of blocs belongs beside it. In her own index a group of one counts as a group,
so that two states alone would be polarized in full. NPI is written here after its definition in
words (cliques, their sizes, their overlap); its published values were not at hand to compare with.
A power with many two-sided pacts makes many overlapping cliques of two, and so a low NPI: hub and
spokes are no clique. More than `CLIQUES_AT_MOST` cliques are not counted, and NPI is then None.

References: M. Reynal-Querol (2002), Ethnicity, political systems, and civil wars, Journal of
Conflict Resolution 46; Z. Maoz (2006), Network polarization, network interdependence, and
international conflict, 1816–2002, Journal of Peace Research 43.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork

CLIQUES_AT_MOST: Final = 20_000
"""Beyond so many maximal cliques they are not counted."""


def bloc_polarization(blocs: Mapping[str, Hashable]) -> float | None:
    """RQ of a division `{state: bloc}`; None without states.

    >>> bloc_polarization({"a": 1, "b": 1, "c": 2, "d": 2})
    1.0
    >>> bloc_polarization({"a": 1, "b": 2, "c": 3, "d": 4})
    0.0
    """
    n = len(blocs)
    if not n:
        return None
    shares = [size / n for size in Counter(blocs.values()).values() if size > 1]
    return 4.0 * sum(p * p * (1 - p) for p in shares)


@dataclass(frozen=True, slots=True)
class Polarization:
    """Maoz's index with its parts; `n_cliques` counts states without ties as cliques of one."""

    n_cliques: int
    group_polarization: float
    overlap: float

    @property
    def index(self) -> float:
        """NPI: 1 for two equal cliques without a common member."""
        return self.group_polarization * (1 - self.overlap)


def network_polarization(network: SignedNetwork) -> Polarization | None:
    """The network polarization of the friendly ties; None for no nodes or too many cliques.

    >>> from casus.blocs import SignedNetwork
    >>> network_polarization(SignedNetwork.of([("a", "b", 1), ("c", "d", 1)])).index
    1.0
    """
    n = len(network.nodes)
    cliques = list(islice(maximal_cliques(network), CLIQUES_AT_MOST + 1))
    if not n or len(cliques) > CLIQUES_AT_MOST:
        return None
    k = len(cliques)
    spread = 4 * sum(len(c) / n * (1 - len(c) / n) for c in cliques) / k
    members = Counter(node for clique in cliques for node in clique)
    shared = sum(m * m for m in members.values()) - sum(members.values())
    whole = (k - 1) * sum(len(c) for c in cliques)
    return Polarization(k, spread, shared / whole if whole else 0.0)


def maximal_cliques(network: SignedNetwork) -> Iterator[frozenset[int]]:
    """The maximal cliques of the friendly ties (Bron & Kerbosch with pivots), nodes by index."""
    around = [
        {other for other, sign in friends.items() if sign > 0} for friends in network.neighbours()
    ]
    stack: list[tuple[frozenset[int], set[int], set[int]]] = [
        (frozenset(), set(range(len(around))), set())
    ]
    while stack:
        clique, ready, done = stack.pop()
        if not ready and not done:
            if clique:
                yield clique
            continue
        pivot = max(sorted(ready | done), key=lambda i: len(around[i] & ready))
        branches = []
        for node in sorted(ready - around[pivot]):
            branches.append((clique | {node}, ready & around[node], done & around[node]))
            ready = ready - {node}
            done = done | {node}
        stack += reversed(branches)
