"""The encoder itself: text in, a vector for each piece of a word out.

Its layers are those of multilingual-e5-small (MIT licence) that `training/train_encoder.py` kept
and taught; the vectors of pieces lie in blocks of 32 four-bit numbers with a scale each. The file
formats are told in `docs/encoder.md`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from casus.errors import PackError
from casus.extract.encoder.heads import Heads, load_heads

FOLDER: Final = Path(__file__).parent / "model"
LONGEST: Final = 254
"""Pieces of a window that are read; what stands behind them has no vector."""

_BEGIN, _END = 0, 2
_PER_BLOCK: Final = 32
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no encoding writes."""

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The pieces of a text: where each begins and ends, its vector, what the heads' first matrix
    makes of that to say what it tells, and its vector behind the lower layers, which know best what
    part of speech it is; a row each."""

    starts: Sequence[int]
    ends: Sequence[int]
    rows: Floats
    told: Floats
    early: Floats
    _bounds: tuple[Places, Places] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bounds = np.array(self.starts, np.int64), np.array(self.ends, np.int64)
        object.__setattr__(self, "_bounds", bounds)

    def mean(self, start: int, end: int) -> Floats | None:
        """The vector of a stretch of the text: the mean of its pieces; None beyond what was
        read."""
        first, last = covering(self.starts, self.ends, start, end)
        if last <= first:
            return None
        row: Floats = self.rows[first]
        if last - first > 1:  # most words are one piece
            row = np.add.reduce(self.rows[first:last], axis=0) / (last - first)
        return row

    def telling(self, stretches: Sequence[tuple[int, int]]) -> tuple[Floats, list[bool]]:
        """What stretches of the text are to be asked by for what each tells, a row each of those
        that were read; and for each whether it was."""
        return self._means(self.told, stretches)

    def tagging(self, stretches: Sequence[tuple[int, int]]) -> tuple[Floats, list[bool]]:
        """The same for the part of speech of each."""
        return self._means(self.early, stretches)

    def _means(
        self, rows: Floats, stretches: Sequence[tuple[int, int]]
    ) -> tuple[Floats, list[bool]]:
        starts, ends = self._bounds
        places = np.array(stretches, np.int64).reshape(-1, 2)
        first = np.searchsorted(ends, places[:, 0], "right")
        last = np.maximum(
            np.searchsorted(starts, places[:, 1], "left"), np.minimum(first + 1, len(starts))
        )
        read = last > first
        first, last = first[read], last[read]
        out = rows[first]
        for n in (last - first > 1).nonzero()[0]:  # most words are one piece
            out[n] = np.add.reduce(rows[first[n] : last[n]], axis=0) / (last[n] - first[n])
        return out, read.tolist()


def covering(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The number of the first piece that covers a stretch of a text and of the first behind it; one
    piece at least, but none beyond the last."""
    first, last = bisect_right(ends, start), bisect_left(starts, end)
    return first, last if last > first else min(first + 1, len(starts))


class Encoder:
    """A loaded encoder with its heads."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        import sentencepiece

        self.heads: Heads = load_heads(folder / "heads.npz")
        try:
            self._blocks = np.load(folder / "pieces.npy", mmap_mode="r")
            self._pieces: Any = sentencepiece.SentencePieceProcessor(
                model_file=str(folder / "pieces.model")
            )
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1  # the same on every machine, and workers are many
            options.log_severity_level = 3
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "layers.onnx"), options, providers=["CPUExecutionProvider"]
            )
            found = self.vectors("")
            widths = found.rows.shape[1], found.told.shape[1]
            if widths != self.heads.widths:
                raise ValueError(f"{widths} numbers a piece, and heads for {self.heads.widths}")
        except Exception as err:  # onnxruntime raises errors of its own
            raise PackError(folder, None, f"no encoder: {err}") from None

    def vectors(self, text: str) -> Vectors:
        """The pieces of a text with their vectors."""
        found = self._pieces.encode(_HALVES.sub("?", text), return_type="offset_mapping")
        places = found["offsets"][:LONGEST]
        ids = np.array([_BEGIN, *found["ids"][:LONGEST], _END])
        found_rows = self._session.run(["rows", "told", "early"], {"pieces": self._embedded(ids)})
        rows, told, early = (numbers[1:-1] for numbers in found_rows)
        starts, ends = [start for start, _ in places], [end for _, end in places]
        return Vectors(starts, ends, rows, told, early)

    def _embedded(self, ids: npt.NDArray[np.int64]) -> Floats:
        blocks = self._blocks[ids].reshape(len(ids), -1, 2 + _PER_BLOCK // 2)
        scale = np.ascontiguousarray(blocks[:, :, :2]).view(np.float16).astype(np.float32)
        halves = blocks[:, :, 2:]
        numbers = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32) - 8.0
        return (numbers * scale).reshape(len(ids), -1)


@lru_cache(maxsize=2)
def load_encoder(folder: Path = FOLDER) -> Encoder:
    """The encoder in `folder`, by default the one that casus brings; `PackError` where a file is
    missing or malformed."""
    return Encoder(folder)
