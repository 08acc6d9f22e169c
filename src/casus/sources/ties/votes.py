"""Ties from votes in the General Assembly."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from casus.errors import NotCovered
from casus.sources.ties.kind import Found, Kind, pair_of, tied
from casus.sources.voting import VotesBuilder

if TYPE_CHECKING:
    from casus.blocs.duties import Ties
    from casus.sources.shelf import Shelf

ABOVE: Final = 0.4
"""Friendly from this pi on: "moderate" agreement by Landis and Koch (1977)."""
BELOW: Final = -0.4
"""Hostile up to this pi."""

LEAST: Final = 20
"""So many roll calls of a year two states need in common."""


def votes(shelf: Shelf, above: float = ABOVE, below: float = BELOW) -> Kind:
    """Friendly where Scott's pi of the votes of two states is `above` or more, hostile where it is
    `below` or less, from 20 roll calls of a year in common on; in a window of several years, the
    mean over such years. A year with fewer than 20 roll calls (1964, with one) is not covered."""
    import numpy as np

    builder = VotesBuilder(shelf)
    known: dict[int, dict[tuple[str, str], float]] = {}

    def of(year: int) -> dict[tuple[str, str], float]:
        if year not in known:
            held = builder.of(year)
            n_calls = held.matrix.shape[1]
            if n_calls < LEAST:
                calls = "1 roll call" if n_calls == 1 else f"{n_calls} roll calls"
                raise NotCovered(f"{builder.sources[0]} has {calls} of {year}: too few for ties")
            score = held.compare_all(("pi_sq",))["pi_sq"]
            voted = (held.matrix >= 0).astype(np.float32)
            some = np.triu(~np.isnan(score) & (voted @ voted.T >= LEAST), 1)
            known[year] = {
                pair: float(score[i, j])
                for i, j in np.argwhere(some).tolist()
                if (pair := pair_of(held.states[i], held.states[j], year)) is not None
            }
        return known[year]

    def on(start: int, day: dt.date) -> Ties:
        scores: dict[tuple[str, str], list[float]] = {}
        for year in range(start, day.year + 1):
            for pair, score in of(year).items():
                scores.setdefault(pair, []).append(score)
        friendly: Found = {}
        hostile: Found = {}
        for pair, told in scores.items():
            mean = sum(told) / len(told)
            if mean >= above or mean <= below:
                (friendly if mean >= above else hostile)[pair] = set()
        return tied(day, friendly, hostile)

    rule = (f"friendly: Scott's pi of their votes in the General Assembly is {above:g} or more; "
            f"hostile: {below:g} or less")  # fmt: skip
    years = range(builder.last, builder.first, -1)
    last = next((year for year in years if _enough(builder, year)), builder.first)
    return Kind("votes", rule, tuple(builder.sources), builder.first, last, on)


def _enough(builder: VotesBuilder, year: int) -> bool:
    """Whether a year has the roll calls that ties need."""
    try:
        return int(builder.of(year).matrix.shape[1]) >= LEAST
    except NotCovered:
        return False
