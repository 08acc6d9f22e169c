"""Rounds: duties performed, and answered, until nothing new follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casus.ask.apply import apply_clauses
from casus.ask.verdict import Trace, passed
from casus.model.occurrence import Occurrence, Ongoing
from casus.model.outcome import War

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from casus.ask.scene import Scene
    from casus.ask.standing import Standing
    from casus.model.law import Clause

FIGHTS = frozenset(
    {"must_military", "must_assist", "must_assist_request", "must_defend", "guarantee",
     "own_territory"}
)  # fmt: skip
"""Duties whose performance makes a state take part in the fight."""
_FIGHTS = frozenset(
    {"enemies_at_least", "enemies_exactly", "third_assists", "ally_fights", "ally_at_war"}
)
_SUPPORT = frozenset({"supported_by", "unsupported_by", "supported"})


@dataclass(frozen=True, slots=True, eq=False)
class Rounds:
    """What was played: every clause tried with its round, and who fights whom at the end."""

    traces: tuple[tuple[int, Trace], ...]
    wars: tuple[War, ...] = ()


def play_rounds(standings: Sequence[Standing], scene: Scene) -> Rounds:
    """Every clause tried, with its round; with more rounds than one, the wars at the end.

    In the first round the event stands alone. In each later one those obliged in the round before
    have joined; where the policy says so, each of them is attacked in turn, and its own allies
    are asked. It ends when a round binds nobody new.
    """
    out = [(1, trace) for trace in apply_clauses(standings, scene)]
    if scene.policies.rounds <= 1 or scene.event.attacker_kind != "state":
        return Rounds(tuple(out))
    found = {_key(trace) for _, trace in out if trace.holds}
    news = [trace for _, trace in out if trace.holds]
    fights = scene.fights
    wars = [War(0, fight.attacker, fight.target) for fight in fights]
    wars.append(War(1, scene.attacker, scene.target))
    known: list[tuple[Occurrence, str]] = []
    turning = [standing for standing in standings if turns_on_fights(standing.clause)]
    for number in range(2, scene.policies.rounds + 1):
        joined = _joined(news)
        if not joined:
            break
        wars += [
            War(number, helper, enemy, ally, by) for (helper, enemy, ally), by in joined.items()
        ]
        fights = (
            *fights, *(Ongoing("attack", helper, enemy, lawful=True) for helper, enemy, _ in joined)
        )  # fmt: skip
        names = ", ".join(f"{helper} against {enemy}" for helper, enemy, _ in joined)
        note = f"assumed: {names} takes up its duty"
        later: list[tuple[Sequence[Standing], Scene, str]] = [
            (turning, replace(scene, fights=fights, _enemies={}), note)
        ]
        # who was struck back before may by now have more enemies than one
        later += [(turning, _struck(scene, event, fights), note) for event, _ in known]
        if scene.policies.struck_back:
            answers = _answers(scene, joined, known)
            known += answers
            later += [(standings, _struck(scene, event, fights), told) for event, told in answers]
        news = []
        for asked, then, told in later:
            for trace in apply_clauses(asked, then):
                if asked is turning and trace.fills == "breached":
                    continue  # what an act breaks it broke when it was done
                if trace.holds and _key(trace) not in found:
                    found.add(_key(trace))
                    traced = replace(trace, steps=(passed("round", told), *trace.steps))
                    news.append(traced)
                    out.append((number, traced))
    return Rounds(tuple(out), _each_once(wars))


def _joined(news: list[Trace]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Who takes up a duty to fight: helper, enemy and ally, with the clauses that ask for it."""
    out: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for t in news:
        if t.fills == "obliged" and t.strength in FIGHTS and t.state and t.against:
            key = (t.state, t.against, t.toward)
            out[key] = (*out.get(key, ()), f"{t.treaty} {t.article}")
    return {key: tuple(sorted(set(out[key]))) for key in sorted(out)}


def _each_once(wars: list[War]) -> tuple[War, ...]:
    """Each pair of enemies once, as it first came to war; nobody is at war with itself."""
    out: dict[frozenset[str], War] = {}
    for war in wars:
        if war.state != war.enemy:
            out.setdefault(frozenset((war.state, war.enemy)), war)
    return tuple(sorted(out.values()))


def turns_on_fights(clause: Clause) -> bool:
    """Whether it matters to the clause who else fights: only then can a later round, in which more
    states fight, change what it says of an event that was asked already."""
    when = clause.when
    asked = [when.get("adversary", {}), *when.get("bearer_adversary", {}).values()]
    return not _FIGHTS.isdisjoint(when) or any(not _SUPPORT.isdisjoint(row) for row in asked)


def _answers(
    scene: Scene, joined: Iterable[tuple[str, str, str]], known: Sequence[tuple[Occurrence, str]]
) -> list[tuple[Occurrence, str]]:
    """Each helper that is struck back by its enemy for the first time, with what is assumed."""
    struck = {(event.attacker, event.target) for event, _ in (*known, (scene.event, ""))}
    out = []
    for helper, enemy, ally in joined:
        if (enemy, helper) not in struck:
            struck.add((enemy, helper))
            note = f"assumed: {helper} helps {ally} and is struck back by {enemy}"
            out.append((Occurrence(kind="attack", attacker=enemy, target=helper), note))
    return out


def _struck(scene: Scene, event: Occurrence, fights: tuple[Ongoing, ...]) -> Scene:
    """The scene in which a helper is struck back, with every other fight that goes on."""
    first = Ongoing("attack", scene.attacker, scene.target)
    pair = {event.attacker, event.target}
    others = (first, *(f for f in fights if {f.attacker, f.target} != pair))
    return replace(scene, event=event, place=None, fights=others, _enemies={})


def _key(trace: Trace) -> tuple[str, str, str, str, str]:
    return (trace.fills, trace.state, trace.treaty, trace.article, trace.against)
