"""Several events in order: each is asked with what came before it as context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from casus.ask.heard import WAR
from casus.ask.known import check_actor
from casus.ask.policies import Policies
from casus.ask.world import World, read_day
from casus.errors import UnknownEvent
from casus.model.law import Party, When
from casus.model.occurrence import Occurrence, Ongoing
from casus.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from casus.book.book import Book

MOST: Final = 50
"""So many events in order at most."""
_IN_WAR: Final = (*sorted(WAR), "threaten", "mobilise", "remilitarise")
"""Kinds for which it matters who fights already."""
ACCEPTED: Final = (
    'an event such as {"kind": "attack", "attacker": "DEU", "target": "RUS"}, a change of parties '
    'such as {"kind": "join", "state": "SWE", "treaty": "nato"} (or "leave"), or either with its '
    'day: {"date": "1914-08-01", "event": {...}}'
)


@dataclass(frozen=True, slots=True)
class Move:
    """A state that becomes a party to a treaty of the book, or ceases to be one."""

    kind: str
    state: str
    treaty: str

    @classmethod
    def of(cls, record: Any) -> Move:
        """Read a move; raises `UnknownEvent`."""
        if set(record) != {"kind", "state", "treaty"} or not all(
            isinstance(value, str) for value in record.values()
        ):
            raise UnknownEvent(f"{dict(record)!r}: a move is {ACCEPTED.split(', ')[1]}")
        return cls(record["kind"], record["state"], record["treaty"])

    def as_dict(self) -> dict[str, str]:
        """The move as plain data."""
        return {"kind": self.kind, "state": self.state, "treaty": self.treaty}

    def made(self, book: Book, day: dt.date) -> Book:
        """The book after the move; raises `UnknownEvent` where it changes nothing."""
        treaty = book.treaty(self.treaty)
        check_actor(book, self.state, day)
        bound = self.state in book.parties_on(treaty, day)
        if bound == (self.kind == "join"):
            raise UnknownEvent(
                f"{self.state} is {'already a' if bound else 'no'} party to {treaty.id} on {day}"
            )
        if self.kind == "join":
            parties = (*treaty.parties, Party(self.state, When.of(day), note="supposed"))
        else:
            heir = book.classes.heir
            parties = tuple(
                replace(p, end=When.of(day), note="supposed to leave")
                if heir(p.state, day) == self.state and (p.end.last is None or p.end.last > day)
                else p
                for p in treaty.parties
            )
        treaties = {**book.treaties, treaty.id: replace(treaty, parties=parties)}
        return replace(book, treaties=treaties, _bound={})


Step = tuple[dt.date, "Occurrence | Move"]


def read_steps(records: Any, day: dt.date) -> list[Step]:
    """Events in order from plain data, each on `day` unless it says its own.

    Raises `UnknownEvent` for what is no event, for days that go back, for more than `MOST`.
    """
    if not isinstance(records, list | tuple) or not records or len(records) > MOST:
        raise UnknownEvent(f"events is a list of 1 to {MOST}: each {ACCEPTED}")
    out: list[Step] = []
    for record in records:
        if isinstance(record, dict) and set(record) == {"date", "event"}:
            day, event = read_day(record["date"]), record["event"]
        else:
            event = record
        if out and day < out[-1][0]:
            raise UnknownEvent(f"events go back from {out[-1][0]} to {day}: put them in order")
        if isinstance(event, dict) and event.get("kind") in ("join", "leave"):
            out.append((day, Move.of(event)))
        else:
            out.append((day, Occurrence.from_dict(event)))
    return out


def follow_events(
    steps: Sequence[Step],
    policy: str | Policies = "strict",
    book: Book | None = None,
    ongoing: Iterable[Ongoing] = (),
) -> list[Outcome]:
    """What follows from each event, those before it being context.

    An attack, an occupation or a declared war goes on after it: it stands under `ongoing` of every
    later event. A state that strikes back at one that attacked it acts in self-defence, and a note
    says so. A state that joins or leaves is bound, or free, from that day on; nothing follows from
    the move itself. `ongoing` are fights that go on before the first event. Raises `UnknownEvent`
    where events contradict one another.

    >>> from datetime import date
    >>> from casus.book import load_book
    >>> day = date(1914, 8, 1)
    >>> steps = [(day, Occurrence.attack("AUH", "SRB")), (day, Occurrence.attack("RUS", "AUH"))]
    >>> [[f.state for f in outcome.obliged] for outcome in follow_events(steps)]
    [['GRC'], []]
    """
    out = []
    for world, step, notes in in_order(steps, policy, book, ongoing):
        if isinstance(step, Move):
            out.append(Outcome(world.day.isoformat(), step.as_dict(), notes=notes))
        else:
            outcome = world.what_if(step)
            out.append(replace(outcome, notes=(*outcome.notes, *notes)))
    return out


def in_order(
    steps: Sequence[Step], policy: str | Policies, book: Book | None, ongoing: Iterable[Ongoing]
) -> Iterator[tuple[World, Occurrence | Move, tuple[str, ...]]]:
    """Each step with the world in which it happens, the fights before it put into the event, and
    what was supposed for it."""
    fights = list(ongoing)
    base: Book | None = book
    for day, step in steps:
        world = World(day, policy, base)
        if isinstance(step, Move):
            base = step.made(world.book, day)
            verb = "joins" if step.kind == "join" else "leaves"
            yield world, step, (f"supposed: {step.state} {verb} {step.treaty} on {day}",)
            continue
        event, notes = _in_context(step, fights)
        yield world, event, notes
        fight = _fight(event, day)
        if fight is not None:
            fights.append(fight)


def _in_context(event: Occurrence, fights: list[Ongoing]) -> tuple[Occurrence, tuple[str, ...]]:
    """The event with the fights that go on, and whether it answers one of them."""
    if event.kind not in _IN_WAR:
        return event, ()
    pair = (event.attacker, event.target)
    known = {(f.attacker, f.target) for f in event.ongoing}
    own = tuple(
        f for f in fights if (f.attacker, f.target) not in known and (f.attacker, f.target) != pair
    )
    out = replace(event, ongoing=(*event.ongoing, *own))
    if event.kind in ("declare_war", "threaten"):
        whole = replace(event, ongoing=(*event.ongoing, *fights))
        whole.check_fights()
    out.check_fights()
    struck = any(
        f.kind == "attack" and not f.lawful and (f.target, f.attacker) == pair for f in own
    )
    if event.kind in (*WAR, "threaten") and struck and not event.self_defence:
        note = f"{event.attacker} was attacked by {event.target} before: it acts in self-defence"
        return replace(out, self_defence=True), (note,)
    return out, ()


def _fight(event: Occurrence, day: dt.date) -> Ongoing | None:
    """The fight that goes on after the event; None where no state began one."""
    state = event.attacker if event.attacker_kind == "state" else event.attributed_to
    if event.kind not in WAR or not state or not event.target:
        return None
    kind = "declared" if event.kind == "declare_war" else "attack"
    return Ongoing(kind, state, event.target, day.isoformat(), (), event.self_defence)
