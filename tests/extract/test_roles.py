"""Roles: who may fill one, and what speaks for each."""

from __future__ import annotations

import pytest

from casus.extract.encoder import load_encoder
from casus.extract.parties import parties
from casus.extract.roles import candidates, nobody_features, role_features
from casus.extract.setting import Features
from casus.extract.statements import draft_article
from casus.extract.tellings import tellings
from casus.extract.weights import load_weights
from casus.model import Article

TEXT = (
    "Iran attacked Iraq. Iraq attacked Iran in return, and Iran again attacked Iraq. "
    "They then attacked Kuwait, and Kuwait was attacked by Iran and Iraq once more."
)


def test_everything_that_speaks_for_something_is_named_once() -> None:
    told = 0
    for drafted in draft_article(Article("a", "a", TEXT, "en"), encoder=load_encoder()):
        for draft in drafted.drafts:
            assert draft.setting is not None
            found = candidates(draft.setting)
            named = [role_features(draft.setting, c, "recipient", ("IRN",)) for c in found]
            named += [[*c.features, *besides] for c, besides in parties(draft.setting, found)]
            named += [nobody_features(draft.setting, role, None) for role in ("actor", "recipient")]
            named += [telling.features for telling in tellings(drafted.scene, draft)]
            for features in named:
                assert len(features) == len(set(features))
                told += any(f.startswith("was-done-to:") for f in features)
    assert told


@pytest.mark.parametrize(
    ("who", "passed"),
    [
        (
            "IRQ",
            ["did-to:hostile:hostile", "did-to:last", "did-to:ASSAULT:ASSAULT",
             "was-done-to:hostile:hostile", "was-done-to:before",
             "acted:hostile:hostile", "acted:before", "acted:ASSAULT:ASSAULT"],
        ),
        ("KWT", []),
        (
            "IRN",
            ["suffered:hostile:hostile", "suffered:before",
             "acted:hostile:hostile", "acted:last", "acted:ASSAULT:ASSAULT"],
        ),
    ],
)  # fmt: skip
def test_what_passed_between_two_speaks_for_one(who: str, passed: list[str]) -> None:
    text = "Iraq attacked Iran. Iran attacked Iraq. Iran attacked Kuwait."
    assert told_of(text, who) == sorted(passed)


def test_who_acts_upon_himself_has_not_acted_upon_others() -> None:
    text = "Iran arrested hundreds of Iranians. Iran attacked Kuwait."
    passed = told_of(text, "IRN")
    assert any(f.startswith("did-to:") for f in passed)
    assert not any(f.startswith("acted:") for f in passed)


def told_of(text: str, who: str) -> list[str]:
    """What the text has told before its last act of somebody, were Iran its actor."""
    *_, last = draft_article(Article("a", "a", text, "en"), encoder=load_encoder())
    [draft] = last.drafts
    assert draft.setting is not None
    candidate = next(c for c in candidates(draft.setting) if c.codes == (who,))
    features = role_features(draft.setting, candidate, "recipient", ("IRN",))
    return sorted(f for f in features if f.startswith(("did-to", "was-done", "acted", "suffered")))


def test_features_are_weighed_once_for_each_model() -> None:
    weights, features = load_weights(), Features(["nobody"])
    once = features.weighed(weights, "actor")
    features.names.append("nobody:verb")
    assert features.weighed(weights, "actor") == once == weights.weigh("actor", ["nobody"])
    assert features.weighed(weights, "recipient") == weights.weigh("recipient", features.names)


def test_what_speaks_for_somebody_is_all_that_is_named() -> None:
    weights = load_weights()
    *_, last = draft_article(Article("a", "a", TEXT, "en"), encoder=load_encoder())
    [draft, *_] = last.drafts
    assert draft.setting is not None
    found = candidates(draft.setting)
    assert any(weights.weigh("actor", c.own.names) for c in found)
    for candidate in found:
        for besides in ([], ["party", "nobody"]):
            whole = weights.score("actor", [*candidate.features, *besides])
            assert candidate.score(weights, "actor", besides) == whole
