"""Rounds: duties performed, and answered, until nothing new follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from casus.ask.apply import apply_clauses
from casus.ask.fights import Fights
from casus.ask.scene import Scene
from casus.ask.verdict import Known, Trace, Verdict, passed
from casus.model.occurrence import Occurrence, Ongoing
from casus.model.outcome import War

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.ask.docket import Docket

FIGHTS = frozenset(
    {"must_military", "must_assist", "must_assist_request", "must_defend", "guarantee",
     "own_territory"}
)  # fmt: skip
"""Duties whose performance makes a state take part in the fight."""


class Told(NamedTuple):
    """What one event of a round told; after the first round, what holds and is new."""

    round: int
    assumed: Verdict | None
    """What was assumed for the event; None for the one asked about."""
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rounds:
    """What was played: what each event of each round told, and who fights whom at the end."""

    told: tuple[Told, ...]
    wars: tuple[War, ...] = ()


def play_rounds(docket: Docket, scene: Scene) -> Rounds:
    """Every clause tried, with its round; with more rounds than one, the wars at the end.

    In the first round the event stands alone. In each later one those obliged in the round before
    have joined; where the policy says so, each of them is attacked in turn, and its own allies
    are asked. It ends when a round binds nobody new.
    """
    told = tuple(apply_clauses(docket, scene))
    out = [Told(1, None, told)]
    if scene.policies.rounds <= 1 or scene.event.attacker_kind != "state":
        return Rounds(tuple(out))
    held = [trace for trace in told if trace.holds]
    found = Known(held)
    duties = [trace for trace in held if trace.fills == "obliged"]
    fights = list(scene.fights.all)
    wars = [War(0, fight.attacker, fight.target) for fight in fights]
    wars.append(War(1, scene.attacker, scene.target))
    struck = {(scene.attacker, scene.target)}
    turning, own = docket.turning, scene.own_fight
    own_turns = bool(turning.concerned(scene.event.kind, scene.state, scene.target))
    turns: list[Occurrence] = []
    for number in range(2, scene.policies.rounds + 1):
        joined = _joined(duties)
        if not joined:
            break
        wars += [
            War(number, helper, enemy, ally, by) for (helper, enemy, ally), by in joined.items()
        ]
        fights += [_help(helper, enemy) for helper, enemy, _ in joined]
        beside = Fights(fights)
        names = ", ".join(f"{helper} against {enemy}" for helper, enemy, _ in joined)
        note = passed("round", f"assumed: {names} takes up its duty")
        later: list[tuple[Docket, Scene, Verdict]] = []
        if own_turns:
            later.append((turning, scene.with_fights(beside), note))
        # who was struck back before may by now have more enemies than one
        later += [(turning, _struck(scene, event, beside, own), note) for event in turns]
        if scene.policies.struck_back:
            for event, assumed in _answers(joined, struck):
                later.append((docket, _struck(scene, event, beside, own), assumed))
                if turning.concerned(event.kind, event.attacker, event.target or ""):
                    turns.append(event)
        duties = []
        for asked, then, step in later:
            told = tuple(apply_clauses(asked, then, found, again=asked is turning))
            out.append(Told(number, step, told))
            duties += [trace for trace in told if trace.fills == "obliged"]
    return Rounds(tuple(out), _each_once(wars))


def _joined(duties: list[Trace]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Who takes up a duty to fight: helper, enemy and ally, with the clauses that ask for it."""
    out: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for t in duties:
        if t.strength in FIGHTS and t.state and t.against:
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
    joined: Iterable[tuple[str, str, str]], struck: set[tuple[str, str]]
) -> Iterator[tuple[Occurrence, Verdict]]:
    """Each helper that is struck back by its enemy for the first time, with what is assumed;
    `struck` holds who was struck by whom, and gets those."""
    for helper, enemy, ally in joined:
        if (enemy, helper) not in struck:
            struck.add((enemy, helper))
            note = f"assumed: {helper} helps {ally} and is struck back by {enemy}"
            yield _blow(enemy, helper), passed("round", note)


@lru_cache(maxsize=4096)
def _blow(attacker: str, target: str) -> Occurrence:
    return Occurrence(kind="attack", attacker=attacker, target=target)


@lru_cache(maxsize=4096)
def _help(helper: str, enemy: str) -> Ongoing:
    return Ongoing("attack", helper, enemy, lawful=True)


def _struck(scene: Scene, event: Occurrence, fights: Fights, own: Ongoing) -> Scene:
    """The scene in which a helper is struck back, with every other fight that goes on."""
    apart = frozenset((event.attacker or "", event.target or ""))
    return Scene(scene.book, scene.day, event, scene.policies, None, fights, apart, own)
