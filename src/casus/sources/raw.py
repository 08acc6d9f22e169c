"""A file of the user as columns of text, whatever its encoding and delimiter.

Nothing of a file is believed: its size is bounded, its header is read before the rest, and a row
that has another number of cells than the header is an error that names the row.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.errors import UnreadableSource

if TYPE_CHECKING:
    import pyarrow as pa

MAX_BYTES: Final = 1_500_000_000
"""A file larger than this is refused unread."""
MAX_UNPACKED: Final = 4_000_000_000
"""A Parquet file of more bytes than this when unpacked is refused: few bytes may unpack to many."""
MAX_CELLS: Final = 2_000
"""A header of more cells than this is refused."""
HEAD: Final = 262_144
ENDINGS: Final = (".csv", ".tsv", ".tab", ".txt", ".dat", ".parquet")
"""The endings of files that are looked at in a folder of official files."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file: header cells as they stand, first row, how to read the rest."""

    path: Path
    cells: tuple[str, ...]
    first: tuple[str, ...]
    encoding: str = "utf-8"
    delimiter: str = ","
    n_before: int = 0
    parquet: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The header cells in lower case, without blanks around them."""
        return tuple(cell.strip().lower() for cell in self.cells)


def read_head(path: Path, skip: int = 0) -> Head:
    """The header and first row of a file, after `skip` lines; raises `UnreadableSource`."""
    try:
        if not path.is_file():
            why = "a folder, not a file" if path.is_dir() else "no such file"
            raise UnreadableSource(str(path), why)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableSource(str(path), f"{size} bytes: accepted are up to {MAX_BYTES}")
        with path.open("rb") as file:
            start = file.read(HEAD)
    except OSError as err:
        raise UnreadableSource(str(path), err.strerror or str(err)) from None
    if not start.strip():
        raise UnreadableSource(str(path), "empty")
    if start[:4] == b"PAR1":
        return _parquet_head(path)
    if start[:4] == b"PK\x03\x04":
        raise UnreadableSource(
            str(path), "a zip archive or a workbook: `casus data add` takes archives, or unpack it"
        )
    if b"\0" in start[:4096]:
        raise UnreadableSource(
            str(path), "not text: accepted are csv, tab-separated text and parquet"
        )
    encoding = _encoding(path, start, size)
    lines = start.decode(encoding, errors="replace").splitlines(keepends=True)[skip:]
    if not lines:
        raise UnreadableSource(str(path), "no header")
    delimiter = max(",\t;|", key=lines[0].count)
    try:
        rows = csv.reader(io.StringIO("".join(lines[:200])), delimiter=delimiter)
        cells = tuple(next(rows))
        first = tuple(next(rows, ()))
    except (csv.Error, StopIteration) as err:
        raise UnreadableSource(str(path), f"no table: {err}") from None
    if len(cells) > MAX_CELLS:
        raise UnreadableSource(str(path), f"{len(cells)} columns: accepted are up to {MAX_CELLS}")
    return Head(path, cells, first, encoding, delimiter, skip)


def _encoding(path: Path, start: bytes, size: int) -> str:
    """UTF-8 if the whole file is, else Windows-1252, in which older official files come."""
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(start, size <= HEAD)
        with path.open("rb") as file:
            file.seek(len(start))
            while block := file.read(1 << 22):
                decoder.decode(block)
            if size > HEAD:
                decoder.decode(b"", True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"


def _parquet_head(path: Path) -> Head:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        names = file.schema_arrow.names
        told = file.metadata
        size = sum(told.row_group(n).total_byte_size for n in range(told.num_row_groups))
        cells = told.num_rows * max(len(names), 1)
        if max(size, cells) > MAX_UNPACKED or len(names) > MAX_CELLS:
            raise UnreadableSource(
                str(path),
                f"{told.num_rows} rows of {len(names)} columns, {size} bytes unpacked: accepted "
                f"are up to {MAX_UNPACKED} bytes and {MAX_CELLS} columns",
            )
        first: tuple[str, ...] = ()
        for batch in file.iter_batches(batch_size=1):
            first = tuple(str(value) for value in batch.to_pylist()[0].values())
            break
    except (pa.ArrowException, OSError, ValueError) as err:
        raise UnreadableSource(str(path), f"no readable Parquet: {err}") from None
    return Head(path, tuple(names), first, parquet=True)


def read_cells(head: Head, names: tuple[str, ...], *, headless: bool, mend: bool) -> pa.Table:
    """All rows of a file in columns called `names`, one for each header cell, as text (those of a
    Parquet file keep their types). Raises `UnreadableSource`, naming the row, for a broken one."""
    import pyarrow as pa

    if head.parquet:
        import pyarrow.parquet as pq

        try:
            return pq.read_table(head.path).rename_columns(list(names))
        except (pa.ArrowException, OSError) as err:
            raise UnreadableSource(str(head.path), f"no readable Parquet: {err}") from None
    skip = head.n_before + (0 if headless else 1)
    return _mended(head, names, skip) if mend else _plain(head, names, skip)


def _plain(head: Head, names: tuple[str, ...], skip: int) -> pa.Table:
    import pyarrow as pa
    import pyarrow.csv as pc

    wrong: list[Any] = []

    def note(row: Any) -> str:
        wrong.append(row)
        return "error"

    try:
        return pc.read_csv(
            head.path,
            pc.ReadOptions(
                column_names=list(names), skip_rows=skip, use_threads=False, block_size=1 << 24,
                encoding="cp1252" if head.encoding == "cp1252" else "utf-8",
            ),
            pc.ParseOptions(
                delimiter=head.delimiter, newlines_in_values=True, invalid_row_handler=note
            ),
            pc.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )  # fmt: skip
    except (pa.ArrowException, OSError, UnicodeDecodeError) as err:
        if wrong:
            raise _short(head, wrong[0].number, wrong[0].actual_columns, len(names)) from None
        raise UnreadableSource(str(head.path), f"no table: {err}") from None


def _short(head: Head, number: int | None, got: int, wanted: int) -> UnreadableSource:
    where = f"line {number}" if number is not None else "a row"
    hint = "is the file truncated?" if got < wanted else "is a delimiter inside a cell not quoted?"
    return UnreadableSource(
        str(head.path), f"{where} has {got} cells where the header has {wanted}: {hint}"
    )


def _mended(head: Head, names: tuple[str, ...], skip: int) -> pa.Table:
    """Rows that a line break in a cell has split in two are joined again."""
    import pyarrow as pa

    columns: list[list[str]] = [[] for _ in names]
    held: list[str] = []
    try:
        with head.path.open(encoding=head.encoding, newline="", errors="replace") as file:
            rows = csv.reader(file, delimiter=head.delimiter)
            for _ in range(skip):
                next(rows, None)
            for half in rows:
                if not half:
                    continue
                row = [*held[:-1], f"{held[-1]} {half[0]}", *half[1:]] if held else half
                held = []
                if len(row) < len(names):
                    held = row
                    continue
                if len(row) > len(names):
                    raise _short(head, rows.line_num, len(row), len(names))
                for column, cell in zip(columns, row, strict=True):
                    column.append(cell)
    except csv.Error as err:
        raise UnreadableSource(str(head.path), f"no table: {err}") from None
    if held:
        raise _short(head, None, len(held), len(names))
    return pa.table(
        {name: pa.array(c, pa.string()) for name, c in zip(names, columns, strict=True)}
    )
