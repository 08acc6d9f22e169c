"""The Security Council: how often two members voted alike, and who cast vetoes."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import TYPE_CHECKING, Any, Final

from casus.errors import CasusError
from casus.sources.panels.filling import Filling, of_pairs, refuse_sets

if TYPE_CHECKING:
    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf

CAST: Final = frozenset({"yes", "no", "abstain"})
VETO: Final = {"china": "CHN", "france": "FRA", "russia": "RUS", "ussr": "SUN", "usa": "USA",
               "uk": "GBR"}  # fmt: skip
"""The columns of the table of vetoes, and whose they are."""


def council_votes(grid: Grid, shelf: Shelf) -> Filling:
    """`council_joint`, on how many resolutions of the year both voted (yes, no or abstention), and
    `council_agree_share`, on what share alike; of one state, `council_cast`. Missing where one had
    no vote in the year. The data set has adopted resolutions alone."""
    import numpy as np

    refuse_sets(grid, "council votes")
    source = shelf.need("unsc_votes")
    out = Filling("council", grid, (source.label,))
    out.outside(source)
    names = ("resolution", "date", "ms_code", "name", "vote")
    ballots: dict[tuple[str, dt.date], dict[int, str]] = {}
    for resolution, date, code, name, vote in zip(
        *(source.table.column(column).to_pylist() for column in names), strict=True
    ):
        if date is not None and vote in CAST:
            place = _place(grid, code, name, date)
            if place >= 0:
                ballots.setdefault((resolution, date), {})[place] = vote
    joint: dict[tuple[int, int, int], int] = {}
    alike: dict[tuple[int, int, int], int] = {}
    for (_, date), votes in ballots.items():
        pairs = permutations(votes, 2) if grid.pairs else ((place, place) for place in votes)
        for one, two in pairs:
            key = (date.year, one, two)
            joint[key] = joint.get(key, 0) + 1
            alike[key] = alike.get(key, 0) + (votes[one] == votes[two])
    n_joint, n_alike = (_spread(grid, counts) for counts in (joint, alike))
    out.silent(n_joint == 0, "no resolution of the year on which each state of the row voted")
    if not grid.pairs:
        out.put("council_cast", n_joint)
        return out
    out.put("council_joint", n_joint)
    out.put("council_agree_share", n_alike / np.maximum(n_joint, 1))
    return out


def vetoes(grid: Grid, shelf: Shelf) -> Filling:
    """`vetoes`: how many a state cast in the year; of two, how many they cast together."""
    refuse_sets(grid, "vetoes")
    source = shelf.need("unsc_vetoes")
    out = Filling("vetoes", grid, (source.label,))
    out.outside(source)
    counts: dict[tuple[int, int, int], int] = {}
    for row in source.table.select(["date", *VETO]).to_pylist():
        if row["date"] is None:
            continue
        year = row["date"].year
        cast = [grid.place_of_code(code, year) for name, code in VETO.items() if row[name]]
        cast = [place for place in cast if place >= 0]
        for one, two in permutations(cast, 2) if grid.pairs else ((p, p) for p in cast):
            counts[year, one, two] = counts.get((year, one, two), 0) + 1
    out.put("vetoes", _spread(grid, counts))
    return out


def _spread(grid: Grid, counts: dict[tuple[int, int, int], int]) -> Any:
    """Counts by year and pair as a column; 0 where none is told."""
    import numpy as np

    keys = np.array(list(counts), dtype=np.int64).reshape(-1, 3).T
    values = np.array(list(counts.values()), dtype=np.int32)
    if grid.pairs:
        return of_pairs(grid, keys[0], keys[1], keys[2], values, np.int32)
    held = np.zeros((len(grid.members), len(grid.states)), dtype=np.int32)
    inside = (keys[0] >= grid.first) & (keys[0] <= grid.last)
    held[keys[0][inside] - grid.first, keys[1][inside]] = values[inside]
    return held[grid.year_at, grid.sides[0]]


def _place(grid: Grid, code: str | None, name: str | None, date: dt.date) -> int:
    """The place of a voter by its three letters, or else by its name."""
    from casus.names import code_of
    from casus.names.actors import registry

    if code in registry().actors:
        return grid.place_of_code(str(code), date.year)
    try:
        return grid.place_of_code(code_of(name or "", date), date.year)
    except CasusError:
        return -1
