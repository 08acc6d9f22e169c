"""Panels: one row a state and year, or a pair and year, directed or not, to which verbs add.

A panel declares its unit of analysis and its code system. Each verb adds the columns of one source
and, beside them, a column that ends in `_why`: empty where the source speaks, its reason where it
is silent. A value outside a source's coverage is missing, never 0.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.errors import InputError, MissingExtra
from casus.model.dataframes import as_pandas, as_polars
from casus.sources.panels.grid import Codes, Grid, Unit, build_grid
from casus.sources.shelf import Shelf

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pyarrow as pa

    from casus.book import Book
    from casus.ledger import Ledger
    from casus.sources.panels.filling import Filling

FORMS: Final = (".csv", ".parquet", ".dta")
"""The endings of files that a panel can be written to."""


@dataclass(frozen=True, eq=False)
class Panel:
    """A panel; build one with `Panel.build`, add to it with the verbs, take it out with `arrow`,
    `to_pandas`, `to_polars` or `write`. Verbs return a new panel.

    >>> three = ["AUH", "DEU", "GBR"]
    >>> panel = Panel.build("directed-dyad-year", 1914, 1914, codes="iso", states=three)
    >>> row = panel.add_duties().arrow().to_pylist()[0]
    >>> row["state1"], row["state2"], row["duty_military"], row["duty_why"]
    ('AUH', 'DEU', 1, None)
    """

    grid: Grid
    shelf: Shelf
    fillings: tuple[Filling, ...] = ()

    @classmethod
    def build(
        cls,
        unit: Unit,
        first: int,
        last: int,
        *,
        codes: Codes = "cow",
        states: Sequence[Any] | None = None,
        days: tuple[dt.date, dt.date] | None = None,
        size: int = 3,
        data: str | os.PathLike[str] | Shelf | None = None,
    ) -> Panel:
        """The rows from year `first` to `last`: all members of the state system of each year in
        codes `cow` or `gw` (by the lists that you have), all states of casus's own list in `iso`.

        `states` keeps these alone, `days` bounds a panel of days, `size` is how many states a k-ad
        has; `data` is a folder of data sets
        or a `Shelf` (default: your own). Raises `InputError` or `NotCovered`.
        """
        shelf = data if isinstance(data, Shelf) else Shelf.open(data)
        return cls(build_grid(unit, first, last, codes, shelf, states, days, size), shelf)

    def __len__(self) -> int:
        return len(self.grid)

    def __repr__(self) -> str:
        names = ", ".join(filling.name for filling in self.fillings) or "nothing added"
        return (
            f"Panel({self.grid.unit}, {self.grid.codes} codes, {self.grid.first} to "
            f"{self.grid.last}, {len(self)} rows: {names})"
        )

    def add_alliances(self) -> Panel:
        """ATOP obligations: `atop_defense`, `atop_offense`, `atop_neutral`, `atop_nonagg`,
        `atop_consul`, 0 or 1; of one state, with how many partners."""
        from casus.sources.panels.alliances import alliances

        return self._with(alliances(self.grid, self.shelf))

    def add_duties(self, book: Book | None = None) -> Panel:
        """Duties in force from the book: `duty_military`, `duty_neutral`, `duty_consult`,
        `duty_nonaggression`; those of the first state towards the second where pairs have a
        direction. Missing where the book has no pact of one of the two."""
        from casus.sources.panels.duties import duties

        return self._with(duties(self.grid, book))

    def add_disputes(self, source: str = "cow") -> Panel:
        """Militarized disputes of `cow` or `gml`: `dispute`, `dispute_onset`, `dispute_hostility`
        (the highest level of the first state, 0 to 5)."""
        from casus.sources.panels.disputes import disputes

        return self._with(disputes(self.grid, self.shelf, source))

    def add_wars(self) -> Panel:
        """Inter-state wars between the two: `war`, 0 or 1."""
        from casus.sources.panels.wars import wars

        return self._with(wars(self.grid, self.shelf))

    def add_capabilities(self, *names: str) -> Panel:
        """Capabilities of each state: `cinc`, and any of `milex`, `milper`, `irst`, `pec`, `tpop`,
        `upop` that are named."""
        from casus.sources.panels.capabilities import capabilities

        return self._with(capabilities(self.grid, self.shelf, names or ("cinc",)))

    def add_votes(self) -> Panel:
        """Votes in the General Assembly: `votes_joint`, on how many roll calls both voted, and
        `votes_agree_share`, on what share alike; of one state, `votes_cast`."""
        from casus.sources.panels.votes import votes

        return self._with(votes(self.grid, self.shelf))

    def add_council_votes(self) -> Panel:
        """Votes in the Security Council: `council_joint`, on how many resolutions both voted, and
        `council_agree_share`; of one state, `council_cast`."""
        from casus.sources.panels.council import council_votes

        return self._with(council_votes(self.grid, self.shelf))

    def add_vetoes(self) -> Panel:
        """`vetoes`: how many a state cast in the Security Council; of pairs, cast together."""
        from casus.sources.panels.council import vetoes

        return self._with(vetoes(self.grid, self.shelf))

    def add_ideal_points(self) -> Panel:
        """Ideal points from votes in the General Assembly, and of pairs their distance."""
        from casus.sources.panels.votes import ideal_points

        return self._with(ideal_points(self.grid, self.shelf))

    def add_contiguity(self) -> Panel:
        """Direct contiguity: 1 by land, 2 to 5 across up to 12, 24, 150, 400 miles of water, 0
        for none; of one state, how many neighbours by land or water it has."""
        from casus.sources.panels.contiguity import contiguity

        return self._with(contiguity(self.grid, self.shelf))

    def add_distance(self) -> Panel:
        """How far the capitals of the two are apart: `distance_km`, from casus's own table of
        capitals, dated where they moved."""
        from casus.sources.panels.distance import distance

        return self._with(distance(self.grid))

    def add_transfers(self) -> Panel:
        """Arms delivered by the first state to the second by SIPRI's register, in TIV: what a deal
        delivered is spread evenly over its years of delivery."""
        from casus.sources.panels.transfers import transfers

        return self._with(transfers(self.grid, self.shelf))

    def add_similarity(self, source: str = "atop", *names: str) -> Panel:
        """Measures of similarity of the two states' portfolios (all, or those named)."""
        from casus.sources.panels.likeness import likeness

        return self._with(likeness(self.grid, self.shelf, source, names))

    def add_statements(self, ledger: Ledger | str | os.PathLike[str], *types: str) -> Panel:
        """How many statements of a ledger the first state made towards the second, by the day of
        their document; one column for each type named (default: one for all)."""
        from casus.sources.panels.statements import statements

        return self._with(statements(self.grid, ledger, types))

    def _with(self, filling: Filling) -> Panel:
        if filling.name in {one.name for one in self.fillings}:
            raise InputError(f"{filling.name} is in the panel already")
        return Panel(self.grid, self.shelf, (*self.fillings, filling))

    @property
    def sources(self) -> tuple[str, ...]:
        """The data sets that the panel was made from, with their versions."""
        told = [*self.grid.sources, *(name for one in self.fillings for name in one.sources)]
        return tuple(dict.fromkeys(told))

    def missing(self) -> list[dict[str, Any]]:
        """Where the panel is silent: for each verb and reason, how many rows."""
        import numpy as np

        return [
            {"added": one.name, "reason": reason, "rows": int(np.count_nonzero(one.why == number))}
            for one in self.fillings
            for number, reason in enumerate(one.reasons)
        ]

    def arrow(self) -> pa.Table:
        """The panel as an Arrow table; its metadata hold unit, codes and sources."""
        from casus.sources.panels.output import to_table

        return to_table(self)

    def to_pandas(self) -> Any:
        """The panel as a pandas frame; raises `MissingExtra` without pandas."""
        return as_pandas(self.arrow())

    def to_polars(self) -> Any:
        """The panel as a polars frame; raises `MissingExtra` without polars."""
        return as_polars(self.arrow())

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Write to a file in the form that its name ends in: `.csv`, `.parquet` or `.dta` (Stata,
        which needs pandas). Raises `InputError` for another ending."""
        import pyarrow.csv
        import pyarrow.parquet as pq

        to = Path(path)
        form = to.suffix.lower()
        if form not in FORMS:
            raise InputError(f"{to}: accepted are names that end in {', '.join(FORMS)}")
        table = self.arrow()
        if form == ".parquet":
            pq.write_table(table, to, compression="zstd")
        elif form == ".csv":
            from casus.sources.panels.output import plain

            pyarrow.csv.write_csv(plain(table), to)
        else:
            _write_stata(table, to)
        return to


def _write_stata(table: pa.Table, to: Path) -> None:
    """Stata has no missing text: it is empty; whole numbers that are missing in places become
    doubles, and days its own days."""
    import pyarrow as pa

    from casus.sources.panels.output import plain

    flat = plain(table)
    frame = as_pandas(flat)
    for name, kind in zip(flat.column_names, flat.schema.types, strict=True):
        if pa.types.is_string(kind):
            frame[name] = frame[name].fillna("").astype(str).astype(object)
        elif pa.types.is_date(kind):
            frame[name] = frame[name].astype("datetime64[s]")
    try:
        frame.to_stata(to, write_index=False, version=118)
    except ImportError:
        raise MissingExtra("pandas", "pandas") from None
