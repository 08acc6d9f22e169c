"""Loading the book, from its files or from a copy kept in the user's cache folder."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.book.book import Book
from casus.book.build import build_measure, build_treaty
from casus.book.world import Classes, Gazetteer, Items
from casus.errors import BookError
from casus.kept import keep, read_kept

if TYPE_CHECKING:
    from casus.yamlfile import YamlFile

HERE: Final = Path(__file__).resolve().parent
TABLES: Final = ("states.yaml", "items.yaml", "places.yaml")
_FORMAT: Final = 1
_ALIAS: Final = re.compile(r"(?m)(?:^|[\s\[{,:-])\*\w")
_loaded: dict[tuple[str, str], Book] = {}
_BUILT_IN: Final = (str(HERE), "")


def load_book(folder: Path | str | None = None, overlay: Path | str | None = None) -> Book:
    """The book of `folder` (default: the built-in one), with the files of `overlay` laid over it.

    An overlay holds `treaties/*.yaml` and `measures/*.yaml` (or such files side by side): an
    instrument with a known id takes the place of ours, others are added. Raises `BookError`
    naming file and line where a file is malformed. The parsed content is kept in the user's cache
    folder (`$CASUS_CACHE`, `$XDG_CACHE_HOME` or `~/.cache`) and read again when no file changed.

    >>> load_book().treaty("nato").signed_on.text
    '1949-04-04'
    """
    if folder is None and overlay is None and _BUILT_IN in _loaded:
        return _loaded[_BUILT_IN]  # what is installed does not change under a running program
    base = Path(folder) if folder else HERE
    key = (str(base), str(overlay or ""))
    files = _files(base, required=True)
    over = _files(Path(overlay), required=False) if overlay else []
    digest = _digest([*files, *over])
    if key in _loaded and _loaded[key].digest == digest:
        return _loaded[key]
    name = f"book-{hashlib.sha256(str(key).encode()).hexdigest()[:16]}.json"
    text = read_kept("book", name, digest)
    if text is None:
        text = json.dumps(_parse(base, files, over), default=_plain)
        with contextlib.suppress(OSError):  # nothing is lost but time
            keep("book", name, digest, text)
    data = json.loads(text)
    book = Book(
        treaties={row["id"]: build_treaty(row) for row in data["treaties"]},
        measures={row["id"]: build_measure(row) for row in data["measures"]},
        classes=Classes.of_data(data["states"]),
        items=Items.of_data(data["items"]),
        places=Gazetteer.of_data(data["places"]),
        digest=digest,
    )
    _loaded[key] = book
    return book


def _files(folder: Path, *, required: bool) -> list[Path]:
    """The files of a book folder, tables first, in a fixed order."""
    if not folder.is_dir():
        raise BookError(folder, None, "no such folder: a book has treaties/ and measures/")
    found = [folder / name for name in TABLES if (folder / name).is_file()]
    if required and len(found) < len(TABLES):
        raise BookError(folder, None, f"a book needs {', '.join(TABLES)}")
    for part in ("treaties", "measures"):
        found += sorted((folder / part).glob("*.yaml"))
    if not required:
        found += [p for p in sorted(folder.glob("*.yaml")) if p.name not in TABLES]
    return found


def _digest(files: list[Path]) -> str:
    """A name for the state of these files: their paths, sizes and times of change."""
    digest = hashlib.sha256(str(_FORMAT).encode())
    for path in files:
        try:
            stat = path.stat()
        except OSError as err:
            raise BookError(path, None, f"cannot be read: {err}") from None
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _parse(base: Path, files: list[Path], over: list[Path]) -> dict[str, Any]:
    """The checked content of all files."""
    # the parser is loaded only when a file has changed: start-up time counts
    from casus.book.schema import check_measure, check_treaty

    data: dict[str, Any] = {"treaties": {}, "measures": {}}
    for path in (*files, *over):
        file = open_file(path)
        if path.name in TABLES:
            data[path.stem] = _table(file)
        elif path.parent.name == "measures" or file.get("provisions") is not None:
            _put(data["measures"], file, check_measure(file), path.is_relative_to(base))
        else:
            _put(data["treaties"], file, check_treaty(file), path.is_relative_to(base))
    data["treaties"] = list(data["treaties"].values())
    data["measures"] = list(data["measures"].values())
    return data


def open_file(path: Path) -> YamlFile:
    """The parsed file; raises `BookError` where it is no YAML, or uses aliases.

    A few lines of aliases can stand for gigabytes, and no file of the book has use for them.
    """
    from casus.yamlfile import YamlFile

    file = YamlFile(path, BookError)
    if _ALIAS.search(path.read_text(encoding="utf-8")):
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        with path.open(encoding="utf-8") as text:
            for event in yaml.parse(text, Loader=loader):
                if isinstance(event, yaml.AliasEvent):
                    mark = event.start_mark
                    line = mark.line + 1 if mark else None
                    raise BookError(path, line, f"aliases (*{event.anchor}) are not allowed")
    return file


def _put(table: dict[str, Any], file: YamlFile, row: dict[str, Any], own: bool) -> None:
    """Enter an instrument under its id, which is unique within a folder."""
    if own and row["id"] in table:
        raise file.error(["id"], f"{row['id']} is in the book already")
    table[row["id"]] = row


def _table(file: YamlFile) -> dict[str, Any]:
    """A table that can be built, else an error that names its file."""
    builders = {"states": Classes.of_data, "items": Items.of_data, "places": Gazetteer.of_data}
    if not isinstance(file.data, dict):
        raise file.error([], "a mapping is expected")
    try:
        builders[file.path.stem](file.data)
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise file.error([], f"malformed: {type(err).__name__} {err}") from None
    data: dict[str, Any] = file.data
    return data


def _plain(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be kept")
