"""Ties of a user's own, by year or by spell: CSV with `u,v,sign` and `year`, or `from` and `to`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from casus.blocs.duties import Pair, Ties
from casus.blocs.edges import NAME_AT_MOST, SIGNS, csv_rows
from casus.blocs.network import twice
from casus.errors import BadNetwork
from casus.model.law import When

ROWS_AT_MOST: Final = 2_000_000
_FAULTS: Final = 1_000
"""After so many faults the file is given up."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    pair: Pair
    sign: int
    first: dt.date
    last: dt.date
    by: str


@dataclass(frozen=True, slots=True, eq=False)
class FileTies:
    """The ties of a file; ask `on(day)`. Between its first and last day it covers every day on
    which it has a row."""

    name: str
    rows: tuple[_Row, ...]
    by_year: bool
    _years: dict[int, tuple[_Row, ...]] = field(default_factory=dict)

    def on(self, day: dt.date) -> Ties:
        """The ties that hold on a day; `by`, where the file has the column, names their origin."""
        friendly: dict[Pair, tuple[str, ...]] = {}
        hostile: dict[Pair, tuple[str, ...]] = {}
        for row in self._of(day):
            (friendly if row.sign > 0 else hostile)[row.pair] = (row.by,) if row.by else ()
        return Ties(day, dict(sorted(friendly.items())), dict(sorted(hostile.items())), {}, {}, {})

    def missing(self, day: dt.date) -> str | None:
        """Why nothing can be said of a day; None where the file covers it."""
        if self._of(day):
            return None
        first, last = min(r.first for r in self.rows), max(r.last for r in self.rows)
        if not first <= day <= last:
            return f"{self.name} covers {first} to {last}"
        return f"{self.name} has no tie of {day.year if self.by_year else day}"

    @property
    def last(self) -> dt.date:
        """The last day on which a row holds."""
        return max(row.last for row in self.rows)

    def nodes(self, day: dt.date) -> frozenset[str]:
        """Whoever has a tie in the year of the day."""
        self._of(day)
        return frozenset(node for row in self._years[day.year] for node in row.pair)

    def _of(self, day: dt.date) -> tuple[_Row, ...]:
        if day.year not in self._years:
            first, last = dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
            self._years[day.year] = tuple(
                r for r in self.rows if r.first <= last and r.last >= first
            )
        return tuple(r for r in self._years[day.year] if r.first <= day <= r.last)


def read_ties(source: str | Path) -> FileTies:
    """The ties of a file with the columns `u,v,sign` and `year` (a row a pair and year), or `from`
    and `to` (days, months or years; an empty `to` is open). `by` may name the origin of a tie.

    Raises `UnreadableSource`, or `BadNetwork` with the lines: loops, pairs with both signs on a
    day, spells that overlap, bad signs, years or days.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "ties.csv"
    >>> _ = path.write_text("year,u,v,sign\\n1907,GBR,FRA,1\\n1907,FRA,DEU,-1\\n")
    >>> read_ties(path).on(dt.date(1907, 12, 31)).friendly
    {('FRA', 'GBR'): ()}
    """
    name = "standard input" if str(source) == "-" else str(source)
    rows = csv_rows(source, name)
    head = [cell.strip().lower() for cell in next(rows, (0, list[str]()))[1]]
    by_year = "year" in head
    needed = ("u", "v", "sign", "year") if by_year else ("u", "v", "sign", "from", "to")
    lacking = [column for column in needed if head.count(column) != 1]
    if lacking:
        got = ",".join(head)[:80]
        raise BadNetwork(
            [f"no column {lacking[0]!r}, got {got!r}; accepted: u,v,sign and year, or from and to"],
            name,
        )
    faults: list[str] = []
    found = list(_rows(rows, head, by_year, faults))
    faults += _clashes(found)
    if not found and not faults:
        faults.append("no ties: a row a pair and year is needed, for example 1907,GBR,FRA,1")
    if faults:
        raise BadNetwork(faults, name)
    return FileTies(name, tuple(found), by_year)


def _rows(rows: Iterator[tuple[int, list[str]]], head: list[str], by_year: bool,
          faults: list[str]) -> Iterator[_Row]:  # fmt: skip
    n_read = 0
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        n_read += 1
        if n_read > ROWS_AT_MOST or len(faults) > _FAULTS:
            faults.append(f"more than {ROWS_AT_MOST:,} rows" if n_read > ROWS_AT_MOST else "…")
            return
        row = {column: cell.strip() for column, cell in zip(head, cells, strict=False)}
        u, v, sign = row.get("u", ""), row.get("v", ""), SIGNS.get(row.get("sign", ""))
        if not u or not v or max(len(u), len(v)) > NAME_AT_MOST:
            faults.append(f"line {line}: a node has no name, or one of over {NAME_AT_MOST} letters")
            continue
        if sign is None:
            faults.append(
                f"line {line}: the sign is {row.get('sign', '')[:20]!r}; accepted: 1 and -1"
            )
            continue
        if u == v:
            faults.append(f"line {line}: a loop: {u!r} is tied to itself; leave it out")
            continue
        try:
            first, last = _spell(row, by_year)
        except ValueError as err:
            faults.append(f"line {line}: {err}")
            continue
        yield _Row(
            line, (min(u, v), max(u, v)), sign, first, last, row.get("by", "")[:NAME_AT_MOST]
        )


def _spell(row: dict[str, str], by_year: bool) -> tuple[dt.date, dt.date]:
    """The first and the last day of a row."""
    if by_year:
        text = row.get("year", "")
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 9999):
            raise ValueError(f"the year is {text[:20]!r}; accepted: 1907")
        return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
    start, end = _when(row, "from"), _when(row, "to")
    if start.first is None:
        raise ValueError("'from' is needed: 1907-08-31, 1907-08 or 1907")
    if end.text and end.last is None:
        raise ValueError("'to' is unknown; accepted: a day, month or year, or nothing")
    last = end.last or dt.date.max
    if last < start.first:
        raise ValueError(f"it ends ({end}) before it begins ({start})")
    return start.first, last


def _when(row: dict[str, str], column: str) -> When:
    text = row.get(column, "")
    try:
        return When.of(text or None)
    except ValueError:
        raise ValueError(
            f"{column!r} is {text[:20]!r}; accepted: 1907-08-31, 1907-08 or 1907"
        ) from None


def _clashes(rows: list[_Row]) -> Iterator[str]:
    """Rows of one pair that hold on the same day."""
    by_pair: dict[Pair, list[_Row]] = {}
    for row in rows:
        by_pair.setdefault(row.pair, []).append(row)
    for pair, found in by_pair.items():
        found.sort(key=lambda r: (r.first, r.line))
        for one, other in pairwise(found):
            if other.first <= one.last:
                lines = sorted((one.line, other.line))
                yield (f"lines {lines[0]} and {lines[1]}: {twice(*pair, one.sign == other.sign)} "
                       f"(both hold on {other.first})")  # fmt: skip
