"""What a notebook shows: the words as they are, and nothing of them as markup."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from casus.model import (
    Article,
    Check,
    Cut,
    Event,
    Finding,
    Mention,
    NotFired,
    Outcome,
    Reading,
    Statement,
)
from casus.model.show import MAX_ROWS, table_html

TAGS = {"p", "b", "br", "table", "tr", "th", "td"}


class Parts(HTMLParser):
    """The tags and the text of a piece of html."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert attrs == []
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data + " "


def reading_of(words: str) -> Reading:
    statement = Statement(
        words, 0, len(words), Event.of("THREATEN", ["RUS"], ["WEST"]),
        content=Event.of("AID", ["RUS"], ["PRK"], "military"), status="possible",
    )  # fmt: skip
    return Reading(
        Article("a", words, words, "en", words, dt.date(2024, 6, 22), "json-ld",
                (Cut(len(words) + 1, 2 * len(words) + 1, words, words),)),
        (statement,),
        (Mention(words, 0, len(words), "nato", "5"),),
        (Check(words, words, "partly", words),),
        (words,),
    )  # fmt: skip


def outcome_of(words: str) -> Outcome:
    finding = Finding(
        "CHN", "chn_prk_1961", words, "must_military", words, "PRK", "KOR", 1, (words,)
    )
    return Outcome(
        "2024-06-21", {"kind": "attack", "attacker": words}, obliged=(finding,),
        not_obliged=(NotFired("RUS", "rus_prk_2024", "4", words, "in_force"),), notes=(words,),
    )  # fmt: skip


@given(st.text(st.sampled_from("<>&\"'/ ab;=!-\n"), min_size=1, max_size=40))
def test_no_word_of_a_text_becomes_a_tag(words: str) -> None:
    reading = reading_of(words)
    for shown in (reading, reading.statements[0], outcome_of(words)):
        assert Parts(shown._repr_html_()).tags <= TAGS


def test_a_reading_shows_its_parts() -> None:
    text = Parts(reading_of("Putin warned the West")._repr_html_()).text
    for words in (
        "2024-06-22 (json-ld)", "language en", "THREATEN", "RUS → WEST", "AID/military RUS → PRK",
        "possible", "the article", "nato", "partly", "cut: Putin warned", "note: Putin warned",
    ):  # fmt: skip
        assert words in text


def test_a_reading_without_statements_says_so() -> None:
    reading = Reading(Article("a", "a.html", "Weather.", "und"))
    text = Parts(reading._repr_html_()).text
    assert "no date (none)" in text
    assert "No statements." in text


def test_an_outcome_shows_who_is_bound_and_that_it_is_no_forecast() -> None:
    text = Parts(outcome_of("II")._repr_html_()).text
    for words in ("obliged", "CHN", "chn_prk_1961", "must_military", "duties, not forecasts",
                  "1 clause did not fire"):  # fmt: skip
        assert words in text
    assert "discretionary" not in text


def test_an_outcome_that_binds_nobody_says_so() -> None:
    text = Parts(Outcome("2024-06-21", {"kind": "attack"})._repr_html_()).text
    assert "No clause of the book binds anyone" in text


def test_a_long_table_counts_what_it_leaves_out() -> None:
    html = table_html(["n"], [[str(n)] for n in range(MAX_ROWS + 7)])
    assert html.count("<tr>") == MAX_ROWS + 1
    assert html.endswith("<p>7 more</p>")
