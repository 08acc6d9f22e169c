"""Arabic names: letters written in two ways, marks, words that lean on names, adjectives."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import Names

DAY = dt.date(2024, 6, 1)


def told(text: str) -> list[tuple[str, str]]:
    """The names of an Arabic text with their codes."""
    return [(s.text, "+".join(s.codes)) for s in Names.of("ar", DAY).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وبأوكرانيا", [("أوكرانيا", "UKR")]),
        ("إسرائيل واسرائيل", [("إسرائيل", "ISR"), ("اسرائيل", "ISR")]),
        ("للعراق", [("لعراق", "IRQ")]),
        ("الجيش الروسي والقوات السورية", [("الروسي", "RUS"), ("السورية", "SYR")]),
        ("فلاديمير بوتين", [("فلاديمير بوتين", "RUS")]),
        ("الحوثيين", [("الحوثيين", "HOUTHI")]),
    ],
)
def test_names_are_found_however_they_are_written(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


def test_marks_change_no_name_and_offsets_are_those_of_the_text() -> None:
    text = "قالت سلطنة عُمان إنّ فرنسا وَقّعت"
    spans = Names.of("ar", DAY).find(text)
    assert [s.codes for s in spans] == [("OMN",), ("FRA",)]
    assert all(text[s.start : s.end] == s.text for s in spans)


def test_a_sultanate_or_a_capital() -> None:
    assert ("عمان", "JOR") in told("زار وزير الخارجية الأردن ووصل إلى عمان.")
    assert ("عمان", "OMN") in told("استضافت مسقط المحادثات، وقالت عمان إنها ستتوسط.")


def test_seas_and_newspapers_are_no_actors() -> None:
    assert told("في بحر الصين الجنوبي، بحسب صحيفة واشنطن بوست") == []


def test_a_letter_may_make_another_word_of_a_name() -> None:
    assert told("أعلنت بنوك كبرى أن الأزمة كسرت كلامي") == []
    assert told("وصل الوفد إلى نوك") == [("نوك", "GRL")]
    assert told("اجتمعوا بأكرا ثم بأندورا") == [("أكرا", "GHA"), ("أندورا", "AND")]
