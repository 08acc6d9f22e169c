"""A reading as a report for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from casus.model import Check, Event, Mention, Reading, Retelling, Statement
from casus.model.article import short
from casus.names import actor_title

STATUS_STYLE: Final = {
    "actual": "bold", "planned": "cyan", "possible": "yellow", "negated": "red",
}  # fmt: skip
VERDICT_STYLE: Final = {
    "borne out": "green", "partly": "yellow", "not borne out": "red", "not decidable": "dim",
}  # fmt: skip


def print_reading(reading: Reading, console: Console | None = None) -> None:
    """Print everything that was found in one document."""
    console = console or Console(highlight=False, emoji=False, markup=False)
    _head(console, reading)
    for n, statement in enumerate(reading.statements, 1):
        _statement(console, reading, statement, n)
    if not reading.statements:
        console.print("No statement of a state or organisation.", style="dim")
    _mentions(console, reading.mentions)
    _follows(console, reading)
    _checks(console, reading.checks)
    console.print()


def _head(console: Console, reading: Reading) -> None:
    article = reading.article
    console.print(Text(article.heading, style="bold underline"))
    published = article.published.isoformat() if article.published else "no date"
    found = {"none": "none in the article", "given": "as given"}.get(
        article.date_source, f"found in: {article.date_source}"
    )
    console.print(article.source, style="dim", soft_wrap=True)  # a path stays one word to copy
    untitled = "" if article.title else f" · id {article.id}"
    console.print(f"{published} ({found}) · language {article.lang}{untitled}", style="dim")
    for cut in article.cut:
        console.print(f"cut: {cut.reason} – {short(cut.text, 70)}", style="dim")
    for note in reading.notes:
        console.print(f"note: {note}", style="dim")
    console.print()


def _statement(console: Console, reading: Reading, statement: Statement, n: int) -> None:
    line = Text(f"{n:2} ", style="dim")
    line.append(describe(statement.event), style=STATUS_STYLE[statement.status])
    if statement.status != "actual":
        line.append(f"  [{statement.status}]", style=STATUS_STYLE[statement.status])
    console.print(line)
    details = []
    if statement.content:
        details.append(("what", describe(statement.content)))
    if statement.condition:
        details.append(("if", describe(statement.condition)))
    source = titles(statement.speaker) if statement.speaker else "the article itself"
    details.append(("says", source))
    if statement.day:
        details.append(("day", f"{statement.day} (its entry)"))
    for name, value in details:
        console.print(Padding(Text.assemble((f"{name:<5}", "dim"), value), (0, 0, 0, 3)))
    passages: list[Statement | Retelling] = [statement, *statement.also]
    for words in passages:
        console.print(Padding(in_its_words(reading, words), (0, 0, 0, 3)))
    console.print()


def in_its_words(reading: Reading, statement: Statement | Retelling) -> Text:
    """The line of the text that holds the statement, its words highlighted; what is far from them
    is left out."""
    text = reading.article.text
    first = text.rfind("\n", 0, statement.start) + 1
    last = text.find("\n", statement.end)
    last = len(text) if last < 0 else last
    first, before = _near(text, first, statement.start, 90, True)
    last, after = _near(text, last, statement.end, 60, False)
    out = Text(before + text[first : statement.start], style="dim")
    out.append(text[statement.start : statement.end], style="bold default")
    out.append(text[statement.end : last] + after, style="dim")
    return out


def _near(text: str, edge: int, at: int, width: int, left: bool) -> tuple[int, str]:
    """An edge no further than `width` from `at`, moved to a space, and the sign of what is left
    out."""
    if abs(edge - at) <= width:
        return edge, ""
    if left:
        found = text.find(" ", at - width, at)
        return (found + 1 if found >= 0 else at), "… "
    found = text.rfind(" ", at, at + width)
    return (found if found >= 0 else at), " …"


def describe(event: Event) -> str:
    """An event in a line: `THREATEN  Russia → the West`."""
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    actor = titles(event.actor) or "someone"
    return f"{kind}  {actor} → {titles(event.recipient)}" if event.recipient else f"{kind}  {actor}"


def titles(codes: Sequence[str]) -> str:
    """Codes by their English names, joined by commas."""
    return ", ".join(actor_title(code, "en") for code in codes)


def _mentions(console: Console, mentions: Sequence[Mention]) -> None:
    if not mentions:
        return
    console.print("Instruments spoken of", style="bold")
    spoken: dict[tuple[int, int, str], list[str]] = {}
    for mention in mentions:
        provision = f", Article {mention.article}" if mention.article else ""
        key = (mention.start, mention.end, mention.quote)
        spoken.setdefault(key, []).append(f"{mention.instrument}{provision}")
    for (_, _, quote), instruments in spoken.items():
        console.print(Text.assemble("  ", (f"“{quote}”", "bold"), f"  {'; '.join(instruments)}"))
    console.print()


def _follows(console: Console, reading: Reading) -> None:
    from casus.ask.follow import follow

    found = follow(reading)
    if not found:
        return
    console.print("What follows, if it comes to that (duties, not forecasts)", style="bold")
    for consequence in found:
        console.print(Text(f"  {consequence.supposed}", style="italic"))
        for line in consequence.lines:
            console.print(Padding(line, (0, 0, 0, 4)))
    console.print()


def _checks(console: Console, checks: Sequence[Check]) -> None:
    if not checks:
        return
    console.print("Claims checked against the book", style="bold")
    for check in checks:
        console.print(Text.assemble("  ", (check.verdict, VERDICT_STYLE[check.verdict]),
                                    f": {check.claim}"))  # fmt: skip
        console.print(Padding(Text(f"“{check.quote}”", style="dim"), (0, 0, 0, 4)))
        console.print(Padding(Text(check.basis), (0, 0, 0, 4)))
