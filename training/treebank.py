"""Treebanks as rows: read CoNLL-U, put it in the shape that casus parses, vary the tokens.

A sentence is the list of its rows, each a list of the ten columns; rows of multiword tokens
("6-7") stand before their words. Characters that casus replaces before it parses are replaced
here too, and quotation marks, which it does not show to the parser, are left out.
"""

from __future__ import annotations

import gzip
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ufal import udpipe

from casus.extract.tagging import PLAIN
from casus.names.fold import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Sentence = list[list[str]]
LONGEST = 200
"""A sentence with a longer word (in bytes) is left out: UDPipe keeps lengths in one byte, and such
words are strings of hashtags."""


def find_treebank(folder: Path, name: str) -> Path:
    """The file of a treebank: `id_gsd-dev.conllu[.gz]`, or UD's `id_gsd-ud-dev.conllu`.

    `a|b` takes `b` where `a` is not there. Raises FileNotFoundError naming all that were tried.
    """
    tried = []
    for one in name.split("|"):
        bank, _, part = one.partition("-")
        tried += [f"{one}.conllu.gz", f"{one}.conllu", f"{bank}-ud-{part or 'test'}.conllu"]
    for file in tried:
        if (folder / file).is_file():
            return folder / file
    raise FileNotFoundError(f"{folder}: no treebank {name}; looked for {', '.join(tried)}")


def read_treebank(folder: Path, name: str) -> list[Sentence]:
    """The sentences of a treebank, with the words and characters that casus shows to the parser."""
    path = find_treebank(folder, name)
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    chinese = name.startswith("zh_")  # casus shows simplified characters alone
    out: list[Sentence] = []
    rows: Sentence = []
    for line in [*raw.decode("utf-8").split("\n"), ""]:
        if not line.strip():
            shown = _without_blanks(rows)
            if shown and all(len(row[1].encode()) < LONGEST for row in shown):
                out.append(shown)
            rows = []
        elif not line.startswith("#"):
            row = line.split("\t")
            if "." not in row[0]:  # an empty node is no word of the text
                row[1] = row[1].translate(PLAIN).strip()
                if chinese:
                    row[1], row[2] = simplify(row[1]), simplify(row[2])
                rows.append(row)
    return out


def _without_blanks(sentence: Sentence) -> Sentence:
    """The sentence without words of which nothing is shown: quotation marks."""
    rows = {row[0]: row for row in words(sentence)}
    blank = {number for number, row in rows.items() if not row[1]}
    if not blank or len(blank) == len(rows):
        return [] if blank else sentence
    top = next(number for number, row in rows.items() if row[6] == "0")
    if top in blank:
        return []
    place = {"0": "0"}
    for number in rows:
        if number not in blank:
            place[number] = str(len(place))
    out: Sentence = []
    for row in sentence:
        if "-" in row[0]:
            first, _, last = row[0].partition("-")
            if not {first, last} & blank:
                out.append([f"{place[first]}-{place[last]}", *row[1:]])
        elif row[0] not in blank:
            head = row[6]
            while head in blank:
                head = rows[head][6]
            out.append([place[row[0]], *row[1:6], place[head], *row[7:]])
        elif out:
            _space_after(out)
    return out


def _space_after(sentence: Sentence) -> None:
    """A space after the last token, where a mark was."""
    last = int(sentence[-1][0])
    for row in reversed(sentence):
        if int(row[0].rpartition("-")[2]) < last:
            break
        row[9] = "_"


def words(sentence: Sentence) -> list[list[str]]:
    """The rows that are words, not those of multiword tokens."""
    return [row for row in sentence if "-" not in row[0]]


def keep_features(sentence: Sentence, kept: frozenset[str]) -> None:
    """Drop the features that are not kept."""
    for row in sentence:
        pairs = [pair for pair in row[5].split("|") if pair.partition("=")[0] in kept]
        row[5] = "|".join(pairs) or "_"


def has_feature(sentences: list[Sentence], feature: str) -> bool:
    """Whether any word has the feature."""
    return any(f"{feature}=" in row[5] for sentence in sentences for row in sentence)


def join_hyphens(sentence: Sentence) -> Sentence:
    """The sentence with `kota - kota`, `ke - 5`, `1990 - an` as one word each, as written."""
    rows = words(sentence)
    if any("-" in row[0] for row in sentence) or len(rows) < 3:
        spans = {i for row in sentence if "-" in row[0] for i in _span(row)}
    else:
        spans = set()
    into = list(range(len(rows)))
    i = 1
    while i < len(rows) - 1:
        left, right = rows[i - 1], rows[i + 1]
        free = not spans & {i, i + 1, i + 2}
        if rows[i][1] == "-" and free and _one_word(left, right):
            into[i] = into[i + 1] = i - 1
            i += 3
        else:
            i += 1
    number = {old: new + 1 for new, old in enumerate(sorted(set(into)))}
    place = {i + 1: number[into[i]] for i in range(len(rows))}
    place[0] = 0
    out: Sentence = []
    for row in sentence:
        if "-" in row[0]:
            first, last = min(_span(row)), max(_span(row))
            out.append([f"{place[first]}-{place[last]}", *row[1:]])
            continue
        at = int(row[0]) - 1
        if into[at] != at:
            continue
        new = list(row)
        group = [k for k in range(at, min(at + 3, len(rows))) if into[k] == at]
        if len(group) == 3:
            new = _joined(rows[at], rows[at + 2], {k + 1 for k in group})
        new[0], new[6] = str(place[int(new[0])]), str(place[int(new[6])])
        out.append(new)
    return out


def _span(row: list[str]) -> range:
    first, _, last = row[0].partition("-")
    return range(int(first), int(last) + 1)


def _one_word(left: list[str], right: list[str]) -> bool:
    a, b = left[1].lower(), right[1].lower()
    alike = a.endswith(b) or b.startswith(a) or (a[:1] == b[:1] and a[-3:] == b[-3:])
    doubled = len(b) > 2 and alike
    return (
        right[7] == "compound:plur"
        or (doubled and a.isalpha() and b.isalpha() and right[6] == left[0])
        or (a == "ke" and right[3] == "NUM")
        or (a.isdigit() and b == "an")
    )


def _joined(left: list[str], right: list[str], group: set[int]) -> list[str]:
    top = right if int(left[6]) in group else left
    new = list(top)
    new[0] = left[0]
    new[1] = f"{left[1]}-{right[1]}"
    new[9] = right[9]
    if left[1].lower() == "ke":
        new[3], new[5] = "ADJ", "NumType=Ord"
        new[7] = "amod" if new[7] in {"det", "nummod"} else new[7]
    return new


def text_of(sentence: Sentence) -> str:
    """The sentence as written."""
    return "".join(t.form + " " * t.space for t in _surface(sentence)).rstrip()


def to_udpipe(sentences: list[Sentence]) -> Any:
    """The sentences as UDPipe has them."""
    text = "".join("".join("\t".join(row) + "\n" for row in rows) + "\n" for rows in sentences)
    reader = udpipe.InputFormat.newInputFormat("conllu")
    reader.setText(text)
    error, out = udpipe.ProcessingError(), udpipe.Sentences()
    sentence = udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        out.append(sentence)
        sentence = udpipe.Sentence()
    if error.occurred():
        raise ValueError(f"not CoNLL-U: {error.message}")
    return out


def vary(sentences: list[Sentence], seed: int = 1) -> list[Sentence]:
    """Variants for the tokeniser alone: ellipses, dashes, dates, sums, single quotes in news.

    The treebanks have few of them; the words and where they end are known all the same. Every
    second sentence gives one. The variants have no trees worth the name.
    """
    chance = random.Random(seed)
    return [list(_variant(sentence, chance)) for sentence in sentences[::2] if len(sentence) > 4]


@dataclass(slots=True)
class _Token:
    """A token as written: whether a space follows, and its words where it has several."""

    form: str
    space: bool = True
    parts: tuple[str, ...] = ()


def _variant(sentence: Sentence, chance: random.Random) -> Iterator[list[str]]:
    tokens = _surface(sentence)
    if tokens[-1].form in {".", "!", "?"}:
        tokens[-1] = _Token(chance.choice([".", ".", "!", "...", "…", "?"]))
        tokens[-2].space = False
    cut = chance.randrange(1, len(tokens) - 1)
    if tokens[cut].form == "," and tokens[cut + 1].form != "'":
        tokens[cut] = _Token(chance.choice(["-", "...", "…", "--"]))
        tokens[cut - 1].space = tokens[cut].form in {"-", "--"}
    elif tokens[cut].form.isalpha() and tokens[cut - 1].space:
        tokens[cut:cut] = _figure(chance)
    if chance.random() < 0.5:
        _quote(tokens, chance)
    number = 1
    for token in tokens:
        misc = "_" if token.space else "SpaceAfter=No"
        if token.parts:
            last = number + len(token.parts) - 1
            yield [f"{number}-{last}", token.form, *"_______", misc]
            misc = "_"
        for form in token.parts or (token.form,):
            head, relation = ("0", "root") if number == 1 else ("1", "dep")
            yield [str(number), form, "_", "X", "_", "_", head, relation, "_", misc]
            number += 1


def _quote(tokens: list[_Token], chance: random.Random) -> None:
    begin = chance.randrange(0, max(1, len(tokens) // 2))
    stop = chance.randrange(begin + 1, len(tokens))
    tokens[stop].space = False
    closed = stop + 1 < len(tokens) and tokens[stop + 1].form in {",", "."}
    tokens.insert(stop + 1, _Token("'", not closed))
    if chance.random() < 0.5:  # an opening mark of its own shape is not shown: PLAIN
        tokens.insert(begin, _Token("'", False))
        if begin and tokens[begin - 1].form not in {"(", "'"}:
            tokens[begin - 1].space = True


def _figure(chance: random.Random) -> list[_Token]:
    day, month, year = (chance.randrange(*span) for span in ((1, 29), (1, 13), (1950, 2030)))
    number = chance.choice(["1,5", "2.5", "20.000", "12,000", "1.500.000", "350", "3,2", "0.7"])
    date = f"{day}/{month}/{year}"
    return chance.choice(
        [
            [_Token(date)],
            [_Token(f"{day:02}-{month:02}-{year}")],
            [_Token("(", False), _Token(date, False), _Token(")")],
            [_Token(f"{month:02}.{day:02}")],
            [_Token(f"{month}:{day:02}")],
            [_Token(chance.choice(["$", "€", "£"]), False), _Token(number)],
            [_Token(number, False), _Token("%")],
            [_Token(number)],
        ]
    )


def _surface(sentence: Sentence) -> list[_Token]:
    forms = {row[0]: row[1] for row in words(sentence)}
    out, covered = [], 0
    for row in sentence:
        parts: tuple[str, ...] = ()
        if "-" in row[0]:
            covered = max(_span(row))
            parts = tuple(forms[str(i)] for i in _span(row))
        elif int(row[0]) <= covered:
            continue
        out.append(_Token(row[1], "SpaceAfter=No" not in row[9], parts))
    return out
