"""Putting the clauses that stand to an event: who is bound, and which test stopped the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.ask.conditions import (
    AT_WAR,
    TESTS,
    Test,
    by_state,
    doubts,
    judge_adversary,
    lawful,
    objects,
    put_tests,
    weapon,
)
from casus.ask.verdict import Trace, Verdict, failed, passed
from casus.model.law import Clause, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.ask.scene import Scene
    from casus.ask.standing import Standing

_FORCE = (lawful, by_state, objects, weapon)


def apply_clauses(standings: Iterable[Standing], scene: Scene) -> Iterator[Trace]:
    """Every clause that might speak to the event, tried for every state it might bind."""
    kind = scene.event.kind
    for standing in standings:
        if kind not in standing.clause.on:
            continue
        if kind == "mobilise":
            yield from _mobilised(standing, scene)
        elif standing.clause.trigger == "own_attack":
            yield from _own_attack(standing, scene)
        elif standing.clause.trigger == "at_war":
            for ally, enemy in ((scene.target, scene.state), (scene.state, scene.target)):
                if ally and ally in standing.towards and ally not in ("", enemy):
                    yield from _helped(standing, scene, ally, enemy or scene.attacker, AT_WAR)
                    if ally == scene.target:
                        yield from _joined(standing, scene, ally)
        elif standing.protects(scene.target):
            tests: tuple[Test, ...] = TESTS if kind == "attack" else ()
            enemy = scene.state or scene.attacker
            yield from _helped(standing, scene, scene.target, enemy, tests)
            if standing.clause.trigger == "guaranteed":
                yield from _broken(standing, scene)
            elif standing.clause.fills == "forbidden":
                yield from _joined(standing, scene, scene.target)


def _steps(standing: Standing, scene: Scene, ally: str, tests: tuple[Test, ...]) -> list[Verdict]:
    """The tests that are the same for every state bound."""
    out = [passed("protected", f"{ally} is protected by {standing.treaty.id}")]
    moved = _moved_in(standing.clause, scene)
    if moved is not None:
        return [*out, moved]
    return out + put_tests(tests, standing.treaty, standing.clause, scene, ally)


def _moved_in(clause: Clause, scene: Scene) -> Verdict | None:
    """For troops moved in: whether it is the zone that the clause keeps empty."""
    if scene.event.kind != "remilitarise":
        return None
    asked = clause.when.get("remilitarise", {})
    place = scene.place.name if scene.place else "the zone"
    if scene.attacker in asked.get("by", ()) and place in (*asked.get("place", ()), "the zone"):
        return passed("zone", f"{scene.attacker} moves forces into {place}, kept empty by treaty")
    return failed("zone", f"the clause keeps no zone empty of forces of {scene.attacker}")


def _helped(
    standing: Standing, scene: Scene, ally: str, enemy: str, tests: tuple[Test, ...]
) -> Iterator[Trace]:
    """What the clause asks of each state bound, for `ally` against `enemy`."""
    clause = standing.clause
    if clause.fills is None:
        return
    shared = _steps(standing, scene, ally, tests)
    stopped = any(step.stops for step in shared)
    if not stopped:
        shared += doubts(standing.treaty, clause, scene, ally)
    against = clause.when.get("against") or (scene.attacker if ally == scene.target else enemy)
    for state in sorted(standing.by):
        if state in (enemy, scene.attacker) or (
            state == ally and not clause.when.get("victim_too")
        ):
            continue
        steps = [_bound(standing, scene, state)]
        if not steps[0].stops:
            leg = standing.suspended(state, ally, scene.day)
            if leg:
                steps.append(failed("suspended", f"between {state} and {ally}: {leg}"))
            else:
                steps += shared
                if not stopped:
                    steps += _own_terms(standing, scene, state, ally, enemy)
        yield _trace(standing, state, clause.fills, clause.act, ally, against, steps)


def _own_terms(
    standing: Standing, scene: Scene, state: str, ally: str, enemy: str
) -> list[Verdict]:
    """Tests that hold for one of the states bound only."""
    when, out = standing.clause.when, []
    terms = when.get("bearer_adversary", {}).get(state)
    if terms:
        out.append(judge_adversary(terms, scene, enemy, ally, standing.treaty))
    for row in when.get("unless_treaty", ()):
        since = When.of(row["from"]).first
        if (row["bearer"], row["adversary"]) == (state, enemy) and since and scene.day >= since:
            out.append(failed("exception", row["says"]))
    return out


def _own_attack(standing: Standing, scene: Scene) -> Iterator[Trace]:
    """A prohibition: the attacker's breach, and what others are kept from doing."""
    clause, treaty = standing.clause, standing.treaty
    state, target = scene.state, scene.target
    if state in standing.by and standing.protects(target) and state != target:
        yield from _breach(standing, scene, state, target)
    alone = clause.when.get("thirds") is False or clause.when.get("consult")
    if treaty.general or alone or scene.event.kind != "attack":
        return
    for spared, other in ((scene.state, target), (target, scene.state)):
        if not spared or spared not in standing.towards:
            continue
        for bound in sorted(standing.by):
            if bound in (spared, other) or not other:
                continue
            steps = [
                _bound(standing, scene, bound),
                passed("event", f"{scene.attacker} attacks {target}"),
                passed("protected", f"{bound} and {spared} are parties to {treaty.id}"),
            ]
            leg = standing.suspended(bound, spared, scene.day)
            if leg:
                steps.append(failed("suspended", f"between {bound} and {spared}: {leg}"))
            yield _trace(standing, bound, "forbidden", clause.act, spared, other, steps)


def _breach(standing: Standing, scene: Scene, state: str, target: str) -> Iterator[Trace]:
    """The attacker under a prohibition that it owes to its target."""
    clause, treaty = standing.clause, standing.treaty
    until = When.of(clause.when.get("until")).first
    if until is not None and scene.day >= until:
        return
    if treaty.general and not scene.policies.attack_breaches_general:
        return
    steps = [_bound(standing, scene, state)]
    leg = standing.suspended(state, target, scene.day)
    if leg:
        steps.append(failed("suspended", f"between {state} and {target}: {leg}"))
    moved = _moved_in(clause, scene)
    if moved is not None:
        steps.append(moved)
    else:
        steps.append(passed("event", f"{scene.attacker} attacks {target}"))
        steps += put_tests(_FORCE[:1], treaty, clause, scene, target)
        steps += _attributed(scene, state)
        if treaty.general:
            steps += _statehood(scene, state, target)
    steps += doubts(treaty, clause, scene, target)
    consult = bool(clause.when.get("consult"))
    if consult:
        for bound in sorted(standing.by):
            yield _trace(standing, bound, "consult", clause.act, target, state, steps)
    if clause.when.get("breach") is not False:
        yield _trace(standing, state, "breached", clause.act, target, scene.attacker, steps)


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


def _broken(standing: Standing, scene: Scene) -> Iterator[Trace]:
    """A guarantor that attacks what it guarantees."""
    state = scene.state
    if state is None or state not in standing.by or state == scene.target:
        return
    clause = standing.clause
    steps = [
        _bound(standing, scene, state),
        passed("guarantor", f"{state} guarantees {scene.target}"),
        *put_tests(_FORCE[:1], standing.treaty, clause, scene, scene.target),
    ]
    yield _trace(standing, state, "breached", clause.act, scene.target, scene.attacker, steps)


def _joined(standing: Standing, scene: Scene, ally: str) -> Iterator[Trace]:
    """A state bound to neutrality that itself attacks its ally in a war of others."""
    state = scene.state
    if state is None or state not in standing.by or state == ally or ally not in standing.towards:
        return
    others = sorted(scene.enemies(ally) - {state})
    if not others or standing.clause.fills != "forbidden":
        return
    steps = [
        _bound(standing, scene, state),
        passed("conflict", f"{ally} is at war with {', '.join(others)}, and {state} joins them"),
    ]
    act = standing.clause.act
    yield _trace(standing, state, "breached", act, ally, scene.attacker, steps)


def _mobilised(standing: Standing, scene: Scene) -> Iterator[Trace]:
    """A duty that another's mobilisation sets off."""
    clause, state = standing.clause, scene.attacker
    asked = clause.when.get("adversary", {})
    steps = []
    if state not in asked.get("is", (state,)):
        steps.append(failed("adversary", f"the clause is about {', '.join(asked['is'])}"))
    else:
        steps.append(passed("adversary", f"{state} mobilises"))
        pact = asked.get("party_of")
        if pact:
            inside = state in scene.book.parties_on(scene.book.treaty(pact), scene.day)
            text = f"{state} is {'' if inside else 'no longer '}a party to {pact}"
            steps.append(passed("adversary", text) if inside else failed("adversary", text))
    for bound in sorted(standing.by):
        if bound != state and clause.fills:
            own = [_bound(standing, scene, bound), *steps]
            others = sorted(set(standing.by) - {bound})
            toward = others[0] if len(others) == 1 else ""
            yield _trace(standing, bound, clause.fills, clause.act, toward, state, own)


def _bound(standing: Standing, scene: Scene, state: str) -> Verdict:
    """Whether the state is bound on the day, and how surely that is known."""
    treaty, how = standing.treaty, standing.by[state]
    party = scene.book.parties_on(treaty, scene.day)[state][1]
    heir = f", in the place of {party.state}" if party.state != state else ""
    since = f"{state} is bound by {treaty.id} since {party.start or 'its beginning'}{heir}"
    name = "in_force"
    if how == "yes":
        return passed(name, since)
    if how == "ending":
        return passed(name, f"{since}; it ended in {party.end}, the day is not known").disputed(
            "it had ended by then", ()
        )
    if how == "starting":
        return failed(name, f"in force in {party.start}, the day is not known").disputed(
            "it was in force already", ()
        )
    verdict = failed(name, f"signed {treaty.signed_on}; entry into force is not established")
    if not scene.policies.in_force_only:
        return passed(name, f"signed {treaty.signed_on}")
    if standing.clause.strength == "unknown":
        return passed(name, f"signed {treaty.signed_on}; the parties claim that it binds")
    return verdict.disputed("it is in force, or the parties act as if it were", ())


def _trace(
    standing: Standing, state: str, fills: str, act: str, toward: str, against: str,
    steps: list[Verdict],
) -> Trace:  # fmt: skip
    clause = standing.clause
    return Trace(
        state=state, treaty=standing.treaty.id, article=clause.article, clause=clause.id,
        strength=clause.strength, fills=fills, act=act, toward=toward, against=against,
        steps=tuple(steps), substance=clause.substance,
    )  # fmt: skip
