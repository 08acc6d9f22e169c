"""Korean and Japanese: words that nothing parts, particles, verbs at the end, short names."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable

import pytest

import casus
from casus.errors import PackError
from casus.extract import read_statements
from casus.extract.lexicon import load_lexicon
from casus.extract.wordbook import load_wordbook
from casus.model import Article, Occurrence
from casus.names import Names
from casus.words import parse_event

DAY = dt.date(2024, 6, 21)
Told = Callable[[str, str], list[tuple[str, str]]]


def words(lang: str, text: str) -> list[str]:
    return [t.form for t in load_lexicon(lang).tokenizer.tokens(text, 0)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ko", "정부는 군대를 철수하지 않으면",
         ["정부", "는", "군대", "를", "철수하", "지", "않", "으면"]),
        ("ko", "미사일을 공급하겠다고", ["미사일", "을", "공급하", "겠", "다고"]),
        ("ja", "軍が攻撃をやめれば", ["軍", "が", "攻撃", "を", "やめれ", "ば"]),
        ("ja", "武器を供与しなかった", ["武器", "を", "供与し", "なかっ", "た"]),
    ],
)  # fmt: skip
def test_words_are_cut_at_particles_and_endings(lang: str, text: str, expected: list[str]) -> None:
    assert words(lang, text) == expected


@pytest.mark.parametrize("lang", ["ko", "ja"])
@pytest.mark.parametrize("text", ["", "。。。", "ㅋㅋㅋ 😀 ???", "あ" * 500, "가나다라" * 200])
def test_every_letter_stands_in_one_word_and_in_order(lang: str, text: str) -> None:
    tokens = load_lexicon(lang).tokenizer.tokens(text, 7)
    assert "".join(t.form for t in tokens) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    assert all(t.head == -1 or tokens[t.head].children.count(t.i) == 1 for t in tokens)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ko", "폴란드는 러시아 외교관을 추방했다.", ("SANCTION POL>RUS", "actual")),
        ("ko", "폴란드는 러시아 외교관을 추방할 예정이다.", ("SANCTION POL>RUS", "planned")),
        ("ko", "폴란드는 러시아 외교관을 추방하지 않았다.", ("SANCTION POL>RUS", "negated")),
        ("ko", "러시아 외교관은 폴란드에서 추방될 수 있다.", ("SANCTION POL>RUS", "possible")),
        ("ja", "ポーランドはロシアの外交官を追放した。", ("SANCTION POL>RUS", "actual")),
        ("ja", "ポーランドはロシアの外交官を追放する方針だ。", ("SANCTION POL>RUS", "planned")),
        ("ja", "ポーランドはロシアの外交官を追放しなかった。", ("SANCTION POL>RUS", "negated")),
    ],
)  # fmt: skip
def test_what_follows_the_verb_says_whether_it_is_so(
    lang: str, text: str, expected: tuple[str, str], told: Told
) -> None:
    found = told(lang, text)
    if expected[1] == "possible":
        assert expected[1] in {status for _, status in found}
    else:
        assert expected in found


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("ko", "美 의회와 北 외무성", [("USA",), ("PRK",)]),
        ("ko", "한미 연합훈련과 북러 회담", [("KOR", "USA"), ("PRK", "RUS")]),
        ("ko", "가나다순으로 고마운 인도적 지원", []),
        ("ko", "가나는 말리와 인도에", [("GHA",), ("MLI",), ("IND",)]),
        ("ja", "日米両政府と米、英、仏の3カ国", [("JPN", "USA"), ("USA",), ("GBR",), ("FRA",)]),
        ("ja", "独自の英雄が印象を語った", []),
        ("ja", "同日NATOがEUと協議", [("NATO",), ("EU",)]),
        ("ja", "プーチン氏と金正恩総書記", [("RUS",), ("PRK",)]),
    ],
)  # fmt: skip
def test_names_of_one_letter_stand_apart(
    lang: str, text: str, codes: list[tuple[str, ...]]
) -> None:
    assert [span.codes for span in Names.of(lang, DAY).find(text)] == codes


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ko", "한국이 북한을 공격한다", Occurrence.attack("KOR", "PRK")),
        ("ja", "韓国が北朝鮮を攻撃する", Occurrence.attack("KOR", "PRK")),
    ],
)
def test_an_event_in_words(lang: str, text: str, event: Occurrence) -> None:
    assert parse_event(text, DAY, lang) == event


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ko", "러시아는 자신이 찬성한 안보리 결의 1718호를 어겼다.", ["unsc_1718"]),
        ("ko", "나토 조약 제5조", ["nato"]),
        ("ja", "安保理決議1718号とNATO条約第5条", ["unsc_1718", "nato"]),
        ("ja", "日米安全保障条約", ["us_jpn_1960"]),
    ],
)
def test_instruments_are_found_letter_by_letter(lang: str, text: str, expected: list[str]) -> None:
    reading = casus.read(text, kind="text", lang=lang)
    assert [mention.instrument for mention in reading.mentions] == expected


def test_a_malformed_wordbook_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "words.yaml"
    path.write_text("spaces: true\nparticles: {가: subject}\n", "utf-8")
    with pytest.raises(PackError) as caught:
        load_wordbook(path, [], [])
    assert caught.value.line == 2
    assert "nsubj" in str(caught.value)


@pytest.mark.parametrize(
    ("lang", "text", "sides"),
    [
        ("ja", "アフガニスタンの村がパキスタン軍に空爆された。", ("PAK", "AFG")),
        ("ja", "ソマリアの漁船がイエメン軍に拿捕された。", ("YEM", "SOM")),
        ("ko", "말리 기자가 니제르 당국에 체포됐다.", ("NER", "MLI")),
        ("ko", "가이아나 순찰정이 베네수엘라군에 피격됐다.", ("VEN", "GUY")),
        ("ja", "パキスタン軍はアフガニスタンの村を空爆した。", ("PAK", "AFG")),
    ],
)
def test_whose_the_passive_is_suffers(lang: str, text: str, sides: tuple[str, str]) -> None:
    [told] = read_statements(Article("a", "-", text, lang))
    assert (told.event.actor, told.event.recipient) == ((sides[0],), (sides[1],))
