"""Portfolios of a year, and where they come from: ATOP, the book, votes of the General Assembly,
SIPRI's register of arms transfers.

Each builder answers for one year: portfolios, or why the source does not cover it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from casus.errors import InputError

if TYPE_CHECKING:
    from casus.blocs.portfolio import Portfolios
    from casus.book import Book
    from casus.sources.shelf import Shelf

ASKED: Final = ("atop", "book", "votes", "transfers")
"""The sources of portfolios."""


class Builder(Protocol):
    """Portfolios by year; states are numbers of the Correlates of War."""

    def of(self, year: int) -> Portfolios:
        """The portfolios of a year; raises `NotCovered`, with the reason, where there are none."""

    def why_not(self, state: int, year: int) -> str:
        """Why a state has no portfolio in a year that is covered."""


def builder(name: str, shelf: Shelf, book: Book | None = None) -> Builder:
    """The builder of a source: one of `ASKED`.

    Raises `InputError` for another word, and where a data set is not there, naming the official
    file to add.
    """
    if name == "book":
        from casus.book import load_book
        from casus.sources.pacts_of_book import BookBuilder

        return BookBuilder(book or load_book())
    if name == "votes":
        from casus.sources.voting import VotesBuilder

        return VotesBuilder(shelf)
    if name == "transfers":
        from casus.sources.armed import TransfersBuilder

        return TransfersBuilder(shelf)
    if name != "atop":
        raise InputError(f"{name!r} is no source of portfolios: accepted are {', '.join(ASKED)}")
    from casus.sources.allied import AtopBuilder

    return AtopBuilder(shelf)
