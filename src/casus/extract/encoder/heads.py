"""Heads: what the encoder's vectors are asked – what a word tells, and who fills its roles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from casus.errors import PackError
from casus.model import MODES, TYPES

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

ABOUT_ROLES: Final = tuple((role, part) for role in ROLES for part in PARTS if part in role)
"""The roles of parts: where an act sees a part told says something of who fills them."""
_OF_PARTS: Final = [ROLES.index(role) for role, _ in ABOUT_ROLES]
_SEEN: Final = [PARTS.index(part) for _, part in ABOUT_ROLES]

LABELS: Final = ("", *sorted(TYPES))
"""What a word may tell, or the content or condition of an act be: nothing, or an event of a
type."""

MODED: Final = ("act", *PARTS)
"""What may have a mode: an act itself, and its parts."""
KINDS: Final = tuple((kind, mode) for kind in sorted(MODES) for mode in (None, *MODES[kind]))
"""The types that have modes, with each mode that they may have; None where it is not told."""


FIRST: Final = "t1"
"""The matrix that stands behind the layers in `layers.onnx`: what a word tells is asked of every
word, and the mean of what it makes of pieces is what it makes of their mean. All others are asked
of the few words that tell an act or name somebody."""
_MATRICES: Final = (
    "t2.weight", "t2.bias", "a.weight", "a.bias", "et.weight", "nob1.weight", "nob1.bias",
    "parts.weight", "parts.bias", "together.weight", "together.bias", "query.weight", "query.bias",
    "key.weight", "value.weight", "value.bias", "m.weight", "m.bias", "mb.weight", "mb.bias",
    "found", "about", "links", "nobody", "modes.weight", "modes.bias", "modes_seen",
)  # fmt: skip
CLEARLY: Final = 1.0
"""How much likelier a mode must be than the one that is told, as a logarithm."""

_GELU: Final = math.sqrt(2.0 / math.pi)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act asks: of its parts (`whole`, and `seen`, one row each of `PARTS`: what it sees
    where they are told), of whoever may fill a role (`rows`, one each of `ROLES`), and how well
    nobody fills each."""

    whole: Floats
    seen: Floats
    rows: Floats
    nobody: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """The small matrices above the encoder's rows."""

    table: dict[str, Floats]
    says: dict[str, tuple[list[int], Floats]]
    """For each of `SOURCES` the roles of which it says something, and the matrices of these side by
    side."""

    @property
    def widths(self) -> tuple[int, int]:
        """How many numbers a piece has, and how many `FIRST` makes of them."""
        return self.table["a.weight"].shape[1], self.table["t2.weight"].shape[1]

    def types(self, told: Floats) -> Floats:
        """For each word the logarithm of how likely it tells each of `LABELS`; `told` is what
        `FIRST` makes of them, a row each."""
        return _log_softmax(_gelu(told) @ self.table["t2.weight"].T + self.table["t2.bias"])

    def asks(self, word: Floats, kind: str, pieces: Floats) -> Asked:
        """What a word that tells an event of a type asks of those who may fill its roles; `pieces`
        are the rows of its text."""
        whole = _gelu(self._made("a", word) + self.table["et.weight"][LABELS.index(kind)])
        nobody = self._made("nob1", whole)
        rows, seen = whole.reshape(len(ROLES), -1).copy(), self._looks(whole, pieces)
        told = np.matmul(seen[_SEEN, None], self.table["about"])[:, 0]
        rows[_OF_PARTS] += told[:, :-1]
        nobody[_OF_PARTS] += told[:, -1]
        return Asked(whole, seen, rows, nobody)

    def _looks(self, whole: Floats, pieces: Floats) -> Floats:
        """What an act sees where its parts are told, a row each of `PARTS`: the mean of what the
        pieces of its text say, each as much as it answers.

        No piece is multiplied by a matrix: what all answer is the question, turned, asked of each
        as it is (the bias of the keys adds the same to all, so it is none), and the mean of what
        they say is what their mean says.
        """
        keys = self.table["key.weight"]
        query = self._made("query", whole).reshape(len(PARTS), -1) @ keys
        fit = np.array([pieces @ turned for turned in query]) / math.sqrt(len(keys))
        means = [share @ pieces for share in np.exp(_log_softmax(fit.astype(np.float32)))]
        return _gelu(np.array([self._made("value", mean) for mean in means]))

    def parts(self, asked: Asked) -> tuple[Floats, Floats]:
        """For each of `PARTS` of an act (a row) the logarithm of how likely it is each of `LABELS`;
        and how much likelier all sides do it together than not."""
        told = asked.whole @ self.table["parts.weight"].T + self.table["parts.bias"]
        rows = told.reshape(len(PARTS), -1) + np.einsum(
            "ps,psl->pl", asked.seen, self.table["found"]
        )
        return _log_softmax(rows[:, :-1]), rows[:, -1]

    def together(self, asked: Asked) -> float:
        """How much likelier all sides do an act together than one does it to another."""
        return float(
            self.table["together.weight"][0] @ asked.whole + self.table["together.bias"][0]
        )

    def mode(self, asked: Asked, of: str, kind: str, told: str | None = None) -> str | None:
        """The likeliest mode of an act or of one of its parts (one of `MODED`), were it of a type;
        None where that has none, or it is likeliest not told. Where one is `told`, that, unless
        another is clearly likelier."""
        row = self._made("modes", asked.whole).reshape(len(MODED), -1)[MODED.index(of)]
        if of in PARTS:
            part = PARTS.index(of)
            row = row + asked.seen[part] @ self.table["modes_seen"][part]
        likely = {mode: row[n] for n, (k, mode) in enumerate(KINDS) if k == kind}
        best = max(likely, key=likely.__getitem__, default=None)
        return best if told is None or likely[best] - likely[told] >= CLEARLY else told

    def offers(self, mention: Floats) -> Floats:
        """What a mention answers to that: its vectors for the roles, and a bias for each."""
        return self._made("offers", mention)

    @property
    def offered(self) -> int:
        """How many numbers that are."""
        return len(self.table["offers.bias"])

    def _made(self, name: str, row: Floats) -> Floats:
        """What one of the matrices makes of a row. One at a time: a product with few rows takes
        longer than its rows one by one."""
        out: Floats = self.table[f"{name}.weight"] @ row + self.table[f"{name}.bias"]
        return out

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
        targets, matrices = self.says[role]
        told = (filler @ matrices).reshape(len(targets), -1)
        rows[targets] += told[:, :-1]
        nobody[targets] += told[:, -1]
        return Asked(asked.whole, asked.seen, rows, nobody)

    def scores(self, asked: Asked, role: str, offered: Floats) -> tuple[list[float], float]:
        """How well each offer answers for a role, and how well nobody does (of parties: what is
        added to everyone)."""
        (n, size), r = asked.rows.shape, ROLES.index(role)
        fit = offered[:, r * size : (r + 1) * size] @ asked.rows[r]
        fits: list[float] = (fit / np.float32(math.sqrt(size)) + offered[:, n * size + r]).tolist()
        return fits, float(asked.nobody[r])


def load_heads(path: Path) -> Heads:
    """The heads in a file; `PackError` where it is missing or malformed."""
    try:
        with np.load(path) as file:
            table = {name: file[name].astype(np.float32) for name in _MATRICES}
        for kind in ("weight", "bias"):
            table[f"offers.{kind}"] = np.concatenate([table[f"m.{kind}"], table[f"mb.{kind}"]])
        return Heads(table, {role: _says(role, table["links"]) for role in SOURCES})
    except (OSError, ValueError, KeyError, IndexError) as err:
        raise PackError(path, None, f"no heads of an encoder: {err}") from None


def _says(role: str, links: Floats) -> tuple[list[int], Floats]:
    pairs = [(ROLES.index(target), n) for n, (target, known) in enumerate(LINKS) if known == role]
    return [target for target, _ in pairs], np.concatenate([links[n] for _, n in pairs], axis=1)


def _gelu(x: Floats) -> Floats:
    """The tanh form of Hendrycks and Gimpel (2016), off by less than .0005."""
    turned: Floats = np.tanh(_GELU * (x + 0.044715 * x * x * x))
    return x * 0.5 * (1.0 + turned)


def _log_softmax(x: Floats) -> Floats:
    top = x - np.maximum.reduce(x, axis=1, keepdims=True)
    out: Floats = top - np.log(np.add.reduce(np.exp(top), axis=1, keepdims=True))
    return out
