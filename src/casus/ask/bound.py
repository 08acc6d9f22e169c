"""Whether a state is bound on the day, and how surely that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.ask.verdict import Verdict, failed, passed

if TYPE_CHECKING:
    from casus.ask.scene import Scene
    from casus.ask.standing import Standing


def bound(standing: Standing, scene: Scene, state: str) -> Verdict:
    """The first test of every clause; found once for all events of the day."""
    key = (state, scene.policies.in_force_only)
    known = standing.kept.get(key)
    if known is None:
        known = standing.kept[key] = _bound(standing, scene, state)
    return known


def _bound(standing: Standing, scene: Scene, state: str) -> Verdict:
    treaty, how = standing.treaty, standing.by[state]
    party = scene.book.parties_on(treaty, scene.day)[state][1]
    heir = f", in the place of {party.state}" if party.state != state else ""
    since = f"{state} is bound by {treaty.id} since {party.start or 'its beginning'}{heir}"
    name = "in_force"
    if how == "yes":
        return passed(name, since)
    if how == "ending":
        return passed(name, f"{since}; it ended in {party.end}, the day is not known").disputed(
            "it had ended by then", ()
        )
    if how == "starting":
        return failed(name, f"in force in {party.start}, the day is not known").disputed(
            "it was in force already", ()
        )
    verdict = failed(name, f"signed {treaty.signed_on}; entry into force is not established")
    if not scene.policies.in_force_only:
        return passed(name, f"signed {treaty.signed_on}")
    if standing.clause.strength == "unknown":
        return passed(name, f"signed {treaty.signed_on}; the parties claim that it binds")
    return verdict.disputed("it is in force, or the parties act as if it were", ())
