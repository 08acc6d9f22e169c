"""Signed ties by year from what users have: who stands with whom, and who against whom.

The rules, one a kind:

- *alliances*: friendly where ATOP has a duty of defence or offence between the two in the year, in
  either direction. Neutrality, consultation and non-aggression make no tie.
- *disputes*: hostile where the two were in a militarized dispute in which one of them used force
  (hostility 4 or more), on opposite sides.
- *wars*: hostile where they fought one another in an inter-state war.
- *votes*: friendly where Scott's pi of their votes in the General Assembly is `above` or more,
  hostile where it is `below` or less.

Where two kinds disagree on a pair the friendly tie stands, and the pair is told as mixed: allies
that quarrel are allies. A year that one of the kinds does not cover has no ties at all, and a
reason: half of a network would pass for the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.errors import CasusError, InputError, NotCovered
from casus.sources.arrays import whole
from casus.sources.panels.disputes import of_participants as dyads_of
from casus.sources.panels.wars import of_participants as foes_of

if TYPE_CHECKING:
    from casus.sources.shelf import Shelf
    from casus.sources.source import Source

KINDS: Final = ("alliances", "disputes", "wars", "votes")
FORCE: Final = 4
"""The hostility from which on a dispute makes a tie: use of force."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A tie of a year between two states in the order of their codes; `by` are the kinds that make
    it, `mixed` tells that another kind said the contrary."""

    year: int
    one: str
    other: str
    sign: int
    by: tuple[str, ...]
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class SignedTies:
    """The ties of the years that are covered, in order, and for each other year why not."""

    ties: tuple[Tie, ...]
    missing: dict[int, str]
    sources: tuple[str, ...]


def signed_ties(
    shelf: Shelf,
    kinds: tuple[str, ...],
    first: int,
    last: int,
    *,
    above: float = 0.4,
    below: float = -0.4,
) -> SignedTies:
    """The ties of `kinds` (see the rules above) from year `first` to `last`, states by ISO code
    (by name where they have none).

    Raises `InputError` for a kind that is none, years out of order, or a data set that is not
    there.
    """
    if not kinds or (strangers := [kind for kind in kinds if kind not in KINDS]):
        got = ", ".join(strangers) if kinds else "nothing"
        raise InputError(f"{got}: accepted are {', '.join(KINDS)}")
    if not 1 <= first <= last <= 9998:
        raise InputError(f"from {first} to {last}: accepted are two years in order")
    if not -1 <= below < above <= 1:
        raise InputError(
            f"below {below:g} and above {above:g}: accepted are -1 ≤ below < above ≤ 1"
        )
    made = [_BUILDERS[kind](shelf, above, below) for kind in dict.fromkeys(kinds)]
    ties: list[Tie] = []
    missing: dict[int, str] = {}
    for year in range(first, last + 1):
        try:
            told = [(kind.name, kind.of(year)) for kind in made]
        except NotCovered as err:
            missing[year] = str(err)
            continue
        ties += _joined(year, told)
    labels = dict.fromkeys(label for kind in made for label in kind.sources)
    return SignedTies(tuple(sorted(ties)), missing, tuple(labels))


@dataclass(frozen=True)
class Kind:
    """One kind of ties: `of(year)` are its pairs with their sign; it raises `NotCovered`."""

    name: str
    sources: tuple[str, ...]
    of: Callable[[int], dict[Pair, int]]


def _alliances(shelf: Shelf, _above: float, _below: float) -> Kind:
    source = shelf.need("atop_directed_dyad_year")
    table = source.table
    duty = (whole(table.column("defense")) == 1) | (whole(table.column("offense")) == 1)
    columns = [whole(table.column(n))[duty] for n in ("year", "ccode1", "ccode2")]
    return _listed("alliances", source, columns, 1)


def _disputes(shelf: Shelf, _above: float, _below: float) -> Kind:
    source = shelf.find("cow_mid_directed_dyad_year")
    if source is not None:
        names = ("year", "ccode1", "ccode2", "hostlev1")
        held = [whole(source.table.column(name)) for name in names]
    else:
        source = shelf.need("cow_mid_participants")
        found = dyads_of(source)
        held = [found[name] for name in ("year", "ccode1", "ccode2", "hostlev1")]
    forced = held[3] >= FORCE
    return _listed("disputes", source, [column[forced] for column in held[:3]], -1)


def _wars(shelf: Shelf, _above: float, _below: float) -> Kind:
    source = shelf.find("cow_war_directed_dyad_year")
    if source is not None:
        columns = [whole(source.table.column(name)) for name in ("year", "ccode1", "ccode2")]
    else:
        source = shelf.need("cow_interstate_wars")
        columns = foes_of(source)
    return _listed("wars", source, columns, -1)


def _listed(name: str, source: Source, columns: list[Any], sign: int) -> Kind:
    by_year: dict[int, dict[Pair, int]] = {}
    for year, one, other in zip(*(column.tolist() for column in columns), strict=True):
        by_year.setdefault(year, {})[min(one, other), max(one, other)] = sign

    def of(year: int) -> dict[Pair, int]:
        if not source.covers(year):
            raise NotCovered(source.why_not(year))
        return by_year.get(year, {})

    return Kind(name, (source.label,), of)


def _votes(shelf: Shelf, above: float, below: float) -> Kind:
    import numpy as np

    from casus.sources.voting import VotesBuilder

    builder = VotesBuilder(shelf)

    def of(year: int) -> dict[Pair, int]:
        held = builder.of(year)
        score = held.compare_all(("pi_sq",))["pi_sq"]
        tied = np.triu((score >= above) | (score <= below), 1)
        return {
            (held.states[i], held.states[j]): 1 if score[i, j] >= above else -1
            for i, j in np.argwhere(tied).tolist()
        }

    return Kind("votes", tuple(builder.sources), of)


_BUILDERS: Final = {
    "alliances": _alliances, "disputes": _disputes, "wars": _wars, "votes": _votes,
}  # fmt: skip


def _joined(year: int, told: list[tuple[str, dict[Pair, int]]]) -> Iterator[Tie]:
    signs: dict[Pair, dict[str, int]] = {}
    for name, pairs in told:
        for pair, sign in pairs.items():
            signs.setdefault(pair, {})[name] = sign
    names: dict[int, str] = {}
    for pair, by in signs.items():
        sign = max(by.values())
        for number in pair:
            if number not in names:
                names[number] = state_name(number, year)
        one, other = sorted(names[number] for number in pair)
        if one != other:
            kinds = tuple(name for name, held in by.items() if held == sign)
            yield Tie(year, one, other, sign, kinds, min(by.values()) != sign)


def state_name(number: int, year: int) -> str:
    """The ISO code of a COW number on the last day of a year, or else its first; the state's name
    where it has no code, and `cow 999` for a number that casus does not know.

    >>> state_name(255, 1914), state_name(245, 1850)
    ('DEU', 'Bavaria')
    """
    from casus.sources.codes import codes, iso_of

    for day in (dt.date(year, 12, 31), dt.date(year, 1, 1)):
        try:
            return iso_of(number, "cow", day)
        except CasusError:
            continue
    return codes().nameless["cow"].get(number, f"cow {number}")
