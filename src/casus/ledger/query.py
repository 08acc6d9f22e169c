"""Questions to a ledger: SQL by an in-memory DuckDB that sees its parts and no other file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.errors import InputError
from casus.ledger.parts import read_columns, source_of
from casus.model.dataframes import as_pandas, as_polars
from casus.model.rows import TABLES
from casus.model.show import table_html

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from casus.ledger.store import Ledger

_LIST_COLUMNS: Final = ("actor", "recipient")
_PLAIN_COLUMNS: Final = ("type", "status", "lang", "article")
_ORDER: Final = {
    "articles": "article, document", "statements": "article, reading, start, id",
    "mentions": "article, reading, start, instrument", "checks": "article, reading, claim, quote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a question: names of columns and rows; turns into Arrow, pandas, polars."""

    table: Any

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.table.column_names)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The rows as tuples."""
        columns = [column.to_pylist() for column in self.table.columns]
        return list(zip(*columns, strict=True))

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return list(self.table.to_pylist())

    def first(self, n: int) -> Rows:
        """The first `n` rows."""
        return Rows(self.table.slice(0, n))

    def where(self, column: str, value: Any) -> Rows:
        """The rows that have this value in a column."""
        import pyarrow.compute as pc

        return Rows(self.table.filter(pc.field(column) == value))

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self.table

    def to_pandas(self) -> Any:
        """The rows as a pandas frame; raises `MissingExtra` without pandas."""
        return as_pandas(self.table)

    def to_polars(self) -> Any:
        """The rows as a polars frame; raises `MissingExtra` without polars."""
        return as_polars(self.table)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def _repr_html_(self) -> str:
        return table_html(self.columns, [[shown(value) for value in row] for row in self.rows])


def shown(value: Any) -> str:
    """A value as one reads it: codes joined by a space, nothing for nothing."""
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def unarmed(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula: the text is not ours."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def run(ledger: Ledger, query: str, limit: int | None = None) -> Rows:
    """Run a query over the tables of a ledger; `limit` bounds the rows."""
    import duckdb

    connection = _connected(ledger)
    try:
        result = connection.sql(query)
        if result is None:
            raise InputError("the query gives no rows: only SELECT has an answer here")
        table = (result if limit is None else result.limit(limit)).to_arrow_table()
    except duckdb.Error as err:
        raise InputError(f"query: {err}") from None
    finally:
        connection.close()
    return Rows(table)


def _connected(ledger: Ledger) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables of the ledger and no file, variable or extension."""
    import duckdb

    connection = duckdb.connect(":memory:")
    # The parts of `articles` are listed once: what is written meanwhile belongs to the next query.
    kept = ledger.parts("articles")
    connection.register("kept_shown", _shown(kept))
    connection.execute("CREATE TABLE shown AS SELECT * FROM kept_shown")
    for name in TABLES:
        parts = [ledger.path / name / part.name for part in kept]
        connection.register(f"kept_{name}", source_of(name, [p for p in parts if p.is_file()]))
        connection.execute(
            f"CREATE VIEW {name} AS SELECT t.* EXCLUDE (part) FROM kept_{name} t "  # noqa: S608 - our own names
            "SEMI JOIN shown s ON t.reading = s.reading AND t.part = s.part"
        )
    for setting in (
        "threads = 1",  # rows without ORDER BY come in the same order each time
        "enable_external_access = false", "python_enable_replacements = false",
        "lock_configuration = true",
    ):  # fmt: skip
        connection.execute(f"SET {setting}")
    return connection


def _shown(kept: Sequence[Path]) -> pa.Table:
    """Which reading of each document is shown, and from which part: the latest, once, even where
    two runs that did not know of one another kept the same."""
    import pyarrow as pa

    latest: dict[str, tuple[str, str]] = {}
    for part in kept:
        for document, reading in read_columns(part, "document", "reading"):
            if latest.get(document, ("", ""))[0] != reading:
                latest[document] = (reading, part.name)
    readings = [reading for reading, _ in latest.values()]
    names = [name for _, name in latest.values()]
    kinds = pa.schema([("reading", pa.string()), ("part", pa.string())])
    return pa.table({"reading": readings, "part": names}, schema=kinds)


def whole_table(ledger: Ledger, name: str) -> Rows:
    """Every row of a table, in the order of its documents; raises `InputError` for no table."""
    if name not in TABLES:
        raise InputError(f"table {name!r}: a ledger has {', '.join(TABLES)}")
    return run(ledger, f"SELECT * FROM {name} ORDER BY {_ORDER[name]}")  # noqa: S608 - our own names


def select_statements(ledger: Ledger, where: dict[str, Any]) -> Rows:
    """The statements that fit: equal in a plain column, holding the code in a list of codes."""
    unknown = set(where) - {*_LIST_COLUMNS, *_PLAIN_COLUMNS}
    if unknown:
        known = ", ".join((*_PLAIN_COLUMNS, *_LIST_COLUMNS))
        raise InputError(f"statements have no {sorted(unknown)[0]!r}: one of {known}")
    rows = whole_table(ledger, "statements")
    for name, value in where.items():
        if value is None:
            continue
        if name in _LIST_COLUMNS:
            holds = [value in (codes or ()) for codes in rows.table.column(name).to_pylist()]
            rows = Rows(rows.table.filter(holds))
        else:
            rows = rows.where(name, value)
    return rows
