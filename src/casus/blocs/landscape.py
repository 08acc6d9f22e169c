"""Landscape theory: which two coalitions states would settle into, by size and affinity.

    E(X) = Σ_{i≠j} s_i s_j p_ij d_ij(X)

`s_i` is the size of actor i, `p_ij` how much i and j are drawn together (negative: apart), `d_ij` 1
where they stand in different coalitions and 0 where in one. Configurations roll downhill by one
actor at a time changing sides; where no single change lowers the energy, they rest. The sum runs
over ordered pairs, as Axelrod & Bennett have it.

Limits: two coalitions, one change at a time, symmetric propensities that do not change. All
configurations are looked at, so at most `ACTORS_AT_MOST` actors. It predicts, it does not measure:
compare what it says with what came.

Reference: R. Axelrod, D. S. Bennett (1993), A landscape theory of aggregation, British Journal of
Political Science 23, 211–233.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from casus.errors import BadNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

ACTORS_AT_MOST: Final = 22
"""2²¹ configurations."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """The rests of a landscape, the lowest first: energy, and the coalition without the actor that
    comes first by name."""

    actors: tuple[str, ...]
    rests: tuple[tuple[float, tuple[str, ...]], ...]

    @property
    def lowest(self) -> float:
        """The least energy."""
        return self.rests[0][0]

    def sides(self, rest: int = 0) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The two coalitions of a rest."""
        other = self.rests[rest][1]
        return tuple(a for a in self.actors if a not in other), other


def landscape(size: Mapping[str, float], propensity: Mapping[tuple[str, str], float]) -> Landscape:
    """The rests of the landscape of `{actor: size}` and `{(actor, actor): propensity}`.

    Pairs that are left out have none. Raises `BadNetwork` for a pair named twice or of an unknown
    actor, and for more than `ACTORS_AT_MOST` actors.

    >>> found = landscape({"a": 1, "b": 1, "c": 2}, {("a", "b"): 1, ("b", "c"): -1})
    >>> found.lowest, found.sides()
    (-4.0, (('a', 'b'), ('c',)))
    """
    actors = tuple(sorted(size))
    if not 1 <= len(actors) <= ACTORS_AT_MOST:
        raise BadNetwork([f"{len(actors)} actors; accepted: 1 to {ACTORS_AT_MOST}"])
    pull = _pull(actors, size, propensity)
    n = len(actors)
    energy = _energies(pull)
    resting = np.ones(len(energy), dtype=bool)
    every = np.arange(len(energy))
    for i in range(n):
        # actor 0 stands on side 0 throughout: its change is that of all others
        changed = every ^ (1 << (i - 1)) if i else every ^ (len(energy) - 1)
        resting &= energy <= energy[changed] + 1e-9 * (1 + np.abs(energy))
    found = sorted(
        (float(energy[k]), tuple(actors[i] for i in range(1, n) if k >> (i - 1) & 1))
        for k in np.flatnonzero(resting).tolist()
    )
    return Landscape(actors, tuple(found))


def _pull(actors: tuple[str, ...], size: Mapping[str, float],
          propensity: Mapping[tuple[str, str], float]) -> NDArray[np.float64]:  # fmt: skip
    index = {actor: i for i, actor in enumerate(actors)}
    pull = np.zeros((len(actors), len(actors)))
    seen: set[frozenset[str]] = set()
    for (a, b), value in propensity.items():
        pair = frozenset((a, b))
        if a not in index or b not in index or a == b:
            raise BadNetwork([f"a propensity of {a!r} and {b!r}: two actors with a size needed"])
        if pair in seen:
            raise BadNetwork([f"the propensity of {a!r} and {b!r} stands twice"])
        seen.add(pair)
        i, j = index[a], index[b]
        pull[i, j] = pull[j, i] = size[a] * size[b] * value
    return pull


def _energies(pull: NDArray[np.float64]) -> NDArray[np.float64]:
    """The energy of each configuration; bit i - 1 of its number is the side of actor i."""
    energy = np.zeros(1)
    for i in range(1, len(pull)):
        # what actor i adds against those placed before: 0 where on one side, 2 s s p where not
        if_zero = np.zeros(1)
        for j in range(1, i):
            if_zero = np.concatenate([if_zero, if_zero + 2 * pull[i, j]])
        all_others = 2 * float(pull[i, :i].sum())
        energy = np.concatenate([energy + if_zero, energy + all_others - if_zero])
    return energy
