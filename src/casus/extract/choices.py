"""Choices: what may be, with named measures of what speaks for it by words and by ear.

Who does an act to whom (`sides.py`), whether and as what it is told (`tellings.py`), what it is
about and depends on (`ways.py`): for each a small linear model chooses. Its weights were learned
from passages whose labels the encoder was not taught: of those that it was, it is surer than of
others (`docs/decisions/0038-how-far-what-is-heard-is-believed.md`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from casus.extract.weights import load_heard_weights

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One thing that may be, and the measures of what speaks for it, by name."""

    what: T
    measures: Mapping[str, float]


def weigh(model: str, choices: Sequence[Choice[T]]) -> list[float]:
    """How much speaks for each of the choices of a model: the logarithm of its odds, but for what
    is added to all."""
    weights = load_heard_weights()
    return [weights.measured(model, choice.measures) for choice in choices]


def choose(
    model: str, choices: Sequence[Choice[T]], outcome: Callable[[T], Hashable] | None = None
) -> tuple[T, float]:
    """That for which most speaks, of two what stands first; and how likely it is. What has the same
    `outcome` is one: how likely each of it is is added up, and the likeliest stands for it.

    >>> choose("content", [Choice("nothing", {"none": 1.0})])
    ('nothing', 1.0)
    """
    scores = weigh(model, choices)
    outcomes = [n if outcome is None else outcome(one.what) for n, one in enumerate(choices)]
    top = max(scores)
    mass: dict[Hashable, float] = {}
    for found, score in zip(outcomes, scores, strict=True):
        mass[found] = mass.get(found, 0.0) + math.exp(score - top)
    best = max(range(len(choices)), key=lambda n: (mass[outcomes[n]], scores[n], -n))
    return choices[best].what, mass[outcomes[best]] / sum(mass.values())
