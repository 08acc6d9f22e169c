"""Arms delivered from one state to another, by SIPRI's trade register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.sources.deliveries import deliveries
from casus.sources.panels.filling import Filling, refuse_sets

if TYPE_CHECKING:
    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf


def transfers(grid: Grid, shelf: Shelf) -> Filling:
    """`transfers`: the TIV that the first state delivered to the second in the year; of one state,
    what it received. What a deal delivered is spread evenly over its years of delivery.

    The register lists deals, so a recipient that it does not list may have had none, or may be left
    out of an excerpt: its rows are missing.
    """
    import numpy as np

    refuse_sets(grid, "transfers")
    source = shelf.need("sipri_trade_register")
    found = deliveries(source)
    amounts: dict[tuple[int, int, int], float] = {}
    for (year, supplier, recipient), amount in found.amounts.items():
        key = (year, _place(grid, supplier, year), _place(grid, recipient, year))
        amounts[key] = amounts.get(key, 0.0) + amount
    listed = {_place(grid, code, year) for code, year in found.listed}
    first, last = found.first, found.last
    out = Filling("transfers", grid, (source.label,))
    out.silent_years(
        lambda year: first <= year <= last, lambda: f"{source.label} covers {first} to {last}"
    )
    told = np.zeros(len(grid.states), dtype=bool)
    told[[place for place in listed if place >= 0]] = True
    known = told[grid.sides[1]]
    if grid.pairs and not grid.directed:
        known = known & told[grid.sides[0]]
    out.silent(~known, f"{source.label} lists no deal of the recipient")
    values = np.zeros(len(grid))
    keys = [key for key in amounts if min(key[1:]) >= 0]
    if keys and grid.pairs:
        columns = np.array(keys, dtype=np.int64).T
        rows = grid.rows_of(columns[0], columns[1], columns[2])
        np.add.at(values, rows[rows >= 0], np.array([amounts[k] for k in keys])[rows >= 0])
    elif not grid.pairs:
        got = np.zeros((len(grid.members), len(grid.states)))
        for (year, _, to), amount in amounts.items():
            if grid.first <= year <= grid.last and to >= 0:
                got[year - grid.first, to] += amount
        values = got[grid.year_at, grid.sides[0]]
    out.put("transfers" if grid.pairs else "transfers_received", values)
    return out


def _place(grid: Grid, code: str | None, year: int) -> int:
    return grid.place_of_code(code, year) if code else -1
