"""How texts speak of treaties, articles and resolutions, and what they mean in the book."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.book import load_book
from casus.book.linking import article_of, link
from casus.errors import PackError
from casus.extract.claims import find_claims
from casus.extract.instruments import keys_of, load_vocabulary, words_of
from casus.extract.mentions import find_phrases
from casus.lang import packs
from casus.model import Article
from casus.model.phrase import Claim, Phrase
from casus.read.reader import read_article

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2024, 6, 21)
DPRK = [f"unsc_{n}" for n in (1718, 1874, 2094, 2270, 2321, 2371, 2375, 2397)]


def linked(text: str, lang: str, day: dt.date = DAY) -> list[tuple[str, str | None]]:
    """The instruments, with articles, that a text means."""
    article = Article("t", "-", text, lang, published=day)
    return [(m.instrument, m.article) for m in link(find_phrases(article), load_book(), day)]


def claimed(text: str, lang: str) -> list[tuple[str, dict[str, str]]]:
    article = Article("t", "-", text, lang, published=DAY)
    return [(c.kind, dict(c.details)) for c in find_claims(article, find_phrases(article))]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "NATO's Article 5 was invoked in 2001.", [("nato", "5")]),
        ("en", "NATO's mutual defence Article 5 was invoked once.", [("nato", "5")]),
        ("en", "It rests on Article 5 of the North Atlantic Treaty.", [("nato", "5")]),
        ("en", "France invoked Article 42(7) of the Treaty on European Union.",
         [("teu_42_7", "42(7)")]),
        ("en", "Articles 4 and 5 of the NATO treaty differ.", [("nato", "4"), ("nato", "5")]),
        ("id", "Pasal 5 Perjanjian NATO belum pernah dipakai di Asia.", [("nato", "5")]),
        ("id", "Banyak yang menyebut Pasal 5 NATO.", [("nato", "5")]),
        ("id", "Pasal 2 ayat 4 Piagam PBB melarang kekerasan.", [("un_charter", "2(4)")]),
    ],
)  # fmt: skip
def test_an_article_belongs_to_the_instrument_beside_it(
    lang: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Japan renounced war in Article 9 of its constitution."),
        ("id", "Pasal 9 Konstitusi Jepang melarang perang."),
        ("id", "Menurut Pasal 27 UU ITE ia dituntut di Jakarta."),
        ("en", "The General Assembly resolution on Palestine binds nobody."),
        ("id", "Resolusi Majelis Umum PBB tidak mengikat."),
        ("en", "Russia vetoed a draft Security Council resolution on Syria."),
        ("en", "Canada and Mexico signed a trade agreement in Washington."),
        ("id", "Inggris dan Prancis menandatangani perjanjian perdagangan di London."),
        ("en", "NATO said that the alliance had partners in Japan."),
        ("en", "Washington has no defence treaty with Taiwan."),
    ],
)
def test_other_law_is_no_treaty(lang: str, text: str) -> None:
    assert linked(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The United States has a mutual defence treaty with South Korea.", "us_rok_1953"),
        ("en", "Washington said its 1951 treaty with Manila covers the sea.", "us_phl_1951"),
        ("en", "The US-Japan security treaty binds Washington.", "us_jpn_1960"),
        ("en", "Sino-Soviet treaty of 1950 was a pact against Japan.", "sino_soviet_1950"),
        ("en", "The Soviet-North Korean friendship treaty is history.", "ussr_prk_1961"),
        ("en", "Beijing's treaty with Pyongyang, signed in 1961, stands.", "chn_prk_1961"),
        ("en", "Washington and Taipei had a treaty; the one of 1954 ended.", "us_roc_1954"),
        ("id", "Perjanjian pertahanan AS-Jepang tahun 1960 dipuji.", "us_jpn_1960"),
        ("id", "Manila ingatkan Beijing soal Perjanjian Pertahanan dengan AS.", "us_phl_1951"),
        ("id", "Kemitraan strategis baru yang ditandatangani oleh Rusia dan Korea Utara.",
         "rus_prk_2024"),
    ],
)  # fmt: skip
def test_parties_and_years_tell_a_treaty(lang: str, text: str, expected: str) -> None:
    assert {name for name, _ in linked(text, lang)} == {expected}


def test_the_age_of_a_pact_tells_the_old_from_the_new() -> None:
    text = (
        "Russia's new pact with North Korea revives the Cold War-era pact of 1961 between Moscow "
        "and Pyongyang. This pact is the closest yet. The old treaty lapsed long ago."
    )
    assert [n for n, _ in linked(text, "en")] == [
        "rus_prk_2024", "ussr_prk_1961", "rus_prk_2024", "ussr_prk_1961",
    ]  # fmt: skip


def test_what_a_pact_means_hangs_on_the_day_of_the_text() -> None:
    text = "Russia praised its treaty with North Korea."
    assert linked(text, "en", dt.date(2010, 1, 1)) == [("rus_prk_2000", None)]
    assert linked(text, "en", dt.date(2025, 6, 1)) == [("rus_prk_2024", None)]
    assert linked(text, "en", dt.date(1998, 6, 1)) == []


def test_a_treaty_of_the_parties_named_may_be_dated_wrongly_by_a_year() -> None:
    text = "The 1962 treaty between the Soviet Union and North Korea is history."
    assert linked(text, "en") == [("ussr_prk_1961", None)]
    assert claimed(text, "en") == [("dated", {"year": "1962"})]


def test_two_treaties_that_fit_alike_give_none() -> None:
    assert linked("China's treaty of 1961 with an ally is old.", "en") == []
    text = "Britain and France are bound by a treaty."
    fit = [t for t in load_book().in_force(DAY, "GBR") if "FRA" in load_book().parties_on(t, DAY)]
    assert len(fit) > 1
    assert linked(text, "en") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Arms for North Korea would violate UN Security Council resolutions."),
        ("id", "Senjata bagi Korea Utara melanggar resolusi Dewan Keamanan PBB."),
    ],
)
def test_resolutions_without_a_number_are_the_embargo_on_who_is_spoken_of(
    lang: str, text: str
) -> None:
    assert [n for n, _ in linked(text, lang)] == DPRK


def test_resolutions_are_narrowed_by_the_goods() -> None:
    coal = linked("Sanksi PBB terhadap Korea Utara melarang ekspor batu bara.", "id")
    assert ("unsc_2371", None) in coal
    assert ("unsc_1718", None) not in coal
    fuel = linked("Fuel for North Korea broke UN resolutions.", "en")
    assert {name for name, _ in fuel} == {"unsc_2375", "unsc_2397"}


def test_resolutions_by_number() -> None:
    text = "Resolutions 1718 and 1874 (2009) stand, and resolution 2999 does not."
    assert [n for n, _ in linked(text, "en")] == ["unsc_1718", "unsc_1874"]
    assert linked("Resolusi DK PBB No. 1701/2006 mengakhiri perang.", "id") == [("unsc_1701", None)]


def test_numbers_of_articles_are_written_as_the_book_has_them() -> None:
    book = load_book()
    assert article_of(book.treaty("us_phl_1951"), "4") == "IV"
    assert article_of(book.treaty("chn_prk_1961"), "2") == "II"
    assert article_of(book.treaty("nato"), "5") == "5"
    assert article_of(book.treaty("nato"), "77") == "77"


@pytest.mark.parametrize(
    ("lang", "text", "kind", "details"),
    [
        ("en", "NATO has moved into Asia.", "present", {"region": "asia", "state": "NATO"}),
        ("id", "NATO bergerak ke Asia Tenggara.", "present", {"region": "south_east_asia"}),
        (
            "en",
            "China abstained on resolution 1973.",
            "backed",
            {"state": "CHN", "vote": "abstain"},
        ),
        ("en", "Resolution 1718 was backed by Russia.", "backed", {"state": "RUS", "vote": "yes"}),
        ("id", "Perjanjian pertahanan AS-Jepang masih berlaku.", "in_force", {"holds": "yes"}),
        ("id", "Sistem blok sedang dibentuk di Asia, kata Rusia.", "bloc", {"region": "asia"}),
        ("en", "War is near in Europe. Rival blocs arise.", "bloc", {"region": "europe"}),
    ],
)
def test_claims_are_found_with_who_and_what(
    lang: str, text: str, kind: str, details: dict[str, str]
) -> None:
    found = dict(claimed(text, lang))
    assert kind in found
    assert details.items() <= found[kind].items()


@pytest.mark.parametrize("page", sorted((ROOT / "examples" / "pages").glob("*.html")))
def test_the_words_of_every_phrase_and_claim_stand_in_the_page(page: Path) -> None:
    article = read_article(str(page))
    phrases = find_phrases(article, DAY)
    spoken: list[Phrase | Claim] = [*phrases, *find_claims(article, phrases, DAY)]
    for found in spoken:
        assert article.text[found.start : found.end] == found.quote


EXAMPLES = {
    "01-id-pyongyang": {"rus_prk_2024", "ussr_prk_1961", "nato", *DPRK},
    "02-id-laut-cina-selatan": {"us_phl_1951"},
    "03-id-gencatan-senjata-gaza": set(),
    "04-en-taiwan-strait": {"us_roc_1954", "us_jpn_1960"},
    "05-en-sahel-ecowas": {"aes_2023"},
    "06-en-lebanon-ceasefire": {"unsc_1701"},
}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_instruments_of_the_example_pages(name: str) -> None:
    article = read_article(str(ROOT / "examples" / "pages" / f"{name}.html"))
    found = link(find_phrases(article, DAY), load_book(), article.published or DAY)
    assert {m.instrument for m in found} == EXAMPLES[name]


@pytest.mark.parametrize("lang", packs())
def test_a_pack_names_instruments_that_the_book_has(lang: str) -> None:
    from casus.book.regions import load_regions

    book, vocabulary = load_book(), load_vocabulary(lang)
    assert vocabulary.instruments <= set(book.treaties)
    for entry in (e for rows in vocabulary.entries.values() for e in rows):
        if entry.label == "item":
            assert book.items.find(entry.value) == entry.value
        elif entry.label == "place":
            assert book.places.find(entry.value).name == entry.value
        elif entry.label == "region":
            assert entry.value in load_regions()
        elif entry.label == "holder":
            assert entry.value in book.treaties


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("modifiers: before\ntreaty: [pact]\nresolution: no\n", 3, "list of words"),
        ("modifiers: before\n\neras:\n  Cold War: [1947]\n", 4, "first and last year"),
        ("modifiers: before\nclaims:\n  like: [akin]\n", 3, "none of"),
        ("modifiers: around\n", 1, "before"),
        ("modifiers: before\ntreaties: [pact]\n", 2, "unknown key"),
        ("modifiers: before\ntreaty: [pact\n", 3, "YAML"),
    ],
)
def test_a_malformed_pack_names_file_and_line(
    tmp_path: Path, text: str, line: int, why: str
) -> None:
    (tmp_path / "instruments.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=why) as caught:
        load_vocabulary("xx", tmp_path)
    assert caught.value.line == line
    assert caught.value.path.endswith("instruments.yaml")


def test_a_language_without_a_pack_has_no_phrases() -> None:
    assert find_phrases(Article("t", "-", "Artikel 5 van het Noord-Atlantisch Verdrag", "nl")) == []


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_words_keep_their_places(text: str) -> None:
    for word in words_of(text):
        assert text[word.start : word.end] == word.form


PIECES = st.sampled_from(
    [
        "the",
        "treaty",
        "pact",
        "of",
        "1961",
        "between",
        "Russia",
        "and",
        "North",
        "Korea",
        "'s",
        "Article",
        "5",
        "42(7)",
        "NATO",
        "resolution",
        "1718",
        "Security",
        "Council",
        ",",
        ".",
        "(",
        ")",
        "UN",
        "this",
        "old",
        "Cold",
        "War-era",
        "signed",
        "in",
        "Asia",
        "backed",
        "by",
        "violate",
        "not",
    ]
)


@given(st.lists(PIECES, max_size=25), st.sampled_from(("claim", "article", "resolution", "item")))
@settings(max_examples=150, deadline=None)
def test_what_is_found_of_a_pattern_may_be_found_by_its_words_alone(
    pieces: list[str], label: str
) -> None:
    vocabulary, text = load_vocabulary("en"), " ".join(pieces)
    if list(vocabulary.find([label], words_of(text))):
        assert vocabulary.may_find(frozenset({label}), keys_of(text, 0, len(text)))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_the_keys_of_a_text_are_those_of_its_words(text: str) -> None:
    assert keys_of(text, 0, len(text)) == {word.key for word in words_of(text)}


def test_a_pattern_may_be_found_in_its_own_words_and_not_everywhere() -> None:
    vocabulary = load_vocabulary("en")
    for entry in (entry for entries in vocabulary.entries.values() for entry in entries):
        assert vocabulary.may_find(frozenset({entry.label}), set(entry.keys))
    assert not vocabulary.may_find(frozenset({"claim"}), keys_of("in the", 0, 6))


def test_a_sentence_that_speaks_of_arms_has_them_as_goods() -> None:
    text = "The resolutions forbid it. Moscow sends weapons in breach of the resolutions."
    assert [p.items for p in find_phrases(Article("t", "-", text, "en"))] == [(), ("arms",)]


@given(st.lists(PIECES, max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_words_give_phrases_that_stand_in_the_text(pieces: list[str]) -> None:
    article = Article("t", "-", " ".join(pieces), "en", published=DAY)
    phrases = find_phrases(article)
    spoken: list[Phrase | Claim] = [*phrases, *find_claims(article, phrases)]
    for found in spoken:
        assert article.text[found.start : found.end] == found.quote
    for mention in link(phrases, load_book(), DAY):
        load_book().instrument(mention.instrument)


@pytest.mark.parametrize(
    ("parties", "instrument"),
    [
        (("RUS", "BLR"), "rus_blr_2024"),  # not the union treaty, which asks nothing singly
        (("JPN", "AUS"), None),  # a declaration is no treaty
    ],
)
def test_a_text_means_the_treaty_that_asks_something(
    parties: tuple[str, ...], instrument: str | None
) -> None:
    phrase = Phrase("the treaty", 0, 10, "treaty", parties=parties)
    found = [m.instrument for m in link([phrase], load_book(), dt.date(2026, 1, 5))]
    assert found == ([instrument] if instrument else [])
