"""Tags: the parts of speech of words and the features of their forms.

The lower layers of the encoder know them: one matrix a language, learned from its treebanks by
`training/train_tags.py`, asks their vectors; what the endings of words tell is added. So whoever
has read a sentence needs no tagger.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from casus.errors import PackError
from casus.extract.segment import Segmenter
from casus.extract.tokens import Token

Floats = npt.NDArray[np.float32]

FILE: Final = "tags.npz"

NONE: Final = "_"
"""That a word has no feature of a kind."""

_AT_ONCE: Final = 6
"""So many rows are asked at once: for larger products a library of linear algebra starts threads,
which take longer to wait for one another than to multiply."""

_NO_NAME: Final = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "ADP", "ADV", "PART", "INTJ"})
"""Tags that no word has with which a name begins."""
_VERBS: Final = frozenset({"VERB", "AUX"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "X"})
_NEITHER: Final = frozenset({"PART", "DET", "ADV", "ADJ", "X", "INTJ", "SYM", "NUM", "PROPN"})
"""Tags of words that are neither verbs nor nouns, or names that are none."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What asks the encoder's lower vectors for tags: `kinds` tells for each stretch of the columns
    of the matrix what it asks for (`upos`, or the name of a feature) and the values. What each of
    `endings` tells is a row of `ends`, of which the first is nought."""

    weight: Floats
    bias: Floats
    kinds: Sequence[tuple[str, int, Sequence[str]]]
    endings: Mapping[str, int]
    ends: Floats

    def tells(self, kind: str) -> bool:
        """Whether a feature of this kind is told of words."""
        return any(name == kind for name, _, _ in self.kinds)

    def of(self, rows: Floats, forms: Sequence[str]) -> list[tuple[str, str]]:
        """The part of speech of each word, by its row and its form, and its features, `Name=Value`
        parted by `|`."""
        parts = [rows[n : n + _AT_ONCE] @ self.weight for n in range(0, len(rows), _AT_ONCE)]
        known = [[self.endings.get(e, 0) for e in endings_of(form)] for form in forms]
        told = np.concatenate(parts) + self.bias + self.ends[np.array(known)].sum(axis=1)
        columns = []
        for kind, first, values in self.kinds:
            best = told[:, first : first + len(values)].argmax(axis=1).tolist()
            if kind == "upos":
                columns.append([values[n] for n in best])
            else:
                names = ["" if v == NONE else f"{kind}={v}" for v in values]
                columns.append([names[n] for n in best])
        return [
            (upos, "|".join(filter(None, feats))) for upos, *feats in zip(*columns, strict=True)
        ]


def endings_of(form: str) -> tuple[str, str, str, str]:
    """What of a word is looked at besides: its last two, three and four letters where it has more,
    and all of it where it has no more than four.

    >>> endings_of("enverra")
    ('ra', 'rra', 'erra', '')
    >>> endings_of("La")
    ('', '', '', '^la')
    """
    low = form.casefold()
    two, three, four = (low[-n:] if len(low) > n else "" for n in (2, 3, 4))
    return two, three, four, f"^{low}" if len(low) <= 4 else ""


def load_tags(folder: Path) -> Tags | None:
    """The tags of a pack, None where it has none; `PackError` where the file is malformed."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        with np.load(path) as file:
            weight, bias, ends = (file[n].astype(np.float32) for n in ("weight", "bias", "ends"))
            labels, endings = (file[name].tolist() for name in ("labels", "endings"))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error) as err:
        raise PackError(path, None, f"no tags: {err}") from None
    shapes = weight.shape[1:], bias.shape, ends.shape[1:], (len(labels),)
    if weight.ndim != 2 or len(set(shapes)) > 1 or len(ends) != len(endings):
        raise PackError(path, None, f"no tags: {shapes}, {len(endings)} endings, {len(ends)} rows")
    kinds: list[tuple[str, int, list[str]]] = []
    for n, label in enumerate(labels):
        kind, _, value = label.partition("=")
        if not kinds or kinds[-1][0] != kind:
            kinds.append((kind, n, []))
        kinds[-1][2].append(value)
    if not kinds or kinds[0][0] != "upos":
        raise PackError(path, None, "no tags: the first labels are those of `upos`")
    nothing = np.zeros((1, len(labels)), np.float32)
    number = {ending: n for n, ending in enumerate(endings, 1)}
    return Tags(weight, bias, kinds, number, np.concatenate([nothing, ends]))


def write_tags(
    tags: Tags,
    tokens: Sequence[Token],
    read: tuple[Sequence[Token], Floats],
    names: Sequence[tuple[int, int]],
    segmenter: Segmenter | None,
) -> None:
    """Write into tokens what they are, by those that were `read` with the vector of each; the rest
    stay as they are. `names` are the places of names in the article."""
    known, rows = read
    if not known:
        return
    for token, told in zip(known, tags.of(rows, [token.form for token in known]), strict=True):
        token.upos, token.feats = told
    for before, token in pairwise(tokens):
        if before.start == token.start and token.upos == before.upos:  # "le" of "du"
            token.upos, token.feats = "DET", ""
    if segmenter:
        _by_vocabulary(tokens, names, segmenter)
    else:
        _names_are_no_verbs(tokens, names)


def _names_are_no_verbs(tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> None:
    """ "Irán" is none, whatever it looks like."""
    named = {start for start, _ in names}
    for token in tokens:
        first = token.start in named and token.upos in _NO_NAME
        if first or (token.upos in _VERBS and any(a < token.start < b for a, b in names)):
            token.upos = "PROPN"


def _by_vocabulary(
    tokens: Sequence[Token], names: Sequence[tuple[int, int]], segmenter: Segmenter
) -> None:
    """Names, coverbs and verbs that the pack knows are that; a sentence that has no verb so far has
    one: the first word that may be one."""
    named = set(names)
    for token, behind in zip(tokens, [*tokens[1:], None], strict=True):
        form = token.form
        if segmenter.is_day(form):
            token.upos, token.deprel = "NOUN", "obl:tmod"
        elif (token.start, token.end) in named:
            token.upos = "PROPN"
        elif form in segmenter.coverbs and behind and (behind.start, behind.end) in named:
            token.upos = "ADP"
        elif (token.upos in _NOMINAL and form in segmenter.verbs) or (
            token.upos in _NEITHER and form in segmenter.acts
        ):
            token.upos = "VERB"
    if not any(token.upos in _VERBS for token in tokens):
        may = (t for t in tokens if t.upos == "NOUN" and t.form in segmenter.acts)
        if first := next(may, None):
            first.upos = "VERB"
