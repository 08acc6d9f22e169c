"""Measure the tree model of a language pack on treebank files that it was not trained on.

    python training/score_trees.py id
    python training/score_trees.py en --model other.udpipe --markdown

Two rows a file: with the words of the treebank given, and from the text alone, as casus reads it
(one sentence at a time). LAS and UAS are F1 over words, found by their place in the text; with
words given that is plain accuracy. A subject, object or oblique counts when word, head and relation
(without subtype; "passive" only passive subjects) are right; a negation when the word and its head
are.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import treebank
from treebank import Sentence
from ufal import udpipe

from casus.extract.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from casus.extract.segment import Segmenter

PACKS = Path(__file__).resolve().parent.parent / "src" / "casus" / "lang"

TESTS = {
    "id": ("id_gsd-test", "id_csui-test", "id_pud"),
    "en": ("en_ewt-test", "en_pud"),
    "de": ("de_pud",),
    "ar": ("ar_pud",),
    "ru": ("ru_pud",),
    "uk": ("uk_parlamint-test",),
    "zh": ("zh_pud",),
    "vi": ("vi_vtb-test",),
    "es": ("es_pud",),
    "fr": ("fr_pud",),
}

NEGATIONS = {
    "id": frozenset({"tidak", "tak", "bukan", "bukanlah", "belum", "jangan", "tidaklah"}),
    "en": frozenset({"not", "n't", "nt", "never"}),
    "de": frozenset({"nicht", "nie", "niemals"}),
    "ar": frozenset({"لا", "لم", "لن", "ليس", "ليست", "غير", "ما"}),
    "ru": frozenset({"не", "ни", "никогда", "нельзя"}),
    "uk": frozenset({"не", "ні", "ані", "ніколи"}),
    "zh": frozenset({"不", "没有", "没", "未", "无", "并未"}),
    "vi": frozenset({"không", "chưa", "chẳng", "đừng"}),
    "es": frozenset({"no", "nunca", "jamás", "tampoco"}),
    "fr": frozenset({"ne", "n'", "pas", "jamais", "plus"}),
}
"""Words of negation, as form; they count where the relation is an adverb's or an auxiliary's."""

LINKS: dict[str, Callable[[str], bool]] = {
    "subject": lambda rel: rel.partition(":")[0] == "nsubj",
    "passive": lambda rel: rel == "nsubj:pass",
    "object": lambda rel: rel.partition(":")[0] == "obj",
    "oblique": lambda rel: rel.partition(":")[0] == "obl",
}

COLUMNS = ("LAS", "UAS", *LINKS, "negation", "words", "UPOS")


@dataclass(frozen=True, slots=True)
class Word:
    """A word by its place: where its token begins and ends, and which of its words it is."""

    place: tuple[int, int, int]
    head: tuple[int, int, int] | None
    form: str
    upos: str
    rel: str


def place_words(sentence: Any) -> list[Word]:
    """The words of a UDPipe sentence, with places counted in its text without spaces.

    Words of one token that make it up letter by letter (did + n't) have places of their own, so
    that treebanks which write them as two tokens agree with those which write one.
    """
    rows = list(sentence.words)
    starts = {m.idFirst: m for m in sentence.multiwordTokens}
    places: list[tuple[int, int, int] | None] = [None] * len(rows)
    at, i = 0, 1
    while i < len(rows):
        token = starts.get(i)
        last = token.idLast if token else i
        size = len("".join((token or rows[i]).form.split()))
        sizes = [len("".join(rows[k].form.split())) for k in range(i, last + 1)]
        begin = at
        for k in range(i, last + 1):
            if sum(sizes) == size:
                places[k] = (begin, begin + sizes[k - i], 0)
                begin += sizes[k - i]
            else:
                places[k] = (at, at + size, k - i)
        at, i = at + size, last + 1
    return [
        Word(place, places[row.head], row.form.lower(), row.upostag, row.deprel)
        for row, place in zip(rows[1:], places[1:], strict=True)
        if place
    ]


def links(sentence: list[Word], wanted: Callable[[Word], bool]) -> set[tuple[Any, Any]]:
    """Word and head of the words wanted."""
    return {(word.place, word.head) for word in sentence if wanted(word)}


def count_agreement(
    gold: list[Word], ours: list[Word], lang: str
) -> Iterable[tuple[str, int, int]]:
    """Column, number right, number in gold and ours together, for one sentence."""

    def negates(word: Word) -> bool:
        return word.form in NEGATIONS[lang] and word.rel.partition(":")[0] in {"advmod", "aux"}

    def compare(column: str, of: Callable[[list[Word]], set[Any]]) -> tuple[str, int, int]:
        a, b = of(gold), of(ours)
        return column, len(a & b), len(a) + len(b)

    yield compare("LAS", lambda s: {(w.place, w.head, w.rel.partition(":")[0]) for w in s})
    yield compare("UAS", lambda s: {(w.place, w.head) for w in s})
    for column, test in LINKS.items():
        yield compare(column, lambda s, t=test: links(s, lambda w: t(w.rel)))
    yield compare("negation", lambda s: links(s, negates))
    yield compare("words", lambda s: {w.place for w in s})
    yield compare("UPOS", lambda s: {(w.place, w.upos) for w in s})


def parse_words(model: Any, sentence: Sentence) -> Any:
    """The tree over the words of the treebank, with our own tags."""
    blank = [[*row[:2], *"________"] if "-" in row[0] else _bare(row) for row in sentence]
    (parsed,) = treebank.to_udpipe([blank])
    model.tag(parsed, "")
    model.parse(parsed, "")
    return parsed


def _bare(row: list[str]) -> list[str]:
    return [row[0], row[1], "_", "_", "_", "_", "_", "_", "_", row[9]]


def parse_text(model: Any, text: str, segmenter: Segmenter | None) -> Any:
    """The tree over the words that the model, or the pack's segmenter, finds, as casus does it."""
    parsed = udpipe.Sentence()
    if segmenter:
        for begin, end in segmenter.spans(text):
            parsed.addWord(text[begin:end])
    else:
        tokenizer = model.newTokenizer("ranges;presegmented")
        tokenizer.setText(text)
        tokenizer.nextSentence(parsed, udpipe.ProcessingError())
    model.tag(parsed, "")
    model.parse(parsed, "")
    return parsed


def score_file(
    model: Any, sentences: list[Sentence], lang: str, own_words: bool
) -> dict[str, float]:
    """Scores in percent by column, and sentences a second."""
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()
    gold = [place_words(s) for s in treebank.to_udpipe(sentences)]
    begun = time.process_time()
    if own_words:
        segmenter = load_lexicon(lang).trees.segmenter
        trees = [parse_text(model, treebank.text_of(s), segmenter) for s in sentences]
    else:
        trees = [parse_words(model, sentence) for sentence in sentences]
    seconds = time.process_time() - begun
    for theirs, ours in zip(gold, trees, strict=True):
        for column, n_right, n_both in count_agreement(theirs, place_words(ours), lang):
            right[column] += n_right
            both[column] += n_both
    scores = {column: 200 * right[column] / max(1, both[column]) for column in COLUMNS}
    return {**scores, "sent/s": len(sentences) / seconds}


def show(rows: list[tuple[str, str, dict[str, float]]], markdown: bool) -> None:
    """Print the table, plain or as Markdown."""
    heads = ["file", "words from", *COLUMNS, "sent/s"]
    lines = [
        [name, source, *(f"{scores[c]:.1f}" for c in COLUMNS), f"{scores['sent/s']:.0f}"]
        for name, source, scores in rows
    ]
    widths = [max(len(line[i]) for line in [heads, *lines]) for i in range(len(heads))]
    edge, bar = ("| ", " | ") if markdown else ("", "  ")
    for n, line in enumerate([heads, *lines]):
        cells = [
            c.ljust(w) if i < 2 else c.rjust(w)
            for i, (c, w) in enumerate(zip(line, widths, strict=True))
        ]
        print((edge + bar.join(cells) + edge[::-1]).rstrip())
        if markdown and n == 0:
            print("|" + "|".join(" --- " if i < 2 else " ---: " for i in range(len(heads))) + "|")


def main() -> int:
    """Read the command line, measure, print; 2 when a file is missing or is no model."""
    shared = os.environ.get("CASUS_SHARED", str(PACKS.parents[2].parent / "shared"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lang", choices=sorted(TESTS))
    parser.add_argument("--ud", type=Path, default=Path(shared) / "ud", help="folder of treebanks")
    parser.add_argument("--model", type=Path, help="the model (default: tree.udpipe of the pack)")
    parser.add_argument("--files", nargs="+", help="treebanks other than the held-out ones")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    args = parser.parse_args()
    path = args.model or PACKS / args.lang / "tree.udpipe"
    model = udpipe.Model.load(str(path))
    if model is None:
        print(f"score_trees: {path} is missing or no UDPipe model", file=sys.stderr)
        return 2
    rows = []
    try:
        for name in args.files or TESTS[args.lang]:
            sentences = treebank.read_treebank(args.ud, name)
            for own in (False, True):
                source = "text" if own else "treebank"
                rows.append((name, source, score_file(model, sentences, args.lang, own)))
    except FileNotFoundError as error:
        print(f"score_trees: {error}", file=sys.stderr)
        return 2
    show(rows, args.markdown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
