"""A region by contiguity: some states and whoever borders on them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from casus.blocs.scope import Scope
from casus.errors import InputError, NotCovered
from casus.sources.arrays import whole
from casus.sources.ties.kind import state_name

if TYPE_CHECKING:
    from casus.sources.shelf import Shelf

PREFIX: Final = "near:"
WIDEST: Final = 5
"""The widest kind of contiguity: up to 400 miles of water."""


def near(text: str, first: int, last: int, shelf: Shelf) -> Scope:
    """The scope that `near:PRK`, `near:PRK,KOR` or `near:PRK@1` names: the states, and all that
    bordered on one of them in a year from `first` to `last`.

    What stands after `@` is the widest contiguity that counts: 1 by land, 2 to 5 across up to 12,
    24, 150 and 400 miles of water (default 5). Needs `cow_contiguity`. Years after its last are
    answered by what was so until then, and the title says so.

    Raises `InputError` for a text that is none, `UnknownActor` for a state that is not known, and
    `NotCovered` where the data set covers no year of the span or has no neighbour of the states.
    """
    from casus.ask.told import titles
    from casus.names import code_of

    words, _, width = text.removeprefix(PREFIX).partition("@")
    names = [word.strip() for word in words.split(",") if word.strip()]
    if not names or (width and width not in "12345") or len(width) > 1:
        raise InputError(f"{text!r}: accepted are near:PRK, near:PRK,KOR and near:PRK@1 (to @5)")
    centre = {code_of(name, dt.date(last, 12, 31)) for name in names}
    source = shelf.need("cow_contiguity")
    years = [year for year in range(first, last + 1) if source.covers(year)]
    if not years:
        raise NotCovered(f"who borders on {words}: {source.why_not(first)}")
    table = source.table
    spells = zip(
        *(whole(table.column(name)).tolist() for name in ("ccode1", "ccode2", "conttype")),
        *(table.column(name).to_pylist() for name in ("start_on", "end_on")),
        strict=True,
    )
    widest = int(width or WIDEST)
    found: set[str] = set()
    for one, other, kind, start, end in spells:
        if not 1 <= kind <= widest:
            continue
        for year in range(max(start.year, years[0]), min(end.year, years[-1]) + 1):
            if state_name(one, year) in centre:
                found.add(state_name(other, year))
    if not found:
        raise NotCovered(f"{source.label} has no neighbour of {words} from {first} to {last}")
    states = frozenset(centre | found)
    how = "neighbours by land" if widest == 1 else "neighbours"
    title = f"{titles(sorted(centre), most=4)} and {how} ({source.label}, to {years[-1]})"
    return Scope(text, title, states)
