"""Words are told apart by their letters, with their places in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casus.extract.lexicon import load_lexicon
from casus.lang import packs


def words(lang: str, text: str) -> list[str]:
    return [token.form for token in load_lexicon(lang).tokenizer.tokens(text, 0)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Russia's F-16s won’t fly.", ["Russia", "'s", "F-16s", "wo", "n't", "fly", "."]),
        ("en", "The U.S. paid 1,500.75 dollars", ["The", "U.S.", "paid", "1,500.75", "dollars"]),
        ("en", "“It’s war,” he said", ["It", "'s", "war", ",", "he", "said"]),
        ("fr", "L’armée jusqu'ici n'a pas", ["L'", "armée", "jusqu'", "ici", "n'", "a", "pas"]),
        ("en", "Ukraine—Kyiv, 2.5-mile", ["Ukraine", "-", "Kyiv", ",", "2.5-mile"]),
        ("uk", "Зеле\u0301нський", ["Зеле\u0301нський"]),
        ("id", "kapal-kapal Tiongkok – 3 unit", ["kapal-kapal", "Tiongkok", "-", "3", "unit"]),
        ("ru", "по-прежнему «не будет»", ["по-прежнему", "не", "будет"]),
        ("uk", "п’ять днів", ["п'ять", "днів"]),
        ("fr", "Au Mali, du blé", ["à", "le", "Mali", ",", "de", "le", "blé"]),
        ("de", "beim Angriff", ["bei", "dem", "Angriff"]),
    ],
)  # fmt: skip
def test_words(lang: str, text: str, expected: list[str]) -> None:
    assert words(lang, text) == expected


def test_marks_that_change_no_word_are_left_out_of_it() -> None:
    text = "\u200fأَعْلَنَ\u200e الوزيرُ"
    tokens = load_lexicon("ar").tokenizer.tokens(text, 10)
    assert [token.form for token in tokens] == ["أعلن", "الوزير"]
    assert text[tokens[0].start - 10 : tokens[0].end - 10] == "أَعْلَن"


def test_names_bound_words_beside_marks_too() -> None:
    text = "\u200e中国国防部长抵达河内"
    tokens = load_lexicon("zh").tokenizer.tokens(text, 0, [(1, 3), (9, 11)])
    assert {"中国", "河内"} <= {token.form for token in tokens}


@settings(deadline=None)  # the first text loads the packs
@example("im Zug, am See", "de")
@given(st.text(max_size=80), st.sampled_from(packs()))
def test_words_lie_in_the_text_in_order(text: str, lang: str) -> None:
    tokens = load_lexicon(lang).tokenizer.tokens(text, 5)
    assert [token.i for token in tokens] == list(range(len(tokens)))
    places = [(5, 5), *dict.fromkeys((token.start, token.end) for token in tokens)]
    assert all(a <= begin < end for (_, a), (begin, end) in pairwise(places))
    assert places[-1][1] <= len(text) + 5
