"""A table for review: for each clause an event that sets it off, and ones that just miss it.

The events are made from the clause alone, so that a lawyer can read down the table and object.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from casus.ask.apply import apply_clauses
from casus.ask.docket import Docket
from casus.ask.embargo import apply_measures
from casus.ask.policies import STRICT
from casus.ask.scene import Scene
from casus.ask.standing import Standing, standing_on
from casus.model.occurrence import Occurrence, Ongoing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casus.ask.verdict import Trace
    from casus.book.book import Book
    from casus.model.law import Clause, Provision, Treaty

_USUAL = ("DEU", "RUS", "SUN", "USA", "CHN", "JPN", "FRA", "GBR", "PRU", "IND", "ISR")


@dataclass(frozen=True, slots=True)
class Row:
    """One event tried on a clause: what came of it, or the first test that failed."""

    instrument: str
    article: str
    day: dt.date
    event: dict[str, Any]
    fired: bool
    failed: str


def days_of(treaty: Treaty) -> list[dt.date]:
    """Days worth trying: just after entry into force, after each accession, and a late one."""
    days = {p.start.last for p in treaty.parties if p.start.last}
    days |= {c.start.last for c in treaty.clauses if c.start.last}
    if treaty.signed_on.last and treaty.in_force_on.text == "unknown":
        days.add(treaty.signed_on.last)
    later = {day + dt.timedelta(days=400) for day in days}
    return sorted(day for day in days | later if day.year < 2027)


def clause_events(book: Book, standing: Standing, day: dt.date) -> Iterator[Occurrence]:
    """Events that may set the clause off, likeliest first."""
    clause = standing.clause
    wards = sorted(standing.towards) or ["CHE"]
    when = clause.when
    if "mobilise" in clause.on:
        for state in when.get("adversary", {}).get("is", ()):
            yield Occurrence(kind="mobilise", attacker=state)
        return
    if "sanction" in clause.on:
        yield from (
            Occurrence(kind="sanction", sender=state, target=ward)
            for state in standing.bearers for ward in wards if state != ward
        )  # fmt: skip
        return
    kind = "attack" if "attack" in clause.on else clause.on[0]
    foes = _foes(book, standing, day)
    friends = [*([when["ally"]] if "ally" in when else []), *when.get("ally_at_war", ())]
    third = when.get("third_assists")
    for ward in wards:
        for foe in foes:
            if foe == ward:
                continue
            fights = [Ongoing("war", f, foe) for f in (*friends, third) if f and f != ward]
            if when.get("enemies_at_least", 1) > 1:
                other = next((o for o in ("FRA", "RUS", "GBR") if o not in (foe, ward)
                              and o not in standing.by), "RUS")  # fmt: skip
                fights.append(Ongoing("war", other, ward, over=tuple(when.get("over", ()))))
            for place in (None, *_ward_places(book, ward, day)):
                base = Occurrence(kind=kind, attacker=foe, target=ward, place=place,
                                  ongoing=tuple(fights))  # fmt: skip
                yield replace(base, weapon=when.get("weapon", "conventional"))
                if clause.trigger == "own_attack" and when.get("breach") is False:
                    yield replace(base, attacker=next(f for f in _USUAL if f not in standing.by))
    if clause.trigger == "at_war":
        for ward in wards:
            for foe in foes:
                if foe != ward:
                    yield Occurrence(kind="attack", attacker=ward, target=foe, provoked=True)


def _foes(book: Book, standing: Standing, day: dt.date) -> list[str]:
    """States that may be the adversary of the clause."""
    asked = standing.clause.when.get("adversary", {})
    if standing.clause.trigger in ("own_attack", "guaranteed"):
        return sorted(standing.by)
    if asked.get("is"):
        return list(asked["is"])
    if asked.get("party"):
        return sorted(book.parties_on(standing.treaty, day))
    parties = book.parties_on(standing.treaty, day)
    return [s for s in _USUAL if s not in parties] + [s for s in _USUAL if s in parties]


def _ward_places(book: Book, ward: str, day: dt.date) -> list[str]:
    return [p.name for p in book.places.places.values() if ward in p.governors(day)]


def near_misses(
    event: Occurrence, day: dt.date, clause: Clause
) -> Iterator[tuple[dt.date, Occurrence]]:
    """Events that differ from one that sets the clause off in one point."""
    if event.kind != "attack":
        return
    yield day, replace(event, self_defence=True, ongoing=(
        Ongoing("attack", event.target or "", event.attacker or ""),))  # fmt: skip
    yield day, replace(event, provoked=not event.provoked)
    yield day, replace(event, attacker="a band", attacker_kind="nonstate")
    yield day, replace(event, object="warship")
    if event.ongoing:
        yield day, replace(event, ongoing=())
    if "area" in clause.when and event.place is None:
        yield day, replace(event, place="Darfur")
    yield day, replace(event, attacker=event.target, target=event.attacker)


def review_clause(book: Book, treaty: Treaty, clause: Clause) -> list[Row]:
    """The rows of one clause: an event that sets it off, first, then the near misses."""
    for day in days_of(treaty):
        standings = [s for s in standing_on(book, day) if s.clause is clause]
        for standing in standings:
            for event in clause_events(book, standing, day):
                fired = _tried(book, standing, day, event)
                if any(t.holds or t.arguable for t in fired):
                    rows = [_row(treaty.id, clause.article, day, event, fired)]
                    before = day - dt.timedelta(days=1)
                    if not any(s.clause is clause for s in standing_on(book, before)):
                        text = f"not in force on {before}"
                        rows.append(
                            Row(treaty.id, clause.article, before, event.as_dict(), False, text)
                        )
                    for other, miss in near_misses(event, day, clause):
                        tried = _tried(book, standing, other, miss)
                        rows.append(_row(treaty.id, clause.article, other, miss, tried))
                    return rows
    return []


def _tried(book: Book, standing: Standing, day: dt.date, event: Occurrence) -> list[Trace]:
    return list(apply_clauses(Docket([standing]), Scene.of(book, day, event, STRICT)))


def _row(name: str, article: str, day: dt.date, event: Occurrence, traces: list[Trace]) -> Row:
    holds = [t for t in traces if t.holds]
    shown = "" if holds else next((t.stopped.text for t in traces if t.stopped), "not concerned")
    return Row(name, article, day, event.as_dict(), bool(holds), shown)


def review_provision(book: Book, row: Provision) -> Row | None:
    """An event that breaks a paragraph, None where none does."""
    start = row.due_on.last or row.start.last
    if start is None:
        return None
    day = start + dt.timedelta(days=10)
    for item in sorted(row.items):
        for target in (t if t != "*" else "AFG" for t in row.targets):
            users = [g for g in row.groups if not g.startswith("<")] or ["government", "a group"]
            for user in users:
                inward = row.direction != "from"
                kind = "transfer_funds" if book.items.covers(["funds"], item) else "supply"
                kind = "host_workers" if row.due_on.text else kind
                event = Occurrence(
                    kind=kind, item=item, end_user=user, notified=False,
                    place=row.places[0] if row.places else None,
                    quantity_bbl=1e9, quantity_t=1e9,
                    supplier="GBR" if inward else target, target=target if inward else "GBR",
                )  # fmt: skip
                scene = Scene.of(book, day, event, STRICT)
                for trace in apply_measures([book.measures[row.measure]], scene):
                    if trace.clause == f"{row.measure}.{row.number}" and (
                        trace.holds or trace.arguable
                    ):
                        return _row(row.measure, row.paragraph, day, event, [trace])
    return None
