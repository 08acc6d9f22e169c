"""Which states a question is about: a region of the book, a list of states, or all of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from casus.errors import NotCovered

WORLD = "world"


@dataclass(frozen=True, slots=True)
class Scope:
    """The states asked about: `states` with their whole homeland, `partly` with a part of it.

    A tie counts where one of its ends at least is in `states`: a pact of Turkey with Norway is
    none of Asia. Its other end may lie outside. `states` is None for all states.
    """

    key: str
    title: str
    states: frozenset[str] | None
    partly: frozenset[str] = frozenset()

    def members(self, day: dt.date) -> frozenset[str]:
        """The states of the scope that existed on the day.

        >>> "RVN" in scope_of("asia", dt.date(1976, 1, 1)).members(dt.date(1976, 12, 31))
        False
        """
        there = states_on(day)
        return there if self.states is None else there & (self.states | self.partly)

    def counts(self, one: str, other: str) -> bool:
        """Whether a tie of the two is one of the scope's."""
        return self.states is None or one in self.states or other in self.states


@lru_cache(maxsize=4_000)
def states_on(day: dt.date) -> frozenset[str]:
    """Every state that existed on the day.

    >>> "SUN" in states_on(dt.date(1991, 12, 31))
    False
    """
    from casus.names.actors import exists, registry

    actors = registry().actors.values()
    return frozenset(a.code for a in actors if a.kind == "state" and exists(a.code, day))


def scope_of(text: str | None, day: dt.date) -> Scope:
    """The scope that a word names: a region (`asia`), states (`JPN,KOR,PRK`, by their names of the
    day), or `world`.

    Raises `NotCovered` for another word, and `UnknownActor` for a state that is not known.

    >>> scope_of("JPN, South Korea", dt.date(2024, 1, 1)).states == frozenset({"JPN", "KOR"})
    True
    """
    from casus.book.regions import load_regions

    word = (text or WORLD).strip().lower().replace("-", "_").replace(" ", "_")
    if word == WORLD:
        return Scope(WORLD, "the world", None)
    regions = load_regions()
    if word in regions:
        region = regions[word]
        return Scope(word, region.title, region.states, region.partly)
    if text is not None and "," in text:
        from casus.ask.told import titles
        from casus.names import code_of

        words = [part.strip() for part in text.split(",") if part.strip()]
        codes = frozenset(code_of(part, day) for part in words)
        return Scope(",".join(sorted(codes)), titles(sorted(codes), most=6), codes)
    known = ", ".join([*regions, WORLD])
    raise NotCovered(f"no region {text!r}: accepted are {known}, or states: JPN,KOR,PRK")
