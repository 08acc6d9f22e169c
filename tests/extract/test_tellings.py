"""What speaks for an event being told, beside its words."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from casus.extract.assemble import Weighed, once
from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, PARTS, load_encoder
from casus.extract.scene import Scene
from casus.extract.statements import draft_article, read_statements
from casus.extract.tellings import bargain_of, choices
from casus.extract.weights import load_weights
from casus.model import Article, Event, Statement


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
        (
            "Ukraine will lift its embargo as soon as Russia agrees to a truce.",
            "UKR", "RUS", ("RUS",),
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


class Ear:
    """A bearing that hears Greece do it to Turkey, depending on an event of a type so likely."""

    def __init__(self, kind: str, likely: float) -> None:
        self.parts = np.full((len(PARTS), len(LABELS)), -9.0, np.float32)
        self.parts[PARTS.index("condition"), LABELS.index(kind)] = math.log(likely)
        self.known: tuple[str, ...] = ()

    def shares(self, role: str) -> dict[tuple[str, ...], float]:
        likely = {"actor": ("GRC",), "recipient": ("TUR",)}[role]
        return {("ITA",): -1.0, (): -2.0, likely: -0.1 if self.known or role == "actor" else -3.0}

    def given(self, role: str, codes: tuple[str, ...]) -> Ear:
        assert role == "actor"
        self.known = codes
        return self


@pytest.mark.parametrize(
    ("kind", "of", "likely", "bargain"),
    [
        ("AGREE", "AGREE", 0.6, True),
        ("AGREE", "AGREE", 0.4, False),
        ("AGREE", "CONCEDE", 0.9, False),
        ("THREATEN", "THREATEN", 0.6, True),
        ("ASSAULT", "ASSAULT", 0.9, False),
    ],
)
def test_a_bargain_depends_on_an_event_of_its_type(
    monkeypatch: pytest.MonkeyPatch, kind: str, of: str, likely: float, bargain: bool
) -> None:
    text = "Greece will lift its embargo on Turkey once Ankara ratifies the accord."
    scene, draft = drafted(text, "en", "AGREE")
    draft.event, draft.together = Event.of(kind, ["TUR"]), False
    monkeypatch.setattr(Draft, "bearing", lambda *_: Ear(of, likely))
    expected = Event.of(kind, ["GRC"], ["TUR"]) if bargain else None
    assert bargain_of(scene, draft) == expected


@pytest.mark.parametrize(
    ("likely", "places", "kept"),
    [
        ((0.9, 0.85), ((0, 5), (6, 9)), [0, 6]),
        ((0.9, 0.75), ((0, 5), (6, 9)), [0]),
        ((0.9, None), ((0, 5), (6, 9)), [0]),
        ((0.9, 0.9), ((0, 5), (4, 9)), [0]),  # words of both
        ((0.2, 0.9), ((0, 5), (6, 9)), [6]),  # the first is not told
    ],
)
def test_two_of_a_kind_are_two_if_both_are_sure_and_apart(
    likely: tuple[float | None, ...], places: tuple[tuple[int, int], ...], kept: list[int]
) -> None:
    event = Event.of("ASSAULT", ["UKR"], ["RUS"])
    told = [Statement("x" * (end - start), start, end, event) for start, end in places]
    found = [Weighed(s, n, p, {}) for n, (s, p) in enumerate(zip(told, likely, strict=True))]
    assert [one.statement.start for one in once(found)] == kept


def test_of_two_that_are_one_that_is_kept_which_tells_more() -> None:
    event = Event.of("AGREE", ["UKR"], ["RUS"])
    plain = Statement("x" * 5, 0, 5, event)
    more = replace(plain, end=7, quote="x" * 7, condition=Event.of("RETREAT", ["RUS"]))
    denied = replace(plain, status="negated")
    found = [Weighed(s, n, 0.9, {}) for n, s in enumerate((plain, more, denied))]
    assert [one.n for one in once(found)] == [1, 2]


def test_who_stands_outside_the_condition_may_offer_what_depends_on_it() -> None:
    text = "Trump met Putin. Ukraine will free the prisoners as soon as Russia agrees to a truce."
    told = read_statements(Article("a", "-", text, "en"))
    [bargain] = [s.event for s in told if s.event.type == "AGREE"]
    assert bargain == Event.of("AGREE", ["UKR"], ["RUS"])


def test_an_unsure_one_that_tells_more_stands_for_both() -> None:
    event = Event.of("AGREE", ["UKR"], ["RUS"])
    spans = [(0, 10), (20, 30), (5, 25)]
    told = [Statement("x" * (end - start), start, end, event) for start, end in spans]
    told[2] = replace(told[2], condition=Event.of("RETREAT", ["RUS"]))
    found = [Weighed(s, n, 0.9, {}) for n, s in enumerate(told)]
    assert [one.n for one in once(found)] == [2]
