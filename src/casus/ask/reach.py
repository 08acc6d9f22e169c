"""Which clauses of a book no event sets off: a clause that nothing reaches is a slip of the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.ask.review import review_clause, review_provision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from casus.book.book import Book


def unreached(book: Book, instruments: Collection[str] | None = None) -> Iterator[str]:
    """Clauses that should act and that no event made from them sets off, each in a line of words.

    A clause with `trigger: none` acts by itself never, nor does a paragraph that decides nothing:
    they are passed over. `instruments` are the ids looked at (default: the whole book).

    >>> from casus.book import load_book
    >>> list(unreached(load_book(), ["nato", "unsc_1718"]))
    []
    """
    for treaty in book.treaties.values():
        if instruments is not None and treaty.id not in instruments:
            continue
        for clause in treaty.clauses:
            if clause.trigger != "none" and not review_clause(book, treaty, clause):
                yield (
                    f"{treaty.id} {clause.article}: no event sets it off; look at by, towards, "
                    "its tests and its days"
                )
    for measure in book.measures.values():
        if instruments is not None and measure.id not in instruments:
            continue
        for row in measure.provisions:
            if row.binding and row.items and review_provision(book, row) is None:
                yield (
                    f"{measure.id} {row.paragraph}: no delivery breaks it; look at direction, "
                    "targets, groups, items and days"
                )
