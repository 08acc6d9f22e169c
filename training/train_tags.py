"""Learn what asks the encoder for parts of speech: `python training/train_tags.py [LANG…]`.

Reads the Universal Dependencies treebanks of each language, under `--ud`, has the encoder of the
package read their sentences, and writes the matrix by which its lower vectors tell the tags of
words into the language pack, `tags.npz`; where the writing does not part words, those of the
treebanks with their numbers too, `words.txt`. Run it again after the encoder was taught. Needs
`torch` besides casus. The same files give the same numbers on the same machine.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch.nn import functional
from treebank import Word, find_treebank, read_treebank

from casus.extract.encoder import load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.tags import FILE, NONE, Tags, endings_of
from casus.lang import PACKS
from casus.names.fold import simplify

ROOT: Final = Path(__file__).resolve().parents[1]

PARTS: Final = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
FEATURES: Final = {
    "Case": (NONE, "Acc", "Dat", "Gen", "Ins", "Loc", "Nom", "Voc"),
    "Mood": (NONE, "Cnd", "Imp", "Ind", "Sub"),
    "Person": (NONE, "0", "1", "2", "3"),
    "Tense": (NONE, "Fut", "Imp", "Past", "Pres"),
    "VerbForm": (NONE, "Conv", "Fin", "Ger", "Inf", "Part"),
    "Voice": (NONE, "Act", "Mid", "Pass"),
}
"""The features of words, where the treebanks of a language tell them."""

TREEBANKS: Final = {
    "id": ("id_gsd2017-train-harmonised", "id_csui-train", "id_gsd-dev"),
    "en": ("en_ewt-train",),
    "de": ("de_gsd-test", "de_gsd-dev"),
    "ru": ("ru_gsd-test", "ru_taiga-dev", "ru_taiga-test"),
    "uk": ("uk_parlamint-dev", "uk_parlamint-test"),
    "zh": ("zh_gsdsimp-dev", "zh_gsdsimp-test", "zh_pud"),
    "vi": ("vi_vtb-train", "vi_vtb-dev", "vi_vtb-test"),
    "es": ("es_gsd-dev", "es_gsd-test", "es_pud"),
    "fr": ("fr_gsd-dev", "fr_gsd-test", "fr_pud"),
}
ASKED: Final = ("Tense", "VerbForm", "Voice")
"""The features that the engine asks for,"""
ASKED_IN: Final = {"es": ("Mood",), "fr": ("Mood",), "ru": ("Case",), "uk": ("Case", "Person")}
"""and those that the markers of packs do."""

KINDS: Final = {"upos": PARTS, **FEATURES}

STEPS: Final = 2500
BATCH: Final = 512
OFTEN: Final = 4
"""So often an ending stands in the treebanks for it to be looked at."""

UNKNOWN: Final = -1


@dataclass(frozen=True)
class Lessons:
    """The words of some treebanks: the lower vector of each, its form, and for each of `KINDS` the
    number of the value, `UNKNOWN` where the treebank does not tell."""

    rows: torch.Tensor
    forms: list[str]
    told: torch.Tensor


def lessons(lang: str, banks: Sequence[str], folder: Path) -> Lessons:
    """The words of some treebanks of a language."""
    rows, forms, told = [], [], []
    for bank in banks:
        sentences = list(read_treebank(folder, bank))
        known = {k for k in FEATURES if any(k in w.feats for _, words in sentences for w in words)}
        for text, words in sentences:
            for row, form, labels in _labelled(lang, text, words, known):
                rows.append(row)
                forms.append(form)
                told.append(labels)
    return Lessons(torch.from_numpy(np.array(rows, dtype=np.float32)), forms, torch.tensor(told))


def _labelled(
    lang: str, text: str, words: Sequence[Word], known: set[str]
) -> Iterator[tuple[np.ndarray, str, list[int]]]:
    """The words as casus tells them apart; what several of the treebank are, the chief of them
    is."""
    tokens = load_lexicon(lang).tokenizer.tokens(text, 0)
    rows, read = load_encoder().vectors(text).tagging([(t.start, t.end) for t in tokens])
    read_to = 0
    for token, row in zip(compress(tokens, read), rows, strict=True):
        within = [w for w in words if w.start < token.end and w.end > token.start]
        if not within or token.start < read_to:
            continue
        read_to = token.end
        chief = next((w for w in within if w.upos in {"VERB", "NOUN", "PROPN"}), within[0])
        labels = [PARTS.index(chief.upos) if chief.upos in PARTS else UNKNOWN]
        for kind, values in FEATURES.items():
            value = chief.feats.get(kind, NONE)
            labels.append(values.index(value) if kind in known and value in values else UNKNOWN)
        yield row, token.form, labels


def learn(lang: str, given: Lessons) -> Tags:
    """What asks for tags, a column for each value of `KINDS` that a treebank tells: of the others
    nothing is learned, and what asked for them would tell chance."""
    seen = Counter(e for form in given.forms for e in endings_of(form) if e)
    number = {e: n for n, e in enumerate((e for e, m in sorted(seen.items()) if m >= OFTEN), 1)}
    ended = torch.tensor([[number.get(e, 0) for e in endings_of(f)] for f in given.forms])
    mean, spread = given.rows.mean(0), given.rows.std(0) + 1e-6
    scaled = (given.rows - mean) / spread
    torch.manual_seed(0)
    layer = torch.nn.Linear(scaled.shape[1], sum(map(len, KINDS.values())))
    ends = torch.nn.Embedding(len(number) + 1, layer.out_features, padding_idx=0)
    torch.nn.init.zeros_(ends.weight)
    optimizer = torch.optim.AdamW(
        [{"params": layer.parameters(), "lr": 3e-3}, {"params": ends.parameters(), "lr": 1e-2}],
        weight_decay=0.05,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: max(0.02, 1 - n / STEPS))
    widths = [len(values) for values in KINDS.values()]
    for batch in _batches(len(scaled)):
        parts = (layer(scaled[batch]) + ends(ended[batch]).sum(1)).split(widths, dim=1)
        lost = [
            functional.cross_entropy(part, wanted, ignore_index=UNKNOWN)
            for part, wanted in zip(parts, given.told[batch].T, strict=True)
            if (wanted != UNKNOWN).any()
        ]
        optimizer.zero_grad()
        torch.stack(lost).sum().backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        weight, bias = (layer.weight / spread).T, layer.bias - layer.weight @ (mean / spread)
    known = {kind for kind, told in zip(KINDS, given.told.T, strict=True) if (told >= 0).any()}
    asked = known & {"upos", *ASKED, *ASKED_IN.get(lang, ())}
    labels = [(k, v) for k, values in KINDS.items() for v in values]
    kept = [n for n, (kind, _) in enumerate(labels) if kind in asked]
    firsts = {k: next(i for i, n in enumerate(kept) if labels[n][0] == k) for k in asked}
    kinds = [(k, firsts[k], values) for k, values in KINDS.items() if k in asked]
    table = ends.weight.detach()[:, kept].numpy()
    return Tags(weight[:, kept].numpy(), bias[kept].numpy(), kinds, number, table)


def _batches(n: int) -> Iterator[torch.Tensor]:
    """`STEPS` batches of the numbers below `n`, in an order drawn anew each round."""
    left = STEPS
    while left:
        for batch in torch.randperm(n).split(BATCH)[:left]:
            yield batch
            left -= 1


def write(path: Path, tags: Tags) -> None:
    """The file of a pack."""
    np.savez_compressed(
        path,
        weight=tags.weight.astype(np.float16),
        bias=tags.bias,
        labels=np.array([f"{kind}={value}" for kind, _, values in tags.kinds for value in values]),
        ends=tags.ends[1:].astype(np.float16),
        endings=np.array(list(tags.endings)),
    )


def count_words(banks: Sequence[str], folder: Path, out: Path) -> None:
    """Write the words of treebanks with their numbers, commonest first: the vocabulary by which the
    pack parts words."""
    counts = Counter(
        simplify(text[word.start : word.end]).casefold()
        for bank in banks
        for text, words in read_treebank(folder, bank)
        for word in words
    )
    told = [(word, n) for word, n in counts.items() if any(map(str.isalpha, word))]
    told.sort(key=lambda pair: (-pair[1], pair[0]))
    out.write_text("".join(f"{word}\t{n}\n" for word, n in told), encoding="utf-8")


def right(tags: Tags, given: Lessons) -> float:
    """The share of words whose part of speech is right."""
    found = [PARTS.index(upos) for upos, _ in tags.of(given.rows.numpy(), given.forms)]
    known = given.told[:, 0] != UNKNOWN
    return float((torch.tensor(found) == given.told[:, 0])[known].float().mean())


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    shared = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("langs", nargs="*", default=list(TREEBANKS), metavar="LANG")
    parser.add_argument("--ud", type=Path, default=shared / "ud")
    parser.add_argument(
        "--test", help="measure on this treebank, learn from the others, write nothing"
    )
    given = parser.parse_args()
    for lang in given.langs:
        banks = [bank for bank in TREEBANKS[lang] if bank != given.test]
        for bank in banks:
            find_treebank(given.ud, bank)
        if given.test is None and (counted := PACKS / lang / "words.txt").is_file():
            count_words(banks, given.ud, counted)
        if given.test is None:
            (PACKS / lang / FILE).unlink(missing_ok=True)  # it may be of another shape
        found = lessons(lang, banks, given.ud)
        tags = learn(lang, found)
        line = f"{lang}: {len(found.forms)} words of {', '.join(banks)}"
        if given.test:
            line += f"; of {given.test} {right(tags, lessons(lang, [given.test], given.ud)):.3f}"
        else:
            write(PACKS / lang / FILE, tags)
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
