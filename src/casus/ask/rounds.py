"""Rounds: duties performed, and answered, until nothing new follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casus.ask.apply import apply_clauses
from casus.ask.verdict import Trace, passed
from casus.model.occurrence import Occurrence, Ongoing
from casus.model.outcome import War

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casus.ask.scene import Scene
    from casus.ask.standing import Standing

FIGHTS = frozenset(
    {"must_military", "must_assist", "must_assist_request", "must_defend", "guarantee",
     "own_territory"}
)  # fmt: skip
"""Duties whose performance makes a state take part in the fight."""


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
        news = []
        for later, note in _later(scene, list(joined), fights):
            for trace in apply_clauses(standings, later):
                if trace.holds and _key(trace) not in found:
                    found.add(_key(trace))
                    step = passed("round", note)
                    traced = replace(trace, steps=(step, *trace.steps))
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


def _later(
    scene: Scene, joined: list[tuple[str, str, str]], fights: tuple[Ongoing, ...]
) -> list[tuple[Scene, str]]:
    """The scenes of the next round: the first event with its new fights, and those struck back."""
    names = ", ".join(f"{helper} against {enemy}" for helper, enemy, _ in joined)
    out = [(replace(scene, fights=fights, _enemies={}), f"assumed: {names} takes up its duty")]
    if not scene.policies.struck_back:
        return out
    first = Ongoing("attack", scene.attacker, scene.target)
    for helper, enemy, ally in joined:
        event = Occurrence(kind="attack", attacker=enemy, target=helper)
        others = (first, *(f for f in fights if {f.attacker, f.target} != {helper, enemy}))
        note = f"assumed: {helper} helps {ally} and is struck back by {enemy}"
        out.append((replace(scene, event=event, place=None, fights=others, _enemies={}), note))
    return out


def _key(trace: Trace) -> tuple[str, str, str, str, str]:
    return (trace.fills, trace.state, trace.treaty, trace.article, trace.against)
