"""That an instrument is of a year."""

from __future__ import annotations

from casus.ask.checks.ground import Ground, life, named, opened
from casus.model.mention import Check
from casus.model.phrase import Claim


def check_dated(claim: Claim, ground: Ground) -> Check | None:
    """The year against the day of signature; `partly` where it is that of entry into force."""
    treaty = ground.treaty(claim)
    if treaty is None or treaty.signed_on.first is None:
        return None
    year = int(claim.details["year"])
    signed, begun, ended = treaty.signed_on.first, treaty.in_force_on.first, treaty.ended_on.first
    if signed.year == year:
        verdict, why = "borne out", ""
    elif begun is not None and begun.year == year:
        verdict, why = "partly", f" {year} is the year of its entry into force, not of signature."
    else:
        verdict, why = "not borne out", f" Nothing in {year}."
        if ended is not None and ended.year == year:
            why = f" {year} is the year in which it ended."
    basis = f"{named(treaty)}: {life(treaty)}.{why}"
    for other in treaty.competing:
        what, date, source = (other.get(key, "") for key in ("what", "date", "source"))
        basis += f" Others date its {what} {date} ({source})."
    return Check(f"{opened(named(treaty))} is of {year}", claim.quote, verdict, opened(basis))
