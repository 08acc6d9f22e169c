"""Heads: what the encoder's vectors are asked – what a word tells, and who fills its roles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from casus.errors import PackError
from casus.model import TYPES

Floats = npt.NDArray[np.float32]

PARTS: Final = ("content", "condition")
ROLES: Final = (
    "actor", "recipient", "party", "speaker",
    *(f"{part} {role}" for part in PARTS for role in ("actor", "recipient")),
)  # fmt: skip
"""Who is asked for: of parties whether each takes part, of all others who of them it is."""

LABELS: Final = ("", *sorted(TYPES))
"""What a word may tell, or the content or condition of an act be: nothing, or an event of a
type."""


PROJECTIONS: Final = ("t1", "a", "m", "mb")
"""The heads' first matrices: they stand behind the layers in `layers.onnx`, side by side, since the
mean of what they make of pieces is what they make of the mean."""
_MATRICES: Final = (
    "t2.weight", "t2.bias", "et.weight", "nob1.weight", "nob1.bias", "parts.weight", "parts.bias",
)  # fmt: skip
_ERF: Final = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


@dataclass(frozen=True, slots=True)
class Heads:
    """The small matrices above the encoder's rows."""

    table: dict[str, Floats]

    def types(self, words: Floats) -> Floats:
        """For each word (a row) the logarithm of how likely it tells each of `LABELS`."""
        told, _, _ = self._parts(words)
        return _log_softmax(_gelu(told) @ self.table["t2.weight"].T + self.table["t2.bias"])

    def asks(self, word: Floats, kind: str) -> Floats:
        """What a word that tells an event of a type asks of those who may fill its roles."""
        _, asked, _ = self._parts(word[None, :])
        return _gelu(asked[0] + self.table["et.weight"][LABELS.index(kind)])

    def parts(self, asked: Floats) -> tuple[Floats, Floats]:
        """For each of `PARTS` of an act (a row) the logarithm of how likely it is each of `LABELS`;
        and how much likelier all sides do it together than not."""
        told = asked @ self.table["parts.weight"].T + self.table["parts.bias"]
        rows = told.reshape(len(PARTS), -1)
        return _log_softmax(rows[:, :-1]), rows[:, -1]

    def offers(self, mentions: Floats) -> Floats:
        """What each mention (a row) answers to that: its vectors for the roles, and a bias for
        each."""
        return self._parts(mentions)[2]

    def _parts(self, rows: Floats) -> tuple[Floats, Floats, Floats]:
        """What rows hold for `PROJECTIONS`: of what a word tells, what it asks, what it offers."""
        told = self.table["t2.weight"].shape[1]
        asked = told + self.table["et.weight"].shape[1]
        return rows[:, :told], rows[:, told:asked], rows[:, asked:]

    def scores(self, asked: Floats, offered: Floats) -> Floats:
        """How well each offer answers, a row a role; the last column is how well nobody does (of
        parties: what is added to everyone)."""
        n, size = len(ROLES), len(asked) // len(ROLES)
        answers = offered[:, : n * size].reshape(-1, n, size)
        fit = np.einsum("mrs,rs->rm", answers, asked.reshape(n, size)) / np.float32(math.sqrt(size))
        nobody = asked @ self.table["nob1.weight"].T + self.table["nob1.bias"]
        out: Floats = np.column_stack([fit + offered[:, n * size :].T, nobody])
        return out


def load_heads(path: Path) -> Heads:
    """The heads in a file; `PackError` where it is missing or malformed."""
    try:
        with np.load(path) as file:
            return Heads({name: file[name].astype(np.float32) for name in _MATRICES})
    except (OSError, ValueError, KeyError) as err:
        raise PackError(path, None, f"no heads of an encoder: {err}") from None


def _gelu(x: Floats) -> Floats:
    return x * 0.5 * (1.0 + _erf(x / math.sqrt(2.0)))


def _erf(x: Floats) -> Floats:
    """The error function to 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26)."""
    t = (1.0 / (1.0 + 0.3275911 * np.abs(x))).astype(np.float32)
    series = np.zeros_like(x)
    for factor in _ERF:
        series = ((series + factor) * t).astype(np.float32)
    out: Floats = np.sign(x) * (1.0 - series * np.exp(-x * x))
    return out


def _log_softmax(x: Floats) -> Floats:
    top = x - x.max(axis=1, keepdims=True)
    out: Floats = top - np.log(np.exp(top).sum(axis=1, keepdims=True))
    return out
