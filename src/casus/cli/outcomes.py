"""Outcomes and comparisons as reports in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console

    from casus.ask.compare import Comparison, Difference
    from casus.book import Book
    from casus.model import NotFired, Outcome, War

TITLES: Final = {
    "obliged": "Obliged", "discretionary": "Bound, by means of their own choice",
    "consult": "Must consult", "forbidden": "Must not", "breached": "Broken by the event itself",
    "contested": "Contested readings",
}  # fmt: skip
_MOST_MISSED: Final = 12


def print_outcomes(outcomes: Sequence[Outcome], book: Book) -> None:
    """The report of each outcome in order; the book says what had been signed by then."""
    from casus.cli.console import console

    out = console()
    for number, outcome in enumerate(outcomes):
        if number:
            out.print()
        _print_outcome(out, outcome)
        _print_missed(out, outcome, book, 4 if len(outcomes) > 1 else _MOST_MISSED)
    out.print("\nDuties, not forecasts; no legal advice.", style="dim")


def _print_outcome(out: Console, outcome: Outcome) -> None:
    from casus.ask.told import told
    from casus.model import Occurrence

    if outcome.occurrence["kind"] in ("join", "leave"):
        for line in outcome.notes:
            out.print(line, style="bold underline")
        return
    event = Occurrence.from_dict(outcome.occurrence)
    head = f"If {told(event)} on {outcome.day}"
    if event.kind == "abduce":
        head = f"Which acts would lead to this on {outcome.day}: {event.goal}"
    out.print(head, style="bold underline")
    bound = False
    for name, title in TITLES.items():
        found = getattr(outcome, name)
        if found:
            bound = True
            out.print(f"\n{title}", style="bold")
            out.print(_table(found))
    if outcome.minimal_sets is not None:
        bound = True
        out.print("\nSmallest sets of events", style="bold")
        for events in outcome.minimal_sets:
            out.print("  " + " + ".join(events))
        if not outcome.minimal_sets:
            out.print("  none")
    if not bound:
        out.print("\nNo instrument of the book binds anybody because of it.")
    if outcome.wars:
        out.print("\nAt war in the end", style="bold")
        out.print(_wars(outcome.wars))
    if outcome.conflicts:
        out.print("\nConflicts of duty", style="bold")
        for line in outcome.conflicts:
            out.print(f"  {line}")
    for line in outcome.notes:
        out.print(f"note: {line}")


def _print_missed(out: Console, outcome: Outcome, book: Book, most: int) -> None:
    """What did not bind: first what was in force that day, then what had ended or was signed only.

    Instruments that nobody had signed by then, or that had ended long before, are left to `--json`
    where there are more than two: they are seldom what is asked.
    """
    if not outcome.not_obliged:
        return
    rows: dict[tuple[int, str, str, str], list[NotFired]] = {}
    for missed in outcome.not_obliged:
        rank = 0
        if missed.test == "in_force":
            rank = 2 if _remote(book, missed.treaty, outcome.day) else 1
        text = missed.test if rank else missed.failed
        rows.setdefault((rank, missed.treaty, missed.article, text), []).append(missed)
    out.print("\nNot bound, by the first test that failed", style="bold")
    remote = sum(key[0] == 2 for key in rows)
    shown = [key for key in sorted(rows) if key[0] < 2 or remote <= 2][:most]
    for key in shown:
        states = " ".join(dict.fromkeys(missed.state for missed in rows[key]))
        text = rows[key][0].failed if len(rows[key]) == 1 or not key[0] else "not in force for them"
        out.print(f"  {states}  {key[1]} {key[2]}: {text}")
    left = len(outcome.not_obliged) - sum(len(rows[key]) for key in shown)
    if left > 0:
        out.print(f"  … and {left} more (--json gives all)", style="dim")


def _remote(book: Book, treaty: str, day: str) -> bool:
    """Whether the instrument was signed only after the day, or had ended ten years before."""
    found = book.treaties.get(treaty)
    if found is None:
        return False
    signed, ended = found.signed_on.first, found.ended_on.last
    return bool((signed and signed.isoformat() > day) or (ended and ended.year + 10 < int(day[:4])))


def _table(found: Iterable[Any]) -> Any:
    """Findings with the states of one clause together."""
    grouped: dict[tuple[str, ...], list[Any]] = {}
    for one in found:
        grouped.setdefault((one.treaty, one.article, one.act, one.reading), []).append(one)
    table = _columns("who", "instrument", "article", "what", "round")
    for (treaty, article, act, reading), rows in grouped.items():
        who = " ".join(dict.fromkeys(row.state for row in rows))
        held = f" [disputed: {reading}]" if reading else ""
        table.add_row(who, treaty, article, act + held, str(rows[0].round))
    return table


def _wars(wars: Sequence[War]) -> Any:
    """Who fights whom, those together that came in at once for the same ally."""
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for war in wars:
        grouped.setdefault((war.round, war.enemy, war.ally, war.by), []).append(war.state)
    table = _columns("who", "against", "for", "by", "round")
    for (number, enemy, ally, by), states in grouped.items():
        table.add_row(" ".join(states), enemy, ally, ", ".join(by), str(number))
    return table


def print_comparison(found: Comparison) -> None:
    """What stands on one day and not on the other, and which change of the book accounts for it."""
    from casus.ask.told import told
    from casus.cli.console import console
    from casus.model import Occurrence

    out = console()
    first, second = found.first, found.second
    event = Occurrence.from_dict(first.occurrence)
    out.print(f"If {told(event)}: {first.day} against {second.day}", style="bold underline")
    for title, rows in (
        (f"Only on {first.day}", found.only_first),
        (f"Only on {second.day}", found.only_second),
        ("In another list", found.moved),
    ):
        if rows:
            out.print(f"\n{title}", style="bold")
            out.print(_differences(rows))
    if first.minimal_sets is not None and second.minimal_sets is not None:
        for mine, other in ((first, second), (second, first)):
            out.print(f"\nSmallest sets only on {mine.day}", style="bold")
            alone = [s for s in mine.minimal_sets or () if s not in (other.minimal_sets or ())]
            for events in alone:
                out.print("  " + " + ".join(events))
            if not alone:
                out.print("  none")
    elif not (found.only_first or found.only_second or found.moved):
        out.print("\nNothing differs.")
    n = len(found.same)
    out.print(f"\n{n} finding{'s' if n != 1 else ''} the same on both days.")
    out.print("\nDuties, not forecasts; no legal advice.", style="dim")


def _differences(rows: Sequence[Difference]) -> Any:
    """Differences with the states of one clause and one cause together."""
    grouped: dict[tuple[str, ...], list[Difference]] = {}
    for row in rows:
        f = row.finding
        grouped.setdefault((row.list, f.treaty, f.article, row.elsewhere, _cause(row)), []).append(
            row
        )
    table = _columns("who", "list", "instrument", "article", "what changed")
    for (name, treaty, article, elsewhere, cause), same in grouped.items():
        who = " ".join(dict.fromkeys(row.finding.state for row in same))
        listed = f"{name} (before: {elsewhere})" if elsewhere else name
        table.add_row(who, listed, treaty, article, cause)
    return table


def _cause(row: Difference) -> str:
    changes = "; ".join(f"{change.day} {change.told}" for change in row.changes)
    return changes or row.failed or "the facts of the event"


def _columns(*names: str) -> Any:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=True, padding=(0, 1))
    for name in names:
        table.add_column(name, overflow="fold")
    return table
