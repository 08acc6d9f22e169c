"""What somebody says whom nobody knows is no statement of the state that is named beside him."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[[str, str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Human rights groups condemned the strike on Sudan."),
        ("en", "Wheat importers in Cairo and Tunis are asking Romania for ninety days' credit."),
        ("en", "Brussels was quiet on Monday. Analysts urged Malawi to devalue the kwacha."),
        ("id", "Kelompok hak asasi mengecam serangan Sudan."),
        ("de", "Menschenrechtler verurteilten den Angriff auf den Sudan."),
        ("ru", "Правозащитники осудили удар по Судану."),
    ],
)
def test_who_is_spoken_of_does_not_say_it(told: Told, lang: str, text: str) -> None:
    assert told(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text", "kind", "actor"),
    [
        ("en", "The government of Chad accused Sudan of arming rebels.", "ACCUSE", "TCD"),
        ("en", "Any attack on Cuban soil will be answered with force, Havana said.", "THREATEN",
         "CUB"),
        ("de", "Den Angriff verurteilte Frankreich.", "ACCUSE", "FRA"),
        ("ru", "Предложение отклонил Египет.", "REJECT", "EGY"),
        ("en", "The decision angered Iran.", "ACCUSE", "IRN"),
        ("es", "La oferta es inaceptable, dijo Irán.", "REJECT", "IRN"),
        ("id", "Presiden Prabowo mendesak Myanmar menghentikan kekerasan.", "REQUEST", "IDN"),
    ],
)  # fmt: skip
def test_who_says_it_behind_another_noun_does(
    told: Told, lang: str, text: str, kind: str, actor: str
) -> None:
    assert f"{kind} {actor}" in [event.partition(">")[0] for event, _ in told(lang, text)]
