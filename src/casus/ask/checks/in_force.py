"""That an instrument is in force, or no longer is."""

from __future__ import annotations

from casus.ask.checks.ground import Ground, life, named, opened, standing
from casus.model.mention import Check
from casus.model.phrase import Claim


def check_in_force(claim: Claim, ground: Ground) -> Check | None:
    """Whether it binds its parties on the day of the text."""
    treaty = ground.treaty(claim)
    if treaty is None:
        return None
    says = claim.details["holds"] == "yes"
    state = standing(treaty, ground.day)
    words = "is in force" if says else "is not in force"
    if state == "unknown":
        verdict = "not decidable"
    else:
        verdict = "borne out" if (state == "in force") == says else "not borne out"
    basis = f"{named(treaty)}: {life(treaty)}; on {ground.day}: {_STATE[state]}."
    return Check(f"{opened(named(treaty))} {words}", claim.quote, verdict, opened(basis))


_STATE = {
    "before": "not yet signed",
    "signed": "signed, not yet in force",
    "in force": "in force",
    "ended": "no longer in force",
    "unknown": "its entry into force is not established",
}
