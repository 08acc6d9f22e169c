"""Comments at the end of a text: cut where two things speak for them, kept out of nothing else."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.read.reader import read_article, read_inputs
from casus.read.tail import find_tail, is_date_line

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "Envoys meet in Ankara\n" + "\n".join(
    f"Envoys of Ethiopia and Somalia met for the {n} time in Ankara and agreed to talk again."
    for n in ("first", "second", "third", "fourth")
)
INDONESIAN = "Utusan bertemu di Ankara\n" + "\n".join(
    f"Utusan Etiopia dan Somalia bertemu untuk {n} kalinya di Ankara dan sepakat berunding lagi."
    for n in ("pertama", "kedua", "ketiga", "keempat")
)


@pytest.mark.parametrize(
    ("lang", "tail"),
    [
        ("en", "ann\nJuly 22, 2024 @ 7:15 pm\nGreat read."),
        ("en", "Ann Miller says:\nJuly 22, 2024 at 7:15 pm\nGreat read."),
        ("en", "Ann\n2 hours ago\nGreat read."),
        ("en", "3 Comments\nAnn\nJuly 22, 2024\nGreat read."),
        ("en", "July 22, 2024\nСпасибо за статью, очень интересно было читать.\nReply"),
        ("id", "Budi\nRabu, 3 Juli 2024 pukul 09.12\nMantap.\nBalas"),
        ("id", "cheap4u\nBest prices for watches and loans, visit our web site today my friends."),
        ("id", "Komentar (2)\nBudi\n3 Juli 2024\nMantap."),
    ],
)
def test_a_comment_is_cut_from_the_end(lang: str, tail: str) -> None:
    article = {"en": ENGLISH, "id": INDONESIAN}[lang]
    read = read_article(f"{article}\n{tail}\n", kind="text")
    assert read.text == article
    assert [cut.text for cut in read.cut] == [tail]
    assert read.cut[0].reason.startswith("comment: ")
    assert read.published is None


@pytest.mark.parametrize(
    "ending",
    [
        "Ann Miller",
        "July 22, 2024",
        "Ann Miller\nJuly 22, 2024",
        "A day to remember\nOn 5 May 2024 the two presidents met again and signed the treaty.",
        "The statement in full\n«Стороны договорились продолжить переговоры осенью в Женеве.»",
        "What comes next\nBoth sides will meet in September, in the presence of the mediators.",
    ],
)
def test_a_signature_a_date_or_a_foreign_quotation_is_kept(ending: str) -> None:
    text = f"{ENGLISH}\n{ending}"
    assert read_article(text, kind="text").text == text


def test_a_byline_above_the_article_is_no_comment() -> None:
    text = "Envoys meet\nAnn Miller\nJuly 22, 2024\n" + ENGLISH
    assert find_tail(text, "en") is None


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("July 22, 2024 @ 7:15 pm", "en"),
        ("Rabu, 3 Juli 2024 pukul 09.12", "id"),
        ("Sabtu, 22 Juni 2024 10:10 WIB", "id"),
        ("22.06.2024 в 10:10", "ru"),
        ("2024年6月22日 10:10", "ja"),
        ("22/06/2024", "en"),
    ],
)
def test_a_date_with_its_time_is_a_date_line(line: str, lang: str) -> None:
    assert is_date_line(line, lang)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")))
@settings(max_examples=150, deadline=None)
def test_a_text_is_a_prefix_of_what_was_given_and_cuts_are_its_rest(text: str) -> None:
    given_text = ENGLISH + "\n" + text
    article = read_article(given_text, kind="text")
    assert given_text.startswith(article.text)
    for cut in article.cut:
        assert given_text[cut.start : cut.end] == cut.text
        assert cut.start >= len(article.text)


def test_the_seed_loses_its_comment_and_nothing_else(shared: Path) -> None:
    (path,) = sorted((shared / "seed").glob("*.txt"))
    article = read_article(path)
    assert article.text.endswith("katanya.")
    assert len(article.cut) == 1
    assert article.cut[0].text.startswith("pxhs\nJuly 22, 2024")
    assert (article.lang, article.published) == ("id", None)


def test_nothing_is_cut_from_passages_without_comments(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "gold" / "train").glob("*.jsonl")):
        ours = tmp_path / path.name
        with path.open(encoding="utf-8") as lines:
            kept = [line for line in lines if not _held_out(json.loads(line)["id"])]
        ours.write_text("".join(kept), encoding="utf-8")
        articles = list(read_inputs([str(ours)]))
        assert len(articles) == len(kept)
        assert sum(bool(article.cut) for article in articles) == 0  # type: ignore[union-attr]


def _held_out(key: str) -> bool:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0
