"""Which sentences are read, and the words of which are tagged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from casus.extract.attention import (
    Staged,
    listen_around,
    wanting_tags,
    within_reach,
    worth_reading,
)
from casus.extract.encoder import Hint, load_encoder
from casus.extract.explain import NOT_READ, SILENT, explain
from casus.extract.lexicon import load_lexicon
from casus.extract.sentences import find_quotes, split_sentences
from casus.extract.statements import draft_article, read_statements
from casus.model import Article
from casus.names import Names

DULL = "The harvest was good."
TELLING = "The army attacked the town."


def staged(text: str, lang: str = "en") -> list[Staged]:
    sentences = split_sentences(text, lang)
    names, quotes = Names.of(lang).find(text), find_quotes(text)
    near = within_reach(sentences, names, quotes)
    at_hand = {n: span for n, span in enumerate(sentences) if n in near}
    return worth_reading(load_lexicon(lang), text, at_hand, names, quotes)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"Iran is a country. {DULL} {DULL} {DULL} {TELLING}", [0, 4]),
        (f"Iran is a country. {DULL} {DULL} {DULL} {DULL} {TELLING}", [0]),
        (f"{TELLING} Iran is a country.", [0, 1]),
        (f"{TELLING} {DULL} Iran is a country.", [2]),
        (f"Iran attacked Iraq. {DULL} {DULL}", [0, 1]),
        (f'Iran said: "{DULL} {DULL} {DULL} {DULL} {TELLING}"', [0, 4]),
        (f'{DULL} "{DULL} {DULL} {DULL} {DULL} {TELLING}"', []),
    ],
)
def test_what_may_tell_is_read_within_reach_of_a_name(text: str, read: list[int]) -> None:
    assert [s.number for s in staged(text)] == read


@pytest.mark.parametrize(("lang", "bare"), [("en", True), ("ko", False)])
def test_words_have_no_tags_yet_where_particles_do_not_tell_them(lang: str, bare: bool) -> None:
    text = {"en": "Iran attacked Iraq.", "ko": "이란이 이라크를 공격했다."}[lang]
    assert [s.bare for s in staged(text, lang)] == [bare]


class Ear:
    """A hint that hears something in the sentences with a word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def may_tell(self, tokens: Sequence[object]) -> bool:
        return any(getattr(token, "form", "") == self.word for token in tokens)

    def types(self, tokens: Sequence[object]) -> list[None]:
        return [None for _ in tokens]


@pytest.mark.parametrize(
    ("word", "tagged"),
    [("attacked", [True, True, False, False]), ("town", [False, False, False, False])],
)
def test_who_speaks_is_tagged_where_something_is_heard_in_the_quotation(
    monkeypatch: pytest.MonkeyPatch, word: str, tagged: list[bool]
) -> None:
    text = f'Iran said: "It is sunny. We attacked Iraq." {DULL} {DULL} Iraq said: "It is fine."'
    monkeypatch.setattr("casus.extract.attention.hears", lambda *_: False)
    found = staged(text)
    hints = [cast(Hint, Ear(word)) for _ in found]
    assert wanting_tags(found, hints, find_quotes(text)) == tagged


@pytest.mark.parametrize(
    "text",
    [
        'President Putin said: "The day is fine. We attacked Ukraine and took the town."',
        "Putin and Kim were in Pyongyang on Tuesday. They signed a defence treaty.",
    ],
)
def test_what_is_told_near_a_name_is_read(text: str) -> None:
    assert read_statements(Article("a", "a", text, "en"))


def test_explaining_shows_the_words_of_what_was_not_read_and_why() -> None:
    text = f"{TELLING} {DULL} The river rises in Iraq."
    lines = list(explain(Article("a", "a", text, "en")))
    assert f"  {NOT_READ}" in lines
    assert f"  {SILENT}" in lines
    assert any(line.split()[1:2] == ["river"] for line in lines)


class Loud:
    """A hint that has heard something in its sentence, more or less."""

    def __init__(self, likely: float) -> None:
        self.likely = likely
        self.around: float | None = None

    def loudest(self, _: Sequence[object]) -> float:
        return self.likely


@pytest.mark.parametrize(
    ("text", "heard", "around"),
    [
        ("Iran attacked Iraq.", [0.9], [None]),
        ("Iran attacked Iraq. Iraq met Iran.", [0.9, 0.5], [0.5, 0.9]),
        (f"Iran attacked Iraq. {DULL} Iraq met Iran.", [0.9, 0.1, 0.5], [0.3, 0.7, 0.5]),
    ],
)
def test_each_sentence_knows_how_much_is_heard_around_it(
    text: str, heard: list[float], around: list[float | None]
) -> None:
    found, sentences = staged(text), split_sentences(text, "en")
    hints = [Loud(likely) for likely in heard]
    listen_around(found, cast(list[Hint | None], hints), range(len(sentences)))
    assert [hint.around and round(hint.around, 9) for hint in hints] == around


def test_what_is_not_staged_is_silent() -> None:
    text = f"Iran is a country. {DULL} {DULL} Iran attacked Iraq."
    found, hints = staged(text), [Loud(0.5), Loud(0.9)]
    assert [s.number for s in found] == [0, 3]
    listen_around(found, cast(list[Hint | None], hints), range(4))
    assert [hint.around for hint in hints] == [pytest.approx(0.9 / 3), pytest.approx(0.5 / 3)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Iran attacked Iraq. Iraq attacked Iran."),
        ("ar", "هاجمت إيران العراق. هاجم العراق إيران."),
        ("ko", "이란이 이라크를 공격했다. 이라크가 이란을 공격했다."),
        ("ja", "イランがイラクを攻撃した。イラクがイランを攻撃した。"),
    ],
)
def test_what_is_heard_around_is_known_in_every_language(lang: str, text: str) -> None:
    article = Article("a", "a", text, lang)
    drafts = [d for one in draft_article(article, encoder=load_encoder()) for d in one.drafts]
    around = [draft.hint.around for draft in drafts if draft.hint]
    assert len(around) == 2
    assert min(a for a in around if a is not None) > 0.5
