"""An outcome: what follows from an occurrence, for whom, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

LISTS: Final = ("obliged", "discretionary", "consult", "forbidden", "breached")
"""The lists of an outcome that hold findings as the strict reading has them."""


class Finding(NamedTuple):
    """One state under one clause after the event.

    `fills` is the list it stands in. `because` are the premises in the order they were tested.
    `reading` is empty where nobody disputes the finding; else it says what is disputed, and
    `held_by` who holds the reading under which the finding stands (for one in `contested`) or
    falls (for one in the other lists).
    """

    state: str
    treaty: str
    article: str
    strength: str
    act: str
    toward: str
    against: str
    round: int
    because: tuple[str, ...]
    fills: str = "obliged"
    clause: str = ""
    reading: str = ""
    held_by: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The finding as the contract has it; `reading` and `held_by` only where disputed."""
        out: dict[str, Any] = {
            "state": self.state,
            "treaty": self.treaty,
            "article": self.article,
            "strength": self.strength,
            "act": self.act,
            "toward": self.toward,
            "against": self.against,
            "round": self.round,
            "because": list(self.because),
        }
        if self.reading:
            out["reading"] = self.reading
            out["held_by"] = list(self.held_by)
        return out


class NotFired(NamedTuple):
    """A clause that might have bound a state and did not: the first test that failed."""

    state: str
    treaty: str
    article: str
    failed: str
    test: str
    clause: str = ""
    passed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The entry as plain data."""
        return {
            "state": self.state,
            "treaty": self.treaty,
            "article": self.article,
            "failed": self.failed,
            "test": self.test,
        }


class War(NamedTuple):
    """Two states at war at the end of the rounds: since which, and for whom `state` fights.

    Round 0 is a fight that went on before; in round 1 the event itself; in later ones `state` has
    taken up its duty to `ally` under `by` (treaty and article).
    """

    round: int
    state: str
    enemy: str
    ally: str = ""
    by: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The war as plain data; ally and instruments only where a duty led to it."""
        out: dict[str, Any] = {"state": self.state, "enemy": self.enemy, "round": self.round}
        if self.ally:
            out["ally"], out["by"] = self.ally, list(self.by)
        return out


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that follows from an occurrence on a day.

    The first five lists hold what the strict reading gives; `contested` what another reading
    gives, with who holds it; `conflicts` names duties that pull a state both ways. `wars` says who
    ends at war with whom where more rounds than one were played.
    """

    day: str
    occurrence: dict[str, Any]
    obliged: tuple[Finding, ...] = ()
    discretionary: tuple[Finding, ...] = ()
    consult: tuple[Finding, ...] = ()
    forbidden: tuple[Finding, ...] = ()
    breached: tuple[Finding, ...] = ()
    contested: tuple[Finding, ...] = ()
    not_obliged: tuple[NotFired, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    minimal_sets: tuple[tuple[str, ...], ...] | None = None
    wars: tuple[War, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the strict reading, list by list."""
        return self.obliged + self.discretionary + self.consult + self.forbidden + self.breached

    def as_dict(self) -> dict[str, Any]:
        """The outcome as the contract has it."""
        out: dict[str, Any] = {
            name: [finding.as_dict() for finding in getattr(self, name)] for name in LISTS
        }
        out["contested"] = [dict(f.as_dict(), list=f.fills) for f in self.contested]
        out["not_obliged"] = [entry.as_dict() for entry in self.not_obliged]
        if self.conflicts:
            out["conflicts"] = list(self.conflicts)
        if self.notes:
            out["notes"] = list(self.notes)
        if self.wars:
            out["wars"] = [war.as_dict() for war in self.wars]
        if self.minimal_sets is not None:
            out["minimal_sets"] = [list(elements) for elements in self.minimal_sets]
        return out

    def _repr_html_(self) -> str:
        from casus.model.show import outcome_html

        return outcome_html(self)
