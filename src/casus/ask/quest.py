"""What is looked for by routes: a goal, and the constraints that a set of acts must keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from casus.ask.elements import Element, unlawful
from casus.errors import UnknownEvent

GOALS: Final = {"obliged to fight": "obliged", "discretionary against": "discretionary"}
MAX_SIZE: Final = 3
_CONSTRAINTS: Final = (
    "lawful_only", "not_first_attacker", "without", "max_size", "limit", "seconds"
)  # fmt: skip
MOST: Final = 10_000
"""So many minimal sets are looked for, unless the question says otherwise."""

Route = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Quest:
    """What is looked for: `state` in the list `fills` with `enemy`, within the constraints."""

    state: str
    fills: str
    enemy: str
    lawful_only: frozenset[str] = frozenset()
    not_first_attacker: frozenset[str] = frozenset()
    without: frozenset[Element] = frozenset()
    max_size: int = 2
    limit: int = MOST
    seconds: float | None = None

    @classmethod
    def of(cls, goal: str, constraints: Any) -> Quest:
        """Read goal and constraints; raises `UnknownEvent`."""
        given = dict(constraints or {})
        strange = sorted(set(given) - set(_CONSTRAINTS))
        if strange:
            raise UnknownEvent(f"constraints {', '.join(strange)}: {', '.join(_CONSTRAINTS)}")
        read = [
            (state, fills, enemy)
            for phrase, fills in GOALS.items()
            for state, found, enemy in [[p.strip() for p in goal.partition(f" {phrase} ")]]
            if found and state and enemy
        ]
        if not read:
            raise UnknownEvent(f"goal {goal!r}: like 'CHN obliged to fight USA' or "
                               "'USA discretionary against RUS'")  # fmt: skip
        state, fills, enemy = read[0]
        if state == enemy:
            raise UnknownEvent(f"goal {goal!r}: a state has no duty against itself")
        for key in _CONSTRAINTS[:3]:
            if not isinstance(given.get(key, []), list | tuple):
                raise UnknownEvent(f"{key} is a list, not {given[key]!r}")
        size = given.get("max_size", 2)
        if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= MAX_SIZE:
            raise UnknownEvent(f"max_size is a whole number from 1 to {MAX_SIZE}, not {size!r}")
        limit, seconds = given.get("limit", MOST), given.get("seconds")
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
            raise UnknownEvent(f"limit is a whole number from 1, not {limit!r}")
        if seconds is not None and (
            isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0
        ):
            raise UnknownEvent(f"seconds is a number above 0, not {seconds!r}")
        return cls(
            state, fills, enemy,
            frozenset(given.get("lawful_only", ())),
            frozenset(given.get("not_first_attacker", ())),
            frozenset(Element.parse(text) for text in given.get("without", ())),
            size, limit, seconds,
        )  # fmt: skip

    def allows(self, route: Route) -> bool:
        """Whether the route keeps to the constraints."""
        if len(route) > self.max_size or not self.without.isdisjoint(route):
            return False
        if any(self.state in (element.who, element.whom) for element in route):
            return False  # its own acts do not bind it, its own defence is no duty
        sides = {(e.who, e.whom) for e in route if e.verb == "assists"}
        if any((e.who, e.whom) in sides for e in route if e.verb == "attacks"):
            return False  # nobody attacks the one it assists
        if not self.lawful_only.isdisjoint(unlawful(route)):
            return False
        attackers = {e.who for e in route if e.verb == "attacks"}
        return self.not_first_attacker.isdisjoint(attackers)
