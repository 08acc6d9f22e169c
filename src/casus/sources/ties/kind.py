"""A kind of ties: what makes one, over which years it is known, and who is meant by a number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from casus.blocs.duties import Ties
from casus.errors import CasusError, NotCovered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from casus.blocs.duties import Pair
    from casus.sources.source import Source


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of ties.

    `rule` says in words what makes a tie, `sources` from what, `first` and `last` the years known.
    `on(start, day)` are the ties of the window from the first of January of year `start` to the
    day; it raises `NotCovered`, with the reason, where the kind does not cover all of it. `named`
    tells whether ties bear the names of what made them.
    """

    name: str
    rule: str
    sources: tuple[str, ...]
    first: int
    last: int
    on: Callable[[int, dt.date], Ties]
    named: bool = False


Found = dict["Pair", set[str]]


def settled(found: Found) -> dict[Pair, tuple[str, ...]]:
    """Pairs in order, each with the names of what makes its tie."""
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def tied(day: dt.date, friendly: Found, hostile: Found) -> Ties:
    """The ties of a day; where a pair is both, the friendly tie stands and the pair is mixed."""
    mixed = {pair: hostile.pop(pair) for pair in friendly.keys() & hostile.keys()}
    return Ties(day, settled(friendly), settled(hostile), settled(mixed), {}, {})


def covered(source: Source, years: Iterable[int]) -> None:
    """Raise `NotCovered` at the first year that a data set does not cover."""
    for year in years:
        if not source.covers(year):
            raise NotCovered(source.why_not(year))


def pair_of(one: int, other: int, year: int) -> Pair | None:
    """Two COW numbers of a year as a pair of codes in order; None where they are one state."""
    names = sorted((state_name(one, year), state_name(other, year)))
    return (names[0], names[1]) if names[0] != names[1] else None


@lru_cache(maxsize=100_000)
def state_name(number: int, year: int) -> str:
    """The ISO code of a COW number on the last day of a year, or else its first; the state's name
    where it has no code, and `cow 999` for a number that casus does not know.

    >>> state_name(255, 1914), state_name(245, 1850)
    ('DEU', 'Bavaria')
    """
    from casus.sources.codes import codes, iso_of

    for day in (dt.date(year, 12, 31), dt.date(year, 1, 1)):
        try:
            return iso_of(number, "cow", day)
        except CasusError:
            continue
    return codes().nameless["cow"].get(number, f"cow {number}")
