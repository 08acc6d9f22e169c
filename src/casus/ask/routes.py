"""Routes: the smallest sets of acts after which a treaty would bind a state against another.

Candidates come from the clauses themselves (see `ways`). Each is tried, and kept where no proper
part of it reaches the goal. A search can be bounded, watched and broken off; what it found by then
stands, and the outcome says that it is not complete.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from casus.ask.apply import apply_clauses
from casus.ask.docket import Docket
from casus.ask.elements import Element, events_of
from casus.ask.known import check_actor
from casus.ask.quest import Quest, Route
from casus.ask.scene import Scene
from casus.ask.ways import candidates
from casus.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casus.ask.world import World
    from casus.model.occurrence import Occurrence

Watch = Callable[["Search"], object]
"""Told of every set tried."""


class Search:
    """One search for routes: `run` it, then take its `outcome`, whole or as far as it came.

    `tried` counts the sets put to the clauses, `found` are those kept, `size` is the size at which
    the search is, `stopped` says why it ended early, if it did. Raises `UnknownEvent` or
    `UnknownActor` for what cannot be looked for.
    """

    def __init__(self, world: World, occurrence: Occurrence) -> None:
        self.world = world
        self.occurrence = occurrence
        self.quest = quest = Quest.of(occurrence.goal or "", occurrence.constraints)
        named = {quest.state, quest.enemy, *quest.lawful_only, *quest.not_first_attacker}
        named |= {code for act in quest.without for code in (act.who, act.whom) if code}
        for code in sorted(named):
            check_actor(world.book, code, world.day)
        for place in sorted({act.place for act in quest.without} - {""}):
            world.book.places.find(place)
        self.tried = 0
        self.size = 1
        self.found: list[Route] = []
        self.stopped = ""
        self.standings = [
            replace(s, by={quest.state: s.by[quest.state]})  # nobody else's duties are asked for
            for s in world.standings
            if quest.state in s.by and s.clause.fills == quest.fills
        ]
        self._docket = Docket(self.standings)

    def run(self, watch: Watch | None = None) -> None:
        """Try every candidate, up to the bounds of the question."""
        quest, until = self.quest, None
        if quest.seconds is not None:
            until = time.monotonic() + quest.seconds
        reached: set[frozenset[Element]] = set()
        for route in candidates(self.world, quest, self.standings):  # the smallest first
            if len(self.found) >= quest.limit:
                self.stopped = f"{quest.limit} sets were found, and there may be more"
                return
            if until is not None and time.monotonic() > until:
                self.stopped = f"{quest.seconds:g} seconds were over"
                return
            if not quest.allows(route) or any(part in reached for part in _parts(route)):
                continue
            self.tried += 1
            self.size = len(route)
            if watch is not None:
                watch(self)
            if self.reaches(route):
                reached.add(frozenset(route))
                self.found.append(route)

    def outcome(self) -> Outcome:
        """All minimal sets found, smallest first; says so where there is none, or not yet all."""
        quest = self.quest
        sets = {tuple(sorted(map(str, route))) for route in self.found}
        notes = []
        if self.stopped:
            notes.append(f"not complete: {self.stopped}, after {self.tried} sets of acts tried, "
                         f"at size {self.size} of {quest.max_size}")  # fmt: skip
        elif not sets:
            notes.append(f"none up to {quest.max_size}: no set of so many acts, under these "
                         f"constraints, reaches '{self.occurrence.goal}'")  # fmt: skip
        return Outcome(
            day=self.world.day.isoformat(), occurrence=self.occurrence.as_dict(),
            notes=tuple(notes),
            minimal_sets=tuple(sorted(sets, key=lambda acts: (len(acts), acts))),
        )  # fmt: skip

    def reaches(self, route: Route) -> bool:
        """Whether the goal stands after these acts."""
        quest, world = self.quest, self.world
        for event in events_of(route):
            scene = Scene.of(world.book, world.day, event, world.policies)
            for trace in apply_clauses(self._docket, scene):
                if trace.against == quest.enemy and trace.fills == quest.fills and trace.holds:
                    return True
        return False


def find_routes(world: World, occurrence: Occurrence) -> Outcome:
    """All minimal sets, smallest first, up to the bounds that the question names.

    >>> from casus.ask import Occurrence, World
    >>> question = {"kind": "abduce", "goal": "SUN obliged to fight DEU"}
    >>> found = find_routes(World("1938-06-01"), Occurrence.from_dict(question))
    >>> found.minimal_sets[0]
    ('DEU attacks FRA',)
    """
    search = Search(world, occurrence)
    search.run()
    return search.outcome()


def _parts(route: Route) -> Iterator[frozenset[Element]]:
    """The proper parts of a set of acts."""
    for size in range(1, len(route)):
        yield from map(frozenset, combinations(route, size))
