"""What a form answers to: kin by the tables of a pack, heads of compounds, separable verbs."""

from __future__ import annotations

import pytest

from casus.errors import PackError
from casus.extract.lexicon import load_lexicon
from casus.extract.separable import join_separated
from casus.extract.tokenizing import Words
from casus.extract.wordforms import Wordforms, keys_of, read_wordforms
from casus.yamlfile import YamlFile


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("وستهاجم", "يهاجم"),
        ("قصفت", "قصف"),
        ("غاراتها", "غارة"),
        ("بالانسحاب", "انسحاب"),
        ("ورحّبت", "رحب"),
    ],
)
def test_arabic_words_without_what_leans_on_them(form: str, word: str) -> None:
    assert word in keys_of(form, "ar", load_lexicon("ar").tokenizer.forms)


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("Luftangriffe", "angriff"),
        ("schießt", "schiessen"),
        ("beschossen", "beschiessen"),
        ("anzugreifen", "angreifen"),
        ("boykottierten", "boykottieren"),
    ],
)
def test_german_words_by_lemma_and_head(form: str, word: str) -> None:
    assert word in keys_of(form, "de", load_lexicon("de").tokenizer.forms)


def test_a_german_noun_is_no_verb() -> None:
    forms = load_lexicon("de").tokenizer.forms
    assert "tagen" not in keys_of("Tage", "de", forms)
    assert "schlag" not in keys_of("Vorschlag", "de", forms)


def test_a_verb_and_its_part_are_one_word() -> None:
    tokens = Words("de", Wordforms(cased=True)).tokens("Israel greift seit Tagen Ziele an.", 0)
    join_separated(tokens, frozenset({"an"}), frozenset({"angreifen"}))
    assert "angreifen" in tokens[1].keys
    assert "greifen" not in tokens[1].keys


def test_a_part_that_makes_no_word_of_the_lexicon_is_left() -> None:
    tokens = Words("de", Wordforms()).tokens("Er kommt um drei an.", 0)
    join_separated(tokens, frozenset({"an"}), frozenset({"angreifen"}))
    assert "kommen" in tokens[1].keys


def test_malformed_wordforms_are_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "markers.yaml"
    path.write_text("wordforms: {endings: {a: b}}\n", "utf-8")
    with pytest.raises(PackError, match="endings"):
        read_wordforms(YamlFile(path, PackError))
