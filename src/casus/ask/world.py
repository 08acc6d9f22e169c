"""The world on a day: what follows from an event, why, and why not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from casus.ask.apply import apply_clauses
from casus.ask.conflicts import find_conflicts
from casus.ask.council import COUNCIL, apply_decision, check_council, decides
from casus.ask.docket import Docket, docket_on
from casus.ask.embargo import apply_measures
from casus.ask.heard import WAR
from casus.ask.known import check_actor, existed, states_on
from casus.ask.lapsed import lapsed_clauses, lapsed_duties, unconcerned_clauses
from casus.ask.policies import Policies
from casus.ask.rounds import Rounds, Told, play_rounds
from casus.ask.sanctions import apply_lifting, notes_on
from casus.ask.scene import Scene
from casus.ask.verdict import Verdict
from casus.book.load import load_book
from casus.errors import InputError, NotCovered, UnknownEvent
from casus.model.law import When
from casus.model.occurrence import Occurrence
from casus.model.outcome import LISTS, Finding, NotFired, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from casus.ask.standing import Standing
    from casus.ask.verdict import Key, Trace
    from casus.book.book import Book
    from casus.book.world import Place
    from casus.model.law import Treaty

FIRST_DAY: Final = dt.date(1815, 1, 1)
TRANSFERS: Final = ("supply", "transfer_funds", "host_workers")
"""Kinds that measures of the Council speak of."""
_MISSED: Final = frozenset({"obliged", "discretionary", "breached"})


class World:
    """The law in force on one day.

    `day` is a date or `YYYY-MM-DD`, from 1815-01-01 to a year from today (`NotCovered` outside);
    `policy` is `strict`, `escalate` or a `Policies`; `book` the instruments (default: built in).

    >>> outcome = World("2024-06-21").what_if(Occurrence.attack("KOR", "PRK"))
    >>> [(f.state, f.treaty, f.article) for f in outcome.obliged]
    [('CHN', 'chn_prk_1961', 'II')]
    """

    def __init__(
        self, day: dt.date | str, policy: str | Policies = "strict", book: Book | None = None
    ) -> None:
        self.day = read_day(day)
        self.policies = policy if isinstance(policy, Policies) else Policies.named(policy)
        self.book = book if book is not None else load_book()

    def __repr__(self) -> str:
        return f"World({self.day.isoformat()!r})"

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The clauses that can bind somebody on the day."""
        return self.docket.standings

    @property
    def docket(self) -> Docket:
        """The same clauses, found by what can set them off."""
        return docket_on(self.book, self.day)

    def treaties(self, of: str | None = None) -> tuple[Treaty, ...]:
        """The treaties in force on the day, of one state if `of` is given."""
        if of is not None:
            check_actor(self.book, of, self.day)
        return self.book.in_force(self.day, of)

    def what_if(self, occurrence: Occurrence) -> Outcome:
        """All that follows from the event.

        Raises `UnknownEvent`, `UnknownActor` or `NotCovered` where the event cannot be asked.
        """
        if occurrence.kind == "abduce":
            from casus.ask.routes import find_routes

            return find_routes(self, occurrence)
        scene = self.scene(occurrence)
        lapsed = lapsed_duties(scene) if self._looks_back(scene) else []
        outcome = gather(scene, self._play(scene), lapsed, self.docket)
        notes = (*notes_on(scene), *self._silence(outcome))
        return replace(outcome, notes=notes) if notes else outcome

    def _silence(self, outcome: Outcome) -> tuple[str, ...]:
        """That the book is silent, which is not that nobody is bound."""
        if outcome.findings or outcome.contested or outcome.not_obliged:
            return ()
        if outcome.occurrence.get("sender") == COUNCIL:
            return ()
        kind = outcome.occurrence["kind"]
        if kind in TRANSFERS or outcome.occurrence.get("lifted"):
            what = f"none of its {len(self.book.measures)} measures is about these states"
        else:
            what = f"no clause of its {len(self.book.treaties)} treaties speaks of it on that day"
        return (f"the book is silent: {what}; what it does not hold may bind all the same",)

    def _play(self, scene: Scene) -> Rounds:
        """Every clause tried, through all rounds that the policy plays."""
        if scene.event.kind in WAR:
            return play_rounds(self.docket, scene)
        return Rounds((Told(1, None, tuple(self.try_clauses(scene))),))

    def scene(self, occurrence: Occurrence) -> Scene:
        """The event on this day, its states, place and item checked."""
        self._check(occurrence)
        if occurrence.item is not None:
            item = self.book.items.find(occurrence.item)
            if item != occurrence.item:
                occurrence = Occurrence.from_dict(dict(occurrence.as_dict(), item=item))
        return Scene.of(self.book, self.day, occurrence, self.policies)

    def try_clauses(self, scene: Scene) -> Iterable[Trace]:
        """Every clause or paragraph tried against the event, fired or not."""
        if scene.event.kind in TRANSFERS:
            return apply_measures(self.book.measures.values(), scene)
        if decides(scene):
            return apply_decision(scene, states_on(self.book, self.day))
        if scene.event.lifted:
            return apply_lifting(self.book.measures.values(), scene)
        return apply_clauses(self.docket, scene)

    def why(self, state: str, occurrence: Occurrence) -> list[Trace]:
        """The clauses that work for the state after the event, with the tests they passed."""
        return [t for t in self.tried(state, occurrence) if t.holds or t.arguable]

    def why_not(self, state: str, occurrence: Occurrence) -> list[Trace]:
        """Every clause tried for the state that does not work, up to the first failing test."""
        return [t for t in self.tried(state, occurrence) if not t.holds]

    def tried(self, state: str, occurrence: Occurrence) -> list[Trace]:
        """Every clause of the book that concerns the state, whether or not it works."""
        check_actor(self.book, state, self.day)
        scene = self.scene(occurrence)
        tried = [
            trace.after(assumed) if assumed else trace
            for _, assumed, traces in self._play(scene).told
            for trace in traces
            if trace.state == state
        ]
        if occurrence.kind in TRANSFERS or occurrence.lifted:
            return tried
        if self._looks_back(scene):
            tried += [trace for trace in lapsed_clauses(scene) if trace.state == state]
        seen = {(trace.clause, trace.state) for trace in tried}
        return tried + unconcerned_clauses(self.standings, scene, state, seen)

    def _looks_back(self, scene: Scene) -> bool:
        """Whether clauses of the book that bind nobody on the day are told of."""
        return scene.event.kind in (*WAR, "mobilise", "threaten")

    def _check(self, occurrence: Occurrence) -> None:
        """Refuse unknown states and places, and what cannot be."""
        named = [
            occurrence.target, occurrence.supplier, occurrence.sender, occurrence.attributed_to,
            occurrence.against,
        ]  # fmt: skip
        if occurrence.attacker_kind == "state":
            named.append(occurrence.attacker)
        if COUNCIL in named:
            sits = existed(self.book, COUNCIL, self.day)
            check_council(occurrence, self.day.isoformat(), sits=sits)
            named.remove(COUNCIL)
        named += [s for f in occurrence.ongoing for s in (f.attacker, f.target)]
        for code in named:
            if code is not None:
                check_actor(self.book, code, self.day)
        for code in (s for f in occurrence.ongoing for s in f.over):
            check_actor(self.book, code, None)
        for fight in occurrence.ongoing:
            since = When.of(fight.since).first
            if since and since > self.day:
                raise UnknownEvent(f"ongoing since {fight.since}, after the day asked about")
        if occurrence.place:
            self._check_place(occurrence, self.book.places.find(occurrence.place))
        if occurrence.period and int(occurrence.period) > self.day.year:
            raise UnknownEvent(f"period {occurrence.period} lies after the day, {self.day}")
        if occurrence.justification:
            self.book.instrument(occurrence.justification)

    def _check_place(self, occurrence: Occurrence, place: Place) -> None:
        """Refuse what cannot happen at the place."""
        sea = place.sea and occurrence.object == "territory"
        if sea and occurrence.kind in ("attack", "threaten"):
            raise UnknownEvent(
                f"{place.name} is sea: say the object of the attack "
                "(warship, coast guard ship, aircraft, forces)"
            )
        if occurrence.kind != "occupy":
            return
        if place.sea:
            raise UnknownEvent(f"{place.name} is sea: nobody can occupy it")
        if occurrence.attacker in place.governors(self.day):
            raise UnknownEvent(f"{occurrence.attacker} governs {place.name} already on {self.day}")


def read_day(day: dt.date | str) -> dt.date:
    """The day as a date; raises `InputError` for no date, `NotCovered` outside the book."""
    if isinstance(day, dt.datetime):
        day = day.date()
    if not isinstance(day, dt.date):
        try:
            day = dt.date.fromisoformat(str(day))
        except ValueError:
            raise InputError(f"{day!r} is no day: write 2024-06-21") from None
    today = dt.date.today()
    last = dt.date(today.year + 1, today.month, min(today.day, 28))
    if not FIRST_DAY <= day <= last:
        raise NotCovered(f"{day}: the book covers {FIRST_DAY} to {last}")
    return day


def gather(scene: Scene, played: Rounds, lapsed: Iterable[NotFired], docket: Docket) -> Outcome:
    """Sort what was found into the lists of an outcome."""
    lists: dict[str, list[Finding]] = {name: [] for name in (*LISTS, "contested")}
    missed: set[NotFired] = set()
    seen: set[tuple[Key, str]] = set()
    for number, assumed, traces in played.told:
        if number > 1:  # of later rounds only what is new and holds is told
            for trace in traces:
                lists[trace.fills].append(finding_of(trace, number, assumed))
            continue
        for trace in traces:
            stopped = trace.stopped
            if stopped is None or trace.arguable:
                key = (trace.key, trace.toward)
                if key in seen:
                    continue
                seen.add(key)
                name = trace.fills if stopped is None else "contested"
                lists[name].append(finding_of(trace))
            if stopped is not None and trace.fills in _MISSED:
                missed.add(NotFired(trace.state, trace.treaty, trace.article, stopped.text,
                                    stopped.test, trace.clause))  # fmt: skip
    missed.update(lapsed)
    fired = {key for name in LISTS for key in map(_CLAUSE, lists[name])} if missed else set()
    ordered = {name: tuple(sorted(found, key=_ORDER)) for name, found in lists.items()}
    return Outcome(
        day=scene.day.isoformat(),
        occurrence=scene.event.as_dict(),
        obliged=ordered["obliged"],
        discretionary=ordered["discretionary"],
        consult=ordered["consult"],
        forbidden=ordered["forbidden"],
        breached=ordered["breached"],
        contested=ordered["contested"],
        not_obliged=tuple(sorted(n for n in missed if _CLAUSE(n) not in fired)),
        conflicts=find_conflicts(scene, lists, docket, played.wars),
        wars=played.wars,
    )


_ORDER = itemgetter(*map(Finding._fields.index, (
    "round", "treaty", "article", "state", "toward", "against")))  # fmt: skip

_CLAUSE: Final = itemgetter(0, 1, 2)
"""State, treaty and article, of what was found as of what was missed."""
_TEXT: Final[Callable[[Verdict], str]] = itemgetter(Verdict._fields.index("text"))
_READING: Final[Callable[[Verdict], str]] = itemgetter(Verdict._fields.index("reading"))


def finding_of(trace: Trace, number: int = 1, assumed: Verdict | None = None) -> Finding:
    """The finding of a clause that works, or that works on some reading; `assumed` is the premise
    that stands before its own."""
    state, treaty, article, clause, strength, fills, act, toward, against, steps, _, sure = trace
    because = tuple(map(_TEXT, steps if assumed is None else (assumed, *steps)))
    reading, held_by = ("", ()) if sure else _disputed(trace)
    return _NEW(Finding, (
        state, treaty, article, strength, act, toward, against, number, because, fills, clause,
        reading, held_by,
    ))  # fmt: skip


_NEW: Final = tuple.__new__


def _disputed(trace: Trace) -> tuple[str, tuple[str, ...]]:
    """What is disputed of it, and who holds that; empty where nothing that matters is."""
    if not any(map(_READING, trace.steps)):
        return "", ()
    disputes = trace.readings
    reading = "; ".join(dict.fromkeys(d.reading for d in disputes))
    return reading, tuple(dict.fromkeys(who for d in disputes for who in d.held_by))
