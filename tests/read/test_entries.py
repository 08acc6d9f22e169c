"""The days of a live blog and of a chronicle."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.model import Article
from casus.read.entries import find_entries


def article(text: str, lang: str = "en", published: str | None = "2024-06-21") -> Article:
    day = dt.date.fromisoformat(published) if published else None
    return Article("a", "-", text, lang, published=day)


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("en", "Thursday 20 June 2024", "Wednesday 19 June 2024"),
        ("en", "20 June, 10:40", "19 June, 22.15"),
        ("en", "Thursday, 20 June 10:40 GMT", "June 19, 9 pm"),
        ("en", "June 20, 2024 – Putin flew on", "June 19, 2024 – Putin landed"),
        ("en", "2024-06-20: Putin flew on", "2024-06-19: Putin landed"),
        ("id", "Kamis, 20 Juni 2024 10:40 WIB", "Rabu, 19 Juni 2024"),
        ("id", "20 Juni: Putin tiba", "19 Juni: Kim menjamu"),
        ("de", "Donnerstag, 20. Juni, 10:40", "19. Juni 2024"),
        ("fr", "jeudi 20 juin 2024", "19 juin, 10h40"),
        ("es", "20 de junio de 2024", "19 de junio, 10:40"),
        ("ru", "20 июня, 10:40", "19 июня 2024"),
        ("uk", "20 червня: Київ", "19 червня: Москва"),
        ("ar", "20 يونيو 2024", "19 يونيو"),
        ("zh", "6月20日 10:40", "2024年6月19日"),
        ("ja", "6月20日", "6月19日"),
        ("ko", "6월 20일", "2024년 6월 19일"),
        ("vi", "20 tháng 6 năm 2024", "19/6, 10:40"),
    ],
)
def test_a_line_that_is_a_day_begins_an_entry(lang: str, first: str, second: str) -> None:
    text = f"Before.\n{first}\nOne.\nTwo.\n{second}\nThree."
    entries = find_entries(article(text, lang))
    assert entries.day_at(text.index("Before")) is None
    assert entries.day_at(text.index("Two")) == dt.date(2024, 6, 20)
    assert entries.day_at(text.index("Three")) == dt.date(2024, 6, 19)


def test_the_year_is_the_one_before_where_the_day_would_lie_ahead() -> None:
    text = "31 December\nOne.\n2 January\nTwo."
    found = find_entries(article(text, published="2024-01-03"))
    assert found.days == (dt.date(2023, 12, 31), dt.date(2024, 1, 2))


@pytest.mark.parametrize(
    "text",
    [
        "20 June 2024\nA dateline is no entry.",
        "On 20 June 2024 they met: all of them.\nOn 21 June 2024 they parted: in peace.",
        "20 June 1985 was a Thursday: hot.\n21 June 1985 was a Friday: hotter.",
        "10:40\nOne.\n11:20\nTwo.",
        "Article 4: assistance.\nArticle 5: consultation.",
    ],
)
def test_other_text_is_of_one_piece(text: str) -> None:
    assert find_entries(article(text)).starts == ()


def test_a_day_without_a_year_needs_the_day_of_the_article() -> None:
    assert find_entries(article("20 June\nOne.\n19 June\nTwo.", published=None)).starts == ()


@given(st.text(alphabet="2 0Jun.,:–\n年月日1/", max_size=200))
def test_any_text_is_bound(text: str) -> None:
    entries = find_entries(article(text))
    assert len(entries.starts) == len(entries.days)
    assert sorted(entries.starts) == list(entries.starts)
