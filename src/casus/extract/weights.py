"""Weights: the small linear models that decide where rules leave a choice.

A model is a table of named features with a weight each, so that `casus explain` can say which of
them decided. They are learned from labelled passages by `training/train_choices.py`, those of what
is heard by `training/train_hearing.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Final

from casus.errors import PackError

MODELS: Final = ("actor", "recipient", "party", "telling")
"""What is chosen: who acts, whom it concerns, who takes part in a two-sided act, and whether and as
what a trigger is told."""

OF_HEARD: Final = ("sides", "telling", "content", "condition", "begins", "ends")
"""What is chosen among what words tell and what the encoder hears: who acts upon whom, whether
and as what it is told, what an act is about, and what it depends on; and where it is quoted
from and to."""

_FILE: Final = Path(__file__).with_name("weights.json")
_FILE_OF_HEARD: Final = Path(__file__).with_name("heard_weights.json")

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
        """The same in steps, each feature as often as it is named; sums of lists may be added."""
        return sum(map(self._steps[model].get, features, repeat(0)))

    def measured(self, model: str, measures: Mapping[str, float]) -> float:
        """The sum of the measures, each by the weight of its name."""
        table = self.tables[model]
        return math.fsum([table.get(name, 0.0) * value for name, value in measures.items()])

    def deciding(self, model: str, features: Iterable[str], n: int = 3) -> list[tuple[str, float]]:
        """The `n` features that weighed most, heaviest first."""
        return self.weightiest(model, dict.fromkeys(features, 1.0), n)

    def weightiest(
        self, model: str, measures: Mapping[str, float], n: int = 3
    ) -> list[tuple[str, float]]:
        """The `n` measures that weighed most, each with its weight times what it is, heaviest
        first."""
        table = self.tables[model]
        weighed = [(name, table[name] * measures[name]) for name in table.keys() & measures.keys()]
        return sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:n]


def log_sigmoid(odds: float) -> float:
    """The logarithm of the likelihood whose logarithm of odds is given."""
    return -math.log1p(math.exp(-odds)) if odds > 0 else odds - math.log1p(math.exp(odds))


@lru_cache(maxsize=4)
def load_weights(path: Path | None = None, models: tuple[str, ...] = MODELS) -> Weights:
    """The weights of `models` in `path`, by default those of roles and tellings that casus brings;
    `PackError` where malformed."""
    path = path or _FILE
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))
        return Weights({name: dict(tables[name]) for name in models})
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise PackError(path, None, f"no table of weights: {err!r}") from None


def load_heard_weights() -> Weights:
    """The weights of what words tell beside what the encoder hears, learned by
    `training/train_hearing.py`; `PackError` where malformed."""
    return load_weights(_FILE_OF_HEARD, OF_HEARD)
