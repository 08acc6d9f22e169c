"""Names in Spanish and French texts: inflected demonyms, elided articles, short forms, the day."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import Names

D = dt.date
TODAY = D(2024, 6, 20)


def codes(lang: str, text: str, day: dt.date | None = TODAY) -> list[str]:
    return ["+".join(span.codes) for span in Names.of(lang, day).find(text)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "tropas rusas, soldados ucranianos y la marina israelí", ["RUS", "UKR", "ISR"]),
        ("es", "los marroquíes, las francesas y el ejército alemán", ["MAR", "FRA", "DEU"]),
        ("es", "EE.UU., la UE y la ONU", ["USA", "EU", "UN"]),
        ("es", "la Casa Blanca, el Kremlin y la Moncloa", ["USA", "RUS", "ESP"]),
        ("es", "Pekín, Seúl, Teherán y La Habana", ["CHN", "KOR", "IRN", "CUB"]),
        ("es", "norcoreanos y surcoreanos", ["PRK", "KOR"]),
        ("es", "Zelenski, Jamenei y Netanyahu", ["UKR", "IRN", "ISR"]),
        ("es", "Hezbolá, Hamás y los hutíes", ["HEZBOLLAH", "HAMAS", "HOUTHI"]),
        ("es", "el Consejo de Seguridad de la ONU y la OTAN", ["UNSC", "NATO"]),
        ("es", "la OEA, el Mercosur y la Liga Árabe", ["OAS", "MERCOSUR", "ARABLEAGUE"]),
        ("es", "la Comunidad de Estados Independientes", ["CIS"]),
        ("es", "los países bálticos y Occidente", ["EST+LTU+LVA", "WEST"]),
        ("fr", "les troupes russes, l'armée ukrainienne", ["RUS", "UKR"]),
        ("fr", "l'Égypte, d'Israël, aux États-Unis, du Japon", ["EGY", "ISR", "USA", "JPN"]),
        ("fr", "les Britanniques et la diplomatie chinoise", ["GBR", "CHN"]),
        ("fr", "la flotte grecque et l'aviation turque", ["GRC", "TUR"]),
        ("fr", "l'Élysée, le Quai d'Orsay et la Maison-Blanche", ["FRA", "FRA", "USA"]),
        ("fr", "Poutine, Loukachenko et Zelensky", ["RUS", "BLR", "UKR"]),
        ("fr", "l'Otan, l'ONU, la Cédéao et l'UE", ["NATO", "UN", "ECOWAS", "EU"]),
        ("fr", "la RDC et le Rwanda, les Nigériens et les Nigérians", ["COD", "RWA", "NER", "NGA"]),
        ("fr", "le Hezbollah, les houthistes, les talibans", ["HEZBOLLAH", "HOUTHI", "TALIBAN"]),
        ("fr", "le Conseil de sécurité et les Vingt-Sept", ["UNSC", "EU"]),
    ],
)
def test_names_of_the_packs(lang: str, text: str, expected: list[str]) -> None:
    assert codes(lang, text) == expected


def test_the_day_decides() -> None:
    assert codes("es", "Moscú y Jruschov", D(1961, 4, 18)) == ["SUN", "SUN"]
    assert codes("fr", "Moscou et Khrouchtchev", D(1961, 4, 18)) == ["SUN", "SUN"]
    assert codes("fr", "Bonn et la RFA", D(1975, 1, 1)) == ["DEU", "DEU"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "la montaña rusa y la tortilla española"),
        ("es", "América Latina y el mar de China Meridional"),
        ("es", "los Acuerdos de Oslo y el golfo Pérsico"),
        ("fr", "l'Amérique latine et la mer de Chine méridionale"),
        ("fr", "le Tour de France et l'accord de Paris"),
        ("fr", "les montagnes russes"),
    ],
)
def test_words_that_hold_a_name_and_are_none(lang: str, text: str) -> None:
    assert codes(lang, text) == []


def test_a_name_may_be_left_open() -> None:
    (congo,) = Names.of("fr", TODAY).find("Des combats au Congo")
    assert congo.ambiguous
    assert codes("fr", "Des combats au Congo, près de Goma")[0] == "COD"
    assert codes("es", "Granada, en Andalucía") == []
    assert codes("es", "El Norte lanzó globos; Seúl respondió.") == ["PRK", "KOR"]


def test_small_words_are_no_names() -> None:
    assert codes("es", "la paz y la granada") == []
    assert codes("fr", "le sud et le nord") == []
