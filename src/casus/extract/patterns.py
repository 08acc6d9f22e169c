"""Patterns of words, as the files of a language pack write them.

A pattern is a sequence of items: a word, a class in angle brackets, or `~`, a gap of at most four
tokens. `{V}`, `{N}` and `{A}` before a word ask for a verb, a noun or an adjective.

A lexicon has tens of thousands of patterns and a text few words of them, so patterns are indexed by
their first word and, where they have one, by their second: only those are tried whose second word
stands near. A class is one item, whatever it holds: which classes begin at a token is told by the
token itself (`runs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

T = TypeVar("T")

GAP: Final = 4
"""How many tokens a `~` may pass over, where the pack does not say."""

_TAGS: Final = {
    "V": frozenset({"VERB", "AUX", "ADJ"}),
    "N": frozenset({"NOUN", "PROPN"}),
    "A": frozenset({"ADJ", "ADV"}),
    "P": frozenset({"PRON"}),
}


class Keyed(Protocol):
    """What a pattern looks at in a token: the words it answers to, its part of speech, and the
    classes of words that begin at it."""

    @property
    def keys(self) -> frozenset[str]:
        """Lower-case form and lemmas."""

    @property
    def upos(self) -> str:
        """Universal part of speech, or an empty string."""

    @property
    def runs(self) -> Mapping[str, tuple[int, ...]]:
        """For each class (`<arms>`) of which an entry begins here, how many tokens entries take."""


class Item(NamedTuple):
    """One place of a pattern: a word or a class (`<arms>`), parts of speech that fit, a gap before
    it."""

    word: str
    tags: frozenset[str] | None = None
    gap: int = 0

    def lengths(self, token: Keyed) -> tuple[int, ...]:
        """How many tokens the item may take from this one; nothing where it does not stand here."""
        if self.word in token.keys:
            found: tuple[int, ...] = (1,)
        elif not (found := token.runs.get(self.word, ())):
            return ()
        if self.tags == _TAGS["P"] and not token.upos:
            return ()  # an article without a tree looks just so
        if self.tags is not None and token.upos and token.upos not in self.tags:
            return tuple(n for n in found if n > 1)  # a tag is asked of a single word
        return found


class Pattern(NamedTuple):
    """A compiled pattern; `text` is how the pack wrote it."""

    text: str
    items: tuple[Item, ...]

    def matches(self, tokens: Sequence[Keyed], at: int) -> Iterator[tuple[int, ...]]:
        """Indexes of the tokens that the pattern takes when it begins at `at`: several ways where a
        class has entries of one word and of more. After a gap the nearest is taken with which
        the rest fits."""
        for n in self.items[0].lengths(tokens[at]):
            yield from self._rest(tokens, 1, tuple(range(at, at + n)))

    def _rest(
        self, tokens: Sequence[Keyed], k: int, taken: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        if k == len(self.items):
            yield taken
            return
        item = self.items[k]
        first = taken[-1] + 1
        met: set[int] = set()
        for i in range(first, min(len(tokens), first + item.gap + 1)):
            for n in item.lengths(tokens[i]):
                if n in met:
                    continue
                for whole in self._rest(tokens, k + 1, (*taken, *range(i, i + n))):
                    met.add(n)
                    yield whole


@dataclass(slots=True)
class Classes:
    """The word classes of a pack, and how many tokens a `~` of its patterns may pass over."""

    raw: Mapping[str, Sequence[str]]
    gap: int = GAP
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


def compile_pattern(text: str, classes: Classes) -> Pattern:
    """The pattern that `text` writes; raises KeyError for an unknown class or tag, ValueError for
    an empty pattern."""
    items: list[Item] = []
    gap = 0
    for part in text.split():
        if part == "~":
            gap = classes.gap
            continue
        tags, word = _asked(part)
        if word.startswith("<") and word.endswith(">"):
            classes.entries(word[1:-1])
        items.append(Item(word, tags, gap))
        gap = 0
    if not items:
        raise ValueError("an empty pattern")
    return Pattern(text, tuple(items))


def _asked(part: str) -> tuple[frozenset[str] | None, str]:
    """The parts of speech and the word, or the class, that one part of a pattern asks for."""
    tags = None
    if len(part) > 3 and part[0] == "{" and part[2] == "}":
        tags, part = _TAGS[part[1]], part[3:]
    return tags, part if part.startswith("<") and part.endswith(">") else part.casefold()


@dataclass(slots=True)
class _Entry(Generic[T]):
    """What a pack writes as its `n`th pattern, and what it stands for; it is compiled when it is
    first tried."""

    n: int
    text: str
    value: T
    _pattern: Pattern | None = None

    def pattern(self, classes: Classes) -> Pattern:
        """The pattern, compiled."""
        if self._pattern is None:
            self._pattern = compile_pattern(self.text, classes)
        return self._pattern


@dataclass(slots=True)
class _Bucket(Generic[T]):
    """The patterns that begin with one word: of one item, and the others by their second."""

    alone: list[_Entry[T]] = field(default_factory=list)
    beside: dict[str, list[_Entry[T]]] = field(default_factory=dict)
    near: dict[str, list[_Entry[T]]] = field(default_factory=dict)

    def enter(self, entry: _Entry[T]) -> None:
        first, *behind = entry.text.split()
        second = next((_asked(part)[1] for part in behind if part != "~"), None)
        if second is None:
            self.alone.append(entry)
            return
        # behind a class, which may take several tokens, the second word stands anywhere near
        far = behind[0] == "~" or _asked(first)[1].startswith("<")
        (self.near if far else self.beside).setdefault(second, []).append(entry)

    def at(self, tokens: Sequence[Keyed], i: int) -> list[_Entry[T]]:
        """The patterns whose second word stands where it may."""
        if not self.beside and not self.near:
            return self.alone
        found = list(self.alone)
        if self.beside and i + 1 < len(tokens):
            found += _second(self.beside, tokens[i + 1 : i + 2])
        if self.near:
            found += _second(self.near, tokens[i + 1 : i + 2 + 2 * GAP])
        return found


def _second(table: Mapping[str, list[_Entry[T]]], tokens: Sequence[Keyed]) -> list[_Entry[T]]:
    words = table.keys()
    near: set[str] = set()
    for token in tokens:
        near |= words & token.keys
        if token.runs:
            near |= words & token.runs.keys()
    return [entry for word in near for entry in table[word]]


@dataclass(slots=True)
class Index(Generic[T]):
    """Patterns by the words that may stand first, each with what it stands for.

    Patterns are compiled when their first word is first met, and their second near it: most of a
    lexicon never is.
    """

    classes: Classes
    _buckets: dict[str, _Bucket[T]] = field(default_factory=dict)
    _waiting: dict[str, list[tuple[int, str, T]]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    """Every word or class that a pattern begins with."""
    _entered: int = 0
    asks_tags: bool = False
    """Whether a pattern asks for the part of speech of a word."""

    def add(self, text: str, value: T) -> None:
        """Enter what a pack writes as a pattern; raises KeyError for an unknown class or tag,
        ValueError for an empty one."""
        first = text.partition(" ")[0]
        if not first or "<" in text or "{" in text:
            first = compile_pattern(text, self.classes).items[0].word  # for its errors
        first = first.casefold()
        self.asks_tags |= "{" in text
        self._entered += 1
        self._begun.add(first)
        self._waiting.setdefault(first, []).append((self._entered, text, value))

    def at(self, tokens: Sequence[Keyed], i: int) -> list[tuple[tuple[int, ...], Pattern, T]]:
        """Every match that begins at token `i`: the tokens taken, the pattern, its value."""
        token, begun = tokens[i], self._begun
        if begun.isdisjoint(token.keys) and begun.isdisjoint(token.runs):
            return []
        words = [word for word in (*token.keys, *token.runs) if word in begun]
        found = [entry for word in words for entry in self._bucket(word).at(tokens, i)]
        if len(found) > 1:
            found.sort(key=_place)
        out = []
        for entry in found:
            pattern = entry.pattern(self.classes)
            out += [(taken, pattern, entry.value) for taken in pattern.matches(tokens, i)]
        return out

    def _bucket(self, word: str) -> _Bucket[T]:
        bucket = self._buckets.get(word)
        if bucket is None:
            bucket = self._buckets[word] = _Bucket()
            for n, text, value in self._waiting.pop(word):
                bucket.enter(_Entry(n, text, value))
        return bucket

    def texts(self) -> Iterator[str]:
        """Every pattern as the pack writes it, while none was looked for."""
        return (text for waiting in self._waiting.values() for _, text, _ in waiting)

    def anchors(self) -> Iterable[str]:
        """Every word that may stand first."""
        for word in self._begun:
            if word.startswith("<"):
                yield from (entry.split()[0] for entry in self.classes.entries(word[1:-1]))
            else:
                yield word


def _place(entry: _Entry[T]) -> int:
    return entry.n
