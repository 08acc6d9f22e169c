"""What cannot be read is named, with its reason, within bounds of time and memory."""

from __future__ import annotations

import gzip
import json
import time
from typing import TYPE_CHECKING

import pytest

from casus.errors import UnreadableSource
from casus.model import Article
from casus.read.reader import Problem, read_article, read_inputs

if TYPE_CHECKING:
    from pathlib import Path


def refusal(source: str | bytes | Path, **options: str) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_article(source, **options)  # type: ignore[arg-type]
    return caught.value.why


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.html") == "no such file"
    assert "folder" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"Kim met\x00Putin", "NUL"),
        (b"<html><body><p>Kim met \x00 Putin</p></body></html>", "NUL"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"Putin met Kim \xff\xfe\xfa\x81 in Pyongyang", "neither UTF-8"),
        (b"<html><body></body></html>", "empty page"),
        (b"<html><body><script>text</script><template><p>more</p></template></body>", "empty page"),
        (gzip.compress(b"x" * 30_000_000, mtime=0), "at most 20 MB"),
        (gzip.compress(b"x" * 1000, mtime=0)[:20], "damaged gzip"),
        (b'{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n', "JSONL"),
    ],
)
def test_content_that_is_no_article_is_refused_with_a_reason(content: bytes, why: str) -> None:
    assert why in refusal(content)


def test_a_page_of_thirty_megabytes_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "large.html"
    page.write_bytes(b"<p>" + b"word " * 6_000_000)
    assert "30.0 MB" in refusal(page)


def test_a_page_nested_a_hundred_thousand_deep_is_refused_quickly() -> None:
    began = time.monotonic()
    page = b"<html><body>" + b"<div>" * 100_000 + b"<p>deep</p></body></html>"
    assert "deep" in refusal(page)
    assert time.monotonic() - began < 10


def test_a_page_of_very_many_elements_is_refused_or_read_quickly() -> None:
    began = time.monotonic()
    page = b"<html><body><h1>Talks in Geneva</h1>" + b"<p>They met again.</p>" * 60_000
    article = read_article(page)
    assert article.text.count("They met again.") == 60_000
    assert time.monotonic() - began < 20


def test_scripts_styles_and_templates_never_reach_the_text() -> None:
    page = (
        "<html><body><h1>Talks resume in Geneva this week</h1><script>let leak1 = 1</script>"
        "<style>.leak2{}</style><template><p>leak3</p></template><noscript>leak4</noscript>"
        "<p>Envoys of both sides met in Geneva and agreed to meet again in spring.</p>"
        "<p hidden>leak5</p><p style='display:none'>leak6</p></body></html>"
    )
    article = read_article(page, kind="html")
    assert "leak" not in article.text
    assert all("leak" not in cut.text for cut in article.cut)


def test_one_bad_input_does_not_stop_the_rest(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Kim met Putin in Pyongyang.", encoding="utf-8")
    missing = str(tmp_path / "missing.txt")
    found = list(read_inputs([missing, str(good), "ftp://example.org/x"]))
    assert [type(item) for item in found] == [Problem, Article, Problem]
    assert str(found[0]) == f"{missing}: no such file"
    assert "http" in found[2].why  # type: ignore[union-attr]


def test_lines_of_a_jsonl_file_are_read_or_named(tmp_path: Path) -> None:
    path = tmp_path / "passages.jsonl"
    good = json.dumps(
        {"id": "a", "text": "Kim met Putin.", "lang": "en", "published": "2024-06-19"}
    )
    lines = [good, "{broken", good, '["list"]', '{"id": "b"}', '{"id": "c", "text": "x\\u0000"}']
    lines += ['{"id": "d", "text": "x", "published": "19 June"}', "", '{"id": 7, "text": "Seven"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_inputs([str(path)]))
    articles = [item for item in found if isinstance(item, Article)]
    problems = {item.line: item.why for item in found if isinstance(item, Problem)}
    assert [article.id for article in articles] == ["a", "7"]
    assert articles[0].date_source == "given"
    assert sorted(line for line in problems if line) == [2, 3, 4, 5, 6, 7]
    assert "stands on line 1 already" in problems[3]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "a", "text": 42}', "'text' is 42, no string"),
        ('{"id": "a", "text": ["Kim met Putin."]}', "'text' is [\"Kim met Putin.\"], no string"),
        ('{"id": "a", "text": "Kim met Putin.", "lang": 1}', "'lang' is 1, no string"),
        ('{"id": "a", "text": null}', "no 'text'"),
        (f'{{"id": "a", "text": [{"1, " * 50}1]}}', "…, no string"),
    ],
)
def test_a_value_of_another_kind_is_shown(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(line, encoding="utf-8")
    (problem,) = read_inputs([str(path)])
    assert isinstance(problem, Problem)
    assert why in problem.why


def test_a_line_of_jsonl_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'{"id": "a", "text": "\xff"}\n{"id": "b", "text": "ok"}\n')
    first, second = read_inputs([str(path)])
    assert isinstance(first, Problem)
    assert first.line == 1
    assert isinstance(second, Article)


def test_an_empty_jsonl_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text("\n\n", encoding="utf-8")
    assert [type(item) for item in read_inputs([str(path)])] == [Problem]
