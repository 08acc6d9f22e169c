"""Codes of states in three systems, by day: ISO alpha-3 (with casus's codes for states that were),
the numbers of the Correlates of War (cow) and of Gleditsch and Ward (gw).

A table of one code for each gets Germany, Yemen, Serbia, Vietnam, Korea and Tonga wrong: which
number stands for a state depends on the day, and on the system.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from casus.errors import DataError, NotCovered, UnknownActor
from casus.yamlfile import YamlFile

System = Literal["iso", "cow", "gw"]
SYSTEMS: Final = ("iso", "cow", "gw")
HERE: Final = Path(__file__).resolve().parent / "codes.yaml"


@dataclass(frozen=True, slots=True)
class Row:
    """One number that stands for one code from `start` up to, not including, `end`."""

    number: int
    code: str
    start: dt.date
    end: dt.date

    def on(self, day: dt.date) -> bool:
        """Whether it does so on the day."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class Codes:
    """The rows of each numbered system, by code and by number."""

    by_code: dict[str, dict[str, tuple[Row, ...]]]
    by_number: dict[str, dict[int, tuple[Row, ...]]]
    nameless: dict[str, dict[int, str]]


@cache
def codes() -> Codes:
    """The table of `codes.yaml`; raises `DataError` with file and line where it is malformed."""
    file = YamlFile(HERE)
    rows: dict[str, list[Row]] = {"cow": [], "gw": []}
    for code, number in (file.get("same") or {}).items():
        for found in rows.values():
            found.append(Row(int(number), code, dt.date.min, dt.date.max))
    for at, entry in enumerate(file.get("dated") or ()):
        try:
            row = Row(
                int(entry["number"]),
                entry["code"],
                entry.get("from", dt.date.min),
                entry.get("to", dt.date.max),
            )
            for system in rows if entry["system"] == "both" else (entry["system"],):
                rows[system].append(row)
        except (KeyError, TypeError, ValueError) as err:
            raise file.error(["dated", at], f"no row: {err}") from None
    out = Codes({}, {}, {s: {int(n): t for n, t in d.items()} for s, d in _nameless(file)})
    for system, found in rows.items():
        out.by_code[system] = _grouped(found, "code")
        out.by_number[system] = _grouped(found, "number")
    return out


def _nameless(file: YamlFile) -> Any:
    found = file.get("nameless")
    if not isinstance(found, dict):
        raise DataError(HERE, None, "expected `nameless:` with a table for cow and for gw")
    return found.items()


def _grouped(rows: list[Row], by: str) -> dict[Any, tuple[Row, ...]]:
    out: dict[Any, list[Row]] = {}
    for row in rows:
        out.setdefault(getattr(row, by), []).append(row)
    return {key: tuple(found) for key, found in out.items()}


def number_of(code: str, system: Literal["cow", "gw"], day: dt.date) -> int | None:
    """The number that stands for an ISO code on a day; None where the system has none for it.

    Raises `UnknownActor` for a code that no state has.

    >>> import datetime as dt
    >>> [number_of("DEU", "cow", dt.date(y, 6, 1)) for y in (1940, 1960, 1995)]
    [255, 260, 255]
    >>> number_of("DEU", "gw", dt.date(1995, 6, 1))
    260
    """
    from casus.names import standing
    from casus.names.actors import registry

    if code not in registry().actors:
        raise UnknownActor(f"{code!r} is no code of a state: accepted is a code such as DEU")
    for name in (code, standing(code, day)):
        for row in codes().by_code[system].get(name, ()):
            if row.on(day):
                return row.number
    return None


def iso_of(number: int, system: Literal["cow", "gw"], day: dt.date) -> str:
    """The ISO code (or casus's, for a state that was) of the state with a number on a day.

    Where several share a number, that which existed on the day; where none did, that which came
    first. Raises `UnknownActor` for a number of no state, `NotCovered` for one without a code.

    >>> import datetime as dt
    >>> [iso_of(345, "cow", dt.date(y, 6, 1)) for y in (1900, 1950, 2010)]
    ['SRB', 'YUG', 'SRB']
    """
    from casus.names import exists

    rows = [row for row in codes().by_number[system].get(number, ()) if row.on(day)]
    standing_rows = [row for row in rows if exists(row.code, day)] or rows
    if standing_rows:
        return standing_rows[0].code
    name = codes().nameless[system].get(number)
    if name is not None:
        raise NotCovered(f"{system.upper()} {number} ({name}) has no ISO code on {day}")
    if number in codes().by_number[system]:
        known = codes().by_number[system][number]
        spans = ", ".join(f"{row.code} from {row.start} to {row.end}" for row in known)
        raise NotCovered(f"{system.upper()} {number} stands for no state on {day}: {spans}")
    raise UnknownActor(
        f"{number} is no {system.upper()} number of a state: accepted is such as 255"
    )


def convert(value: int | str, start: System, to: System, day: dt.date) -> int | str | None:
    """A code of one system in another, on a day; None where the other has none for that state.

    Raises `UnknownActor` or `NotCovered` where the first has none.

    >>> import datetime as dt
    >>> convert(679, "cow", "gw", dt.date(2000, 1, 1))
    678
    """
    code = str(value) if start == "iso" else iso_of(int(value), start, day)
    return code if to == "iso" else number_of(code, to, day)


def state_of(text: str, system: Literal["cow", "gw"], day: dt.date) -> int:
    """The number of a state given by its number, its ISO code or its name, on a day.

    Raises `UnknownActor` for a word that names no state, `NotCovered` where it has no number.

    >>> import datetime as dt
    >>> state_of("255", "cow", dt.date(1914, 1, 1)), state_of("DEU", "cow", dt.date(1970, 1, 1))
    (255, 260)
    """
    given = text.strip()
    if given.isascii() and given.isdigit():
        return int(given)
    from casus.names import code_of

    code = code_of(given, day)
    number = number_of(code, system, day)
    if number is None:
        raise NotCovered(f"{code} has no {system.upper()} number on {day}")
    return number
