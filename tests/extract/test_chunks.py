"""Phrases that name an actor."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.extract.statements import draft_article
from casus.model import Article


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        ("Yasser Arafat thanked Norway.", dt.date(1999, 5, 1), ("PSE",)),  # of the PLO too
        ("Korea thanked Norway.", dt.date(1975, 5, 1), ("KOR", "PRK")),
        ("Guterres thanked Norway.", dt.date(2022, 5, 1), ("TLS", "UN")),  # two persons
        ("King Abdullah thanked Norway.", dt.date(2010, 5, 1), ("JOR", "SAU")),
    ],
)
def test_who_leads_a_state_and_a_movement_acts_for_the_state(
    text: str, day: dt.date, codes: tuple[str, ...]
) -> None:
    [drafted] = draft_article(Article("a", "-", text, "en", published=day))
    assert drafted.scene.chunks[0].codes == codes
