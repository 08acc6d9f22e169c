"""People stand for their state while their office makes them known for it."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import ACTORS, Names, NameSpan
from casus.names.people import OFFICES, read_people
from casus.names.store import PEOPLE

D = dt.date


def find(lang: str, text: str, day: dt.date | None) -> list[NameSpan]:
    return [span for span in Names.of(lang, day).find(text) if span.kind == "person"]


def codes(lang: str, text: str, day: dt.date | None) -> list[str]:
    return ["+".join(span.codes) for span in find(lang, text, day)]


def test_every_file_holds_people_of_a_known_actor() -> None:
    paths = sorted(PEOPLE.glob("*.yaml"))
    assert paths
    for path in paths:
        for entry, person in read_people(path):
            assert person.code in ACTORS
            assert person.code == path.stem, path.name
            assert entry.get("source"), person.name
            for office in person.offices:
                assert office.role in OFFICES
                assert office.start <= office.end, person.name


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_president_on_a_day(lang: str) -> None:
    (span,) = find(lang, "Vladimir Putin", D(2024, 6, 19))
    assert (span.codes, span.role) == (("RUS",), "head_of_state")
    (span,) = find(lang, "Vladimir Putin", D(2010, 6, 19))
    assert span.role == "head_of_government"


def test_codes_are_those_of_the_day() -> None:
    assert codes("en", "Mikhail Gorbachev spoke", D(1988, 12, 7)) == ["SUN"]
    assert codes("en", "Boris Yeltsin spoke", D(1991, 12, 26)) == ["RUS"]
    assert codes("en", "Boris Yeltsin spoke", D(1991, 6, 1)) == ["SUN"]


def test_a_surname_alone_counts_in_office_only() -> None:
    assert codes("en", "then Putin left", D(2024, 6, 19)) == ["RUS"]
    assert codes("en", "then Reagan left", D(1985, 6, 19)) == ["USA"]
    assert codes("en", "then Reagan left", D(2015, 6, 19)) == []
    assert codes("en", "then Obama left", D(1985, 6, 19)) == []


def test_a_full_name_lets_the_surname_stand_later() -> None:
    text = "Jimmy Carter went to Pyongyang. There Carter met the leader."
    assert codes("en", text, D(1989, 6, 15)) == ["USA", "USA"]


def test_without_a_day_full_names_count_and_surnames_of_one_state() -> None:
    assert codes("en", "Nikita Khrushchev and Joe Biden", None) == ["RUS", "USA"]
    assert codes("en", "then Putin left", None) == ["RUS"]


def test_common_words_need_a_title_or_a_full_name() -> None:
    day = D(2018, 6, 1)
    assert codes("en", "They flew to the Moon and back", day) == []
    assert codes("en", "There President Moon said", day) == ["KOR"]
    assert codes("en", "Moon Jae-in spoke; then Moon left", day) == ["KOR", "KOR"]


def test_a_common_surname_stands_for_whoever_heads_the_state_that_day() -> None:
    assert codes("en", "With one pen Bush and Gorbachev signed", D(1991, 7, 31)) == ["USA", "SUN"]
    assert codes("en", "With one pen Bush and Gorbachev signed", D(1987, 7, 31)) == ["SUN"]
    assert codes("id", "Tito menjamu Nehru dan Nasser di Brioni", D(1956, 6, 19)) == [
        "YUG", "IND", "EGY",
    ]  # fmt: skip
    assert codes("ru", "Картер и Брежнев подписали договор", D(1979, 6, 18)) == ["USA", "SUN"]
    assert codes("de", "Reagan und Kohl legten Kränze nieder", D(1985, 5, 6)) == ["USA", "DEU"]


def test_a_common_surname_is_nobody_where_the_text_has_another_of_it() -> None:
    assert codes("en", "Last came Kate Bush; the crowd sang with Bush", D(2005, 6, 1)) == []
    assert codes("en", "Back in May the sixth of May was a holiday", D(2018, 6, 1)) == []


def test_other_people_of_the_name_are_not_taken() -> None:
    day = D(2018, 6, 1)
    assert codes("en", "the singer Tiffany Trump sang", day) == []
    assert codes("en", "he stayed at Trump Tower in May", day) == []
    assert codes("id", "penyanyi Kim Kardashian datang", day) == []


def test_a_title_before_a_surname_is_no_other_name() -> None:
    day = D(2024, 6, 1)
    assert codes("en", "Russian President Putin and Prime Minister Netanyahu", day) == [
        "RUS", "ISR",
    ]  # fmt: skip
    assert codes("id", "Presiden Putin dan PM Netanyahu. Menurut Putin, ya.", day) == [
        "RUS", "ISR", "RUS",
    ]  # fmt: skip


def test_king_abdullah_is_told_by_his_kingdom() -> None:
    day = D(2007, 3, 1)
    assert codes("en", "King Abdullah of Jordan flew to Saudi Arabia", day) == ["JOR"]


def test_two_of_one_surname_in_office_are_settled_by_what_else_is_named() -> None:
    day = D(2018, 6, 1)
    assert codes("en", "Chairman Kim in Pyongyang spoke", day) == ["PRK"]


def test_accents_and_apostrophes_make_no_difference() -> None:
    day = D(2022, 6, 1)
    assert codes("en", "Recep Tayyip Erdoğan and Erdogan", day) == ["TUR", "TUR"]
