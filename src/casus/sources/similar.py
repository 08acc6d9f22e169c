"""How alike pairs of states were: a list of pairs and years answered, each with its reason."""

from __future__ import annotations

import csv
import datetime as dt
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.blocs.similarity import MEASURES
from casus.errors import CasusError, InputError, NotCovered, UnreadableSource
from casus.sources.codes import state_of
from casus.sources.pacts_of_book import BookBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.blocs.portfolio import Portfolios
    from casus.sources.portfolios import Builder

MAX_BYTES: Final = 200_000_000
MAX_PAIRS: Final = 3_000_000
COLUMNS: Final = ("ccode1", "ccode2", "year")
DIGITS: Final = 8
KEPT_YEARS: Final = 40
MANY: Final = 300
"""From so many pairs of one year on, all pairs of the year are worked out at once: it is faster."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the list: two states and a year as they are written, and the line they stand on.
    `wrong` says what is the matter with a row that is none."""

    first: str
    second: str
    year: str
    line: int
    wrong: str = ""


def read_pairs(source: str) -> list[Pair]:
    """The rows of a csv file (`-` is standard input) with the columns `ccode1`, `ccode2` and
    `year`; others are left alone.

    Raises `UnreadableSource` where there is no such file, or it lacks a column. A row that has no
    whole year is a `Pair` with `wrong`.
    """
    try:
        with sys.stdin.buffer if source == "-" else Path(source).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as err:
        raise UnreadableSource(source, err.strerror or str(err)) from None
    if len(content) > MAX_BYTES:
        raise UnreadableSource(source, f"larger than {MAX_BYTES} bytes: give it in parts")
    text = content.decode("utf-8-sig", errors="replace")
    try:
        rows = csv.reader(text.splitlines())
        header = [cell.strip().lower() for cell in next(rows, [])]
        lacking = [name for name in COLUMNS if name not in header]
        if lacking:
            raise UnreadableSource(
                source,
                f"no column {', '.join(lacking)}: accepted is a csv file with the header "
                f"ccode1,ccode2,year, such as 2,365,1962",
            )
        places = [header.index(name) for name in COLUMNS]
        pairs = [_pair(row, places, rows.line_num) for row in rows if any(c.strip() for c in row)]
    except csv.Error as err:
        raise UnreadableSource(source, f"no csv: {err}") from None
    if len(pairs) > MAX_PAIRS:
        raise UnreadableSource(source, f"{len(pairs)} pairs: accepted are up to {MAX_PAIRS}")
    return pairs


def _pair(row: list[str], places: list[int], line: int) -> Pair:
    cells = [row[place].strip()[:100] if place < len(row) else "" for place in places]
    wrong = ""
    if "" in cells:
        wrong = f"{COLUMNS[cells.index('')]} is empty"
    else:
        year = cells[2].removesuffix(".0")
        if not (year.isascii() and year.isdigit() and 1 <= int(year[:6]) <= 9998 and len(year) < 5):
            wrong = f"year {cells[2]!r}: accepted is a year such as 1962"
        cells[2] = year
    return Pair(cells[0].removesuffix(".0"), cells[1].removesuffix(".0"), cells[2], line, wrong)


def similarity(
    pairs: Iterable[Pair], source: Builder, faults: list[tuple[Pair, str]] | None = None
) -> Iterator[dict[str, Any]]:
    """For each pair, in order, a row: the states and year, `n_states`, `n_entries` (on how many
    entries the two are compared), every measure of `MEASURES` rounded to 8 digits, and `data`, what
    it was made from.

    Where the source does not cover the pair every measure is None and `reason` says why. A measure
    that alone is undefined or has no weights is None, with its reason under `missing`. A row that
    is no pair, or names no state, is added to `faults` too.
    """
    asked = list(pairs)
    n_asked = Counter(pair.year for pair in asked)
    kept: dict[int, Year | str] = {}
    for pair in asked:
        row: dict[str, Any] = {
            "ccode1": _shown(pair.first), "ccode2": _shown(pair.second), "year": _shown(pair.year),
            "n_states": None, "n_entries": None, **dict.fromkeys(MEASURES),
        }  # fmt: skip
        try:
            if pair.wrong:
                raise InputError(pair.wrong)
            year = int(pair.year)
            if year not in kept:
                if len(kept) >= KEPT_YEARS:
                    kept.clear()
                kept[year] = _year(source, year, n_asked[pair.year] >= MANY)
            row |= _answer(pair, year, kept[year], source)
        except CasusError as err:
            row["reason"] = str(err)
            if faults is not None and not isinstance(err, NotCovered):
                faults.append((pair, str(err)))
        yield row


@dataclass(frozen=True, slots=True)
class Year:
    """The portfolios of a year, and every measure of every pair where many are asked for."""

    portfolios: Portfolios
    all_pairs: dict[str, Any] | None

    def compare(self, first: int, second: int) -> dict[str, float | None]:
        """Every measure of two states by name."""
        if self.all_pairs is None:
            return self.portfolios.compare(first, second)
        at = self.portfolios.place(first), self.portfolios.place(second)
        found = {name: float(values[at]) for name, values in self.all_pairs.items()}
        return {name: None if math.isnan(v) else v for name, v in found.items()}


def _year(source: Builder, year: int, many: bool) -> Year | str:
    try:
        held = source.of(year)
    except NotCovered as err:
        return str(err)
    return Year(held, held.compare_all() if many else None)


def _answer(pair: Pair, year: int, held: Year | str, source: Builder) -> dict[str, Any]:
    if isinstance(held, str):
        raise NotCovered(held)
    portfolios = held.portfolios
    states = [_state(text, year, portfolios) for text in (pair.first, pair.second)]
    out: dict[str, Any] = {"ccode1": states[0], "ccode2": states[1], "year": year}
    try:
        for state in states:
            silent = isinstance(source, BookBuilder) and source.silent(state, year)
            if state not in portfolios or silent:
                raise NotCovered(source.why_not(state, year))
        if states[0] == states[1]:
            raise NotCovered(f"{states[0]} twice: accepted are two states")
    except NotCovered as err:
        return out | {"reason": str(err)}
    found = held.compare(*states)
    if found["s_valued_abs"] is None:
        return out | {"reason": f"the two have no entry in common in {year}"}
    missing = {
        name: portfolios.no_weights if name.endswith("_cinc") and portfolios.weights is None
        else "undefined: a portfolio that does not vary leaves nothing to compare"
        for name, value in found.items() if value is None
    }  # fmt: skip
    out["n_states"] = len(portfolios)
    out["n_entries"] = portfolios.n_entries(*states)
    out |= {name: None if v is None else round(v, DIGITS) + 0.0 for name, v in found.items()}
    if missing:
        out["missing"] = missing
    return out | {"data": list(portfolios.sources)}


def _state(text: str, year: int, portfolios: Portfolios) -> int:
    """The number of a state as written; a code or name stands for whichever number it has in the
    year."""
    try:
        numbers = [state_of(text, "cow", day) for day in (dt.date(year, 12, 31),)]
    except NotCovered:
        numbers = [state_of(text, "cow", dt.date(year, 1, 1))]
    return next((number for number in numbers if number in portfolios), numbers[0])


def _shown(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
