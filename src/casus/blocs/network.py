"""A signed network: nodes, and edges that are friendly (1) or hostile (-1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from casus.errors import BadNetwork

EDGES_AT_MOST: Final = 1_000_000
"""A network with more edges is refused."""


@dataclass(frozen=True, slots=True, eq=False)
class SignedNetwork:
    """Nodes in sorted order and undirected edges `(u, v, sign)` by index, `u < v`, sign 1 or -1.

    Build one with `SignedNetwork.of`. There are no loops and at most one edge a pair.

    >>> net = SignedNetwork.of([("FRA", "GBR", 1), ("FRA", "DEU", -1)])
    >>> net.nodes, net.edges, net.n_negative
    (('DEU', 'FRA', 'GBR'), ((0, 1, -1), (1, 2, 1)), 1)
    """

    nodes: tuple[str, ...]
    edges: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, ties: Iterable[tuple[str, str, int]], nodes: Iterable[str] = ()) -> SignedNetwork:
        """A network of ties by name; `nodes` adds those that may have none.

        Raises `BadNetwork` for a loop, a pair named twice, or a sign other than 1 and -1.
        """
        faults: list[str] = []
        seen: dict[tuple[str, str], int] = {}
        for u, v, sign in ties:
            pair = (u, v) if u <= v else (v, u)
            if u == v:
                faults.append(f"a loop: {u!r} is tied to itself")
            elif sign not in (1, -1):
                faults.append(f"the sign of {u!r} and {v!r} is {sign!r}, neither 1 nor -1")
            elif pair in seen:
                faults.append(twice(u, v, seen[pair] == sign))
            else:
                seen[pair] = int(sign)
            if len(seen) > EDGES_AT_MOST:
                raise BadNetwork([f"more than {EDGES_AT_MOST:,} edges"])
        if faults:
            raise BadNetwork(faults)
        names = tuple(sorted({*nodes, *(name for pair in seen for name in pair)}))
        index = {name: i for i, name in enumerate(names)}
        edges = sorted((index[u], index[v], sign) for (u, v), sign in seen.items())
        return cls(names, tuple(edges))

    @property
    def n_negative(self) -> int:
        """How many edges are hostile."""
        return sum(1 for *_, sign in self.edges if sign < 0)

    def neighbours(self) -> list[dict[int, int]]:
        """For each node the sign of the edge to each neighbour."""
        out: list[dict[int, int]] = [{} for _ in self.nodes]
        for u, v, sign in self.edges:
            out[u][v] = sign
            out[v][u] = sign
        return out

    def ties(self) -> Iterator[tuple[str, str, int]]:
        """The edges by name."""
        for u, v, sign in self.edges:
            yield self.nodes[u], self.nodes[v], sign

    def with_signs(self, signs: Sequence[int]) -> SignedNetwork:
        """The same ties with other signs, in the order of `edges`."""
        return SignedNetwork(
            self.nodes,
            tuple((u, v, int(s)) for (u, v, _), s in zip(self.edges, signs, strict=True)),
        )

    def components(self) -> list[list[int]]:
        """The connected components, each sorted, by their first node."""
        around = self.neighbours()
        seen = [False] * len(self.nodes)
        out = []
        for start in range(len(self.nodes)):
            if seen[start]:
                continue
            seen[start] = True
            found, todo = [start], [start]
            while todo:
                for other in around[todo.pop()]:
                    if not seen[other]:
                        seen[other] = True
                        found.append(other)
                        todo.append(other)
            out.append(sorted(found))
        return out


def twice(u: str, v: str, same_sign: bool) -> str:
    """The fault of a pair that is named twice.

    >>> twice("A", "B", False)
    "'A' and 'B' are tied twice, with both signs: decide which holds"
    """
    how = (
        "with the same sign: leave one out" if same_sign else "with both signs: decide which holds"
    )
    return f"{u!r} and {v!r} are tied twice, {how}"
