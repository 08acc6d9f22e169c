"""The page that the project began with, through the whole program."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from casus.model import Check, Reading
from casus.reading import read

DPRK = {f"unsc_{n}" for n in (1718, 1874, 2094, 2270, 2321, 2371, 2375, 2397)}


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((shared / "seed" / "gold.json").read_text("utf-8"))
    return record


@pytest.fixture(scope="module")
def reading(shared: Path, gold: dict[str, Any]) -> Reading:
    day = dt.date.fromisoformat(gold["published"])
    return read(shared / "seed" / f"{gold['id']}.txt", published=day)


def instruments(reading: Reading, words: str) -> set[str]:
    """What the words, or a part of them, were linked to."""
    at = reading.article.text.index(words)
    return {
        m.instrument
        for m in reading.mentions
        if (m.start >= at and m.end <= at + len(words))
        or (m.start <= at and m.end >= at + len(words))
    }


def checked(reading: Reading, words: str, claim: str) -> Check:
    """The check on those words whose claim says so."""
    [found] = [c for c in reading.checks if words in c.quote and claim in c.claim]
    return found


def test_the_comment_is_cut(reading: Reading, gold: dict[str, Any]) -> None:
    assert "Wonderful web site" not in reading.article.text
    assert reading.article.text.rstrip().endswith("katanya.")
    assert any(cut.text.startswith(gold["comment_cut_from"][:10]) for cut in reading.article.cut)


def test_thirteen_statements_and_every_condition_are_right(
    reading: Reading, gold: dict[str, Any], shared: Path
) -> None:
    spec = importlib.util.spec_from_file_location("s", shared / "spec" / "score_statements.py")
    assert spec
    assert spec.loader
    scoring = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scoring)
    told = {"page": {"id": "page", "statements": [s.as_dict() for s in reading.statements]}}
    figures = scoring.score({"page": {**gold, "id": "page"}}, told)["overall"]
    assert round(figures["event"]["r"] * figures["gold"]) >= 13
    assert figures["condition"]["f1"] == 1.0


def test_the_four_instruments_are_linked(reading: Reading, gold: dict[str, Any]) -> None:
    expected = [{"rus_prk_2024"}, {"ussr_prk_1961"}, {"nato"}, DPRK]
    for instrument, ids in zip(gold["instruments"], expected, strict=True):
        assert instruments(reading, instrument["quote"]) == ids
    [article] = [m.article for m in reading.mentions if m.instrument == "nato"]
    assert article == "5"


def test_every_mention_stands_in_its_words(reading: Reading) -> None:
    for mention in reading.mentions:
        assert reading.article.text[mention.start : mention.end] == mention.quote


def test_russia_itself_backed_the_resolutions(reading: Reading) -> None:
    found = checked(reading, "didukung oleh Rusia sendiri", "Russia voted for")
    assert found.verdict == "borne out"
    assert "2397 (2017-12-22" in found.basis


def test_the_likeness_to_article_5_is_in_part(reading: Reading) -> None:
    found = checked(reading, "serupa dengan Pasal 5", "Article 5 of the North Atlantic Treaty")
    assert found.verdict == "partly"
    assert "Alike:" in found.basis
    assert "Differs:" in found.basis


def test_the_earlier_pact_is_of_1961_and_ended_in_1996(reading: Reading) -> None:
    found = checked(reading, "tahun 1961", "is of 1961")
    assert found.verdict == "borne out"
    assert "1996-09-10" in found.basis


def test_the_supply_would_break_the_resolutions(reading: Reading) -> None:
    found = checked(reading, "melanggar resolusi", "would break")
    assert found.verdict == "borne out"
    assert "Russia supplies North Korea" in found.basis
    assert "since 2009-06-12" in found.basis
    assert "since 2016-03-02" in found.basis


def test_nato_is_no_resident_of_asia(reading: Reading) -> None:
    found = checked(reading, "NATO sudah bergerak ke sana", "NATO is in Asia")
    assert found.verdict == "not borne out"
    assert "None of the 32 parties" in found.basis


def test_that_blocs_are_forming_is_held_against_the_duties_of_the_day(reading: Reading) -> None:
    """The pact with North Korea is signed and not in force: signs, not blocs."""
    found = checked(reading, "Sistem blok", "blocs is forming in Asia")
    assert found.verdict == "partly"
    assert "signed and not yet in force: North Korea–Russia" in found.basis
    assert "How firm: weak" in found.basis
