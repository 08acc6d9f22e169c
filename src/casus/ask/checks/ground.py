"""What every check stands on: the book, the day, and what the text spoke of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from casus.book.book import Book
from casus.model.law import Clause, Measure, Treaty, When
from casus.model.mention import Mention
from casus.model.phrase import Claim, Phrase
from casus.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Ground:
    """The book on a day, with the phrases, mentions and statements of one text."""

    book: Book
    day: dt.date
    phrases: tuple[Phrase, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]

    def linked(self, claim: Claim, n: int = 0) -> list[str]:
        """The ids that the claim's phrase `n` was linked to."""
        if n >= len(claim.phrases):
            return []
        phrase = self.phrases[claim.phrases[n]]
        return [
            m.instrument for m in self.mentions if (m.start, m.end) == (phrase.start, phrase.end)
        ]

    def treaty(self, claim: Claim, n: int = 0) -> Treaty | None:
        """The treaty that the claim's phrase `n` means."""
        found = [self.book.treaties[i] for i in self.linked(claim, n) if i in self.book.treaties]
        return found[0] if found else None

    def article(self, claim: Claim, n: int = 0) -> str | None:
        """The article that the claim's phrase `n` names, as the book writes it."""
        phrase = self.phrases[claim.phrases[n]]
        places = {(phrase.start, phrase.end)}
        wanted = [m for m in self.mentions if (m.start, m.end) in places and phrase.article]
        same = [m for m in wanted if _digits(m.article) == _digits(phrase.article)] or wanted
        return same[0].article if same else None

    def measures(self, claim: Claim, n: int = 0) -> list[Measure]:
        """The Council measures that the claim's phrase `n` means."""
        return [self.book.measures[i] for i in self.linked(claim, n) if i in self.book.measures]


def _digits(text: str | None) -> str:
    return "".join(c for c in text or "" if c.isdigit())


def when(date: When) -> str:
    """A date of the book in words."""
    return date.text if date.first is not None else "a day not known"


def named(treaty: Treaty) -> str:
    """A treaty by its title and id."""
    return f"the {treaty.title} ({treaty.id})"


def opened(text: str) -> str:
    """A sentence with its first letter large.

    >>> opened("the end")
    'The end'
    """
    return text[:1].upper() + text[1:]


def life(treaty: Treaty) -> str:
    """When a treaty was signed, came into force and ended."""
    parts = [f"signed on {when(treaty.signed_on)}"]
    if treaty.in_force_on.first is not None:
        parts.append(f"in force from {when(treaty.in_force_on)}")
    else:
        parts.append("not known to have entered into force")
    if treaty.ended_on.first is not None:
        parts.append(f"ended on {when(treaty.ended_on)}")
    return ", ".join(parts)


def standing(treaty: Treaty, day: dt.date) -> str:
    """`before`, `signed`, `in force` or `ended` on the day; `unknown`: it never surely began."""
    signed, start, end = treaty.signed_on.first, treaty.in_force_on, treaty.ended_on
    if end.first is not None and end.first <= day:
        return "ended"
    if start.first is not None and start.first <= day:
        return "in force"
    if signed is not None and day < signed:
        return "before"
    return "signed" if start.first is not None or not start.text else "unknown"


def main_clause(treaty: Treaty, article: str | None = None) -> Clause | None:
    """The clause under an article; without one the clause of defence that asks most."""
    if article is not None:
        return treaty.clause(article)
    order = ("obliged", "discretionary", "consult")
    asked = [c for c in treaty.clauses if c.fills in order and c.kind != "council"]
    return min(asked, key=lambda c: (order.index(c.fills or ""), c.number), default=None)
