"""What the encoder hears of a pair: how likely some word tells that the source does it to the
target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from casus.extract.encoder.heads import LABELS as TOLD
from casus.extract.encoder.hints import Bearing
from casus.extract.pairs.labels import LABELS, label_of
from casus.extract.pairs.stage import Pair

TRUST: Final = 0.5
"""How much that weighs beside the weights; chosen on pairs of our own that these were not learned
from, the encoder having been taught on none (decision 22)."""

UNHEARD: Final = -7.0
"""The logarithm of how likely anything is at the least: what is not heard may be true all the same.
What is heard is counted from here."""


def heard(pair: Pair) -> Mapping[str, float]:
    """For each label how loudly it is heard: the logarithm of how likely the likeliest word tells
    it of the two, counted from `UNHEARD`, so that nought is silence."""
    scene, hint = pair.scene, pair.hint
    out = dict.fromkeys(LABELS, 0.0)
    if hint is None:
        return out
    hint.expect(scene.tokens, scene.chunks)
    for token, row in zip(scene.tokens, hint.types(scene.tokens), strict=True):
        if row is None or token.upos == "PUNCT":
            continue
        for kind, likely in zip(TOLD, row.tolist(), strict=True):
            label = label_of(kind) if kind else ""
            if not label or likely - UNHEARD <= out[label]:
                continue
            bearing = hint.bearing(token, kind)
            if bearing is not None:
                out[label] = max(out[label], likely + _between(bearing, pair) - UNHEARD)
    return out


def _between(bearing: Bearing, pair: Pair) -> float:
    """The logarithm of how likely an act passes from the source to the target."""
    fits = bearing.of("actor", pair.source.codes)
    if not pair.target:
        return fits
    return fits + bearing.given("actor", pair.source.codes).of("recipient", pair.target.codes)
