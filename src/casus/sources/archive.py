"""Official files that come in a zip archive: unpacked one by one, within bounds.

Nothing that an archive says of itself is believed: bytes are counted as they come out, files are
written under names of our own choice in a folder that is thrown away, and only those with an
ending of a data file are looked at.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from casus.errors import UnreadableSource
from casus.sources.raw import ENDINGS, MAX_BYTES, MAX_UNPACKED

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMBERS: Final = 1_000
"""An archive of more files than this is refused."""
_BLOCK: Final = 1 << 20
_SIGN: Final = b"PK\x03\x04"


def is_archive(path: Path) -> bool:
    """Whether a file begins as a zip archive does."""
    try:
        with path.open("rb") as file:
            return file.read(4) == _SIGN
    except OSError:
        return False


@contextmanager
def unpacked(path: Path) -> Iterator[list[Path]]:
    """The data files of an archive, in the order of their names, in a folder that is gone
    afterwards.

    Raises `UnreadableSource` for a damaged or locked archive, one that is too large unpacked, a
    workbook, and an archive without a data file.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            wanted = _wanted(path, archive)
            left = MAX_UNPACKED
            out = []
            for n, member in enumerate(wanted):
                to = Path(folder) / str(n) / PurePosixPath(member.filename).name
                to.parent.mkdir()
                left -= _unpack(path, archive, member, to, min(left, MAX_BYTES))
                out.append(to)
            yield out
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as err:
        raise UnreadableSource(str(path), f"a damaged archive ({err}): get it anew") from None
    except RuntimeError as err:  # what zipfile raises where a password is needed
        raise UnreadableSource(str(path), f"{err}: unpack it, and give the files") from None


def _wanted(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableSource(
            str(path), f"{len(members)} files in it: accepted are up to {MOST_MEMBERS}"
        )
    names = [member.filename for member in members]
    if "[Content_Types].xml" in names:
        raise UnreadableSource(str(path), "a workbook: save the sheet as csv, and give that")
    found = [
        member
        for member in members
        if not member.is_dir()
        and PurePosixPath(member.filename).suffix.lower() in ENDINGS
        and "__MACOSX" not in member.filename
    ]
    if not found:
        shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        raise UnreadableSource(
            str(path), f"no data file in it ({shown}): accepted are {', '.join(ENDINGS)}"
        )
    return sorted(found, key=lambda member: member.filename)


def _unpack(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path, most: int
            ) -> int:  # fmt: skip
    """Write a member to a file; returns its size."""
    size = 0
    with archive.open(member) as source, to.open("xb") as out:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > most:
                raise UnreadableSource(
                    str(path), f"{member.filename} has more than {most} bytes unpacked"
                )
            out.write(block)
    return size
