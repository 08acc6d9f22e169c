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
    from collections.abc import Container, Iterator, Mapping

    from casus.book import Book
    from casus.book.book import Certainty

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


def duties_on(book: Book, day: dt.date, near: frozenset[str] | None = None) -> Ties:
    """The ties of the book on a day; with `near`, of all ties that have an end among these states,
    and of others as it happens: instruments that do not touch them are passed over.

    >>> from casus.book import load_book
    >>> ties = duties_on(load_book(), dt.date(2024, 12, 31))
    >>> ties.friendly["PRK", "RUS"], ties.hostile["KOR", "PRK"]
    (('rus_prk_2024',), ('kor_armistice',))
    """
    friendly: dict[Pair, set[str]] = {}
    hostile: dict[Pair, set[str]] = {}
    unsure: dict[Pair, set[str]] = {}
    for standing in standing_on(book, day):
        treaty, clause = standing.treaty, standing.clause
        if treaty.general:
            continue
        if clause.kind == "ceasefire":
            for one, other, _ in _pairs(standing, day):
                hostile.setdefault((one, other), set()).add(treaty.id)
        if not treaty.alliance or clause.strength not in _HELP or clause.trigger not in _TRIGGERS:
            continue
        foes = {book.classes.heir(code, day) for code in _named(clause.when.get("adversary"))}
        touched = near is None or foes or not near.isdisjoint(standing.by.keys() | standing.towards)
        if not touched:
            continue
        for one, other, sure in _pairs(standing, day, book.parties_on(treaty, day)):
            (friendly if sure else unsure).setdefault((one, other), set()).add(treaty.id)
            if sure:
                for foe in foes - {one, other}:
                    for member in (one, other):
                        pair = (min(foe, member), max(foe, member))
                        hostile.setdefault(pair, set()).add(treaty.id)
    mixed = {pair: hostile.pop(pair) for pair in sorted(friendly.keys() & hostile.keys())}
    for pair in friendly.keys() & unsure.keys():
        del unsure[pair]
    pending = _pending(book, day)
    for pair in friendly.keys() & pending.keys():
        del pending[pair]
    found = (friendly, hostile, mixed, unsure, pending)
    return Ties(day, *(_settled(ties) for ties in found))


def _pending(book: Book, day: dt.date) -> dict[Pair, set[str]]:
    """Ties that alliances signed by the day, and not in force yet, would make."""
    out: dict[Pair, set[str]] = {}
    for treaty in book.treaties.values():
        signed, start = treaty.signed_on.last, treaty.in_force_on.first
        if treaty.general or not treaty.alliance or signed is None or start is None:
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
            for one, other, _ in _pairs(standing, day, sure):
                out.setdefault((one, other), set()).add(treaty.id)
    return out


def _settled(found: Mapping[Pair, set[str]]) -> dict[Pair, tuple[str, ...]]:
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def _pairs(standing: Standing, day: dt.date, among: Container[str] | None = None
           ) -> Iterator[tuple[str, str, bool]]:  # fmt: skip
    """The pairs that a clause joins, with whether it is known to be in force; both must be `among`
    the parties, if those are given."""
    wards = [w for w in standing.towards if among is None or w in among]
    for bound, how in standing.by.items():
        sure = how != "unknown"
        for ward in wards:
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
