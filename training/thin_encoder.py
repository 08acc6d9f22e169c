"""Make the encoder thinner: `python training/thin_encoder.py PACKED`.

Takes the encoder of the package, or the network of `--checkpoint`, leaves in each layer as many
heads and as many numbers of the feed-forward part as `--heads` and `--wide` tell, and teaches what
is left to say what the whole network says: of all passages that the encoder may be taught on, of
those from which it is learned how far it is believed, their labels left aside, and of the sentences
of the treebanks under `--ud`; every second step teaches lessons. Writes the files of
`src/casus/extract/encoder/model`, as `train_encoder.py` does; `train_tags.py` and
`train_hearing.py` are run after it. Needs `torch` and `onnx`; an hour or more of two cores.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import sentencepiece
import torch
from encoder.export import write
from encoder.network import Heads, Layers
from encoder.pieces import piece_model
from encoder.pretrained import read_pretrained
from encoder.shipped import kept_pieces, take_back
from encoder.teach import samples
from encoder.thin import asked, distil, plain_samples, thin
from passages import unheard_passages
from train_encoder import given_lessons
from treebank import read_treebank

from casus.extract.encoder.model import FOLDER
from casus.extract.weights import load_weights
from casus.lang import packs

ROOT: Final = Path(__file__).resolve().parents[1]

HEADS: Final = (3, 3, 5, 5, 9, 9)
WIDE: Final = (640, 768, 896, 896, 1088, 1152)
"""What is left in each layer: of twelve heads and 1,536 numbers the lower layers miss most of them
little (`docs/decisions/0040-a-thin-encoder.md`)."""

MEASURED: Final = "pud"
"""General prose is measured on these treebanks: they are not read."""

WIDEST: Final = 700
"""Characters of treebank sentences that are read together."""

SOME: Final = 240
"""By so many texts it is chosen what is left."""


def treebank_texts(folder: Path) -> Iterator[str]:
    """The sentences of the treebanks of a folder, some at a time as they follow one another."""
    for path in sorted(folder.glob("*.conllu*")):
        if MEASURED in path.name:
            continue
        together = ""
        for text, _ in read_treebank(folder, path.name.partition(".")[0]):
            if together and len(together) + len(text) > WIDEST:
                yield together
                together = ""
            together = f"{together} {text}".strip()
        if together:
            yield together


def _numbers(told: str) -> tuple[int, ...]:
    return tuple(map(int, told.split(",")))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    shared = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("packed", type=Path)
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--ud", type=Path, default=shared / "ud")
    parser.add_argument("--checkpoint", type=Path, help="the whole network in full numbers")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--heads", type=_numbers, default=HEADS, help="of each layer")
    parser.add_argument("--wide", type=_numbers, default=WIDE, help="of each layer")
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    pretrained = read_pretrained(given.packed)
    torch.manual_seed(given.seed)
    before = torch.load(given.checkpoint, weights_only=True) if given.checkpoint else None
    kept = before["kept"] if before else kept_pieces(FOLDER, pretrained)
    pieces: Any = sentencepiece.SentencePieceProcessor(model_proto=piece_model(pretrained, kept))
    whole, layers = (Layers(pretrained, kept, len(given.heads)) for _ in range(2))
    heads = Heads(pretrained.width)
    for one in (whole, layers):
        if before:
            one.take(before["layers"])
            heads.load_state_dict(before["heads"])
        else:
            take_back(FOLDER, one, heads)
    whole.eval()
    lessons = samples(given_lessons(given.shared, None, load_weights(), ()), pieces)
    unheard = [row["text"] for lang in packs() for row in unheard_passages(lang)]
    texts = [*lessons, *plain_samples([*unheard, *treebank_texts(given.ud)], pieces)]
    some = random.Random(given.seed).sample(texts, SOME)
    thin(layers, asked(heads), some, given.heads, given.wide)
    given.out.mkdir(parents=True, exist_ok=True)
    for line in distil(layers, whole, heads, texts, lessons, given.steps, given.rate, given.seed):
        print(line, flush=True)
    write(given.out, pretrained, kept, layers, heads, lessons)
    return 0


if __name__ == "__main__":
    sys.exit(main())
