"""Clauses that bind nobody on the day: not yet in force, ended, or left by a party."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from casus.ask.docket import docket_on
from casus.ask.heard import hears
from casus.ask.standing import Standing, expand
from casus.ask.verdict import Trace, failed
from casus.book.book import Book, binds
from casus.model.outcome import NotFired

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterator

    from casus.ask.scene import Scene
    from casus.model.law import Clause, Party, Treaty


def lapsed_clauses(scene: Scene) -> list[Trace]:
    """Duties towards the target that would have been asked of somebody had they been in force.

    Only instruments to which the target once belonged are named; states that never were parties
    are not.
    """
    return [
        _put(scene, treaty, clause, missed.state, missed.failed, missed.test)
        for treaty, clause, missed in _lapsed(scene.book, scene.day, scene.event.kind, scene.target)
        if missed.state != scene.attacker
    ]


def lapsed_duties(scene: Scene) -> list[NotFired]:
    """The same, of duties alone, as an outcome tells them."""
    return [
        missed
        for _, clause, missed in _lapsed(scene.book, scene.day, scene.event.kind, scene.target)
        if missed.state != scene.attacker and clause.fills in ("obliged", "discretionary")
    ]


@lru_cache(maxsize=2048)
def _lapsed(
    book: Book, day: dt.date, kind: str, target: str
) -> tuple[tuple[Treaty, Clause, NotFired], ...]:
    """Clauses of which nothing came on the day, whoever may act against the target."""
    out = []
    standing = standing_clauses(book, day)
    for past in _belonged(book, day, target):
        treaty, ever = past.treaty, past.ever
        bound = book.parties_on(treaty, day)
        for clause in treaty.clauses:
            if clause.fills is None or hears(clause, kind) == "no":
                continue
            whole = clause not in standing
            if not whole and (not target or target in bound) and bound.keys() >= ever:
                continue
            for state in sorted(expand(book, clause.by, ever, day) & ever):
                if state == target:
                    continue
                whose = state if whole or state not in bound else target
                if whose != state and (not target or target in bound):
                    continue
                text = past.reason(clause, whose)
                missed = NotFired(state, treaty.id, clause.article, text, "in_force", clause.id)
                out.append((treaty, clause, missed))
    return tuple(out)


@lru_cache(maxsize=512)
def standing_clauses(book: Book, day: dt.date) -> frozenset[Clause]:
    """The clauses that can bind somebody on the day."""
    return frozenset(s.clause for s in docket_on(book, day).standings)


def unconcerned_clauses(
    standings: tuple[Standing, ...], scene: Scene, state: str, tried: Container[tuple[str, str]]
) -> list[Trace]:
    """Clauses that bind the state on the day and do not speak of this event at all."""
    out = []
    for standing in standings:
        clause, treaty = standing.clause, standing.treaty
        if state not in standing.by or clause.fills is None or (clause.id, state) in tried:
            continue
        if hears(clause, scene.event.kind) == "no":
            step = failed("event", f"the clause does not speak of {scene.event.kind}")
        elif state == scene.target:
            step = failed("protected", f"{state} is itself the one attacked")
        elif state == scene.state:
            step = failed("protected", f"{state} is itself the one that acts")
        else:
            step = failed("protected", f"{treaty.id} {clause.article} does not protect "
                                       f"{scene.target} in a case like this")  # fmt: skip
        out.append(_put(scene, treaty, clause, state, step.text, step.test))
    return out


class _Past:
    """The parties that a treaty ever had, as seen from a day."""

    def __init__(self, book: Book, day: dt.date, treaty: Treaty) -> None:
        heir = book.classes.heir
        ever: set[str] = set()
        self.spans: dict[str, list[Party]] = {}
        for party in treaty.parties:
            code = heir(party.state, day)
            for name in {party.state, code}:
                self.spans.setdefault(name, []).append(party)
            # a state that joined later did so under its own code, whoever stood there before
            ever.add(party.state if party.start.first and party.start.first > day else code)
        self.ever = frozenset(ever)
        """Every party, under the codes of the day."""
        self.book, self.day, self.treaty = book, day, treaty
        self._reasons: dict[str, str] = {}

    def reason(self, clause: Clause, state: str) -> str:
        """Why the state was not bound by the clause on the day."""
        treaty = self.treaty
        if clause.trigger == "none":
            return f"{treaty.id} {clause.article} asks nobody to act"
        if state not in self._reasons:
            self._reasons[state] = self._of_treaty(state)
        if self._reasons[state]:
            return self._reasons[state]
        if clause.end.first is not None and self.day >= clause.end.first:
            return f"{treaty.id} {clause.article} ended on {clause.end}"
        return f"{treaty.id} does not bind {state} on {self.day}"

    def _of_treaty(self, state: str) -> str:
        """Why the whole treaty did not bind the state; empty where it did."""
        treaty, day = self.treaty, self.day
        spans = self.spans.get(state, [])
        if len(spans) > 1:
            spans = sorted(spans, key=lambda party: str(party.start), reverse=True)
        for party in spans:
            if party.start.first is None:
                if not party.start.text:
                    return f"{treaty.id} never entered into force"
                return f"{treaty.id} was signed only on {treaty.signed_on}"
            if day < party.start.first:
                return (f"{treaty.id} binds {state} only from {party.start} "
                        f"(signed {treaty.signed_on})")  # fmt: skip
            if binds(party.start, party.end, day) == "no":
                return f"{treaty.id} bound {state} to {party.end}"
        return ""


@lru_cache(maxsize=8192)
def _past(book: Book, day: dt.date, treaty: Treaty) -> _Past:
    return _Past(book, day, treaty)


@lru_cache(maxsize=2048)
def _parties(treaty: Treaty) -> frozenset[str]:
    """The codes of all parties, whenever."""
    return frozenset(party.state for party in treaty.parties)


def _belonged(book: Book, day: dt.date, target: str) -> Iterator[_Past]:
    """Treaties to which the target, or one in whose place it stands, once belonged; all of them
    where there is no target."""
    heir, successors = book.classes.heir, book.classes.successors
    codes = {target, *(old for old in successors if heir(old, day) == target)}
    for treaty in book.treaties.values():
        if treaty.general or (target and codes.isdisjoint(_parties(treaty))):
            continue
        past = _past(book, day, treaty)
        if not target or target in past.ever:
            yield past


def _put(scene: Scene, treaty: Treaty, clause: Clause, state: str, text: str, test: str) -> Trace:
    return Trace(
        state=state, treaty=treaty.id, article=clause.article, clause=clause.id,
        strength=clause.strength, fills=clause.fills or "", act=clause.act,
        toward=scene.target, against=scene.attacker, steps=(failed(test, text),),
        substance=clause.substance,
    )  # fmt: skip
