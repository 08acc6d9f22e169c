"""Sanctions that the Security Council itself decides: whom they bind under the Charter, and which
promises give way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from casus.ask.embargo import member
from casus.ask.heard import hears
from casus.ask.verdict import Trace, passed
from casus.errors import NotCovered, UnknownEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casus.ask.docket import Docket
    from casus.ask.scene import Scene
    from casus.model.occurrence import Occurrence

COUNCIL: Final = "UNSC"
_ACCEPTED: Final = '{"kind": "sanction", "sender": "UNSC", "target": "PRK"}, imposed or lifted'


def check_council(event: Occurrence, scene_day: str, *, sits: bool) -> None:
    """Raise `UnknownEvent` for what the engine does not know of the Council, `NotCovered` for a day
    on which it does not sit."""
    if event.kind != "sanction" or event.target == COUNCIL:
        raise UnknownEvent(
            f"{event.kind} by the Security Council: of the Council the engine knows sanctions "
            f"alone, {_ACCEPTED}"
        )
    if not sits:
        raise NotCovered(f"there is no Security Council on {scene_day}: it sits since 1946-01-17")


def decides(scene: Scene) -> bool:
    """Whether the event is a decision of the Council."""
    return scene.event.kind == "sanction" and scene.event.sender == COUNCIL


def apply_decision(scene: Scene, states: tuple[str, ...]) -> Iterator[Trace]:
    """What a decision asks of every state: members carry it out (Charter 25); whether it binds the
    others is disputed. Nobody is bound by the end of sanctions."""
    charter = scene.book.treaties.get("un_charter")
    clause = charter.clause("25") if charter else None
    if clause is None or scene.event.lifted:
        return
    what = f" ({scene.event.item})" if scene.event.item else ""
    norm = passed(
        "norm",
        f"the Council decides on sanctions{what} against {scene.target} (41): what it decides, "
        "members carry out",
    )
    for state in states:
        if state != scene.target:
            yield Trace(
                state, clause.treaty, clause.article, clause.id, clause.strength, "obliged",
                clause.act, "", scene.target, (member(scene, state), norm), clause.substance,
            )  # fmt: skip


def overridden(scene: Scene, docket: Docket) -> Iterator[str]:
    """Promises of members to impose no sanctions on the target, which give way."""
    if not decides(scene) or scene.event.lifted:
        return
    target = scene.target
    charter = scene.book.treaties.get("un_charter")
    members = scene.book.parties_on(charter, scene.day) if charter else {}
    for standing in docket.standings:
        clause, treaty = standing.clause, standing.treaty
        if hears(clause, "sanction") == "no" or not standing.protects(target):
            continue
        for state in standing.bearers:
            if state == target or state not in members:
                continue
            if not standing.suspended(state, target, scene.day):
                end = "un_charter 103 prevails" if scene.policies.charter_prevails else "both stand"
                yield (
                    f"{state}: {treaty.id} {clause.article} keeps it from imposing sanctions on "
                    f"{target}, but un_charter 25 binds it to carry out what the Council decides, "
                    f"and {end}"
                )
