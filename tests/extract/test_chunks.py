"""Phrases that name an actor."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.extract.encoder import load_encoder
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


@pytest.mark.parametrize(
    ("lang", "text", "listed"),
    [
        ("en", "Vietnam invaded Cambodia, and China attacked Vietnam.", False),
        ("en", "Vietnam invaded Cambodia, and the United States has condemned it.", False),
        ("id", "Vietnam menyerbu Kamboja, dan Tiongkok menyerang Vietnam.", False),
        ("es", "Vietnam invadió Camboya, y China atacó a Vietnam.", False),
        ("de", "Vietnam überfiel Kambodscha, und China griff Vietnam an.", False),
        ("en", "Japan signed a pact with Australia, and South Korea welcomed it.", False),
        ("en", "Germany suspended talks with Rwanda, and Britain said it might follow.", False),
        ("id", "Filipina protes, China tuduh Manila langgar wilayahnya.", False),
        ("en", "India bombed Pakistan, and China, in response, moved troops to Ladakh.", False),
        (
            "en",
            "Mali expelled two French diplomats, and Niger, having left, shut its border.",
            False,
        ),
        ("id", "Peru mengecam Bolivia, dan Chili, yang memimpin, menawarkan bantuan.", False),
        ("en", "Iran attacked Iraq, and Kuwait, on Monday, officials said.", True),
        ("en", "Israel struck Syria, and Lebanon, killing ten people, said the army.", True),
        ("en", "Iran, and Iraq attacked Kuwait.", True),
        ("en", "Officials confirmed that Iran, and Iraq attacked Kuwait.", True),
        ("en", "Officials said Iran, and Iraq attacked Kuwait.", True),
        ("en", "It rained because Iran, and Iraq attacked Kuwait.", True),
        ("en", "Having crossed the border, Iran, and Iraq attacked Kuwait.", True),
        ("en", "Vietnam invaded Cambodia and Laos.", True),
        ("en", "Vietnam threatened Cambodia, and Laos, on Monday.", True),
    ],
)
def test_who_begins_another_clause_is_listed_with_nobody(
    lang: str, text: str, listed: bool
) -> None:
    [drafted] = draft_article(Article("a", "-", text, lang), encoder=load_encoder())
    named = [chunk for chunk in drafted.scene.chunks if chunk.codes]
    assert any(len(chunk.members) > 1 for chunk in named) is listed
