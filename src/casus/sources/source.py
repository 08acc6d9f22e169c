"""A data set as it was read: its table, version, coverage, and where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from casus.errors import UnreadableSource
from casus.sources.check import Broken, check
from casus.sources.convert import WrongCell, convert_column, convert_rest, last_days
from casus.sources.days import bounds
from casus.sources.raw import read_cells
from casus.sources.recognise import Ambiguous, Match, recognise

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from casus.sources.definition import Definition


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A data set ready for use. `first` and `last` are the years (or sessions) that it covers, both
    None where it does not say; `notes` are warnings; `checked` tells whether the count of rows is
    that of a version known."""

    definition: Definition
    table: pa.Table
    version: str
    first: int | None
    last: int | None
    file: str
    sha256: str
    checked: bool
    notes: tuple[str, ...] = field(default=())

    @property
    def label(self) -> str:
        """Data set and version in one: `cow_nmc 7.0`."""
        return f"{self.definition.id} {self.version}"

    def covers(self, year: int) -> bool:
        """Whether the year lies within what the data set covers."""
        return self.first is not None and self.last is not None and self.first <= year <= self.last

    def why_not(self, year: int) -> str:
        """Why a year is not covered, in words."""
        return f"{self.label} covers {self.first} to {self.last}, not {year}"


def read_source(path: Path, name: str | None = None, *, unchecked: bool = False) -> Source:
    """Recognise, read, convert and check a file; `unchecked` lets a count of rows pass that is not
    that of the version which the file says it is.

    Raises `UnreadableSource`, naming the file, what is wrong with it and what is accepted.
    """
    try:
        matches = [recognise(path, name)]
    except Ambiguous as both:
        matches = _by_count(both)
    match = matches[0]
    try:
        return _read(match, unchecked)
    except (WrongCell, Broken) as err:
        raise UnreadableSource(str(path), f"{match.definition.title}: {err}") from None


def _by_count(both: Ambiguous) -> list[Match]:
    """The data set among several with one header whose known count of rows is the file's."""
    head = both.matches[0].head
    names = tuple(f"c{n}" for n in range(len(head.cells)))
    n_rows = read_cells(head, names, headless=False, mend=False).num_rows
    for match in both.matches:
        if any(version["rows"] == n_rows for version in match.definition.versions):
            return [match]
    raise both


def _read(match: Match, unchecked: bool) -> Source:
    import pyarrow as pa

    head, one = match.head, match.definition
    headless = not match.form
    cells = tuple(f"c{n}" for n in range(len(head.cells)))
    raw = read_cells(head, cells, headless=headless, mend=one.mend)
    if raw.num_rows == 0:
        raise Broken("no rows under the header: is the file truncated?")
    columns: dict[str, pa.ChunkedArray] = {}
    notes: list[str] = []
    places = _places(match)
    for name, place in places.items():
        kind = one.columns.get(name, {"kind": "text"})
        columns[name], note = convert_column(raw.column(place), name, kind, one.missing)
        if note:
            notes.append(note)
    used = set(places.values())
    if one.rest or one.version_column:
        wanted = one.version_column.lower()
        for place, cell in enumerate(head.names):
            if place in used or not cell or cell in columns:
                continue
            if one.rest or cell == wanted:
                columns[cell] = convert_rest(raw.column(place))
    if one.span:
        columns.update(_span(raw, columns, one, places))
    table = pa.table(columns)
    if match.form in one.forms[1:] and one.mirror:
        table = _mirrored(table, one.mirror)
    check(table, one)
    first, last = _coverage(table, one)
    told = next((v for v in one.versions if v["rows"] == table.num_rows and "covers" in v), None)
    if told is not None:
        # a list of events says less than it covers: nothing happened in its last years
        first, last = told["covers"]
    version, checked, note = _version(table, match, last, unchecked)
    if note:
        notes.append(note)
    digest = hashlib.sha256(head.path.read_bytes()).hexdigest()
    return Source(one, table, version, first, last, head.path.name, digest, checked, tuple(notes))


def _places(match: Match) -> dict[str, int]:
    """The place in the file of each of casus's columns; blank columns after one that may be flagged
    hold its flag."""
    one, names = match.definition, match.head.names
    if not match.form:
        return {name: place for place, name in enumerate(one.headless)}
    out: dict[str, int] = {}
    for name, cell in match.form.items():
        out[name] = names.index(cell.lower())
    for name, flag in one.flagged.items():
        after = out[name] + 1
        if after < len(names) and names[after].strip(" .0123456789") == "":
            out[flag] = after
    return out


def _span(
    raw: pa.Table, columns: dict[str, Any], one: Definition, places: dict[str, int]
) -> dict[str, Any]:
    """`start_on` and `end_on`, the first and last day of a spell as far as they are known, and
    whether each is; an open end is missing."""
    import pyarrow as pa

    start, end = one.span["start"], one.span["end"]
    if isinstance(start, str):
        return {
            "start_on": columns[start],
            "end_on": last_days(raw.column(places[end]), end),
        }
    out: dict[str, Any] = {}
    for name, parts, which in (("start", start, 0), ("end", end, 1)):
        held = [columns[part].to_pylist() if part in columns else None for part in parts]
        if held[0] is None:
            continue
        n = len(held[0])
        rows = [bounds(*(part[row] if part else None for part in held)) for row in range(n)]
        out[f"{name}_on"] = pa.array([row[which] if row else None for row in rows], pa.date32())
        out[f"{name}_known"] = pa.array(
            [row is not None and row[0] == row[1] for row in rows], pa.bool_()
        )
    if "end_on" not in out:
        out["end_on"] = pa.nulls(raw.num_rows, pa.date32())
    return out


def _mirrored(table: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """The table with each row in both directions, where a file has one row for two states."""
    import pyarrow as pa

    swapped = {names[0]: names[1], names[1]: names[0]}
    back = {name: table.column(swapped.get(name, name)) for name in table.column_names}
    return pa.concat_tables([table, pa.table(back)])


def _coverage(table: pa.Table, one: Definition) -> tuple[int | None, int | None]:
    import pyarrow.compute as pc

    if one.coverage == "none":
        return None, None
    names = ["start_on", "end_on"] if one.coverage == "span" else [one.coverage]
    years: list[int] = []
    for name in names:
        found = pc.min_max(table.column(name)).as_py()
        for value in (found["min"], found["max"]):
            if value is not None:
                years.append(value if isinstance(value, int) else value.year)
    return (min(years), max(years)) if years else (None, None)


def _version(
    table: pa.Table, match: Match, last: int | None, unchecked: bool
) -> tuple[str, bool, str]:
    """The version a file says it is (by its column, its last year or its count), whether the count
    of rows is that of the version, and a note where that is not known."""
    one, n_rows = match.definition, table.num_rows
    form = next((n for n, form in enumerate(one.forms) if form is match.form), None)
    known = [version for version in one.versions if version.get("form", form) == form]
    for version in known:
        if version["rows"] == n_rows and version.get("last", last) == last:
            return str(version["version"]), True, ""
    column = one.version_column.lower()
    told = ""
    if column in table.column_names:
        values = {str(v).removesuffix(".0") for v in table.column(column).to_pylist()} - {"None"}
        told = sorted(values)[-1] if values else ""
    for version in known if form is not None and not unchecked else ():
        named = told == str(version["version"])
        if named or (not told and last is not None and version.get("last") == last):
            raise Broken(
                f"version {version['version']} by what it says of itself has {version['rows']} "
                f"rows, this file {n_rows}: is it truncated or altered? With --unchecked it is "
                f"taken as it is"
            )
    note = "the count of rows is not known for this version" if one.versions else ""
    return told or (str(last) if last else "unknown"), False, note
