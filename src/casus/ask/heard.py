"""Which kinds of event a clause speaks of: an attack, less than one, or more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Literal

from casus.ask.verdict import Verdict, failed, passed

if TYPE_CHECKING:
    from casus.ask.scene import Scene
    from casus.model.law import Clause

FORCE: Final = frozenset({"attack", "occupy"})
"""Kinds in which armed force is used."""
WAR: Final = FORCE | {"declare_war"}
"""Kinds after which two states are at war."""
CHARTER: Final = dt.date(1945, 10, 24)
"""Since this day treaties of defence are read with Charter 51: they ask for an armed attack."""

Hearing = Literal["yes", "short", "no"]


def hears(clause: Clause, kind: str) -> Hearing:
    """Whether the clause speaks of events of the kind.

    What a text names it hears. Besides, one that speaks of attack hears of occupation by force,
    which is an attack; one about wars, about one's own war, or about threats hears of a war
    declared. `short`: the text asks for an attack and the event is less, which is a reason worth
    telling.
    """
    if kind in clause.on:
        return "yes"
    if "attack" not in clause.on or clause.trigger in ("none", "mobilised"):
        return "no"
    if kind == "occupy":
        return "yes"
    if kind == "declare_war":
        wide = clause.trigger in ("at_war", "own_attack") or clause.fills == "forbidden"
        return "yes" if wide or "threaten" in clause.on else "short"
    if kind == "threaten" and clause.trigger in ("attacked", "guaranteed"):
        return "short" if clause.fills in ("obliged", "discretionary") else "no"
    return "no"


def event_step(clause: Clause, scene: Scene, ally: str) -> Verdict | None:
    """What kind of event the clause hears of; None for an attack, which needs no word."""
    kind, attacker = scene.event.kind, scene.attacker
    if kind == "occupy":
        return passed("event", f"{attacker} occupies soil of {scene.target} by force: an attack")
    if kind not in ("declare_war", "threaten"):
        return None
    hearing = hears(clause, kind)
    if kind == "threaten":
        text = f"{attacker} threatens {ally} with attack"
        if hearing == "yes":
            return passed("event", f"{text}, of which the text speaks")
        return failed("event", f"{text}: the text asks for an attack, and a threat is none")
    text = f"{attacker} declares war on {scene.target}"
    if hearing == "yes":
        return passed("event", text)
    if scene.day < CHARTER and scene.policies.declaration_attacks:
        return passed("event", f"{text}: whoever declares war first attacks").disputed(
            "a war declared is no attack before arms are used", (attacker,)
        )
    return failed("event", f"{text}: the text asks for an attack, and no arms are used")
