"""Names that come close to one that is not known, for error messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def close_matches(word: str, known: Iterable[str], most: int = 4, cutoff: float = 0.5) -> list[str]:
    """Up to `most` of the known names that resemble the word, best first.

    >>> close_matches("natto", ["nato", "anzus"])
    ['nato']
    """
    import difflib  # needed for errors alone

    return difflib.get_close_matches(word, list(known), most, cutoff)
