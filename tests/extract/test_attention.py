"""Which sentences are read, and the words of which are tagged."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import pytest

from casus.extract.attention import Staged, wanting_tags
from casus.extract.encoder import LABELS, Floats, Hint
from casus.extract.explain import NOT_READ, SILENT, explain
from casus.extract.sentences import find_quotes
from casus.extract.statements import read_statements
from casus.extract.tokens import Token
from casus.model import Article

Stage = Callable[..., list[Staged]]

DULL = "The harvest was good."
TELLING = "The army attacked the town."


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
def test_what_may_tell_is_read_within_reach_of_a_name(
    staged: Stage, text: str, read: list[int]
) -> None:
    assert [s.number for s in staged(text)] == read


@pytest.mark.parametrize(("lang", "bare"), [("en", True), ("ko", False)])
def test_words_have_no_tags_yet_where_particles_do_not_tell_them(
    staged: Stage, lang: str, bare: bool
) -> None:
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
    monkeypatch: pytest.MonkeyPatch, staged: Stage, word: str, tagged: list[bool]
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


def _row(likely: float) -> Floats:
    """What is heard in a word that tells an attack so likely, else nothing."""
    row = np.full(len(LABELS), -9.0, np.float32)
    row[0], row[LABELS.index("ASSAULT")] = math.log(1.0 - likely), math.log(likely)
    return row


@pytest.mark.parametrize(
    ("around", "again", "limit"),
    [(None, False, 0.2), (0.5, False, 0.2), (0.3, False, 0.5), (0.3, True, 0.2)],
)
def test_words_are_tagged_where_something_may_be_heard(
    around: float | None, again: bool, limit: float
) -> None:
    token = Token(0, "word", "word", "", "", -1, "root", 0, 4)

    def may_tell(likely: float) -> bool:
        told = {(0, 4): _row(likely)}
        hint = Hint(cast(Any, None), cast(Any, None), 0, told=told, around=around)
        return hint.may_tell([token], again)

    assert not may_tell(limit - 0.01)
    assert may_tell(limit + 0.01)


def test_what_tells_it_again_in_the_same_words_is_tagged(
    monkeypatch: pytest.MonkeyPatch, staged: Stage
) -> None:
    """Of two sentences in which little is heard, the one that has a word of the first."""
    monkeypatch.setattr("casus.extract.attention.hears", lambda *_: False)
    found = staged("Iran attacked Iraq. Iran attacked a town. Iran bombed a village.")
    hints = []
    for n, one in enumerate(found):
        told = {
            (t.start, t.end): _row(0.99 if (n, t.form) == (0, "attacked") else 0.3)
            for t in one.heard.tokens
        }
        hints.append(Hint(cast(Any, None), cast(Any, None), 0, told=told, around=0.3))
    assert wanting_tags(found, hints, []) == [True, True, False]
