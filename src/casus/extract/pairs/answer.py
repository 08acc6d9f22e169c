"""The label of a pair: the likeliest of the fifteen, by the weights of named features."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from casus.errors import InputError, PackError
from casus.extract.encoder import load_encoder
from casus.extract.lexicon import has_lexicon, load_lexicon
from casus.extract.pairs.features import Features, features_of
from casus.extract.pairs.heard import TRUST, heard
from casus.extract.pairs.labels import LABELS
from casus.extract.pairs.stage import locate, stage_pair

_BROKEN: Final = re.compile("[\ud800-\udfff\0]")
"""Halves of letters and the letter nought, which stand for nothing."""
_FILE: Final = Path(__file__).parents[1] / "pair_weights.json"


@dataclass(frozen=True, slots=True)
class PairWeights:
    """`shared[name][label]` and `tied[name]`; what is not there weighs nothing."""

    shared: Mapping[str, Mapping[str, float]]
    tied: Mapping[str, float]

    def scores(self, features: Features) -> dict[str, float]:
        """The score of every label, with what the encoder heard of it where it was asked."""
        parts = {label: [TRUST * features.heard.get(label, 0.0)] for label in LABELS}
        for name in features.shared:
            for label, weight in self.shared.get(name, {}).items():
                parts[label].append(weight)
        for label, names in features.tied:
            parts[label] += [self.tied[name] for name in names if name in self.tied]
        return {label: math.fsum(found) for label, found in parts.items()}

    def deciding(self, features: Features, label: str, n: int = 6) -> list[tuple[str, float]]:
        """The `n` features that weighed most for or against a label, heaviest first."""
        weighed = [("heard", TRUST * features.heard.get(label, 0.0))]
        weighed += [(name, self.shared.get(name, {}).get(label, 0.0)) for name in features.shared]
        for k, (kind, names) in enumerate(features.tied):
            if kind == label:
                weighed += [(f"event {k}: {name}", self.tied.get(name, 0.0)) for name in names]
        return sorted(
            (pair for pair in weighed if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0])
        )[:n]


@dataclass(frozen=True, slots=True)
class Answer:
    """A label with how likely it is (0 to 1), the next likeliest, and what decided.

    `placed` is false where the text does not name the target: the answer is then what the source
    does to anyone. `events` are the events that the lexicon heard in the words, `why` the features
    that weighed most for the label.
    """

    type: str
    sure: float
    next: str
    placed: bool = True
    events: tuple[str, ...] = ()
    why: tuple[tuple[str, float], ...] = ()

    def as_dict(self, *, why: bool = False) -> dict[str, Any]:
        """The answer as a line of `casus classify --json`, without its id."""
        out: dict[str, Any] = {"type": self.type, "sure": round(self.sure, 3)}
        if why:
            out["next"] = self.next
            out["events"] = list(self.events)
            out["why"] = [[name, round(weight, 3)] for name, weight in self.why]
        return out


@lru_cache(maxsize=4)
def load_pair_weights(path: Path | None = None) -> PairWeights:
    """The weights in `path`, by default those that casus brings; `PackError` where malformed."""
    path = path or _FILE
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))
        shared = {
            name: {LABELS[int(k)]: float(w) for k, w in row.items()}
            for name, row in tables["shared"].items()
        }
        return PairWeights(shared, {name: float(w) for name, w in tables["tied"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as err:
        raise PackError(path, None, f"no table of weights: {err!r}") from None


def classify(text: str, source: str, target: str, lang: str = "en") -> Answer:
    """The one type of event that a text gives to a directed pair: what `source` does to `target`.

    Both are verbatim spans of the text; there is always an answer, the likeliest of the fifteen.
    Where the target does not stand in the text, the answer is what the source does to anyone, and
    says so. Raises `InputError` where the source does not stand there or the language has no pack.

    >>> classify("The rebels refused to meet the envoy.", "The rebels", "the envoy").type
    'REJECT'
    """
    if not has_lexicon(lang):
        from casus.lang import no_pack

        raise InputError(no_pack(lang))
    lexicon, weights = load_lexicon(lang), load_pair_weights()
    text, source, target = (_BROKEN.sub("\ufffd", words) for words in (text, source, target))
    places = locate(text, source, target)
    pair = stage_pair(lexicon, text, *places, load_encoder())
    if pair is None:
        raise InputError("source or target holds no word")
    features = features_of(lexicon, pair)
    features.heard = heard(pair)
    scores = weights.scores(features)
    order = sorted(LABELS, key=lambda label: (-scores[label], LABELS.index(label)))
    top = scores[order[0]]
    mass = math.fsum(math.exp(score - top) for score in scores.values())
    tokens = pair.scene.tokens
    events = tuple(
        f"{' '.join(tokens[i].form for i in t.taken)} = {t.sense.frame.id} ({t.frame_type})"
        for t in pair.scene.triggers
    )
    return Answer(
        order[0], 1.0 / mass, order[1], places[1] is not None, events,
        tuple(weights.deciding(features, order[0])),
    )  # fmt: skip
