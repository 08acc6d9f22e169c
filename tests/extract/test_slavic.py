"""Russian and Ukrainian: perfective verbs, passives, order of words, quotes, events in words."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.extract import read_statements
from casus.extract.sentences import split_sentences
from casus.model import Article

DAY = dt.date(2024, 6, 21)


def told(lang: str, text: str) -> list[tuple[str, str]]:
    article = Article("t", "t", text, lang, None, DAY, "given")
    return [
        (f"{s.event.type} {'+'.join(s.event.actor)}>{'+'.join(s.event.recipient)}", s.status)
        for s in read_statements(article)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Польша вышлет трёх российских дипломатов.", ("SANCTION POL>RUS", "planned")),
        ("ru", "Польша выслала трёх российских дипломатов.", ("SANCTION POL>RUS", "actual")),
        ("ru", "Польша не выслала российских дипломатов.", ("SANCTION POL>RUS", "negated")),
        ("uk", "Польща вислала трьох російських дипломатів.", ("SANCTION POL>RUS", "actual")),
        ("uk", "Польща не вислала російських дипломатів.", ("SANCTION POL>RUS", "negated")),
    ],
)
def test_what_is_done_and_what_is_planned(lang: str, text: str, expected: tuple[str, str]) -> None:
    assert expected in told(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Украине Германия передала танки.", "AID DEU>UKR"),
        ("uk", "Україні Німеччина передала танки.", "AID DEU>UKR"),
    ],
)
def test_cases_tell_who_acts_whatever_the_order(lang: str, text: str, expected: str) -> None:
    assert expected in [event for event, _ in told(lang, text)]


def test_a_report_behind_a_quotation_belongs_to_its_sentence() -> None:
    text = "«Мы ответим!» — заявил Путин. Киев молчит."
    spans = split_sentences(text, "ru")
    assert [text[s.start : s.end] for s in spans] == [
        "«Мы ответим!» — заявил Путин.",
        "Киев молчит.",
    ]
