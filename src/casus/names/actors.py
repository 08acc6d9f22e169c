"""Actors: which states and organisations there are, and who existed on which day."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from casus.kept import PACKAGE, digest, keep, read_kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE: Final = PACKAGE / "names"
_STATES: Final = {"states": "state", "territories": "territory"}

FIRST: Final = 1
"""The ordinal of a day before all others."""
LAST: Final = dt.date.max.toordinal()
"""The ordinal of a day after all others."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` up to, not including, `end` (ordinals), and the code that holds then."""

    start: int
    end: int
    code: str = ""

    def __contains__(self, day: int) -> bool:
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, territory, organisation, grouping or armed group. See states.yaml for the fields."""

    code: str
    kind: str
    existed: tuple[Span, ...] = ()
    called: tuple[Span, ...] = ()
    under: tuple[Span, ...] = ()
    successor: Span | None = None
    after: str | None = None
    iso2: str | None = None
    title: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """All actors by code, and the regions of CLDR that have no ISO code of their own."""

    actors: dict[str, Actor]
    parts: dict[str, str]

    @property
    def codes(self) -> frozenset[str]:
        """Every code."""
        return frozenset(self.actors)


@cache
def registry() -> Registry:
    """The actors of `states.yaml` and `organisations.yaml`; raises `DataError` if malformed."""
    key = digest(_sources())
    text = read_kept("names", "actors.json", key)
    if text is None:
        key, text = build_registry()
        with contextlib.suppress(OSError):
            keep("names", "actors.json", key, text)
    known: Registry = _assemble(json.loads(text))
    return known


def is_actor(code: str) -> bool:
    """Whether somebody has the code."""
    return code in registry().actors


def build_registry() -> tuple[str, str]:
    """The digest of the two files and their content as JSON, checked; raises `DataError`."""
    from casus.yamlfile import YamlFile

    states, bodies = (YamlFile(path) for path in _sources()[:2])
    data = {**states.data, **bodies.data}
    text = json.dumps(data, ensure_ascii=False, default=str)
    for section, file in (*((s, states) for s in _STATES), ("organisations", bodies)):
        for code, entry in data[section].items():
            try:
                actor = _actor(section, code, entry)
                if section == "organisations" and code in data["states"]:
                    raise ValueError("already a state")
                for named in _named(actor):
                    if not any(named in data[known] for known in _STATES):
                        raise ValueError(f"names {named!r}, no code known")
            except (KeyError, TypeError, ValueError, IndexError) as err:
                raise file.error([section, code], f"{code}: {err}") from None
    return digest(_sources()), text


def _sources() -> tuple[Path, ...]:
    return HERE / "states.yaml", HERE / "organisations.yaml", HERE / "actors.py"


def _assemble(data: dict[str, Any]) -> Registry:
    actors = {
        code: _actor(section, code, entry)
        for section in (*_STATES, "organisations")
        for code, entry in data[section].items()
    }
    return Registry(actors, data["parts"])


def _named(actor: Actor) -> Iterator[str]:
    for span in (*actor.called, *actor.under):
        yield span.code
    if actor.successor:
        yield actor.successor.code
    if actor.after:
        yield actor.after


def _actor(section: str, code: str, entry: dict[str, Any]) -> Actor:
    if section == "organisations":
        return Actor(
            code=code,
            kind=entry["kind"],
            existed=(_span(entry.get("from"), entry.get("to")),),
            title=tuple(entry["title"].items()),
            names=tuple(entry.get("names", ())),
        )
    fixed = entry.get("successor")
    return Actor(
        code=code,
        kind=_STATES[section],
        existed=tuple(_span(*days) for days in entry.get("existed", ())),
        called=tuple(_span(s["from"], s["to"], s["code"]) for s in entry.get("called", ())),
        under=tuple(_span(s["from"], s["to"], s["code"]) for s in entry.get("under", ())),
        successor=_span(fixed[1], fixed[2], fixed[0]) if fixed else None,
        after=entry.get("after") or entry.get("of"),
        iso2=entry.get("iso2"),
    )


def _span(start: Any, end: Any, code: str = "") -> Span:
    return Span(ordinal(start, FIRST), ordinal(end, LAST), code)


def ordinal(value: Any, empty: int) -> int:
    """A day as a number: of a date, of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `empty` for None.

    Raises ValueError for anything else.
    """
    if value is None:
        return empty
    if isinstance(value, dt.date):
        return value.toordinal()
    text = str(value)
    if len(text) < 10:
        text += "-01-01" if len(text) == 4 else "-01"
    return dt.date.fromisoformat(text).toordinal()


def exists(code: str, day: dt.date) -> bool:
    """Whether the state or organisation existed on that day; False for an unknown code.

    >>> import datetime as dt
    >>> exists("SUN", dt.date(1991, 12, 25)), exists("SUN", dt.date(1991, 12, 26))
    (True, False)
    """
    actor = registry().actors.get(code)
    return actor is not None and any(day.toordinal() in span for span in actor.existed)


def successor(code: str, day: dt.date) -> str | None:
    """The state that on `day` continues `code` in law, treaties included; None if there is none.

    >>> import datetime as dt
    >>> successor("SUN", dt.date(1992, 1, 1)), successor("YUG", dt.date(2010, 1, 1))
    ('RUS', None)
    """
    actor = registry().actors.get(code)
    if actor is None or actor.successor is None or day.toordinal() not in actor.successor:
        return None
    return actor.successor.code


def standing(code: str, day: dt.date | None, *, soil: bool = False) -> str:
    """The code under which `code` goes on `day`: itself, or the state that then bore its name.

    With `soil` it is about land and people, not the name: whose soil was it, whose citizens?
    Without a day, the present state of things.

    >>> import datetime as dt
    >>> standing("RUS", dt.date(1985, 1, 1)), standing("UKR", dt.date(1985, 1, 1))
    ('SUN', 'UKR')
    >>> standing("UKR", dt.date(1985, 1, 1), soil=True)
    'SUN'
    """
    return stand(code, day.toordinal() if day else None, soil)


def stand(code: str, day: int | None, soil: bool) -> str:
    """`standing` for the ordinal of a day."""
    actors = registry().actors
    seen = {code}
    while True:
        actor = actors[code]
        then = None
        if day is not None:
            then = next((s.code for s in actor.called if day in s), None)
            if then is None and soil:
                then = next((s.code for s in actor.under if day in s), None)
        if then is None and soil and actor.kind == "state" and _is_past(actor, day):
            then = actor.successor.code if actor.successor else actor.after
        if then is None or then in seen:
            return code
        seen.add(then)
        code = then


def _is_past(actor: Actor, day: int | None) -> bool:
    """Whether the state stood before `day` and stands no more, nor on any later day."""
    end = max((span.end for span in actor.existed), default=LAST)
    return end < LAST if day is None else end <= day
