"""The table of a language as text, so laid out that what is not needed is never parsed.

A header (JSON), then a line for every name: the folded name, a tab, its readings; then a line for
every person. Readings and people are parsed when a text first asks for them.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.kept import PACKAGE, digest, keep, read_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = PACKAGE / "names"
LANG: Final = PACKAGE / "lang"
PEOPLE: Final = HERE / "people"
CODE: Final = ("table", "store", "cldr", "fold", "people", "spellings", "endings")


@dataclass(frozen=True, slots=True)
class Stored:
    """A table read: header, folded names, and the readings and people still as JSON."""

    header: dict[str, Any]
    keys: list[str]
    rows: list[str]
    people: list[str]


def packs() -> list[str]:
    """The languages that have a `names.yaml`, in order."""
    return sorted(path.parent.name for path in LANG.glob("*/names.yaml"))


def sources(lang: str) -> Iterator[Path]:
    """Every file that the table of a language is built from."""
    yield from (HERE / f"{name}.yaml" for name in ("states", "organisations", "places"))
    yield from (LANG / lang / name for name in ("names.yaml", "people.yaml"))
    yield from sorted(PEOPLE.glob("*.yaml"))
    yield from (HERE / f"{name}.py" for name in CODE)


def table_digest(lang: str) -> str:
    """A digest of all sources and of the CLDR data that babel has."""
    return digest(sources(lang), f"{lang} {babel_data(lang)}")


def babel_data(lang: str) -> str:
    """What tells one version of babel's data of a language from another, without loading it."""
    spec = importlib.util.find_spec("babel")
    if spec and spec.origin:
        path = Path(spec.origin).with_name("locale-data") / f"{lang}.dat"
        with contextlib.suppress(OSError):
            return str(path.stat().st_size)
    return ""


def load_table(lang: str) -> Stored:
    """The table of a language, kept or built anew; raises `DataError` for a malformed data file."""
    key = table_digest(lang)
    text = read_kept("names", f"{lang}.names", key)
    if text is None:
        text = table_text(lang)
        with contextlib.suppress(OSError):
            keep("names", f"{lang}.names", key, text)
    return parse(text)


def table_text(lang: str) -> str:
    """The table of a language, built anew from its sources."""
    from casus.names.table import build_table

    table = build_table(lang)
    rows, people = table.pop("rows"), table.pop("people")
    table["n_rows"] = len(rows)
    lines = [_line(table)]
    lines += [f"{key}\t{_line(readings)}" for key, readings in rows.items()]
    lines += [_line(person) for person in people]
    return "\n".join(lines)


def parse(text: str) -> Stored:
    """What `table_text` wrote."""
    lines = text.split("\n")
    header = json.loads(lines[0])
    end = 1 + header["n_rows"]
    split = [line.partition("\t") for line in lines[1:end]]
    return Stored(header, [s[0] for s in split], [s[2] for s in split], lines[end:])


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
