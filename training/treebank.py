"""Treebanks: the sentences of a CoNLL-U file, each word with its place in the text."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """A word: where it stands, its part of speech and its features. Words that are written as one
    ("du") stand where that does."""

    start: int
    end: int
    upos: str
    feats: dict[str, str]


def find_treebank(folder: Path, name: str) -> Path:
    """The file of a treebank: `id_gsd-dev.conllu[.gz]`, or UD's `id_gsd-ud-dev.conllu`. Raises
    FileNotFoundError naming all that were tried."""
    bank, _, part = name.partition("-")
    tried = [f"{name}.conllu.gz", f"{name}.conllu", f"{bank}-ud-{part or 'test'}.conllu"]
    for file in tried:
        if (folder / file).is_file():
            return folder / file
    raise FileNotFoundError(f"{folder}: no treebank {name}; looked for {', '.join(tried)}")


def read_treebank(folder: Path, name: str) -> Iterator[tuple[str, list[Word]]]:
    """The sentences of a treebank as they are written, with their words."""
    path = find_treebank(folder, name)
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows: list[list[str]] = []
    for line in [*raw.decode("utf-8").split("\n"), ""]:
        if line.strip() and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line.strip() and rows:
            yield _sentence(rows)
            rows = []


def _sentence(rows: Sequence[Sequence[str]]) -> tuple[str, list[Word]]:
    """The text of some rows, and the words in it. A word of several ("6-7") is told by a row before
    those: where they make it up as they are ("Iran|'s"), each has its own place."""
    text, words = "", []
    parts: dict[str, tuple[int, int]] = {}
    for n, row in enumerate(rows):
        number, form = row[0], row[1]
        if "." in number:  # an empty node is no word of the text
            continue
        start, end = len(text), len(text) + len(form)
        if "-" in number:
            first, _, last = number.partition("-")
            within = [r for r in rows[n + 1 :] if r[0].isdigit()][: int(last) - int(first) + 1]
            parts = _places(within, form, start)
        elif number in parts:
            start, end = parts[number]
        if "-" in number or number not in parts:
            text += form + ("" if "SpaceAfter=No" in row[9] else " ")
        if "-" not in number:
            feats = dict(pair.split("=", 1) for pair in row[5].split("|") if "=" in pair)
            words.append(Word(start, end, row[3], feats))
    return text.rstrip(), words


def _places(rows: Sequence[Sequence[str]], form: str, start: int) -> dict[str, tuple[int, int]]:
    """Where the words of a word of several stand."""
    if "".join(row[1] for row in rows) != form:
        return {row[0]: (start, start + len(form)) for row in rows}
    out = {}
    for row in rows:
        out[row[0]] = (start, start + len(row[1]))
        start += len(row[1])
    return out
