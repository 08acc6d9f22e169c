"""Parts of speech are told by what the encoder's lower layers make of a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from casus.errors import PackError
from casus.extract.encoder import Hints, load_encoder
from casus.extract.glance import glance
from casus.extract.lexicon import load_lexicon
from casus.extract.scene import hear, words_of
from casus.extract.segment import CHARACTERS, Segmenter
from casus.extract.sentences import Span
from casus.extract.tags import FILE, Tags, load_tags, write_tags
from casus.extract.tokens import Token
from casus.lang import PACKS, packs


def tags_of(
    parts: list[str], bias: list[float], endings: dict[str, list[float]] | None = None
) -> Tags:
    """Tags that ask nothing of what was read."""
    told = endings or {}
    return Tags(
        np.zeros((1, len(parts)), np.float32),
        np.array(bias, np.float32),
        [("upos", 0, parts)],
        {ending: n for n, ending in enumerate(told, 1)},
        np.array([[0.0] * len(parts), *told.values()], np.float32),
    )


def tagged(lang: str, text: str) -> dict[str, tuple[str, str]]:
    lexicon = load_lexicon(lang)
    assert lexicon.tags is not None
    tokens = words_of(lexicon, text, 0, [])
    hint = Hints(load_encoder(), text, [Span(0, len(text))]).of(0)
    assert hint is not None
    write_tags(lexicon.tags, tokens, hint.tagging(tokens), [], lexicon.tokenizer.segmenter)
    return {token.form: (token.upos, token.feats) for token in tokens}


@pytest.mark.parametrize(
    ("lang", "text", "word", "upos", "feature"),
    [
        ("en", "The envoys were expelled on Monday.", "expelled", "VERB", "VerbForm=Part"),
        ("en", "Iran's army didn't attack.", "'s", "PART", ""),
        ("en", "Iran's army didn't attack.", "n't", "PART", ""),
        ("fr", "La Pologne doit du blé au Mali.", "le", "DET", ""),
        ("en", "The expulsion angered Minsk.", "expulsion", "NOUN", ""),
        ("id", "Malaysia memanggil duta besar Rusia.", "memanggil", "VERB", ""),
        ("ru", "Россия вышлет дипломатов Польши.", "дипломатов", "NOUN", "Case=Gen"),
        ("uk", "Київ закликав Польщу до переговорів.", "закликав", "VERB", "Tense=Past"),
        ("de", "Berlin hat den Angriff verurteilt.", "verurteilt", "VERB", "VerbForm=Part"),
        ("es", "Argentina enviará ayuda a Bolivia.", "enviará", "VERB", "Tense=Fut"),
        ("fr", "La Pologne rappellera son ambassadeur.", "rappellera", "VERB", "Tense=Fut"),
        ("vi", "Nga trục xuất nhà ngoại giao Ba Lan.", "trục_xuất", "VERB", ""),
        ("zh", "俄罗斯驱逐了波兰外交官。", "驱逐", "VERB", ""),
    ],
)
def test_words_are_tagged(lang: str, text: str, word: str, upos: str, feature: str) -> None:
    found, feats = tagged(lang, text)[word]
    assert found == upos
    assert not feature or feature in feats.split("|")


def test_a_name_is_no_verb_and_no_part_of_one_is() -> None:
    verb = tags_of(["NOUN", "VERB"], [0, 1])
    tokens = [
        Token(i, w, w, "", "", -1, "dep", 4 * i, 4 * i + 3)
        for i, w in enumerate(["ECO", "WAS", "met"])
    ]
    write_tags(verb, tokens, (tokens, np.zeros((3, 1), np.float32)), [(0, 7)], None)
    assert [token.upos for token in tokens] == ["PROPN", "PROPN", "VERB"]


def test_what_was_not_read_keeps_what_the_pack_told_of_it() -> None:
    verb = tags_of(["VERB"], [0])
    tokens = [Token(i, w, w, "ADP", "", -1, "dep", i, i + 1) for i, w in enumerate("ab")]
    write_tags(verb, tokens, (tokens[1:], np.zeros((1, 1), np.float32)), [], None)
    assert [token.upos for token in tokens] == ["ADP", "VERB"]


def test_a_sentence_of_a_vocabulary_has_a_verb() -> None:
    noun = tags_of(["NOUN"], [0])
    segmenter = Segmenter({"访问": 3, "河内": 3}, CHARACTERS)
    segmenter.acts = frozenset({"访问"})
    tokens = [
        Token(i, w, w, "", "", -1, "dep", 2 * i, 2 * i + 2) for i, w in enumerate(["访问", "河内"])
    ]
    write_tags(noun, tokens, (tokens, np.zeros((2, 1), np.float32)), [], segmenter)
    assert [token.upos for token in tokens] == ["VERB", "NOUN"]


def test_every_row_is_asked_however_many_there_are() -> None:
    tags = load_tags(PACKS / "en")
    assert tags is not None
    rows = np.random.default_rng(0).normal(size=(50, len(tags.weight))).astype(np.float32)
    forms = [f"w{n}" for n in range(50)]
    alone = [tags.of(row[None], [form])[0] for row, form in zip(rows, forms, strict=True)]
    assert tags.of(rows, forms) == alone


def test_the_ending_of_a_word_tells_too() -> None:
    tags = tags_of(["NOUN", "VERB"], [0, 0], {"era": [0, 2], "^la": [1, 0]})
    found = tags.of(np.zeros((3, 1), np.float32), ["Enverra", "frontera", "LA"])
    assert [upos for upos, _ in found] == ["NOUN", "VERB", "NOUN"]


def test_packs_without_tags_have_no_file() -> None:
    assert {lang for lang in packs() if load_tags(PACKS / lang) is None} == {"ar", "ja", "ko"}


@pytest.mark.parametrize(
    ("shapes", "labels", "endings"),
    [
        (((3, 2), (2,), (0, 2)), ["upos=NOUN"], []),
        (((3, 2), (1,), (0, 2)), ["upos=NOUN", "upos=VERB"], []),
        (((3, 2), (2,), (0, 1)), ["upos=NOUN", "upos=VERB"], []),
        (((3, 2), (2,), (1, 2)), ["upos=NOUN", "upos=VERB"], []),
        (((3, 2), (2,), (0, 2)), ["Case=_", "Case=Gen"], []),
        (((3, 0), (0,), (0, 0)), [], []),
    ],
)
def test_tags_that_do_not_fit_are_named(
    tmp_path: Path, shapes: tuple[tuple[int, ...], ...], labels: list[str], endings: list[str]
) -> None:
    path = tmp_path / FILE
    numbers = dict(zip(("weight", "bias", "ends"), map(np.zeros, shapes), strict=True))
    words = {"labels": np.array(labels, dtype=str), "endings": np.array(endings, dtype=str)}
    np.savez(path, **numbers, **words)
    with pytest.raises(PackError, match="no tags") as caught:
        load_tags(tmp_path)
    assert caught.value.path == str(path)


@pytest.mark.parametrize("keep", [0, 40, 4000])
def test_a_file_that_holds_no_tags_is_named(tmp_path: Path, keep: int) -> None:
    whole = (PACKS / "vi" / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:keep])
    with pytest.raises(PackError, match="no tags"):
        load_tags(tmp_path)


def test_a_bare_array_holds_no_tags(tmp_path: Path) -> None:
    with (tmp_path / FILE).open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(PackError, match="no tags"):
        load_tags(tmp_path)


@pytest.mark.parametrize("lang", sorted(set(packs()) - {"ar", "ja", "ko"}))
def test_the_tags_of_a_pack_fit_the_encoder(lang: str) -> None:
    tags = load_tags(PACKS / lang)
    assert tags is not None
    assert len(tags.weight) == load_encoder().vectors("a").early.shape[1]


@pytest.mark.parametrize("lang", ["en", "id", "vi"])
def test_what_a_glance_noted_stands_where_tags_change_nothing(lang: str) -> None:
    lexicon = load_lexicon(lang)
    assert lexicon.steady
    for _, text, _ in lexicon.examples[::9]:
        hint = Hints(load_encoder(), text, [Span(0, len(text))]).of(0)
        seen = glance(lexicon, words_of(lexicon, text, 0, []))
        reused = hear(lexicon, seen.tokens, [], hint, seen.classes)
        anew = hear(lexicon, words_of(lexicon, text, 0, []), [], hint)
        assert reused.classes == anew.classes
        assert reused.triggers == anew.triggers
