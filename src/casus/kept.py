"""Prebuilt data: worked out once from the data files, kept, and dropped when one of them changes.

A room of the package keeps its own. Looked for beside it (`<room>/built/`, written by `python -m
casus.names.build`, for wheels), then in the user's cache folder (`$CASUS_CACHE`, or `casus` in
`$XDG_CACHE_HOME`). The first line is a digest of all files it was built from. Where no folder can
be written, data are built each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PACKAGE: Final = Path(__file__).resolve().parent


def cache_folder(room: str) -> Path:
    """The user's folder for what a room keeps; it need not exist."""
    if given := os.environ.get("CASUS_CACHE"):
        return Path(given) / room
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "casus" / room


def digest(paths: Iterable[Path], also: str = "") -> str:
    """A digest of the names and contents of files; one that is absent counts as absent."""
    found = hashlib.blake2b(also.encode(), digest_size=16)
    for path in paths:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        found.update(f"\0{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def read_kept(room: str, name: str, key: str) -> str | None:
    """The text that a room keeps under a name, if it was built from files with the digest `key`."""
    for folder in (PACKAGE / room / "built", cache_folder(room)):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            first, _, text = (folder / name).read_text(encoding="utf-8").partition("\n")
            if first == key:
                return text
    return None


def kept_copy(room: str, name: str, key: str, make: Callable[[BinaryIO], None]) -> Path:
    """The path of a binary file that a room keeps, made anew where there is none for `key`; raises
    OSError where it cannot be written."""
    path = cache_folder(room) / f"{key}-{name}"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"*-{name}"):
            old.unlink(missing_ok=True)
        import tempfile

        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                make(out)
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    return path


def keep(room: str, name: str, key: str, text: str, folder: Path | None = None) -> Path:
    """Write text under a name, whole or not at all; raises OSError where that is impossible."""
    import tempfile  # only who writes needs it: start-up time counts

    folder = folder or cache_folder(room)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(f"{key}\n{text}")
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return path
