"""The law in force: treaties with their parties and clauses, Council measures with their votes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

OBLIGED: Final = frozenset(
    {
        "must_military", "must_assist", "must_assist_request", "must_defend", "must_mobilise",
        "own_territory", "guarantee", "unknown",
    }
)  # fmt: skip
"""Strengths of clauses that oblige a state to act."""
DISCRETIONARY: Final = frozenset({"own_choice", "const_process", "may"})
"""Strengths that leave the means, or the whole decision, to the state."""
CONSULT: Final = frozenset({"consult", "seek_council"})
"""Strengths that ask for talks or for the Council, not for help."""
FORBIDDEN: Final = frozenset({"forbid", "benevolent"})
"""Strengths that forbid an act."""
SILENT: Final = frozenset(
    {
        "collective", "scope", "declare", "override", "must", "cooperate", "political", "none",
        "until_agreed", "withdrawal_2y",
    }
)  # fmt: skip
"""Strengths of clauses that define, rank or explain, and bind nobody singly."""
STRENGTHS: Final = OBLIGED | DISCRETIONARY | CONSULT | FORBIDDEN | SILENT
"""Every strength a clause may have."""


BINDING: Final = frozenset({"prohibit", "cap", "oblige", "approval"})
"""Norms of the Council that a state can break."""
_LISTS: Final = {
    strength: name
    for name, members in (
        ("obliged", OBLIGED), ("discretionary", DISCRETIONARY), ("consult", CONSULT),
        ("forbidden", FORBIDDEN),
    )
    for strength in members
}  # fmt: skip


def list_of(strength: str) -> str | None:
    """The list of an outcome that a clause of this strength fills; None if it fills none.

    >>> list_of("own_choice"), list_of("guarantee"), list_of("scope")
    ('discretionary', 'obliged', None)
    """
    return _LISTS.get(strength)


@dataclass(frozen=True, slots=True)
class When:
    """A day as well as it is known: `1949-08-24`, `1939-09`, `1998`, `unknown`, or open.

    `first` and `last` are the first and last day that it can be; both None where it is unknown
    (`text` says so) or open (`text` empty).

    >>> When.of("1939-09").last
    datetime.date(1939, 9, 30)
    """

    text: str = ""
    first: dt.date | None = None
    last: dt.date | None = None

    @classmethod
    def of(cls, value: object) -> When:
        """Read a date of the book; raises ValueError for anything else."""
        if value is None or value == "":
            return cls()
        if isinstance(value, dt.date):
            return cls(value.isoformat(), value, value)
        return _read_day(str(value))

    @property
    def known(self) -> bool:
        """Whether the very day is known."""
        return self.first is not None and self.first == self.last

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def _read_day(text: str) -> When:
    if text == "unknown":
        return When(text)
    parts = text.split("-")
    if len(parts) == 3:
        day = dt.date.fromisoformat(text)
        return When(text, day, day)
    if len(parts) == 2:
        first = dt.date(int(parts[0]), int(parts[1]), 1)
        after = (first + dt.timedelta(days=31)).replace(day=1)
        return When(text, first, after - dt.timedelta(days=1))
    if len(parts) == 1 and len(text) == 4:
        return When(text, dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    raise ValueError(f"{text!r} is no date: YYYY-MM-DD, YYYY-MM, YYYY or unknown")


@dataclass(frozen=True, slots=True)
class Party:
    """A state bound by an instrument from `start` up to, not including, `end`."""

    state: str
    start: When
    end: When = When()
    verified: str = "no"
    source: str = "knowledge"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Two parties between whom an instrument does not run from `start` to `end`."""

    between: tuple[str, str]
    start: When
    end: When = When()
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One clause of a treaty: what it asks, of whom, towards whom, and on which tests.

    `by` are the states bound and `towards` those protected (empty: all parties; a name in angle
    brackets is a class of states); `when` holds the tests by name, see `docs/book.md`.
    """

    treaty: str
    number: int
    article: str
    kind: str
    strength: str
    substance: str
    trigger: str = "attacked"
    act: str = ""
    on: tuple[str, ...] = ("attack",)
    by: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    when: Mapping[str, Any] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    readings: tuple[Mapping[str, Any], ...] = ()
    start: When = When()
    end: When = When()
    verified: str = "no"
    source: str = "knowledge"
    note: str = ""

    @property
    def id(self) -> str:
        """The clause within the book: treaty and number, `nato.2`."""
        return f"{self.treaty}.{self.number}"

    @property
    def fills(self) -> str | None:
        """The list of an outcome that this clause fills, None if none."""
        return _LISTS.get(self.strength)


@dataclass(frozen=True, slots=True, eq=False)
class Treaty:
    """A treaty, or another instrument that binds states (or is often thought to)."""

    id: str
    title: str
    signed_on: When
    in_force_on: When
    ended_on: When
    parties: tuple[Party, ...]
    clauses: tuple[Clause, ...]
    suspended: tuple[Suspension, ...] = ()
    general: bool = False
    alliance: bool = True
    priority: int = 0
    competing: tuple[Mapping[str, Any], ...] = ()
    verified: str = "no"
    source: str = "knowledge"
    note: str = ""

    def clause(self, article: str) -> Clause | None:
        """The first clause under that article, None if there is none."""
        return next((c for c in self.clauses if c.article == article), None)


@dataclass(frozen=True, slots=True, eq=False)
class Provision:
    """One operative paragraph of a Council resolution that concerns goods, services or people."""

    measure: str
    number: int
    paragraph: str
    norm: str
    binding: bool
    direction: str
    items: tuple[str, ...]
    without_items: tuple[str, ...]
    disputed_items: tuple[str, ...]
    substance: str
    start: When
    end: When
    targets: tuple[str, ...]
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    caps: tuple[Mapping[str, Any], ...] = ()
    exemptions: tuple[Mapping[str, Any], ...] = ()
    binds_target: bool = False
    due_on: When = When()
    reapplied_on: When = When()
    disputed_by: tuple[str, ...] = ()
    readings: tuple[Mapping[str, Any], ...] = ()
    verified: str = "no"
    source: str = "knowledge"
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A Council resolution (or a draft that failed): its vote and its paragraphs.

    `votes` maps members to `yes`, `no`, `abstain` or `absent`, as far as they are kept;
    `tally` is (yes, no, abstain), None where no vote was taken.
    """

    id: str
    resolution: str
    title: str
    adopted_on: When
    adopted: bool
    provisions: tuple[Provision, ...]
    tally: tuple[int, int, int] | None = None
    votes: Mapping[str, str] = field(default_factory=dict)
    verified: str = "no"
    source: str = "knowledge"
    note: str = ""
