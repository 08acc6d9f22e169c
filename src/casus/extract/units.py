"""The units of a sentence that phrases about instruments are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from casus.extract.instruments import Vocabulary, Word
from casus.names.span import NameSpan

_PARTS: Final = frozenset(
    {
        "treaty", "tie", "stand_in", "resolution", "council", "other_body", "sanctions", "article",
        "other_law", "back", "indefinite", "locative", "within", "signed", "joins", "emphatic",
        "trait",
        "era", "holder", "combining", "named", "agent", "arms_words", "and", "number_word",
        "paragraph", "relative", "binder",
    }
)  # fmt: skip
_YEARS: Final = range(1300, 2100)
_ONES: Final = "一二三四五六七八九"
_TENS: Final = {"十": 10, "百": 100}
_VOTES: Final = frozenset({"backed", "opposed", "abstained"})


@dataclass(slots=True)
class Unit:
    """A run of words with all that it may be: label → value. `codes` where it is a name."""

    start: int
    end: int
    text: str
    labels: Mapping[str, Any] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    kind: str = ""

    def has(self, *labels: str) -> bool:
        """Whether the unit may be one of these."""
        return any(label in self.labels for label in labels)

    @property
    def number(self) -> int | None:
        """The number that it is, if it is one."""
        if self.text.isdecimal():
            return int(self.text) if len(self.text) < 6 else None
        return _chinese_number(self.text)

    @property
    def year(self) -> int | None:
        """The year that it may be."""
        number = self.number
        return number if number is not None and number in _YEARS else None

    @property
    def mark(self) -> bool:
        """Whether it is a mark of punctuation."""
        return not self.text[0].isalnum()


def _chinese_number(text: str) -> int | None:
    """The number that a Chinese numeral below a thousand writes, None where it is none.

    >>> _chinese_number("四十二"), _chinese_number("十"), _chinese_number("条")
    (42, 10, None)
    """
    total, digit = 0, 0
    for char in text:
        if char in _ONES:
            digit = _ONES.index(char) + 1
        elif char in _TENS:
            total, digit = total + max(1, digit) * _TENS[char], 0
        else:
            return None
    return total + digit or None


def units_of(
    vocabulary: Vocabulary, words: Sequence[Word], names: Iterable[NameSpan], text: str
) -> list[Unit]:
    """The units of a sentence in order: the longest pattern or name at each place."""
    begun = {name.start: name for name in names}
    out: list[Unit] = []
    i = 0
    while i < len(words):
        entries = vocabulary.at(words, i)
        entries = [e for e in entries if e.label in _PARTS or e.value in _VOTES]
        name = begun.get(words[i].start)
        stop = _after(words, i, name.end) if name else i
        n = max(stop - i, len(entries[0].keys) if entries else 0, 1)
        labels: dict[str, Any] = {}
        for entry in entries:
            if len(entry.keys) == n:
                _label(labels, entry.label, entry.value)
        if n > 1 and not labels.keys().isdisjoint(("treaty", "tie")):
            for _, _, entry in vocabulary.find(("trait",), words[i : i + n]):
                _label(labels, entry.label, entry.value)
        unit = Unit(words[i].start, words[i + n - 1].end, "", labels)
        if name and stop - i == n:
            unit.codes, unit.kind, unit.end = name.codes, name.kind, max(unit.end, name.end)
            labels["name"] = True
        if "combining" in labels and i + 1 < len(words) and words[i + 1].key == "-":
            unit.codes, unit.kind = (labels["combining"],), "demonym"
            labels["name"] = True
        unit.text = text[unit.start : unit.end]
        out.append(unit)
        i += n
    return out


def _label(labels: dict[str, Any], label: str, value: Any) -> None:
    """A run of words may be several traits, and one of anything else."""
    if label == "trait":
        labels[label] = labels.get(label, frozenset()) | {value}
    elif label == "claim":
        labels["vote"] = value
    else:
        labels.setdefault(label, value)


def _after(words: Sequence[Word], i: int, end: int) -> int:
    while i < len(words) and words[i].start < end:
        i += 1
    return i
