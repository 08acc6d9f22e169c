"""Conflicts of duty: what pulls one state two ways after an event."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from casus.ask.council import overridden
from casus.ask.heard import WAR
from casus.model.outcome import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from casus.ask.docket import Docket
    from casus.ask.scene import Scene
    from casus.book.book import Book
    from casus.model.outcome import War


def find_conflicts(
    scene: Scene, lists: Mapping[str, Sequence[Finding]], docket: Docket, wars: Sequence[War] = ()
) -> tuple[str, ...]:
    """Each conflict in a sentence, sorted.

    A duty against a prohibition; duties to both sides; a duty to fight an ally of one's own; a duty
    to help an attacker against the Charter; where rounds were played, a war against a state that
    one is bound not to attack; and a promise to impose no sanctions that the Council decides on.
    """
    duties: dict[str, list[Finding]] = {}
    against: dict[tuple[str, str], list[Finding]] = {}
    for_one: dict[tuple[str, str], list[Finding]] = {}
    for name in ("obliged", "discretionary"):
        for found in lists[name]:
            duties.setdefault(found.state, []).append(found)
            against.setdefault((found.state, found.against), []).append(found)
            for_one.setdefault((found.toward, found.against), []).append(found)
    out: set[str] = set()
    # many rounds keep a state from acting against another for many: that is one conflict
    for bar in {_SAME(bar): bar for bar in lists["forbidden"]}.values():
        out.update(_barred(scene.book, bar, against.get((bar.state, bar.toward), ())))
    for own in duties.values():
        if len(own) > 1:
            out.update(_both_sides(own))
        out.update(_allied_to_enemy(scene, own, docket))
    out.update(_against_charter(scene, for_one.get((scene.attacker, scene.target), ())))
    out.update(_wars_barred(scene, wars, docket))
    out.update(overridden(scene, docket))
    return tuple(sorted(out))


_SAME: Final = itemgetter(*map(Finding._fields.index, ("state", "toward", "treaty", "article")))
"""What a prohibition shares with those that keep the same state from the same act."""


def _barred(book: Book, bar: Finding, duties: Sequence[Finding]) -> Iterator[str]:
    """Duties against the very state that another clause protects from the one bound."""
    for duty in duties:
        first = book.treaties[duty.treaty].priority
        second = book.treaties[bar.treaty].priority
        higher = duty.treaty if first > second else bar.treaty
        claim = "" if first == second else f"; {higher} claims priority"
        yield (
            f"{duty.state}: {duty.treaty} {duty.article} for {duty.toward} against "
            f"{duty.against}, but {bar.treaty} {bar.article} keeps it from "
            f"acting against {bar.toward}{claim}"
        )


def _both_sides(own: Sequence[Finding]) -> Iterator[str]:
    """A duty to help each of two states against the other."""
    for duty in own:
        for other in own:
            if (other.toward, other.against) == (duty.against, duty.toward) and (
                duty.toward < other.toward
            ):
                yield (
                    f"{duty.state}: {duty.treaty} {duty.article} for {duty.toward}, and "
                    f"{other.treaty} {other.article} for {other.toward} against it"
                )


def _allied_to_enemy(scene: Scene, own: Sequence[Finding], docket: Docket) -> Iterator[str]:
    """A duty against a state that one is bound to defend by another treaty."""
    for duty in own:
        for standing in docket.helping(duty.state):
            clause, treaty = standing.clause, standing.treaty
            if (
                duty.against in standing.towards
                and treaty.id != duty.treaty
                and not standing.suspended(duty.state, duty.against, scene.day)
            ):
                yield (
                    f"{duty.state}: {duty.treaty} {duty.article} for {duty.toward} against "
                    f"{duty.against}, its own ally under {treaty.id} {clause.article}"
                )


def _against_charter(scene: Scene, duties: Sequence[Finding]) -> Iterator[str]:
    """Duties to help the one who attacks, where the Charter binds the helper."""
    if scene.event.kind not in WAR or scene.event.self_defence:
        return
    charter = scene.book.treaties.get("un_charter")
    if charter is None or not scene.policies.charter_prevails:
        return
    bound = scene.book.parties_on(charter, scene.day)
    for duty in duties:
        if duty.state in bound:
            yield (
                f"{duty.state}: {duty.treaty} {duty.article} for {duty.toward}, which attacks, "
                "but un_charter 2(4) forbids it, and un_charter 103 prevails"
            )


def _wars_barred(scene: Scene, wars: Sequence[War], docket: Docket) -> Iterator[str]:
    """A state at war by its duty with one that a treaty forbids it to attack."""
    for war in wars:
        if not war.by:
            continue
        for standing in docket.barring(war.state):
            clause, treaty = standing.clause, standing.treaty
            suspended = standing.suspended(war.state, war.enemy, scene.day)
            if war.enemy in standing.towards and not suspended:
                yield (
                    f"{war.state}: at war with {war.enemy} for {war.ally} ({', '.join(war.by)}), "
                    f"but {treaty.id} {clause.article} forbids it to attack {war.enemy}"
                )
