"""Spanish and French: tenses, elision, reflexive verbs, and an event in words to ask about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from casus.extract.lexicon import load_lexicon
from casus.model import Occurrence
from casus.words import parse_event

DAY = dt.date(2024, 6, 21)
Told = Callable[[str, str], list[tuple[str, str]]]


def needs_tree(lang: str) -> None:
    if not load_lexicon(lang).trees.has_tree:
        pytest.skip(f"no tree model lies in the pack {lang}")


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
    needs_tree(lang)
    assert expected in told(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "Putin se reunió con Xi en Pekín.", "CONSULT CHN+RUS>"),
        ("es", "Putin ha querido reunirse con Xi.", "CONSULT CHN+RUS>"),
        ("fr", "Macron s'est entretenu avec Xi.", "CONSULT CHN+FRA>"),
    ],
)
def test_reflexive_verbs(lang: str, text: str, expected: str, told: Told) -> None:
    needs_tree(lang)
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
    needs_tree(lang)
    assert parse_event(words, DAY, lang) == expected
