"""What changed from one year to the next, and by which instrument.

An old bloc goes on in the new one that has the most of its members, two at least. A new bloc in
which none goes on was formed; several, they were joined; one, it grew, if others came. An old bloc
was split where two or more of its members stand together elsewhere, shrank where single ones left,
and dissolved where it goes on in none. The instruments named are those whose ties began or ended
between the two days and touch a member.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from casus.blocs.duties import Pair, Ties
    from casus.blocs.scope import Scope
    from casus.blocs.yearly import Source, Year

Kind = Literal["formed", "joined", "grew", "shrank", "split", "dissolved"]
_NO_NAME: Final = ""
_A_PART: Final = 2
"""So many members that stand together are a part of a bloc; one is a state that moved."""
RISING: Final = frozenset({"formed", "joined", "grew"})
"""Kinds of change that put more states into blocs, or blocs together."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one bloc. `groups` are the old blocs that were joined, or the parts that one was
    split into; otherwise the bloc without `states`, which are those that came or went. `began` and
    `ended` name the instruments; `unnamed` tells that ties began or ended that name none, or that
    the hostile ones changed."""

    year: int
    kind: Kind
    groups: tuple[tuple[str, ...], ...]
    states: tuple[str, ...]
    began: tuple[str, ...]
    ended: tuple[str, ...]
    unnamed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The change as the record has it."""
        return {
            "year": self.year, "kind": self.kind, "groups": [list(g) for g in self.groups],
            "states": list(self.states), "began": list(self.began), "ended": list(self.ended),
        }  # fmt: skip


def changes(found: Sequence[Year], source: Source, scope: Scope) -> list[Change]:
    """The changes between years that follow one another; a year without data breaks the row.

    >>> from datetime import date
    >>> from casus.blocs.scope import scope_of
    >>> from casus.blocs.yearly import BookTies, years
    >>> from casus.book import load_book
    >>> book, asia = BookTies(load_book()), scope_of("asia", date(2024, 12, 31))
    >>> [(c.kind, c.began) for c in changes([*years(book, asia, 2023, 2024)], book, asia)]
    [('joined', ('rus_prk_2024',))]
    """
    out: list[Change] = []
    for before, after in pairwise(found):
        if before.reason is None and after.reason is None:
            old, new = source.on(before.day), source.on(after.day)
            began, ended = _instruments(old, new, scope)
            foes = {state for pair in old.hostile.keys() ^ new.hostile.keys() for state in pair}
            out += _between(before, after, began, ended, foes)
    return out


Touched = Mapping[str, frozenset[str]]


def _instruments(before: Ties, after: Ties, scope: Scope) -> tuple[Touched, Touched]:
    """Instruments whose ties began, and whose ties ended, with the states of those ties."""

    def of(ties: Ties) -> dict[str, set[Pair]]:
        out: dict[str, set[Pair]] = {}
        for pair, instruments in ties.friendly.items():
            if scope.counts(*pair):
                for instrument in instruments or (_NO_NAME,):
                    out.setdefault(instrument, set()).add(pair)
        return out

    old, new = of(before), of(after)

    def gained(there: dict[str, set[Pair]], here: dict[str, set[Pair]]) -> Touched:
        fresh = {name: pairs - here.get(name, set()) for name, pairs in there.items()}
        return {name: frozenset(s for p in pairs for s in p) for name, pairs in fresh.items()
                if pairs}  # fmt: skip

    began, ended = gained(new, old), gained(old, new)
    # where a successor took a place no instrument changed
    both = began.keys() & ended.keys() - {_NO_NAME}
    return (
        {name: about for name, about in began.items() if name not in both},
        {name: about for name, about in ended.items() if name not in both},
    )


def _between(before: Year, after: Year, began: Touched, ended: Touched, foes: set[str]
             ) -> Iterable[Change]:  # fmt: skip
    old = [frozenset(_heir(s, after.day) for s in b.members) for b in before.blocs]
    new = [frozenset(b.members) for b in after.blocs]

    def change(kind: Kind, groups: Iterable[frozenset[str]], states: Iterable[str]) -> Change:
        ordered = sorted((tuple(sorted(g)) for g in groups), key=lambda g: (-len(g), g))
        about = {s for g in ordered for s in g} | set(states)
        came, went = _touching(began, about), _touching(ended, about)
        return Change(
            after.year, kind, tuple(ordered), tuple(sorted(states)),
            tuple(name for name in came if name), tuple(name for name in went if name),
            _NO_NAME in (*came, *went) or not foes.isdisjoint(about),
        )  # fmt: skip

    main = {o: _main_child(bloc, new) for o, bloc in enumerate(old)}
    for n, bloc in enumerate(new):
        parents = [old[o] for o, child in main.items() if child == n]
        if not parents:
            if not any(_broke_away(bloc, o) for o in old):  # a split tells of it
                yield change("formed", [bloc], ())
        elif len(parents) > 1:
            yield change("joined", parents, bloc - frozenset().union(*parents))
        elif came := bloc - parents[0]:
            yield change("grew", [bloc - came], came)
    for o, bloc in enumerate(old):
        child = main[o]
        if child is None:
            yield change("dissolved", [bloc], ())
            continue
        parts = [n & bloc for n in new if len(n & bloc) >= _A_PART]
        went = bloc - new[child]
        if len(parts) > 1:
            yield change("split", parts, bloc - frozenset().union(*parts))
        elif went:
            yield change("shrank", [bloc - went], went)


def _broke_away(bloc: frozenset[str], old: frozenset[str]) -> bool:
    """Whether a bloc is for the most part a part of an old one."""
    n_shared = len(bloc & old)
    return n_shared >= _A_PART and 2 * n_shared >= len(bloc)


def _main_child(bloc: frozenset[str], new: Sequence[frozenset[str]]) -> int | None:
    """The bloc of the new year that goes on an old one: that with the most of its members, two at
    least; None where there is none."""
    shares = [(len(bloc & n), -k) for k, n in enumerate(new)]
    most, place = max(shares, default=(0, 0))
    return -place if most >= _A_PART else None


def _heir(state: str, day: dt.date) -> str:
    """The state itself, or the one that had taken its place by the day."""
    from casus.names.actors import exists, successor

    return state if exists(state, day) else successor(state, day) or state


def _touching(instruments: Touched, states: set[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name, about in instruments.items() if about & states))
