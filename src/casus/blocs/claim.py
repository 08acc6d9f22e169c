"""The claim of a text that a system of blocs is forming, held against the book's duties."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from casus.ask.checks.open import check_open
from casus.blocs.change import changes
from casus.blocs.forming import Word, judge
from casus.blocs.scope import scope_of
from casus.blocs.yearly import BookTies, measure, years
from casus.book.regions import load_regions
from casus.errors import MissingExtra
from casus.model.mention import Check

if TYPE_CHECKING:
    from casus.ask.checks.ground import Ground
    from casus.model.phrase import Claim

YEARS: Final = 30
"""So many years before the day of the text are looked at."""
_VERDICTS: Final[dict[Word, str]] = {
    "forming": "borne out", "signs": "partly", "standing": "partly", "one bloc": "not borne out",
    "loosening": "not borne out", "no sign": "not borne out", "missing": "not decidable",
}  # fmt: skip


def check_forming(claim: Claim, ground: Ground) -> Check:
    """The verdict on the part of the world that the claim is about, as of the day of the text.

    `partly`: there are signs of it, or blocs stand already and are not forming. A claim that names
    no part of the world that the book knows is not decidable.
    """
    region = load_regions().get(claim.details.get("region", ""))
    if region is None:
        found = check_open(claim, ground)
        return Check(found.claim, found.quote, found.verdict,
                     f"The text names no part of the world. {found.basis}")  # fmt: skip
    says = f"A system of blocs is forming in {region.title}"
    scope = scope_of(region.key, ground.day)
    source = BookTies(ground.book, scope.states)
    first = max(dt.MINYEAR, ground.day.year - YEARS)
    try:
        found_years = [*years(source, scope, first, ground.day.year - 1, brief=True)]
        found_years.append(measure(source, scope, ground.day, brief=True))
        changed = changes(found_years, source, scope)
    except MissingExtra as err:
        return Check(says, claim.quote, "not decidable", f"Ties could not be weighed: {err}")
    verdict = judge(scope.title, found_years, changed, None, "the duties of defence in the book")
    basis = " ".join(verdict.sentences[1:]) if len(verdict.sentences) > 1 else verdict.text
    basis += " Votes, trade, arms and disputes are not looked at here."
    return Check(says, claim.quote, _VERDICTS[verdict.word], basis)
