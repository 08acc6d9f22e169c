"""People: the office holders of `people/*.yaml` and on which days their names count."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.names.actors import FIRST, LAST, ordinal, registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OFFICES: Final = (
    "head_of_state", "head_of_government", "deputy_head", "foreign_minister", "defence_minister",
    "envoy", "spokesperson", "military_chief", "leader", "other",
)  # fmt: skip
"""The offices that a person may be listed with."""

_YEAR: Final = 366
BEFORE, AFTER, ALONE = 5 * _YEAR, 10 * _YEAR, _YEAR


@dataclass(frozen=True, slots=True)
class Office:
    """An office from one day to another (ordinals)."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person of one state. The same person may stand in the files of two states."""

    name: str
    code: str
    offices: tuple[Office, ...]

    def counts(self, day: int | None) -> bool:
        """Whether the full name stands for the state: from 5 years before to 10 after office."""
        if day is None:
            return True
        first, last = min(o.start for o in self.offices), max(o.end for o in self.offices)
        return first - BEFORE <= day <= last + AFTER

    def counts_alone(self, day: int | None) -> bool:
        """Whether the surname alone does: in office, or a year before or after."""
        if day is None:
            return True
        return any(o.start - ALONE <= day <= o.end + ALONE for o in self.offices)

    def distance(self, day: int | None) -> int:
        """Days from `day` to the nearest day in office; 0 in office."""
        when = LAST if day is None else day
        return min(max(o.start - when, when - o.end, 0) for o in self.offices)

    def role(self, day: int | None) -> str | None:
        """The office held on the day (the one taken up last), None outside office."""
        when = dt.date.max.toordinal() - 1 if day is None else day
        held = [o for o in self.offices if o.start <= when < o.end]
        return max(held, key=lambda o: o.start).role if held else None


def spelled(entry: dict[str, Any], lang: str) -> Iterator[str]:
    """The full name in every spelling used in `lang`."""
    yield entry["name"]
    forms = entry.get("spelled") or {}
    yield from forms.get(lang) or (() if lang in forms else forms.get("en") or ())


def read_people(path: Path) -> list[tuple[dict[str, Any], Person]]:
    """The entries of one file with the person each describes.

    Raises `DataError`, naming file and line, where an entry is malformed.
    """
    from casus.yamlfile import YamlFile

    file = YamlFile(path)
    code = file.get("state")
    if code not in registry().actors:
        raise file.error(["state"], f"state {code!r}: no code known")
    out = []
    for number, entry in enumerate(file.get("people") or ()):
        try:
            offices = tuple(
                Office(o["office"], ordinal(o["from"], FIRST), ordinal(o.get("to"), LAST))
                for o in entry["offices"]
            )
            if not offices or not isinstance(entry["name"], str):
                raise ValueError("a name and at least one office")
            for office in offices:
                if office.role not in OFFICES:
                    raise ValueError(f"office {office.role!r}: one of {', '.join(OFFICES)}")
                if office.start > office.end:
                    raise ValueError(f"{office.role} ends before it begins")
        except (KeyError, TypeError, ValueError) as err:
            raise file.error(["people", number], f"malformed entry: {err}") from None
        out.append((entry, Person(entry["name"], code, offices)))
    return out
