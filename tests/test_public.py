"""The public names stay; what is not asked for is not loaded."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib.metadata import entry_points, version

import pytest

import casus

PUBLIC = [
    "Article", "CasusError", "Event", "Ledger", "Occurrence", "Outcome", "Reading", "Statement",
    "World", "__version__", "load_book", "read", "read_many",
]  # fmt: skip

HEAVY = (
    "ahocorasick_rs", "babel", "dateparser", "duckdb", "httpx", "jsonschema", "lxml", "numpy",
    "pandas", "polars", "py3langid", "pyarrow", "rich", "scipy", "sentencex", "simplemma",
    "trafilatura", "onnxruntime", "yaml",
)  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert sorted(casus.__all__) == sorted(PUBLIC)
    assert dir(casus) == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_name_is_there_and_says_what_it_is(name: str) -> None:
    thing = getattr(casus, name)
    assert name == "__version__" or inspect.getdoc(thing)


def test_every_method_of_a_public_class_says_what_it_does() -> None:
    mute = [
        f"{name}.{member}"
        for name in PUBLIC
        if inspect.isclass(kind := getattr(casus, name))
        for member, value in inspect.getmembers(kind)
        if not member.startswith("_") and callable(value) and not inspect.getdoc(value)
    ]
    assert mute == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        casus.raed  # noqa: B018


def test_every_error_is_a_casus_error() -> None:
    import casus.errors as errors

    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)
             if kind.__module__ == "casus.errors"]  # fmt: skip
    assert len(kinds) > 8
    assert all(issubclass(kind, casus.CasusError) for kind in kinds)
    drawn = errors.__doc__ or ""
    assert [kind.__name__ for kind in kinds if kind.__name__ not in drawn] == []


def test_the_version_is_that_of_the_package() -> None:
    assert casus.__version__ == version("casus-foederis")


def test_the_command_is_installed() -> None:
    [script] = [point for point in entry_points(group="console_scripts") if point.name == "casus"]
    assert script.value == "casus.cli:entry"


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh Python holds after running `code`."""
    show = "\nimport sys; print('\\n' + ' '.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True,
                          check=True, timeout=60)  # fmt: skip
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import casus",
        "from casus.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from casus.cli import main\nmain(['--version'])",
        "from casus.cli import main\ntry: main(['ledger', '--help'])\nexcept SystemExit: pass",
        "from casus.cli import main\ntry: main(['read', '--help'])\nexcept SystemExit: pass",
    ],
)
def test_help_loads_nothing_heavy(code: str) -> None:
    loaded = loaded_after(code)
    assert "casus" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_reading_a_text_loads_no_law_and_no_ledger_and_no_network() -> None:
    loaded = loaded_after(
        "import casus.read.reader as r\nr.read_article('Kim met Xi.', kind='text')"
    )
    assert loaded.isdisjoint({"duckdb", "pyarrow", "httpx", "rich", "casus.book", "casus.ask"})
