"""The same event on two days: what follows on one and not on the other, and what changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from casus.ask.known import existed
from casus.ask.world import World
from casus.book.changes import Change, changes_between
from casus.model.occurrence import Occurrence
from casus.model.outcome import LISTS, Finding, Outcome

if TYPE_CHECKING:
    import datetime as dt

    from casus.book.book import Book

_CODES: Final = ("attacker", "target", "supplier", "sender", "attributed_to")


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding that stands on one of the two days only, or in another list on each.

    `finding` is the one of the day `on`, the later of the two where it stands on both; `list`
    where it stands there, `elsewhere` where on the other day (empty: nowhere). `failed` is the
    first test that fails on the other day; `changes` are those of the book that account for it.
    """

    on: str
    list: str
    finding: Finding
    elsewhere: str = ""
    failed: str = ""
    changes: tuple[Change, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The difference as plain data."""
        out = {"on": self.on, "list": self.list, **self.finding.as_dict()}
        if self.elsewhere:
            out["elsewhere"] = self.elsewhere
        if self.failed:
            out["failed"] = self.failed
        out["changes"] = [change.as_dict() for change in self.changes]
        return out


@dataclass(frozen=True, slots=True)
class Comparison:
    """What follows from an event on two days.

    `only_first` and `only_second` hold what stands on one day alone, `moved` what stands in another
    list on each (say, disputed on one and settled on the other), `same` what stands on both.
    """

    first: Outcome
    second: Outcome
    only_first: tuple[Difference, ...] = ()
    only_second: tuple[Difference, ...] = ()
    moved: tuple[Difference, ...] = ()
    same: tuple[tuple[str, Finding], ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The comparison as plain data."""
        return {
            "on": self.first.day, "against": self.second.day,
            "event": [self.first.occurrence, self.second.occurrence],
            "only_on": [d.as_dict() for d in self.only_first],
            "only_against": [d.as_dict() for d in self.only_second],
            "moved": [d.as_dict() for d in self.moved],
            "same": [{"list": name, **found.as_dict()} for name, found in self.same],
        }  # fmt: skip


def compare(occurrence: Occurrence, first: World, second: World) -> Comparison:
    """What follows from the event in one world and not in the other, and by which instrument.

    A state that another has followed stands for it on the other day (SUN and RUS). Raises as
    `World.what_if` does, for either day.

    >>> found = compare(Occurrence.attack("RUS", "SWE"), World("2024-03-06"), World("2024-03-07"))
    >>> [(d.finding.state, c.told) for d in found.only_second[:1] for c in d.changes]
    [('ALB', 'joined by SWE')]
    """
    book = first.book
    worlds = (first, second)
    events = [_translated(book, occurrence, world.day) for world in worlds]
    outcomes = [world.what_if(event) for world, event in zip(worlds, events, strict=True)]
    latest = max(first.day, second.day)
    one, other = (_by_key(book, outcome, latest) for outcome in outcomes)
    changes = changes_between(book, first.day, second.day)
    missed = [_missed(book, outcome, latest) for outcome in outcomes]
    moved = []
    for key in sorted(one.keys() & other.keys()):
        (before, _), (after, found) = one[key], other[key]
        if before != after:
            why = _accounting(book, changes, found, latest)
            moved.append(Difference(outcomes[1].day, after, found, before, changes=why))

    def alone(mine: int, rows: dict[Any, Any], others: dict[Any, Any]) -> tuple[Difference, ...]:
        out = []
        for key in sorted(rows.keys() - others.keys()):
            name, found = rows[key]
            why = _accounting(book, changes, found, latest)
            failed = missed[1 - mine].get(key[:3], "")
            failed = failed or _why_not(worlds[1 - mine], events[1 - mine], found)
            out.append(Difference(outcomes[mine].day, name, found, "", failed, why))
        return tuple(out)

    return Comparison(
        outcomes[0], outcomes[1], alone(0, one, other), alone(1, other, one), tuple(moved),
        tuple(other[k] for k in sorted(one.keys() & other.keys()) if one[k][0] == other[k][0]),
    )  # fmt: skip


def _translated(book: Book, event: Occurrence, day: dt.date) -> Occurrence:
    """The event with each state under the code of the day."""
    record = event.as_dict()
    for key in _CODES:
        if record.get(key):
            record[key] = _code(book, record[key], day)
    for fight in record.get("ongoing", ()):
        for key in ("attacker", "target"):
            fight[key] = _code(book, fight[key], day)
    return Occurrence.from_dict(record)


def _code(book: Book, code: str, day: dt.date) -> str:
    """The code of that day for the state: its successor's, or its predecessor's before that."""
    heir = book.classes.heir(code, day)
    if heir != code or existed(book, code, day):
        return heir
    for old in book.classes.successors:
        if book.classes.heir(old, book.classes.successors[old][1][0]) == code and existed(
            book, old, day
        ):
            return old
    return code


Key = tuple[str, str, str, str, str, str]


def _by_key(book: Book, outcome: Outcome, latest: dt.date) -> dict[Key, tuple[str, Finding]]:
    """Findings by state, instrument and article, under the codes of the later day."""
    heir = book.classes.heir
    out: dict[Key, tuple[str, Finding]] = {}
    for name in (*LISTS, "contested"):
        for found in getattr(outcome, name):
            key = (
                heir(found.state, latest), found.treaty, found.article, found.fills,
                heir(found.toward, latest), heir(found.against, latest),
            )  # fmt: skip
            out.setdefault(key, (name, found))
    return out


def _missed(book: Book, outcome: Outcome, latest: dt.date) -> dict[tuple[str, str, str], str]:
    """The first test that failed, by state, instrument and article."""
    out: dict[tuple[str, str, str], str] = {}
    for entry in outcome.not_obliged:
        key = (book.classes.heir(entry.state, latest), entry.treaty, entry.article)
        out.setdefault(key, entry.failed)
    return out


def _why_not(world: World, event: Occurrence, found: Finding) -> str:
    """The first test that the clause fails for the state on the other day."""
    state = _code(world.book, found.state, world.day)
    if event.kind == "abduce" or not existed(world.book, state, world.day):
        return ""
    for trace in world.tried(state, event):
        if (trace.treaty, trace.article) == (found.treaty, found.article) and trace.stopped:
            return trace.stopped.text
    return ""


def _accounting(
    book: Book, changes: tuple[Change, ...], found: Finding, latest: dt.date
) -> tuple[Change, ...]:
    """Changes of the instrument that concern the states of the finding, or all of them."""
    named = {book.classes.heir(s, latest) for s in (found.state, found.toward, found.against) if s}
    out = []
    for change in changes:
        if change.instrument != found.treaty or change.kind == "signed":
            continue
        if change.articles and found.article not in change.articles:
            continue
        states = {book.classes.heir(s, latest) for s in change.states}
        if not states or change.against or not change.states:
            out.append(change)
        elif states & named:
            whole = change.kind in ("in force", "ended")
            own = tuple(s for s in change.states if book.classes.heir(s, latest) in named)
            out.append(change if whole else replace(change, states=own))
    return tuple(out)
