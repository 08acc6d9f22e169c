"""A sentence that can tell no event has no tags; one that may tell an event has."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.extract.encoder import Hint, load_encoder
from casus.extract.glance import glance
from casus.extract.lexicon import load_lexicon
from casus.extract.sentences import split_sentences
from casus.extract.statements import draft_article, read_statements
from casus.extract.tokens import Token
from casus.model import Article

DAY = dt.date(2024, 6, 21)


def article(text: str, lang: str) -> Article:
    return Article(lang, lang, text, lang, None, DAY, "given")


def words(text: str) -> list[Token]:
    drafted = draft_article(article(text, "en"), encoder=load_encoder())
    return [token for one in drafted for token in one.scene.tokens]


@pytest.mark.parametrize(
    ("lang", "dull", "telling"),
    [
        ("en", "The river Moldau rises in the hills.", "Russia bombed Kharkiv."),
        ("id", "Sungai itu berhulu di pegunungan.", "Rusia mengebom Kharkiv."),
        ("es", "El río nace en la sierra.", "Rusia bombardeó Járkov."),
        ("zh", "这条河发源于山区。", "俄罗斯轰炸了哈尔科夫。"),
    ],
)
def test_only_what_may_tell_is_tagged(lang: str, dull: str, telling: str) -> None:
    lexicon = load_lexicon(lang)
    seen = [glance(lexicon, lexicon.tokenizer.tokens(text, 0)) for text in (dull, telling)]
    assert [one.may_tell for one in seen] == [False, True]


@pytest.mark.parametrize(
    ("lang", "text"), [("de", "Berlin greift ein."), ("fr", "Ils se retirent.")]
)
def test_a_glance_leaves_words_as_they_are_where_tags_may_make_others_of_them(
    lang: str, text: str
) -> None:
    lexicon = load_lexicon(lang)
    tokens = lexicon.tokenizer.tokens(text, 0)
    keys = [token.keys for token in tokens]
    assert glance(lexicon, tokens).tokens is not tokens
    assert [token.keys for token in tokens] == keys


@pytest.mark.parametrize("heard", [False, True])
def test_what_the_encoder_is_sure_to_tell_nothing_is_not_tagged(
    monkeypatch: pytest.MonkeyPatch, heard: bool
) -> None:
    monkeypatch.setattr(Hint, "may_tell", lambda *_: heard)
    monkeypatch.setattr("casus.extract.attention.hears", lambda *_: heard)
    assert any(token.upos for token in words("Iran bombed Iraq.")) is heard


def test_what_is_heard_is_told_though_the_pack_knows_no_word_for_it() -> None:
    text = "Malawi handed Mozambique a battalion for the Nacala line in the following April."
    [statement] = read_statements(article(text, "en"))
    assert (statement.event.type, statement.event.actor) == ("AID", ("MWI",))
    assert "heard_aid" in statement.rule


def test_names_of_a_dull_sentence_are_remembered() -> None:
    [statement] = read_statements(article("Iraq lies by a river. Iran bombed it.", "en"))
    assert (statement.event.actor, statement.event.recipient) == (("IRN",), ("IRQ",))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Russia bombed Kharkiv. They crept home. It rained.", [True, True, False]),
        ("It rained. Russia bombed Kharkiv.", [False, True]),
        ("The river rises in Iraq. It is wide.", [True, False]),
    ],
)
def test_what_stands_behind_an_act_is_read_though_it_names_nobody(
    text: str, read: list[bool]
) -> None:
    spans = [one.scene.span for one in draft_article(article(text, "en"))]
    assert [any(s.holds(span.start) for s in spans) for span in split_sentences(text, "en")] == read


def test_what_they_then_do_is_told_though_nobody_is_named() -> None:
    text = "Morocco accused Spain of treachery. Its ambassador was ordered home the next day."
    assert [(s.event.type, s.event.actor) for s in read_statements(article(text, "en"))] == [
        ("ACCUSE", ("MAR",)),
        ("SANCTION", ("MAR",)),
    ]


@pytest.mark.parametrize(
    ("lang", "text", "record"),
    [
        ("es", "Irán suministró misiles a Rusia.", ("AID", ("IRN",), ("RUS",))),
        ("ru", "Индонезия призвала Израиль прекратить огонь.", ("REQUEST", ("IDN",), ("ISR",))),
    ],
)
def test_a_name_is_no_verb(
    lang: str, text: str, record: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    [statement] = read_statements(article(text, lang))
    event = statement.event
    assert (event.type, event.actor, event.recipient) == record


def test_even_if_opens_no_condition() -> None:
    text = "China will not attack Taiwan even if Japan arms it."
    statements = read_statements(article(text, "en"))
    assert "ASSAULT" in {s.event.type for s in statements}
    assert all(s.condition is None for s in statements)


def test_and_joins_two_deeds() -> None:
    text = "Londres déplore les pertes et demande à Israël de lever son blocus."
    types = {s.event.type for s in read_statements(article(text, "fr"))}
    assert "REQUEST" in types
