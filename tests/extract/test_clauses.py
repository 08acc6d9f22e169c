"""What the order of words tells, and what one sentence tells of another."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.extract import load_lexicon, read_statements
from casus.extract.glance import Look
from casus.model import Article, Event, Statement

DAY = dt.date(2024, 6, 21)


def told(lang: str, text: str) -> list[Statement]:
    """The statements of a text."""
    return read_statements(Article("t", "t", text, lang, None, DAY, "given"))


def short(event: Event | None) -> str:
    """An event in a line."""
    if event is None:
        return ""
    return f"{event.type} {'+'.join(event.actor)}>{'+'.join(event.recipient)}"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Moscow warned Seoul not to arm Kyiv."),
        ("id", "Rusia memperingatkan Korea Selatan agar tidak memasok senjata ke Ukraina."),
        ("es", "Moscú advirtió a Seúl de que no enviara armas a Kiev."),
        ("ru", "Москва предостерегла Сеул от поставок оружия Украине."),
        ("uk", "Москва застерегла Сеул від постачання зброї Україні."),
        ("zh", "俄罗斯警告韩国不要向乌克兰提供武器。"),
        ("vi", "Nga cảnh báo Hàn Quốc không được cung cấp vũ khí cho Ukraine."),
    ],
)
def test_what_a_warning_forbids_is_its_condition(lang: str, text: str) -> None:
    [statement] = told(lang, text)
    assert short(statement.event) == "THREATEN RUS>KOR"
    assert short(statement.condition) == "AID KOR>UKR"
    assert statement.content is None


def test_what_is_blamed_is_the_deed_told_before() -> None:
    text = "Iran attacked Israel. The United States called the strike outrageous."
    blame = told("en", text)[-1]
    assert (short(blame.event), short(blame.content)) == ("ACCUSE USA>IRN", "ASSAULT IRN>ISR")


def test_who_suffers_a_passive_is_no_party_to_what_stands_before() -> None:
    text = "Putin dan Kim Jong Un meneken pakta di Pyongyang, Barat diperingatkan."
    pact, threat = told("id", text)
    assert "WEST" not in pact.event.actor
    assert threat.event.recipient == ("WEST",)


def test_two_names_at_the_head_of_a_line_act_together() -> None:
    [drills] = told("en", "Turkey, Greece hold drills.")
    assert drills.event.actor == ("GRC", "TUR")


def test_arabic_subjects_stand_behind_their_verb() -> None:
    shot, caught = told("ar", "أسقطت باكستان مقاتلة هندية فوق كشمير وأسرت طيارها.")
    assert [short(s.event) for s in (shot, caught)] == ["ASSAULT PAK>IND", "COERCE PAK>IND"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The attack on Estonia began.", True),
        ("The Estonian minister opened a museum.", False),
    ],
)
def test_tagged_words_that_tell_nothing_want_no_tree(text: str, wanted: bool) -> None:
    lexicon = load_lexicon("en")
    tokens = lexicon.trees.parse(text, 0, (), Look(lexicon, quotes=False))
    assert any(token.head >= 0 for token in tokens) == wanted
