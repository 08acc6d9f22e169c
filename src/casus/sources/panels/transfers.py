"""Arms delivered from one state to another, by SIPRI's trade register."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

from casus.errors import CasusError
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
    table = source.table.select(["recipient", "supplier", "ordered", "delivered", "tiv_delivered"])
    amounts: dict[tuple[int, int, int], float] = {}
    listed: set[int] = set()
    delivery_years: set[int] = set()
    for row in table.to_pylist():
        years = [int(year) for year in re.findall(r"\d{4}", row["delivered"] or "")]
        ordered = row["ordered"] or (years[0] if years else 1950)
        listed.add(_place(grid, row["recipient"], ordered))
        delivery_years.update(years)
        for year in years:
            supplier, recipient = (
                _place(grid, row[side], year) for side in ("supplier", "recipient")
            )
            key = (year, supplier, recipient)
            amounts[key] = amounts.get(key, 0.0) + (row["tiv_delivered"] or 0.0) / len(years)
    first = min(delivery_years, default=0)
    last = max(delivery_years, default=0)
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
        for (year, _, recipient), amount in amounts.items():
            if grid.first <= year <= grid.last and recipient >= 0:
                got[year - grid.first, recipient] += amount
        values = got[grid.year_at, grid.sides[0]]
    out.put("transfers" if grid.pairs else "transfers_received", values)
    return out


def _place(grid: Grid, name: str, year: int) -> int:
    code = _code(name, year)
    return grid.place_of_code(code, year) if code else -1


@cache
def _code(name: str, year: int) -> str | None:
    """The code of a name as the register writes it; None for those that are no state."""
    from casus.names import code_of

    try:
        return code_of(name, dt.date(year, 7, 1))
    except CasusError:
        return None
