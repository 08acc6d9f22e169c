"""Patterns of words, as the files of a language pack write them.

A pattern is a sequence of items: a word, a class in angle brackets, or `~`, a gap of at most four
tokens. `{V}`, `{N}` and `{A}` before a word ask for a verb, a noun or an adjective. Patterns are
compiled into an index by their first word, so that a text is scanned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, Protocol, TypeVar

T = TypeVar("T")

GAP: Final = 4
"""How many tokens a `~` may pass over."""

_TAGS: Final = {
    "V": frozenset({"VERB", "AUX", "ADJ"}),
    "N": frozenset({"NOUN", "PROPN"}),
    "A": frozenset({"ADJ", "ADV"}),
}


class Keyed(Protocol):
    """What a pattern looks at in a token: the words it answers to and its part of speech."""

    @property
    def keys(self) -> frozenset[str]:
        """Lower-case form and lemmas."""

    @property
    def upos(self) -> str:
        """Universal part of speech, or an empty string."""


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a pattern: words that fit, parts of speech that fit, a gap before it."""

    words: frozenset[str]
    tags: frozenset[str] | None = None
    gap: bool = False

    def fits(self, token: Keyed) -> bool:
        """Whether the token may stand here."""
        if self.tags is not None and token.upos and token.upos not in self.tags:
            return False
        return not self.words.isdisjoint(token.keys)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `text` is how the pack wrote it."""

    text: str
    items: tuple[Item, ...]

    def match(self, tokens: Sequence[Keyed], at: int) -> tuple[int, ...] | None:
        """Indexes of the tokens that the pattern takes when its first word stands at `at`."""
        if not self.items[0].fits(tokens[at]):
            return None
        taken = [at]
        for item in self.items[1:]:
            first = taken[-1] + 1
            last = min(len(tokens), first + (GAP + 1 if item.gap else 1))
            for i in range(first, last):
                if item.fits(tokens[i]):
                    taken.append(i)
                    break
            else:
                return None
        return tuple(taken)


@dataclass(slots=True)
class Classes:
    """The word classes of a pack; entries of several words become patterns of their own."""

    raw: Mapping[str, Sequence[str]]
    _flat: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def entries(self, name: str, _seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Every entry of a class, those of the classes that it names included.

        Raises KeyError for a class that the pack does not have or that names itself.
        """
        if name in self._flat:
            return self._flat[name]
        if name not in self.raw or name in _seen:
            raise KeyError(name)
        out: list[str] = []
        for entry in self.raw[name]:
            if entry.startswith("<") and entry.endswith(">"):
                out += self.entries(entry[1:-1], _seen | {name})
            else:
                out.append(entry.casefold())
        self._flat[name] = tuple(dict.fromkeys(out))
        return self._flat[name]

    def single(self, name: str) -> frozenset[str]:
        """The entries of one word."""
        return frozenset(entry for entry in self.entries(name) if " " not in entry)


def compile_pattern(text: str, classes: Classes) -> list[Pattern]:
    """The pattern that `text` writes: several where a class holds entries of several words.

    Raises KeyError for an unknown class.
    """
    alternatives: list[tuple[Item, ...]] = [()]
    gap = False
    for part in text.split():
        if part == "~":
            gap = True
            continue
        tags = None
        word = part
        if len(word) > 3 and word[0] == "{" and word[2] == "}":
            tags, word = _TAGS[word[1]], word[3:]
        if word.startswith("<") and word.endswith(">"):
            name = word[1:-1]
            heads: list[tuple[Item, ...]] = []
            single = classes.single(name)
            if single:
                heads.append((Item(single, tags, gap),))
            for entry in classes.entries(name):
                if " " in entry:
                    first, *rest = entry.split()
                    heads.append(
                        (
                            Item(frozenset({first}), None, gap),
                            *(Item(frozenset({w})) for w in rest),
                        )
                    )
        else:
            heads = [(Item(frozenset({word.casefold()}), tags, gap),)]
        alternatives = [left + head for left in alternatives for head in heads]
        gap = False
    return [Pattern(text, items) for items in alternatives if items]


@dataclass(slots=True)
class Index(Generic[T]):
    """Patterns by the words that may stand first, each with what it stands for.

    A pattern that begins with a plain word is compiled when that word is first met: most of a
    lexicon never is.
    """

    by_word: dict[str, list[tuple[Pattern, T]]] = field(default_factory=dict)
    waiting: dict[str, list[tuple[str, Classes, T]]] = field(default_factory=dict)

    def add(self, text: str, classes: Classes, value: T) -> None:
        """Enter what a pack writes as a pattern; raises KeyError for an unknown class or tag."""
        first, _, rest = text.partition(" ")
        if not first or first[0] in "<{":
            self._enter(compile_pattern(text, classes), value)
            return
        for part in rest.split():
            if part[0] in "<{":
                compile_pattern(part, classes)  # for its errors, which belong to loading
        self.waiting.setdefault(first.casefold(), []).append((text, classes, value))

    def _enter(self, patterns: Iterable[Pattern], value: T) -> None:
        for pattern in patterns:
            for word in pattern.items[0].words:
                self.by_word.setdefault(word, []).append((pattern, value))

    def at(self, tokens: Sequence[Keyed], i: int) -> Iterator[tuple[tuple[int, ...], Pattern, T]]:
        """Every match that begins at token `i`: the tokens taken, the pattern, its value."""
        seen: set[int] = set()
        begun = [key for key in tokens[i].keys if key in self.by_word or key in self.waiting]
        for key in sorted(begun):  # in the same order in every run
            if key in self.waiting:
                for text, classes, entry in self.waiting[key]:
                    self._enter(compile_pattern(text, classes), entry)
                self.waiting.pop(key, None)
            for pattern, value in self.by_word.get(key, ()):
                if id(pattern) in seen:
                    continue
                seen.add(id(pattern))
                taken = pattern.match(tokens, i)
                if taken:
                    yield taken, pattern, value

    def anchors(self) -> Iterable[str]:
        """Every word that begins a pattern."""
        return {*self.by_word, *self.waiting}
