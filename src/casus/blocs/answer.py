"""The whole answer of `casus blocs`: years, changes, the null of the last year, a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.blocs.change import Change, changes
from casus.blocs.forming import Verdict, judge
from casus.blocs.yearly import BookTies, Year, network_of, years

if TYPE_CHECKING:
    from casus.blocs.network import SignedNetwork
    from casus.blocs.null import Null
    from casus.blocs.scope import Scope
    from casus.blocs.yearly import Source

HOSTILE_ENOUGH: Final = 5
"""With fewer hostile ties no signs are shuffled."""
_SECONDS: Final = 10.0
"""A network with shuffled signs is given up after so long, and with it the comparison."""
_EDGES_IN_ALL: Final = 100_000
_SHUFFLES_AT_LEAST: Final = 20
"""So many ties are dealt anew in all: networks of more than a thousand ties less than a hundred
times, and any network this often."""
_LIMITS: Final = (
    "Years are told as of 31 December. No tie means that the source knows none. A tie is not a "
    "deed: blocs are no forecast."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a scope and a span of years; `basis` says in words what the ties are,
    `rules` what makes one, `data` names the data sets they come from."""

    scope: Scope
    basis: str
    first: int
    last: int
    years: tuple[Year, ...]
    changes: tuple[Change, ...]
    null: Null | None
    verdict: Verdict
    coverage: str
    limits: str = _LIMITS
    rules: tuple[str, ...] = ()
    data: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The answer as the record has it."""
        null = None
        if self.null is not None:
            null = {
                "observed": self.null.observed, "mean": round(self.null.mean, 4),
                "at_most": round(self.null.at_most, 4), "moved": round(self.null.moved, 4),
                "tells": self.null.tells, "shuffles": len(self.null.values),
            }  # fmt: skip
        return {
            "region": self.scope.key, "title": self.scope.title, "ties": self.basis,
            "rules": list(self.rules), "data": list(self.data),
            "from": self.first, "to": self.last, "verdict": self.verdict.as_dict(),
            "coverage": self.coverage, "limits": self.limits,
            "years": [year.as_dict() for year in self.years],
            "changes": [change.as_dict() for change in self.changes], "null": null,
        }  # fmt: skip


def answer(source: Source, scope: Scope, first: int, last: int, basis: str, n_shuffles: int = 100,
           seed: int = 1) -> Answer:  # fmt: skip
    """Measure the years, see what changed, compare the last with shuffled signs, judge.

    >>> import datetime as dt
    >>> from casus.blocs.scope import scope_of
    >>> from casus.book import load_book
    >>> scope = scope_of("asia", dt.date(2025, 12, 31))
    >>> found = answer(BookTies(load_book()), scope, 2005, 2025, "the duties in the book")
    >>> found.verdict.word
    'signs'
    """
    measured = tuple(years(source, scope, first, last))
    changed = tuple(changes(measured, source, scope))
    null, unsettled = _null(source, scope, measured[-1], n_shuffles, seed)
    verdict = judge(scope.title, measured, changed, null, basis, unsettled=unsettled)
    return Answer(scope, basis, first, last, measured, changed, null, verdict,
                  _coverage(source, scope, measured))  # fmt: skip


class _Unsettled(Exception):
    """A network with shuffled signs whose best division could not be proven in time."""


def _null(source: Source, scope: Scope, last: Year, n_shuffles: int, seed: int
          ) -> tuple[Null | None, bool]:  # fmt: skip
    """The ties against the best division, beside shuffled signs; None with few hostile ties, and
    where a best division is not proven: then the second is true. Large networks are shuffled less
    often."""
    if last.reason is not None or (last.n_hostile or 0) < HOSTILE_ENOUGH:
        return None, False
    if not last.proven:
        return None, True
    import numpy as np

    from casus.blocs.frustration_index import frustration
    from casus.blocs.null import compare

    ties = source.on(last.day)
    network = network_of(
        (p for p in ties.friendly if scope.counts(*p)),
        (p for p in ties.hostile if scope.counts(*p)),
        (),
    )

    def least(one: SignedNetwork) -> int:
        found = frustration(one, "any", _SECONDS)
        if not found.proven:
            raise _Unsettled
        return found.optimum

    n = min(n_shuffles, max(_SHUFFLES_AT_LEAST, _EDGES_IN_ALL // max(1, len(network.edges))))
    try:
        return compare(network, least, n, np.random.default_rng(seed)), False
    except _Unsettled:
        return None, True


def _coverage(source: Source, scope: Scope, measured: Sequence[Year]) -> str:
    """What the source knows of the last year, and which years it does not cover."""
    last = measured[-1]
    lacking = [y.year for y in measured if y.reason is not None]
    out = ""
    if last.reason is None:
        ties = source.on(last.day)
        tied = {s for pair in (*ties.friendly, *ties.hostile) if scope.counts(*pair) for s in pair}
        known = f"ties of {len(tied & scope.members(last.day))} of {last.n_states} states"
        if isinstance(source, BookTies):
            behind = {i for pair, by in ties.friendly.items() if scope.counts(*pair) for i in by}
            out = (
                f"The book knows {len(behind)} instruments with a duty of defence that concern "
                f"{scope.title} on {last.day}, and {known}."
            )
        elif scope.states is not None:
            out = f"The source has {known} on {last.day}."
    if lacking:
        span = f"{lacking[0]}" if len(lacking) == 1 else f"{len(lacking)} years from {lacking[0]}"
        out += f"{' ' if out else ''}No data: {span} ({_reason(measured)})."
    return out


def _reason(measured: Sequence[Year]) -> str:
    """Why the first year without data has none."""
    return next((y.reason for y in measured if y.reason is not None), "")
