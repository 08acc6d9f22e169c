"""Claims of a text checked against the book: a verdict and what it rests on, one kind a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from casus.ask.checks.backed import check_backed
from casus.ask.checks.bound import check_bound
from casus.ask.checks.breach import check_breach
from casus.ask.checks.dated import check_dated
from casus.ask.checks.ground import Ground
from casus.ask.checks.in_force import check_in_force
from casus.ask.checks.open import check_open
from casus.ask.checks.present import check_present
from casus.ask.checks.resembles import check_resembles
from casus.book.book import Book
from casus.model.mention import Check, Mention
from casus.model.phrase import Claim, Phrase
from casus.model.statement import Statement

__all__ = ["Kind", "check"]

Kind = Callable[[Claim, Ground], Check | None]
"""Decides claims of one kind; None where the claim is about nothing known."""

_KINDS: Final[Mapping[str, Kind]] = {
    "backed": check_backed,
    "resembles": check_resembles,
    "dated": check_dated,
    "breach": check_breach,
    "present": check_present,
    "in_force": check_in_force,
    "bound": check_bound,
    "bloc": check_open,
    "motive": check_open,
}
_TURNED: Final = {"borne out": "not borne out", "not borne out": "borne out"}


def check(
    claims: Sequence[Claim],
    phrases: Sequence[Phrase],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    book: Book,
    day: dt.date,
    beside: Mapping[str, Kind] = MappingProxyType({}),
) -> list[Check]:
    """A check for each claim, in order, none twice.

    `phrases` are those that the claims count by index, `mentions` what they were linked to,
    `statements` those of the same text, `day` the day as of which the book is asked; `beside` are
    checks of kinds that take more than the book's clauses. A claim on an instrument that is not
    known gives no check, unless it names it by number.
    """
    ground = Ground(book, day, tuple(phrases), tuple(mentions), tuple(statements))
    out: list[Check] = []
    seen: set[str] = set()
    for claim in claims:
        found = {**_KINDS, **beside}[claim.kind](claim, ground)
        if found is None:
            continue
        if claim.negated and found.verdict != "not decidable":
            found = Check(f"Not so: {found.claim}", found.quote,
                          _TURNED.get(found.verdict, found.verdict), found.basis)  # fmt: skip
        if found.claim not in seen:
            seen.add(found.claim)
            out.append(found)
    return out
