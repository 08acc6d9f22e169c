"""What follows if the conditions and announcements of a text come true.

Each is supposed on the day of the text, on its own. What comes out are duties and breaches under
the book, not forecasts of what anybody will do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from casus.ask.supposed import is_state, supposed
from casus.ask.told import STRENGTHS, listed, title, titles, told
from casus.ask.world import World
from casus.book.book import Book
from casus.errors import InputError
from casus.model.event import Event
from casus.model.occurrence import Occurrence
from casus.model.outcome import Finding, Outcome
from casus.model.reading import Reading
from casus.model.statement import Statement

MOST: Final = 8
"""So many suppositions at most."""

_SAID: Final = frozenset({"THREATEN", "AGREE", "REQUEST", "ACCUSE", "SUPPORT"})
_AHEAD: Final = frozenset({"planned", "possible"})
_HOSTILE: Final = frozenset({"THREATEN", "ACCUSE", "ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
_CONDITION: Final = "the condition of statement"
_HEADS: Final = {
    "obliged": "must help",
    "discretionary": "must act, the means being its own choice",
    "consult": "must consult",
    "forbidden": "must not act against",
    "breached": "breaks",
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What was supposed, and on which ground; all that the engine finds; the gist in lines."""

    supposed: str
    outcome: Outcome
    lines: tuple[str, ...]


def follow(reading: Reading, book: Book | None = None, limit: int = MOST) -> list[Consequence]:
    """What follows from the conditions, contents and announced deeds of a reading, nothing twice,
    at most `limit`. A content or deed that no rule speaks of is left out; a condition is not.

    The day is that of the article, today where it has none. Where a text names no attacker, one of
    its actors who is no ally of the victim is taken, and said so.
    """
    day = reading.article.published or dt.date.today()
    try:
        world = World(day, book=book)
    except InputError:  # a day that the book does not cover
        return []
    spoken = {mention.instrument for mention in reading.mentions}
    out: list[Consequence] = []
    seen: set[str] = set()
    for event, occurrence, why in _suppositions(reading, world):
        key = repr(sorted(occurrence.as_dict().items(), key=str))
        if key in seen:
            continue
        seen.add(key)
        try:
            outcome = world.what_if(occurrence)
        except InputError:
            continue
        lines = tuple(_lines(world.book, event, outcome, spoken))
        if not lines and not why.startswith(_CONDITION):
            continue
        lines = lines or ("no rule in the book speaks of it",)
        out.append(Consequence(f"If {told(occurrence)} on {day} ({why})", outcome, lines))
        if len(out) >= limit:
            break
    return out


def _suppositions(reading: Reading, world: World) -> Iterator[tuple[Event, Occurrence, str]]:
    """The events worth supposing: conditions first, then contents, then deeds announced."""
    ranked: list[tuple[int, int, Event, str]] = []
    for n, statement in enumerate(reading.statements, 1):
        if statement.condition is not None:
            ranked.append((0, n, statement.condition, f"{_CONDITION} {n}"))
        if statement.content is not None and statement.event.type in _SAID:
            ranked.append((1, n, statement.content, f"the content of statement {n}"))
        if statement.status in _AHEAD:
            ranked.append((2, n, statement.event, f"statement {n}, {statement.status}"))
    for _, _, event, why in sorted(ranked, key=lambda row: row[:2]):
        if event.type == "ASSAULT" and not event.actor:
            yield from _attacked(event, why, reading, world)
            continue
        for occurrence in supposed(event):
            yield event, occurrence, why


def _attacked(
    event: Event, why: str, reading: Reading, world: World
) -> Iterator[tuple[Event, Occurrence, str]]:
    """An attack by nobody named: by an actor of the text who is no ally of the victim."""
    for victim in event.recipient:
        if not is_state(victim):
            continue
        attacker = _opponent(victim, set(event.recipient), reading.statements, world)
        if attacker is not None:
            yield (
                Event.of("ASSAULT", [attacker], [victim], event.mode),
                Occurrence.attack(attacker, victim),
                f"{why}, which names no attacker: {title(attacker)} is taken as one",
            )


def _opponent(
    victim: str, spared: set[str], statements: Iterable[Statement], world: World
) -> str | None:
    """The state of the text that stands most against the victim and is no ally of it."""
    against: dict[str, int] = {}
    for statement in statements:
        for event in (statement.event, statement.content, statement.condition):
            if event is None:
                continue
            for code in (*event.actor, *event.recipient):
                against.setdefault(code, 0)
            for one, other in ((event.actor, event.recipient), (event.recipient, event.actor)):
                if victim in one and event.type in _HOSTILE:
                    for code in other:
                        against[code] += 1
    allies = {
        state
        for treaty in world.treaties()
        if treaty.alliance and not treaty.general
        for state in world.book.parties_on(treaty, world.day)
        if victim in world.book.parties_on(treaty, world.day)
    }
    found = [c for c in against if is_state(c) and c not in spared and c not in allies]
    return max(found, key=lambda code: against[code], default=None)


def _lines(book: Book, event: Event, outcome: Outcome, spoken: set[str]) -> Iterator[str]:
    """Who is bound, what is forbidden or broken, and why an instrument of the text binds nobody."""
    for name, head in _HEADS.items():
        yield from _grouped(book, getattr(outcome, name), name, head)
    for finding in outcome.contested[:3]:
        who = f" ({listed(list(finding.held_by))})" if finding.held_by else ""
        yield (f"disputed: {title(finding.state)} under {finding.treaty} {finding.article}: "
               f"{finding.reading}{who}")  # fmt: skip
    if event.type == "ASSAULT" and not (outcome.obliged or outcome.discretionary):
        yield f"nobody is bound to help {title(outcome.occurrence.get('target', ''))}"
    told_of: set[str] = set()
    for entry in outcome.not_obliged:
        if entry.treaty in spoken and entry.treaty in book.treaties and entry.treaty not in told_of:
            told_of.add(entry.treaty)
            where = f"{entry.treaty} {entry.article}"
            yield f"{title(entry.state)} is not bound under {where}: {entry.failed}"


def _grouped(book: Book, findings: Iterable[Finding], name: str, head: str) -> Iterator[str]:
    """Findings of one list, those of one instrument in a line."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.treaty, finding.article if name != "breached" else "", finding.toward)
        groups.setdefault(key, []).append(finding)
    for (instrument, _, toward), rows in groups.items():
        states = titles(dict.fromkeys(row.state for row in rows), most=4)
        where = f"{instrument} {listed(list(dict.fromkeys(row.article for row in rows)))}"
        if name == "breached":
            yield f"{states} {head} {where}{_since(book, rows[0])}"
        elif name == "forbidden":
            yield f"{states} {head} {title(toward)}: {where}"
        else:
            kind = STRENGTHS.get(rows[0].strength, rows[0].strength)
            whom = f" {title(toward)}" if name == "obliged" and toward else ""
            yield f"{states} {head}{whom}: {where} ({kind})"


def _since(book: Book, finding: Finding) -> str:
    measure = book.measures.get(finding.treaty)
    if measure is None:
        return ""
    start = next((p.start for p in measure.provisions if p.paragraph == finding.article), None)
    return f" (since {start})" if start is not None and start.text else ""
