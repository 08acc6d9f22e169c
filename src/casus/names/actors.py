"""Actors: which states and organisations there are, and who existed on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from casus.errors import DataError
from casus.yamlfile import YamlFile

HERE: Final = Path(__file__).resolve().parent

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
    states, bodies = YamlFile(HERE / "states.yaml"), YamlFile(HERE / "organisations.yaml")
    actors: dict[str, Actor] = {}
    for section, kind in (("states", "state"), ("territories", "territory")):
        for code, entry in states.get(section).items():
            actors[code] = _state(states, section, code, kind, entry)
    for code, entry in bodies.get("organisations").items():
        if code in actors:
            raise bodies.error(["organisations", code], f"{code} is already a state")
        actors[code] = _organisation(bodies, code, entry)
    for code, actor in actors.items():
        for named in _named(actor):
            if named not in actors:
                raise states.error(["states", code], f"{code} names {named!r}, no code known")
    return Registry(actors, dict(states.get("parts")))


def _named(actor: Actor) -> Iterator[str]:
    for span in (*actor.called, *actor.under):
        yield span.code
    if actor.successor:
        yield actor.successor.code
    if actor.after:
        yield actor.after


def _state(file: YamlFile, section: str, code: str, kind: str, entry: dict[str, Any]) -> Actor:
    try:
        fixed = entry.get("successor")
        return Actor(
            code=code,
            kind=kind,
            existed=tuple(_span(*days) for days in entry.get("existed", ())),
            called=tuple(_span(s["from"], s["to"], s["code"]) for s in entry.get("called", ())),
            under=tuple(_span(s["from"], s["to"], s["code"]) for s in entry.get("under", ())),
            successor=_span(fixed[1], fixed[2], fixed[0]) if fixed else None,
            after=entry.get("after") or entry.get("of"),
            iso2=entry.get("iso2"),
        )
    except (KeyError, TypeError, ValueError, IndexError) as err:
        raise file.error([section, code], f"{code}: {err}") from None


def _organisation(file: YamlFile, code: str, entry: dict[str, Any]) -> Actor:
    try:
        return Actor(
            code=code,
            kind=entry["kind"],
            existed=(_span(entry.get("from"), entry.get("to")),),
            title=tuple(entry["title"].items()),
            names=tuple(entry.get("names", ())),
        )
    except (KeyError, TypeError, ValueError) as err:
        raise file.error(["organisations", code], f"{code}: {err}") from None


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
    parts = [int(part) for part in str(value).split("-")]
    return dt.date(*(parts + [1, 1])[:3]).toordinal()


def exists(code: str, day: dt.date) -> bool:
    """Whether the state or organisation existed on that day; False for an unknown code.

    >>> exists("SUN", dt.date(1991, 12, 25)), exists("SUN", dt.date(1991, 12, 26))
    (True, False)
    """
    actor = registry().actors.get(code)
    return bool(actor) and any(day.toordinal() in span for span in actor.existed)


def successor(code: str, day: dt.date) -> str | None:
    """The state that on `day` continues `code` in law, treaties included; None if there is none.

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
