"""What others count as a promise of defence and the book does not, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.book.load import HERE, open_file

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from casus.book.book import Book

NAME: Final = "left_out.yaml"
_KEYS: Final = frozenset({"atop", "title", "instrument", "by", "states", "reason"})
_LISTS: Final = ("by", "states")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a promise that ATOP counts is not one in the book.

    `alliance` is ATOP's number; `by` the states whose promise is meant, `states` those whose pairs
    are meant (empty: all); `instrument` the id under which the book has it as something less.
    """

    alliance: str
    title: str
    reason: str
    instrument: str = ""
    by: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()

    def covers(self, alliance: str, bound: str, protected: str) -> bool:
        """Whether the reason is about this promise of `bound` to `protected`.

        >>> row = LeftOut("1355", "alliance of 1883", "to AUH alone", by=frozenset({"ROU"}))
        >>> row.covers("1355", "ROU", "DEU"), row.covers("1355", "DEU", "ROU")
        (True, False)
        """
        return (
            alliance == self.alliance
            and (not self.by or bound in self.by)
            and (not self.states or bool(self.states & {bound, protected}))
        )


def load_left_out(folder: Path | None = None) -> tuple[LeftOut, ...]:
    """The rows of `left_out.yaml` in a book folder (default: the built-in one), none without it.

    Raises `BookError` with file and line where a row is malformed.

    >>> any(row.instrument == "nyon_1937" for row in load_left_out())
    True
    """
    path = (folder or HERE) / NAME
    if not path.is_file():
        return ()
    file = open_file(path)
    rows: Any = file.get("left_out")
    if not isinstance(rows, list):
        raise file.error(["left_out"], "left_out is a list of rows")
    out = []
    for number, row in enumerate(rows):
        wrong = _wrong(row)
        if wrong:
            raise file.error(["left_out", number], wrong)
        out.append(
            LeftOut(
                alliance=str(row["atop"]),
                title=row["title"],
                reason=row["reason"],
                instrument=row.get("instrument", ""),
                by=frozenset(row.get("by", ())),
                states=frozenset(row.get("states", ())),
            )
        )
    return tuple(out)


def _wrong(row: Any) -> str:
    """What is wrong with a row, empty if nothing is."""
    if not isinstance(row, dict):
        return "a row is a mapping of " + ", ".join(sorted(_KEYS))
    for key in row:
        if key not in _KEYS:
            return f"no key {key!r}: {', '.join(sorted(_KEYS))}"
    if not isinstance(row.get("atop"), int) or isinstance(row["atop"], bool):
        return "atop is the number of an alliance, such as 3075"
    for key in ("title", "reason", "instrument"):
        if not isinstance(row.get(key, "-" if key == "instrument" else None), str):
            return f"{key} is a text"
    for key in _LISTS:
        codes = row.get(key, [])
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            return f"{key} is a list of codes such as KOR"
    return ""


def unresolved(rows: tuple[LeftOut, ...], book: Book, states: Container[str]) -> Iterator[str]:
    """Names in the rows that lead nowhere: instruments not in the book, codes of no state."""
    for row in rows:
        if row.instrument and row.instrument not in book.treaties:
            yield f"{NAME}: ATOP {row.alliance}: no treaty {row.instrument!r}"
        for code in sorted(row.by | row.states):
            if code not in states:
                yield f"{NAME}: ATOP {row.alliance}: no state {code!r}"
