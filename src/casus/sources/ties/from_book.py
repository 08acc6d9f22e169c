"""Ties from casus's own book: duties of defence, and who voted for measures against whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from casus.book import binds
from casus.errors import NotCovered
from casus.model.law import When
from casus.sources.ties.kind import Found, Kind, tied

if TYPE_CHECKING:
    from casus.blocs.duties import Ties
    from casus.book import Book
    from casus.model.law import Measure, Provision

_ALL: Final = "*"


def duties(book: Book) -> Kind:
    """The duties of defence in the book, by the rules of `casus.blocs.duties`, on the day."""
    from casus.blocs.yearly import BookTies

    source = BookTies(book)

    def on(_start: int, day: dt.date) -> Ties:
        why = source.missing(day)
        if why is not None:
            raise NotCovered(why)
        return source.on(day)

    first = min(
        start.year
        for treaty in book.treaties.values()
        if not treaty.general and (start := treaty.in_force_on.first) is not None
    )
    rule = (
        "friendly: a duty of defence in the book, in force between them on the day; hostile: an "
        "adversary that such a duty names, or the sides of an armistice that stands"
    )
    return Kind("duties", rule, (_label(book),), first, dt.date.today().year, on, named=True)


def sanctions(book: Book) -> Kind:
    """Hostile: one voted in the Security Council for a measure against the other, as long as a
    prohibition of the measure stands.

    A vote against, or an abstention, makes no tie: it may be meant for the state or against the
    draft. Nor do measures against all (`*`), or against people and groups alone.
    """
    aimed = [measure for measure in book.measures.values() if measure.adopted and measure.votes]
    years = [
        start.year
        for measure in aimed
        for provision in measure.provisions
        if provision.norm == "prohibit" and (start := provision.start.first) is not None
    ]
    first = min(years, default=dt.MAXYEAR)

    def on(_start: int, day: dt.date) -> Ties:
        if day.year < first:
            raise NotCovered(f"the book has no measure against a state before {first}")
        hostile: Found = {}
        for measure in aimed:
            for target in _barred(measure, day):
                aim = book.classes.heir(target, day)
                for state, vote in measure.votes.items():
                    voter = book.classes.heir(state, day)
                    if vote == "yes" and voter != aim:
                        pair = (min(voter, aim), max(voter, aim))
                        hostile.setdefault(pair, set()).add(measure.id)
        return tied(day, {}, hostile)

    rule = (
        "hostile: one voted in the Security Council for a measure against the other that stands "
        "on the day"
    )
    return Kind("sanctions", rule, (_label(book),), first, dt.date.today().year, on, named=True)


def _barred(measure: Measure, day: dt.date) -> set[str]:
    """The states against which a prohibition of a measure stands on a day."""
    return {
        target
        for provision in measure.provisions
        if provision.norm == "prohibit" and _stands(provision, day)
        for target in provision.targets
        if target != _ALL
    }


def _stands(provision: Provision, day: dt.date) -> bool:
    again = binds(provision.reapplied_on, When(), day) if provision.reapplied_on.text else "no"
    return binds(provision.start, provision.end, day) != "no" or again != "no"


def _label(book: Book) -> str:
    return f"book {book.digest[:12]}".strip()
