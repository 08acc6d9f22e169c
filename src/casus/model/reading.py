"""A reading: everything that casus found in one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casus.model.article import Article
from casus.model.mention import Check, Mention
from casus.model.statement import Statement


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
