"""Whose an office is that a name beside it tells, and who speaks by it."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.model import Article


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("en", "Thai jets bombed a depot, the Cambodian defence ministry said.", ("KHM",)),
        ("en", "The Congolese government said Rwandan soldiers shelled Goma.", ("COD",)),
        ("en", "Chad arrested two Libyans, Libyan officials said.", ("LBY",)),
        ("en", "Colombia has moved tanks to the border, the government in Caracas said.", ("VEN",)),
        ("id", "Peru menutup perbatasan dengan Ekuador, kata pemerintah Ekuador.", ("ECU",)),
        ("ru", "Чад и Судан договорились открыть границу, сообщил министр иностранных дел Чада.",
         ("TCD",)),
        ("uk", "Перу та Еквадор погодилися відновити переговори, заявив президент Перу.", ("PER",)),
        # an office without a name beside it refers back
        ("en", "Chad arrested two Libyans. The government said they were spies.", ()),
    ],
)  # fmt: skip
def test_an_office_is_of_whom_a_name_beside_it_tells(
    lang: str, text: str, speaker: tuple[str, ...]
) -> None:
    told = read_statements(Article("a", "-", text, lang))
    assert told[0].speaker == speaker


def test_what_several_say_is_said_by_all() -> None:
    text = "Chile and Peru met in Lima. They urged Bolivia to free the journalist."
    told = [s for s in read_statements(Article("a", "-", text, "en")) if s.event.type == "REQUEST"]
    assert [s.speaker for s in told] == [("CHL", "PER")]
