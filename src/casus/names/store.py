"""Tables kept: built once, then read in milliseconds, and built anew when a data file changes.

A table is looked for beside the package (`built/`, written by `python -m casus.names.build`, for
wheels), then in the user's cache folder (`$CASUS_CACHE`, or `casus` in `$XDG_CACHE_HOME`). It
carries a digest of all files that it was built from; one with another digest is not used. Where
no folder can be written, tables are built in memory each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from casus.names.actors import HERE
from casus.names.people import PEOPLE

BUILT: Final = HERE / "built"


def cache_folder() -> Path:
    """The user's folder for tables; it need not exist."""
    if given := os.environ.get("CASUS_CACHE"):
        return Path(given) / "names"
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "casus" / "names"


def sources(lang: str) -> Iterator[Path]:
    """Every file that the table of a language is built from."""
    yield from (HERE / f"{name}.yaml" for name in ("states", "organisations", "places"))
    yield HERE.parent / "lang" / lang / "names.yaml"
    yield from sorted(PEOPLE.glob("*.yaml"))
    yield from (HERE / f"{name}.py" for name in ("table", "cldr", "fold", "people", "actors"))


def digest(lang: str) -> str:
    """A digest of the content of all sources, and of the CLDR data of babel."""
    found = hashlib.blake2b(digest_size=16)
    for path in sources(lang):
        with contextlib.suppress(FileNotFoundError):
            content = path.read_bytes()
            found.update(f"{path.name}:{len(content)}:".encode())
            found.update(content)
    spec = importlib.util.find_spec("babel")
    if spec and spec.origin:
        data = Path(spec.origin).with_name("locale-data") / f"{lang}.dat"
        with contextlib.suppress(OSError):
            found.update(str(data.stat().st_size).encode())
    return found.hexdigest()


def load_table(lang: str) -> dict[str, Any]:
    """The table of a language, kept or built anew; raises `DataError` for a malformed data file."""
    key = digest(lang)
    for folder in (BUILT, cache_folder()):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            kept: dict[str, Any] = json.loads((folder / f"{lang}.json").read_bytes())
            if kept["digest"] == key:
                return kept
    table = build(lang)
    with contextlib.suppress(OSError):
        keep(table, cache_folder())
    return table


def build(lang: str) -> dict[str, Any]:
    """The table of a language built anew from its sources, with their digest."""
    from casus.names.table import build_table  # noqa: PLC0415 - reads YAML and CLDR

    return {"digest": digest(lang), **build_table(lang)}


def keep(table: dict[str, Any], folder: Path) -> Path:
    """Write a table into a folder, whole or not at all; raises OSError where that is impossible."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table['lang']}.json"
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(table, out, ensure_ascii=False, separators=(",", ":"))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
