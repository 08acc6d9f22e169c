"""Deliveries of arms by year, supplier and recipient, from SIPRI's trade register."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from casus.errors import CasusError, NotCovered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casus.sources.source import Source

Key = tuple[int, str | None, str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Deliveries:
    """What was delivered: TIV by year, supplier and recipient, as codes; None stands for all that
    are no state (unknown suppliers, movements). `listed` are the recipients of any deal with the
    year of its order, `first` and `last` the first and the last year of a delivery, 0 for none."""

    amounts: Mapping[Key, float]
    listed: frozenset[tuple[str | None, int]]
    first: int
    last: int
    label: str

    def covers(self, start: int, end: int) -> None:
        """Raise `NotCovered` unless the register has deliveries of all years of a span."""
        if not self.first <= start <= end <= self.last:
            asked = str(end) if start == end else f"{start} to {end}"
            raise NotCovered(f"{self.label} covers {self.first} to {self.last}, not {asked}")


def deliveries(source: Source) -> Deliveries:
    """The deliveries of a register. What a deal delivered is spread evenly over its years of
    delivery: the register has one sum a deal."""
    table = source.table.select(["recipient", "supplier", "ordered", "delivered", "tiv_delivered"])
    amounts: dict[Key, float] = {}
    listed: set[tuple[str | None, int]] = set()
    years_seen: set[int] = set()
    for row in table.to_pylist():
        years = [int(year) for year in re.findall(r"\d{4}", row["delivered"] or "")]
        ordered = row["ordered"] or (years[0] if years else 1950)
        listed.add((code_in_register(row["recipient"], ordered), ordered))
        years_seen.update(years)
        for year in years:
            supplier, recipient = (
                code_in_register(row[side], year) for side in ("supplier", "recipient")
            )
            key = (year, supplier, recipient)
            amounts[key] = amounts.get(key, 0.0) + (row["tiv_delivered"] or 0.0) / len(years)
    return Deliveries(
        amounts, frozenset(listed), min(years_seen, default=0), max(years_seen, default=0),
        source.label,
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def code_in_register(name: str, year: int) -> str | None:
    """The code of a name as the register writes it; None for those that are no state.

    >>> code_in_register("Soviet Union", 1970), code_in_register("unknown supplier(s)", 1970)
    ('SUN', None)
    """
    from casus.names import code_of

    try:
        return code_of(name, dt.date(year, 7, 1))
    except CasusError:
        return None
