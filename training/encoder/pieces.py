"""Which pieces of words the encoder keeps: those that common words of the packs' languages, the
packs and the labelled passages are made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as proto

from casus.lang import PACKS, packs
from encoder.pretrained import Pretrained

COMMON = 40_000
"""Words of a language, by how common they are, whose pieces are kept."""
LEAST = 2
"""How often a piece is met that is kept."""
MOST = 60_000

_SPECIAL = 4
"""The first pieces: beginning, padding, end, unknown."""
_PACK_WORDS = re.compile(r"[^\n,\[\]{}\"]+")


def choose_pieces(pretrained: Pretrained, texts: Iterable[str]) -> list[int]:
    """The numbers of the pieces that are kept, in order."""
    everything = sentencepiece.SentencePieceProcessor(
        model_proto=piece_model(pretrained, range(len(pretrained.pieces)))
    )
    counts: Counter[int] = Counter()
    for weight, lines in ((1, _common_words()), (1, _pack_words()), (50, texts)):
        for line in lines:
            for piece in everything.encode(line):
                counts[piece] += weight
    often = [n for n, _ in counts.most_common(MOST) if counts[n] >= LEAST]
    letters = [n for n in counts if len(pretrained.pieces[n].lstrip("▁")) <= 1]
    return sorted({*range(_SPECIAL), *often, *letters})


def _common_words() -> Iterator[str]:
    from wordfreq import top_n_list

    for lang in packs():
        for n, word in enumerate(top_n_list(lang, COMMON)):
            yield word
            if n < COMMON // 2:
                yield word.capitalize()


def _pack_words() -> Iterator[str]:
    for path in sorted(Path(PACKS).rglob("*.yaml")):
        yield from (w.strip() for w in _PACK_WORDS.findall(path.read_text("utf-8")) if w.strip())


def piece_model(pretrained: Pretrained, kept: Iterable[int]) -> bytes:
    """The pieces with these numbers as a model of SentencePiece."""
    model = proto.ModelProto()
    kinds = model.SentencePiece
    special = (kinds.CONTROL, kinds.CONTROL, kinds.CONTROL, kinds.UNKNOWN)
    for n, number in enumerate(kept):
        piece = model.pieces.add()
        piece.piece = pretrained.pieces[number]
        piece.score = float(pretrained.scores[number])
        piece.type = special[n] if n < _SPECIAL else kinds.NORMAL
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    trainer.model_type = trainer.UNIGRAM
    trainer.vocab_size = len(model.pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = range(_SPECIAL)
    trainer.bos_piece, trainer.pad_piece, trainer.eos_piece, trainer.unk_piece = (
        p.piece for p in model.pieces[:_SPECIAL]
    )
    normalizer.name = "nmt_nfkc"
    folder = Path(sentencepiece.__file__).parent / "package_data"
    normalizer.precompiled_charsmap = (folder / "nmt_nfkc.bin").read_bytes()
    return bytes(model.SerializeToString())
