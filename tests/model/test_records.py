"""Records go out as plain data and come back as they were."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.model import MODES, STATUSES, TYPES, Article, Event, Reading, Retelling, Statement
from casus.model.rows import rows_of, to_arrow

codes = st.lists(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=12), max_size=4
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(TYPES))
    mode = draw(st.sampled_from((None, *MODES.get(kind, ()))))
    return Event.of(kind, draw(codes), draw(codes), mode)


@st.composite
def retellings(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Retelling:
    quote, start = draw(text), draw(st.integers(0, 10**6))
    return Retelling(quote, start, start + len(quote))


@st.composite
def statements(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Statement:
    quote = draw(text)
    start = draw(st.integers(0, 10**6))
    return Statement(
        quote=quote,
        start=start,
        end=start + len(quote),
        event=draw(events()),
        content=draw(st.none() | events()),
        condition=draw(st.none() | events()),
        speaker=tuple(draw(codes)),
        status=draw(st.sampled_from(STATUSES)),
        rule=draw(st.text(max_size=20)),
        also=tuple(draw(st.lists(retellings(text), max_size=2))),
    )


anything = st.text(st.characters(), max_size=60)
"""Lone halves of surrogate pairs included: a text read from JSON may hold them."""


@given(statements(anything))
def test_a_statement_comes_back_as_it_went_out(statement: Statement) -> None:
    record = json.loads(json.dumps(statement.as_dict()))
    assert Statement.from_dict(record) == statement


@given(events())
def test_an_event_comes_back_as_it_went_out(event: Event) -> None:
    assert Event.from_dict(event.as_dict()) == event


@settings(deadline=None)  # the first example loads Arrow
@given(st.lists(statements(anything), max_size=4), anything)
def test_every_reading_has_rows_in_the_columns_of_the_table(
    found: list[Statement], text: str
) -> None:
    reading = Reading(Article("a", "a.html", text, "en"), tuple(found))
    table = reading.to_arrow()
    assert table.num_rows == len(found)
    assert table.column("start").to_pylist() == [s.start for s in found]
    assert table.column("actor").to_pylist() == [list(s.event.actor) for s in found]
    assert [len(quote) for quote in table.column("quote").to_pylist()] == [
        len(s.quote) for s in found
    ]
    for name, rows in rows_of(reading).items():
        assert to_arrow(rows, name).num_rows == len(rows)


def test_a_quote_that_its_offsets_do_not_span_is_refused() -> None:
    with pytest.raises(ValueError, match="do not span"):
        Statement("words", 0, 4, Event("AID"))


def test_a_mode_belongs_to_its_type() -> None:
    with pytest.raises(ValueError, match="does not belong to CONSULT"):
        Event("CONSULT", mode="military")


def test_a_reading_turns_into_frames() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    quote = "Iran warned Iraq"
    statement = Statement(quote, 0, 16, Event.of("THREATEN", ["IRN"], ["IRQ"]))
    reading = Reading(Article("a", "a.html", quote, "en"), (statement,))
    assert list(reading.to_pandas()["type"]) == ["THREATEN"]
    assert reading.to_polars()["recipient"].to_list() == [["IRQ"]]
    assert Reading(Article("a", "a.html", quote, "en")).to_pandas().empty
