"""Questions to a ledger: SQL by an in-memory DuckDB over its parts, shut off from all other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.errors import InputError, MissingExtra
from casus.ledger.tables import TABLES, schemas

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from casus.ledger.store import Ledger

_LIST_COLUMNS: Final = ("actor", "recipient")
_PLAIN_COLUMNS: Final = ("type", "status", "lang", "article")


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

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self.table

    def to_pandas(self) -> Any:
        """The rows as a pandas frame; raises `MissingExtra` without pandas."""
        try:
            import pandas  # noqa: F401, ICN001
        except ImportError:
            raise MissingExtra("pandas", "pandas") from None
        return self.table.to_pandas()

    def to_polars(self) -> Any:
        """The rows as a polars frame; raises `MissingExtra` without polars."""
        try:
            import polars
        except ImportError:
            raise MissingExtra("polars", "polars") from None
        return polars.from_arrow(self.table)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(shown(value))}</td>" for value in row) + "</tr>"
            for row in self.rows[:100]
        )
        return f"<table><tr>{head}</tr>{body}</table>"


def shown(value: Any) -> str:
    """A value as one reads it: codes joined by a space, nothing for nothing."""
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def run(ledger: Ledger, query: str, limit: int | None = None) -> Rows:
    """Run a query over the tables of a ledger; `limit` bounds the rows."""
    import duckdb

    connection = _connected(ledger)
    try:
        result = connection.sql(query)
        if result is None:
            raise InputError("the query gives no rows: only SELECT has an answer here")
        table = result.limit(limit).to_arrow_table() if limit else result.to_arrow_table()
    except duckdb.Error as err:
        raise InputError(f"query: {err}") from None
    finally:
        connection.close()
    return Rows(table)


def _connected(ledger: Ledger) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables of the ledger and no file, setting or extension."""
    import duckdb
    import pyarrow.dataset as ds

    connection = duckdb.connect(":memory:")
    for name in TABLES:
        parts = [str(part) for part in ledger.parts(name)]
        source = ds.dataset(parts, schema=schemas()[name]) if parts else _nothing(name)
        connection.register(f"kept_{name}", source)
    # of several readings of a document the latest part's is shown
    order = _order(ledger)
    connection.register("kept_order", order)
    connection.execute(
        "CREATE TABLE shown AS SELECT article, arg_max(reading, n) AS reading "
        "FROM kept_order GROUP BY article"
    )
    for name in TABLES:
        connection.execute(
            f"CREATE VIEW {name} AS SELECT t.* FROM kept_{name} t "  # noqa: S608 - our own names
            "SEMI JOIN shown s ON t.article = s.article AND t.reading = s.reading"
        )
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _nothing(name: str) -> pa.Table:
    return schemas()[name].empty_table()


def _order(ledger: Ledger) -> pa.Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    articles: list[str] = []
    readings: list[str] = []
    for part in ledger.parts("articles"):
        table = pq.read_table(part, columns=["article", "reading"])
        articles += table.column("article").to_pylist()
        readings += table.column("reading").to_pylist()
    columns = {"article": articles, "reading": readings, "n": list(range(len(articles)))}
    kinds = pa.schema([("article", pa.string()), ("reading", pa.string()), ("n", pa.int64())])
    return pa.table(columns, schema=kinds)


def select_statements(ledger: Ledger, where: dict[str, Any]) -> Rows:
    """The statements that fit: equal in a plain column, holding the code in a list of codes."""
    import pyarrow.compute as pc

    unknown = set(where) - {*_LIST_COLUMNS, *_PLAIN_COLUMNS}
    if unknown:
        known = ", ".join((*_PLAIN_COLUMNS, *_LIST_COLUMNS))
        raise InputError(f"statements have no {sorted(unknown)[0]!r}: one of {known}")
    table = run(ledger, "SELECT * FROM statements ORDER BY article, start, id").table
    for name, value in where.items():
        if value is None:
            continue
        if name in _LIST_COLUMNS:
            holds: Sequence[bool] = [value in (row or ()) for row in table.column(name).to_pylist()]
            table = table.filter(list(holds))
        else:
            table = table.filter(pc.field(name) == value)
    return Rows(table)
