"""What the choices of extraction are learned from: labelled passages set beside drafts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casus.extract.drafts import Draft
from casus.extract.examples import read_examples
from casus.extract.lexicon import load_lexicon
from casus.extract.roles import candidates, nobody_features, parties, role_features
from casus.extract.scene import Scene
from casus.extract.statements import draft_article
from casus.extract.tellings import Telling, tellings
from casus.extract.trees import Token, Trees, Wanted
from casus.extract.weights import Weights
from casus.model import Event

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))
from statements import article_of

Codes = tuple[str, ...]


@dataclass
class Choices:
    """Training rows: `ranked[role]` are lists of candidates (features, right or not),
    `yes_no[model]` are single rows."""

    ranked: dict[str, list[list[tuple[list[str], bool]]]] = field(
        default_factory=lambda: {"actor": [], "recipient": [], "telling": []}
    )
    yes_no: dict[str, list[tuple[list[str], bool]]] = field(default_factory=lambda: {"party": []})


class Remembered:
    """Trees that parse a sentence once: every round drafts the same passages anew."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        self.has_tree = trees.has_tree
        self.forms = trees.forms
        self._parsed: dict[tuple[str, int], list[Token]] = {}

    def parse(
        self,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]] = (),
        wanted: Wanted | None = None,
    ) -> list[Token]:
        """The tokens of the sentence, the same ones each time."""
        key = (sentence, offset)
        if key not in self._parsed:
            self._parsed[key] = self._trees.parse(sentence, offset, names, wanted)
        return self._parsed[key]


def remember_trees(langs: Sequence[str]) -> None:
    """Let the lexicons of these languages parse each sentence once."""
    for lang in langs:
        lexicon = load_lexicon(lang)
        lexicon.trees = Remembered(lexicon.trees)


def gather(rows: Sequence[dict[str, Any]], weights: Weights) -> Choices:
    """The training rows that labelled passages give, with drafts made by `weights`."""
    out = Choices()
    for row in rows:
        spans = list(_spans(row))
        for drafted in draft_article(article_of(row), None, weights):
            _add(out, drafted.scene, drafted.drafts, row, spans)
    return out


def example_rows(lang: str) -> list[dict[str, Any]]:
    """The examples of a language's frames as labelled passages of one sentence."""
    return [
        {"id": f"{lang}:{frame}:{n}", "lang": lang, "published": None, "text": text,
         "statements": [{"quote": text, **record}]}
        for n, (frame, text, record) in enumerate(read_examples(load_lexicon(lang)))
    ]  # fmt: skip


def _spans(row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    for statement in row["statements"]:
        start = row["text"].find(statement["quote"])
        yield (start, start + len(statement["quote"]))


def _add(
    out: Choices,
    scene: Scene,
    drafts: Sequence[Draft],
    row: dict[str, Any],
    spans: Sequence[tuple[int, int]],
) -> None:
    own: dict[int, Event] = {}
    part: dict[int, Event] = {}
    told: dict[int, str] = {}
    options = {draft.n: tellings(scene, draft) for draft in drafts}
    inside = [
        [d for d in drafts if start <= scene.tokens[scene.triggers[d.n].at].start < end]
        for start, end in spans
    ]
    left = []
    for statement, near in zip(row["statements"], inside, strict=True):
        gold = Event.from_dict(statement["event"])
        best = _best([d for d in near if d.n not in told and d.event.type == gold.type], gold)
        if best is None:
            left.append((statement, near))
        else:
            own[best.n], told[best.n] = gold, "own"
    for statement, near in left:
        if not statement.get("content"):
            continue
        gold, content = (Event.from_dict(statement[key]) for key in ("event", "content"))
        whose = {d.n: _whose(options[d.n], gold) for d in near}
        fit = [d for d in near if d.n not in told and whose[d.n] and d.event.type == content.type]
        best = _best(fit, content)
        if best is not None:
            own[best.n], told[best.n] = content, whose[best.n]
    for statement, near in zip(row["statements"], inside, strict=True):
        for key in ("content", "condition"):
            if statement.get(key):
                gold = Event.from_dict(statement[key])
                fit = [d for d in near if d.n not in part and _is_part(scene, d, gold)]
                best = _best(fit, gold)
                if best is not None:
                    part[best.n] = gold
    for draft in drafts:
        n = draft.n
        ways = [(list(t.features), told.get(n) == _name(t)) for t in options[n]]
        out.ranked["telling"].append([(["none"], n not in told), *ways])
        gold_event = own.get(n) or part.get(n)
        if gold_event:
            _add_roles(out, scene, draft, gold_event)


def _name(telling: Telling) -> str:
    return "own" if telling.own else f"{telling.type}:{telling.whose}"


def _whose(options: Sequence[Telling], gold: Event) -> str:
    """The name of the way of telling that gives the label's verbal act, or an empty string."""
    joint = len(gold.actor) > 1 and not gold.recipient
    for telling in options:
        if telling.type == gold.type and not telling.own and (telling.whose == "parties") == joint:
            return _name(telling)
    return ""


def _is_part(scene: Scene, draft: Draft, gold: Event) -> bool:
    """Whether a draft may be a label's content or condition."""
    part = scene.parents[draft.n] is not None or scene.condition_of(draft.n) is not None
    return part and draft.event.type == gold.type


def _best(drafts: Sequence[Draft], gold: Event) -> Draft | None:
    return max(drafts, key=lambda d: (_agreement(d.event, gold), -d.n), default=None)


def _agreement(event: Event, gold: Event) -> float:
    return 2 * _overlap(event.actor, gold.actor) + _overlap(event.recipient, gold.recipient)


def _overlap(a: Codes, b: Codes) -> float:
    if not a and not b:
        return 0.5
    return len(set(a) & set(b)) / max(1, len(set(a) | set(b)))


def _add_roles(out: Choices, scene: Scene, draft: Draft, gold: Event) -> None:
    setting = draft.setting
    assert setting is not None
    found = candidates(setting)
    frame = scene.triggers[draft.n].sense.frame
    if frame.both:
        for c, features in parties(setting, found):
            out.yes_no["party"].append((features, set(c.codes) <= set(gold.actor)))
        return
    for role, wanted in (("actor", gold.actor), ("recipient", gold.recipient)):
        actor = gold.actor if role == "recipient" else None
        options = [(nobody_features(setting, role, actor), not wanted)]
        scores = [_overlap(c.codes, wanted) for c in found]
        top = max(scores, default=0.0)
        if wanted and top < 0.5:
            continue
        for c, score in zip(found, scores, strict=True):
            right = bool(wanted) and score == top
            options.append((role_features(setting, c, role, actor), right))
        if len(options) > 1:
            out.ranked[role].append(options)
