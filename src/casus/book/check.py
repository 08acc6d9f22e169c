"""Checking a book: each file by itself, dates in order, parties that existed, names resolved."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.book.close import close_matches
from casus.book.left_out import load_left_out, unresolved
from casus.book.load import HERE, TABLES, load_book, open_file
from casus.book.schema import check_measure, check_treaty
from casus.book.world import within
from casus.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from casus.book.book import Book
    from casus.model.law import Clause, Treaty, When
    from casus.yamlfile import YamlFile

COUNTS: Final = {
    "treaties": 358,
    "clauses": 484,
    "parties": 1565,
    "measures": 79,
    "provisions": 121,
}
"""Least numbers of the built-in book: a file lost by accident is noticed."""


@dataclass(slots=True)
class Report:
    """What a check found: `errors` break the book, `warnings` want a look, `counts` its size.

    `instruments` are the ids of the files that were looked at.
    """

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    instruments: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is broken."""
        return not self.errors


def check_book(
    folder: Path | str | None = None, *, existed: Callable[[str, dt.date], bool] | None = None
) -> Report:
    """Check a book folder (default: the built-in one) and count what is in it.

    A folder without the tables `states.yaml`, `items.yaml` and `places.yaml` is one to be laid over
    the built-in book: its own instruments are checked and counted.

    Every file is read even where another is malformed. `existed` tells whether a state stood on a
    day; without it the names room is asked. The first malformed file stops only the checks that
    need the whole book.

    >>> check_book().sound
    True
    """
    base = Path(folder) if folder else HERE
    report = Report()
    over = _lies_over(folder)
    files: dict[str, YamlFile] = {}
    for path in _instruments(base, over=over):
        try:
            file = open_file(path)
            measure = path.parent.name == "measures" or file.get("provisions") is not None
            name = (check_measure if measure else check_treaty)(file)["id"]
            if path.stem != _stem(name) and not measure:
                report.errors.append(str(file.error(["id"], f"id {name} is not the file's name")))
            files[name] = file
            report.instruments += (name,)
        except BookError as err:
            report.errors.append(str(err))
    if report.errors:
        return report
    try:
        book = checked_book(folder)
    except BookError as err:
        report.errors.append(str(err))
        return report
    if over and not files:
        why = "no instruments: they lie in treaties/ and measures/; `casus book new` starts one"
        report.errors.append(str(BookError(base, None, why)))
    for treaty in book.treaties.values():
        if treaty.id in files:
            _check_treaty(report, book, treaty, files[treaty.id], existed or _existed)
    _check_measures(report, book, files)
    if not over:
        _check_tables(report, book, base)
    _count(report, book, files, builtin=folder is None)
    return report


def checked_book(folder: Path | str | None = None) -> Book:
    """The book that `check_book` looks at: a folder without tables is laid over our own."""
    return load_book(overlay=folder) if _lies_over(folder) else load_book(folder)


def _lies_over(folder: Path | str | None) -> bool:
    return bool(folder) and not any((Path(folder or HERE) / name).is_file() for name in TABLES)


def _instruments(base: Path, *, over: bool) -> list[Path]:
    """The files of a book; those side by side too in a folder that is laid over another."""
    found = [p for part in ("treaties", "measures") for p in sorted((base / part).glob("*.yaml"))]
    return found + (sorted(base.glob("*.yaml")) if over else [])


def _stem(name: str) -> str:
    return name.replace("/", "_")


def _check_treaty(
    report: Report, book: Book, treaty: Treaty, file: YamlFile,
    existed: Callable[[str, dt.date], bool],
) -> None:  # fmt: skip
    _order(
        report, file, ["in_force_on"], treaty.signed_on, treaty.in_force_on, "signed", "in force"
    )
    _order(report, file, ["ended_on"], treaty.in_force_on, treaty.ended_on, "in force", "ended")
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for number, party in enumerate(treaty.parties):
        where: list[str | int] = ["parties", number]
        for wrong in _strangers(book, [party.state]):
            report.errors.append(str(file.error(where, wrong)))
        _order(report, file, where, party.start, party.end, f"{party.state} from", "to")
        start = party.start.first
        if start is None:
            continue
        first = max(start, dt.date(1816, 1, 1))
        also = book.classes.also_existed.get(party.state, ())
        days = {first, party.start.last or first}
        if not any(existed(party.state, d) or any(within(d, s) for s in also) for d in days):
            report.errors.append(str(file.error(where, f"{party.state} did not exist on {first}")))
        end = party.end.last or dt.date.max
        for other in spans.get(party.state, ()):
            if start < other[1] and other[0] < end:
                report.errors.append(
                    str(file.error(where, f"{party.state} is a party twice on {start}"))
                )
        spans.setdefault(party.state, []).append((start, end))
    for number, leg in enumerate(treaty.suspended):
        for state in leg.between:
            if state not in spans:
                report.errors.append(
                    str(file.error(["suspended", number], f"{state} is no party to {treaty.id}"))
                )
    for clause in treaty.clauses:
        for wrong in _unresolved(book, treaty, clause):
            report.errors.append(str(file.error(["clauses", clause.number - 1], wrong)))


def _order(
    report: Report, file: YamlFile, where: list[str | int], first: When, second: When,
    one: str, other: str,
) -> None:  # fmt: skip
    if first.first and second.last and first.first > second.last:
        text = f"{one} {first} lies after {other} {second}"
        report.errors.append(str(file.error(where, text)))


def _unresolved(book: Book, treaty: Treaty, clause: Clause) -> Iterator[str]:
    """Names in a clause that lead nowhere."""
    classes, known = book.classes.members, {p.state for p in treaty.parties}
    for name in (*clause.by, *clause.towards):
        if (
            name.startswith("<")
            and name not in ("<any>", "<parties>")
            and name[1:-1] not in classes
        ):
            yield f"no class {name}: {', '.join(classes)}"
    for state in clause.by:
        if not state.startswith("<") and state not in known:
            yield f"{state} is bound by the clause but no party to {treaty.id}"
    foe = clause.when.get("adversary") or {}
    named = (*clause.by, *clause.towards, *foe.get("is", ()), *foe.get("not", ()))
    yield from _strangers(book, [s for s in named if not s.startswith("<")])
    for area in (*clause.when.get("area", ()), *_listed(clause.when.get("theatre"))):
        if area not in book.places.titles:
            yield f"no area {area!r}: {', '.join(book.places.titles)}"
    adversaries = [clause.when.get("adversary") or {}]
    adversaries += list(clause.when.get("bearer_adversary", {}).values())
    for asked in adversaries:
        for key in ("class", "not_class"):
            if key in asked and asked[key] not in classes:
                yield f"no class {asked[key]!r}: {', '.join(classes)}"
        pact = asked.get("party_of")
        if pact and pact not in book.treaties:
            yield f"no treaty {pact!r}"
    for place in clause.when.get("remilitarise", {}).get("place", ()):
        if place not in book.places.places:
            yield f"no place {place!r}"
    if (
        clause.fills
        and clause.trigger == "none"
        and clause.on == ("attack",)
        and not treaty.general
    ):
        yield f"article {clause.article} is {clause.strength} but nothing sets it off"


def _strangers(book: Book, codes: Iterable[str]) -> Iterator[str]:
    """Codes that no state has, in a line each."""
    try:
        from casus.names.actors import registry
    except ImportError:
        return
    known = {*registry().actors, *book.classes.also_existed}
    for code in codes:
        if code not in known:
            close = close_matches(code, sorted(known), 3, 0.6)
            hint = f": did you mean {', '.join(close)}?" if close else ": a code such as KOR"
            yield f"no state {code!r}{hint}"


def _listed(value: Any) -> list[Any]:
    return [value] if value else []


def _check_measures(report: Report, book: Book, files: dict[str, YamlFile]) -> None:
    for measure in [m for m in book.measures.values() if m.id in files]:
        file = files[measure.id]
        for wrong in _strangers(book, measure.votes):
            report.errors.append(str(file.error(["votes"], wrong)))
        if measure.tally and measure.votes:
            for vote, most in zip(("yes", "no", "abstain"), measure.tally, strict=True):
                found = sum(1 for how in measure.votes.values() if how == vote)
                if found > most:
                    report.errors.append(
                        str(
                            file.error(
                                ["votes"], f"{found} members voted {vote}, the tally has {most}"
                            )
                        )
                    )
        for number, row in enumerate(measure.provisions):
            where: list[str | int] = ["provisions", number]
            _order(report, file, where, row.start, row.end, "from", "to")
            for wrong in _strangers(book, [s for s in row.targets if s != "*"]):
                report.errors.append(str(file.error(where, wrong)))
            for item in (*row.items, *row.disputed_items):
                if item not in book.items.under:
                    report.errors.append(str(file.error(where, f"no item {item!r}")))
            for place in row.places:
                if place not in book.places.places:
                    report.errors.append(str(file.error(where, f"no place {place!r}")))
            if row.norm == "cap" and not row.caps:
                report.errors.append(str(file.error(where, "a cap without caps")))


def _check_tables(report: Report, book: Book, base: Path) -> None:
    try:
        states = {p.state for t in book.treaties.values() for p in t.parties}
        report.errors += unresolved(load_left_out(base), book, states)
    except BookError as err:
        report.errors.append(str(err))
    file = open_file(base / TABLES[1])
    for item, above in book.items.under.items():
        for parent in above:
            if parent not in book.items.under:
                report.errors.append(str(file.error(["items", item], f"no item {parent!r}")))
    file = open_file(base / TABLES[2])
    for name, place in book.places.places.items():
        for area in [a for a, _ in place.areas] + [row["area"] for row in place.disputed]:
            if area not in book.places.titles:
                report.errors.append(str(file.error(["places", name], f"no area {area!r}")))
        days = sorted(span for _, span in place.governed)
        for one, other in pairwise(days):
            if one[1] > other[0]:
                report.errors.append(
                    str(file.error(["places", name], f"two administrations on {other[0]}"))
                )


def _count(report: Report, book: Book, files: dict[str, YamlFile], *, builtin: bool) -> None:
    treaties = [t for t in book.treaties.values() if t.id in files]
    measures = [m for m in book.measures.values() if m.id in files]
    report.counts = {
        "treaties": len(treaties),
        "clauses": len({(c.treaty, c.number) for t in treaties for c in t.clauses}),
        "parties": sum(len(t.parties) for t in treaties),
        "measures": len(measures),
        "provisions": sum(len(m.provisions) for m in measures),
    }
    levels = Counter(t.verified for t in treaties)
    levels.update(m.verified for m in measures)
    report.counts.update({f"verified: {name}": n for name, n in sorted(levels.items())})
    if builtin:
        for name, least in COUNTS.items():
            if report.counts[name] < least:
                report.errors.append(f"{name}: {report.counts[name]}, at least {least} expected")


def _existed(code: str, day: dt.date) -> bool:
    try:
        from casus.names.actors import exists, registry
    except ImportError:
        return True
    return code not in registry().actors or exists(code, day)
