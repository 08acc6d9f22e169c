"""Statements kept over many runs: Parquet parts in a folder, asked through DuckDB."""

from casus.ledger.store import Ledger

__all__ = ["Ledger"]
