"""Words of languages whose writing does not part them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.extract.lexicon import load_lexicon
from casus.extract.segment import CHARACTERS, SYLLABLES, Segmenter
from casus.extract.tokenizing import plain

KNOWN = {"军事": 9, "援助": 9, "提供": 9, "和平": 5, "和": 50, "平壤": 5}


def test_the_commonest_cover_is_taken() -> None:
    assert Segmenter(KNOWN, CHARACTERS).words("和平壤") == ["和", "平壤"]


def test_a_name_is_a_word() -> None:
    segmenter = Segmenter(KNOWN, CHARACTERS)
    assert segmenter.spans("访华提供", [(1, 2)]) == [(0, 1), (1, 2), (2, 4)]


def test_syllables_make_words_only_beside_one_another() -> None:
    segmenter = Segmenter({"tấn công": 5, "mạng": 5}, SYLLABLES)
    assert segmenter.words("tấn công mạng, tấn, công") == [
        "tấn_công", "mạng", ",", "tấn", ",", "công",
    ]  # fmt: skip


def test_a_day_in_figures_is_one_word() -> None:
    segmenter = load_lexicon("zh").tokenizer.segmenter
    assert segmenter is not None
    assert "2024年6月20日" in segmenter.words("普京2024年6月20日访问河内")


@settings(deadline=None)  # the first text loads the packs
@given(st.text(max_size=60))
def test_words_cover_all_but_the_spaces(text: str) -> None:
    for lang in ("zh", "vi"):
        segmenter = load_lexicon(lang).tokenizer.segmenter
        assert segmenter is not None
        shown = plain(text, segmenter)
        spans = segmenter.spans(shown)
        assert all(a < b for a, b in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        outside = set(range(len(shown))) - {i for a, b in spans for i in range(a, b)}
        assert all(shown[i].isspace() for i in outside)


@pytest.mark.parametrize("lang", ["zh", "vi"])
def test_what_is_parsed_lies_in_the_text(lang: str) -> None:
    text = {"zh": "臺灣總統8日會見美國代表團。", "vi": "Nga tấn công Ukraine hôm 24/2."}[lang]
    tokens = load_lexicon(lang).tokenizer.tokens(text, 0)
    assert [t.i for t in tokens] == list(range(len(tokens)))
    assert all(text[t.start : t.end].strip() == text[t.start : t.end] for t in tokens)


def test_traditional_and_simplified_give_the_same_words() -> None:
    tokens = load_lexicon("zh").tokenizer.tokens
    one, other = tokens("美國對臺軍售", 0), tokens("美国对台军售", 0)
    assert [t.form for t in one] == [t.form for t in other]


def test_words_that_a_pattern_parts_are_no_word_together() -> None:
    tokens = load_lexicon("zh").tokenizer.segmenter
    assert tokens is not None
    assert tokens.words("墨西哥拒绝与智利谈判")[1:3] == ["拒绝", "与"]
