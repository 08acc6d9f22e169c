"""How a language speaks of instruments: its `instruments.yaml`, compiled for matching.

The keys are told in `docs/packs.md`; a malformed file is a `PackError` with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from casus.errors import PackError
from casus.lang import PACKS
from casus.names.fold import simplify
from casus.yamlfile import YamlFile

LISTS: Final = (
    "treaty", "tie", "stand_in", "resolution", "council", "other_body", "sanctions", "article",
    "other_law", "back", "indefinite", "locative", "within", "signed", "joins", "emphatic", "agent",
    "negation", "there", "arms_words", "and", "number_word", "paragraph", "relative", "binder",
)  # fmt: skip
"""Keys that hold a list of words; each word gets the key as its label."""
TABLES: Final = ("traits", "claims", "regions", "items", "objects", "places", "deeds", "eras",
                 "holders", "combining", "instruments")  # fmt: skip
"""Keys that hold a table; each word gets the table's label and the entry as its value."""
CLAIMS: Final = (
    "backed", "opposed", "abstained", "resembles", "breach", "present", "permanent", "in_force",
    "lapsed", "bound", "bloc", "motive",
)  # fmt: skip
"""Entries of `claims`."""
DEEDS: Final = ("attack", "threaten", "declare_war", "occupy", "lift", "funds")
"""Entries of `deeds`."""
TRAITS: Final = ("defence", "mutual", "partnership", "peace", "old", "new")
"""Entries of `traits`."""

_LETTER: Final = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Letters of which each is taken for a word: nothing, or particles alone, part the words."""

_WORD: Final = re.compile(
    # but for the numeral of an article or a resolution in Chinese
    rf"[一二三四五六七八九十百]+(?=[条條款项項号號])|[{_LETTER}]|[^\W\d_{_LETTER}]+|\d+|[^\w\s]"
)
_SAME: Final = {"’": "'", "‘": "'", "–": "-", "‑": "-", "—": "—"}


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters, of digits, or one mark: `text[start:end]`; `key` is its folded form. A
    letter of Chinese, Japanese or Korean is a word of its own."""

    form: str
    key: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and marks of `text[start:end]`, with offsets in `text`.

    >>> [w.key for w in words_of("NATO’s Article 5")]
    ['nato', "'", 's', 'article', '5']
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(m.group(), _key(m.group()), m.start(), m.end()) for m in found]


def keys_of(text: str, start: int, end: int) -> set[str]:
    """The keys of the words of `text[start:end]`."""
    return set(map(_key, _WORD.findall(text, start, end)))


@lru_cache(maxsize=1 << 15)
def _key(form: str) -> str:
    return _SAME.get(form, simplify(form.casefold()))


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern: its keys in order, the label and value it gives, and the forms it must have
    (an acronym's capitals, else None)."""

    keys: tuple[str, ...]
    label: str
    value: Any
    forms: tuple[str, ...] | None = None

    def fits(self, words: Sequence[Word], i: int) -> bool:
        """Whether the words from `i` are this pattern."""
        stop = i + len(self.keys)
        if stop > len(words):
            return False
        run = words[i:stop]
        if any(word.key != key for word, key in zip(run, self.keys, strict=True)):
            return False
        return self.forms is None or all(
            w.form == f for w, f in zip(run, self.forms, strict=True) if f.isalpha()
        )


@dataclass(slots=True)
class Vocabulary:
    """The words of `instruments.yaml` by their first key, the longest first.

    `before` tells whether what describes a treaty may stand before its noun ("the 1961 Soviet
    pact").
    """

    lang: str
    before: bool
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    instruments: frozenset[str] = frozenset()
    _first: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    _whole: dict[frozenset[str], dict[str, list[frozenset[str]]]] = field(default_factory=dict)
    """For labels the keys of their patterns, by the first."""

    def add(self, text: str, label: str, value: Any) -> None:
        """Enter a pattern; an acronym must keep its capitals."""
        words = words_of(text)
        keys = tuple(word.key for word in words)
        letters = [word.form for word in words if word.form.isalpha()]
        exact = bool(letters) and all(form.isupper() for form in letters)
        forms = tuple(word.form for word in words) if exact else None
        self.entries.setdefault(keys[0], []).append(Entry(keys, label, value, forms))

    def at(self, words: Sequence[Word], i: int) -> list[Entry]:
        """The patterns that begin at word `i`, the longest first."""
        entries = self.entries.get(words[i].key)
        return [e for e in entries if e.fits(words, i)] if entries else []

    def begin(self, labels: frozenset[str]) -> frozenset[str]:
        """The first words of the patterns of these labels."""
        if labels not in self._first:
            self._first[labels] = frozenset(
                key
                for key, entries in self.entries.items()
                if any(entry.label in labels for entry in entries)
            )
        return self._first[labels]

    def may_find(self, labels: frozenset[str], keys: Set[str]) -> bool:
        """Whether words with these keys may be a pattern of these labels, in whatever order."""
        if labels not in self._whole:
            self._whole[labels] = {
                key: [frozenset(e.keys) for e in self.entries[key] if e.label in labels]
                for key in self.begin(labels)
            }
        whole = self._whole[labels]
        return any(wanted <= keys for key in whole.keys() & keys for wanted in whole[key])

    def find(
        self, labels: Iterable[str], words: Sequence[Word]
    ) -> Iterator[tuple[int, int, Entry]]:
        """Patterns of these labels in order, the longest at each place, none overlapping:
        the first word, the word after the last, the entry."""
        wanted, i = frozenset(labels), 0
        begin = self.begin(wanted)
        while i < len(words):
            here = self.at(words, i) if words[i].key in begin else ()
            found = next((e for e in here if e.label in wanted), None)
            if found is None:
                i += 1
                continue
            yield i, i + len(found.keys), found
            i += len(found.keys)


@cache
def has_instruments(lang: str) -> bool:
    """Whether the pack of a language tells how it speaks of instruments."""
    return (PACKS / lang / "instruments.yaml").is_file()


@lru_cache(maxsize=16)
def load_vocabulary(lang: str, folder: Path | None = None) -> Vocabulary:
    """The compiled `instruments.yaml` of a language; `folder` names another pack's.

    Raises `PackError` with file and line where it is malformed.
    """
    file = YamlFile((folder or PACKS / lang) / "instruments.yaml", PackError, "extract")
    if not isinstance(file.data, dict):
        raise file.error([], "expected keys such as `treaty:` and `resolution:`")
    unknown = sorted(set(file.data) - {*LISTS, *TABLES, "modifiers"})
    if unknown:
        raise file.error([unknown[0]], f"unknown key {unknown[0]!r}")
    if file.get("modifiers") not in ("before", "after"):
        raise file.error(["modifiers"], "modifiers is `before` or `after`")
    out = Vocabulary(lang, file.get("modifiers") == "before")
    for name in LISTS:
        for n, text in enumerate(_texts(file, [name], file.get(name))):
            _enter(out, file, [name, n], text, name, None)
    for name in TABLES:
        table = file.get(name) or {}
        if not isinstance(table, dict):
            raise file.error([name], f"{name} is a table")
        for key, value in table.items():
            _row(out, file, name, key, value)
    out.instruments = frozenset(str(key) for key in file.get("instruments") or {})
    for rows in out.entries.values():
        rows.sort(key=lambda e: -len(e.keys))
    return out


def _row(out: Vocabulary, file: YamlFile, name: str, key: Any, value: Any) -> None:
    """One entry of a table: a word with what it means, or what is meant with its words."""
    path: list[str | int] = [name, key]
    if name == "eras":
        years = isinstance(value, list) and len(value) == 2
        if not years or not all(isinstance(year, int) for year in value):
            raise file.error(path, f"era {key!r} needs its first and last year: [1947, 1991]")
        _enter(out, file, path, key, "era", (value[0], value[1]))
        return
    if name in ("holders", "combining"):
        if not isinstance(value, str):
            raise file.error(path, f"{name}: {key!r} needs one id or code")
        _enter(out, file, path, key, "holder" if name == "holders" else name, value)
        return
    known = {"claims": CLAIMS, "traits": TRAITS, "deeds": DEEDS}.get(name)
    if known and key not in known:
        raise file.error(path, f"{name}: {key!r} is none of {', '.join(known)}")
    label = {
        "instruments": "named", "traits": "trait", "regions": "region", "items": "item",
        "objects": "object", "places": "place", "claims": "claim", "deeds": "deed",
    }[name]  # fmt: skip
    for n, text in enumerate(_texts(file, path, value)):
        _enter(out, file, [*path, n], text, label, str(key))


def _texts(file: YamlFile, path: Sequence[str | int], value: Any) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise file.error(path, f"{path[-1]}: expected a list of words")
    return value


def _enter(
    out: Vocabulary, file: YamlFile, path: Sequence[str | int], text: Any, label: str, value: Any
) -> None:
    if not isinstance(text, str) or not words_of(text):
        raise file.error(path, f"{text!r} is no word")
    out.add(text, label, value)
