"""Which data set a file is, by its header alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.errors import UnreadableSource
from casus.sources.definition import Definition, definition, definitions, refused
from casus.sources.raw import Head, read_head

if TYPE_CHECKING:
    from pathlib import Path

PREAMBLE: Final = 20
"""How many lines may stand before the header of a data set that has a preamble."""
NEAR: Final = 0.75
"""The share of a data set's columns from which a header counts as an altered one of it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A file, the data set it is, and the form in which it comes (empty: without a header)."""

    head: Head
    definition: Definition
    form: Mapping[str, str]


class Ambiguous(UnreadableSource):
    """A header that fits several data sets; `matches` are they."""

    def __init__(self, source: str, matches: list[Match]) -> None:
        self.matches = matches
        names = " or ".join(match.definition.id for match in matches)
        super().__init__(source, f"may be {names} by its header: say which with --as")


class NotKnown(UnreadableSource):
    """A file that is none of the known data sets, nor an altered one."""


def recognise(path: Path, name: str | None = None) -> Match:
    """What a file is; with `name`, only that data set is tried.

    Raises `UnreadableSource` for a file that is none of the known ones, one whose header was
    altered (the missing columns are named) and one that is not taken (with the reason);
    `NotKnown` where it is not even like one, `Ambiguous` where several fit.
    """
    head = read_head(path)
    there = set(head.names)
    for entry in refused():
        if any(columns <= there for columns in entry.any_of):
            raise UnreadableSource(str(path), f"{entry.title}: {entry.why}")
    tried = [definition(name)] if name else list(definitions().values())
    found = _fitting(head, tried)
    if not found and head.parquet is False:
        for one in tried:
            found = found or _after_preamble(path, one)
            found = found or _without_header(head, one)
    if not found:
        raise _unlike(head, tried)
    most = max(len(match.form) or len(match.definition.headless) for match in found)
    best = [m for m in found if (len(m.form) or len(m.definition.headless)) == most]
    if len(best) > 1:
        raise Ambiguous(str(path), best)
    return best[0]


def _fitting(head: Head, tried: list[Definition]) -> list[Match]:
    there = set(head.names)
    found = []
    for one in tried:
        if there.intersection(one.absent):
            continue
        form = next((f for f in one.forms if {c.lower() for c in f.values()} <= there), None)
        if form is not None and _first_row_fits(head, one):
            found.append(Match(head, one, form))
    return found


def _first_row_fits(head: Head, one: Definition) -> bool:
    """Whether the first row has what tells apart data sets with the same header, if it says."""
    row = dict(zip(head.names, head.first, strict=False))
    return all(
        column not in row or re.search(pattern, row[column].strip().strip('"').lower())
        for column, pattern in one.first.items()
    )


def _after_preamble(path: Path, one: Definition) -> list[Match]:
    if not one.preamble:
        return []
    for skip in range(1, PREAMBLE):
        try:
            found = _fitting(read_head(path, skip), [one])
        except UnreadableSource:
            return []
        if found:
            return found
    return []


_DAY = re.compile(r"\d{2}:\d{2}:\d{4}$")


def _without_header(head: Head, one: Definition) -> list[Match]:
    """The list of Gleditsch and Ward comes as number, letters, name and two days, no header."""
    cells = [cell.strip() for cell in head.cells]
    n = len(one.headless)
    if not n or len(cells) != n or not cells[0].isdigit():
        return []
    days = [name for name in one.headless if one.columns[name]["kind"] == "day"]
    if all(_DAY.match(cell) for cell in cells[n - len(days) :]):
        return [Match(head, one, {})]
    return []


def _unlike(head: Head, tried: list[Definition]) -> UnreadableSource:
    """What is wrong with a header that fits none: a column that is lacking, or all of it."""
    there = set(head.names)
    share, near, lacking = 0.0, None, set[str]()
    for one in tried:
        for form in one.forms:
            wanted = {name.lower() for name in form.values()}
            of = len(wanted & there) / len(wanted)
            if of > share:
                share, near, lacking = of, one, wanted - there
    shown = ", ".join(" ".join(cell.split())[:40] or '" "' for cell in head.cells[:8])
    more = ", …" if len(head.cells) > 8 else ""
    if near is not None and lacking and (share >= NEAR or len(tried) == 1):
        columns = ", ".join(sorted(lacking))
        return UnreadableSource(
            str(head.path),
            f"looks like {near.title} with an altered header: it lacks {columns} "
            f"(has {shown}{more})",
        )
    return NotKnown(
        str(head.path),
        f"none of the known data sets, by its header ({shown}{more}): `casus data list --known` "
        f"has those there are",
    )
