"""What the choices of extraction are learned from: labelled passages set beside drafts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from alignment import Alignment, align, overlap, way

from casus.extract.drafts import Draft
from casus.extract.examples import read_examples
from casus.extract.lexicon import load_lexicon
from casus.extract.parties import parties
from casus.extract.roles import candidates, nobody_features, role_features
from casus.extract.scene import Scene
from casus.extract.statements import Drafted, draft_article
from casus.extract.tagging import Tagger
from casus.extract.tellings import tellings
from casus.extract.tokens import Token
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


class Remembered:
    """A tagger that tags a sentence once: every round drafts the same passages anew."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.tagged = tagger.tagged
        self.forms = tagger.forms
        self._known: dict[tuple[str, int], list[Token]] = {}

    def tag(self, sentence: str, offset: int, names: Sequence[tuple[int, int]] = ()) -> list[Token]:
        """The tokens of the sentence, new ones each time: who reads them writes into them."""
        key = (sentence, offset)
        if key not in self._known:
            self._known[key] = self._tagger.tag(sentence, offset, names)
        return [replace(token, children=list(token.children)) for token in self._known[key]]


def remember_tags(langs: Sequence[str]) -> None:
    """Let the lexicons of these languages tag each sentence once."""
    for lang in langs:
        lexicon = load_lexicon(lang)
        lexicon.tagger = Remembered(lexicon.tagger)


def gather(rows: Sequence[dict[str, Any]], weights: Weights) -> Choices:
    """The training rows that labelled passages give, with drafts made by `weights`."""
    out = Choices()
    for row in rows:
        for drafted in draft_article(article_of(row), None, weights):  # memory goes on with it
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
