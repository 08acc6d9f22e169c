"""The book: treaties and Council measures as dated clauses, one file an instrument.

>>> from casus.book import load_book
>>> book = load_book()
>>> book.treaty("rus_prk_2024").clause("4").strength
'must_military'
"""

from casus.book.book import Book, binds
from casus.book.load import load_book

__all__ = ["Book", "binds", "check_book", "load_book"]


def __getattr__(name: str) -> object:
    if name == "check_book":  # only the checker needs it: start-up time counts
        from casus.book.check import check_book

        return check_book
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
