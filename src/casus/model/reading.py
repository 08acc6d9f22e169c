"""A reading: everything that casus found in one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casus.model.article import Article
from casus.model.mention import Check, Mention
from casus.model.statement import Statement

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its statements, the instruments it speaks of, and its claims checked."""

    article: Article
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The record that `casus read --json` writes for one document."""
        out = self.article.as_dict()
        out["statements"] = [statement.as_dict() for statement in self.statements]
        out["mentions"] = [mention.as_dict() for mention in self.mentions]
        out["checks"] = [check.as_dict() for check in self.checks]
        if self.notes:
            out["notes"] = list(self.notes)
        return out

    def to_arrow(self) -> pa.Table:
        """The statements as an Arrow table, a row each, in the columns of a ledger's table
        `statements` (see `docs/ledger.md`)."""
        from casus.model.rows import rows_of, to_arrow

        return to_arrow(rows_of(self)["statements"], "statements")

    def to_pandas(self) -> Any:
        """The statements as a pandas frame; raises `MissingExtra` without pandas."""
        from casus.model.dataframes import as_pandas

        return as_pandas(self.to_arrow())

    def to_polars(self) -> Any:
        """The statements as a polars frame; raises `MissingExtra` without polars."""
        from casus.model.dataframes import as_polars

        return as_polars(self.to_arrow())

    def _repr_html_(self) -> str:
        from casus.model.show import reading_html

        return reading_html(self)
