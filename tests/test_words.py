"""Events in words, in the languages of the packs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.errors import CasusError, UnknownEvent
from casus.model import Occurrence
from casus.words import parse_event, unknown_place

DAY = dt.date(2024, 6, 21)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("KOR attacks PRK", {"attacker": "KOR", "target": "PRK"}),
        ("PRK is attacked by KOR", {"attacker": "KOR", "target": "PRK"}),
        ("Korea Selatan menyerang Korea Utara", {"attacker": "KOR", "target": "PRK"}),
        ("Korea Utara diserang oleh Korea Selatan", {"attacker": "KOR", "target": "PRK"}),
        ("KOR menyerang PRK", {"attacker": "KOR", "target": "PRK"}),
        ("russia attacks poland", {"attacker": "RUS", "target": "POL"}),
        ("China invades Taiwan", {"attacker": "CHN", "target": "TWN"}),
        ("CHN attacks USA at Guam", {"attacker": "CHN", "target": "USA", "place": "Guam"}),
        ("Ukraine attacks Russia at Kursk",
         {"attacker": "UKR", "target": "RUS", "place": "Kursk region"}),
        ("China attacks a Philippine warship in the South China Sea",
         {"attacker": "CHN", "target": "PHL", "place": "South China Sea", "object": "warship"}),
        ("Cina menyerang kapal perang Filipina di Laut Cina Selatan",
         {"attacker": "CHN", "target": "PHL", "place": "South China Sea", "object": "warship"}),
        ("AS menyerang Cina di Selat Taiwan", {"attacker": "USA", "target": "CHN"}),
        ("Hamas attacks Israel",
         {"attacker": "HAMAS", "target": "ISR", "attacker_kind": "nonstate"}),
    ],
)  # fmt: skip
def test_attacks(words: str, expected: dict[str, Any]) -> None:
    assert parse_event(words, DAY).as_dict() == {"kind": "attack", **expected}


@pytest.mark.parametrize(
    ("words", "supplier", "target", "item"),
    [
        ("Russia supplies missiles to North Korea", "RUS", "PRK", "missiles"),
        ("Rusia memasok rudal balistik ke Korea Utara", "RUS", "PRK", "ballistic missiles"),
        ("North Korea sends artillery shells to Russia", "PRK", "RUS", "artillery ammunition"),
        ("China sells oil to North Korea", "CHN", "PRK", "crude oil"),
        ("Russia supplies weapons to North Korea", "RUS", "PRK", "arms"),
    ],
)
def test_supplies(words: str, supplier: str, target: str, item: str) -> None:
    assert parse_event(words, DAY) == Occurrence.supply(supplier, target, item)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", "Russland erklärt Estland den Krieg"),
        ("es", "Rusia declara la guerra a Estonia"),
        ("fr", "La Russie déclare la guerre à l’Estonie"),
        ("ru", "Россия объявила войну Эстонии"),
        ("uk", "Росія оголосила війну Естонії"),
        ("zh", "俄罗斯向爱沙尼亚宣战"),
    ],
)
def test_war_is_declared_in_other_languages(lang: str, words: str) -> None:
    found = parse_event(words, DAY, lang)
    assert (found.kind, found.attacker, found.target) == ("declare_war", "RUS", "EST")


@pytest.mark.parametrize("words", ["DEU attacks SUN", "West Germany attacks the Soviet Union"])
def test_a_code_is_one_state_where_its_name_means_two(words: str) -> None:
    found = parse_event(words, dt.date(1970, 6, 21))
    assert (found.attacker, found.target) == ("DEU", "SUN")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Russia threatens to attack Estonia",
         {"kind": "threaten", "attacker": "RUS", "target": "EST"}),
        ("RUS threatens EST", {"kind": "threaten", "attacker": "RUS", "target": "EST"}),
        ("Rusia mengancam akan menyerang Estonia",
         {"kind": "threaten", "attacker": "RUS", "target": "EST"}),
        ("North Korea threatens to use nuclear weapons against South Korea",
         {"kind": "threaten", "attacker": "PRK", "target": "KOR", "weapon": "nuclear"}),
        ("Germany declares war on Russia",
         {"kind": "declare_war", "attacker": "DEU", "target": "RUS"}),
        ("Jerman menyatakan perang terhadap Rusia",
         {"kind": "declare_war", "attacker": "DEU", "target": "RUS"}),
        ("Israel occupies southern Lebanon",
         {"kind": "occupy", "attacker": "ISR", "target": "LBN"}),
        ("Russia occupies Crimea",
         {"kind": "occupy", "attacker": "RUS", "target": "UKR", "place": "Crimea"}),
        ("Rusia menduduki Krimea",
         {"kind": "occupy", "attacker": "RUS", "target": "UKR", "place": "Crimea"}),
        ("the USA imposes sanctions on Iran",
         {"kind": "sanction", "sender": "USA", "target": "IRN"}),
        ("AS menjatuhkan sanksi terhadap Iran",
         {"kind": "sanction", "sender": "USA", "target": "IRN"}),
        ("China imposes an arms embargo on North Korea",
         {"kind": "sanction", "sender": "CHN", "target": "PRK", "item": "arms"}),
        ("Russia lifts sanctions on North Korea",
         {"kind": "sanction", "sender": "RUS", "target": "PRK", "lifted": True}),
        ("Rusia mencabut embargo senjata terhadap Korea Utara",
         {"kind": "sanction", "sender": "RUS", "target": "PRK", "item": "arms", "lifted": True}),
        ("Russia transfers funds to North Korea",
         {"kind": "transfer_funds", "supplier": "RUS", "target": "PRK", "item": "funds"}),
        ("Rusia mentransfer dana ke Korea Utara",
         {"kind": "transfer_funds", "supplier": "RUS", "target": "PRK", "item": "funds"}),
        ("Iran funds the Houthis in Yemen",
         {"kind": "transfer_funds", "supplier": "IRN", "target": "YEM", "item": "funds",
          "end_user": "HOUTHI"}),
        ("CHN obliged to fight USA", {"kind": "abduce", "goal": "CHN obliged to fight USA"}),
        ("China obliged to fight the United States",
         {"kind": "abduce", "goal": "CHN obliged to fight USA"}),
    ],
)  # fmt: skip
def test_events_beyond_attack(words: str, expected: dict[str, Any]) -> None:
    assert parse_event(words, DAY).as_dict() == expected


@pytest.mark.parametrize(
    ("words", "stranger"),
    [
        ("Atlantis attacks Iran", "Atlantis"),
        ("Atlantis menyerang Iran", "Atlantis"),
        ("Russia attacks Atlantis", "Atlantis"),
        ("Iran is attacked by Atlantis", "Atlantis"),
        ("Iran diserang oleh Atlantis", "Atlantis"),
        ("ATL attacks IRN", "ATL"),
        ("Narnia supplies missiles to Iran", "Narnia"),
        ("Narnia attacks Iran with Russia", "Narnia"),
        ("Narnia threatens Iran", "Narnia"),
        ("China obliged to fight Narnia", "Narnia"),
    ],
)
def test_a_side_that_nobody_knows_is_named(words: str, stranger: str) -> None:
    with pytest.raises(CasusError, match=f"{stranger}'"):
        parse_event(words, DAY)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Iran attacks", "only Iran"),
        ("attacks Iran", "only Iran"),
        ("USA threatens Iran with sanctions", "THREATEN USA > IRN"),
        ("Iran transfers funds to Hezbollah", "in which state"),
        ("Russia supplies unicorns to North Korea", "no goods of the book"),
    ],
)
def test_what_lacks_a_side_or_is_only_threatened(words: str, told: str) -> None:
    with pytest.raises(UnknownEvent, match=told):
        parse_event(words, DAY)


def test_a_mobilisation() -> None:
    assert parse_event("Germany mobilises", DAY).as_dict() == {
        "kind": "mobilise",
        "attacker": "DEU",
    }


def test_names_are_those_of_the_day() -> None:
    assert parse_event("Russia attacks Finland", dt.date(1985, 1, 1)).attacker == "SUN"


def test_an_object_is_taken_as_it_is() -> None:
    event = '{"kind": "attack", "attacker": "KOR", "target": "PRK", "provoked": true}'
    assert parse_event(event, DAY).provoked
    with pytest.raises(UnknownEvent, match="no JSON"):
        parse_event('{"kind": ', DAY)
    with pytest.raises(UnknownEvent, match="invade"):
        parse_event('{"kind": "invade"}', DAY)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("France sings", "KOR attacks PRK"),
        ("", "characters"),
        ("x" * 500, "characters"),
        ("Iran seizes a British tanker", "COERCE IRN > GBR"),
        ("Russia and China attack Japan", "ask for each"),
        ("Russia supplies missiles to North Korea and China", "ask for each"),
    ],
)
def test_what_is_no_event_says_what_was_understood(words: str, told: str) -> None:
    with pytest.raises(UnknownEvent, match=told):
        parse_event(words, DAY)


def test_a_language_without_a_pack_is_refused() -> None:
    with pytest.raises(UnknownEvent, match="'nl' has no pack"):
        parse_event("Rusland valt Polen aan", DAY, "nl")


def test_a_place_that_the_book_lacks_is_named() -> None:
    assert unknown_place("AS menyerang Cina di Selat Taiwan", "id") == "Selat Taiwan"
    assert unknown_place("China attacks Japan near Yonaguni Island", "en") == "Yonaguni Island"
    assert unknown_place("CHN attacks USA at Guam", "en") is None
    assert unknown_place("KOR attacks PRK") is None


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_words_give_an_event_or_a_plain_refusal(words: str) -> None:
    try:
        kind = parse_event(words, DAY, "en").kind
    except CasusError as err:
        kind = type(err).__name__
    assert kind in {"attack", "supply", "mobilise", "UnknownEvent", "UnknownActor"}
