"""The documentation says what there is, and everything that it shows runs."""

from __future__ import annotations

import argparse
import doctest
import importlib
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import casus
from casus.cli import COMMANDS, build_parser, main

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
TIMED = {"PYTHONHASHSEED": "0", "COLUMNS": "100", "NO_COLOR": "1"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(path: Path, kind: str) -> Iterator[tuple[str, str]]:
    """Where each fenced block of a kind stands, and what is in it."""
    text = path.read_text(encoding="utf-8")
    for found in re.finditer(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        line = text.count("\n", 0, found.start()) + 1
        yield f"{named(path)}:{line}", found.group(1)


def commands_of(parser: argparse.ArgumentParser, name: str) -> dict[str, set[str]]:
    """Each command that does something, with its options."""
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if groups:
        out: dict[str, set[str]] = {}
        for word, inner in groups[0].choices.items():
            out |= commands_of(inner, f"{name} {word}")
        return out
    options = {o for action in parser._actions for o in action.option_strings}
    return {name: {o for o in options if o.startswith("--")} - {"--help"}}


def sections(text: str) -> dict[str, str]:
    """The sections of docs/commands.md, by the command in their heading."""
    parts = re.split(r"^## (casus .+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_and_option_is_documented_and_nothing_else() -> None:
    there = commands_of(build_parser(), "casus")
    told = {
        name: set(OPTION.findall(re.sub(r"^\$ .*$", "", text, flags=re.MULTILINE)))
        for name, text in sections((DOCS / "commands.md").read_text(encoding="utf-8")).items()
    }
    # a command's own table; an option of another command may be named in a sentence of its example
    assert told == there


def test_every_command_is_in_the_table_at_the_top() -> None:
    top = (DOCS / "commands.md").read_text(encoding="utf-8").split("\n## ")[0]
    for name in COMMANDS:
        assert f"`casus {name}" in top


def modules() -> list[str]:
    found = pkgutil.walk_packages(casus.__path__, "casus.")
    return ["casus", *(m.name for m in found if not m.name.endswith("__main__"))]


@pytest.mark.parametrize("name", modules())
def test_examples_of_modules_run(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_examples_of_pages_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(page), module_relative=False).failed == 0
    names: dict[str, object] = {"__name__": "page"}  # a page reads as one session
    for where, code in blocks(page, "python"):
        if ">>>" not in code:
            exec(compile(code, where, "exec"), names)


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder in which the examples of the documentation lie, as in the repository."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_shown_run(
    page: Path,
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(workplace)
    for where, block in blocks(page, "console"):
        for line in block.splitlines():
            if not line.startswith("$ casus "):
                continue
            command, _, pipe = line.removeprefix("$ casus ").partition(" | ")
            try:
                code = main(shlex.split(command))
            except SystemExit as end:
                code = int(end.code or 0)
            out, err = capsys.readouterr()
            assert code == 0, f"{where}: {line}\n{err}"
            assert pipe == "" or out, where


def plain(line: str) -> str:
    return re.sub(r"^ ?\d+ (?=[A-Z])", "", line.rstrip())


def test_what_the_readme_shows_is_what_comes_out(workplace: Path) -> None:
    """A block that shows output shows the real one; `…` on a line of its own stands for more. The
    numbers of statements are not compared: they move when an earlier statement is found."""
    shown = 0
    for where, block in blocks(ROOT / "README.md", "console"):
        command, _, output = block.partition("\n")
        if not output.strip():
            continue
        shown += 1
        words = shlex.split(command.removeprefix("$ casus "))
        done = subprocess.run(
            [sys.executable, "-m", "casus", *words], capture_output=True, text=True, check=True,
            cwd=workplace, timeout=60, env={**os.environ, **TIMED},
        )  # fmt: skip
        rest = [plain(line) for line in done.stdout.splitlines()]
        for piece in re.split(r"^…\n", output, flags=re.MULTILINE):
            lines = [plain(line) for line in piece.strip("\n").splitlines()]
            n = len(lines)
            at = next((i for i in range(len(rest) - n + 1) if rest[i : i + n] == lines), None)
            assert at is not None, f"{where}: not in the output:\n{piece}\n---\n{done.stdout}"
            rest = rest[at + n :]
    assert shown >= 2


def nav_files(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        for one in entry:
            yield from nav_files(one)
    elif isinstance(entry, dict):
        for one in entry.values():
            yield from nav_files(one)


def test_the_navigation_lists_every_page() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = list(nav_files(nav))
    there = [p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")]
    # the pages of the book are made when the site is built; the navigation has the lists of them
    lists = [f"treaties/{name}.md" for name in ("index", "kinds", "states")]
    assert sorted(listed) == sorted([*there, *lists, "measures/index.md"])


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        capture_output=True, text=True, cwd=ROOT, timeout=600, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert (tmp_path / "site" / "treaties" / "nato.html").is_file()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_files_that_a_page_links_to_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{named(page)} links to {target}"
