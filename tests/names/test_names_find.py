"""Names found in texts: what stands for whom, on which day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casus.names import ACTORS, KINDS, Names, NameSpan

D = dt.date
TODAY = D(2024, 6, 20)


def find(lang: str, text: str, day: dt.date | None = TODAY) -> list[NameSpan]:
    return Names.of(lang, day).find(text)


def codes(lang: str, text: str, day: dt.date | None = TODAY) -> list[str]:
    return ["+".join(span.codes) for span in find(lang, text, day)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The U.S. and the UK told the DPRK", ["USA", "GBR", "PRK"]),
        ("en", "Russians, Israelis and Turkish troops", ["RUS", "ISR", "TUR"]),
        ("en", "Holland, Burma and Zaire", ["NLD", "MMR", "COD"]),
        ("en", "West Germany and East Germany", ["DEU", "DDR"]),
        ("en", "North Vietnam and South Vietnam", ["VDR", "RVN"]),
        ("en", "the White House, the Kremlin, Downing Street", ["USA", "RUS", "GBR"]),
        ("en", "the Pentagon and the State Department", ["USA", "USA"]),
        ("en", "the Quai d'Orsay, Zhongnanhai, the Blue House", ["FRA", "CHN", "KOR"]),
        ("en", "the Knesset, the Duma, the Bundestag", ["ISR", "RUS", "DEU"]),
        ("en", "Western countries and the West", ["WEST", "WEST"]),
        ("en", "Hezbollah, the Taliban and Viet Cong", ["HEZBOLLAH", "TALIBAN", "NLF"]),
        ("en", "the United Nations Security Council", ["UNSC"]),
        ("en", "Arab states, Baltic states", ["ARABLEAGUE", "EST+LTU+LVA"]),
        ("en", "an attack on Kharkiv, Gaza and Crimea", ["UKR", "PSE", "UKR"]),
        ("en", "Russia’s army, pro-Russian and anti-Israel", ["RUS", "RUS", "ISR"]),
        ("en", "Côte d’Ivoire and Cote d'Ivoire", ["CIV", "CIV"]),
        ("en", "Guinea-Bissau, Timor Leste, Sao Tome and Principe", ["GNB", "TLS", "STP"]),
        ("id", "AS dan Korsel menekan Korut", ["USA", "KOR", "PRK"]),
        ("id", "Inggris, Prancis, dan Tiongkok", ["GBR", "FRA", "CHN"]),
        ("id", "RI dan RRT di DK PBB", ["IDN", "CHN", "UNSC"]),
        ("id", "negara-negara Barat dan Uni Eropa", ["WEST", "EU"]),
        ("id", "Gedung Putih, Kremlin, dan Gedung Biru", ["USA", "RUS", "KOR"]),
        ("id", "pemberontak Houthi dan Hizbullah", ["HOUTHI", "HEZBOLLAH"]),
        ("id", "NIIS di Irak, UEA, Arab Saudi", ["ISIS", "IRQ", "ARE", "SAU"]),
        ("id", "Kemlu menyesalkan; Kemlu Rusia diam", ["IDN", "RUS"]),
        ("id", "Teheran, Moskow, dan Beijing", ["IRN", "RUS", "CHN"]),
    ],
)
def test_names_of_the_packs(lang: str, text: str, expected: list[str]) -> None:
    assert codes(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "day", "expected"),
    [
        ("en", "Moscow warned Bonn", D(1985, 3, 1), ["SUN", "DEU"]),
        ("de", "Auch die DDR sagte ab", D(1984, 5, 11), ["DDR"]),
        ("fr", "le président Bush a dit", D(2005, 5, 13), ["USA"]),
        ("ru", "встреча с президентом Бушем", D(2005, 5, 13), ["USA"]),
        ("id", "presiden Bush berkata", D(2005, 5, 13), ["USA"]),
        ("ar", "قال الرئيس الأميركي بوش", D(2005, 5, 13), ["USA", "USA"]),
        ("ar", "لقاء للرئيس الشرع", D(2025, 6, 13), ["SYR"]),
        ("ar", "قال ترامب", D(2025, 6, 13), ["USA"]),
        ("en", "a rose bush, a bush fire", D(2005, 5, 13), []),
        ("en", "Bush said so", D(2005, 5, 13), []),
        ("en", "He thanked the president. Bush fires spread", D(2005, 5, 13), []),
        ("en", "I told Mr. Bush so", D(2005, 5, 13), ["USA"]),
        ("en", "Moscow warned Berlin", D(2023, 3, 1), ["RUS", "DEU"]),
        ("en", "Russian and Soviet troops", D(1985, 3, 1), ["SUN", "SUN"]),
        ("en", "Russian and Soviet troops", D(1995, 3, 1), ["RUS", "SUN"]),
        ("en", "in Kyiv", D(1991, 8, 23), ["SUN"]),
        ("en", "in Kyiv", D(1991, 8, 24), ["UKR"]),
        ("en", "Saigon", D(1968, 1, 30), ["RVN"]),
        ("en", "Saigon", D(1999, 1, 30), ["VNM"]),
        ("en", "Hanoi", D(1968, 1, 30), ["VDR"]),
        ("en", "Prague", D(1968, 8, 21), ["CSK"]),
        ("en", "East Berlin", D(1961, 8, 13), ["DDR"]),
        ("en", "Sarajevo", D(1914, 6, 28), ["AUH"]),
        ("en", "Turkish guns", D(1915, 4, 25), ["OTT"]),
        ("en", "Aden", D(1975, 1, 1), ["YMD"]),
        ("id", "Rusia dan Uni Soviet", D(1985, 3, 1), ["SUN", "SUN"]),
        ("id", "Ceko", D(1968, 8, 21), ["CSK"]),
        ("id", "Moskow", D(1991, 12, 26), ["RUS"]),
    ],
)
def test_dates_matter(lang: str, text: str, day: dt.date, expected: list[str]) -> None:
    assert codes(lang, text, day) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "let us see who is there", []),
        ("en", "US envoys asked the WHO", ["USA", "WHO"]),
        ("en", "PLEASE TELL US WHO DID THIS", []),
        ("en", "RUSSIA WARNS NORTH KOREA", ["RUS", "PRK"]),
        ("en", "he broke the china and ate the turkey", []),
        ("en", "Nato and Asean ministers", ["NATO", "ASEAN"]),
        ("en", "russia attacks north korea", ["RUS", "PRK"]),
        ("en", "polish the chad", []),
        ("id", "as roda dan ri itu", []),
        ("id", "korea selatan menyerang korea utara", ["KOR", "PRK"]),
        ("id", "AS menyerang", ["USA"]),
        ("id", "AS SERANG SURIAH", ["USA", "SYR"]),
        ("id", "ia mei di as", []),
    ],
)
def test_capitals_matter(lang: str, text: str, expected: list[str]) -> None:
    assert codes(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "the South China Sea"),
        ("en", "The New York Times and the Washington Post report"),
        ("en", "Latin American markets, New Mexico"),
        ("en", "the Geneva Conventions and the Paris Agreement"),
        ("en", "Chinatown, Maliki, Iranology, normalisation"),
        ("id", "Laut China Selatan"),
        ("id", "CNN Indonesia dan BBC Indonesia"),
        ("id", "Amerika Latin"),
        ("id", "dalam bahasa Inggris dan berbahasa Prancis"),
    ],
)
def test_words_that_hold_a_name_and_are_no_actor(lang: str, text: str) -> None:
    assert codes(lang, text) == []


def test_russia_s_security_council_is_not_the_united_nations() -> None:
    assert codes("en", "Russia's Security Council met") == ["RUS"]
    assert codes("en", "The Security Council met") == ["UNSC"]
    assert codes("id", "Dewan Keamanan Rusia bersidang") == ["RUS"]
    assert codes("id", "Dewan Keamanan bersidang") == ["UNSC"]


def test_a_surname_after_a_title_is_no_state() -> None:
    assert codes("en", "Mr. Jordan, Ms Georgia and Dr Chad left Japan") == ["JPN"]
    assert codes("fr", "M. Jordan a quitté la Jordanie") == ["JOR"]
    assert codes("de", "Herr Österreich reiste nach Japan") == ["JPN"]
    assert codes("en", "It left the U.S. Jordan agreed") == ["USA", "JOR"]
    assert codes("en", "They would miss American weapons") == ["USA"]
    assert codes("es", "A las 5 p. m. Israel atacó") == ["ISR"]
    assert codes("de", "Die Frau russischer Herkunft") == ["RUS"]


def test_a_name_whose_longer_spelling_has_other_capitals_is_found_shorter() -> None:
    assert codes("es", "Los Emiratos árabes Unidos") == ["ARE"]
    assert codes("en", "Bosnia and herzegovina") == ["BIH"]


def test_english_language_is_no_actor_in_english_either() -> None:
    assert codes("en", "a Russian-speaking man and the Chinese language") == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "俄罗斯和朝鲜签署条约", ["RUS", "PRK"]),
        ("ja", "ロシアは北朝鮮と会談した", ["RUS", "PRK"]),
        ("ko", "러시아는 우크라이나를 공격했다", ["RUS", "UKR"]),
        ("ar", "أعلنت روسيا وإيران", ["RUS", "IRN"]),
        ("de", "Russland und Nordkorea", ["RUS", "PRK"]),
        ("th", "รัสเซียและญี่ปุ่น", ["RUS", "JPN"]),
        ("xx", "Kharkiv and NATO", ["UKR", "NATO"]),
    ],
)
def test_languages_without_a_pack_have_the_names_of_cldr(
    lang: str, text: str, expected: list[str]
) -> None:
    assert codes(lang, text) == expected


WORDS = st.sampled_from(
    ["Russia", "U.S.", "AS", "Korea", "Putin", "St. Petersburg", "Georgia", "Michael", "Jordan",
     "North", "Türkiye", "İstanbul", "俄罗斯", "the", " ", "  ", ".", "’s", "\n", "-",
     "Dewan Keamanan", "N’Djaména", "Security Council", "ẞ", "ﬁ", "Kim", "presiden",
     "الروسيا", "ONU", "a\u0301"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["en", "id"]),
    st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)),
    st.one_of(st.none(), st.dates(D(1900, 1, 1), D(2030, 1, 1))),
)
@example("en", "İ Russia", None)
@example("id", "U.S.", D(2020, 1, 1))
def test_spans_are_what_they_say(lang: str, text: str, day: dt.date | None) -> None:
    end = 0
    for span in find(lang, text, day):
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        end = span.end
        assert span.codes
        assert list(span.codes) == sorted(set(span.codes))
        assert set(span.codes) <= ACTORS
        assert span.kind in KINDS


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_finding_twice_gives_the_same(text: str) -> None:
    assert find("en", text) == find("en", text)


def test_code_of_a_whole_phrase() -> None:
    names = Names.of("id", TODAY)
    assert names.code("Korea Selatan") == ("KOR",)
    assert names.code("korea utara") == ("PRK",)
    assert names.code("AS") == ("USA",)
    assert names.code("as") == ()
    assert names.code("Korea") == ("KOR", "PRK")
    assert names.code("entah apa") == ()
