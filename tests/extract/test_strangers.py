"""What somebody says whom nobody knows is no statement of the state that is named beside him."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.model import Article


def told(lang: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.event.type, s.event.actor) for s in read_statements(Article("a", "-", text, lang))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Human rights groups condemned the strike on Sudan."),
        ("en", "Wheat importers in Cairo and Tunis are asking Romania for ninety days' credit."),
        ("id", "Kelompok hak asasi mengecam serangan Sudan."),
        ("de", "Menschenrechtler verurteilten den Angriff auf den Sudan."),
        ("ru", "Правозащитники осудили удар по Судану."),
    ],
)
def test_who_is_spoken_of_does_not_say_it(lang: str, text: str) -> None:
    assert told(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text", "kind", "actor"),
    [
        ("en", "The government of Chad accused Sudan of arming rebels.", "ACCUSE", ("TCD",)),
        ("en", "Any attack on Cuban soil will be answered with force, Havana said.", "THREATEN",
         ("CUB",)),
        ("es", "La oferta es inaceptable, dijo Irán.", "REJECT", ("IRN",)),
        ("id", "Presiden Prabowo mendesak Myanmar menghentikan kekerasan.", "REQUEST", ("IDN",)),
    ],
)  # fmt: skip
def test_who_says_it_behind_another_noun_does(
    lang: str, text: str, kind: str, actor: tuple[str, ...]
) -> None:
    assert (kind, actor) in told(lang, text)
