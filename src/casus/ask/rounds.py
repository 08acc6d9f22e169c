"""Rounds: duties performed, and answered, until nothing new follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from casus.ask.apply import apply_clauses
from casus.ask.fights import Fights
from casus.ask.scene import Scene
from casus.ask.verdict import Known, Trace, Verdict, passed
from casus.model.occurrence import Occurrence, Ongoing
from casus.model.outcome import War

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from casus.ask.docket import Docket

FIGHTS = frozenset(
    {"must_military", "must_assist", "must_assist_request", "must_defend", "guarantee",
     "own_territory"}
)  # fmt: skip
"""Duties whose performance makes a state take part in the fight."""


@dataclass(frozen=True, slots=True, eq=False)
class Rounds:
    """What was played: every clause tried with its round and, after the first, what was assumed
    for it; and who fights whom at the end."""

    traces: tuple[tuple[int, Trace, Verdict | None], ...]
    wars: tuple[War, ...] = ()


def play_rounds(docket: Docket, scene: Scene) -> Rounds:
    """Every clause tried, with its round; with more rounds than one, the wars at the end.

    In the first round the event stands alone. In each later one those obliged in the round before
    have joined; where the policy says so, each of them is attacked in turn, and its own allies
    are asked. It ends when a round binds nobody new.
    """
    out: list[tuple[int, Trace, Verdict | None]] = [
        (1, trace, None) for trace in apply_clauses(docket, scene)
    ]
    if scene.policies.rounds <= 1 or scene.event.attacker_kind != "state":
        return Rounds(tuple(out))
    news = [trace for _, trace, _ in out if trace.holds]
    found = Known(trace.key for trace in news)
    fights = list(scene.fights.all)
    wars = [War(0, fight.attacker, fight.target) for fight in fights]
    wars.append(War(1, scene.attacker, scene.target))
    known: list[tuple[Occurrence, str]] = []
    turning = docket.turning
    for number in range(2, scene.policies.rounds + 1):
        joined = _joined(news)
        if not joined:
            break
        wars += [
            War(number, helper, enemy, ally, by) for (helper, enemy, ally), by in joined.items()
        ]
        fights += [Ongoing("attack", helper, enemy, lawful=True) for helper, enemy, _ in joined]
        beside = Fights(fights)
        names = ", ".join(f"{helper} against {enemy}" for helper, enemy, _ in joined)
        note = f"assumed: {names} takes up its duty"
        later: list[tuple[Docket, Scene, str]] = []
        if turning.concerned(scene.event.kind, scene.state, scene.target):
            later.append((turning, scene.with_fights(beside), note))
        # who was struck back before may by now have more enemies than one
        later += [
            (turning, _struck(scene, event, beside), note)
            for event, _ in known
            if turning.concerned(event.kind, event.attacker, event.target or "")
        ]
        if scene.policies.struck_back:
            answers = _answers(scene, joined, known)
            known += answers
            later += [(docket, _struck(scene, event, beside), told) for event, told in answers]
        news = []
        for asked, then, told in later:
            step = passed("round", told)
            for trace in apply_clauses(asked, then, found):
                if asked is turning and trace.fills == "breached":
                    continue  # what an act breaks it broke when it was done
                key = trace.key
                if key not in found and trace.holds:
                    found.add(key)
                    news.append(trace)
                    out.append((number, trace, step))
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
            out.append((_blow(enemy, helper), note))
    return out


@lru_cache(maxsize=4096)
def _blow(attacker: str, target: str) -> Occurrence:
    return Occurrence(kind="attack", attacker=attacker, target=target)


def _struck(scene: Scene, event: Occurrence, fights: Fights) -> Scene:
    """The scene in which a helper is struck back, with every other fight that goes on."""
    apart = frozenset((event.attacker or "", event.target or ""))
    return Scene(scene.book, scene.day, event, scene.policies, None, fights, apart, scene.own_fight)
