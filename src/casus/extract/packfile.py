"""What the files of a pack hold, checked: lists and tables of words.

What is malformed is a `PackError` that names file and line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from casus.extract.patterns import GAP
from casus.model import STATUSES
from casus.yamlfile import YamlFile

TENSES: Final = ("planned", "possible", "reported", "pending")


def gap_of(markers: YamlFile) -> int:
    """How many tokens a `~` may pass over."""
    gap = GAP if markers.get("gap") is None else markers.get("gap")
    if not isinstance(gap, int) or not 0 < gap <= 2 * GAP:
        raise markers.error(["gap"], f"gap: {gap!r}; a number from 1 to {2 * GAP} is expected")
    return gap


def words_at(file: YamlFile, path: Sequence[str]) -> list[str]:
    """The words at a place of the file, a list; an empty list must be written out."""
    value: Any = file.data
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    if value is None:
        raise file.error(path[:1], f"{'.'.join(path)} is missing (an empty list will do)")
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise file.error(path, f"{'.'.join(path)}: a list of words is expected (quote `no`, `on`)")
    return value


def verb_beginnings_of(file: YamlFile) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Status, the word before the verb (or none), and what the verb then begins with."""
    given = file.get("verb_beginnings") or {}
    if not isinstance(given, dict) or not set(given) <= set(STATUSES):
        raise file.error(["verb_beginnings"], f"verb_beginnings: by status ({', '.join(STATUSES)})")
    if not all(isinstance(table, dict) for table in given.values()):
        raise file.error(["verb_beginnings"], "verb_beginnings: a word before with beginnings each")
    return tuple(
        (status, str(before), tuple(listed(beginnings)))
        for status, table in given.items()
        for before, beginnings in table.items()
    )


def numbers_of(file: YamlFile) -> dict[str, int]:
    """Words with the number that each means."""
    given = file.get("numbers") or {}
    if not isinstance(given, dict) or not all(isinstance(n, int) for n in given.values()):
        raise file.error(["numbers"], "numbers: words with the number that each means are expected")
    return {str(word): n for word, n in given.items()}


def mapping_of(file: YamlFile, key: str) -> dict[str, str]:
    """Words with the number that each means."""
    given = file.get(key) or {}
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        raise file.error([key], f"{key}: words with the word that each counts as are expected")
    return {str(word).casefold(): str(other).casefold() for word, other in given.items()}


def cases_of(file: YamlFile) -> dict[str, str]:
    """What verbs begin with, by status: (status, word before, beginnings)."""
    given = file.get("cases") or {}
    if not isinstance(given, dict):
        raise file.error(["cases"], "cases: names of cases with a place for each are expected")
    return {str(case): str(place) for case, place in given.items()}


def tenses_of(file: YamlFile) -> dict[str, frozenset[str]]:
    """How many tokens a `~` may pass over."""
    given = file.get("tenses") or {}
    if not isinstance(given, dict) or set(given) - set(TENSES):
        raise file.error(["tenses"], f"tenses: features of words by {', '.join(TENSES)}")
    return {str(name): frozenset(words_at(file, ["tenses", name])) for name in given}


def listed(value: Any) -> list[str]:
    """The words at a place of the file, a list; an empty list must be written out."""
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
