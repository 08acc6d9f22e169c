"""Clauses by which a state is kept from acting: the breach of the one who acts, and what others
are kept from doing for either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.ask.bound import bound
from casus.ask.conditions import doubts, lawful, put_tests
from casus.ask.heard import WAR
from casus.ask.sanctions import decided
from casus.ask.verdict import Known, Trace, Verdict, failed, passed, trace_of, undisputed
from casus.model.law import Clause, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casus.ask.scene import Scene
    from casus.ask.standing import Kept, Standing

_LAWFUL = (lawful,)


def own_attack(standing: Standing, scene: Scene, known: Known | None) -> Iterator[Trace]:
    """The one who acts, under a prohibition that it owes to its target: what it breaks, and who
    must consult then."""
    state, target = scene.state, scene.target
    if state not in standing.by or not standing.protects(target) or state == target:
        return
    clause, treaty, kind = standing.clause, standing.treaty, scene.event.kind
    when = clause.when
    consult, breach = bool(when.get("consult")), when.get("breach") is not False
    silent = _replaced(clause, scene) or (
        treaty.general and not scene.policies.attack_breaches_general
    )
    if known is not None and not consult and not silent:
        broken = known.states("breached", treaty.id, clause.article, scene.attacker)
        silent = state in broken or not breach
    if silent:
        if known is not None and not standing.bars_others:
            known.spent(scene.attacker).add(standing)
        return
    steps = [bound(standing, scene, state)]
    leg = standing.suspended(state, target, scene.day)
    if leg:
        steps.append(failed("suspended", f"between {state} and {target}: {leg}"))
    moved = moved_in(clause, scene)
    if moved is not None:
        steps.append(moved)
    else:
        steps.append(scene.deed)
        if kind == "sanction":
            steps += decided(scene)
        else:
            steps += put_tests(_LAWFUL, treaty, clause, scene, target)
        steps += _attributed(scene, state)
        if treaty.general:
            steps += _statehood(scene, state, target)
    steps += doubts(treaty, clause, scene, target)
    tests = tuple(steps)
    if consult:
        for party in standing.bearers:
            yield trace_of(standing, party, "consult", clause.act, target, state, tests)
    if breach:
        yield trace_of(standing, state, "breached", clause.act, target, scene.attacker, tests)


def _replaced(clause: Clause, scene: Scene) -> bool:
    """Whether another instrument has taken the place of the clause as one that can be broken."""
    until = When.of(clause.when["until"]).first if "until" in clause.when else None
    return until is not None and scene.day >= until


def kept_apart(standing: Standing, scene: Scene, known: Known | None) -> list[Trace]:
    """What a prohibition keeps others from doing for either side.

    With `known`, only what holds and is new; it is known from then on.
    """
    out: list[Trace] = []
    actor, target = scene.state, scene.target
    if not actor or not target or not standing.bars_others or scene.event.kind not in WAR:
        return out
    act, deed, new = standing.clause.act, scene.deed, tuple.__new__
    treaty, article, name, strength, substance = standing.told
    for spared, other in ((actor, target), (target, actor)):
        if spared not in standing.towards:
            continue
        told = set() if known is None else known.states("forbidden", treaty, article, other)
        for state, first, both, sure in _kept_from(standing, scene, spared):
            if state == other or state in told:
                continue
            if known is not None:
                if not (sure or all(step.passed for step in (first, *both))):
                    continue
                told.add(state)
            out.append(new(Trace, (
                state, treaty, article, name, strength, "forbidden", act, spared, other,
                (first, deed, *both), substance, sure,
            )))  # fmt: skip
    return out


def _kept_from(standing: Standing, scene: Scene, spared: str) -> tuple[Kept, ...]:
    """The states kept from acting against one that is spared; found once for all events of the
    day."""
    key = (spared, scene.policies.in_force_only)
    rows = standing.spared.get(key)
    if rows is None:
        found: list[Kept] = []
        for state in standing.bearers:
            if state == spared:
                continue
            name = standing.treaty.id
            both = [passed("protected", f"{state} and {spared} are parties to {name}")]
            leg = standing.suspended(state, spared, scene.day)
            if leg:
                both.append(failed("suspended", f"between {state} and {spared}: {leg}"))
            first = bound(standing, scene, state)
            found.append((state, first, tuple(both), undisputed((first, *both))))
        rows = standing.spared[key] = tuple(found)
    return rows


def moved_in(clause: Clause, scene: Scene) -> Verdict | None:
    """For troops moved in: whether it is the zone that the clause keeps empty."""
    if scene.event.kind != "remilitarise":
        return None
    asked = clause.when.get("remilitarise", {})
    place = scene.place.name if scene.place else "the zone"
    if scene.attacker in asked.get("by", ()) and place in (*asked.get("place", ()), "the zone"):
        return passed("zone", f"{scene.attacker} moves forces into {place}, kept empty by treaty")
    return failed("zone", f"the clause keeps no zone empty of forces of {scene.attacker}")


def _attributed(scene: Scene, state: str) -> list[Verdict]:
    if scene.event.attacker_kind == "state":
        return []
    return [
        passed("by_state", f"the act of {scene.attacker} is attributed to {state}").disputed(
            f"the act of {scene.attacker} is not one of {state}", (state,)
        )
    ]


def _statehood(scene: Scene, state: str, target: str) -> list[Verdict]:
    """For general instruments: a state as target, soil not the attacker's, no help for a victim."""
    classes, day = scene.book.classes, scene.day
    victims = sorted({fight.target for fight in scene.began(target)} - {state})
    if victims and scene.policies.self_defence_is_no_attack:
        text = f"{target} itself attacks {', '.join(victims)}: {state} may help its victim"
        return [
            failed("collective_defence", text).disputed(
                f"{state} does not act in defence of {', '.join(victims)}", (target,)
            )
        ]
    if classes.holds("disputed-statehood", target, day):
        return [
            failed("statehood", f"whether {target} is a state is disputed").disputed(
                f"{target} is a state, or the use of force against it is barred all the same",
                (target, "writers"),
            )
        ]
    place = scene.place
    if place is not None and state in place.title(day):
        return [
            failed("own_soil", f"{place.name} is territory of {state} by common view").disputed(
                "force is barred across a line that the parties agreed to respect", (target,)
            )
        ]
    return []


def guarantor(standing: Standing, scene: Scene) -> Iterator[Trace]:
    """A guarantor that attacks what it guarantees."""
    state = scene.state
    if state is None or state not in standing.by or state == scene.target:
        return
    if scene.event.kind not in (*WAR, "remilitarise"):
        return
    clause = standing.clause
    steps = (
        bound(standing, scene, state),
        passed("guarantor", f"{state} guarantees {scene.target}"),
        *put_tests(_LAWFUL, standing.treaty, clause, scene, scene.target),
    )
    yield trace_of(standing, state, "breached", clause.act, scene.target, scene.attacker, steps)


def joiner(standing: Standing, scene: Scene, ally: str) -> Iterator[Trace]:
    """A state bound to neutrality by the clause that itself attacks its ally in a war of others."""
    state = scene.state
    if state is None or state not in standing.by or state == ally or ally not in standing.towards:
        return
    if scene.event.kind not in WAR:
        return
    others = sorted(scene.enemies(ally) - {state})
    if not others:
        return
    steps = (
        bound(standing, scene, state),
        passed("conflict", f"{ally} is at war with {', '.join(others)}, and {state} joins them"),
    )
    act = standing.clause.act
    yield trace_of(standing, state, "breached", act, ally, scene.attacker, steps)
