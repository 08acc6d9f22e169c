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

_SAY_OF: Final = {
    "recipient": ("actor",),
    "speaker": ("actor",),
    **{f"{part} actor": ("actor", "recipient") for part in PARTS},
    **{f"{part} recipient": ("actor", "recipient", f"{part} actor") for part in PARTS},
}
"""For each role those whose fillers say something of it."""
LINKS: Final = tuple((role, known) for role, before in _SAY_OF.items() for known in before)
"""Whoever is known to fill the second role says something of who fills the first."""
SOURCES: Final = tuple(dict.fromkeys(known for _, known in LINKS))
"""The roles of which may be known who fills them."""

LABELS: Final = ("", *sorted(TYPES))
"""What a word may tell, or the content or condition of an act be: nothing, or an event of a
type."""


PROJECTIONS: Final = ("t1", "a", "m", "mb")
"""The heads' first matrices: they stand behind the layers in `layers.onnx`, side by side, since the
mean of what they make of pieces is what they make of the mean."""
_MATRICES: Final = (
    "t2.weight", "t2.bias", "et.weight", "nob1.weight", "nob1.bias", "parts.weight", "parts.bias",
    "links", "nobody",
)  # fmt: skip
_ERF: Final = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act asks: of its parts (`whole`), of whoever may fill a role (`rows`, one each of
    `ROLES`), and how well nobody fills each."""

    whole: Floats
    rows: Floats
    nobody: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """The small matrices above the encoder's rows."""

    table: dict[str, Floats]

    def types(self, words: Floats) -> Floats:
        """For each word (a row) the logarithm of how likely it tells each of `LABELS`."""
        told, _, _ = self._parts(words)
        return _log_softmax(_gelu(told) @ self.table["t2.weight"].T + self.table["t2.bias"])

    def asks(self, word: Floats, kind: str) -> Asked:
        """What a word that tells an event of a type asks of those who may fill its roles."""
        _, asked, _ = self._parts(word[None, :])
        whole = _gelu(asked[0] + self.table["et.weight"][LABELS.index(kind)])
        nobody = whole @ self.table["nob1.weight"].T + self.table["nob1.bias"]
        return Asked(whole, whole.reshape(len(ROLES), -1), nobody)

    def parts(self, asked: Asked) -> tuple[Floats, Floats]:
        """For each of `PARTS` of an act (a row) the logarithm of how likely it is each of `LABELS`;
        and how much likelier all sides do it together than not."""
        told = asked.whole @ self.table["parts.weight"].T + self.table["parts.bias"]
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

    def filler(self, role: str, offered: Floats) -> Floats:
        """What those who fill a role – their offers, a row each, none where nobody does – say of
        who fills others."""
        size, r = self.table["nobody"].shape[1], ROLES.index(role)
        nobody: Floats = self.table["nobody"][SOURCES.index(role)]
        if not len(offered):
            return nobody
        out: Floats = offered[:, r * size : (r + 1) * size].mean(axis=0)
        return out

    def linked(self, asked: Asked, role: str, filler: Floats) -> Asked:
        """What an act asks once it is known who fills a role."""
        rows, nobody = asked.rows.copy(), asked.nobody.copy()
        for (target, known), matrix in zip(LINKS, self.table["links"], strict=True):
            if known == role:
                told = filler @ matrix
                rows[ROLES.index(target)] += told[:-1]
                nobody[ROLES.index(target)] += told[-1]
        return Asked(asked.whole, rows, nobody)

    def scores(self, asked: Asked, offered: Floats) -> Floats:
        """How well each offer answers, a row a role; the last column is how well nobody does (of
        parties: what is added to everyone)."""
        n, size = asked.rows.shape
        answers = offered[:, : n * size].reshape(-1, n, size)
        fit = np.einsum("mrs,rs->rm", answers, asked.rows) / np.float32(math.sqrt(size))
        out: Floats = np.column_stack([fit + offered[:, n * size :].T, asked.nobody])
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
