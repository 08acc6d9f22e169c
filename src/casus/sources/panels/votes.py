"""Votes in the General Assembly: how often two states voted alike, and their ideal points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.errors import NotCovered
from casus.sources.arrays import whole
from casus.sources.panels.filling import Filling, by_state, refuse_sets, spread
from casus.sources.voting import VotesBuilder

if TYPE_CHECKING:
    from casus.sources.panels.grid import Grid
    from casus.sources.shelf import Shelf


def votes(grid: Grid, shelf: Shelf) -> Filling:
    """`votes_joint` and `votes_agree_share` of pairs, `votes_cast` of one state; yes, abstention
    and no count, absence does not."""
    import numpy as np

    refuse_sets(grid, "votes")
    builder = VotesBuilder(shelf)
    out = Filling("votes", grid, tuple(builder.sources))
    joint = np.zeros(len(grid), dtype=np.int32)
    alike = np.zeros(len(grid), dtype=np.int32)
    silent = {}
    for k in range(len(grid.members)):
        year = grid.first + k
        try:
            held = builder.of(year)
        except NotCovered as err:
            silent[year] = str(err).rpartition(", not ")[0] or str(err)
            continue
        places = grid.places(
            np.array(held.states, dtype=np.int64), np.full(len(held), year, dtype=np.int64)
        )
        cast = np.zeros((len(grid.states), len(grid.states)), dtype=np.int32)
        same = np.zeros_like(cast)
        at = [(held.matrix == level).astype(np.float32) for level in range(held.n_levels)]
        voted = (held.matrix >= 0).astype(np.float32)
        known = places >= 0
        cells = np.ix_(places[known], places[known])
        cast[cells] = (voted @ voted.T).astype(np.int32)[np.ix_(known, known)]
        same[cells] = sum(m @ m.T for m in at).astype(np.int32)[np.ix_(known, known)]
        rows = slice(int(grid.offsets[k]), int(grid.offsets[k + 1]))
        one, two = grid.sides[0][rows], grid.sides[1][rows]
        joint[rows], alike[rows] = cast[one, two], same[one, two]
    for why in dict.fromkeys(silent.values()):
        out.silent_years(lambda year, why=why: silent.get(year) != why, lambda why=why: why)  # type: ignore[misc]
    out.silent(joint == 0, "no roll call of the year on which each state of the row voted")
    if not grid.pairs:
        out.put("votes_cast", joint)
        return out
    out.put("votes_joint", joint)
    out.put("votes_agree_share", alike / np.maximum(joint, 1))
    return out


def ideal_points(grid: Grid, shelf: Shelf) -> Filling:
    """The ideal point of each state in the session that opened in the year, and of pairs how far
    apart they are."""
    import numpy as np

    source = shelf.need("unga_ideal_points")
    out = Filling("ideal_point", grid, (source.label,))
    first, last = (1945 + session for session in (source.first or 0, source.last or 0))
    out.silent_years(
        lambda year: first <= year <= last, lambda: f"{source.label} covers {first} to {last}"
    )
    years = whole(source.table.column("session")) + 1945
    places = grid.places(whole(source.table.column("ccode")), years)
    values = source.table.column("ideal_point").combine_chunks().to_numpy(zero_copy_only=False)
    table = by_state(grid, years, places, values)
    gone = np.isnan(table)
    silent = np.logical_or.reduce([gone[grid.year_at, side] for side in grid.sides])
    out.silent(silent, "a state of the row has no ideal point in this session")
    spread(out, "ideal_point", table)
    if grid.pairs:
        one, two = (table[grid.year_at, side] for side in grid.sides)
        out.put("ideal_point_distance", np.abs(one - two))
    return out
