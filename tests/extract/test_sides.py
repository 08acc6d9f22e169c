"""Who acts upon whom, or all together, by words and by ear."""

from __future__ import annotations

import pytest

from casus.extract.choices import Choice, choose
from casus.extract.encoder import Bearing, load_encoder
from casus.extract.roles import Shares
from casus.extract.sides import Sides, _likeliest
from casus.extract.statements import draft_article
from casus.extract.weights import Weights
from casus.model import Article


def may_be(text: str, kind: str) -> list[Choice[Sides]]:
    """Those who might be the sides of the first act of a type."""
    article = Article("a", "-", text, "en")
    drafts = [d for one in draft_article(article, encoder=load_encoder()) for d in one.drafts]
    return list(next(d.may_be for d in drafts if d.event.type == kind))


def only(monkeypatch: pytest.MonkeyPatch, table: dict[str, float]) -> None:
    weights = Weights({"sides": table})
    monkeypatch.setattr("casus.extract.choices.load_heard_weights", lambda: weights)


def test_whoever_acts_is_not_one_of_several_who_suffer() -> None:
    logs = {("BOL",): -2.0, ("BOL", "PER"): -0.1, ("PER",): -1.0, (): -3.0}
    told = Shares(logs, {})
    assert ("BOL", "PER") in _likeliest(told, {})
    beside = _likeliest(told, {}, ("PER",))
    assert beside[0] == ("PER",)  # himself he may act upon
    assert ("BOL", "PER") not in beside


def test_several_are_tried_where_it_is_not_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Iraq and Kuwait fought, Iran met Oman. Tehran accused it of lies."
    several = {choice.what.recipient for choice in may_be(text, "ACCUSE")}
    assert len(several) > 1
    monkeypatch.setattr("casus.extract.sides.CLOSE", 0.0)
    assert len({choice.what.recipient for choice in may_be(text, "ACCUSE")}) == 1


def test_all_may_do_it_or_one_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    found = may_be("Russia and Iran held talks with Turkey.", "CONSULT")
    only(monkeypatch, {"parties:3": 50.0})
    assert choose("sides", found)[0].actor == ("IRN", "RUS", "TUR")
    only(monkeypatch, {"apart:CONSULT:both": 50.0})
    assert not choose("sides", found)[0].together


def test_who_takes_part_is_chosen_by_ear_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Russia and Iran held talks with Turkey, Iraq said."

    def chosen() -> set[tuple[str, ...]]:
        found = may_be(text, "CONSULT")
        return {c.what.actor for c in found if "parties:chosen" in c.measures}

    def heard(self: Bearing, role: str, codes: tuple[str, ...]) -> float:
        return 99.0 if "IRQ" in codes else -99.0

    assert not any("IRQ" in sides for sides in chosen())
    monkeypatch.setattr(Bearing, "of", heard)
    assert all("IRQ" in sides for sides in chosen())


def test_what_one_does_is_not_done_together_unless_it_is_heard_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Russia bombed Ukraine."
    assert not any(choice.what.together for choice in may_be(text, "ASSAULT"))
    monkeypatch.setattr("casus.extract.sides.TOGETHER", -1e9)
    assert any(choice.what.together for choice in may_be(text, "ASSAULT"))


def test_whom_somebody_acts_with_is_known() -> None:
    found = may_be("Russia signed a pact with Iran after Turkey had left.", "AGREE")
    apart = {c.what.recipient: c.measures for c in found if not c.what.together}
    assert {who for who, measures in apart.items() if "recipient:with" in measures} == {("IRN",)}
    assert apart["IRN",]["recipient:with:AGREE"] == 1.0


def test_who_was_warned_acts_alone() -> None:
    [arms] = [
        draft
        for one in draft_article(
            Article("a", "-", "Moscow warned Seoul not to arm Kyiv.", "en"), encoder=load_encoder()
        )
        for draft in one.drafts
        if draft.event.type == "AID"
    ]
    assert arms.event.actor == ("KOR",)
