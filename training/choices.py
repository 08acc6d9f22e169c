"""What the choices of extraction are learned from: labelled passages set beside drafts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignment import Alignment, align, overlap, way

from casus.extract.drafts import Draft
from casus.extract.encoder import load_encoder
from casus.extract.examples import read_examples
from casus.extract.lexicon import load_lexicon
from casus.extract.parties import parties
from casus.extract.roles import candidates, nobody_features, role_features
from casus.extract.scene import Scene
from casus.extract.statements import Drafted, draft_article
from casus.extract.tellings import tellings
from casus.extract.weights import Weights
from casus.model import Event

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))
from statements import article_of


@dataclass
class Choices:
    """Training rows: `ranked[role]` are lists of candidates (features, right or not),
    `yes_no[model]` are single rows."""

    ranked: dict[str, list[list[tuple[list[str], bool]]]] = field(
        default_factory=lambda: {"actor": [], "recipient": [], "telling": []}
    )
    yes_no: dict[str, list[tuple[list[str], bool]]] = field(default_factory=lambda: {"party": []})


def drafts_of(row: dict[str, Any], weights: Weights | None = None) -> Iterator[Drafted]:
    """What the words alone tell of a labelled passage, their tags known."""
    return draft_article(article_of(row), weights=weights, encoder=load_encoder(), heed=False)


def gather(rows: Sequence[dict[str, Any]], weights: Weights) -> Choices:
    """The training rows that labelled passages give, with drafts made by `weights`."""
    out = Choices()
    for row in rows:
        for drafted in drafts_of(row, weights):  # memory goes on with it
            _add(out, drafted, align(row, [drafted]))
    return out


def example_rows(lang: str) -> list[dict[str, Any]]:
    """The examples of a language's frames as labelled passages of one sentence."""
    return [
        {"id": f"{lang}:{frame}:{n}", "lang": lang, "published": None, "text": text,
         "statements": [{"quote": text, **record}]}
        for n, (frame, text, record) in enumerate(read_examples(load_lexicon(lang)))
    ]  # fmt: skip


def _add(out: Choices, drafted: Drafted, aligned: Alignment) -> None:
    for draft in drafted.drafts:
        key = (0, draft.n)
        name = aligned.ways.get(key)
        ways = [(list(t.features), name == way(t)) for t in tellings(drafted.scene, draft)]
        out.ranked["telling"].append([(["none"], name is None), *ways])
        event = aligned.own.get(key) or aligned.part.get(key)
        if event:
            _add_roles(out, drafted.scene, draft, event)


def _add_roles(out: Choices, scene: Scene, draft: Draft, gold: Event) -> None:
    setting = draft.setting
    assert setting is not None
    found = candidates(setting)
    together = len(gold.actor) > 1 and not gold.recipient
    if together or scene.triggers[draft.n].sense.frame.both:
        for c, besides in parties(setting, found):
            out.yes_no["party"].append(([*c.features, *besides], set(c.codes) <= set(gold.actor)))
    if together:
        return
    for role, wanted in (("actor", gold.actor), ("recipient", gold.recipient)):
        actor = gold.actor if role == "recipient" else None
        options = [(nobody_features(setting, role, actor), not wanted)]
        scores = [overlap(c.codes, wanted) for c in found]
        top = max(scores, default=0.0)
        if wanted and top < 0.5:
            continue
        for c, score in zip(found, scores, strict=True):
            right = bool(wanted) and score == top
            options.append((role_features(setting, c, role, actor), right))
        if len(options) > 1:
            out.ranked[role].append(options)
