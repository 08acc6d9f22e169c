"""What speaks for an event being told, beside its words."""

from __future__ import annotations

import math

import pytest

from casus.extract.drafts import Draft
from casus.extract.encoder import load_encoder
from casus.extract.scene import Scene
from casus.extract.statements import draft_article, read_statements
from casus.extract.tellings import bargain_of, choices
from casus.extract.weights import load_weights
from casus.model import Article, Event


def drafted(text: str, lang: str, kind: str) -> tuple[Scene, Draft]:
    """The first draft of a type in a text, and its scene."""
    found = draft_article(Article("a", "-", text, lang), encoder=load_encoder())
    return next((d.scene, draft) for d in found for draft in d.drafts if draft.event.type == kind)


def measures(scene: Scene, draft: Draft) -> dict[str, float]:
    """What speaks for a draft being told as itself."""
    several = choices(load_weights(), scene, draft)
    return next(dict(c.measures) for c in several if c.what and c.what.own)


@pytest.mark.parametrize(
    ("around", "name", "measure"),
    [
        (None, "alone:known", 1.0),
        (0.0, "around", math.log(0.05 / 1.05)),
        (0.9, "around", math.log(0.95 / 0.15)),
    ],
)
def test_what_is_heard_around_speaks_for_it(
    around: float | None, name: str, measure: float
) -> None:
    scene, draft = drafted("Iran attacked Iraq.", "en", "ASSAULT")
    assert draft.hint is not None
    draft.hint.around = around
    found = measures(scene, draft)
    assert found[name] == pytest.approx(measure)
    assert ("alone:known" in found) == (around is None)
    assert ("around:own" in found) == (around is not None)


@pytest.mark.parametrize(
    ("lang", "text", "kind", "name"),
    [
        ("en", "Britain accused Iran.", "ACCUSE", "actor:none:none:known"),
        ("en", "British banks accused Iran.", "ACCUSE", "actor:none:other:known"),
        ("id", "Wartawan Inggris menuduh Iran.", "ACCUSE", "actor:other:none:known"),
        ("ja", "イギリスがイランを非難した。", "ACCUSE", "actor:none:none:known"),
        ("ja", "イギリスの銀行がイランを非難した。", "ACCUSE", "actor:carrier:other:known"),
        ("ko", "영국 은행이 이란을 비난했다.", "ACCUSE", "actor:carrier:other:known"),
        ("ar", "نددت شركات بريطانية بإيران.", "ACCUSE", "actor:word:none:known"),
    ],
)
def test_the_noun_beside_who_acts_is_known(lang: str, text: str, kind: str, name: str) -> None:
    assert name in measures(*drafted(text, lang, kind))


def test_who_is_named_elsewhere_or_acts_on_himself_is_told_apart() -> None:
    text = "Iraq is a country. It attacked Iran."
    assert "actor:here:known" in measures(*drafted(text, "en", "ASSAULT"))
    scene, draft = drafted("Iran attacked Iraq.", "en", "ASSAULT")
    assert "same:ASSAULT" not in measures(scene, draft)
    draft.event = type(draft.event).of("ASSAULT", ["IRN"], ["IRN"])
    assert measures(scene, draft)["same:ASSAULT"] == 1.0


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "depends"),
    [
        (
            "The United States will lift its embargo once Ankara ratifies the treaty.",
            "USA", "TUR", ("TUR",),
        ),
        (
            "Greece will lift its embargo on Turkey once Ankara ratifies the accord.",
            "GRC", "TUR", ("TUR",),
        ),
        (
            "If Egypt and Syria sign the treaty, Washington will lift its embargo.",
            "USA", "EGY SYR", ("EGY", "SYR"),
        ),
    ],
)  # fmt: skip
def test_a_bargain_heard_in_the_verb_of_its_condition_is_of_who_offers_it(
    text: str, actor: str, recipient: str, depends: tuple[str, ...]
) -> None:
    [statement] = read_statements(Article("a", "-", text, "en"))
    assert statement.event == Event.of("AGREE", actor.split(), recipient.split())
    assert statement.content == Event.of("CONCEDE", actor.split(), recipient.split())
    assert statement.condition is not None
    assert (statement.condition.type, statement.condition.actor) == ("AGREE", depends)
    assert statement.status == "actual"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Greece will attack Turkey if Ankara attacks Cyprus.", "ASSAULT"),  # no bargain by itself
        ("Ankara ratified the accord.", "AGREE"),  # no condition
    ],
)
def test_no_other_act_is_a_bargain_heard_there(text: str, kind: str) -> None:
    drafts = list(draft_article(Article("a", "-", text, "en"), encoder=load_encoder()))
    found = [bargain_of(d.scene, one) for d in drafts for one in d.drafts if one.event.type == kind]
    assert found
    assert not any(found)


def test_one_bargain_is_not_told_twice() -> None:
    text = "Greece will attack Turkey if Ankara signs the accord with Cyprus."
    [statement] = read_statements(Article("a", "-", text, "en"))
    assert statement.event.type == "THREATEN"
    assert statement.condition == Event.of("AGREE", ["CYP", "TUR"])
