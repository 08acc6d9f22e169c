"""How a language writes the names of office holders: `lang/<code>/people.yaml`.

The offices stay in `people/*.yaml`, once for all languages; a pack adds spellings only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from casus.errors import PackError
from casus.yamlfile import YamlFile

if TYPE_CHECKING:
    from pathlib import Path

    from casus.names.people import Person

_KEYS: Final = frozenset({"spelled", "alone"})


class Spellings:
    """The spellings of one pack, by state and by the name that `people/*.yaml` gives."""

    def __init__(self, file: YamlFile | None) -> None:
        self._file = file
        self._people: dict[str, dict[str, Any]] = (file.get("people") or {}) if file else {}
        self._met: set[tuple[str, str]] = set()

    def of(self, person: Person) -> tuple[list[str], list[str]]:
        """The full names and the surnames that may stand alone; raises `PackError`."""
        entry = (self._people.get(person.code) or {}).get(person.name)
        if entry is None:
            return [], []
        self._met.add((person.code, person.name))
        lists = entry.values() if isinstance(entry, dict) and entry.keys() <= _KEYS else [None]
        if not all(isinstance(names, list) for names in lists):
            raise self._error(person.code, person.name, "`spelled` and `alone`, each a list")
        full, alone = (list(map(str, entry.get(key) or ())) for key in ("spelled", "alone"))
        return full, alone

    def refuse_unknown(self) -> None:
        """Raise `PackError` for a person whom no file of the state names."""
        for code, people in self._people.items():
            for name in people or ():
                if (code, name) not in self._met:
                    raise self._error(code, name, f"nobody of that name in people/{code}.yaml")

    def _error(self, code: str, name: str, what: str) -> Exception:
        assert self._file is not None
        return self._file.error(["people", code, name], f"{name}: {what}")


def read_spellings(path: Path) -> Spellings:
    """The spellings of a pack; none where it has no such file."""
    return Spellings(YamlFile(path, PackError) if path.is_file() else None)
