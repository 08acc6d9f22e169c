"""Weights: the small linear models that decide where rules leave a choice.

A model is a table of named features with a weight each, so that `casus explain` can say which of
them decided. They are learned from labelled passages by `training/train_choices.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from casus.errors import PackError

MODELS: Final = ("actor", "recipient", "party", "telling")
"""What is chosen: who acts, whom it concerns, who takes part in a two-sided act, and whether and as
what a trigger is told."""

_FILE: Final = Path(__file__).with_name("weights.json")

_ONE: Final = 2**40
"""Weights are added up in whole numbers of so small a part: in any order they give the same, and
sums of parts of the features can be added."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of every model by the name of the feature; an unknown feature weighs nothing."""

    tables: Mapping[str, dict[str, float]]
    _steps: dict[str, dict[str, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        steps = {
            model: {name: round(weight * _ONE) for name, weight in table.items()}
            for model, table in self.tables.items()
        }
        object.__setattr__(self, "_steps", steps)

    def score(self, model: str, features: Iterable[str], known: int = 0) -> float:
        """The sum of the weights of the features; of those that are `known` already, what `weigh`
        gave is added."""
        return (known + self.weigh(model, features)) / _ONE

    def weigh(self, model: str, features: Iterable[str]) -> int:
        """The same in steps; of lists that share no feature the sums may be added."""
        table = self._steps[model]
        return sum(map(table.__getitem__, table.keys() & features))

    def deciding(self, model: str, features: Iterable[str], n: int = 3) -> list[tuple[str, float]]:
        """The `n` features that weighed most, heaviest first."""
        table = self.tables[model]
        weighed = [(name, table[name]) for name in table.keys() & features]
        return sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:n]


def log_sigmoid(odds: float) -> float:
    """The logarithm of the likelihood whose logarithm of odds is given."""
    return -math.log1p(math.exp(-odds)) if odds > 0 else odds - math.log1p(math.exp(odds))


@lru_cache(maxsize=4)
def load_weights(path: Path | None = None) -> Weights:
    """The weights in `path`, by default those that casus brings; `PackError` where malformed."""
    path = path or _FILE
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))
        return Weights({name: dict(tables[name]) for name in MODELS})
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise PackError(path, None, f"no table of weights: {err!r}") from None
