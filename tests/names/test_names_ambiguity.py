"""Names that mean several things: settled by the text, or left open; never by order."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import Names

D = dt.date
TODAY = D(2024, 6, 20)


def found(lang: str, text: str, word: str, day: dt.date | None = TODAY) -> list[tuple[str, bool]]:
    return [
        ("+".join(span.codes), span.ambiguous)
        for span in Names.of(lang, day).find(text)
        if span.text == word
    ]


GEORGIA = [
    ("en", "Georgia's parliament in Tbilisi voted.", [("GEO", False)]),
    ("en", "Russian tanks rolled into Georgia.", [("GEO", False)]),
    ("en", "The Georgia governor spoke in Atlanta.", []),
    ("en", "Georgia was on his mind.", [("GEO", True)]),
    ("en", "Mr Georgiou met Georgia Smith.", []),
    ("id", "Parlemen Georgia di Tbilisi bersidang.", [("GEO", False)]),
    ("id", "Gubernur negara bagian Georgia bicara di Atlanta.", []),
    ("id", "Ia pergi ke Georgia.", [("GEO", True)]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), GEORGIA)
def test_georgia(lang: str, text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(lang, text, "Georgia") == expected


JORDAN = [
    ("en", "Israel and Jordan signed in Amman.", [("JOR", False)]),
    ("en", "Michael Jordan won again.", []),
    ("en", "Michael Jordan flew to Israel; Jordan welcomed him.", [("JOR", False)]),
    ("en", "Jordan scored for the Bulls in the NBA.", []),
    ("en", "In Jordan, King Abdullah spoke.", [("JOR", False)]),
    ("id", "Michael Jordan datang.", []),
    ("id", "Israel dan Jordan bertemu di Amman.", [("JOR", False)]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), JORDAN)
def test_jordan(lang: str, text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(lang, text, "Jordan") == expected


def test_yordania_is_never_a_person() -> None:
    assert found("id", "Yordania menolak.", "Yordania") == [("JOR", False)]


CHAD = [
    ("en", "Chad sent troops to Niger.", [("TCD", False)]),
    ("en", "Chad Smith plays the drums.", []),
    ("en", "Rebels near N'Djamena, Chad, fled.", [("TCD", False)]),
    ("id", "Pasukan Chad memasuki Sudan.", [("TCD", False)]),
    ("id", "Chad Smith bermain drum.", []),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CHAD)
def test_chad(lang: str, text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(lang, text, "Chad") == expected


CONGO = [
    ("en", "Congo", "Congo said M23 had taken Goma.", TODAY, [("COD", False)]),
    ("en", "Congo", "Congo's Sassou Nguesso spoke in Brazzaville.", TODAY, [("COG", False)]),
    ("en", "Congo", "Troops in Congo fired.", TODAY, [("COD+COG", True)]),
    ("en", "Congo", "The government of Congo fell.", D(1980, 1, 1), [("COG", False)]),
    ("en", "Congo", "Kinshasa and Brazzaville: Congo divided.", TODAY, [("COD+COG", True)]),
    ("id", "Kongo", "Tentara Kongo merebut Goma.", TODAY, [("COD", False)]),
    ("id", "Kongo", "Pemerintah Kongo di Brazzaville.", TODAY, [("COG", False)]),
    ("id", "Kongo", "Tentara Kongo menembak.", TODAY, [("COD+COG", True)]),
]


@pytest.mark.parametrize(("lang", "word", "text", "day", "expected"), CONGO)
def test_congo(
    lang: str, word: str, text: str, day: dt.date, expected: list[tuple[str, bool]]
) -> None:
    assert found(lang, text, word, day) == expected


def test_named_congos_need_no_settling() -> None:
    text = "DR Congo, Congo-Brazzaville, Zaire"
    assert [s.codes for s in Names.of("en", TODAY).find(text)] == [("COD",), ("COG",), ("COD",)]
    text = "RD Kongo dan Kongo-Brazzaville"
    assert [s.codes for s in Names.of("id", TODAY).find(text)] == [("COD",), ("COG",)]


KOREA = [
    ("en", "Korea was divided.", [("KOR+PRK", True)]),
    ("en", "Seoul said Korea would answer.", [("KOR", False)]),
    ("en", "Kim Jong Un said Korea was strong.", [("PRK", False)]),
    ("en", "Seoul and Pyongyang spoke of Korea.", [("KOR+PRK", True)]),
    ("id", "Korea terbelah.", [("KOR+PRK", True)]),
    ("id", "Seoul menyatakan Korea siap.", [("KOR", False)]),
    ("id", "Menurut Pyongyang, Korea kuat.", [("PRK", False)]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), KOREA)
def test_korea(lang: str, text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(lang, text, "Korea") == expected


def test_korea_before_1945_is_one() -> None:
    assert found("en", "Japan annexed Korea.", "Korea", D(1905, 1, 1)) == [("KOR", False)]


def test_vietnam_germany_and_yemen_while_there_were_two() -> None:
    war = D(1968, 2, 1)
    assert found("en", "Vietnam burns.", "Vietnam", war) == [("RVN+VDR", True)]
    assert found("en", "Hanoi says Vietnam will win.", "Vietnam", war) == [("VDR", False)]
    assert found("en", "Vietnam grows.", "Vietnam") == [("VNM", False)]
    wall = D(1975, 1, 1)
    assert found("en", "Germany is split.", "Germany", wall) == [("DDR+DEU", True)]
    assert found("en", "Bonn spoke for Germany.", "Germany", wall) == [("DEU", False)]
    assert found("id", "Jerman terbelah.", "Jerman", wall) == [("DDR+DEU", True)]
    assert found("en", "Yemen wept.", "Yemen", wall) == [("YEM+YMD", True)]
    assert found("en", "Yemen wept.", "Yemen") == [("YEM", False)]


def test_guinea() -> None:
    assert found("en", "Guinea's junta met in Conakry.", "Guinea") == [("GIN", False)]
    text = "Equatorial Guinea voted, and Guinea with it."
    assert found("en", text, "Guinea") == [("GIN+GNQ", True)]
    assert found("en", "Papua New Guinea voted.", "Guinea") == []
    assert found("id", "Guinea Ekuatorial dan Guinea-Bissau.", "Guinea") == []


@pytest.mark.parametrize("lang", ["en", "id"])
def test_niger_is_not_nigeria(lang: str) -> None:
    text = "Niger, Nigeria"
    assert [s.codes for s in Names.of(lang, TODAY).find(text)] == [("NER",), ("NGA",)]


def test_turkey_on_the_table() -> None:
    assert found("en", "Turkey with gravy at Thanksgiving.", "Turkey") == []
    assert found("en", "Turkey struck Syria.", "Turkey") == [("TUR", False)]


def test_the_donetsk_republic_and_the_indonesian_parliament() -> None:
    assert found("id", "DPR mengesahkan undang-undang di Jakarta.", "DPR") == [("IDN", False)]
    assert found("id", "DPR dan LPR di Donbas bergabung.", "DPR") == [("DPR", False)]


def test_brussels_and_the_union() -> None:
    assert found("en", "Brussels and the Belgian king.", "Brussels") == [("BEL", False)]
    assert found("en", "The European Union met in Brussels.", "Brussels") == [("BEL+EU", True)]


def test_brussels_is_the_union_towards_any_state_but_its_own() -> None:
    assert found("en", "Brussels warned Beijing of duties.", "Brussels") == [("EU", False)]
    assert found("de", "Brüssel warnte Peking vor Zöllen.", "Brüssel") == [("EU", False)]


COUNCIL = [
    ("Iraq asked the Council for a delay.", [("UNSC", False)]),
    ("Leeds asked the Council for a delay.", []),
    ("The city council let Iraq open a consulate; the Council sits at the town hall.", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNCIL)
def test_the_council_is_told_by_who_stands_before_it(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert found("en", text, "Council", D(1991, 1, 10)) == expected


def test_words_near_a_name_need_no_space_where_none_is_written() -> None:
    assert found("ja", "政府は国会で決めた", "政府") == [("JPN", False)]
    assert found("ja", "政府は決めた", "政府") == []


def test_a_surname_with_its_marks_counts_beside_one_without() -> None:
    assert found("vi", "ông Erdoğan gặp ông Putin", "Erdoğan") == [("TUR", False)]


def test_tripoli_in_two_states() -> None:
    assert found("en", "Gaddafi left Tripoli.", "Tripoli") == [("LBY", False)]
    assert found("en", "Lebanese troops entered Tripoli.", "Tripoli") == [("LBN", False)]
