"""Duties in force from the book: what the first state owes the second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from casus.sources.panels.filling import Filling, of_pairs

if TYPE_CHECKING:
    from casus.book import Book
    from casus.sources.panels.grid import Grid

KINDS: Final = ("military", "neutral", "consult", "nonaggression")


def duties(grid: Grid, book: Book | None = None) -> Filling:
    """One column a kind of duty, 0 or 1; of one state, towards how many it has it, in a panel of
    days on the very day. Missing where the book has no pact of a state in the year: that it has
    none is not that there was none."""
    import numpy as np

    from casus.blocs.pacts import duties_of
    from casus.book import load_book

    held = book or load_book()
    out = Filling("duty", grid, (f"book {held.digest[:12]}".strip(),))
    first, last = _covered(held)
    out.silent_years(
        lambda year: first <= year <= last, lambda: f"the book covers {first} to {last}"
    )
    rows = []
    bound = np.zeros((len(grid.members), len(grid.states)), dtype=bool)
    for k in range(len(grid.members)):
        year = grid.first + k
        for duty in duties_of(held, year) if first <= year <= last else ():
            one, two = (grid.place_of_code(code, year) for code in (duty.state, duty.toward))
            for place in (one, two):
                if place >= 0:
                    bound[k, place] = True
            rows.append((year, one, two, KINDS.index(duty.kind)))
    known = np.logical_and.reduce([bound[grid.year_at, side] for side in grid.sides])
    out.silent(~known, "the book has no pact of a state of the row in this year")
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    for number, kind in enumerate(KINDS):
        if grid.unit == "state-day":
            out.put(f"duty_{kind}", _by_day(grid, held, kind))
            continue
        part = table[table[:, 3] == number]
        ones = np.ones(len(part), dtype=np.int8)
        out.put(f"duty_{kind}", of_pairs(grid, part[:, 0], part[:, 1], part[:, 2], ones, np.int8))
    return out


def _by_day(grid: Grid, book: Book, kind: str) -> Any:
    """Towards how many each state has duties of a kind, day by day."""
    import numpy as np

    from casus.blocs.pacts import duties_of_day

    out = np.zeros(len(grid), dtype=np.int32)
    for k, members in enumerate(grid.members):
        days = grid.days_of(k)
        row_of = {place: n for n, place in enumerate(members.tolist())}
        for n, day in enumerate(days):
            partners: dict[int, set[str]] = {}
            for duty in duties_of_day(book, day):
                place = grid.place_of_code(duty.state, day.year)
                if duty.kind == kind and place in row_of:
                    partners.setdefault(place, set()).add(duty.toward)
            for place, towards in partners.items():
                out[int(grid.offsets[k]) + row_of[place] * len(days) + n] = len(towards)
    return out


def _covered(book: Book) -> tuple[int, int]:
    years = [
        when.first.year
        for treaty in book.treaties.values()
        for when in (treaty.signed_on, treaty.in_force_on, treaty.ended_on)
        if when.first is not None and not treaty.general
    ]
    return max(1816, min(years)), max(years)
