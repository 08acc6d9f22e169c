"""Spanish and French: tenses, elision, reflexive verbs, and an event in words to ask about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from casus.extract import read_statements
from casus.model import Article, Occurrence
from casus.words import parse_event

DAY = dt.date(2024, 6, 21)
Told = Callable[[str, str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Rusia levantará las sanciones cuando Ucrania retire sus tropas."),
        ("fr", "La Russie lèvera les sanctions lorsque l'Ukraine retirera ses troupes."),
        ("fr", "La Russie lèvera les sanctions quand l'Ukraine aura retiré ses troupes."),
    ],
)
def test_what_is_yet_to_come_is_a_condition(lang: str, text: str) -> None:
    conditions = [
        s.condition.type
        for s in read_statements(Article("t", "t", text, lang, None, DAY, "given"))
        if s.condition
    ]
    assert conditions == ["RETREAT"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Rusia levantó las sanciones cuando Ucrania retiró sus tropas."),
        ("fr", "La Russie a levé les sanctions quand l'Ukraine a retiré ses troupes."),
    ],
)
def test_what_is_past_is_none(lang: str, text: str) -> None:
    found = read_statements(Article("t", "t", text, lang, None, DAY, "given"))
    assert found
    assert not any(s.condition for s in found)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "Polonia expulsará a tres diplomáticos rusos.", ("SANCTION POL>RUS", "planned")),
        ("es", "Polonia expulsó a tres diplomáticos rusos.", ("SANCTION POL>RUS", "actual")),
        ("es", "Polonia no expulsó a los diplomáticos rusos.", ("SANCTION POL>RUS", "negated")),
        (
            "es",
            "Polonia podría expulsar a los diplomáticos rusos.",
            ("SANCTION POL>RUS", "possible"),
        ),
        ("fr", "La Pologne expulsera trois diplomates russes.", ("SANCTION POL>RUS", "planned")),
        ("fr", "La Pologne a expulsé trois diplomates russes.", ("SANCTION POL>RUS", "actual")),
        (
            "fr",
            "La Pologne n'a pas expulsé les diplomates russes.",
            ("SANCTION POL>RUS", "negated"),
        ),
        (
            "fr",
            "La Pologne aurait expulsé trois diplomates russes.",
            ("SANCTION POL>RUS", "possible"),
        ),
    ],
)
def test_what_is_planned_and_what_is_hearsay(
    lang: str, text: str, expected: tuple[str, str], told: Told
) -> None:
    assert expected in told(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "Putin se reunió con Xi en Pekín.", "CONSULT CHN+RUS>"),
        ("es", "Putin va a reunirse con Xi.", "CONSULT CHN+RUS>"),
        ("fr", "Macron s'est entretenu avec Xi.", "CONSULT CHN+FRA>"),
    ],
)
def test_reflexive_verbs(lang: str, text: str, expected: str, told: Told) -> None:
    assert expected in [event for event, _ in told(lang, text)]


def test_a_word_behind_an_elided_one_is_found(told: Told) -> None:
    assert ("ASSAULT RUS>UKR", "actual") in told(
        "fr", "La Russie a lancé l'attaque contre l'Ukraine."
    )


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("Rusia ataca Polonia", "es", Occurrence.attack("RUS", "POL")),
        ("Corea del Sur ataca a Corea del Norte", "es", Occurrence.attack("KOR", "PRK")),
        ("La Russie attaque la Pologne", "fr", Occurrence.attack("RUS", "POL")),
        (
            "Rusia suministra misiles a Corea del Norte",
            "es",
            Occurrence.supply("RUS", "PRK", "missiles"),
        ),
        (
            "La Russie fournit des missiles à la Corée du Nord",
            "fr",
            Occurrence.supply("RUS", "PRK", "missiles"),
        ),
    ],
)
def test_an_event_in_words(words: str, lang: str, expected: Occurrence) -> None:
    assert parse_event(words, DAY, lang) == expected
