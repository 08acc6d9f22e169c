"""Imports point down the list of rooms; what must not know of one another does not."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "casus"

DISTRIBUTIONS = {
    "charset_normalizer": "charset-normalizer", "yaml": "PyYAML",
}  # fmt: skip
"""Packages that are imported under another name than they are installed under."""

FLOORS = (
    ("collector",),
    ("errors", "kept", "workers", "yamlfile"),
    ("model",),
    ("lang", "read", "names"),
    ("extract",),
    ("book",),
    ("ask",),
    ("blocs",),
    ("reading", "words"),  # where language and law meet, for Python and the command line
    ("ledger",),
    ("sources",),
    ("cli",),
    ("__init__", "__main__"),
)
"""The rooms from the ground up; an import goes to the same room or to a floor below."""

DOORS = {("read/__init__.py", "reading"): "casus.read(...) is how the whole is used from Python"}
"""Imports that point up, each with its reason; they stand inside functions."""

STRANGERS = {
    "blocs": ("extract", "read", "lang", "ledger"),
    "extract": ("ask", "book", "ledger"),
    "ask": ("extract", "read", "lang", "ledger"),
    "book": ("extract", "read", "lang", "ask"),
}

FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}


def room_of(path: Path) -> str:
    inside = path.relative_to(SRC)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imported(path: Path) -> set[str]:
    """The rooms of casus that a module imports, inside functions and for types too."""
    out: set[str] = set()
    package = ["casus", *path.relative_to(SRC).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{module}.{alias.name}" for alias in node.names]
        for name in names:
            first, _, rest = name.partition(".")
            if first == "casus" and rest:
                out.add(rest.split(".")[0])
    return out


MODULES = sorted(SRC.rglob("*.py"))


@pytest.fixture(scope="module")
def imports() -> dict[Path, set[str]]:
    return {path: imported(path) for path in MODULES}


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(path) for path in MODULES}
    assert rooms <= set(FLOOR), f"no floor for {sorted(rooms - set(FLOOR))}"


def test_imports_point_down(imports: dict[Path, set[str]]) -> None:
    upward = []
    for path, rooms in imports.items():
        inside = path.relative_to(SRC).as_posix()
        own = FLOOR[room_of(path)]
        for room in rooms & set(FLOOR):
            beside = FLOOR[room] == own and room != room_of(path) and own > FLOOR["extract"]
            if (FLOOR[room] > own or beside) and (inside, room) not in DOORS:
                upward.append(f"{inside} imports {room}")
    assert upward == []


@pytest.mark.parametrize(("room", "stranger"), [(r, s) for r in STRANGERS for s in STRANGERS[r]])
def test_strangers_stay_strangers(imports: dict[Path, set[str]], room: str, stranger: str) -> None:
    knows = [
        path.name for path, rooms in imports.items() if room_of(path) == room and stranger in rooms
    ]
    assert knows == []


def test_the_model_stands_on_its_own(imports: dict[Path, set[str]]) -> None:
    rooms = set().union(*(found for path, found in imports.items() if room_of(path) == "model"))
    assert rooms <= {"model", "errors"}


def test_each_door_is_used(imports: dict[Path, set[str]]) -> None:
    for inside, room in DOORS:
        assert room in imports[SRC / inside]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_module_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    used = {
        name.split(".")[0]
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    } - {"casus", *sys.stdlib_module_names}  # fmt: skip
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = {
        re.split(r"[<>=\[ ]", line)[0]
        for line in (
            *project["dependencies"],
            *(line for name, lines in extras.items() if name != "dev" for line in lines),
        )
    }
    assert {DISTRIBUTIONS.get(name, name) for name in used} == declared


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "docs" / "decisions" / "0005-dependencies.md").read_text(encoding="utf-8")
    for line in project["dependencies"]:
        assert f"| `{re.split(r'[<>=]', line)[0]}` |" in told


def test_no_address_of_a_machine_in_code() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert "/home/" not in text, path
        assert "/tmp/" not in text, path
