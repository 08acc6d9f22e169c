"""Where the data sets of a user lie: kept as Parquet in one folder, or as official files in others.

The user's folder is `$CASUS_DATA`, or `casus` in the system's folder for data. What is not kept
there is looked for among the official files of `$CASUS_SHARED/data` and of `../shared/data`.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.errors import DataError, InputError, UnreadableSource
from casus.sources.definition import definition, definitions
from casus.sources.raw import ENDINGS
from casus.sources.recognise import Ambiguous, recognise
from casus.sources.source import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES: Final = 2_000
"""More files than this in a folder of official files are not looked at."""
KEY: Final = b"casus"


def user_folder() -> Path:
    """The user's folder for data sets; it need not exist."""
    if given := os.environ.get("CASUS_DATA"):
        return Path(given)
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        told = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
        base = Path(told) if told else Path.home() / ".local" / "share"
    return base / "casus" / "data"


def beside() -> tuple[Path, ...]:
    """The folders of official files that are looked through after the user's own."""
    told = os.environ.get("CASUS_SHARED")
    found = [Path(told)] if told else []
    found += [Path.cwd().parent / "shared", Path(__file__).resolve().parents[4] / "shared"]
    return tuple(dict.fromkeys(path / "data" for path in found if (path / "data").is_dir()))


@dataclass(frozen=True, slots=True)
class Held:
    """One data set on the shelf: its id, version, coverage and file. `version` is empty for an
    official file that was not read yet."""

    id: str
    path: Path
    version: str = ""
    rows: int | None = None
    first: int | None = None
    last: int | None = None
    file: str = ""
    sha256: str = ""
    checked: bool = False
    notes: tuple[str, ...] = ()


@dataclass
class Shelf:
    """The data sets that a user has.

    `folder` holds what was added; `others` are folders of official files. Build one with
    `Shelf.open`.
    """

    folder: Path
    others: tuple[Path, ...] = ()
    _loose: dict[str, list[Path]] | None = None
    _read: dict[tuple[str, str], Source | None] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None = None) -> Shelf:
        """The shelf of a folder (kept data sets, official files or both), or the user's own; raises
        `InputError` where a folder that is given is not there."""
        if folder is None:
            return cls(user_folder(), beside())
        path = Path(folder)
        if not path.is_dir():
            raise InputError(f"{folder}: no such folder; --data names a folder of data sets")
        return cls(path, (path,))

    def kept(self) -> list[Held]:
        """What was added, by id and version; raises `DataError` for a file that casus did not
        write."""
        return [_held(path) for path in sorted(self.folder.glob("*.parquet")) if _is_kept(path)]

    def loose(self) -> dict[str, list[Path]]:
        """The official files by data set, as far as their header tells."""
        if self._loose is None:
            self._loose = {}
            for path in self._files():
                try:
                    names = [recognise(path).definition.id]
                except Ambiguous as both:
                    names = [match.definition.id for match in both.matches]
                except UnreadableSource:
                    continue
                for name in names:
                    self._loose.setdefault(name, []).append(path)
        return self._loose

    def _files(self) -> Iterator[Path]:
        for folder in self.others:
            files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
            for path in files[:MOST_FILES]:
                if path.is_file() and not (path.suffix == ".parquet" and _is_kept(path)):
                    yield path

    def add(self, path: Path, name: str | None = None, *, unchecked: bool = False) -> Source:
        """Read, check and keep a file; returns what was kept. Raises `UnreadableSource`."""
        source = read_source(path, name, unchecked=unchecked)
        for held in self.kept():
            if (held.id, held.version) == (source.definition.id, source.version):
                columns = load(held).table.num_columns
                if columns > source.table.num_columns:
                    raise UnreadableSource(
                        str(path),
                        f"{held.file}, a fuller file of {source.label} with {columns} columns, is "
                        f"kept already; this one has {source.table.num_columns}",
                    )
        keep(source, self.folder)
        return source

    def find(self, name: str, version: str | None = None) -> Source | None:
        """The data set of that id, the newest version unless one is given; None if there is none.

        Raises `UnreadableSource` or `DataError` where there is one that cannot be read.
        """
        key = (definition(name).id, version or "")
        if key not in self._read:
            self._read[key] = self._find(name, version)
        return self._read[key]

    def _find(self, name: str, version: str | None) -> Source | None:
        kept = [one for one in self.kept() if one.id == name and version in (None, one.version)]
        if kept:
            return load(max(kept, key=lambda one: _order(one.version, one.last)))
        found, broken = [], None
        for path in self.loose().get(name, ()):
            try:
                source = read_source(path)
            except UnreadableSource as err:
                broken = err
                continue
            if source.definition.id == name and version in (None, source.version):
                found.append(source)
        if broken is not None and not found:
            raise broken
        # of two files of one version the fuller
        return max(
            found,
            key=lambda one: (_order(one.version, one.last), one.table.num_columns),
            default=None,
        )

    def need(self, name: str) -> Source:
        """As `find`; raises `InputError`, saying what to add, where there is none."""
        found = self.find(name)
        if found is None:
            one = definitions()[name]
            raise InputError(
                f"no data set {name} ({one.title}): get the official file ({one.files}) and run "
                f"`casus data add FILE`, or name a folder that holds it with --data"
            )
        return found


def _order(version: str, last: int | None) -> tuple[int, list[tuple[int, str]]]:
    parts = version.replace("-", ".").replace(" ", ".").split(".")
    return last or 0, [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def keep(source: Source, folder: Path) -> Path:
    """Write a data set as Parquet, whole or not at all; one of the same version is replaced."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "id": source.definition.id, "version": source.version, "rows": source.table.num_rows,
        "first": source.first, "last": source.last, "file": source.file, "sha256": source.sha256,
        "checked": source.checked, "notes": list(source.notes),
    }  # fmt: skip
    safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in source.version)[:60]
    path = folder / f"{source.definition.id}@{safe}.parquet"
    table = source.table.replace_schema_metadata({KEY: json.dumps(told).encode()})
    part = path.with_name(f".writing-{uuid.uuid4().hex}.tmp")
    try:
        with part.open("xb") as out:
            pq.write_table(table, out, compression="zstd")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _is_kept(path: Path) -> bool:
    return "@" in path.name and path.name.split("@")[0] in definitions()


def _told(path: Path) -> dict[str, Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        told = json.loads((pq.read_schema(path).metadata or {})[KEY])
        if not isinstance(told, dict) or told["id"] not in definitions():
            raise ValueError("its data set is not known")
    except (pa.ArrowException, OSError, ValueError, KeyError) as err:
        raise DataError(
            path, None, f"no data set kept by casus ({err}): add the file anew"
        ) from None
    return told


def _held(path: Path) -> Held:
    told = _told(path)
    try:
        return Held(path=path, **{**told, "notes": tuple(told["notes"])})
    except (TypeError, KeyError) as err:
        raise DataError(
            path, None, f"no data set kept by casus ({err}): add the file anew"
        ) from None


def load(held: Held) -> Source:
    """A data set that was kept; raises `DataError` where its file is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(held.path)
    except (pa.ArrowException, OSError) as err:
        raise DataError(held.path, None, f"damaged ({err}): add the file anew") from None
    return Source(
        definition(held.id), table, held.version, held.first, held.last, held.file, held.sha256,
        held.checked, held.notes,
    )  # fmt: skip
