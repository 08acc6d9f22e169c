"""Balance dynamics: the two factions that a network would fall into if ties answered to ties.

    dX/dt = X²          x_ij grows where the third parties of i and j agree on them

From a symmetric start X(0) with a greatest eigenvalue λ > 0 the solution is
X(t) = X(0) (I - X(0) t)⁻¹; at t* = 1/λ it becomes the outer product of the leading eigenvector ω:
two factions, by the sign of ω_i. A node with ω_i near 0 could go either way.

Limits: one law for all ties, no inertia, always two factions (or one); nodes that the leading
eigenvector does not reach get no faction. It predicts, it does not measure. Ties that are missing
start at 0 and form.

Reference: S. A. Marvel, J. Kleinberg, R. D. Kleinberg, S. H. Strogatz (2011), Continuous-time model
of structural balance, PNAS 108, 1771–1776.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork

_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Factions:
    """`side` is 1 or 2 for each node that the prediction reaches (1: the larger side); `lean` its
    part of the eigenvector, the largest 1; `time` when the law runs off; `contested` says that
    another eigenvalue is equally large, so that the prediction hangs on nothing."""

    side: Mapping[str, int]
    lean: Mapping[str, float]
    time: float
    contested: bool


def factions(network: SignedNetwork) -> Factions | None:
    """The factions of each connected component's leading eigenvector, joined; None without ties.

    `time` is that of the component that runs off first.

    >>> from casus.blocs import SignedNetwork
    >>> net = SignedNetwork.of([("a", "b", 1), ("b", "c", -1), ("a", "c", -1), ("b", "d", 1)])
    >>> dict(factions(net).side)
    {'a': 1, 'b': 1, 'c': 2, 'd': 1}
    """
    side: dict[str, int] = {}
    lean: dict[str, float] = {}
    times = []
    contested = False
    around = network.neighbours()
    for group in network.components():
        place = {node: i for i, node in enumerate(group)}
        start = np.zeros((len(group), len(group)))
        for node in group:
            for other, sign in around[node].items():
                start[place[node], place[other]] = sign
        if not start.any():
            continue
        values, vectors = np.linalg.eigh(start)
        times.append(1.0 / float(values[-1]))
        contested = contested or bool(values[-1] - values[-2] < 1e-9 * abs(values[-1]))
        omega = vectors[:, -1] / np.abs(vectors[:, -1]).max()
        reached = np.abs(omega) > _NOTHING
        n_up, n_down = int((omega[reached] > 0).sum()), int((omega[reached] < 0).sum())
        first_up = bool(omega[reached][0] > 0)
        if n_down > n_up or (n_down == n_up and not first_up):
            omega = -omega
        for i, node in enumerate(group):
            if reached[i]:
                side[network.nodes[node]] = 1 if omega[i] > 0 else 2
                lean[network.nodes[node]] = round(float(omega[i]), 12)
    return Factions(side, lean, min(times), contested) if times else None
