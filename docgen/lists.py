"""The lists that lead to the pages: by period, by kind, by state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from measure import file_name, title
from treaty import cell, day, kind
from words import name

from casus.book.book import Book
from casus.model.law import Treaty

PERIODS: Final = (
    (1815, "Before 1815"),
    (1871, "1815 to 1870"),
    (1914, "1871 to 1913"),
    (1919, "1914 to 1918"),
    (1939, "1919 to 1938"),
    (1946, "1939 to 1945"),
    (1956, "1946 to 1955"),
    (1976, "1956 to 1975"),
    (1992, "1976 to 1991"),
    (2019, "1992 to 2018"),
    (9999, "Since 2019"),
)
"""Periods by the year of signature: those before this year."""
MOST_NAMED: Final = 5
INTRODUCTION: Final = (
    "{n} instruments of the book, a page each, by the period in which they were signed. Also "
    "[by kind](kinds.md), [by state](states.md), and the "
    "[{m} measures of the Security Council](../measures/index.md). What the keys of a file mean "
    "stands in [the book](../book.md)."
)
HEIRS: Final = (
    "A state stands under the name that it had when it was bound; whose duties pass to whom is "
    "told in [the book](../book.md)."
)


def by_period(book: Book) -> str:
    """Every instrument, by the period in which it was signed."""
    groups: dict[str, list[Treaty]] = defaultdict(list)
    for treaty in book.treaties.values():
        first = treaty.signed_on.first
        label = "Of no day" if first is None else next(t for y, t in PERIODS if first.year < y)
        groups[label].append(treaty)
    parts = [
        "# Every instrument",
        INTRODUCTION.format(n=len(book.treaties), m=len(book.measures)),
    ]
    for label in (*(t for _, t in PERIODS), "Of no day"):
        if groups[label]:
            parts += [f"## {label}", _table(groups[label])]
    return "\n\n".join(parts) + "\n"


def by_kind(book: Book) -> str:
    """Every instrument, by its strongest clause."""
    groups: dict[str, list[Treaty]] = defaultdict(list)
    for treaty in book.treaties.values():
        groups[kind(treaty)].append(treaty)
    parts = ["# Instruments by kind", "The kind is that of the strongest clause."]
    for label in sorted(groups, key=lambda label: (-len(groups[label]), label)):
        parts += [f"## {label[0].upper()}{label[1:]} ({len(groups[label])})", _table(groups[label])]
    return "\n\n".join(parts) + "\n"


def by_state(book: Book) -> str:
    """Every state with the instruments that bound it; each state can be linked to by its code."""
    groups: dict[str, list[tuple[Treaty, str, str]]] = defaultdict(list)
    for treaty in book.treaties.values():
        for party in treaty.parties:
            groups[party.state].append((treaty, day(party.start), day(party.end, "now")))
    parts = [
        "# Instruments by state",
        HEIRS,
    ]
    for code in sorted(groups, key=lambda code: name(code).removeprefix("the ")):
        shown = name(code).removeprefix("the ")
        lines = [
            f"- [{treaty.title}]({treaty.id}.md), {start} to {end}"
            for treaty, start, end in sorted(groups[code], key=lambda row: (row[1], row[0].id))
        ]
        parts += [f"## {shown} {{: #{code.lower()} }}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def of_measures(book: Book) -> str:
    """Every measure, by the day of its adoption."""
    lines = ["| measure | adopted | vote | about |", "| --- | --- | --- | --- |"]
    for measure in sorted(book.measures.values(), key=lambda m: (m.adopted_on.text, m.id)):
        vote = "–".join(map(str, measure.tally)) if measure.tally else ""
        about = sorted({s for p in measure.provisions for s in p.targets if s != "*"})
        shown = ", ".join(about) if len(about) <= MOST_NAMED else f"{len(about)} states"
        lines.append(
            f"| [{cell(title(measure))}]({file_name(measure)}) "
            f"| {day(measure.adopted_on)} | {vote} | {shown} |"
        )
    text = f"{len(book.measures)} measures of the Security Council, a page each."
    return "\n\n".join(["# Measures of the Security Council", text, "\n".join(lines)]) + "\n"


def _table(treaties: Iterable[Treaty]) -> str:
    lines = [
        "| instrument | signed | in force | parties | kind |",
        "| --- | --- | --- | --- | --- |",
    ]
    for treaty in sorted(treaties, key=lambda t: (t.signed_on.text, t.id)):
        codes = list(dict.fromkeys(party.state for party in treaty.parties))
        shown = " ".join(codes) if len(codes) <= MOST_NAMED else f"{len(codes)} states"
        until = f"{day(treaty.in_force_on)} to {day(treaty.ended_on, 'now')}"
        lines.append(
            f"| [{cell(treaty.title)}]({treaty.id}.md) | {day(treaty.signed_on)} | {until} "
            f"| {shown} | {kind(treaty)} |"
        )
    return "\n".join(lines)
