"""A ledger answers in SQL, and sees nothing but itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from casus.errors import InputError
from casus.ledger import Ledger
from casus.model import Reading

Make = Callable[..., Reading]


@pytest.fixture
def ledger(tmp_path: Path, reading: Make) -> Ledger:
    ledger = Ledger(tmp_path / "kept")
    ledger.add([reading("a"), reading("b", actor="CHN"), reading("c", "<b>Iran</b> warned Iraq.")])
    return ledger


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT content FROM read_text('{file}')",
        "SELECT * FROM glob('{folder}/*')",
        "COPY statements TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/out.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM read_parquet('{kept}')",
        "SELECT * FROM a_variable_of_the_caller",
    ],
)
def test_a_query_sees_no_other_file(ledger: Ledger, tmp_path: Path, query: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nhidden\n")
    a_variable_of_the_caller = pa.table({"word": ["hidden"]})
    assert a_variable_of_the_caller.num_rows == 1
    kept = ledger.parts("articles")[0]
    with pytest.raises(InputError, match="query:"):
        ledger.sql(query.format(file=secret, folder=tmp_path, kept=kept))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "secret.csv"]


def test_a_query_changes_nothing_that_is_kept(ledger: Ledger) -> None:
    with pytest.raises(InputError):
        ledger.sql("DELETE FROM statements")
    ledger.sql("DROP VIEW statements; SELECT 1")
    assert len(ledger.statements()) == 3


def test_a_wrong_query_is_told_in_duckdbs_words(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="syntax error"):
        ledger.sql("SELEC 1")
    with pytest.raises(InputError, match="gives no rows"):
        ledger.sql("-- nothing is asked")


def test_the_tables_hold_what_the_readings_said(ledger: Ledger) -> None:
    counts = ledger.sql(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM statements), "
        "(SELECT count(*) FROM mentions), (SELECT count(*) FROM checks)"
    )
    assert counts.rows == [(3, 3, 3, 3)]
    row = ledger.statements(article="a").dicts()[0]
    assert (row["type"], row["actor"], row["recipient"]) == ("THREATEN", ["RUS"], ["WEST"])
    assert (row["content_type"], row["content_mode"]) == ("AID", "military")
    assert (row["condition_actor"], row["condition_recipient"]) == (["WEST"], ["UKR"])
    assert row["published"].isoformat() == "2024-06-22"


def test_every_quote_stands_where_the_offsets_say(ledger: Ledger) -> None:
    rows = ledger.sql(
        'SELECT quote, substr(text, start + 1, "end" - start) AS words '
        "FROM statements JOIN articles USING (reading)"
    )
    assert len(rows) == 3
    assert all(quote == words for quote, words in rows.rows)


def test_statements_are_narrowed_by_what_they_say(ledger: Ledger) -> None:
    assert [row["article"] for row in ledger.statements(actor="CHN").dicts()] == ["b"]
    assert len(ledger.statements(type="THREATEN", recipient="WEST", status="actual")) == 3
    assert len(ledger.statements(type="AID")) == 0
    with pytest.raises(InputError, match="no 'colour': one of type"):
        ledger.statements(colour="red")


def test_rows_come_in_the_same_order_each_time(tmp_path: Path, reading: Make) -> None:
    ledger = Ledger(tmp_path / "many")
    ledger.add(reading(f"d{n}") for n in range(3_000))
    answers = {str(ledger.sql("SELECT article FROM articles", 50).rows) for _ in range(5)}
    assert len(answers) == 1


def test_an_empty_ledger_has_empty_tables(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "none")
    assert len(ledger) == 0
    assert ledger.statements().columns[:3] == ["id", "article", "reading"]
    assert not (tmp_path / "none").exists()


def test_a_ledger_turns_into_frames(ledger: Ledger) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    assert ledger.arrow("checks").num_rows == 3
    assert list(ledger.to_pandas()["article"]) == ["a", "b", "c"]
    assert ledger.to_polars("articles")["article"].to_list() == ["a", "b", "c"]
    with pytest.raises(InputError, match="table 'verbs': a ledger has articles"):
        ledger.arrow("verbs")


def test_in_a_notebook_the_words_of_a_text_are_no_markup(ledger: Ledger) -> None:
    html = ledger.statements()._repr_html_()
    assert "&lt;b&gt;Iran&lt;/b&gt;" in html
    assert "<b>Iran" not in html
    assert "3 articles, 3 statements" in ledger._repr_html_()
