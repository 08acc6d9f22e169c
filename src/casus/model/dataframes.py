"""Arrow tables as the data frames of pandas and polars, where those are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa


def as_pandas(table: pa.Table) -> Any:
    """The table as a pandas frame; raises `MissingExtra` without pandas."""
    try:
        import pandas  # noqa: F401 - Arrow's own message does not name the extra
    except ImportError:
        raise MissingExtra("pandas", "pandas") from None
    return table.to_pandas()


def as_polars(table: pa.Table) -> Any:
    """The table as a polars frame; raises `MissingExtra` without polars."""
    try:
        import polars
    except ImportError:
        raise MissingExtra("polars", "polars") from None
    return polars.from_arrow(table)
