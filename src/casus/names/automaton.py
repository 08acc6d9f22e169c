"""One automaton over all names of a language, and the candidates it finds in a text."""

from __future__ import annotations

import json
import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from casus.names.fold import is_hangul, is_kana, is_katakana, is_unspaced, key_of
from casus.names.people import Office, Person
from casus.names.store import Stored, load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LATIN = "\u0600"
_ARABIC_PREFIXES = "وفبلك"
_ARTICLE = "ال"
_DECLINED = 5
"""A title of so many letters may stand with another ending,"""
_ENDING = 2
"""longer or shorter by so many."""


class Automaton:
    """The names of a language as patterns. `rows[i]` are the readings of pattern `i`.

    Names in scripts with spaces are patterns that begin with a space, so that only the beginnings
    of words are looked at.
    """

    def __init__(self, stored: Stored) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        header = stored.header
        self.lang: str = header["lang"]
        self.titles: dict[str, str] = header["titles"]
        self.contexts: dict[str, dict[str, Any]] = header["contexts"]
        self.also_words = frozenset(word.lower() for word in header["also_words"])
        self.articles = frozenset(key_of(word) for word in header["articles"])
        self.small_words = frozenset(key_of(word) for word in header["small_words"])
        self.never_after = tuple(f" {key_of(word)}" for word in header["never_after"])
        self.before_surnames = _titles(header["before_surnames"])
        self.never_before = tuple(f" {key_of(word)} " for word in header["never_before"])
        self.neutral = frozenset(key_of(word) for word in header["neutral"])
        self.courtesies = frozenset(key_of(word) for word in header["courtesies"])
        self.words = frozenset(key_of(word) for word in header["words_alone"])
        self.weak = frozenset(key_of(word) for word in header["weak_alone"]) | self.words
        self.accents: bool = header["accents"]
        self.beside: dict[str, dict[str, str]] = header["beside"]
        self.apart = frozenset(key_of(word) for word in header["apart"])
        self.particles = frozenset(header["particles"]) | {""}
        self.keys = stored.keys
        self._rows, self._people = stored.rows, stored.people
        self._persons: dict[int, Person] = {}
        unspaced = any(is_unspaced(title[0]) for title in self.titles.values() if title)
        self.open = {
            number for number, key in enumerate(self.keys)
            if (key[0] > _LATIN and (is_unspaced(key[0]) or _is_arabic(key[0])))
            or (unspaced and key[0] <= _LATIN and " " not in key)
        }  # fmt: skip
        self.led = {
            number: len(first) + 1 for number, key in enumerate(self.keys)
            if (first := key.partition(" ")[0]) in self.articles and first != key
        }  # fmt: skip
        """Names that begin with an article, and where the rest of them begins."""
        patterns = [f" {key}" for key in self.keys]
        for number in self.open:
            patterns[number] = self.keys[number]
        # "for the Russians" is written with one letter less: "للروس"
        self.leaning = [n for n in sorted(self.open) if self.keys[n].startswith(_ARTICLE)]
        patterns += [f"لل{self.keys[number][2:]}" for number in self.leaning]
        self._search = AhoCorasick(patterns, matchkind=MatchKind.Standard, store_patterns=False)

    def rows(self, number: int) -> list[list[Any]]:
        """The readings of a pattern; `table.py` tells what they hold."""
        found: list[list[Any]] = json.loads(self._rows[number])
        return found

    def person(self, number: int) -> Person:
        """The person of that number."""
        found = self._persons.get(number)
        if found is None:
            name, code, offices = json.loads(self._people[number])
            found = Person(name, code, tuple(Office(*office) for office in offices))
            self._persons[number] = found
        return found

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each pattern by its folded name."""
        return {key: number for number, key in enumerate(self.keys)}

    def is_courtesy(self, word: str) -> bool:
        """Whether a word is one of the pack's titles, perhaps with another ending ("президентом")
        or with what leans on it ("للرئيس")."""
        key = key_of(word)
        if key in self.courtesies:
            return True
        if key and _is_arabic(key[0]):
            return key[1:] in self.courtesies or _ARTICLE + key[2:] in self.courtesies
        return any(
            key.startswith(title[:-1]) and abs(len(key) - len(title)) <= _ENDING
            for title in self.courtesies
            if len(title) >= _DECLINED
        )

    def matches(self, padded: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and pattern of every name in a folded text that begins and ends with a space.

        In order of start, longer ones first; offsets are those of the text without the padding. A
        name that begins with an article gives way to a longer one behind it ("la Comunidad" to
        "Comunidad Europea").
        """
        found, opened, n_keys = [], self.open, len(self.keys)
        for number, start, end in self._search.find_matches_as_indexes(padded, overlapping=True):
            if number >= n_keys:
                if self._bounded(padded, start, end):
                    found.append((start, 1 - end, self.leaning[number - n_keys]))
            elif number in opened:
                if self._bounded(padded, start, end) and self._apart(padded, start, end, number):
                    found.append((start - 1, 1 - end, number))
            elif (
                padded[end] == " "
                or (padded[end - 1] <= _LATIN < padded[end])
                or (is_hangul(padded[end - 1]) and self._apart(padded, start + 1, end, number))
            ):
                found.append((start, 1 - end, number))
        found.sort()
        longest = dict(reversed([(start, end) for start, end, _ in found])) if self.led else {}
        for start, end, number in found:
            led = self.led.get(number)
            if led is None or longest.get(start + led, end) >= end:
                yield start, -end, number

    def _apart(self, padded: str, start: int, end: int, number: int) -> bool:
        """Whether a name that must stand apart does: nothing of its script beside it but one of the
        particles that the pack lists."""
        if self.keys[number] not in self.apart:
            return True
        before, after = padded[start - 1], padded[end]
        if is_hangul(padded[end - 1]):
            return padded[end : padded.index(" ", end)] in self.particles
        if is_unspaced(before) and not is_kana(before):
            return False
        return not is_unspaced(after) or any(
            padded.startswith(particle, end) for particle in self.particles if particle
        )

    def _bounded(self, padded: str, start: int, end: int) -> bool:
        """Whether a match in a script without spaces, or in Arabic, is a word of its own."""
        first, last = padded[start], padded[end - 1]
        if is_katakana(first) and is_katakana(padded[start - 1]):
            return False
        if is_katakana(last) and is_katakana(padded[end]):
            return False
        if first <= _LATIN:
            return not _goes_on(padded[start - 1]) and not _goes_on(padded[end])
        if _is_arabic(first):
            head = padded[padded.rindex(" ", 0, start) + 1 : start]
            return padded[end] == " " and len(head) <= 2 and not head.strip(_ARABIC_PREFIXES)
        return True


def _titles(words: list[str]) -> re.Pattern[str] | None:
    """One of these words at the end of a text, as it is written and with a full stop or without,
    behind no number and no other letter with a full stop ("5 p. m.")."""
    if not words:
        return None
    any_of = "|".join(re.escape(word.rstrip(".")) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\s\"'“«„(])(?<!\d\s)(?<!\s\w\.\s)(?:{any_of})\.? $")


def _goes_on(char: str) -> bool:
    """Whether a letter or digit goes on with a name in Latin letters."""
    return char != " " and char <= _LATIN


def _is_arabic(char: str) -> bool:
    return 0x0600 <= ord(char) <= 0x06FF


@cache
def automaton(lang: str) -> Automaton:
    """The automaton of a language; built once in a process."""
    return Automaton(load_table(lang))
