"""`casus read`: what comes out of one input, of many, and of bad ones."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Casus = Callable[..., Any]

SENTENCE = "Iran threatened to attack Israel."

DOCUMENT = ["id", "source", "lang", "title", "published", "date_source", "text", "cut",
            "statements", "mentions", "checks"]  # fmt: skip
"""The fields of the contract, in its order; `notes` may follow."""


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    path = tmp_path / "passages.jsonl"
    lines = [
        {"id": "p1", "text": SENTENCE, "lang": "en", "published": "2024-06-22"},
        {"id": 2, "text": "Moskow mengancam akan menyerang Ukraina.", "lang": "id"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_the_record_has_the_fields_of_the_contract(casus: Casus, pages: Path) -> None:
    done = casus("read", pages / "01-id-pyongyang.html", "--json")
    assert done.code == 0
    [record] = done.records
    assert [name for name in record if name != "notes"] == DOCUMENT
    assert record["lang"] == "id"
    assert record["published"] == "2024-06-22"
    assert record["date_source"] == "json-ld"
    assert record["cut"]
    for cut in record["cut"]:
        assert {"start", "end", "reason"} <= set(cut)
    assert record["statements"]
    for statement in record["statements"]:
        assert record["text"][statement["start"] : statement["end"]] == statement["quote"]
        assert {"quote", "event", "speaker", "status", "start", "end", "rule"} <= set(statement)
        assert {"type", "actor", "recipient"} <= set(statement["event"])
        assert set(statement) <= {
            "quote", "event", "content", "condition", "speaker", "status", "start", "end", "rule",
            "also",
        }  # fmt: skip
    for mention in record["mentions"]:
        assert set(mention) == {"quote", "start", "end", "instrument", "article"}
        assert record["text"][mention["start"] : mention["end"]] == mention["quote"]
    for check in record["checks"]:
        assert set(check) == {"claim", "quote", "verdict", "basis"}


def test_the_comment_in_the_page_is_no_part_of_its_text(casus: Casus, pages: Path) -> None:
    [record] = casus("read", pages / "01-id-pyongyang.html", "--json").records
    assert "cheap watches" not in record["text"]
    assert any("cheap watches" in cut["text"] for cut in record["cut"])


def test_passages_come_back_under_their_ids_in_input_order(casus: Casus, passages: Path) -> None:
    done = casus("read", passages, "--json")
    assert [record["id"] for record in done.records] == ["p1", "2"]
    assert done.records[0]["published"] == "2024-06-22"
    assert done.records[0]["date_source"] == "given"
    [statement] = done.records[0]["statements"]
    assert statement["event"] == {"type": "THREATEN", "actor": ["IRN"], "recipient": ["ISR"]}
    assert statement["content"]["type"] == "ASSAULT"


def test_a_missing_file_is_named_and_the_rest_is_done(casus: Casus, passages: Path) -> None:
    done = casus("read", passages.parent / "none.html", passages, "--json")
    assert done.code == 1
    assert "none.html" in done.err
    assert [record["id"] for record in done.records] == ["p1", "2"]


def test_a_folder_and_a_binary_file_are_named(casus: Casus, tmp_path: Path) -> None:
    binary = tmp_path / "image.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    done = casus("read", tmp_path, binary, "--json")
    assert (done.code, done.out) == (1, "")
    assert str(tmp_path) in done.err
    assert "image.png" in done.err
    assert "Traceback" not in done.err


def test_a_broken_line_is_named_by_its_number_and_the_rest_is_done(
    casus: Casus, passages: Path
) -> None:
    with passages.open("a") as to:
        to.write('{"id": "p3", "text": \n')
        to.write(json.dumps({"id": "p4", "text": SENTENCE}) + "\n")
    done = casus("read", passages, "--json")
    assert done.code == 1
    assert f"{passages}:3:" in done.err
    assert [record["id"] for record in done.records] == ["p1", "2", "p4"]


def test_an_id_that_came_before_is_named(casus: Casus, passages: Path) -> None:
    with passages.open("a") as to:
        to.write(json.dumps({"id": "p1", "text": "Chad thanked France."}) + "\n")
    done = casus("read", passages, "--json")
    assert done.code == 1
    assert "'p1' stands on line 1" in done.err
    assert [record["id"] for record in done.records] == ["p1", "2"]


def test_a_page_in_a_language_without_a_pack_is_read_and_says_so(
    casus: Casus, tmp_path: Path
) -> None:
    page = tmp_path / "bladzijde.html"
    page.write_text(
        "<html lang='nl'><head><title>Waarschuwing uit Den Haag</title></head><body><article>"
        "<h1>Waarschuwing uit Den Haag</h1><p>De regering heeft maandag gewaarschuwd voor een "
        "uitbreiding van de oorlog. De premier sprak met de Franse president over de toestand aan "
        "de grens en over verdere leveringen.</p></article></body></html>"
    )
    done = casus("read", page, "--json")
    assert done.code == 0
    [record] = done.records
    assert record["lang"] == "nl"
    assert record["title"] == "Waarschuwing uit Den Haag"
    assert record["statements"] == []
    assert "language 'nl' has no pack" in record["notes"][0]
    assert "language 'nl' has no pack" in casus("read", page).out.replace("\n", " ")


def test_no_input_is_a_usage_error(casus: Casus) -> None:
    done = casus("read")
    assert done.code == 2
    assert "INPUT" in done.err


def test_the_report_shows_the_words_of_the_page(casus: Casus, pages: Path) -> None:
    done = casus("read", pages / "04-en-taiwan-strait.html")
    assert done.code == 0
    assert "China stages drills around Taiwan after president's speech" in done.out
    assert "2024-10-14 (found in: json-ld)" in done.out
    assert "language en" in done.out
    assert "\x1b" not in done.out


def test_standard_input_is_a_text(process: Casus) -> None:
    done = process("read", "-", "--json", stdin=SENTENCE.encode())
    assert done.code == 0
    assert done.records[0]["text"] == SENTENCE


def test_a_terminal_that_knows_no_letters_of_ours_still_gets_the_report(process: Casus) -> None:
    done = process("read", "-", stdin=SENTENCE.encode(), env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0
    assert "Iran" in done.out


def test_to_keeps_what_was_read_once(casus: Casus, passages: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    first = casus("read", passages, "--to", kept, "--json")
    assert first.code == 0
    assert f"{kept}: 2 new" in first.err
    assert len(first.records) == 2
    before = {path: path.read_bytes() for path in kept.rglob("*.parquet")}
    assert f"{kept}: 0 new" in casus("read", passages, "--to", kept, "--json").err
    assert {path: path.read_bytes() for path in kept.rglob("*.parquet")} == before


def test_a_ledger_that_is_a_file_is_refused(casus: Casus, passages: Path) -> None:
    done = casus("read", passages, "--to", passages)
    assert done.code == 1
    assert "a ledger is a folder" in done.err


def on_a_terminal(words: list[str], env: dict[str, str]) -> str:
    """What a command writes to a terminal."""
    kept = {name: value for name, value in os.environ.items()
            if name not in ("NO_COLOR", "FORCE_COLOR", "COLORTERM")}  # fmt: skip
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "casus", *words], stdin=subprocess.DEVNULL, stdout=theirs,
        stderr=subprocess.DEVNULL, env={**kept, "TERM": "xterm-256color", **env},
    ) as process:  # fmt: skip
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            written += piece
        process.wait()
    os.close(ours)
    return written.decode()


def test_colour_only_on_a_terminal_that_wants_it(pages: Path) -> None:
    words = ["read", str(pages / "06-en-lebanon-ceasefire.html")]
    assert "\x1b[" in on_a_terminal(words, {})
    assert "\x1b" not in on_a_terminal(words, {"NO_COLOR": "1"})


def test_nothing_of_a_page_steers_the_terminal(casus: Casus, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Tit\x1b[31mle\n\nIran\x1b[2J attacked Israel with missiles on Friday evening, \u202ehe "
        "\x9bsaid, and the United States condemned the attack in the strongest terms.\n",
        "utf-8",
    )
    done = casus("read", page)
    assert "ASSAULT" in done.out
    missing = casus("read", tmp_path / "no\x1b[31msuch.txt")
    assert missing.code == 1
    explained = casus("explain", "Iran\x1b[2J attacked Israel.", "--lang", "en")
    assert "trigger 0" in explained.out
    pairs, asked = tmp_path / "pairs\x1b.csv", tmp_path / "asked\x1b.jsonl"
    pairs.write_text("ccode1,ccode2,year\n2,\x1b[2J,1990\n", "utf-8")
    asked.write_text('{"id": "\\u001b[2J", "date": "1990"}\n', "utf-8")
    batches = [
        casus("similarity", pairs, "--source", "book").err,
        casus("what-if", "--batch", asked, "--json").err,
        casus("data", "add", tmp_path / "no\x1bsuch.csv").err,
        casus("book", "check", "--book", tmp_path / "no\x1bsuch").err,
    ]
    assert all(batches)
    for told in (done.out, missing.err, explained.out, *batches):
        assert not set(told) & set("\x1b\x9b\u202e")


def test_a_short_text_is_read_in_the_language_told(casus: Casus, tmp_path: Path) -> None:
    text, lines = tmp_path / "short.txt", tmp_path / "lines.jsonl"
    text.write_text("Iran attacked Israel. Russia met China.", "utf-8")
    lines.write_text(
        '{"id": "a", "text": "Iran attacked Israel."}\n'
        '{"id": "b", "text": "Iran menyerang Israel.", "lang": "id"}\n',
        "utf-8",
    )
    done = casus("read", text, lines, "--lang", "en", "--json")
    assert done.code == 0
    told = [(r["lang"], [s["event"]["type"] for s in r["statements"]]) for r in done.records]
    assert told == [("en", ["ASSAULT", "CONSULT"]), ("en", ["ASSAULT"]), ("id", ["ASSAULT"])]
    refused = casus("read", text, "--lang", "xx")
    assert refused.code == 1
    assert "'xx'" in refused.err
    assert "accepted: ar, de, en" in refused.err
