"""Statements of a ledger as columns of a panel: who said or did what towards whom, how often."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from casus.sources.panels.filling import Filling, refuse_sets

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from casus.ledger import Ledger
    from casus.sources.panels.grid import Grid


def statements(
    grid: Grid, ledger: Ledger | str | os.PathLike[str], types: Sequence[str]
) -> Filling:
    """`statements`, or one column for each of `types`: how many the first state has towards the
    second, by the day of the document; of one state, how many it has towards anybody.

    Years in which the ledger has no document (days, in a panel of days) are missing: that nothing
    was read is not that nothing was said.
    """
    import numpy as np

    from casus.ledger import Ledger

    refuse_sets(grid, "statements")
    held = ledger if isinstance(ledger, Ledger) else Ledger(ledger)
    dated = held.sql("SELECT DISTINCT published FROM articles WHERE published IS NOT NULL").rows
    days = {dt.date.fromisoformat(str(day)[:10]) for (day,) in dated if day}
    covered = {day.year for day in days}
    rows = held.statements().dicts()
    out = Filling("statements", grid, ("ledger",))
    out.silent_years(
        lambda year: year in covered, lambda: "the ledger has no document of this year"
    )
    if grid.unit == "state-day":
        told = [
            day in days
            for k, members in enumerate(grid.members) for _ in members for day in grid.days_of(k)
        ]  # fmt: skip
        out.silent(~np.array(told, dtype=bool), "the ledger has no document of this day")
    wanted = tuple(types) or ("",)
    counts = {kind: np.zeros(len(grid), dtype=np.int32) for kind in wanted}
    for row in rows:
        if not row["published"]:
            continue
        when = dt.date.fromisoformat(str(row["published"])[:10])
        for kind in wanted:
            if kind and row["type"] != kind:
                continue
            for actor in row["actor"]:
                for recipient in row["recipient"] if grid.pairs else (actor,):
                    at = _row(grid, actor, recipient, when)
                    if at is not None:
                        counts[kind][at] += 1
    for kind, column in counts.items():
        out.put(f"statements_{kind.lower()}" if kind else "statements", column)
    return out


def _row(grid: Grid, actor: str, recipient: str, when: dt.date) -> int | None:
    import numpy as np

    year = when.year
    if not grid.first <= year <= grid.last:
        return None
    one, two = (grid.place_of_code(code, year) for code in (actor, recipient))
    if not grid.pairs:
        k = year - grid.first
        found = np.flatnonzero(grid.members[k] == one)
        if not len(found):
            return None
        if grid.unit != "state-day":
            return int(grid.offsets[k] + found[0])
        days = grid.days_of(k)
        if when not in days:
            return None
        return int(grid.offsets[k]) + int(found[0]) * len(days) + days.index(when)
    years, ones, twos = (np.array([n], dtype=np.int64) for n in (year, one, two))
    at = int(grid.rows_of(years, ones, twos)[0])
    return at if at >= 0 else None
