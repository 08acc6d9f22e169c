"""Which sentences are read, and which of them are tagged."""

from __future__ import annotations

import pytest

from casus.extract.encoder import Hint
from casus.extract.lexicon import load_lexicon
from casus.extract.sentences import find_quotes, split_sentences
from casus.extract.staging import Staged, stage, wanting_tags
from casus.names import Names

DULL = "The harvest was good."
TELLING = "The army attacked the town."


def staged(text: str, *, whole: bool = False) -> list[Staged]:
    sentences = dict(enumerate(split_sentences(text, "en")))
    names = Names.of("en").find(text)
    return stage(load_lexicon("en"), text, sentences, names, find_quotes(text), whole=whole)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"Iran attacked Iraq. {DULL} {DULL} {TELLING}", [0, 1, 3]),
        (f"Iran attacked Iraq. {DULL} {DULL} {DULL} {TELLING}", [0, 1]),
        (f"Iran attacked Iraq. {DULL} {TELLING} {DULL} {DULL} {TELLING}", [0, 1, 2, 5]),
        (f"{TELLING} Iran attacked Iraq.", [0, 1]),
        (f"{TELLING} {DULL} Iran attacked Iraq.", [2]),
        (f"Iran is a country. {TELLING}", [0]),
    ],
)
def test_a_sentence_without_a_name_is_read_within_reach_of_one_that_tells(
    text: str, read: list[int]
) -> None:
    assert [s.number for s in staged(text)] == read


def test_all_sentences_are_staged_where_the_whole_is_asked_for() -> None:
    assert [s.number for s in staged(f"{DULL} {TELLING}", whole=True)] == [0, 1]


@pytest.mark.parametrize(("heard", "tagged"), [(True, [True, True]), (False, [False, False])])
def test_who_says_a_quotation_is_tagged_where_something_is_heard_in_it(
    monkeypatch: pytest.MonkeyPatch, heard: bool, tagged: list[bool]
) -> None:
    text = 'Iran said: "It is sunny. We attacked Iraq."'
    monkeypatch.setattr(Hint, "may_tell", lambda *_: heard)
    monkeypatch.setattr("casus.extract.staging.hears", lambda *_: False)
    found = staged(text)
    hints = [object.__new__(Hint) for _ in found]
    assert wanting_tags(found, hints, find_quotes(text)) == tagged
