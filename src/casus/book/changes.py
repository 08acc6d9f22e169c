"""What changed in the book between two days: begun, ended, joined, left, suspended, succeeded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.book.book import Book
    from casus.model.law import Measure, Party, Treaty, When

KINDS: Final = {
    "signed": "signed",
    "in force": "came into force",
    "ended": "ended",
    "joined": "joined by",
    "left": "left by",
    "suspended": "suspended between",
    "resumed": "runs again between",
    "succeeded": "duties pass to",
    "clause from": "clause begins",
    "clause to": "clause ends",
    "applies": "applies",
    "lapsed": "lapsed",
    "applies again": "applies again",
}
"""Each kind of change with the words for it, in the order in which those of one day are told."""
_ORDER: Final = {kind: n for n, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: on which day (as well as it is known), in which instrument, for whom.

    `states` are those who are parties, join or leave; `articles` the clauses or paragraphs that
    it is about, empty where it is about the whole; `against` the states that a measure is about.
    """

    day: str
    kind: str
    instrument: str
    title: str
    states: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    note: str = ""

    @property
    def told(self) -> str:
        """The change in a few words, `joined by SWE`.

        >>> Change("2024-03-07", "joined", "nato", "North Atlantic Treaty", ("SWE",)).told
        'joined by SWE'
        """
        whom = " ".join((*self.articles, *(self.states or self.against)))
        return f"{KINDS[self.kind]} {whom}".rstrip()

    def as_dict(self) -> dict[str, Any]:
        """The change as plain data; lists only where there is something in them."""
        out: dict[str, Any] = {
            "day": self.day, "kind": self.kind, "instrument": self.instrument, "title": self.title,
        }  # fmt: skip
        for name in ("states", "articles", "against"):
            if getattr(self, name):
                out[name] = list(getattr(self, name))
        if self.note:
            out["note"] = self.note
        return out


def changes_between(
    book: Book, first: dt.date, second: dt.date, state: str | None = None
) -> tuple[Change, ...]:
    """Everything dated after the earlier of the two days, up to and with the later, in order.

    A date of which only the month or year is known counts when it may lie between the two.
    `state` keeps to the changes that name it, as one who is bound or against whom a measure is.

    >>> from casus.book import load_book
    >>> from datetime import date
    >>> found = changes_between(load_book(), date(2024, 3, 6), date(2024, 3, 7), "SWE")
    >>> [(c.instrument, c.told) for c in found]
    [('nato', 'joined by SWE')]
    """
    span = (min(first, second), max(first, second))
    found = [c for treaty in book.treaties.values() for c in _of_treaty(book, treaty, span)]
    found += [c for measure in book.measures.values() for c in _of_measure(measure, span)]
    if state is not None:
        found = [c for c in found if state in c.states or state in c.against]
    return tuple(sorted(found, key=_place))


def _place(change: Change) -> tuple[str, int, str, tuple[str, ...], tuple[str, ...]]:
    return (change.day, _ORDER[change.kind], change.instrument, change.articles, change.states)


def _within(when: When, span: tuple[dt.date, dt.date]) -> bool:
    """Whether the day lies, or may lie, after the first and not after the second."""
    if when.first is None or when.last is None:
        return False
    return when.last > span[0] and when.first <= span[1]


def _note(when: When, more: str = "") -> str:
    doubt = "" if when.known else "the day is not known"
    return "; ".join(filter(None, (doubt, more)))


def _of_treaty(book: Book, treaty: Treaty, span: tuple[dt.date, dt.date]) -> Iterator[Change]:
    def change(
        kind: str, when: When, states: Iterable[str] = (), articles: tuple[str, ...] = (),
        note: str = "",
    ) -> Change:  # fmt: skip
        return Change(when.text, kind, treaty.id, treaty.title, tuple(sorted(set(states))),
                      articles, (), _note(when, note))  # fmt: skip

    start, end = treaty.in_force_on, treaty.ended_on
    first = [p for p in treaty.parties if p.start.text == start.text]
    if _within(treaty.signed_on, span):
        unknown = treaty.in_force_on.first is None
        note = "entry into force is not established" if unknown else ""
        yield change("signed", treaty.signed_on, (p.state for p in first), note=note)
    last = [p for p in treaty.parties if p.end.text == end.text]
    if _within(start, span):
        yield change("in force", start, (p.state for p in first))
    if _within(end, span):
        yield change("ended", end, (book.classes.heir(p.state, end.first or span[1]) for p in last))
    moves: dict[tuple[str, str], list[Party]] = {}
    for party in treaty.parties:
        if party.start.text != start.text and _within(party.start, span):
            moves.setdefault(("joined", party.start.text), []).append(party)
        if party.end.text != end.text and _within(party.end, span):
            moves.setdefault(("left", party.end.text), []).append(party)
    for (kind, _), parties in moves.items():
        when = parties[0].start if kind == "joined" else parties[0].end
        note = "; ".join(dict.fromkeys(p.note for p in parties if p.note))
        yield change(kind, when, (p.state for p in parties), note=note)
    yield from _heirs(book, treaty, span)
    for leg in treaty.suspended:
        for kind, when in (("suspended", leg.start), ("resumed", leg.end)):
            if _within(when, span):
                yield change(kind, when, leg.between, note=leg.note)
    for clause in treaty.clauses:
        for kind, when in (("clause from", clause.start), ("clause to", clause.end)):
            if _within(when, span) and when.text not in (start.text, end.text):
                yield change(kind, when, clause.by, (clause.article,), clause.substance)


def _heirs(book: Book, treaty: Treaty, span: tuple[dt.date, dt.date]) -> Iterator[Change]:
    """Parties in whose place another state comes, while they are bound, and those that end with
    it."""
    for old, (heir, (day, end)) in book.classes.successors.items():
        if span[0] < end <= span[1]:
            bound = book.parties_on(treaty, end - dt.timedelta(days=1)).get(heir)
            if bound and bound[1].state == old:
                note = f"{heir} ended, and with it what it had taken over from {old}"
                yield Change(end.isoformat(), "left", treaty.id, treaty.title, (heir,), note=note)
        if not span[0] < day <= span[1]:
            continue
        new = book.classes.heir(old, day)
        bound = book.parties_on(treaty, day).get(new)
        if bound and bound[1].state == old:
            note = f"in the place of {old}"
            yield Change(day.isoformat(), "succeeded", treaty.id, treaty.title, (new,), note=note)


def _of_measure(measure: Measure, span: tuple[dt.date, dt.date]) -> Iterator[Change]:
    rows: dict[tuple[str, str], list[Any]] = {}
    for row in measure.provisions:
        for kind, when in (
            ("applies", row.start), ("lapsed", row.end), ("applies again", row.reapplied_on),
        ):  # fmt: skip
            if _within(when, span):
                rows.setdefault((kind, when.text), []).append((row, when))
    for (kind, text), found in rows.items():
        against = tuple(dict.fromkeys(s for row, _ in found for s in (*row.targets, *row.groups)))
        disputed = tuple(dict.fromkeys(s for row, _ in found for s in row.disputed_by))
        more = f"disputed by {', '.join(disputed)}" if disputed and kind == "applies again" else ""
        paragraphs = tuple(dict.fromkeys(row.paragraph for row, _ in found))
        note = _note(found[0][1], more)
        yield Change(text, kind, measure.id, measure.title, (), paragraphs, against, note)
