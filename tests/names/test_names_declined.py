"""Names that decline, in Russian and Ukrainian: cases, surnames, adjectives, the day."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import Names
from casus.names.endings import Endings

D = dt.date
TODAY = D(2024, 6, 20)


def codes(lang: str, text: str, day: dt.date | None = TODAY) -> list[str]:
    return ["+".join(span.codes) for span in Names.of(lang, day).find(text)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Украиной, России, Израилем, Египту", ["UKR", "RUS", "ISR", "EGY"]),
        ("ru", "в Северной Корее и с Южной Кореей", ["PRK", "KOR"]),
        ("ru", "Соединённым Штатам и Китайской Народной Республике", ["USA", "CHN"]),
        ("ru", "Путиным, Зеленскому и Си Цзиньпином", ["RUS", "UKR", "CHN"]),
        ("ru", "Ангелой Меркель, Ким Чен Ына", ["DEU", "PRK"]),
        ("ru", "российские войска, американцев и турками", ["RUS", "USA", "TUR"]),
        ("ru", "российско-украинские переговоры", ["RUS", "UKR"]),
        ("ru", "МИД Украины и МИД", ["UKR", "RUS"]),
        ("ru", "Совету Безопасности ООН, НАТО и Евросоюзом", ["UNSC", "NATO", "EU"]),
        ("ru", "хуситам, талибами и ХАМАСом", ["HOUTHI", "TALIBAN", "HAMAS"]),
        ("uk", "Росією, Україні, Ізраїлеві, Єгипту", ["RUS", "UKR", "ISR", "EGY"]),
        ("uk", "Північної Кореї та Сполученим Штатам", ["PRK", "USA"]),
        ("uk", "у Києві, Пекінові, Польщею", ["UKR", "CHN", "POL"]),
        ("uk", "Путіним, Володимира Зеленського, Лукашенка", ["RUS", "UKR", "BLR"]),
        ("uk", "Дональдові Трампу та Олафом Шольцом", ["USA", "DEU"]),
        ("uk", "російських військ, американців, поляками", ["RUS", "USA", "POL"]),
        ("uk", "Раді Безпеки, НАТО і Євросоюзом", ["UNSC", "NATO", "EU"]),
        ("uk", "США та ПАР", ["USA", "ZAF"]),
    ],
)
def test_declined_names(lang: str, text: str, expected: list[str]) -> None:
    assert codes(lang, text) == expected


def test_the_day_decides() -> None:
    assert codes("ru", "Москва и Хрущёв", D(1961, 4, 18)) == ["SUN", "SUN"]
    assert codes("uk", "Москви та Хрущова", D(1961, 4, 18)) == ["SUN", "SUN"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "американские горки и Южно-Китайское море"),
        ("ru", "того, что"),
        ("uk", "Латинської Америки"),
        ("uk", "у Мексиканській затоці"),
    ],
)
def test_no_actors(lang: str, text: str) -> None:
    assert codes(lang, text) == []


def test_the_form_tells_the_case() -> None:
    found = {s.text: s.cases for s in Names.of("ru", TODAY).find("Путин Украиной Киева Дакку")}
    assert found == {"Путин": "N", "Украиной": "I", "Киева": "G", "Дакку": "A"}


def test_a_language_without_endings_leaves_names_as_they_are() -> None:
    assert Endings({}).forms("Prague", "capital") == ["Prague"]


def test_words_of_one_name_stand_in_one_case() -> None:
    endings = Endings({"words": {"я": "и е"}, "leading": {"ая": "ой ой"}})
    assert endings.forms("Южная Корея", "state") == ["Южная Корея", "Южной Кореи", "Южной Корее"]
