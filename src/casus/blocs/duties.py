"""Ties from the book: who is bound to defend whom on a day, and against whom by name.

The rules:

- *Friendly*: a clause of an alliance that obliges, or leaves the means or the decision to, a party
  to help another party when it is attacked or at war; in force on the day, not suspended between
  the two. One direction is enough. Talks, non-aggression and friendship make no tie; nor does an
  instrument of nearly all states (the Charter), nor protection for a state that is no party to it.
- *Hostile*: a state that such a clause names as the adversary, towards those bound and those
  protected; and the sides of an armistice that stands. A class ("communist states") names nobody.
- Where both hold, the duty counts: the pair is friendly, and is listed as `mixed`.
- A duty of which it is not known whether it is in force makes no tie and is listed as `unsure`; so
  is, in `pending`, one that was signed in the last years and is not yet in force.

The book holds some treaties, not all: no tie means that it knows no duty, not that there is none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.ask.standing import Standing, expand, standing_on
from casus.model.law import DISCRETIONARY, OBLIGED

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from casus.book import Book
    from casus.book.book import Certainty
    from casus.model.law import Treaty

_TRIGGERS: Final = frozenset({"attacked", "at_war", "guaranteed", "mobilised"})
_HELP: Final = OBLIGED | DISCRETIONARY
_PENDING: Final = 3 * 365
"""A treaty signed longer ago and not in force is no longer expected to be."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties on a day: each pair, in sorted order, with the instruments that make it."""

    day: dt.date
    friendly: Mapping[Pair, tuple[str, ...]]
    hostile: Mapping[Pair, tuple[str, ...]]
    mixed: Mapping[Pair, tuple[str, ...]]
    unsure: Mapping[Pair, tuple[str, ...]]
    pending: Mapping[Pair, tuple[str, ...]]


def makers(book: Book, near: frozenset[str] | None = None) -> tuple[Treaty, ...]:
    """The treaties that can make ties, on whatever day; with `near`, those that can touch one of
    these states. Worked out once, it spares looking at the others day by day."""
    return tuple(treaty for treaty in book.treaties.values() if _may_tie(book, treaty, near))


def _may_tie(book: Book, treaty: Treaty, near: frozenset[str] | None) -> bool:
    if treaty.general:
        return False
    helps = [c for c in treaty.clauses if c.strength in _HELP and c.trigger in _TRIGGERS]
    foes = {state for clause in helps for state in _named(clause.when.get("adversary"))}
    if not (treaty.alliance and helps) and all(c.kind != "ceasefire" for c in treaty.clauses):
        return False
    told = {party.state for party in treaty.parties} | foes
    for clause in treaty.clauses:
        told.update(clause.by, clause.towards)
    if near is None or any(name.startswith("<") and name != "<parties>" for name in told):
        return True
    heirs = set(told)
    while told := {book.classes.successors[s][0] for s in told & book.classes.successors.keys()}:
        told -= heirs
        heirs |= told
    return not near.isdisjoint(heirs)


def duties_on(book: Book, day: dt.date, near: frozenset[str] | None = None,
              among: Iterable[Treaty] | None = None) -> Ties:  # fmt: skip
    """The ties of the book on a day; with `near`, of those ties alone that have an end among these
    states. `among` may hand over what `makers` found for them.

    >>> from casus.book import load_book
    >>> ties = duties_on(load_book(), dt.date(2024, 12, 31))
    >>> ties.friendly["PRK", "RUS"], ties.hostile["KOR", "PRK"]
    (('rus_prk_2024',), ('kor_armistice',))
    """
    friendly: dict[Pair, set[str]] = {}
    hostile: dict[Pair, set[str]] = {}
    unsure: dict[Pair, set[str]] = {}
    among = makers(book, near) if among is None else tuple(among)
    for standing in standing_on(book, day, among):
        treaty, clause = standing.treaty, standing.clause
        if clause.kind == "ceasefire":
            for one, other, _ in _pairs(standing, day, near):
                hostile.setdefault((one, other), set()).add(treaty.id)
        if not treaty.alliance or clause.strength not in _HELP or clause.trigger not in _TRIGGERS:
            continue
        foes = {book.classes.heir(code, day) for code in _named(clause.when.get("adversary"))}
        touched = near is None or foes or not near.isdisjoint(standing.by.keys() | standing.towards)
        if not touched:
            continue
        parties = book.parties_on(treaty, day)
        for one, other, sure in _pairs(standing, day, near if not foes else None, parties):
            if near is None or one in near or other in near:
                (friendly if sure else unsure).setdefault((one, other), set()).add(treaty.id)
            for foe in foes - {one, other} if sure else ():
                for member in (one, other):
                    if near is None or foe in near or member in near:
                        pair = (min(foe, member), max(foe, member))
                        hostile.setdefault(pair, set()).add(treaty.id)
    mixed = {pair: hostile.pop(pair) for pair in sorted(friendly.keys() & hostile.keys())}
    for pair in friendly.keys() & unsure.keys():
        del unsure[pair]
    pending = _pending(book, day, near, among)
    for pair in friendly.keys() & pending.keys():
        del pending[pair]
    found = (friendly, hostile, mixed, unsure, pending)
    return Ties(day, *(_settled(ties) for ties in found))


def _pending(book: Book, day: dt.date, near: frozenset[str] | None, among: tuple[Treaty, ...]
             ) -> dict[Pair, set[str]]:  # fmt: skip
    """Ties that alliances signed by the day, and not in force yet, would make."""
    out: dict[Pair, set[str]] = {}
    for treaty in among:
        signed, start = treaty.signed_on.last, treaty.in_force_on.first
        if not treaty.alliance or signed is None or start is None:
            continue
        if not (signed <= day < start and (day - signed).days <= _PENDING):
            continue
        clauses = [c for c in treaty.clauses if c.strength in _HELP and c.trigger in _TRIGGERS]
        sure: dict[str, Certainty] = {p.state: "yes" for p in treaty.parties}
        for clause in clauses:
            standing = Standing(
                treaty,
                clause,
                {s: sure[s] for s in expand(book, clause.by, sure, day) if s in sure},
                expand(book, clause.towards, sure, day) & sure.keys(),
            )
            for one, other, _ in _pairs(standing, day, near, sure):
                out.setdefault((one, other), set()).add(treaty.id)
    return out


def _settled(found: Mapping[Pair, set[str]]) -> dict[Pair, tuple[str, ...]]:
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def _pairs(standing: Standing, day: dt.date, near: frozenset[str] | None = None,
           among: Container[str] | None = None) -> Iterator[tuple[str, str, bool]]:  # fmt: skip
    """The pairs that a clause joins, with whether it is known to be in force; with `near`, those
    with an end among these states; both must be `among` the parties, if those are given."""
    wards = [w for w in standing.towards if among is None or w in among]
    inside = wards if near is None else [w for w in wards if w in near]
    for bound, how in standing.by.items():
        sure = how != "unknown"
        for ward in wards if near is None or bound in near else inside:
            if bound != ward and not standing.suspended(bound, ward, day):
                yield (bound, ward, sure) if bound < ward else (ward, bound, sure)


def _named(rule: Any) -> set[str]:
    """The states that a test on the adversary names."""
    if not isinstance(rule, dict):
        return set()
    out: set[str] = set()
    for key in ("is", "allied_with"):
        value = rule.get(key) or []
        out.update([value] if isinstance(value, str) else value)
    return out
