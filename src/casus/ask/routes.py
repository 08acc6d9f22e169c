"""Routes: the smallest sets of acts after which a treaty would bind a state against another.

Candidates come from the clauses themselves: a clause that binds the state says whom it protects,
against whom, and on which further acts it turns (a third state's help, a second enemy). Each
candidate is then tried, and kept where no proper part of it reaches the goal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from casus.ask.apply import apply_clauses
from casus.ask.docket import Docket
from casus.ask.elements import Element, events_of, unlawful
from casus.ask.known import check_actor, states_on
from casus.ask.scene import Scene
from casus.errors import UnknownEvent
from casus.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.ask.standing import Standing
    from casus.ask.world import World
    from casus.model.law import Clause
    from casus.model.occurrence import Occurrence

GOALS: Final = {"obliged to fight": "obliged", "discretionary against": "discretionary"}
MAX_SIZE: Final = 3
_CONSTRAINTS: Final = ("lawful_only", "not_first_attacker", "without", "max_size")
_ENOUGH: Final = 4000
"""Beyond so many candidate attackers per clause only partners of the enemy are tried."""

Route = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Quest:
    """What is looked for: `state` in the list `fills` with `enemy`, within the constraints."""

    state: str
    fills: str
    enemy: str
    lawful_only: frozenset[str] = frozenset()
    not_first_attacker: frozenset[str] = frozenset()
    without: frozenset[Element] = frozenset()
    max_size: int = 2

    @classmethod
    def of(cls, goal: str, constraints: Any) -> Quest:
        """Read goal and constraints; raises `UnknownEvent`."""
        given = dict(constraints or {})
        strange = sorted(set(given) - set(_CONSTRAINTS))
        if strange:
            raise UnknownEvent(f"constraints {', '.join(strange)}: {', '.join(_CONSTRAINTS)}")
        read = [
            (state, fills, enemy)
            for phrase, fills in GOALS.items()
            for state, found, enemy in [[p.strip() for p in goal.partition(f" {phrase} ")]]
            if found and state and enemy
        ]
        if not read:
            raise UnknownEvent(f"goal {goal!r}: like 'CHN obliged to fight USA' or "
                               "'USA discretionary against RUS'")  # fmt: skip
        state, fills, enemy = read[0]
        if state == enemy:
            raise UnknownEvent(f"goal {goal!r}: a state has no duty against itself")
        for key in _CONSTRAINTS[:3]:
            if not isinstance(given.get(key, []), list | tuple):
                raise UnknownEvent(f"{key} is a list, not {given[key]!r}")
        size = given.get("max_size", 2)
        if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= MAX_SIZE:
            raise UnknownEvent(f"max_size is a whole number from 1 to {MAX_SIZE}, not {size!r}")
        return cls(
            state, fills, enemy,
            frozenset(given.get("lawful_only", ())),
            frozenset(given.get("not_first_attacker", ())),
            frozenset(Element.parse(text) for text in given.get("without", ())),
            size,
        )  # fmt: skip

    def allows(self, route: Route) -> bool:
        """Whether the route keeps to the constraints."""
        if len(route) > self.max_size or not self.without.isdisjoint(route):
            return False
        if any(self.state in (element.who, element.whom) for element in route):
            return False  # its own acts do not bind it, its own defence is no duty
        if not self.lawful_only.isdisjoint(unlawful(route)):
            return False
        attackers = {e.who for e in route if e.verb == "attacks"}
        return self.not_first_attacker.isdisjoint(attackers)


def find_routes(world: World, occurrence: Occurrence) -> Outcome:
    """All minimal sets found, smallest first; says so where there is none."""
    quest = Quest.of(occurrence.goal or "", occurrence.constraints)
    named = {quest.state, quest.enemy, *quest.lawful_only, *quest.not_first_attacker}
    for code in sorted(named):
        check_actor(world.book, code, world.day)
    standings = [
        replace(s, by={quest.state: s.by[quest.state]})  # nobody else's duties are asked for
        for s in world.standings
        if quest.state in s.by and s.clause.fills == quest.fills
    ]
    docket = Docket(standings)
    reached: set[frozenset[Element]] = set()
    minimal: list[Route] = []
    for route in _candidates(world, quest, standings):  # the smallest first
        if any(part in reached for part in _parts(route)):
            continue
        if quest.allows(route) and _reaches(world, quest, docket, route):
            reached.add(frozenset(route))
            minimal.append(route)
    sets = tuple(sorted({tuple(sorted(map(str, r))) for r in minimal}, key=lambda r: (len(r), r)))
    none = f"none up to {quest.max_size}: no set of so many acts, under these constraints, reaches"
    notes = () if sets else (f"{none} '{occurrence.goal}'",)
    return Outcome(
        day=world.day.isoformat(), occurrence=occurrence.as_dict(), notes=notes, minimal_sets=sets
    )


def _parts(route: Route) -> Iterator[frozenset[Element]]:
    """The proper parts of a set of acts."""
    for size in range(1, len(route)):
        yield from map(frozenset, combinations(route, size))


def _reaches(world: World, quest: Quest, docket: Docket, route: Route) -> bool:
    """Whether the goal stands after these acts."""
    wanted = (quest.state, quest.fills, quest.enemy)
    for event in events_of(route):
        scene = Scene.of(world.book, world.day, event, world.policies)
        for trace in apply_clauses(docket, scene):
            if (trace.state, trace.fills, trace.against) == wanted and trace.holds:
                return True
    return False


def _candidates(world: World, quest: Quest, standings: list[Standing]) -> Iterator[Route]:
    """Sets worth trying, smallest first, each once."""
    everyone = [s for s in states_on(world.book, world.day) if s != quest.state]
    partners = _partners(world, quest.enemy)
    seen: set[frozenset[Element]] = set()
    for size in range(1, quest.max_size + 1):
        for standing in standings:
            wards = _wards(world, quest, standing)
            crowd = everyone if len(wards) * len(everyone) <= _ENOUGH else partners
            for route in _sized(world, quest, standing, wards, crowd, size):
                key = frozenset(route)
                if len(key) == size and key not in seen:
                    seen.add(key)
                    yield tuple(sorted(key))


def _wards(world: World, quest: Quest, standing: Standing) -> list[str]:
    """States that the clause protects, other than the one bound and the enemy."""
    pool: Iterable[str] = standing.towards
    if standing.anyone:
        pool = states_on(world.book, world.day)
    return sorted(s for s in pool if s not in (quest.state, quest.enemy))


def _sized(
    world: World, quest: Quest, standing: Standing, wards: list[str], crowd: list[str], size: int
) -> Iterator[Route]:
    """Candidate sets of one size for one clause."""
    enemy, clause = quest.enemy, standing.clause
    if "mobilise" in clause.on:
        if size == 1:
            yield (Element("mobilises", enemy),)
        return
    for ward in wards:
        direct = [Element("attacks", enemy, ward)]
        direct += [Element("attacks", enemy, ward, p) for p in _places(world, ward, clause)]
        if clause.trigger == "at_war":
            direct.append(Element("attacks", ward, enemy))
        if size == 1:
            yield from ((element,) for element in direct)
            continue
        further = list(_further(standing, ward, enemy, crowd))
        through = list(_through(clause.trigger, ward, enemy, crowd))
        if size == 2:
            yield from through
            yield from ((a, b) for a in direct for b in further)
            continue
        yield from ((*pair, b) for pair in through for b in further)


def _through(trigger: str, ward: str, enemy: str, crowd: list[str]) -> Iterator[Route]:
    """The enemy comes in by helping another that fights the ward; where it does not matter who
    began, the ward likewise by helping another that fights the enemy."""
    for other in crowd:
        if other in (ward, enemy):
            continue
        helps = Element("assists", enemy, other)
        yield (Element("attacks", other, ward), helps)
        if trigger == "at_war":
            yield (Element("attacks", ward, other), helps)
            helped = Element("assists", ward, other)
            yield (Element("attacks", other, enemy), helped)
            yield (Element("attacks", enemy, other), helped)


def _further(standing: Standing, ward: str, enemy: str, crowd: list[str]) -> Iterator[Element]:
    """Acts of others that the clause turns on."""
    when = standing.clause.when
    friends = [when.get("third_assists"), when.get("ally"), *when.get("ally_at_war", ())]
    for friend in friends:
        if friend and friend not in (ward, enemy):
            yield Element("assists", friend, ward)
            yield Element("attacks", enemy, friend)
            yield Element("attacks", friend, enemy)
    asked = when.get("adversary", {})
    many = when.get("enemies_at_least", 1) > 1
    helpers = [asked.get("supported_by"), asked.get("supported", {}).get(enemy)]
    for other in (*helpers, *(crowd if many else ())):
        if other and other not in (ward, enemy):
            yield Element("attacks", other, ward)
            yield Element("assists", other, enemy)
            if standing.clause.trigger == "at_war":
                yield Element("attacks", ward, other)


def _places(world: World, ward: str, clause: Clause) -> list[str]:
    """Places that the ward governs on the day, or, where it matters not who does, in the area."""
    areas = clause.when.get("area", ()) if clause.when.get("anyones_soil") else ()
    return sorted(
        place.name for place in world.book.places.places.values()
        if not place.sea
        and (ward in place.governors(world.day) or any(place.lies_in(a, world.day) for a in areas))
    )  # fmt: skip


def _partners(world: World, enemy: str) -> list[str]:
    """States that share an alliance with the enemy."""
    out: set[str] = set()
    for treaty in world.book.treaties.values():
        parties = world.book.parties_on(treaty, world.day)
        if treaty.alliance and enemy in parties:
            out |= set(parties)
    return sorted(out - {enemy})
