"""Words of languages whose writing does not part them.

Chinese writes no spaces; Vietnamese writes one after every syllable, so that "tấn công" is one word
in two. Both are made of *units* (a character, a syllable), and a word is a run of units that a
vocabulary knows: the commonest way to cover a sentence is taken (a unigram model, by dynamic
programming). The vocabulary is the words of the pack itself, and `words.txt`, the counted words of
the treebanks that the pack's tags are learned from; names are told from outside.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

CHARACTERS: Final = "characters"
SYLLABLES: Final = "syllables"
UNITS: Final = (CHARACTERS, SYLLABLES)
JOIN: Final = "_"
"""What stands for the space inside a word of several syllables, in tokens and in patterns."""

_DATE: Final = r"(?:[0-9]{1,4}[年月日])+(?:[上下]午|凌晨|晚间?|深夜|清晨|夜间)?"
"""A day told in figures is one word, and a noun: as a verb it would lead the order of words
astray."""

_DAY: Final = re.compile(_DATE)

_PIECE: Final = {
    CHARACTERS: re.compile(
        _DATE + r"|[A-Za-zÀ-ɏЀ-ӿ0-9]+(?:[-.,'’][A-Za-zÀ-ɏЀ-ӿ0-9]+)*%?|[^\W_]|[^\s]"
    ),
    SYLLABLES: re.compile(r"[^\W_]+(?:[-.,'’/][^\W_]+)*%?|[^\s]"),
}
_SEED: Final = 4
"""How often a word of the pack counts as seen where the treebanks do not have it."""

_LONGEST: Final = {CHARACTERS: 3, SYLLABLES: 2}
"""Longer words of a pack are words of their own only where shorter ones do not make them up."""

_MAX_UNITS: Final = 10
_LEADING: Final = re.compile(r"(\{\w\}|=)?(.*)", re.DOTALL)


class Segmenter:
    """Parts a sentence into words.

    >>> known = {"军事": 9, "援助": 9, "提供": 9, "军": 1, "事": 1}
    >>> Segmenter(known, CHARACTERS).words("提供军事援助")
    ['提供', '军事', '援助']
    """

    def __init__(self, counts: Mapping[str, int], units: str) -> None:
        self.units = units
        self.acts: frozenset[str] = frozenset()
        """Words that the pack knows as verbs, those that are nouns too included."""
        self.coverbs: frozenset[str] = frozenset()
        """Words that are prepositions wherever they stand before a name."""
        self._own: set[str] = set()
        self.verbs: frozenset[str] = frozenset()
        """Words that the pack knows as verbs alone, whatever their tags are."""
        self._piece = _PIECE[units]
        self._glue = "" if units == CHARACTERS else " "
        self._counts: dict[str, int] = {}
        for word, n in counts.items():
            key = self._key(word)
            self._counts[key] = self._counts.get(key, 0) + n
        self._weigh()

    def _key(self, word: str) -> str:
        return self._glue.join(self._piece.findall(word.casefold()))

    def _weigh(self) -> None:
        total = sum(self._counts.values()) + 1
        self._cost = {word: math.log(total / n) for word, n in self._counts.items()}
        self._unknown = math.log(total / 0.2)
        self._longest = min(
            _MAX_UNITS, max((len(self._piece.findall(w)) for w in self._counts), default=1)
        )

    def learn(self, words: Iterable[str], seen: int = _SEED) -> None:
        """Add words to the vocabulary; those that shorter ones make up are left to them."""
        fresh = {key for word in words if (key := self._key(word))}
        self._own |= fresh
        size = {key: len(self._piece.findall(key)) for key in fresh}
        short = {key for key in fresh if size[key] <= _LONGEST[self.units]}
        self._enter(short, seen)
        made_up = {key for key in fresh - short if all(self.knows(w, 2) for w in self._split(key))}
        self._enter(fresh - short - made_up, seen)

    def _enter(self, words: Iterable[str], seen: int) -> None:
        for word in words:
            self._counts[word] = max(self._counts.get(word, 0), seen)
        self._weigh()

    def knows(self, word: str, units: int = 1) -> bool:
        """Whether the vocabulary has a word of at least so many units."""
        return word in self._counts and len(self._piece.findall(word)) >= units

    def _split(self, key: str) -> list[str]:
        return [key[a:b] for a, b in self.spans(key)]

    def words(self, text: str) -> list[str]:
        """The words of a text, `_` for a space inside one."""
        return [joined(text[a:b]) for a, b in self.spans(text)]

    def spans(self, text: str, fixed: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
        """Where the words of a text stand. `fixed` are stretches known to be words or runs of
        words: no word crosses their ends."""
        walls = {at for span in fixed for at in span}
        whole = set(fixed)
        units: list[tuple[int, int]] = []
        for m in self._piece.finditer(text):
            cuts = [m.start(), *(at for at in sorted(walls) if m.start() < at < m.end()), m.end()]
            units += pairwise(cuts)
        low = text.casefold()
        if len(low) != len(text):
            low = text
        best: list[tuple[float, int]] = [(0.0, 0)]
        for stop in range(1, len(units) + 1):
            end = units[stop - 1][1]
            found = (math.inf, stop - 1)
            for start in range(stop - 1, max(-1, stop - 1 - self._longest), -1):
                begin = units[start][0]
                if (
                    start < stop - 1
                    and (
                        units[start][1] in walls
                        or units[start + 1][0] in walls
                        or units[start + 1][0] - units[start][1] != len(self._glue)
                    )
                    and (begin, end) not in whole
                ):
                    break
                word = low[begin:end]
                if (begin, end) in whole:
                    cost = 0.0
                elif (known := self._cost.get(word)) is not None:
                    cost = known
                elif start == stop - 1:
                    cost = self._unknown
                else:
                    continue
                if (total := best[start][0] + cost) < found[0]:
                    found = (total, start)
            best.append(found)
        out: list[tuple[int, int]] = []
        at = len(units)
        while at:
            start = best[at][1]
            out.append((units[start][0], units[at - 1][1]))
            at = start
        return out[::-1]

    def pattern(self, text: str) -> str:
        """A pattern of the pack with its words parted as those of a text are.

        >>> Segmenter({"提供": 9, "军事": 9, "援助": 9}, CHARACTERS).pattern("提供 ~ 军事援助")
        '提供 ~ 军事 援助'
        """
        out: list[str] = []
        plain: list[str] = []

        def flush() -> None:
            if plain:
                lead = _LEADING.match(" ".join(plain))
                assert lead
                words = self.words(lead[2]) or [lead[2]]
                out.append((lead[1] or "") + words[0])
                out.extend(words[1:])
                plain.clear()

        for part in text.split():
            if part == "~" or part[0] == "<" or (part[0] == "{" and part[2:4] == "}<"):
                flush()
                out.append(part)
            else:
                if part[0] in "{=" or self.units == CHARACTERS:
                    flush()
                plain.append(part)
        flush()
        return " ".join(out)

    def is_day(self, word: str) -> bool:
        """Whether the word is a day told in figures."""
        return self.units == CHARACTERS and _DAY.fullmatch(word) is not None

    def tails(self, word: str) -> list[str]:
        """The known words that end a word of three characters or more that the pack does not have
        itself: "电动坦克" is a "坦克"."""
        if self.units != CHARACTERS or len(word) < 3 or word in self._own:
            return []
        return [word[i:] for i in range(1, len(word) - 1) if word[i:] in self._cost]


def joined(word: str) -> str:
    """The word with `_` for a space inside it."""
    return JOIN.join(word.split())


def read_counts(path: Path) -> dict[str, int]:
    """The counted words of `words.txt`, a word and its number on a line, parted by a tab."""
    out: dict[str, int] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            word, _, n = line.partition("\t")
            if n.isdigit():
                out[word] = int(n)
    return out
