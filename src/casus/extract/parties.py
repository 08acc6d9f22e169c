"""Parties: who takes part in what all sides do together – a meeting, a treaty, a truce.

Every phrase and everyone the text spoke of is weighed by itself, as for other roles; what is known
besides is that two take part as a rule. Nobody is left out beforehand for standing in another
clause: a third of all meetings were lost that way (`docs/decisions/0030-who-took-part.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from casus.extract.frames import TWO_SIDED
from casus.extract.memory import Codes
from casus.extract.setting import Candidate, Setting
from casus.extract.weights import Weights

THIRD: Final = 5.0
"""How much must speak for a third party to what two do together: of labels of such acts four in
five have two. Chosen on passages kept aside (`docs/decisions/0033-within-reach-of-a-name.md`),"""
UNHEARD_THIRD: Final = 1.5
"""and where no encoder is asked."""


def parties(setting: Setting, found: Sequence[Candidate]) -> list[tuple[Candidate, list[str]]]:
    """Those who may take part in a two-sided act, each with the features of that besides its
    own."""
    joins = setting.lexicon.marker_words["two_sided_with"]
    kind = setting.trigger.frame_type
    plain = [_is_plain(setting, c) for c in found]
    apart = [_apart(c) for c in found]
    does = [
        told and not {"place:a0", "place:a1"}.isdisjoint(c.shared.names)
        for c, told in zip(found, plain, strict=True)
    ]
    near = {
        code for c, told, far in zip(found, plain, apart, strict=True) if told and not far
        for code in c.codes
    }  # fmt: skip
    enough = "enough" if len(near) > 1 else "few"  # the clause itself may name the sides
    paired = {
        code for c, doer in zip(found, does, strict=True) if doer and len(c.codes) > 1
        for code in c.codes
    }  # fmt: skip
    distances = [_distance(setting, c) for c in found]
    rank = {distance: min(3, n) for n, distance in enumerate(sorted(set(distances)))}
    doer_told = any(does)
    out = []
    for c, far, doer, distance in zip(found, apart, does, distances, strict=True):
        where = "here" if c.chunk is not None else "away"
        case = setting.case_of(c)
        joined = bool(case) and case in joins
        closer = f"closer{rank[distance]}"
        features = ["party", f"party:{kind}", closer, f"{closer}:{kind}"]
        if case:
            features.append(f"joins:{joined}:{kind}")
        if paired and not doer and not joined:
            told = "told" if paired.intersection(c.codes) else "untold"
            features += [f"beside-a-pair:{told}", f"beside-a-pair:{told}:{kind}"]
        if far:
            features += ["apart", f"apart:{where}:{enough}", f"apart:{where}:{enough}:{kind}"]
        if doer_told and not doer:
            features.append(f"beside-a-doer:{where}")
        out.append((c, features))
    return out


def _is_plain(setting: Setting, candidate: Candidate) -> bool:
    """Whether somebody is named, or meant by a word that refers back as the plain rules take it and
    that the tree ties to the act."""
    if candidate.chunk is None or not setting.scene.chunks[candidate.chunk].refers:
        return True
    plain = setting.resolved[candidate.chunk] == candidate.codes
    return plain and "tree:none" not in candidate.shared.names


def _counted(setting: Setting, candidate: Candidate) -> int:
    """How many the phrase of a candidate says that it means, where it refers back and says so."""
    chunk = setting.scene.chunks[candidate.chunk] if candidate.chunk is not None else None
    return chunk.count if chunk is not None and chunk.refers else 0


def _distance(setting: Setting, candidate: Candidate) -> int:
    """How many tokens part a candidate from the trigger; far beyond where it is not named here."""
    if candidate.chunk is None:
        return 10_000
    chunk, taken = setting.scene.chunks[candidate.chunk], setting.trigger.taken
    return max(0, chunk.first - max(taken), min(taken) - chunk.last)


def _apart(candidate: Candidate) -> bool:
    """Whether nothing ties the phrase to the act, and another event, or a verb of another clause,
    stands between them."""
    features = candidate.shared.names
    loose = not any(f.startswith("tree:") and not f.startswith("tree:none")
                    and ":far" not in f for f in features)  # fmt: skip
    beside = "left:t0" in features or ("right:t0" in features and "right:verbs0" in features)
    return loose and not beside


def told_as_party(
    weights: Weights, setting: Setting, found: Sequence[Candidate]
) -> list[tuple[Candidate, float]]:
    """What the words say for each taking part: the logarithm of the odds."""
    return [(c, c.score(weights, "party", besides)) for c, besides in parties(setting, found)]


def choose_parties(
    setting: Setting, odds: Sequence[tuple[Candidate, float]]
) -> tuple[Codes, list[Candidate]]:
    """Everyone who takes part in a two-sided act, with the phrases that tell of them: whoever most
    speaks for (`odds`), of meetings the next one too, else where something speaks for him; a third
    only where much does. Those who are listed together take part together."""
    enough = {0: -math.inf, 1: -math.inf if setting.trigger.frame_type in TWO_SIDED else 0.0}
    third = THIRD if setting.bearing is not None else UNHEARD_THIRD
    told: set[str] = set()
    phrases: list[Candidate] = []
    for candidate, score in _counting(setting, sorted(odds, key=lambda row: -row[1])):
        if set(candidate.codes) <= told or score <= enough.get(len(told), third):
            continue
        told.update(candidate.codes)
        phrases.append(candidate)
    return tuple(sorted(told)), phrases


def _counting(
    setting: Setting, ranked: Sequence[tuple[Candidate, float]]
) -> Iterator[tuple[Candidate, float]]:
    """Candidates in their order, less what a phrase that says how many it means does not mean:
    "both leaders" are two, and the same two."""
    may = {
        c.chunk for c, _ in ranked if c.chunk is not None and len(c.codes) == _counted(setting, c)
    }
    met: set[int] = set()
    for candidate, score in ranked:
        n = candidate.chunk
        if n is not None and n in may and _counted(setting, candidate) > 1:
            if n in met or len(candidate.codes) != _counted(setting, candidate):
                continue
            met.add(n)
        yield candidate, score
