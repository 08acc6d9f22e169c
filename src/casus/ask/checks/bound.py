"""That an instrument obliges its parties to help one another."""

from __future__ import annotations

from casus.ask.checks.ground import Ground, life, main_clause, named, opened, standing
from casus.ask.told import STRENGTHS
from casus.model.mention import Check
from casus.model.phrase import Claim


def check_bound(claim: Claim, ground: Ground) -> Check | None:
    """Whether its clause asks for help, how strictly, and whether it holds on the day."""
    treaty = ground.treaty(claim)
    if treaty is None or treaty.general:
        return None
    says = f"{opened(named(treaty))} obliges its parties to help"
    clause = main_clause(treaty, ground.article(claim))
    if clause is None or clause.fills not in ("obliged", "discretionary"):
        asks = (
            "It only asks for talks" if clause and clause.fills == "consult" else "It asks nobody"
        )
        return Check(says, claim.quote, "not borne out", f"{asks} to help; {life(treaty)}.")
    strength = STRENGTHS.get(clause.strength, clause.strength)
    basis = f"Article {clause.article} ({strength}): {clause.substance}"
    state = standing(treaty, ground.day)
    verdict = "borne out" if clause.fills == "obliged" else "partly"
    if clause.fills == "discretionary":
        basis += " The means are left to each party."
    if clause.strength == "unknown":
        verdict = "not decidable"
        basis += " The text is not public."
    if state == "signed":
        verdict = "partly" if verdict == "borne out" else verdict
        basis += f" On {ground.day} it was signed and bound nobody yet ({life(treaty)})."
    elif state in ("ended", "before"):
        verdict = "not borne out"
        basis += f" On {ground.day} it was not in force ({life(treaty)})."
    else:
        basis += f" {life(treaty).capitalize()}."
    return Check(says, claim.quote, verdict, basis)
