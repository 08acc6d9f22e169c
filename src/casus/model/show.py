"""Readings, statements and outcomes as HTML, for notebooks.

Every word that comes from a text is escaped. Codes are shown as they are: their names belong to a
room above this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from casus.model.article import short
from casus.model.event import Event

if TYPE_CHECKING:
    from casus.model.outcome import Finding, Outcome
    from casus.model.reading import Reading
    from casus.model.statement import Statement

MAX_ROWS: Final = 200
"""So many rows of a table are shown; the rest is counted."""

_STATEMENT: Final = ("type", "who → whom", "what", "if", "says", "status", "words")
_FINDING: Final = ("state", "instrument", "article", "strength", "act", "toward", "against")


def reading_html(reading: Reading) -> str:
    """A reading: its head, statements, instruments and checks."""
    article = reading.article
    published = article.published.isoformat() if article.published else "no date"
    untitled = "" if article.title else f" · id {article.id}"
    about = f"{article.source} · {published} ({article.date_source}) · language {article.lang}"
    about += untitled
    parts = [f"<p><b>{escape(article.heading)}</b><br>{escape(about)}</p>"]
    parts += [f"<p>cut: {escape(c.reason)} – {escape(short(c.text, 120))}</p>" for c in article.cut]
    parts += [f"<p>note: {escape(note)}</p>" for note in reading.notes]
    rows = [statement_cells(s) for s in reading.statements]
    parts.append(table_html(_STATEMENT, rows) if rows else "<p>No statements.</p>")
    if reading.mentions:
        parts.append("<p>Instruments spoken of</p>")
        parts.append(
            table_html(
                ("words", "instrument", "article"),
                [(m.quote, m.instrument, m.article or "") for m in reading.mentions],
            )
        )
    if reading.checks:
        parts.append("<p>Claims checked</p>")
        parts.append(
            table_html(
                ("claim", "verdict", "basis", "words"),
                [(c.claim, c.verdict, c.basis, c.quote) for c in reading.checks],
            )
        )
    return "".join(parts)


def statement_html(statement: Statement) -> str:
    """One statement as a table of a row."""
    return table_html(_STATEMENT, [statement_cells(statement)])


def outcome_html(outcome: Outcome) -> str:
    """An outcome: each list that is not empty, what is disputed, and how many clauses did not
    fire. Duties are no forecast, and the heading says so."""
    event = ", ".join(f"{name} {value}" for name, value in outcome.occurrence.items())
    parts = [f"<p><b>{escape(event)}</b> on {escape(outcome.day)} (duties, not forecasts)</p>"]
    for name in ("obliged", "discretionary", "consult", "forbidden", "breached", "contested"):
        found: Sequence[Finding] = getattr(outcome, name)
        if not found:
            continue
        parts.append(f"<p>{name}</p>")
        columns = (*_FINDING, "reading", "because")
        parts.append(
            table_html(columns, [(*_finding(f), f.reading, "; ".join(f.because)) for f in found])
        )
    if len(parts) == 1:
        parts.append("<p>No clause of the book binds anyone after this event.</p>")
    parts += [f"<p>conflict: {escape(line)}</p>" for line in outcome.conflicts]
    parts += [f"<p>note: {escape(line)}</p>" for line in outcome.notes]
    if outcome.not_obliged:
        n = len(outcome.not_obliged)
        parts.append(f"<p>{n} clause{'s' if n != 1 else ''} did not fire: see not_obliged</p>")
    return "".join(parts)


def table_html(columns: Iterable[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of texts, all escaped.

    >>> table_html(["a"], [["<b>"]])
    '<table><tr><th>a</th></tr><tr><td>&lt;b&gt;</td></tr></table>'
    """
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows[:MAX_ROWS]
    )
    table = f"<table><tr>{head}</tr>{body}</table>"
    left = len(rows) - MAX_ROWS
    return f"{table}<p>{left} more</p>" if left > 0 else table


def event_words(event: Event | None) -> str:
    """An event in a line.

    >>> event_words(Event.of("AID", ["RUS"], ["PRK"], "military"))
    'AID/military RUS → PRK'
    """
    if event is None:
        return ""
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    return f"{kind} {_sides(event)}".rstrip()


def statement_cells(statement: Statement) -> tuple[str, ...]:
    """What the row of a statement shows."""
    event = statement.event
    return (
        f"{event.type}/{event.mode}" if event.mode else event.type,
        _sides(event),
        event_words(statement.content),
        event_words(statement.condition),
        " ".join(statement.speaker) or "the article",
        statement.status,
        statement.quote,
    )


def _sides(event: Event) -> str:
    actor, recipient = " ".join(event.actor), " ".join(event.recipient)
    return f"{actor} → {recipient}" if recipient else actor


def _finding(finding: Finding) -> tuple[str, ...]:
    return (
        finding.state, finding.treaty, finding.article, finding.strength, finding.act,
        finding.toward, finding.against,
    )  # fmt: skip
