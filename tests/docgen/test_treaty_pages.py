"""The pages of the book: one an instrument, all that it says, links that lead somewhere."""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

import pytest

from casus.book import load_book
from casus.book.schema import WHEN
from casus.model.law import STRENGTHS

pytest.importorskip("mkdocs")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "docgen"))

import hook
import measure
import words

BOOK = load_book()
PAGES = hook.pages()


def test_every_instrument_has_a_page_and_no_two_share_one() -> None:
    wanted = {f"treaties/{name}.md" for name in BOOK.treaties}
    wanted |= {f"measures/{measure.file_name(m)}" for m in BOOK.measures.values()}
    lists = {"treaties/index.md", "treaties/kinds.md", "treaties/states.md", "measures/index.md"}
    assert set(PAGES) == wanted | lists
    assert len(wanted) == len(BOOK.treaties) + len(BOOK.measures)


def test_every_test_trigger_and_strength_has_its_words() -> None:
    told = set(words.TESTS)
    assert {*WHEN, "ally", "against"} <= told
    assert all(words.head(c) for t in BOOK.treaties.values() for c in t.clauses)
    assert set(words.SILENT) | set(words.STRENGTHS) >= STRENGTHS


@pytest.mark.parametrize("name", sorted(BOOK.treaties))
def test_a_page_says_what_the_file_says(name: str) -> None:
    treaty, text = BOOK.treaties[name], PAGES[f"treaties/{name}.md"]
    assert text.startswith(f"# {treaty.title}\n")
    for party in treaty.parties:
        assert words.name(party.state) in text
        assert not str(party.end) or str(party.end) in text or "not known" in text
        assert party.note.replace("|", "\\|") in text
    for clause in treaty.clauses:
        assert clause.substance in text
        assert clause.article in text or clause.article in "-?"
        assert clause.source in text
        assert all(condition in text for condition in clause.conditions)
        assert all(str(row["says"])[1:] in text for row in clause.readings)
    for row in treaty.competing:
        assert f"{row['what']}: {row.get('date') or 'open'}" in text


def test_links_between_pages_lead_somewhere() -> None:
    anchors = set(re.findall(r"\{: #(\w+) \}", PAGES["treaties/states.md"]))
    for place, text in PAGES.items():
        for target in re.findall(r"\]\(([^)]+)\)", text):
            file, _, anchor = target.partition("#")
            whole = Path("/docs", place).parent.joinpath(file).resolve().relative_to("/docs")
            assert str(whole) in PAGES or str(whole) == "book.md", (place, target)
            assert not anchor or anchor in anchors, (place, target)


def test_no_key_of_a_file_is_left_in_the_words() -> None:
    for place, text in PAGES.items():
        body = re.sub(r"`[^`]*`|```.*?```|\]\([^)]*\)", "", text, flags=re.DOTALL)
        assert not re.search(r"\bNone(?! \w)|\{'|fellow_party|<\w+>", body), place


def test_cases_stand_on_the_pages_of_the_instruments_that_they_name() -> None:
    text = PAGES["treaties/csto.md"]
    assert "## Questions among the cases" in text
    assert "Georgia 2008 had left the pact" in text


def test_the_same_book_gives_the_same_pages() -> None:
    assert hook.pages() == PAGES


def test_examples_of_the_words_run() -> None:
    assert doctest.testmod(words).failed == 0
