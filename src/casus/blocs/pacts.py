"""The duties that the book knows for a year: who owes what to whom, by which treaty."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.blocs.portfolio import level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casus.book import Book
    from casus.model.law import Clause, Treaty

MILITARY: Final = frozenset({"defence", "offence+defence", "guarantee", "mobilise"})
NEUTRAL: Final = frozenset({"neutrality"})
CONSULT: Final = frozenset({"consult"})
NONAGGRESSION: Final = frozenset({"nonaggression"})
PERMITS: Final = frozenset({"may", "political"})
"""Strengths that permit or declare, and are no duty."""


@dataclass(frozen=True, slots=True, order=True)
class Duty:
    """A duty of `state` towards `toward` in a year: `kind` is `military`, `neutral`, `consult` or
    `nonaggression`."""

    state: str
    toward: str
    kind: str
    treaty: str
    article: str


def duties_of(book: Book, year: int) -> tuple[Duty, ...]:
    """The directed duties in force on some day of a year, in order.

    General treaties (the UN Charter, the Covenant, the pact of 1928) are left out, as ATOP leaves
    them out: they bind nearly all to nearly all and would say nothing. A duty counts where the
    treaty, the clause and both states were in force on one day.

    >>> from casus.book import load_book
    >>> [(d.state, d.kind, d.treaty) for d in duties_of(load_book(), 1880) if d.toward == "AUH"]
    [('DEU', 'military', 'dual_1879'), ('DEU', 'neutral', 'dual_1879')]
    """
    found = {
        duty
        for treaty in book.treaties.values()
        if not treaty.general
        for day in _days(treaty, year)
        for duty in _on(book, treaty, day)
    }
    return tuple(sorted(found))


def duties_of_day(book: Book, day: dt.date) -> tuple[Duty, ...]:
    """The directed duties in force on a day, in order; otherwise as `duties_of`.

    >>> from casus.book import load_book
    >>> [sum(d.state == "RUS" and d.toward == "PRK" and d.kind == "military"
    ...      for d in duties_of_day(load_book(), dt.date(2024, 12, n))) for n in (3, 4)]
    [0, 1]
    """
    found = {
        duty
        for treaty in book.treaties.values()
        if not treaty.general
        for duty in _on(book, treaty, day)
    }
    return tuple(sorted(found))


def _days(treaty: Treaty, year: int) -> Iterator[dt.date]:
    """Days of the year on which something of the treaty begins, and its first day: a duty in force
    on any day of the year is in force on one of these."""
    starts = {dt.date(year, 1, 1)}
    starts.update(
        day
        for when in (
            treaty.in_force_on,
            *(party.start for party in treaty.parties),
            *(clause.start for clause in treaty.clauses),
            *(suspension.end for suspension in treaty.suspended),
        )
        for day in (when.first, when.last)
        if day is not None and day.year == year
    )
    yield from sorted(starts)


def _on(book: Book, treaty: Treaty, day: dt.date) -> Iterator[Duty]:
    from casus.book import binds

    parties = {
        state
        for state, (how, _) in book.parties_on(treaty, day).items()
        if how in ("yes", "starting", "ending")
    }
    if len(parties) < 2:
        return
    apart = {
        frozenset(book.classes.heir(state, day) for state in suspension.between)
        for suspension in treaty.suspended
        if binds(suspension.start, suspension.end, day) == "yes"
    }
    for clause in treaty.clauses:
        kind = kind_of(clause)
        if kind is None or not _runs(clause, day):
            continue
        bound = _named(book, clause.by, parties, day)
        for state in bound:
            for toward in _named(book, clause.towards, parties, day):
                if state != toward and frozenset((state, toward)) not in apart:
                    yield Duty(state, toward, kind, treaty.id, clause.article)


def _runs(clause: Clause, day: dt.date) -> bool:
    """Whether the clause itself runs on the day; most have no days of their own."""
    begun = clause.start.first is None or clause.start.first <= day
    return begun and (clause.end.last is None or day < clause.end.last)


def kind_of(clause: Clause) -> str | None:
    """The kind of duty a clause lays on states; None where it lays none."""
    if clause.fills is None or clause.strength in PERMITS:
        return None
    for kind, kinds in (
        ("military", MILITARY),
        ("neutral", NEUTRAL),
        ("consult", CONSULT),
        ("nonaggression", NONAGGRESSION),
    ):
        if clause.kind in kinds:
            return kind
    return None


def _named(book: Book, names: tuple[str, ...], parties: set[str], day: dt.date) -> set[str]:
    """The states that a clause names among the parties: none named are all."""
    if not names:
        return parties
    out: set[str] = set()
    for name in names:
        if name == "<parties>":
            out |= parties
        elif name.startswith("<"):
            out |= book.classes.of(name[1:-1], day) & parties
        else:
            out.add(book.classes.heir(name, day))
    return out


def levels_of(duties: tuple[Duty, ...]) -> dict[tuple[str, str], int]:
    """The level of what each state owes each other, 1 to 3."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for duty in duties:
        kinds.setdefault((duty.state, duty.toward), set()).add(duty.kind)
    return {
        pair: level(
            military="military" in held,
            neutral="neutral" in held,
            consult="consult" in held,
            nonaggression="nonaggression" in held,
        )
        for pair, held in kinds.items()
    }
