"""Putting the clauses that stand to an event: who is bound, and which test stopped the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.ask.barred import guarantor, joiner, kept_apart, moved_in, own_attack
from casus.ask.bound import bound
from casus.ask.conditions import AT_WAR, TESTS, Test, doubts, judge_adversary, put_tests
from casus.ask.heard import WAR, event_step
from casus.ask.verdict import Known, Trace, Verdict, failed, passed, trace_of, undisputed
from casus.model.law import When

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from casus.ask.docket import Docket
    from casus.ask.scene import Scene
    from casus.ask.standing import Standing

_TESTED = WAR | {"threaten"}
"""Kinds that are put to the tests of a clause."""


def apply_clauses(
    docket: Docket, scene: Scene, known: Known | None = None, *, again: bool = False
) -> Iterator[Trace]:
    """Every clause that might speak to the event, tried for every state it might bind.

    With `known`, conclusions found before, only what holds and is new is told, and is known from
    then on: a later round looks for that. `again` says that the event was asked before: what it
    breaks it broke then.
    """

    def new(traces: Iterator[Trace]) -> Iterator[Trace]:
        return traces if known is None else known.learn(traces, breaches=not again)

    kind, target, state = scene.event.kind, scene.target, scene.state
    tests: tuple[Test, ...] = TESTS if kind in _TESTED else ()
    spent: Container[Standing] = () if known is None else known.spent(scene.attacker)
    for standing in docket.concerned(kind, state, target):
        if standing in spent:
            continue
        trigger = standing.clause.trigger
        if kind == "mobilise":
            yield from _mobilised(standing, scene)
        elif trigger == "own_attack":
            yield from new(own_attack(standing, scene, known))
            yield from kept_apart(standing, scene, known)
        elif trigger == "at_war":
            for ally, enemy in ((target, state), (state, target)):
                if ally and ally in standing.towards and ally != enemy:
                    yield from new(
                        _helped(standing, scene, ally, enemy or scene.attacker, AT_WAR, known)
                    )
                    if ally == target and standing.fills == "forbidden":
                        yield from new(joiner(standing, scene, ally))
        elif standing.anyone or target in standing.towards:
            yield from new(_helped(standing, scene, target, state or scene.attacker, tests, known))
            if trigger == "guaranteed":
                yield from new(guarantor(standing, scene))
            elif standing.fills == "forbidden":
                yield from new(joiner(standing, scene, target))


def _steps(
    standing: Standing, scene: Scene, ally: str, tests: tuple[Test, ...]
) -> tuple[Verdict, ...]:
    """The tests that are the same for every state bound."""
    out = [passed("protected", f"{ally} is protected by {standing.treaty.id}")]
    moved = moved_in(standing.clause, scene)
    if moved is not None:
        return (*out, moved)
    event = event_step(standing.clause, scene, ally)
    if event is not None:
        out.append(event)
        if event.stops:
            return tuple(out)
    out += put_tests(tests, standing.treaty, standing.clause, scene, ally)
    return tuple(out)


def _helped(
    standing: Standing, scene: Scene, ally: str, enemy: str, tests: tuple[Test, ...],
    known: Known | None,
) -> Iterator[Trace]:  # fmt: skip
    """What the clause asks of each state bound, for `ally` against `enemy`."""
    fills = standing.fills
    if not fills:
        return
    clause, when = standing.clause, standing.clause.when
    against = when.get("against") or (scene.attacker if ally == scene.target else enemy)
    bearers: Sequence[str] = standing.bearers
    if known is not None:
        bearers = known.left(standing, fills, against)
        if not bearers:
            if standing.only_helps:
                known.spent(scene.attacker).add(standing)
            return
    out = {enemy, scene.attacker} if when.get("victim_too") else {enemy, scene.attacker, ally}
    bearers = [state for state in bearers if state not in out]
    if not bearers:
        return
    treaty = standing.treaty
    shared = _steps(standing, scene, ally, tests)
    stopped = any(step.stops for step in shared)
    if known is not None and (stopped or not all(step.passed for step in shared)):
        return
    if not stopped and clause.readings:
        shared = (*shared, *doubts(treaty, clause, scene, ally))
    agreed = not stopped and undisputed(shared)
    singly = "bearer_adversary" in when or "unless_treaty" in when
    for state in bearers:
        first = bound(standing, scene, state)
        sure = False
        if first.stops:
            steps: tuple[Verdict, ...] = (first,)
        elif treaty.suspended and (leg := standing.suspended(state, ally, scene.day)):
            steps = (first, failed("suspended", f"between {state} and {ally}: {leg}"))
        elif singly and not stopped:
            steps = (first, *shared, *_own_terms(standing, scene, state, ally, enemy))
        else:
            steps = (first, *shared)
            sure = agreed and first.passed and not first.reading
        yield trace_of(standing, state, fills, clause.act, ally, against, steps, sure=sure)


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


def _mobilised(standing: Standing, scene: Scene) -> Iterator[Trace]:
    """A duty that another's mobilisation sets off."""
    clause, state = standing.clause, scene.attacker
    asked = clause.when.get("adversary", {})
    steps = []
    if state not in asked.get("is", (state,)):
        steps.append(failed("adversary", f"the clause is about {', '.join(asked['is'])}"))
    else:
        whom = f" against {scene.event.against}" if scene.event.against else ""
        steps.append(passed("adversary", f"{state} mobilises{whom}"))
        pact = asked.get("party_of")
        if pact:
            inside = state in scene.book.parties_on(scene.book.treaty(pact), scene.day)
            text = f"{state} is {'' if inside else 'no longer '}a party to {pact}"
            steps.append(passed("adversary", text) if inside else failed("adversary", text))
    for party in standing.bearers:
        if party != state and clause.fills:
            others = sorted(set(standing.by) - {party})
            toward = others[0] if len(others) == 1 else ""
            own = (bound(standing, scene, party), *steps)
            yield trace_of(standing, party, clause.fills, clause.act, toward, state, own)
