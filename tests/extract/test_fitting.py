"""Who does what is asked, charged, threatened or promised, where the words leave it open."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.extract import read_statements
from casus.extract.fitting import fit_condition, fit_content
from casus.model import Article, Event, Statement


def event(text: str) -> Event:
    kind, _, parties = text.partition(" ")
    actor, _, recipient = parties.partition(">")
    split = [tuple(c for c in side.split("+") if c) for side in (actor, recipient)]
    return Event.of(kind, *split)


@pytest.mark.parametrize(
    ("act", "told", "fitted"),
    [
        ("REQUEST IDN>ISR", "RETREAT >", "RETREAT ISR>"),
        ("REQUEST PRK>USA", "CONSULT PRK>", "CONSULT PRK+USA>"),
        ("REQUEST PRK>USA", "CONSULT USA>", "CONSULT USA>"),
        ("ACCUSE RUS>GBR", "SANCTION RUS>GBR", "SANCTION GBR>RUS"),
        ("ACCUSE RUS>GBR", "ASSAULT GBR>", "ASSAULT GBR>RUS"),
        ("ACCUSE RUS>GBR", "ASSAULT GBR>UKR", "ASSAULT GBR>UKR"),
        ("THREATEN PRK>KOR", "ASSAULT >", "ASSAULT PRK>KOR"),
        ("THREATEN PRK>KOR", "MOBILIZE PRK>", "MOBILIZE PRK>"),
        ("AGREE USA>UKR", "AID USA>", "AID USA>UKR"),
        ("AGREE USA>RUS", "CONSULT USA>", "CONSULT RUS+USA>"),
        ("AGREE USA+UKR>", "AID USA>", "AID USA>"),
        ("SUPPORT CHN>PAK", "ASSAULT IND>PAK", "ASSAULT IND>PAK"),
    ],
)
def test_the_content_of_an_act(act: str, told: str, fitted: str) -> None:
    assert fit_content(event(act), event(told)) == event(fitted)


@pytest.mark.parametrize(
    ("act", "told", "fitted"),
    [
        ("THREATEN ISR>LBN", "ASSAULT >ISR", "ASSAULT LBN>ISR"),
        ("THREATEN ISR>LBN", "ASSAULT ISR>LBN", "ASSAULT LBN>ISR"),
        ("THREATEN ISR>LBN", "AID IRN>", "AID IRN>"),
        ("AGREE USA>JPN", "ASSAULT >JPN", "ASSAULT >JPN"),
        ("REQUEST USA>JPN", "ASSAULT >JPN", "ASSAULT >JPN"),
    ],
)
def test_the_condition_of_an_act(act: str, told: str, fitted: str) -> None:
    assert fit_condition(event(act), event(told)) == event(fitted)


def test_who_is_to_withdraw_is_whoever_is_asked() -> None:
    text = "Armenia demanded that Azerbaijan withdraw its troops."
    article = Article("t", "t", text, "en", None, dt.date(2023, 1, 5), "given")
    said: Statement = read_statements(article)[0]
    assert said.content is not None
    assert (said.event.type, said.content.actor) == ("REQUEST", ("AZE",))
