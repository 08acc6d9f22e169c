"""What changed from one year to the next, and by which instrument.

A bloc of the new year is held against those of the old year that share members with it: none – it
was formed; several – they were joined; one – it grew or shrank. A bloc whose members stand in
several new ones was split; one whose members all stand alone dissolved. The instruments named are
those whose ties began or ended between the two days and touch a member.
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
RISING: Final = frozenset({"formed", "joined", "grew"})
"""Kinds of change that put more states into blocs, or blocs together."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one bloc. `groups` are the old blocs that were joined, or the parts that one was
    split into; otherwise the bloc without `states`, which are those that came or went. `began` and
    `ended` name the instruments; `unnamed` tells that ties began or ended that name none."""

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
            began, ended = _instruments(source.on(before.day), source.on(after.day), scope)
            out += _between(before, after, began, ended)
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


def _between(before: Year, after: Year, began: Touched, ended: Touched) -> Iterable[Change]:
    old = [frozenset(_heir(s, after.day) for s in b.members) for b in before.blocs]
    new = [frozenset(b.members) for b in after.blocs]

    def change(kind: Kind, groups: Iterable[frozenset[str]], states: Iterable[str]) -> Change:
        ordered = sorted((tuple(sorted(g)) for g in groups), key=lambda g: (-len(g), g))
        about = {s for g in ordered for s in g} | set(states)
        came, went = _touching(began, about), _touching(ended, about)
        return Change(
            after.year, kind, tuple(ordered), tuple(sorted(states)),
            tuple(name for name in came if name), tuple(name for name in went if name),
            _NO_NAME in (*came, *went),
        )  # fmt: skip

    for bloc in new:
        parents = [o for o in old if o & bloc]
        if not parents:
            yield change("formed", [bloc], ())
        elif len(parents) > 1:
            yield change("joined", parents, bloc - frozenset().union(*parents))
        else:
            came, went = bloc - parents[0], parents[0] - bloc
            others = [n for n in new if n != bloc and n & parents[0]]
            if came:
                yield change("grew", [bloc - came], came)
            if went and not others:
                yield change("shrank", [bloc - came], went)
    for bloc in old:
        children = [n for n in new if n & bloc]
        if not children:
            yield change("dissolved", [bloc], ())
        elif len(children) > 1:
            yield change("split", [c & bloc for c in children], bloc - frozenset().union(*children))


def _heir(state: str, day: dt.date) -> str:
    """The state itself, or the one that had taken its place by the day."""
    from casus.names.actors import exists, successor

    return state if exists(state, day) else successor(state, day) or state


def _touching(instruments: Touched, states: set[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name, about in instruments.items() if about & states))
