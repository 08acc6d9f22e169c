"""The docket of a day: its clauses, found by what can set them off.

An event between two states is put only to the clauses that either side can set off; the other
hundreds are not read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from casus.ask.heard import hears
from casus.ask.standing import Standing, standing_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from casus.book.book import Book
    from casus.model.law import Clause

_HELP: Final = ("obliged", "discretionary")
_FIGHTS: Final = frozenset(
    {"enemies_at_least", "enemies_exactly", "third_assists", "ally_fights", "ally_at_war"}
)
_SUPPORT: Final = frozenset({"supported_by", "unsupported_by", "supported"})


class Docket:
    """Clauses that stand on a day, in the order of the book; what is looked up is kept."""

    def __init__(self, standings: Iterable[Standing]) -> None:
        self.standings = tuple(standings)
        self._heard: dict[str, list[tuple[int, Standing]]] = {}
        self._sides: dict[tuple[str, str, bool], frozenset[int]] = {}
        self._allies: dict[str, tuple[Standing, ...]] = {}
        self._barred: dict[str, tuple[Standing, ...]] = {}
        self._turning: Docket | None = None

    def concerned(self, kind: str, state: str | None, target: str) -> list[Standing]:
        """The clauses to which such an event by `state` against `target` might matter."""
        if kind == "mobilise":
            return [standing for _, standing in self._hearing(kind)]
        found = self._side(kind, target, acts=False)
        if state:
            found |= self._side(kind, state, acts=True)
        standings = self.standings
        return [standings[number] for number in sorted(found)]

    def _hearing(self, kind: str) -> list[tuple[int, Standing]]:
        """Clauses that hear of the kind at all, with their number."""
        if kind not in self._heard:
            self._heard[kind] = [
                (n, s) for n, s in enumerate(self.standings) if hears(s.clause, kind) != "no"
            ]
        return self._heard[kind]

    def _side(self, kind: str, state: str, *, acts: bool) -> frozenset[int]:
        """Numbers of the clauses that the state can set off as the one who acts, or as target."""
        key = (kind, state, acts)
        if key not in self._sides:
            rows = self._hearing(kind)
            if acts:
                found = [
                    n for n, s in rows
                    if (s.clause.trigger == "own_attack"
                        and (state in s.by or (s.bars_others and state in s.towards)))
                    or (s.clause.trigger == "at_war" and state in s.towards)
                ]  # fmt: skip
            else:
                # whoever is bound not to attack brings its clause with it: the one attacked only
                # brings those that keep others from acting
                found = [
                    n for n, s in rows
                    if (state in s.towards and (s.clause.trigger != "own_attack" or s.bars_others))
                    or (s.anyone and s.clause.trigger not in ("own_attack", "at_war"))
                ]  # fmt: skip
            self._sides[key] = frozenset(found)
        return self._sides[key]

    @property
    def turning(self) -> Docket:
        """The clauses that turn on who else fights, a docket of their own."""
        if self._turning is None:
            self._turning = Docket(s for s in self.standings if turns_on_fights(s.clause))
        return self._turning

    def helping(self, state: str) -> tuple[Standing, ...]:
        """Clauses of alliances that bind the state to help."""
        if state not in self._allies:
            self._allies[state] = tuple(
                s for s in self.standings
                if state in s.by and s.treaty.alliance and s.clause.fills in _HELP
            )  # fmt: skip
        return self._allies[state]

    def barring(self, state: str) -> tuple[Standing, ...]:
        """Clauses that bind the state not to attack a party."""
        if state not in self._barred:
            self._barred[state] = tuple(
                s for s in self.standings
                if state in s.by
                and s.clause.trigger == "own_attack"
                and s.clause.fills == "forbidden"
                and "attack" in s.clause.on
                and not s.treaty.general
                and not s.clause.when.get("consult")
                and s.clause.when.get("thirds") is not False
            )  # fmt: skip
        return self._barred[state]


def turns_on_fights(clause: Clause) -> bool:
    """Whether it matters to the clause who else fights: only then can a later round, in which more
    states fight, change what it says of an event that was asked already."""
    when = clause.when
    asked = [when.get("adversary", {}), *when.get("bearer_adversary", {}).values()]
    return not _FIGHTS.isdisjoint(when) or any(not _SUPPORT.isdisjoint(row) for row in asked)


@lru_cache(maxsize=512)
def docket_on(book: Book, day: dt.date) -> Docket:
    """The docket of the book on a day; kept, for a day is asked about many times."""
    return Docket(standing_on(book, day))
