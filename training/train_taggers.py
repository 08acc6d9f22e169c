"""Train the UDPipe 1 model of a language pack from Universal Dependencies treebanks.

    python training/train_taggers.py id
    python training/train_taggers.py en --ud DIR --out tagger.udpipe

The same files give the same model, byte for byte. What each language is trained on, and why, is
told in docs/training.md; the result is measured by `score_taggers.py`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import treebank
from treebank import Sentence
from ufal import udpipe

PACKS = Path(__file__).resolve().parent.parent / "src" / "casus" / "lang"

TOKENIZER = "epochs={epochs};batch_size=50;learning_rate=0.005;dropout=0.1;early_stopping=1"
TAGGER = (
    "models=1;iterations={iterations};use_xpostag=0;provide_xpostag=0;{looks}"
    "guesser_suffix_rules=8;guesser_enrich_dictionary=6;"
)
LOOKS_AT = {
    "Tag 0": (
        "", "Tag -1", "TagUPos -1", "Form 0", "Form 0,Form -1", "Form -1", "Form -2",
        "Form -1,Form -2", "Form 1", "Form 1,Form 2", "PreviousVerbTag 0", "PreviousVerbForm 0",
        "FollowingVerbTag 0", "FollowingVerbForm 0", "Lemma -1", "Prefix1 0", "Prefix2 0",
        "Prefix3 0", "Prefix4 0", "Prefix5 0", "Suffix1 0", "Suffix2 0", "Suffix3 0",
        "Suffix4 0", "Suffix5 0", "Suffix6 0", "Suffix7 0", "Num 0", "Cap 0", "Dash 0",
    ),
    "Lemma 0": (
        "Tag -1",
    ),
    "TagUPos 0": (
        "", "TagUPos -1", "Form -1", "Form 1", "Prefix1 0", "Prefix2 0", "Prefix3 0",
        "Suffix1 0", "Suffix2 0", "Suffix3 0", "Suffix4 0", "Suffix5 0",
    ),
    "TagCase 0": (
        "TagCase -1", "Suffix1 0", "Suffix2 0", "Suffix3 0", "Suffix4 0",
    ),
    "TagGender 0": (
        "TagGender -1",
    ),
}  # fmt: skip
"""What the tagger weighs a tag, its part of speech, its case by: half of what UDPipe's own sees."""
SLOW = "templates=tagger;"
QUICK = "order=2;templates={};".format(
    "\n".join(f"{what},{seen}".rstrip(",") for what, by in LOOKS_AT.items() for seen in by)
)
"""A tagger that looks back at the tag of one word, not of two: three times as fast, and as good."""
QUICK_ITERATIONS = 6
"""At least so many rounds the quick tagger learns."""


@dataclass(frozen=True)
class Recipe:
    """What a language is trained on: treebanks, features kept, and how long."""

    train: tuple[str, ...]
    heldout: tuple[str, ...]
    features: frozenset[str]
    features_from: tuple[str, ...] = ()
    lemmas: bool = False
    segmented: bool = False
    """Words are parted by the pack's own vocabulary: no tokeniser is trained, words are counted."""
    tokenizer_epochs: int = 5
    tagger_iterations: int = 4


SLAVIC = frozenset(
    {
        "Case", "Number", "Voice", "VerbForm", "Tense", "Mood", "Person", "Polarity", "PronType",
    }
)  # fmt: skip
"""Endings tell who does what: the features that agreement and cases stand in."""
_ROMANCE = frozenset(
    {"Voice", "Polarity", "PronType", "VerbForm", "Tense", "Mood", "Number", "Person", "Reflex"}
)

RECIPES = {
    "id": Recipe(
        train=("id_gsd-train|id_gsd2017-train-harmonised", "id_csui-train"),
        heldout=("id_gsd-dev",),
        features=frozenset({"Voice", "Polarity", "PronType", "NumType", "Person"}),
        features_from=("id_csui-train", "id_gsd-dev"),
    ),
    "en": Recipe(
        train=("en_ewt-train",),
        heldout=("en_ewt-dev",),
        features=frozenset(
            {"Voice", "Polarity", "PronType", "VerbForm", "Tense", "Mood", "Number", "Person"}
        ),
        lemmas=True,
    ),
    "de": Recipe(
        train=("de_gsd-test", "de_gsd-dev"),
        heldout=(),
        features=frozenset(
            {"Case", "Number", "PronType", "VerbForm", "Mood", "Tense", "Person", "Polarity"}
        ),
        lemmas=True,
        tokenizer_epochs=20,
        tagger_iterations=10,
    ),
    "ar": Recipe(
        train=("ar_pud",),
        heldout=(),
        features=frozenset({"Voice", "Polarity", "PronType", "Aspect", "Person", "Definite"}),
        tokenizer_epochs=8,
        tagger_iterations=5,
    ),
    "ru": Recipe(
        train=("ru_gsd-test", "ru_taiga-dev", "ru_taiga-test"),
        heldout=("ru_gsd-dev",),
        features=SLAVIC | {"Gender"},
        lemmas=True,
    ),
    "uk": Recipe(
        train=("uk_parlamint-dev", "uk_parlamint-test"),
        heldout=("uk_parlamint-dev",),
        features=SLAVIC,
        lemmas=True,
        tokenizer_epochs=2,
    ),
    "zh": Recipe(
        train=("zh_gsdsimp-train|zh_gsdsimp-dev", "zh_gsdsimp-test", "zh_pud"),
        heldout=(),
        features=frozenset({"Polarity", "Voice", "NumType", "Person"}),
        segmented=True,
    ),
    "vi": Recipe(
        train=("vi_vtb-train", "vi_vtb-dev", "vi_vtb-test"),
        heldout=(),
        features=frozenset({"Polarity"}),
        segmented=True,
    ),
    "es": Recipe(
        train=("es_gsd-dev", "es_gsd-test", "es_pud"),
        heldout=(),
        features=_ROMANCE,
        lemmas=True,
        tokenizer_epochs=20,
        tagger_iterations=8,
    ),
    "fr": Recipe(
        train=("fr_gsd-dev", "fr_gsd-test", "fr_pud"),
        heldout=(),
        features=_ROMANCE,
        lemmas=True,
        tokenizer_epochs=5,
        tagger_iterations=3,
    ),
}


def train_parts(
    train: list[Sentence], heldout: list[Sentence], tokenizer: str, tagger: str
) -> bytes:
    """A UDPipe model; both options are UDPipe's own, "none" to leave a part out."""
    error = udpipe.ProcessingError()
    model = udpipe.Trainer.train(
        "morphodita_parsito",
        treebank.to_udpipe(train),
        treebank.to_udpipe(heldout),
        tokenizer,
        tagger,
        "none",
        error,
    )
    if error.occurred():
        raise RuntimeError(f"UDPipe does not train: {error.message}")
    return bytes(model)


def fill_features(sentences: list[Sentence], source: list[Sentence], work: Path) -> None:
    """Give the words of a treebank without features those that a tagger of another tells."""
    path = work / "features.udpipe"
    options = TAGGER.format(iterations=6, looks=SLOW) + "use_lemma=0;provide_lemma=0"
    path.write_bytes(train_parts(source, [], "none", options))
    model = udpipe.Model.load(str(path))
    seen: dict[tuple[str, str], Counter[str]] = {}
    for row in (row for sentence in source for row in treebank.words(sentence)):
        seen.setdefault((row[1].lower(), row[3]), Counter())[row[5]] += 1
    for sentence in sentences:
        (parsed,) = treebank.to_udpipe([sentence])
        model.tag(parsed, "")
        for row, word in zip(treebank.words(sentence), list(parsed.words)[1:], strict=True):
            if word.upostag == row[3]:
                row[5] = word.feats or "_"
            elif known := seen.get((row[1].lower(), row[3])):
                row[5] = known.most_common(1)[0][0]
            else:
                row[5] = "_"


def gather(recipe: Recipe, folder: Path, work: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Training and held-out sentences as the recipe wants them."""

    def read(names: tuple[str, ...]) -> list[Sentence]:
        out = [s for name in names for s in treebank.read_treebank(folder, name)]
        for sentence in out:
            treebank.keep_features(sentence, recipe.features)
        return out

    train: list[Sentence] = []
    for name in recipe.train:
        part = read((name,))
        if recipe.features_from and not treebank.has_feature(part, "Voice"):
            part = [treebank.join_hyphens(sentence) for sentence in part]
            fill_features(part, read(recipe.features_from), work)
        train.extend(part)
    return train, read(recipe.heldout)


def train_language(
    lang: str,
    folder: Path,
    out: Path,
    quick: bool = False,
    dictionary: Path | None = None,
    without: tuple[str, ...] = (),
) -> None:
    """Write the model of a language to `out`, in place of what was there, all at once.

    Treebanks named in `without` are left out of the training, to be measured on.
    """
    recipe = RECIPES[lang]
    recipe = replace(recipe, train=tuple(name for name in recipe.train if name not in without))
    epochs, tags = (2, 2) if quick else (recipe.tokenizer_epochs, recipe.tagger_iterations)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        train, heldout = gather(recipe, folder, work)
        tokens = work / "tokens.udpipe"
        if not recipe.segmented:
            options = TOKENIZER.format(epochs=epochs)
            varied = train + treebank.vary(train)
            tokens.write_bytes(train_parts(varied, heldout, options, "none"))
        lemmas = f"use_lemma={int(recipe.lemmas)};provide_lemma={int(recipe.lemmas)}"
        if dictionary:
            lemmas += f";dictionary_file={dictionary}"
        own = "none" if recipe.segmented else f"from_model=file:{tokens}"
        options = TAGGER.format(iterations=max(tags, QUICK_ITERATIONS), looks=QUICK) + lemmas
        model = train_parts(train, heldout, own, options)
    fresh = out.with_name(f".{out.name}.{os.getpid()}")
    fresh.write_bytes(model)
    fresh.replace(out)
    if recipe.segmented:
        count_words(train, out.with_name("words.txt"))


def count_words(train: list[Sentence], out: Path) -> None:
    """Write the words of the treebanks with their numbers, commonest first: the vocabulary by which
    the pack parts words."""
    counts = Counter(row[1].casefold() for s in train for row in treebank.words(s))
    told = [(word, n) for word, n in counts.items() if any(map(str.isalpha, word))]
    told.sort(key=lambda pair: (-pair[1], pair[0]))
    out.write_text("".join(f"{word}\t{n}\n" for word, n in told), encoding="utf-8")


def main() -> int:
    """Read the command line and train; 0 when the model stands, 2 when treebanks are missing."""
    shared = os.environ.get("CASUS_SHARED", str(PACKS.parents[2].parent / "shared"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lang", choices=sorted(RECIPES))
    parser.add_argument("--ud", type=Path, default=Path(shared) / "ud", help="folder of treebanks")
    parser.add_argument("--out", type=Path, help="the model (default: tagger.udpipe of the pack)")
    parser.add_argument("--dictionary", type=Path, help="forms of dictionary.py for the tagger")
    parser.add_argument("--quick", action="store_true", help="few rounds: a trial, not a model")
    parser.add_argument("--without", nargs="+", default=[], help="treebanks to measure on")
    args = parser.parse_args()
    out = args.out or PACKS / args.lang / "tagger.udpipe"
    begun = time.monotonic()
    try:
        without = tuple(args.without)
        train_language(args.lang, args.ud, out, args.quick, args.dictionary, without)
    except FileNotFoundError as error:
        print(f"train_taggers: {error}", file=sys.stderr)
        return 2
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB, {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
