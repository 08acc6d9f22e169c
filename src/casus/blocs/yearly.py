"""Blocs year by year: on the last day of each year, who stands with whom, and how polarized it is.

For a day: the friendly and hostile ties of a source, those of them that concern the states asked
about; the best division into any number of blocs (`frustration_index`); and measures of it. A bloc
is counted where at least two of the states asked about are in it.

Where the source has nothing on a day the values are None and `reason` says why; they are never 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from casus.blocs.effective_number import effective_number
from casus.blocs.network import SignedNetwork
from casus.blocs.polarization import bloc_polarization, network_polarization
from casus.blocs.scope import states_on
from casus.blocs.triangles import triangles

if TYPE_CHECKING:
    from casus.blocs.duties import Pair, Ties
    from casus.blocs.scope import Scope
    from casus.book import Book
    from casus.model.law import Treaty


SECONDS: Final = 10.0
"""The time that the search for the best division of a day gets."""


class Source(Protocol):
    """Where ties come from."""

    def on(self, day: dt.date) -> Ties:
        """The ties of a day."""
        ...

    def missing(self, day: dt.date) -> str | None:
        """Why the source says nothing of a day; None where it does."""
        ...

    def nodes(self, day: dt.date) -> frozenset[str]:
        """All that may have ties on the day."""
        ...


class BookTies:
    """The duties of the book as a source; what was asked is kept. With `near`, ties that have an
    end among these states (`Scope.states`) alone: what a region's blocs need, and much sooner."""

    def __init__(self, book: Book, near: frozenset[str] | None = None) -> None:
        self.book = book
        self.near = near
        self._known: dict[dt.date, Ties] = {}
        self._makers: tuple[Treaty, ...] | None = None

    def on(self, day: dt.date) -> Ties:
        """The ties of a day."""
        from casus.blocs.duties import duties_on, makers

        if day not in self._known:
            if self._makers is None:
                self._makers = makers(self.book, self.near)
            self._known[day] = duties_on(self.book, day, self.near, self._makers)
        return self._known[day]

    def missing(self, day: dt.date) -> str | None:
        """The book says something of every day on which it holds a duty."""
        ties = self.on(day)
        return None if ties.friendly or ties.hostile else f"the book holds no duty on {day}"

    def nodes(self, day: dt.date) -> frozenset[str]:
        """The states of the day."""
        ties = self.on(day)
        tied = {state for pair in (*ties.friendly, *ties.hostile) for state in pair}
        return states_on(day) | tied


@dataclass(frozen=True, slots=True)
class Bloc:
    """A bloc: its members among the states asked about, and those from elsewhere."""

    members: tuple[str, ...]
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The blocs of a day and their measures. All of it but the first four fields is None or empty
    where `reason` says that the source has nothing.

    `polarization` is Reynal-Querol's of the division over the states asked about, and
    `polarization_if` what it would be if every duty not surely in force, or signed and not yet in
    force, were. `clique_polarization` is Maoz's. `optimum` ties go against the division; `open` are
    the states whose side the best divisions leave open. `effective_blocs` says how many equally
    large blocs would be as concentrated, states alone counting as blocs of one. `in_blocs` counts
    the states in blocs, `tied_beyond` those tied only to states elsewhere.
    """

    year: int
    day: dt.date
    n_states: int
    reason: str | None
    blocs: tuple[Bloc, ...] = ()
    in_blocs: int | None = None
    tied_beyond: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    n_friendly: int | None = None
    n_hostile: int | None = None
    hostile: tuple[Pair, ...] = ()
    mixed: tuple[Pair, ...] = ()
    unsure: tuple[Pair, ...] = ()
    pending: tuple[Pair, ...] = ()
    polarization: float | None = None
    polarization_if: float | None = None
    clique_polarization: float | None = None
    optimum: int | None = None
    proven: bool | None = None
    degree: float | None = None
    by_edges: float | None = None
    by_hostile_edges: float | None = None
    effective_blocs: float | None = None
    open: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The year as the record has it."""
        out: dict[str, Any] = {
            "year": self.year, "day": self.day.isoformat(), "n_states": self.n_states,
            "reason": self.reason,
        }  # fmt: skip
        for name in ("in_blocs", "n_friendly", "n_hostile", "polarization", "polarization_if",
                     "clique_polarization", "optimum", "proven", "degree", "by_edges",
                     "by_hostile_edges", "effective_blocs"):  # fmt: skip
            value = getattr(self, name)
            out[name] = round(value, 6) if isinstance(value, float) else value
        out["blocs"] = [{"members": list(b.members), "beyond": list(b.beyond)} for b in self.blocs]
        for name in ("tied_beyond", "alone", "open"):
            out[name] = list(getattr(self, name))
        for name in ("hostile", "mixed", "unsure", "pending"):
            out[name] = [list(pair) for pair in getattr(self, name)]
        return out


def years(
    source: Source, scope: Scope, first: int, last: int, *, brief: bool = False
) -> Iterator[Year]:
    """The last day of each year from `first` to `last`."""
    before: Year | None = None
    for year in range(first, last + 1):
        day = dt.date(year, 12, 31)
        if before is not None and _same(source, scope, before.day, day):
            before = replace(before, year=year, day=day)  # nothing began and nothing ended
        else:
            before = measure(source, scope, day, brief=brief)
        yield before


def _same(source: Source, scope: Scope, one: dt.date, other: dt.date) -> bool:
    """Whether the states and their ties on two days are the same."""
    if source.missing(one) is not None or source.missing(other) is not None:
        return False
    if replace(source.on(one), day=other) != source.on(other):
        return False
    if scope.states is None:
        return source.nodes(one) == source.nodes(other)
    return scope.members(one) == scope.members(other)


def measure(
    source: Source, scope: Scope, day: dt.date, seconds: float | None = None, *,
    brief: bool = False,
) -> Year:  # fmt: skip
    """The blocs of a day; a search for the best division gets `seconds` (default 10). What the
    verdict does not need (triangles, cliques) is left out where it is to be `brief`.

    >>> from casus.blocs.scope import scope_of
    >>> from casus.book import load_book
    >>> day = dt.date(1962, 12, 31)
    >>> found = measure(BookTies(load_book()), scope_of("east_asia", day), day)
    >>> [bloc.members for bloc in found.blocs]
    [('CHN', 'MNG', 'PRK', 'SUN'), ('JPN', 'KOR', 'TWN')]
    """
    members = scope.members(day) if scope.states is not None else source.nodes(day)
    reason = source.missing(day)
    if reason is not None:
        return Year(day.year, day, len(members), reason)
    ties = source.on(day)
    friendly, hostile, mixed, unsure, pending = (
        [pair for pair in found if scope.counts(*pair)]
        for found in (ties.friendly, ties.hostile, ties.mixed, ties.unsure, ties.pending)
    )
    if not friendly and not hostile:
        return Year(day.year, day, len(members),
                    f"no tie of {scope.title} on {day} in the source")  # fmt: skip
    network = network_of(friendly, hostile, members)
    division, optimum, proven, open_sides = _divide(
        network, SECONDS if seconds is None else seconds
    )
    blocs, tied, alone = _blocs(division, members)
    cliques = None if brief else network_polarization(network)
    if_all = bloc_polarization(_of(joined(network.nodes, [*friendly, *unsure, *pending]), members))
    return Year(
        year=day.year, day=day, n_states=len(members), reason=None, blocs=blocs,
        in_blocs=sum(len(bloc.members) for bloc in blocs), tied_beyond=tied, alone=alone,
        n_friendly=len(friendly), n_hostile=len(hostile), hostile=tuple(hostile),
        mixed=tuple(mixed), unsure=tuple(unsure), pending=tuple(pending),
        polarization=bloc_polarization(_of(division, members)),
        polarization_if=if_all if unsure or pending else None,
        clique_polarization=cliques.index if cliques else None,
        optimum=optimum, proven=proven, degree=None if brief else triangles(network).degree,
        by_edges=1 - 2 * optimum / len(network.edges),
        by_hostile_edges=1 - optimum / len(hostile) if hostile else None,
        effective_blocs=effective_number(_of(division, members)),
        open=tuple(name for name in open_sides if name in members),
    )  # fmt: skip


def network_of(friendly: Iterable[Pair], hostile: Iterable[Pair], nodes: Iterable[str]
               ) -> SignedNetwork:  # fmt: skip
    """Pairs as a signed network."""
    ties = [(*pair, 1) for pair in friendly] + [(*pair, -1) for pair in hostile]
    return SignedNetwork.of(ties, nodes)


def joined(nodes: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """For each node the first by name of those that the pairs join it to."""
    top = {node: node for node in nodes}

    def find(node: str) -> str:
        while top.setdefault(node, node) != node:
            top[node] = top[top[node]]
            node = top[node]
        return node

    for u, v in pairs:
        a, b = sorted((find(u), find(v)))
        top[b] = a
    return {node: find(node) for node in sorted(top)}


def _divide(network: SignedNetwork, seconds: float
            ) -> tuple[dict[str, str], int, bool, tuple[str, ...]]:  # fmt: skip
    """The best division into any number of blocs, its cost, whether proven, and the open sides.

    Where no hostile tie joins friends of friends the division is plain, and needs no solver.
    """
    friendly = [(u, v) for u, v, sign in network.ties() if sign > 0]
    plain = joined(network.nodes, friendly)
    if all(plain[u] != plain[v] for u, v, sign in network.ties() if sign < 0):
        return plain, 0, True, ()
    from casus.blocs.between import undetermined
    from casus.blocs.frustration_index import frustration

    found = frustration(network, "any", seconds)
    first: dict[int, str] = {}
    for name in network.nodes:
        first.setdefault(found.blocs[name], name)
    division = {name: first[found.blocs[name]] for name in network.nodes}
    return division, found.optimum, found.proven, undetermined(found, seconds)


def _of(division: Mapping[str, str], members: frozenset[str]) -> dict[str, str]:
    return {name: bloc for name, bloc in division.items() if name in members}


def _blocs(division: Mapping[str, str], members: frozenset[str]
           ) -> tuple[tuple[Bloc, ...], tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """The blocs, the largest first; members tied only beyond; members tied to nobody."""
    inside: dict[str, list[str]] = {}
    beyond: dict[str, list[str]] = {}
    for name, bloc in sorted(division.items()):
        (inside if name in members else beyond).setdefault(bloc, []).append(name)
    blocs = [
        Bloc(tuple(names), tuple(beyond.get(bloc, ())))
        for bloc, names in inside.items()
        if len(names) > 1
    ]
    single = {bloc: names[0] for bloc, names in inside.items() if len(names) == 1}
    return (
        tuple(sorted(blocs, key=lambda b: (-len(b.members), b.members))),
        tuple(sorted(name for bloc, name in single.items() if bloc in beyond)),
        tuple(sorted(name for bloc, name in single.items() if bloc not in beyond)),
    )
