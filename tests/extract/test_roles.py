"""Roles: who may fill one, and what speaks for each."""

from __future__ import annotations

import pytest

from casus.extract.encoder import load_encoder
from casus.extract.roles import candidates, role_features
from casus.extract.setting import Features
from casus.extract.statements import draft_article
from casus.extract.weights import load_weights
from casus.model import Article

TEXT = (
    "Iran attacked Iraq. Iraq attacked Iran in return, and Iran again attacked Iraq. "
    "They then attacked Kuwait, and Kuwait was attacked by Iran and Iraq once more."
)


def test_everything_that_speaks_for_somebody_is_named_once() -> None:
    told = 0
    for drafted in draft_article(Article("a", "a", TEXT, "en"), encoder=load_encoder()):
        for draft in drafted.drafts:
            assert draft.setting is not None
            for candidate in candidates(draft.setting):
                features = role_features(draft.setting, candidate, "recipient", ("IRN",))
                assert len(features) == len(set(features))
                told += any(f.startswith("was-done-to:") for f in features)
    assert told


@pytest.mark.parametrize(
    ("who", "passed"),
    [
        (("IRQ",), {"did-to:last", "did-to:ASSAULT:ASSAULT", "was-done-to:before"}),
        (("KWT",), set()),
    ],
)
def test_what_passed_between_two_speaks_for_one(who: tuple[str, ...], passed: set[str]) -> None:
    text = "Iraq attacked Iran. Iran attacked Iraq. Iran attacked Kuwait."
    *_, last = draft_article(Article("a", "a", text, "en"), encoder=load_encoder())
    [draft] = last.drafts
    assert draft.setting is not None
    [candidate] = [c for c in candidates(draft.setting) if c.codes == who]
    features = set(role_features(draft.setting, candidate, "recipient", ("IRN",)))
    assert passed <= features
    assert bool(passed) == any(f.startswith(("did-to:", "was-done-to:")) for f in features)


def test_features_are_weighed_once_for_each_model() -> None:
    weights, features = load_weights(), Features(["nobody"])
    once = features.weighed(weights, "actor")
    features.names.append("nobody:verb")
    assert features.weighed(weights, "actor") == once == weights.weigh("actor", ["nobody"])
    assert features.weighed(weights, "recipient") == weights.weigh("recipient", features.names)
