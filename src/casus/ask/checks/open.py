"""Claims that no treaty and no vote can decide: listed, with what would decide them."""

from __future__ import annotations

from casus.ask.checks.ground import Ground
from casus.ask.told import title
from casus.model.mention import Check
from casus.model.phrase import Claim


def check_open(claim: Claim, _ground: Ground) -> Check:
    """The claim as not decidable, with the reason."""
    if claim.kind == "bloc":
        return Check(
            "A system of blocs is forming", claim.quote, "not decidable",
            "A judgement on a course of years: ties measured over time would decide it, who is "
            "allied with whom, who votes with whom, who arms whom, and whether they grow apart.",
        )  # fmt: skip
    return Check(
        f"What {title(claim.details['state'])} is after", claim.quote, "not decidable",
        "The book holds texts and deeds, not motives. The state's own papers would decide it, or "
        "what it does when the aim and the deed part ways.",
    )  # fmt: skip
