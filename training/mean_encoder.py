"""The mean of networks: `python training/mean_encoder.py PACKED NETWORK NETWORK…`.

Takes networks of the same shape – checkpoints of `train_encoder.py` and `thin_encoder.py`, or
folders of files that casus reads – that were taught on from one, and writes the files of
`src/casus/extract/encoder/model` with every number the mean of theirs (Wortsman et al. 2022): each
of two rounds errs by chance in its own way, their mean less. `train_tags.py` and `train_hearing.py`
are run after it. Needs `torch` and `onnx`; half a minute.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import sentencepiece
import torch
from encoder.export import keep, write
from encoder.network import Heads, Layers
from encoder.pieces import piece_model
from encoder.pretrained import read_pretrained
from encoder.shipped import kept_pieces
from encoder.thin import plain_samples
from thin_encoder import HEADS, SOME, network, treebank_texts

from casus.extract.encoder.model import FOLDER

ROOT: Final = Path(__file__).resolve().parents[1]


def mean(networks: Sequence[tuple[Layers, Heads]]) -> tuple[Layers, Heads]:
    """The first of some networks, every number of it the mean of theirs; ValueError where two have
    not the same shape."""
    with torch.no_grad():
        for part in range(2):
            states = [one[part].state_dict() for one in networks]
            for name, number in states[0].items():
                shapes = {tuple(state[name].shape) for state in states}
                if len(shapes) > 1:
                    raise ValueError(f"{name}: of the shapes {sorted(shapes)}")
                number.copy_(torch.stack([state[name] for state in states]).mean(0))
    return networks[0]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    shared = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("packed", type=Path)
    parser.add_argument("networks", type=Path, nargs="+", help="checkpoints, or folders of files")
    parser.add_argument("--ud", type=Path, default=shared / "ud")
    parser.add_argument("--checkpoint", type=Path, help="where the mean is kept")
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    pretrained = read_pretrained(given.packed)
    kept = kept_pieces(FOLDER, pretrained)
    pieces: Any = sentencepiece.SentencePieceProcessor(model_proto=piece_model(pretrained, kept))
    try:
        networks = [network(place, pretrained, kept, len(HEADS)) for place in given.networks]
        layers, heads = mean(networks)
    except (OSError, ValueError) as err:
        parser.error(str(err))
    texts = list(treebank_texts(given.ud))
    some = random.Random(0).sample(texts, min(SOME, len(texts)))
    write(given.out, pretrained, kept, layers, heads, plain_samples(some, pieces))
    keep(given.checkpoint, kept, layers, heads)
    return 0


if __name__ == "__main__":
    sys.exit(main())
