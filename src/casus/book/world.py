"""Classes of states, successors, items and places: the facts that clauses turn on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from casus.book.close import close_matches
from casus.errors import UnknownEvent
from casus.model.law import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALWAYS = (dt.date.min, dt.date.max)
Span = tuple[dt.date, dt.date]


def span_of(entry: Mapping[str, Any]) -> Span:
    """Days of an entry with `from` and `to`: from the first up to, not including, the last."""
    start, end = When.of(entry.get("from")), When.of(entry.get("to"))
    return (start.first or ALWAYS[0], end.last or ALWAYS[1])


def within(day: dt.date, span: Span) -> bool:
    """Whether `day` lies in the span."""
    return span[0] <= day < span[1]


def _acyclic(what: str, start: str, above: Mapping[str, Iterable[str]]) -> None:
    """Raise ValueError where `start` stands above itself."""
    todo, seen = list(above.get(start, ())), set()
    while todo:
        name = todo.pop()
        if name == start:
            raise ValueError(f"{what} {start} stands under itself")
        if name not in seen:
            seen.add(name)
            todo += above.get(name, ())


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Named classes of states, dated, and which state keeps the duties of which."""

    members: Mapping[str, Mapping[str, tuple[Span, ...]]]
    successors: Mapping[str, tuple[str, Span]]
    also_existed: Mapping[str, tuple[Span, ...]]
    groups: Mapping[str, str] = field(default_factory=dict)

    def group(self, name: str) -> str:
        """The code of an armed group, or the name itself where the book knows none."""
        return self.groups.get(name.casefold(), name)

    def holds(self, name: str, state: str, day: dt.date) -> bool:
        """Whether the state belongs to the class on the day."""
        return any(within(day, span) for span in self.members[name].get(state, ()))

    def of(self, name: str, day: dt.date) -> frozenset[str]:
        """Members of the class on the day."""
        return frozenset(s for s in self.members[name] if self.holds(name, s, day))

    def heir(self, state: str, day: dt.date) -> str:
        """The code under which a duty of `state` is kept on the day: itself or its successor."""
        while state in self.successors and within(day, self.successors[state][1]):
            state = self.successors[state][0]
        return state

    def fell(self, state: str, since: dt.date | None, day: dt.date) -> bool:
        """Whether what `state` promised on the day `since` has ended with the successor that had
        taken it over: the Austria of 1918 is not bound by what that of 1839 signed."""
        if state not in self.successors or since is None:
            return False
        start, end = self.successors[state][1]
        return since < start and end <= day

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Classes:
        """Build from the content of `states.yaml`."""
        members: dict[str, dict[str, tuple[Span, ...]]] = {}
        for name, entries in data.get("classes", {}).items():
            table: dict[str, tuple[Span, ...]] = {}
            for entry in entries:
                state = entry if isinstance(entry, str) else entry["state"]
                span = ALWAYS if isinstance(entry, str) else span_of(entry)
                table[state] = (*table.get(state, ()), span)
            members[name] = table
        successors = {
            old: (entry["state"], span_of(entry))
            for old, entry in data.get("successors", {}).items()
        }
        also = {
            code: tuple(span_of({"from": a, "to": b}) for a, b in spans)
            for code, spans in data.get("also_existed", {}).items()
        }
        groups = {
            word.casefold(): code
            for code, words in data.get("groups", {}).items()
            for word in (code, *words)
        }
        for start in successors:
            _acyclic("successors", start, {old: (new,) for old, (new, _) in successors.items()})
        return cls(members, successors, also, groups)


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Items and their classes: a measure on a class covers what is under it."""

    under: Mapping[str, tuple[str, ...]]
    also_named: Mapping[str, str]
    _above: dict[str, frozenset[str]] = field(default_factory=dict)

    def find(self, name: str) -> str:
        """The item by that name; raises `UnknownEvent` with those that are close."""
        word = " ".join(name.split())
        for candidate in (word, word.lower()):
            if candidate in self.under:
                return candidate
            if candidate in self.also_named:
                return self.also_named[candidate]
        close = close_matches(word.lower(), [*self.under, *self.also_named], 4, 0.5)
        hint = f"did you mean {', '.join(close)}?" if close else f"one of {', '.join(self.under)}"
        raise UnknownEvent(f"no item {name!r}: {hint}")

    def above(self, item: str) -> frozenset[str]:
        """The item with every class it is under."""
        if item not in self._above:
            found = {item}
            for parent in self.under.get(item, ()):
                found |= self.above(parent)
            self._above[item] = frozenset(found)
        return self._above[item]

    def covers(self, classes: Iterable[str], item: str) -> bool:
        """Whether one of `classes` is the item or stands above it."""
        return not self.above(item).isdisjoint(classes)

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Items:
        """Build from the content of `items.yaml`."""
        under = {
            name: tuple((entry or {}).get("under", ())) for name, entry in data["items"].items()
        }
        for start in under:
            _acyclic("item", start, under)
        return cls(under, dict(data.get("also_named", {})))


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A place that a treaty area turns on: who governs it, and which areas it lies in."""

    name: str
    governed: tuple[tuple[frozenset[str], Span], ...] = ()
    titles: tuple[tuple[frozenset[str], Span], ...] = ()
    claimed_by: tuple[str, ...] = ()
    areas: tuple[tuple[str, Span], ...] = ()
    disputed: tuple[Mapping[str, Any], ...] = ()
    metropolitan: bool = False
    sea: bool = False
    home: bool = False
    note: str = ""

    def governors(self, day: dt.date) -> frozenset[str]:
        """States that administer the place on the day."""
        return frozenset(s for by, span in self.governed if within(day, span) for s in by)

    def title(self, day: dt.date) -> frozenset[str]:
        """States whose soil it is by common view, where that differs from who holds it."""
        return frozenset(s for by, span in self.titles if within(day, span) for s in by)

    def lies_in(self, area: str, day: dt.date) -> bool:
        """Whether the place lies in the treaty area on the day."""
        return any(name == area and within(day, span) for name, span in self.areas)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Places by name, and the treaty areas with the states whose homeland lies in them."""

    places: Mapping[str, Place]
    also_named: Mapping[str, str]
    titles: Mapping[str, str]
    homes: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> Place:
        """The place by that name; raises `UnknownEvent` with those that are close."""
        word = " ".join(name.split())
        word = self.also_named.get(word, word)
        if word in self.places:
            return self.places[word]
        folded = {known.casefold(): known for known in (*self.places, *self.also_named)}
        if word.casefold() in folded:
            found = folded[word.casefold()]
            return self.places[self.also_named.get(found, found)]
        close = close_matches(word, [*self.places, *self.also_named], 4, 0.5)
        hint = f"did you mean {', '.join(close)}?" if close else f"one of {', '.join(self.places)}"
        raise UnknownEvent(f"no place {name!r}: {hint}")

    def at_home(self, area: str, state: str, classes: Classes, day: dt.date) -> bool:
        """Whether the homeland of the state lies in the area."""
        for entry in self.homes.get(area, ()):
            if entry == state:
                return True
            if entry.startswith("<") and classes.holds(entry[1:-1], state, day):
                return True
        return False

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Gazetteer:
        """Build from the content of `places.yaml`."""
        places = {name: _place(name, entry or {}) for name, entry in data["places"].items()}
        areas = data.get("areas", {})
        return cls(
            places,
            dict(data.get("also_named", {})),
            {name: entry["title"] for name, entry in areas.items()},
            {name: tuple(entry.get("home", ())) for name, entry in areas.items()},
        )


def _place(name: str, entry: Mapping[str, Any]) -> Place:
    def held(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[frozenset[str], Span], ...]:
        return tuple((frozenset(row["by"]), span_of(row)) for row in rows)

    areas = [{"area": row} if isinstance(row, str) else row for row in entry.get("areas", ())]
    return Place(
        name=name,
        governed=held(entry.get("administered_by", ())),
        titles=held(entry.get("common_title", ())),
        claimed_by=tuple(entry.get("claimed_by", ())),
        areas=tuple((row["area"], span_of(row)) for row in areas),
        disputed=tuple(entry.get("disputed_areas", ())),
        metropolitan=bool(entry.get("metropolitan")),
        sea=bool(entry.get("sea")),
        home=bool(entry.get("home")),
        note=entry.get("note", ""),
    )
