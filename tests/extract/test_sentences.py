"""Where sentences and quotations begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.extract.sentences import Span, find_quotes, overlapping, split_sentences, touching


def _told(text: str, lang: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, lang)]


def test_words_after_a_quotation_belong_to_it() -> None:
    text = "“Kami akan membalas,” kata Putin. Moskwa diam."
    assert _told(text, "id") == ["“Kami akan membalas,” kata Putin.", "Moskwa diam."]


def test_sentences_inside_a_quotation_are_sentences() -> None:
    text = '"We will act. And soon," he said. He left.'
    assert _told(text, "en") == ['"We will act.', 'And soon," he said.', "He left."]


def test_a_dateline_stands_alone() -> None:
    assert _told("KAIRO - Mesir menolak.", "id") == ["KAIRO -", "Mesir menolak."]


def test_an_apostrophe_is_no_quotation() -> None:
    assert find_quotes("Russia’s army, Seoul's envoy") == []


def test_curly_and_straight_quotations_are_found() -> None:
    text = 'He said "no" and “never”.'
    assert [text[q.start : q.end] for q in find_quotes(text)] == ['"no"', "“never”"]


def test_a_quotation_within_another_is_no_quotation_of_its_own() -> None:
    text = "“He said «no» and 'never' and “yes”.” “So”"
    assert [text[q.start : q.end] for q in find_quotes(text)] == [
        "“He said «no» and 'never' and “yes”",
        "“So”",
    ]


@pytest.mark.parametrize("kept", [0, 10_000])
def test_what_is_remembered_of_a_text_cannot_be_changed(
    monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr("casus.extract.sentences.KEPT", kept)
    first = split_sentences("War. Peace?", "en")
    first.clear()
    assert len(split_sentences("War. Peace?", "en")) == 2


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from('Ab c.,"“”’-\n?!é1'), max_size=120))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    spans = split_sentences(text, "en")
    assert all(a.end <= b.start for a, b in pairwise(spans))
    told = "".join("".join(text[s.start : s.end].split()) for s in spans)
    assert told == "".join(text.split())


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(0, 60), st.integers(0, 9))
def test_those_that_touch_are_found_without_asking_all(
    steps: list[int], start: int, length: int
) -> None:
    places = [sum(steps[:n]) for n in range(len(steps) + 1)]
    spans = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False) if a < b]
    span = Span(start, start + length + 1)
    common = [n for n, s in enumerate(spans) if s.start < span.end and s.end > span.start]
    assert list(overlapping(spans, span.start, span.end)) == common
    near = [n for n, s in enumerate(spans) if s.start <= span.end + 2 and s.end + 2 >= span.start]
    assert list(touching(spans, span)) == near
