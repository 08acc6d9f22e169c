"""One automaton over all names of a language, and the candidates it finds in a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from casus.names.fold import fold, is_hangul, is_katakana, is_unspaced
from casus.names.people import Office, Person
from casus.names.store import load_table

_ARABIC_PREFIXES = "وفبلك"


class Automaton:
    """The names of a language as patterns. `rows[i]` are the readings of pattern `i`.

    Names in scripts with spaces are patterns that begin with a space, so that only the beginnings
    of words are looked at.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415 - start-up time

        self.lang: str = table["lang"]
        self.titles: dict[str, str] = table["titles"]
        self.contexts: dict[str, dict[str, Any]] = table["contexts"]
        self.also_words = frozenset(word.lower() for word in table["also_words"])
        self.never_after = tuple(f" {fold(word)}" for word in table["never_after"])
        self.never_before = tuple(f" {fold(word)} " for word in table["never_before"])
        self.neutral = frozenset(fold(word) for word in table["neutral"])
        self.weak = frozenset(fold(word) for word in table["weak_alone"])
        self.people = [
            Person(name, code, tuple(Office(*office) for office in offices))
            for name, code, offices in table["people"]
        ]
        self.keys = list(table["rows"])
        self.rows: list[list[list[Any]]] = list(table["rows"].values())
        self.number = {key: number for number, key in enumerate(self.keys)}
        self.open = [is_unspaced(key[0]) or _is_arabic(key[0]) for key in self.keys]
        patterns = [key if bare else f" {key}" for key, bare in zip(self.keys, self.open, strict=True)]
        self._search = AhoCorasick(patterns, matchkind=MatchKind.Standard, store_patterns=False)

    def matches(self, padded: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and pattern of every name in a folded text that begins and ends with a space.

        In order of start, longer ones first; offsets are those of the text without the padding.
        """
        found = []
        for number, start, end in self._search.find_matches_as_indexes(padded, overlapping=True):
            if self.open[number]:
                if self._bounded(padded, start, end):
                    found.append((start - 1, 1 - end, number))
            elif padded[end] == " " or is_hangul(padded[end - 1]):
                found.append((start, 1 - end, number))
        found.sort()
        for start, end, number in found:
            yield start, -end, number

    def _bounded(self, padded: str, start: int, end: int) -> bool:
        """Whether a match in a script without spaces, or in Arabic, is a word of its own."""
        first, last = padded[start], padded[end - 1]
        if is_katakana(first) and is_katakana(padded[start - 1]):
            return False
        if is_katakana(last) and is_katakana(padded[end]):
            return False
        if _is_arabic(first):
            head = padded[padded.rindex(" ", 0, start) + 1 : start]
            return padded[end] == " " and len(head) <= 2 and not head.strip(_ARABIC_PREFIXES)
        return True


def _is_arabic(char: str) -> bool:
    return 0x0600 <= ord(char) <= 0x06FF


@cache
def automaton(lang: str) -> Automaton:
    """The automaton of a language; built once in a process."""
    return Automaton(load_table(lang))
