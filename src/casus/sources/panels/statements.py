"""Statements of a ledger as columns of a panel: who said or did what towards whom, how often."""

from __future__ import annotations

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

    Years in which the ledger has no document are missing: that nothing was read is not that nothing
    was said.
    """
    import numpy as np

    from casus.ledger import Ledger

    refuse_sets(grid, "statements")
    held = ledger if isinstance(ledger, Ledger) else Ledger(ledger)
    dated = held.sql(
        "SELECT DISTINCT substr(published, 1, 4) AS year FROM articles WHERE published IS NOT NULL"
    ).rows
    covered = {int(year) for (year,) in dated if year}
    rows = held.statements().dicts()
    out = Filling("statements", grid, ("ledger",))
    out.silent_years(
        lambda year: year in covered, lambda: "the ledger has no document of this year"
    )
    wanted = tuple(types) or ("",)
    counts = {kind: np.zeros(len(grid), dtype=np.int32) for kind in wanted}
    for row in rows:
        if not row["published"]:
            continue
        year = int(str(row["published"])[:4])
        for kind in wanted:
            if kind and row["type"] != kind:
                continue
            for actor in row["actor"]:
                for recipient in row["recipient"] if grid.pairs else (actor,):
                    at = _row(grid, actor, recipient, year)
                    if at is not None:
                        counts[kind][at] += 1
    for kind, column in counts.items():
        out.put(f"statements_{kind.lower()}" if kind else "statements", column)
    return out


def _row(grid: Grid, actor: str, recipient: str, year: int) -> int | slice | None:
    import numpy as np

    if not grid.first <= year <= grid.last:
        return None
    one, two = (grid.place_of_code(code, year) for code in (actor, recipient))
    if not grid.pairs:
        start, end = grid.offsets[year - grid.first], grid.offsets[year - grid.first + 1]
        found = np.flatnonzero(grid.sides[0][start:end] == one)
        return slice(int(start + found[0]), int(start + found[-1] + 1)) if len(found) else None
    years, ones, twos = (np.array([n], dtype=np.int64) for n in (year, one, two))
    at = int(grid.rows_of(years, ones, twos)[0])
    return at if at >= 0 else None
