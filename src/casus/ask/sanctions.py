"""Sanctions and the Council: which of its measures ask for them, so that no treaty bars them, and
which are broken when they are lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.ask.council import decides
from casus.ask.embargo import put_paragraph, tests_of_lifting
from casus.ask.verdict import Trace, Verdict, failed, passed
from casus.book.book import binds
from casus.model.law import Measure, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.ask.scene import Scene


def apply_lifting(measures: Iterable[Measure], scene: Scene) -> Iterator[Trace]:
    """Paragraphs about the target that a state which lifts its sanctions would break."""
    sender, target = scene.event.sender or "", scene.target
    for measure in measures:
        for row in measure.provisions:
            if measure.adopted and row.items and target in row.targets:
                steps = tests_of_lifting(measure, row, scene)
                yield put_paragraph(measure, row, scene, sender, target, steps)


def asked_for(scene: Scene) -> list[tuple[Measure, Provision]]:
    """Paragraphs in force that decide such sanctions on the target."""
    item = scene.event.item
    found = []
    for measure in scene.book.measures.values():
        for row in measure.provisions:
            again = row.reapplied_on.first
            stands = binds(row.start, row.end, scene.day) in ("yes", "ending") or (
                again is not None and scene.day >= again
            )
            if (
                stands and measure.adopted and row.binding and row.items and not row.groups
                and row.direction != "none" and scene.target in row.targets
                and (item is None or scene.book.items.covers(row.items, item))
            ):  # fmt: skip
                found.append((measure, row))
    return found


def decided(scene: Scene) -> list[Verdict]:
    """Whether sanctions carry out what the Council decided, which no treaty can bar."""
    rows = asked_for(scene)
    if not rows or not scene.policies.charter_prevails:
        return [passed("council", f"no decision of the Council asks for them against "
                                  f"{scene.target}")]  # fmt: skip
    named = ", ".join(dict.fromkeys(f"{measure.id} {row.paragraph}" for measure, row in rows))
    if scene.event.item is not None:
        text = f"the Council decided it ({named}), and un_charter 103 prevails"
        return [failed("council", text)]
    text = f"they are not said to be what the Council decided ({named})"
    claim = "they carry out decisions of the Council, which prevail under un_charter 103"
    return [passed("council", text).disputed(claim, (scene.event.sender or "",))]


def notes_on(scene: Scene) -> tuple[str, ...]:
    """What the Council has decided of the kind, for an outcome's notes."""
    council = decides(scene)
    if scene.event.kind != "sanction" or (scene.event.lifted and not council):
        return ()
    rows = asked_for(scene)
    if council and not scene.event.lifted:
        note = "supposed: the Council decides; what it calls for or recommends binds nobody"
        return (note, *((_named("decided already", rows),) if rows else ()))
    if council:
        if not rows:
            return (f"no measure of the Council in the book is in force against {scene.target}",)
        return (_named("members are no longer bound by", rows),)
    if not rows:
        return (f"no measure of the Council in the book asks for it against {scene.target}",)
    return (_named("the Council asks for sanctions on it", rows),)


def _named(what: str, rows: list[tuple[Measure, Provision]]) -> str:
    """The paragraphs, the first six of them by name."""
    named = dict.fromkeys(
        f"{measure.id} {row.paragraph} ({', '.join(row.items) or row.substance})"
        for measure, row in rows
    )
    more = f"; and {len(named) - 6} paragraphs more" if len(named) > 6 else ""
    return f"{what}: {'; '.join(list(named)[:6])}{more}"
