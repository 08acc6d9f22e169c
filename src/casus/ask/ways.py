"""Candidates for routes: sets of acts by which a clause might come to bind.

They come from the clause itself: the enemy must come to fight one whom the clause protects, and
what else the clause turns on (a third state's help, a second enemy, support for the enemy) must
come about. Each of these can be done by one act, or through others that are helped.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from casus.ask.elements import Element
from casus.ask.known import states_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from casus.ask.quest import Quest, Route
    from casus.ask.standing import Standing
    from casus.ask.world import World
    from casus.model.law import Clause

_ENOUGH: Final = 4000
"""Beyond so many sets a clause only partners of the enemy are tried in between."""

Acts = frozenset[Element]


def candidates(world: World, quest: Quest, standings: Sequence[Standing]) -> Iterator[Route]:
    """Sets worth trying, smallest first, each once."""
    everyone = [s for s in states_on(world.book, world.day) if s != quest.state]
    partners = _partners(world, quest.enemy)
    seen: set[Acts] = set()
    for size in range(1, quest.max_size + 1):
        for standing in standings:
            wards = _wards(world, quest, standing)
            many = len(wards) * len(everyone) ** max(size - 1, 1) > _ENOUGH
            crowd = partners if many else everyone
            for acts in _sized(world, quest.enemy, standing, wards, crowd, size):
                if acts not in seen:
                    seen.add(acts)
                    yield tuple(sorted(acts))


def _wards(world: World, quest: Quest, standing: Standing) -> list[str]:
    """States that the clause protects, other than the one bound and the enemy."""
    pool: Iterable[str] = standing.towards
    if standing.anyone:
        pool = states_on(world.book, world.day)
    return sorted(s for s in pool if s not in (quest.state, quest.enemy))


def _sized(
    world: World, enemy: str, standing: Standing, wards: list[str], crowd: list[str], size: int
) -> Iterator[Acts]:
    """Candidate sets of one size for one clause."""
    clause = standing.clause
    if "mobilise" in clause.on:
        if size == 1:
            yield frozenset((Element("mobilises", enemy),))
        return
    for ward in wards:
        ways = [
            frozenset((Element("attacks", enemy, ward, place),))
            for place in _places(world, ward, clause)
        ]
        if clause.trigger == "at_war":
            ways += _fighting(enemy, ward, crowd, size)
        else:
            ways += _attacks(enemy, ward, crowd, size)
        yield from (way for way in ways if len(way) == size)
        if size == 1:
            continue
        further = list(dict.fromkeys(_further(standing, ward, enemy, crowd, size)))
        for way in ways:
            for number in range(1, size):
                for more in combinations(further, number):
                    acts = way.union(*more)
                    if len(acts) == size:
                        yield acts


def _attacks(one: str, other: str, crowd: list[str], size: int) -> Iterator[Acts]:
    """`one` comes to attack `other`: of itself, or by helping another that attacks it, or that
    itself helps one who does."""
    yield frozenset((Element("attacks", one, other),))
    for helped, helps in _helping(one, other, crowd, size):
        yield frozenset((helps, Element("attacks", helped, other)))
        for first in _others(crowd, {one, other, helped}, size):
            between = Element("assists", helped, first)
            yield frozenset((helps, between, Element("attacks", first, other)))


def _defends(one: str, other: str, crowd: list[str], size: int) -> Iterator[Acts]:
    """`one` comes to fight `other` by helping another that it attacks, or one who helps that."""
    for helped, helps in _helping(one, other, crowd, size):
        yield frozenset((helps, Element("attacks", other, helped)))
        for third in _others(crowd, {one, other, helped}, size):
            yield frozenset(
                (helps, Element("assists", helped, third), Element("attacks", other, third))
            )
            yield frozenset(
                (helps, Element("assists", other, third), Element("attacks", third, helped))
            )


def _helping(one: str, other: str, crowd: list[str], size: int) -> Iterator[tuple[str, Element]]:
    """Whom `one` may help against `other`, with the act, where two acts are allowed."""
    if size >= 2:
        for helped in crowd:
            if helped not in (one, other):
                yield helped, Element("assists", one, helped)


def _others(crowd: list[str], taken: set[str], size: int) -> list[str]:
    """Who may come between as a third, where three acts are allowed."""
    return [state for state in crowd if state not in taken] if size >= 3 else []


def _fighting(one: str, other: str, crowd: list[str], size: int) -> Iterator[Acts]:
    """The two come to fight, whoever begins."""
    for first, second in ((one, other), (other, one)):
        yield from _attacks(first, second, crowd, size)
        yield from _defends(first, second, crowd, size)


def _further(
    standing: Standing, ward: str, enemy: str, crowd: list[str], size: int
) -> Iterator[Acts]:
    """What else must come about for the clause, with one act less than the whole."""
    when = standing.clause.when
    friends = [when.get("third_assists"), when.get("ally"), *when.get("ally_at_war", ())]
    for friend in friends:
        if friend and friend not in (ward, enemy):
            yield frozenset((Element("assists", friend, ward),))
            yield from _fighting(friend, enemy, crowd, size - 1)
    asked = when.get("adversary", {})
    many = when.get("enemies_at_least", 1) > 1
    helpers = [asked.get("supported_by"), asked.get("supported", {}).get(enemy)]
    for other in (*helpers, *(crowd if many else ())):
        if other and other not in (ward, enemy):
            yield frozenset((Element("assists", other, enemy),))
            yield from _fighting(other, ward, crowd, size - 1)


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
