"""Cases: questions with the answer that a lawyer expects, as data; `book/cases/*.yaml`.

A case says what must be found, what must not, and, where it matters, which test decides. It is
judged through the same door as any question; `docs/book.md` lists the keys.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.ask.sequence import Move, Step, follow_events, in_order, read_steps
from casus.ask.world import read_day
from casus.book.load import HERE, open_file
from casus.errors import BookError, InputError
from casus.model.outcome import LISTS, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from casus.book.book import Book
    from casus.yamlfile import YamlFile

BUILT_IN: Final = HERE / "cases"
"""The cases that come with the book."""
_ALL: Final = (*LISTS, "contested")
_KEYS: Final[dict[str, type | tuple[type, ...]]] = {
    "name": str, "day": (dt.date, str), "event": dict, "events": list, "policy": str, "note": str,
    "found": dict, "absent": list, "empty": list, "disputed": list, "failed": dict,
    "conflict": str, "wars": list, "sets": list,
}  # fmt: skip
_TOLD: Final = ("found", "absent", "empty", "disputed", "failed", "conflict", "wars", "sets")

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its events in order, and what is expected of the last of them."""

    name: str
    steps: tuple[Step, ...]
    policy: str
    expected: Mapping[str, Any]
    where: str = ""
    note: str = ""
    records: tuple[Any, ...] = field(default=(), repr=False)


def read_cases(path: Path | str = BUILT_IN) -> list[Case]:
    """The cases of a file, or of every file of a folder in the order of their names.

    Raises `BookError` with file and line for what is no case, and where there is none.

    >>> len(read_cases()) > 100
    True
    """
    path = Path(path)
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    cases = [case for file in files for case in _read(open_file(file))]
    if not cases:
        raise BookError(path, None, "no cases: a file of cases is a list of {name, day, event, …}")
    return cases


def judge(case: Case, book: Book | None = None) -> list[str]:
    """What is wrong with the answer to the case; empty where it is as expected."""
    try:
        outcome = follow_events(case.steps, case.policy, book)[-1]
    except InputError as err:
        return [f"cannot be asked: {err}"]
    wanted = case.expected
    lists = {
        name: {(f.state, f.treaty, f.article) for f in getattr(outcome, name)} for name in _ALL
    }
    wrong = [
        f"missing under {name}: {text}"
        for name, texts in wanted.get("found", {}).items()
        for text in texts
        if _triple(text) not in lists[name]
    ]
    wrong += _ruled_out(wanted, lists)
    readings = {(f.state, f.treaty, f.article) for f in outcome.findings if f.reading}
    wrong += [
        f"not disputed: {t}" for t in wanted.get("disputed", ()) if _triple(t) not in readings
    ]
    if "failed" in wanted:
        wrong += _not_failed(case, book, wanted["failed"])
    if not any(text.startswith(wanted.get("conflict", "")) for text in (*outcome.conflicts, "")):
        wrong.append(f"no conflict named like: {wanted['conflict']}")
    return wrong + _ends(wanted, outcome)


def _ruled_out(wanted: Mapping[str, Any], lists: Mapping[str, set[Triple]]) -> Iterator[str]:
    duties = lists["obliged"] | lists["discretionary"] | lists["breached"]
    for text in wanted.get("absent", ()):
        state, treaty, article = _triple(text)
        if treaty == "(none)":
            found = [" ".join(row) for row in sorted(duties) if row[0] == state]
        else:
            found = [text] if (state, treaty, article) in duties else []
        for entry in found:
            yield f"must not be found: {entry}"
    for name in wanted.get("empty", ()):
        for row in sorted(lists[name]):
            yield f"must not be found under {name}: {' '.join(row)}"


def _not_failed(case: Case, book: Book | None, wanted: Mapping[str, str]) -> Iterator[str]:
    """Clauses that do not fail, or fail by another test than expected."""
    world, event, _ = list(in_order(case.steps, case.policy, book, ()))[-1]
    if isinstance(event, Move):
        yield "a move sets nothing off: failed cannot be asked"
        return
    for text, test in wanted.items():
        state, treaty, article = _triple(text)
        tests = [
            trace.stopped.test
            for trace in world.tried(state, event)
            if (trace.treaty, trace.article) == (treaty, article) and trace.stopped
        ]
        if test not in tests:
            yield f"{text}: expected to fail by {test}, " + (
                f"failed by {', '.join(tests)}" if tests else "which did not fail"
            )


def _ends(wanted: Mapping[str, Any], outcome: Outcome) -> list[str]:
    """Wars and routes that are not there."""
    at_war = {frozenset((war.state, war.enemy)) for war in outcome.wars}
    wrong = [
        f"not at war: {p}" for p in wanted.get("wars", ()) if frozenset(p.split()) not in at_war
    ]
    sets = {frozenset(row) for row in outcome.minimal_sets or ()}
    return wrong + [f"no such set: {row}" for row in wanted.get("sets", ()) if set(row) not in sets]


def _triple(text: str) -> Triple:
    state, treaty, article = text.split(maxsplit=2)
    return state, treaty, article


def _read(file: YamlFile) -> Iterator[Case]:
    rows = file.data
    if not isinstance(rows, list):
        raise file.error([], "a list of cases is expected: - {name, day, event, found, absent}")
    for number, row in enumerate(rows):
        _check(file, number, row)
        try:
            records = _plain(row["events"] if "events" in row else [row["event"]])
            steps = tuple(read_steps(records, read_day(row["day"])))
        except InputError as err:
            raise file.error([number], f"{row['name']}: {err}") from None
        line = file.line([number])
        yield Case(
            row["name"], steps, row.get("policy", "strict"),
            {key: row[key] for key in _TOLD if key in row}, f"{file.path.name}:{line}",
            row.get("note", ""), tuple(records),
        )  # fmt: skip


def _check(file: YamlFile, number: int, row: Any) -> None:
    """Refuse what is no case."""
    if not isinstance(row, dict):
        raise file.error([number], f"a case is a mapping of {', '.join(_KEYS)}")
    for key, value in row.items():
        if key not in _KEYS:
            raise file.error([number, str(key)], f"no key {key!r}: {', '.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]):
            raise file.error([number, key], f"{key} is {value!r:.40}, which it cannot be")
    for key in ("name", "day"):
        if key not in row:
            raise file.error([number], f"{key} is missing")
    if ("event" in row) == ("events" in row):
        raise file.error([number], "a case has either event or events")
    if not any(key in row for key in _TOLD):
        raise file.error([number], f"a case expects something: one of {', '.join(_TOLD)}")
    for name in (*row.get("found", ()), *row.get("empty", ())):
        if name not in _ALL:
            raise file.error([number], f"no list {name!r}: {', '.join(_ALL)}")
    texts = [text for rows in row.get("found", {}).values() for text in rows]
    texts += [*row.get("absent", ()), *row.get("disputed", ()), *row.get("failed", ())]
    for text in texts:
        if not isinstance(text, str) or len(text.split(maxsplit=2)) != 3:
            raise file.error([number], f"{text!r} is no finding: STATE treaty article")


def _plain(value: Any) -> Any:
    """Days as the contract writes them."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, dt.date) else value
