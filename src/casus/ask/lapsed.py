"""Clauses that bind nobody on the day: not yet in force, ended, or left by a party."""

from __future__ import annotations

from casus.ask.scene import Scene
from casus.ask.standing import expand
from casus.ask.verdict import Trace, failed
from casus.book.book import binds
from casus.model.law import Clause, Treaty


def lapsed_clauses(scene: Scene, standing: set[Clause], *, everyone: bool = False) -> list[Trace]:
    """Duties that would have been asked of somebody had they been in force.

    Only instruments to which the target or the attacker once belonged are named, unless
    `everyone`; states that never were parties are not.
    """
    book, out = scene.book, []
    around = {scene.target, scene.attacker, scene.state} - {"", None}
    for treaty in book.treaties.values():
        ever = {book.classes.heir(p.state, scene.day) for p in treaty.parties}
        if treaty.general or (not everyone and around.isdisjoint(ever)):
            continue
        bound = {s for s, _ in book.parties_on(treaty, scene.day).items()}
        for clause in treaty.clauses:
            if clause.fills is None or scene.event.kind not in clause.on:
                continue
            named = expand(book, clause.by, ever, scene.day) & ever
            whole = clause not in standing
            for state in sorted(named - around if not everyone else named):
                if whole or state not in bound:
                    out.append(_trace(scene, treaty, clause, state))
            if not whole and scene.target in ever and scene.target not in bound:
                for state in sorted((named & bound) - around):
                    out.append(_trace(scene, treaty, clause, state, scene.target))
    return out


def _trace(
    scene: Scene, treaty: Treaty, clause: Clause, state: str, gone: str | None = None
) -> Trace:
    text = _reason(scene, treaty, clause, gone or state)
    return Trace(
        state=state, treaty=treaty.id, article=clause.article, clause=clause.id,
        strength=clause.strength, fills=clause.fills or "", act=clause.act,
        toward=scene.target, against=scene.attacker, steps=(failed("in_force", text),),
        substance=clause.substance,
    )  # fmt: skip


def _reason(scene: Scene, treaty: Treaty, clause: Clause, state: str) -> str:
    """Why the state was not bound on the day."""
    day, heir = scene.day, scene.book.classes.heir
    if clause.trigger == "none":
        return f"{treaty.id} {clause.article} asks nobody to act"
    spans = [p for p in treaty.parties if heir(p.state, day) == state or p.state == state]
    for party in sorted(spans, key=lambda p: str(p.start), reverse=True):
        if party.start.first is None:
            return f"{treaty.id} never entered into force" if not party.start.text else (
                f"{treaty.id} was signed only on {treaty.signed_on}")  # fmt: skip
        if day < party.start.first:
            signed = treaty.signed_on.text
            return f"{treaty.id} binds {state} only from {party.start} (signed {signed})"
        if binds(party.start, party.end, day) == "no":
            return f"{treaty.id} bound {state} to {party.end}"
    if clause.end.first is not None and day >= clause.end.first:
        return f"{treaty.id} {clause.article} ended on {clause.end}"
    return f"{treaty.id} does not bind {state} on {day}"
