"""The Parquet parts of a ledger's tables, read as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from casus.errors import DataError
from casus.model.rows import schemas


def read_columns(part: Path, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a part in these columns; raises `DataError`, naming the part, where it is no
    part of a ledger."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(part, columns=list(columns), partitioning=None)
        found = [table.column(name).to_pylist() for name in columns]
    except (pa.ArrowException, OSError, KeyError) as err:
        raise DataError(part, None, f"no part of a ledger: {err}; move it away") from None
    yield from zip(*found, strict=True)


def source_of(table: str, parts: Sequence[Path]) -> Any:
    """The parts of a table as one source of rows with a column `part`, the name of the part that
    a row comes from, besides those of the table."""
    import pyarrow as pa
    import pyarrow.dataset as ds
    from pyarrow.fs import LocalFileSystem

    schema = schemas()[table].append(pa.field("part", pa.string()))
    files, form = LocalFileSystem(), ds.ParquetFileFormat()
    fragments = [
        form.make_fragment(str(part), files, partition_expression=ds.field("part") == part.name)
        for part in parts
    ]
    return (
        ds.FileSystemDataset(fragments, schema, form, files)
        if fragments
        else (schema.empty_table())
    )
