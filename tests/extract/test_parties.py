"""Who takes part in what all sides do together."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.extract.statements import draft_article
from casus.model import Article


def parties(text: str) -> list[tuple[str, ...]]:
    found = read_statements(Article("a", "-", text, "en"))
    return [s.event.actor for s in found if not s.event.recipient]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Zambia, Angola and Namibia signed a treaty.", ("AGO", "NAM", "ZMB")),
        ("France, Germany, Poland and Italy met in Paris.", ("DEU", "FRA", "ITA", "POL")),
        ("Kenya, Uganda and Tanzania agreed a ceasefire.", ("KEN", "TZA", "UGA")),
    ],
)
def test_those_who_are_listed_take_part_together(text: str, who: tuple[str, ...]) -> None:
    assert parties(text) == [who]


def test_they_are_known_without_the_encoder_too() -> None:
    article = Article("a", "-", "Zambia, Angola and Namibia signed a treaty.", "en")
    [drafted] = draft_article(article)
    assert [draft.event.actor for draft in drafted.drafts] == [("AGO", "NAM", "ZMB")]


def test_both_are_two_though_three_were_named() -> None:
    text = "Russia and Iran signed a pact. Israel was alarmed. Both leaders met again in Moscow."
    assert parties(text)[-1] == ("IRN", "RUS")


def test_a_phrase_that_counts_what_nobody_was_named_for_loses_nobody() -> None:
    text = "China said on Monday that it wants peace. Both sides held talks."
    found = read_statements(Article("a", "-", text, "en"))
    assert [s.event.actor for s in found if s.event.type == "CONSULT"] == [("CHN",)]
