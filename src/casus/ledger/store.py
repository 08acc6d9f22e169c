"""A ledger: statements kept over many runs, as Parquet parts in a folder.

A part is written under a temporary name and renamed, and is named after its content; nothing is
ever changed in place. The parts of one batch bear one name, and its part of `articles` is written
last: a batch counts as kept when that part is there. A run that is killed leaves a ledger that
reads, and what it left half done is not seen.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from casus.errors import InputError
from casus.ledger.parts import read_columns
from casus.model import Reading
from casus.model.dataframes import as_pandas, as_polars
from casus.model.rows import TABLES, Row, digest, rows_of, to_arrow

if TYPE_CHECKING:
    import pyarrow as pa

    from casus.ledger.query import Rows

BATCH: Final = 1_000
"""How many documents go into one part."""


class Ledger:
    """The ledger in a folder; the folder is made when something is first added.

    >>> import tempfile
    >>> ledger = Ledger(tempfile.mkdtemp())
    >>> len(ledger), ledger.add([])
    (0, 0)

    Raises `InputError` where `path` is there and is no folder.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        if self.path.exists() and not self.path.is_dir():
            raise InputError(f"{self.path}: a ledger is a folder, this is a file")

    def add(self, readings: Iterable[Reading]) -> int:
        """Keep readings; returns how many were new.

        A reading that is there already is left as it is. Another reading of the same document (the
        same id and words) stands beside the old one and is the one shown. Where `readings` breaks
        off with an error, what came before it is kept.
        """
        known = self._known()
        batch: list[dict[str, list[Row]]] = []
        n_new = 0
        try:
            for reading in readings:
                rows = rows_of(reading)
                key = rows["articles"][0]["reading"]
                if key in known:
                    continue
                known.add(key)
                batch.append(rows)
                n_new += 1
                if len(batch) >= BATCH:
                    full, batch = batch, []
                    self._write(full)
        finally:
            if batch:
                self._write(batch)
        return n_new

    def parts(self, table: str) -> list[Path]:
        """The Parquet parts of a table, oldest first."""
        return sorted((self.path / table).glob("part-*.parquet"))

    def sql(self, query: str, limit: int | None = None) -> Rows:
        """The rows that a query over `articles`, `statements`, `mentions` and `checks` gives.

        The query reads the ledger only: it sees no other file. Raises `InputError` with DuckDB's
        own words where the query is wrong.
        """
        from casus.ledger.query import run

        return run(self, query, limit)

    def statements(self, **where: Any) -> Rows:
        """The statements, in the order of their documents; `type`, `status`, `lang`, `actor`,
        `recipient` and `article` narrow them.

            ledger.statements(type="THREATEN", actor="RUS").to_pandas()

        Raises `InputError` for another name.
        """
        from casus.ledger.query import select_statements

        return select_statements(self, where)

    def arrow(self, table: str = "statements") -> pa.Table:
        """A table of the ledger as an Arrow table; raises `InputError` for no table."""
        from casus.ledger.query import whole_table

        return whole_table(self, table).arrow()

    def to_pandas(self, table: str = "statements") -> Any:
        """A table of the ledger as a pandas frame; raises `MissingExtra` without pandas."""
        return as_pandas(self.arrow(table))

    def to_polars(self, table: str = "statements") -> Any:
        """A table of the ledger as a polars frame; raises `MissingExtra` without polars."""
        return as_polars(self.arrow(table))

    def __len__(self) -> int:
        """How many documents the ledger shows."""
        return int(self.sql("SELECT count(*) AS n FROM articles").rows[0][0])

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def _repr_html_(self) -> str:
        counts = ", ".join(f"{len(self.arrow(name))} {name}" for name in TABLES)
        return f"<b>Ledger</b> {escape(str(self.path))}: {counts}"

    def _known(self) -> set[str]:
        return {
            reading
            for part in self.parts("articles")
            for (reading,) in read_columns(part, "reading")
        }

    def _write(self, batch: Sequence[dict[str, list[Row]]]) -> None:
        """Write one part a table; `articles`, which makes the rest count, comes last."""
        number = len(self.parts("articles"))
        name = digest([rows["articles"][0]["reading"] for rows in batch])
        for table in reversed(TABLES):
            rows = [row for reading in batch for row in reading[table]]
            if rows:
                _write_part(
                    self.path / table / f"part-{number:06d}-{name}.parquet", to_arrow(rows, table)
                )


def _write_part(path: Path, table: pa.Table) -> None:
    """Write under a temporary name beside the part, then rename: readers see all of it or none."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".writing-{uuid.uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as to:
            pq.write_table(table, to, compression="zstd")
            to.flush()
            os.fsync(to.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
