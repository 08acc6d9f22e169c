"""Segregation: how far friendly ties keep within blocs.

    Freeman:  S = 1 - e / E(e),  not below 0;  e: friendly ties between blocs,
              E(e) = m · 2 Σ_{a<b} n_a n_b / (n (n-1)), what random mixing would give
    E-I:      (e - i) / (e + i),  from -1 (all within) to 1 (all between); i: ties within

Limits: hostile ties are not looked at; E-I depends on the sizes of the blocs, S does not below 0.
Where the blocs were made from the ties, S is high by construction.

References: L. C. Freeman (1978), Segregation in social networks, Sociological Methods & Research 6;
D. Krackhardt, R. N. Stern (1988), Informal networks and organizational crises, Social Psychology
Quarterly 51.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork


@dataclass(frozen=True, slots=True)
class Segregation:
    """Friendly ties within and between blocs, and how many random mixing would put between."""

    n_within: int
    n_between: int
    expected_between: float

    @property
    def freeman(self) -> float | None:
        """1: no friendly tie between blocs; 0: as many as by chance, or more. None where undefined:
        no friendly ties, or one bloc."""
        if not self.expected_between:
            return None
        return max(0.0, 1.0 - self.n_between / self.expected_between)

    @property
    def e_i(self) -> float | None:
        """The E-I index; None without friendly ties."""
        n_all = self.n_between + self.n_within
        return (self.n_between - self.n_within) / n_all if n_all else None


def segregation(network: SignedNetwork, blocs: Mapping[str, int]) -> Segregation:
    """The segregation of the friendly ties among the nodes that have a bloc.

    >>> from casus.blocs import SignedNetwork
    >>> net = SignedNetwork.of([("a", "b", 1), ("c", "d", 1), ("a", "c", 1)])
    >>> found = segregation(net, {"a": 1, "b": 1, "c": 2, "d": 2})
    >>> found.freeman, round(found.e_i, 3)
    (0.5, -0.333)
    """
    placed = [name for name in network.nodes if name in blocs]
    ties = [(u, v) for u, v, sign in network.ties() if sign > 0 and u in blocs and v in blocs]
    n_between = sum(blocs[u] != blocs[v] for u, v in ties)
    n = len(placed)
    sizes = Counter(blocs[name] for name in placed).values()
    pairs_between = (n * n - sum(size * size for size in sizes)) / 2
    expected = len(ties) * 2 * pairs_between / (n * (n - 1)) if n > 1 else 0.0
    return Segregation(len(ties) - n_between, n_between, expected)
