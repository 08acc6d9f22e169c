"""The page of one treaty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from words import (
    TRIGGERS,
    VERIFIED,
    bound,
    head,
    limits,
    name,
    names,
    reading,
    span,
    strength,
)

from casus.ask.cases import Case
from casus.ask.sequence import Move
from casus.ask.told import told
from casus.book.book import Book
from casus.model.law import Clause, Treaty, When

KINDS: Final = (
    ("general instrument", lambda t: t.general),
    ("defence", lambda t: _has(t, "attacked", "obliged")),
    ("guarantee", lambda t: _has(t, "guaranteed", "obliged")),
    ("alliance in war", lambda t: _has(t, "at_war", "obliged")),
    ("help by own choice", lambda t: any(c.fills == "discretionary" for c in t.clauses)),
    ("neutrality", lambda t: any(
        c.fills == "forbidden" and c.trigger != "own_attack" for c in t.clauses)),
    ("non-aggression", lambda t: any(
        c.fills == "forbidden" and c.trigger == "own_attack" for c in t.clauses)),
    ("consultation", lambda t: any(c.fills == "consult" for c in t.clauses)),
    ("no promise of help", lambda _t: True),
)  # fmt: skip
"""Kinds of instrument, the strongest first: the first that holds names it."""
MOST_RELATED: Final = 8


def _has(treaty: Treaty, trigger: str, filled: str) -> bool:
    return any(c.trigger == trigger and c.fills == filled for c in treaty.clauses)


def kind(treaty: Treaty) -> str:
    """What an instrument is, by its strongest clause."""
    return next(word for word, holds in KINDS if holds(treaty))


def day(when: When, empty: str = "–") -> str:
    """A day of the book; `unknown` in words."""
    text = str(when)
    return "not known" if text == "unknown" else text or empty


def page(treaty: Treaty, book: Book, cases: Sequence[Case], near: Sequence[Treaty]) -> str:
    """The page in Markdown."""
    parts = [
        f"# {treaty.title}",
        f"`{treaty.id}` · {kind(treaty)}",
        _facts(treaty),
        *_parties(treaty),
        "## Clauses",
        *(_clause(list(group), book) for _, group in groupby(treaty.clauses, lambda c: c.number)),
        *_related(near),
        *_asked(cases),
        "## Ask about it",
        f"```text\ncasus treaty {treaty.id}\n```",
        f"Paraphrase, no words of the treaty; no legal advice. {_file(treaty)}",
    ]
    return "\n\n".join(parts) + "\n"


def _file(treaty: Treaty) -> str:
    where = f"`src/casus/book/treaties/{treaty.id}.yaml`"
    return f"The file: {where}; its keys are told in [the book](../book.md)."


def _facts(treaty: Treaty) -> str:
    rows = [
        ("Signed", day(treaty.signed_on)),
        ("In force", day(treaty.in_force_on)),
        ("Ended", day(treaty.ended_on, "in force, as far as the book knows")),
    ]
    rows += [
        ("Other date", f"{row['what']}: {row.get('date') or 'open'} ({row['source']})")
        for row in treaty.competing
    ]
    if not treaty.alliance and not treaty.general:
        rows.append(("Alliance", "no: being parties does not make states allies"))
    if treaty.priority:
        rows.append(("Rank", "prevails over the other treaties of its parties (Charter 103)"))
    rows += [("Source", treaty.source), ("Checked", VERIFIED[treaty.verified])]
    if treaty.note:
        rows.append(("Note", treaty.note))
    lines = ["| day or fact | |", "| --- | --- |"]
    lines += [f"| {label} | {cell(text)} |" for label, text in rows]
    return "\n".join(lines)


def cell(text: str) -> str:
    """A text that stands in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _parties(treaty: Treaty) -> list[str]:
    lines = ["| state | bound from | to | checked | note |", "| --- | --- | --- | --- | --- |"]
    for party in treaty.parties:
        state = f"[{name(party.state)}](states.md#{party.state.lower()})"
        lines.append(f"| {state} | {day(party.start)} | {day(party.end)} "
                     f"| {party.verified} | {cell(party.note)} |")  # fmt: skip
    out = ["## Parties", "\n".join(lines)]
    out += [
        f"It does not run between {names(leg.between)} {span(leg.start, leg.end)}"
        + (f" ({leg.note})." if leg.note else ".")
        for leg in treaty.suspended
    ]
    return out


def _clause(rows: list[Clause], book: Book) -> str:
    """A clause; where duties differ by pair of states, one line a pair."""
    first = rows[0]
    heading = f"### Article {first.article}: {head(first)}"
    if first.article in ("-", "?"):
        heading = f"### Article not known to us: {head(first)}"
    lines = [f"- **Strength**: {strength(first)}"]
    if first.trigger != "none":
        what = TRIGGERS[first.trigger]
        if "mobilise" in first.on:
            what = "a mobilisation"
        elif first.trigger == "attacked" and "remilitarise" in first.on:
            what += ", or troops in a zone kept empty"
        lines.append(f"- **Set off by**: {what}")
        if first.act:
            lines.append(f"- **Asks**: {first.act}")
    for row in rows:
        lines.append(f"- **Bound**: {bound(row)}")
        told_limits = [f"{label.lower()} {text}" for label, text in limits(row, book)]
        if len(rows) > 1 and told_limits:
            lines[-1] += f"; {'; '.join(told_limits)}"
        elif len(rows) == 1:
            lines += [f"- **{label}**: {text}" for label, text in limits(row, book)]
        if len(rows) > 1 and span(row.start, row.end):
            lines[-1] += f"; {span(row.start, row.end)}"
    lines += [f"- **Goes with it**: {text}" for text in first.conditions]
    lines += [f"- **Disputed**: {reading(row)}" for row in first.readings]
    if len(rows) == 1 and span(first.start, first.end):
        lines.append(f"- **Stands** {span(first.start, first.end)}")
    if first.note:
        lines.append(f"- **Note**: {first.note}")
    lines.append(f"- **Source**: {first.source}; {VERIFIED[first.verified]}")
    return "\n\n".join([heading, first.substance, "\n".join(lines)])


def _related(near: Sequence[Treaty]) -> list[str]:
    if not near:
        return []
    lines = [
        f"- [{t.title}]({t.id}.md), {kind(t)}, {day(t.in_force_on)} to {day(t.ended_on, 'now')}"
        for t in near
    ]
    return ["## Related", "\n".join(lines)]


def _asked(cases: Sequence[Case]) -> list[str]:
    """Questions about it among the cases, with what is expected."""
    if not cases:
        return []
    lines = []
    for case in cases:
        steps = "; then ".join(
            f"{on}: "
            + (f"{name(step.state)} {'joins' if step.kind == 'join' else 'leaves'} {step.treaty}"
               if isinstance(step, Move) else told(step))
            for on, step in case.steps
        )  # fmt: skip
        lines.append(f"- **{case.name[0].upper()}{case.name[1:]}.** {steps}.")
        lines += [f"    - {line}" for line in _expected(case)]
        if case.note:
            lines.append(f"    - {case.note[0].upper()}{case.note[1:]}.")
    return ["## Questions among the cases", "\n".join(lines)]


def _expected(case: Case) -> Iterable[str]:
    wanted = case.expected
    for label, texts in wanted.get("found", {}).items():
        yield f"{label}: {'; '.join(map(_finding, texts))}"
    if wanted.get("absent"):
        yield f"not found: {'; '.join(map(_finding, wanted['absent']))}"
    if wanted.get("failed"):
        failed = (
            f"{_finding(text)} fails by the test of {test.replace('_', ' ')}"
            for text, test in wanted["failed"].items()
        )
        yield "; ".join(failed)
    if wanted.get("empty"):
        yield f"nothing under {', '.join(wanted['empty'])}"


def _finding(text: str) -> str:
    state, treaty, article = text.split(maxsplit=2)
    if treaty == "(none)":
        return f"{name(state)}: nothing"
    return f"{name(state)}, {treaty} {article}" if article != "-" else f"{name(state)}, {treaty}"


def related(treaty: Treaty, book: Book) -> list[Treaty]:
    """Instruments that share at least two parties, those with nearly the same parties first, then
    those near in time; general instruments are left out."""
    own = _states(treaty, book)
    found = []
    for other in book.treaties.values():
        theirs = _states(other, book)
        shared = len(own & theirs)
        if other.id != treaty.id and not other.general and shared >= 2:
            apart = abs(_year(other) - _year(treaty))
            found.append((-shared / len(own | theirs), apart, other.id))
    return [book.treaties[row[2]] for row in sorted(found)[:MOST_RELATED]]


def _states(treaty: Treaty, book: Book) -> set[str]:
    """Parties, a state and its successor under one code."""
    heirs = book.classes.successors
    return {heirs[p.state][0] if p.state in heirs else p.state for p in treaty.parties}


def _year(treaty: Treaty) -> int:
    first = treaty.signed_on.first or treaty.in_force_on.first
    return first.year if first else 0
