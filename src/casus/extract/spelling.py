"""The files of a pack, spelt as a text is once its words are parted (`segment.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from casus.extract.segment import CHARACTERS, UNITS, Segmenter, read_counts
from casus.yamlfile import YamlFile

_NO_WORD: Final = re.compile(r"~|<[^>]*>|\{\w\}|=")
_NO_WORDS_IN: Final = frozenset(
    {
        "id", "type", "mode", "object", "unless", "subject", "sides", "content", "status",
        "speaker", "example", "examples", "words",
    }
)  # fmt: skip


def part_words(folder: Path, markers: YamlFile, files: Sequence[YamlFile]) -> Segmenter | None:
    """What parts words in a language whose writing does not, by `words` of its markers; the
    patterns of the files are rewritten with their words parted. None in all other languages."""
    units = markers.get("words")
    if units is None:
        return None
    if units not in UNITS:
        raise markers.error(["words"], f"words: {units!r}; one of {', '.join(UNITS)}")
    segmenter = Segmenter(read_counts(folder / "words.txt"), units)
    segmenter.learn(
        word.strip()
        for file in files
        for text in _texts(file.data)
        for words in _NO_WORD.split(text)
        for word in (words.split() if units == CHARACTERS else [words])
        if word.strip()
    )
    for file in files:
        file.data = _parted(file.data, segmenter)
    frames = [frame for file in files for frame in _frames(file.data)]
    nouns = {_first(text) for frame in frames for text in frame.get("nouns") or ()}
    verbs = {_first(text) for frame in frames for text in frame.get("verbs") or ()}
    segmenter.verbs = frozenset(verbs - nouns)
    segmenter.acts = frozenset(verbs)
    segmenter.coverbs = frozenset(markers.get("coverbs") or ())
    return segmenter


def _frames(data: Any) -> list[dict[str, Any]]:
    rows = data.get("frames") if isinstance(data, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _first(text: Any) -> str:
    return str(text).partition(" ")[0].casefold()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_WORDS_IN:
                yield from _texts(inner)
                if isinstance(inner, int):  # `numbers` has its words as keys
                    yield key
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _parted(value: Any, segmenter: Segmenter) -> Any:
    if isinstance(value, dict):
        out = {}
        for key, inner in value.items():
            name = segmenter.pattern(key) if isinstance(inner, int) else key
            out[name] = inner if key in _NO_WORDS_IN else _parted(inner, segmenter)
        return out
    if isinstance(value, list):
        return [_parted(inner, segmenter) for inner in value]
    return segmenter.pattern(value) if isinstance(value, str) else value
