"""Cross-bloc ties: the ties that go against a division, by name.

    friendly ties between blocs, hostile ties within them; share = their number / all ties

The same ties that the frustration index counts, for any division (a list of members, say), not
only the best.

Limits: where a division was made from the same ties, few of them cross by construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork


@dataclass(frozen=True, slots=True)
class CrossTies:
    """Pairs tied as friends across blocs, and as foes within one."""

    friendly_across: tuple[tuple[str, str], ...]
    hostile_within: tuple[tuple[str, str], ...]
    n_ties: int

    @property
    def share(self) -> float | None:
        """The share of all ties; None without ties."""
        n_cross = len(self.friendly_across) + len(self.hostile_within)
        return n_cross / self.n_ties if self.n_ties else None


def cross_ties(network: SignedNetwork, blocs: Mapping[str, int]) -> CrossTies:
    """The ties that go against `{node: bloc}`; ties of nodes without a bloc are left out.

    >>> from casus.blocs import SignedNetwork
    >>> net = SignedNetwork.of([("a", "b", 1), ("b", "c", -1), ("a", "c", 1)])
    >>> cross_ties(net, {"a": 1, "b": 1, "c": 2}).friendly_across
    (('a', 'c'),)
    """
    across, within = [], []
    n_ties = 0
    for u, v, sign in network.ties():
        if u not in blocs or v not in blocs:
            continue
        n_ties += 1
        if sign > 0 and blocs[u] != blocs[v]:
            across.append((u, v))
        elif sign < 0 and blocs[u] == blocs[v]:
            within.append((u, v))
    return CrossTies(tuple(across), tuple(within), n_ties)
