"""Make the encoder thinner: `python training/thin_encoder.py PACKED --whole NETWORK`.

Takes the whole network – a checkpoint of `train_encoder.py`, or a folder of files that casus
reads –, leaves in each layer as many heads and as many numbers of the feed-forward part as
`--heads` and `--wide` tell, and teaches what is left to say what the whole network says: of all
passages that the encoder may be taught on, of those from which it is learned how far it is
believed, their labels left aside, and of the sentences of the treebanks under `--ud`; every second
step teaches lessons. With `--on` the thin layers of the package are taught on. Writes the files of
`src/casus/extract/encoder/model`, as `train_encoder.py` does; `train_tags.py` and
`train_hearing.py` are run after it. Needs `torch` and `onnx`; an hour or more of two cores.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import sentencepiece
import torch
from encoder.export import keep, write
from encoder.lessons import Lesson
from encoder.network import Heads, Layers
from encoder.pieces import piece_model
from encoder.pretrained import Pretrained, read_pretrained
from encoder.shipped import kept_pieces, take_back
from encoder.teach import samples
from encoder.thin import OF_LABELS, TIED, asked, distil, plain_samples, thin
from passages import general_passages, unheard_passages
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

MEASURED: Final = ("pud", "-test.")
"""General prose and tags are measured on these treebanks: they are not read."""

WIDEST: Final = 700
"""Characters of treebank sentences that are read together."""

SOME: Final = 240
"""By so many texts it is chosen what is left."""

GENERAL: Final = 0.2
"""The share of lessons that are general prose: casus meets more of it than its passages have."""


def treebank_texts(folder: Path) -> Iterator[str]:
    """The sentences of the treebanks of a folder, some at a time as they follow one another."""
    for path in sorted(folder.glob("*.conllu*")):
        if any(name in path.name for name in MEASURED):
            continue
        together = ""
        for text, _ in read_treebank(folder, path.name.partition(".")[0]):
            if together and len(together) + len(text) > WIDEST:
                yield together
                together = ""
            together = f"{together} {text}".strip()
        if together:
            yield together


def oftener(lessons: Sequence[Lesson], share: float) -> list[Lesson]:
    """The lessons with those of `passages/general.list` so often that they have at least a share
    (less than one) of all, each once in any case."""
    texts = {row["text"] for lang in packs() for row in general_passages(lang)}
    general = [lesson for lesson in lessons if lesson.text in texts]
    others = len(lessons) - len(general)
    times = round(others * share / (1.0 - share) / max(1, len(general)))
    return [*lessons, *general * max(0, times - 1)]


def network(
    place: Path, pretrained: Pretrained, kept: Sequence[int], n_layers: int
) -> tuple[Layers, Heads]:
    """The network of a checkpoint, or of a folder of files that casus reads."""
    layers, heads = Layers(pretrained, kept, n_layers), Heads(pretrained.width)
    if place.is_dir():
        take_back(place, layers, heads)
    else:
        told = torch.load(place, weights_only=True)
        layers.take(told["layers"])
        heads.load_state_dict(heads.state_dict() | told["heads"])  # what is newer begins anew
    return layers, heads


def beyond(layers: Layers, heads: Sequence[int], wide: Sequence[int]) -> str:
    """What cannot be left of the layers, as there is not so much; an empty string where all can."""
    if len(heads) != len(wide):
        return f"--heads for {len(heads)} layers, --wide for {len(wide)}"
    for n, layer in enumerate(layers.layers):
        if not 0 < heads[n] <= layer.heads or not 0 < wide[n] <= layer.wide:
            there = f"{layer.heads} heads and {layer.wide} numbers"
            return f"layer {n + 1} has {there}: not {heads[n]} and {wide[n]} of them"
    return ""


def _numbers(told: str) -> tuple[int, ...]:
    return tuple(map(int, told.split(",")))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    shared = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("packed", type=Path)
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--ud", type=Path, default=shared / "ud")
    parser.add_argument("--whole", type=Path, required=True, help="checkpoint, or folder of files")
    parser.add_argument("--on", action="store_true", help="teach the package's thin layers on")
    parser.add_argument("--lessons", type=Path, help="lessons that train_encoder.py has kept")
    parser.add_argument(
        "--general", type=float, default=GENERAL, help="share of general prose, at least"
    )
    parser.add_argument("--checkpoint", type=Path, help="where the thin network is kept")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--heads", type=_numbers, default=HEADS, help="of each layer")
    parser.add_argument("--wide", type=_numbers, default=WIDE, help="of each layer")
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--labels", type=float, default=OF_LABELS, help="how much labels count")
    parser.add_argument("--tied", type=float, default=TIED, help="and what the whole network says")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    pretrained = read_pretrained(given.packed)
    torch.manual_seed(given.seed)
    kept = kept_pieces(FOLDER, pretrained)
    pieces: Any = sentencepiece.SentencePieceProcessor(model_proto=piece_model(pretrained, kept))
    try:
        whole, heads = network(given.whole, pretrained, kept, len(given.heads))
        begun = FOLDER if given.on else given.whole
        layers, _ = network(begun, pretrained, kept, len(given.heads))
    except ValueError as err:
        parser.error(str(err))
    if not 0.0 <= given.general < 1.0:
        parser.error(f"--general {given.general}: a share from 0 to less than 1")
    if not given.on and (fault := beyond(layers, given.heads, given.wide)):
        parser.error(fault)
    whole.eval()
    if given.lessons:
        taught = pickle.loads(given.lessons.read_bytes())
    else:
        taught = given_lessons(given.shared, None, load_weights(), ())
    lessons = samples(oftener(taught, given.general), pieces)
    unheard = [row["text"] for lang in packs() for row in unheard_passages(lang)]
    texts = [*lessons, *plain_samples([*unheard, *treebank_texts(given.ud)], pieces)]
    some = random.Random(given.seed).sample(texts, SOME)
    if not given.on:
        thin(layers, asked(heads), some, given.heads, given.wide)
    write(given.out, pretrained, kept, layers, heads, some)  # what cannot be written shows at once
    for line in distil(
        layers, whole, heads, texts, lessons, given.steps, given.rate, given.seed,
        given.labels, given.tied,
    ):  # fmt: skip
        print(line, flush=True)
    write(given.out, pretrained, kept, layers, heads, lessons)
    keep(given.checkpoint, kept, layers, heads)
    return 0


if __name__ == "__main__":
    sys.exit(main())
