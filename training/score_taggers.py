"""Measure the tagger of a language pack on treebank files that it was not trained on.

    python training/score_taggers.py id
    python training/score_taggers.py en --model other.udpipe --markdown

Two rows a file: with the words of the treebank given, and from the text alone, as casus reads it
(one sentence at a time). All columns are F1 in percent over words found by their place in the text:
the words themselves, each with its part of speech, the verbs.
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

COLUMNS = ("words", "UPOS", "verbs")


@dataclass(frozen=True, slots=True)
class Word:
    """A word by its place: where its token begins and ends, and which of its words it is."""

    place: tuple[int, int, int]
    upos: str


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
        Word(place, row.upostag) for row, place in zip(rows[1:], places[1:], strict=True) if place
    ]


def count_agreement(gold: list[Word], ours: list[Word]) -> Iterable[tuple[str, int, int]]:
    """Column, number right, number in gold and ours together, for one sentence."""

    def compare(column: str, of: Callable[[Word], Any]) -> tuple[str, int, int]:
        a, b = ({told for w in words if (told := of(w))} for words in (gold, ours))
        return column, len(a & b), len(a) + len(b)

    yield compare("words", lambda w: w.place)
    yield compare("UPOS", lambda w: (w.place, w.upos))
    yield compare("verbs", lambda w: w.place if w.upos == "VERB" else None)


def tag_words(model: Any, sentence: Sentence) -> Any:
    """The words of the treebank with our tags."""
    blank = [[*row[:2], *"________"] if "-" in row[0] else _bare(row) for row in sentence]
    (tagged,) = treebank.to_udpipe([blank])
    model.tag(tagged, "")
    return tagged


def _bare(row: list[str]) -> list[str]:
    return [row[0], row[1], "_", "_", "_", "_", "_", "_", "_", row[9]]


def tag_text(model: Any, text: str, segmenter: Segmenter | None) -> Any:
    """The words that the model, or the pack's segmenter, finds, with their tags, as casus reads."""
    tagged = udpipe.Sentence()
    if segmenter:
        for begin, end in segmenter.spans(text):
            tagged.addWord(text[begin:end])
    else:
        tokenizer = model.newTokenizer("ranges;presegmented")
        tokenizer.setText(text)
        tokenizer.nextSentence(tagged, udpipe.ProcessingError())
    model.tag(tagged, "")
    return tagged


def score_file(
    model: Any, sentences: list[Sentence], lang: str, own_words: bool
) -> dict[str, float]:
    """Scores in percent by column, and sentences a second."""
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()
    gold = [place_words(s) for s in treebank.to_udpipe(sentences)]
    begun = time.process_time()
    if own_words:
        segmenter = load_lexicon(lang).tagger.segmenter
        found = [tag_text(model, treebank.text_of(s), segmenter) for s in sentences]
    else:
        found = [tag_words(model, sentence) for sentence in sentences]
    seconds = time.process_time() - begun
    for theirs, ours in zip(gold, found, strict=True):
        for column, n_right, n_both in count_agreement(theirs, place_words(ours)):
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
    parser.add_argument("--model", type=Path, help="the model (default: tagger.udpipe of the pack)")
    parser.add_argument("--files", nargs="+", help="treebanks other than the held-out ones")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    args = parser.parse_args()
    path = args.model or PACKS / args.lang / "tagger.udpipe"
    model = udpipe.Model.load(str(path))
    if model is None:
        print(f"score_taggers: {path} is missing or no UDPipe model", file=sys.stderr)
        return 2
    rows = []
    try:
        for name in args.files or TESTS[args.lang]:
            sentences = treebank.read_treebank(args.ud, name)
            for own in (False, True):
                source = "text" if own else "treebank"
                rows.append((name, source, score_file(model, sentences, args.lang, own)))
    except FileNotFoundError as error:
        print(f"score_taggers: {error}", file=sys.stderr)
        return 2
    show(rows, args.markdown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
