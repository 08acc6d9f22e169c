"""Parts of the world, by the states whose homeland lies in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from casus.errors import BookError
from casus.yamlfile import YamlFile

HERE: Final = Path(__file__).resolve().parent / "regions.yaml"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world: whose homeland lies in it, whose in part, and who governs soil there."""

    key: str
    title: str
    states: frozenset[str]
    partly: frozenset[str]
    beyond: frozenset[str]


@lru_cache(maxsize=4)
def load_regions(path: Path = HERE) -> Mapping[str, Region]:
    """The regions by key; raises `BookError` with file and line where the file is malformed.

    >>> "JPN" in load_regions()["asia"].states
    True
    """
    file = YamlFile(path, BookError, "book")
    rows = file.get("regions")
    if not isinstance(rows, dict):
        raise file.error([], "expected `regions:` with a table")
    out = {}
    for key, row in rows.items():
        if not isinstance(row, dict) or not isinstance(row.get("title"), str):
            raise file.error(["regions", key], f"region {key!r} needs a title and states")
        lists = {}
        for name in ("states", "partly", "beyond"):
            codes = row.get(name) or []
            if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
                raise file.error(["regions", key, name], f"{name} is a list of codes")
            lists[name] = frozenset(codes)
        out[str(key)] = Region(str(key), row["title"], **lists)
    return out
