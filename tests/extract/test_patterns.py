"""Patterns of words: what an index of them finds, and in which order."""

from __future__ import annotations

import pytest

from casus.extract.patterns import Classes, Index
from casus.extract.tokens import Token

CLASSES = Classes({"arms": ["rockets", "cruise missiles"]})


def tokens(text: str) -> list[Token]:
    """The words of a text; where an entry of the class begins they know it."""
    words = text.split()
    out = [
        Token(n, word, word, "", "", -1, "dep", 0, 0, frozenset({word}))
        for n, word in enumerate(words)
    ]
    for n, word in enumerate(words):
        if word == "rockets":
            out[n].runs = {"<arms>": (1,)}
        if words[n : n + 2] == ["cruise", "missiles"]:
            out[n].runs = {"<arms>": (2,)}
    return out


def found(patterns: list[str], text: str, at: int = 0) -> list[tuple[str, tuple[int, ...]]]:
    index: Index[str] = Index(CLASSES)
    for pattern in patterns:
        index.add(pattern, pattern)
    return [(value, taken) for taken, _, value in index.at(tokens(text), at)]


@pytest.mark.parametrize(
    ("pattern", "text", "taken"),
    [
        ("send", "send rockets", [(0,)]),
        ("Send", "send rockets", [(0,)]),
        ("send rockets", "send rockets", [(0, 1)]),
        ("send rockets", "send more rockets", []),
        ("send ~ rockets", "send two hundred more rockets", [(0, 4)]),
        ("send ~ rockets", "send a b c d e rockets", []),
        ("send ~ <arms>", "send some cruise missiles", [(0, 2, 3)]),
        ("<arms> landed", "cruise missiles landed", [(0, 1, 2)]),
        ("<arms> landed", "rockets landed", [(0, 1)]),
        ("<arms> ~ on {N}town", "rockets fell on town", [(0, 2, 3)]),
        ("send ~", "send rockets", [(0,)]),
        ("send {V}rockets", "send rockets", [(0, 1)]),
    ],
)
def test_a_pattern_takes_its_words(pattern: str, text: str, taken: list[tuple[int, ...]]) -> None:
    assert [t for _, t in found([pattern], text)] == taken


def test_patterns_come_in_the_order_of_the_pack() -> None:
    patterns = ["send ~ rockets", "send", "send rockets", "send <arms>"]
    assert [value for value, _ in found(patterns, "send rockets")] == patterns
    assert [value for value, _ in found(patterns[::-1], "send rockets")] == patterns[::-1]


def test_a_pattern_begins_where_its_first_word_stands() -> None:
    assert found(["rockets"], "send rockets") == []
    assert found(["rockets"], "send rockets", at=1) == [("rockets", (1,))]


@pytest.mark.parametrize(("pattern", "error"), [("<ships> sank", KeyError), ("", ValueError)])
def test_what_cannot_be_a_pattern_is_refused_when_it_is_entered(
    pattern: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        Index(CLASSES).add(pattern, "")
