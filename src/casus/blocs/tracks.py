"""Blocs followed over the years, so that one keeps its letter while its members come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.blocs.yearly import Year


@dataclass(frozen=True, slots=True)
class Tracks:
    """For each year the track of each state in a bloc; and for each track the members and those
    beyond in its last year."""

    of_year: tuple[dict[str, int], ...]
    last: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]


def follow(found: Sequence[Year]) -> Tracks:
    """Number blocs from 0 as they appear.

    A bloc goes on with the track with which it shares the most states of the year before, those
    beyond included; the larger share first, each track once.

    >>> from datetime import date
    >>> from casus.blocs.yearly import Bloc, Year
    >>> day = date(2000, 12, 31)
    >>> one = Year(2000, day, 4, None, blocs=(Bloc(("A", "B"), ()), Bloc(("C", "D"), ())))
    >>> two = Year(2001, day, 4, None, blocs=(Bloc(("A", "C", "D"), ()),))
    >>> [year["C"] for year in follow([one, two]).of_year]
    [1, 1]
    """
    of_year: list[dict[str, int]] = []
    last: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = []
    before: dict[str, int] = {}
    for n, year in enumerate(found):
        shares: list[tuple[int, int, int]] = []
        for b, bloc in enumerate(year.blocs):
            counts: dict[int, int] = {}
            for state in (*bloc.members, *bloc.beyond):
                if state in before:
                    counts[before[state]] = counts.get(before[state], 0) + 1
            shares += [(-count, track, b) for track, count in counts.items()]
        track_of: dict[int, int] = {}
        for _, track, b in sorted(shares):
            if b not in track_of and track not in track_of.values():
                track_of[b] = track
        now: dict[str, int] = {}
        here: dict[str, int] = {}
        for b, bloc in enumerate(year.blocs):
            if b not in track_of:
                track_of[b] = len(last)
                last.append((n, bloc.members, bloc.beyond))
            last[track_of[b]] = (n, bloc.members, bloc.beyond)
            now |= dict.fromkeys((*bloc.members, *bloc.beyond), track_of[b])
            here |= dict.fromkeys(bloc.members, track_of[b])
        of_year.append(here)
        if year.reason is None:
            before = now
    return Tracks(tuple(of_year), tuple(last))
