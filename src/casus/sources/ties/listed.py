"""Ties that a data set lists by pair and year: alliances, disputes, wars."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from casus.sources.arrays import whole
from casus.sources.panels.disputes import of_participants as dyads_of
from casus.sources.panels.wars import of_participants as foes_of
from casus.sources.ties.kind import Found, Kind, covered, pair_of, tied

if TYPE_CHECKING:
    from casus.blocs.duties import Ties
    from casus.sources.shelf import Shelf
    from casus.sources.source import Source

FORCE: Final = 4
"""The hostility from which on a dispute makes a tie: use of force."""


def alliances(shelf: Shelf) -> Kind:
    """Friendly: a duty of defence or offence in ATOP, in either direction, in the year of the day.
    Neutrality, consultation and non-aggression make no tie."""
    source = shelf.need("atop_directed_dyad_year")
    table = source.table
    duty = (whole(table.column("defense")) == 1) | (whole(table.column("offense")) == 1)
    columns = [whole(table.column(n))[duty] for n in ("year", "ccode1", "ccode2")]
    rule = "friendly: a duty of defence or offence in ATOP, in either direction"
    return _kind("alliances", rule, source, columns, "", lasting=True, friendly=True)


def disputes(shelf: Shelf) -> Kind:
    """Hostile: on opposite sides of a militarized dispute in which one of the two used force, in
    the window."""
    source = shelf.find("cow_mid_directed_dyad_year")
    if source is not None:
        names = ("year", "ccode1", "ccode2", "hostlev1", "dispnum")
        held = [whole(source.table.column(name)) for name in names]
    else:
        source = shelf.need("cow_mid_participants")
        found = dyads_of(source)
        held = [found[name] for name in ("year", "ccode1", "ccode2", "hostlev1", "dispnum")]
    columns = [column[held[3] >= FORCE] for column in (*held[:3], held[4])]
    rule = "hostile: a militarized dispute between them in which one of the two used force"
    return _kind("disputes", rule, source, columns, "dispute", lasting=False, friendly=False)


def wars(shelf: Shelf) -> Kind:
    """Hostile: they fought one another in an inter-state war, in the window."""
    source = shelf.find("cow_war_directed_dyad_year")
    if source is not None:
        columns = [whole(source.table.column(name)) for name in ("year", "ccode1", "ccode2")]
    else:
        source = shelf.need("cow_interstate_wars")
        columns = list(foes_of(source))
    rule = "hostile: they fought one another in an inter-state war"
    return _kind("wars", rule, source, columns, "", lasting=False, friendly=False)


def _kind(name: str, rule: str, source: Source, columns: list[Any], word: str, *, lasting: bool,
          friendly: bool) -> Kind:  # fmt: skip
    """A kind from columns of years, states and partners; a fourth numbers what makes the tie, which
    is called `word`. What is `lasting` is looked up in the year of the day, what happens in the
    whole window."""
    by_year: dict[int, dict[tuple[int, int], set[str]]] = {}
    for year, one, other, *number in zip(*(column.tolist() for column in columns), strict=True):
        names = by_year.setdefault(year, {}).setdefault((min(one, other), max(one, other)), set())
        names.update(f"{word} {n}" for n in number)

    def on(start: int, day: dt.date) -> Ties:
        years = range(day.year if lasting else start, day.year + 1)
        covered(source, years)
        found: Found = {}
        for year in years:
            for (one, other), names in by_year.get(year, {}).items():
                pair = pair_of(one, other, year)
                if pair is not None:
                    found.setdefault(pair, set()).update(names)
        return tied(day, found if friendly else {}, {} if friendly else found)

    return Kind(name, rule, (source.label,), source.first or 0, source.last or 0, on, bool(word))
