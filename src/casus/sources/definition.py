"""What casus knows of a data set: the headers it comes with, its columns, checks, terms, citation.

One file a data set, in `datasets/`; adding one touches no code. `docs/sources.md` has the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.errors import InputError
from casus.yamlfile import YamlFile

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE: Final = Path(__file__).resolve().parent
KINDS: Final = ("state", "year", "flag", "int", "number", "text", "day", "word")
"""The kinds of columns."""


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A data set. `forms` map each of casus's columns to the name it has in a file's header; the
    first form whose names are all there is taken. The other fields are those of the data file."""

    id: str
    title: str
    unit: str
    codes: str
    files: str
    forms: tuple[Mapping[str, str], ...]
    columns: Mapping[str, Mapping[str, Any]]
    key: tuple[str, ...]
    coverage: str
    cite: str
    terms: str
    absent: tuple[str, ...] = ()
    first: Mapping[str, str] = field(default_factory=dict)
    headless: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    span: Mapping[str, Any] = field(default_factory=dict)
    asserts: tuple[Mapping[str, Any], ...] = ()
    versions: tuple[Mapping[str, Any], ...] = ()
    version_column: str = ""
    rest: bool = False
    mend: bool = False
    preamble: bool = False
    mirror: tuple[str, ...] = ()
    flagged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A data set that casus does not take, by the columns that give it away, and why."""

    title: str
    any_of: tuple[frozenset[str], ...]
    why: str


_LISTS: Final = ("mirror", "key", "absent", "headless", "missing", "asserts", "versions", "forms")


@cache
def definitions() -> dict[str, Definition]:
    """All data sets by id; raises `DataError` with file and line where one is malformed.

    >>> definitions()["cow_nmc"].title
    'COW National Material Capabilities'
    """
    out = {}
    for path in sorted((HERE / "datasets").glob("*.yaml")):
        file = YamlFile(path)
        data = file.data
        if not isinstance(data, dict) or data.get("id") != path.stem:
            raise file.error(["id"], f"expected `id: {path.stem}`")
        for name, column in (data.get("columns") or {}).items():
            if not isinstance(column, dict) or column.get("kind") not in KINDS:
                raise file.error(["columns", name], f"kind is one of {', '.join(KINDS)}")
        fields: Any = {key: tuple(value) if key in _LISTS else value for key, value in data.items()}
        try:
            out[path.stem] = Definition(**fields)
        except TypeError as err:
            raise file.error([], str(err)) from None
    return out


@cache
def refused() -> tuple[Refused, ...]:
    """The data sets that are not taken; raises `DataError` where the file is malformed."""
    file = YamlFile(HERE / "refused.yaml")
    try:
        return tuple(
            Refused(
                row["title"],
                tuple(frozenset(names) for names in row["any_of"]),
                " ".join(row["why"].split()),
            )
            for row in file.get("refused")
        )
    except (KeyError, TypeError, AttributeError) as err:
        raise file.error(["refused"], f"needs title, any_of, why: {err}") from None


def definition(name: str) -> Definition:
    """The data set of that id; raises `InputError` with those there are."""
    known = definitions()
    if name not in known:
        raise InputError(f"{name!r} is no data set casus knows: accepted are {', '.join(known)}")
    return known[name]
