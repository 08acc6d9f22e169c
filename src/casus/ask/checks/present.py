"""That an alliance is in a part of the world: where its parties lie on the day."""

from __future__ import annotations

from casus.ask.checks.ground import Ground
from casus.ask.told import title, titles
from casus.book.regions import load_regions
from casus.model.mention import Check
from casus.model.phrase import Claim


def check_present(claim: Claim, ground: Ground) -> Check | None:
    """Borne out where most of its parties lie there, partly where some do."""
    region = load_regions().get(claim.details["region"])
    treaty = ground.book.treaties.get(claim.details["instrument"])
    if region is None or treaty is None:
        return None
    who = title(claim.details["state"])
    lasting = " as a permanent resident" if claim.details.get("permanent") == "yes" else ""
    says = f"{who} is in {region.title}{lasting}"
    parties = set(ground.book.parties_on(treaty, ground.day))
    if not parties:
        return Check(says, claim.quote, "not borne out",
                     f"{treaty.id} binds nobody on {ground.day}.")  # fmt: skip
    inside = sorted(parties & region.states)
    whole = f"the {len(parties)} parties of {treaty.id} on {ground.day}"
    if inside:
        verdict = "borne out" if 2 * len(inside) > len(parties) else "partly"
        basis = f"{len(inside)} of {whole} lie in {region.title}: {titles(inside, most=8)}"
    else:
        verdict, basis = "not borne out", f"None of {whole} lies in {region.title}"
    for codes, says_so in ((region.partly, "lies there with part of its land"),
                           (region.beyond, "governs islands or bases there")):  # fmt: skip
        for code in sorted(parties & codes):
            since = ground.book.parties_on(treaty, ground.day)[code][1].start
            basis += f"; {title(code)}, a party since {since}, {says_so}"
    scope = next((c for c in treaty.clauses if c.kind == "scope"), None)
    if scope is not None:
        basis += f". Its area, Article {scope.article}: {scope.substance.rstrip('.')}"
    basis += ". Partners, offices, visits and exercises are not membership, and not in the book."
    return Check(says, claim.quote, verdict, basis)
