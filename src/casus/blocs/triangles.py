"""Triangles of a signed network by their signs, and the degree of balance.

    T = (balanced triangles) / (all triangles)

A triangle is balanced where the product of its signs is positive: friends of friends are friends,
and an enemy's enemy is a friend (Heider 1946; Cartwright & Harary 1956). Davis (1967) also allows
three mutual enemies, as three blocs would have: the weak degree counts them too.

Limits: a network without triangles has no degree (None, not 1); longer cycles are not looked at,
which the frustration index does. With many friendly ties T is high by chance alone: compare it with
shuffled signs.

References: F. Heider (1946), Attitudes and cognitive organization, Journal of Psychology 21;
D. Cartwright, F. Harary (1956), Structural balance, Psychological Review 63; J. A. Davis (1967),
Clustering and structural balance in graphs, Human Relations 20.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork


@dataclass(frozen=True, slots=True)
class Triangles:
    """How many triangles have three, two, one or no friendly edges."""

    ppp: int
    ppn: int
    pnn: int
    nnn: int

    @property
    def n_all(self) -> int:
        """All triangles."""
        return self.ppp + self.ppn + self.pnn + self.nnn

    @property
    def n_balanced(self) -> int:
        """Those whose signs multiply to a positive one."""
        return self.ppp + self.pnn

    @property
    def degree(self) -> float | None:
        """The share of balanced triangles; None where there is no triangle."""
        return self.n_balanced / self.n_all if self.n_all else None

    @property
    def weak_degree(self) -> float | None:
        """The same with three mutual enemies allowed."""
        return (self.n_balanced + self.nnn) / self.n_all if self.n_all else None


def triangles(network: SignedNetwork) -> Triangles:
    """Count the triangles of a network.

    >>> from casus.blocs import SignedNetwork
    >>> triangles(SignedNetwork.of([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)]))
    Triangles(ppp=0, ppn=0, pnn=1, nnn=0)
    """
    after: list[dict[int, int]] = [{} for _ in network.nodes]
    for u, v, sign in network.edges:
        after[u][v] = sign
    counts = [0, 0, 0, 0]
    for u, v, sign in network.edges:
        mine, theirs = after[u], after[v]
        for w in mine.keys() & theirs.keys():
            counts[(sign < 0) + (mine[w] < 0) + (theirs[w] < 0)] += 1
    return Triangles(*counts)
