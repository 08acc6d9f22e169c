"""Days in the words of many languages and calendars."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from casus.read.calendars import from_buddhist, from_persian
from casus.read.day import find_day, parse_day
from casus.read.published import day_in_address

LANGUAGES = [
    "id",
    "ms",
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "fi",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "bg",
    "hr",
    "bs",
    "sr",
    "sr_Latn",
    "mk",
    "sl",
    "ru",
    "uk",
    "be",
    "tr",
    "el",
    "he",
    "ar",
    "fa",
    "hi",
    "th",
    "vi",
    "ko",
    "ja",
    "zh",
    "lt",
    "lv",
    "et",
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_is_understood_as_its_language_writes_it(lang: str) -> None:
    for month in range(1, 13):
        day = dt.date(2024, month, 9 + month)
        for width in ("full", "long", "medium"):
            words = format_date(day, width, locale=lang)
            found = find_day(words, lang.partition("_")[0])
            assert found is not None, words
            assert found.on == day, words


@pytest.mark.parametrize(
    ("words", "lang", "day"),
    [
        ("Sabtu, 22 Juni 2024 10:10 WIB", "id", "2024-06-22"),
        ("Kamis, 05 Agt 2021", "id", "2021-08-05"),
        ("Sat, 22 Jun 2024 03:10:00 GMT", "en", "2024-06-22"),
        ("2024-06-22T23:10:00+07:00", "en", "2024-06-22"),
        ("1719043200", "en", "2024-06-22"),
        ("22 มิ.ย. 2567", "th", "2024-06-22"),
        ("۲ تیر ۱۴۰۳", "fa", "2024-06-22"),
        ("令和6年6月22日", "ja", "2024-06-22"),
        ("平成元年1月8日", "ja", "1989-01-08"),
        ("民國113年6月22日", "zh", "2024-06-22"),
        ("٢٢ حزيران ٢٠٢٤", "ar", "2024-06-22"),
        ("14 ذو الحجة 1445 هـ - 20 يونيو 2024 م", "ar", "2024-06-20"),
        ("8 December 2005", "en", "2005-12-08"),
    ],
)
def test_a_day_of_another_writing_or_calendar(words: str, lang: str, day: str) -> None:
    assert parse_day(words, lang) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("2 hours ago", "en"), ("kemarin", "id"), ("vor 3 Tagen", "de"), ("3 giờ trước", "vi"),
        ("16 ذو الحجة 1445", "ar"), ("30 February 2024", "en"), ("June 2024", "en"),
        ("06/07/2024", "en"), ("10:15", "en"), ("", "en"), ("Article 5", "en"),
    ],
)  # fmt: skip
def test_words_that_tell_no_day_beyond_doubt_give_none(words: str, lang: str) -> None:
    assert parse_day(words, lang) is None


def test_the_order_of_numbers_is_that_of_the_country() -> None:
    assert parse_day("06/07/2024", "en", region="en-US") == dt.date(2024, 6, 7)
    assert parse_day("06/07/2024", "en", region="en-GB") == dt.date(2024, 7, 6)
    assert parse_day("06/07/2024", "id") == dt.date(2024, 7, 6)
    assert parse_day("06/22/2024", "en") == dt.date(2024, 6, 22)


def test_persian_days_agree_with_known_days() -> None:
    assert from_persian(1357, 11, 22) == dt.date(1979, 2, 11)
    assert from_persian(1399, 12, 30) == dt.date(2021, 3, 20)
    assert from_persian(1400, 12, 30) is None


@given(st.dates(dt.date(1900, 3, 21), dt.date(2090, 1, 1)))
def test_each_day_has_one_persian_and_one_buddhist_name(day: dt.date) -> None:
    named = [
        (year, month, n)
        for year in (day.year - 622, day.year - 621)
        for month in range(1, 13)
        for n in range(1, 32)
        if from_persian(year, month, n) == day
    ]
    assert len(named) == 1
    assert from_buddhist(day.year + 543, day.month, day.day) == day


def test_an_address_tells_a_day_only_whole() -> None:
    assert day_in_address("https://a.example/2024/06/22/kim.html") == dt.date(2024, 6, 22)
    assert day_in_address("https://a.example/news-20240622") == dt.date(2024, 6, 22)
    assert day_in_address("https://a.example/2024/06/kim") is None
    assert day_in_address("https://a.example/2024/13/22/") is None
