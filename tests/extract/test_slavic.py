"""Russian and Ukrainian: perfective verbs, passives, order of words, quotes, events in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from casus.extract.sentences import split_sentences

DAY = dt.date(2024, 6, 21)
Told = Callable[[str, str], list[tuple[str, str]]]


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
def test_what_is_done_and_what_is_planned(
    lang: str, text: str, expected: tuple[str, str], told: Told
) -> None:
    assert expected in told(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Украине Германия передала танки.", "AID DEU>UKR"),
        ("uk", "Україні Німеччина передала танки.", "AID DEU>UKR"),
    ],
)
def test_cases_tell_who_acts_whatever_the_order(
    lang: str, text: str, expected: str, told: Told
) -> None:
    assert expected in [event for event, _ in told(lang, text)]


def test_a_report_behind_a_quotation_belongs_to_its_sentence() -> None:
    text = "«Мы ответим!» — заявил Путин. Киев молчит."
    spans = split_sentences(text, "ru")
    assert [text[s.start : s.end] for s in spans] == [
        "«Мы ответим!» — заявил Путин.",
        "Киев молчит.",
    ]
