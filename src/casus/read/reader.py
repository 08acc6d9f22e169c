"""Inputs of every kind as articles: the door of this room.

An input is a page (html), a text, a JSONL file of passages, an http(s) address, or `-`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casus.errors import CasusError, UnreadableSource
from casus.model.article import Article, Cut
from casus.read.address import is_url
from casus.read.encoding import decode
from casus.read.language import tell_language
from casus.read.load import load_file, load_stdin, unpack
from casus.read.passages import BadLine, Passage, read_passages
from casus.read.tail import find_tail

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

KINDS: Final = ("html", "text", "jsonl")

_HTML: Final = re.compile(
    r"^\s*(?:<\?xml|<!doctype\s+html|<!--|<(?:html|head|body|title|meta|div|article|section|h1|table|p)\b)",
    re.IGNORECASE,
)
_HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht"})
_JSONL_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class Problem:
    """An input, or a line of one, that could not be processed, and why."""

    source: str
    why: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.source}:{self.line}" if self.line is not None else self.source
        return f"{where}: {self.why}"


def read_article(
    source: str | bytes | Path,
    *,
    kind: str | None = None,
    lang: str | None = None,
    published: dt.date | None = None,
    source_name: str | None = None,
    allow_private: bool = False,
) -> Article:
    """Read one document.

    `source` is a path, an http(s) address or `-`; bytes, and a str with a `kind`, are the content
    itself. `kind` is `html` or `text`; without it, suffix, media type and content decide. `lang`
    and `published`, where given, are taken as they are. `source_name` stands as the article's
    source. `allow_private` permits addresses that are not public.

    Raises `UnreadableSource` for whatever cannot be read; the message names it and says why.

    >>> article = read_article("Kim met Putin\\nThey signed a pact in Pyongyang.", kind="text")
    >>> article.title, article.cut
    ('Kim met Putin', ())
    """
    if kind is not None and kind not in {"html", "text"}:
        raise UnreadableSource(source_name or "input", f"kind {kind!r}; accepted: html, text")
    if isinstance(source, bytes):
        name = source_name or "bytes"
        return _read_bytes(unpack(source, name), name, kind, lang, published)
    if isinstance(source, str) and kind is not None:
        return _read_text(source, source_name or "text", kind, lang, published)
    if isinstance(source, str) and is_url(source):
        return _read_address(source, source_name or source, lang, published, allow_private)
    if source == "-":
        name = source_name or "-"
        return _read_bytes(load_stdin(name), name, kind, lang, published)
    path = Path(source)
    name = source_name or str(source)
    kind = kind or _kind_by_suffix(path)
    return _read_bytes(load_file(path, name), name, kind, lang, published)


def read_inputs(
    inputs: Iterable[str], *, allow_private: bool = False, lang: str | None = None
) -> Iterator[Article | Problem]:
    """Read many inputs, in their order; a JSONL file gives an article a line.

    `lang`, where given, is the language of pages and texts, and of lines that tell none. What
    cannot be processed is a `Problem`, and the rest is read.
    """
    for given in inputs:
        try:
            yield from _read_input(given, allow_private, lang)
        except UnreadableSource as err:
            yield Problem(err.source, err.why)
        except (CasusError, OSError, ValueError, RecursionError, MemoryError) as err:
            yield Problem(given, f"cannot be read: {type(err).__name__}: {err}")


def begin_inputs(
    inputs: Iterable[str], lang: str | None = None
) -> Iterator[str | Article | Problem]:
    """The inputs as pieces of work: a JSONL file gives an article a line, any other input itself,
    to be read by `read_inputs`."""
    for given in inputs:
        if not is_url(given) and (given == "-" or _suffix(Path(given)) in _JSONL_SUFFIXES):
            yield from read_inputs([given], lang=lang)
        else:
            yield given


def _read_input(given: str, allow_private: bool, lang: str | None) -> Iterator[Article | Problem]:
    if is_url(given):
        yield read_article(given, lang=lang, allow_private=allow_private)
        return
    if given == "-":
        content = load_stdin()
        if _kind_by_content(content[:4096].decode("utf-8", "replace")) == "jsonl":
            yield from _articles(content.splitlines(keepends=True), given, lang)
        else:
            yield read_article(content, lang=lang, source_name=given)
        return
    path = Path(given)
    suffix = _suffix(path)
    packed = path.suffix.lower() == ".gz"
    if suffix in _JSONL_SUFFIXES and not packed and path.is_file():
        try:
            with path.open("rb") as lines:
                yield from _articles(lines, given, lang)
        except OSError as err:
            raise UnreadableSource(given, f"cannot be read: {err.strerror}") from None
        return
    content = load_file(path)
    kind = _kind_by_suffix(path) or _kind_by_content(content[:4096].decode("utf-8", "replace"))
    if kind == "jsonl":
        yield from _articles(content.splitlines(keepends=True), given, lang)
        return
    yield _read_bytes(content, given, kind, lang)


def _articles(lines: Iterable[bytes], source: str, lang: str | None) -> Iterator[Article | Problem]:
    """The passages of a JSONL file as articles, in a language where they tell none."""
    found = False
    for passage in read_passages(lines):
        found = True
        if isinstance(passage, BadLine):
            yield Problem(source, passage.why, passage.line)
        else:
            yield _from_passage(passage, source, lang)
    if not found:
        raise UnreadableSource(source, "empty: no passage in it")


def _from_passage(passage: Passage, source: str, lang: str | None) -> Article:
    article = _read_plain(passage.text, source, passage.lang or lang, passage.published)
    return dataclasses.replace(article, id=passage.id)


def _read_address(
    url: str, name: str, lang: str | None, published: dt.date | None, allow_private: bool
) -> Article:
    from casus.read.fetch import fetch

    got = fetch(url, allow_private=allow_private)
    kind = None
    if got.media_type in {"text/html", "application/xhtml+xml"}:
        kind = "html"
    elif got.media_type == "text/plain":
        kind = "text"
    elif got.media_type.startswith(("image/", "audio/", "video/", "font/")):
        raise UnreadableSource(name, f"{got.media_type}; accepted: html or plain text")
    return _read_bytes(
        got.content, name, kind, lang, published, charset=got.charset, address=got.url
    )


def _read_bytes(
    content: bytes,
    name: str,
    kind: str | None,
    lang: str | None = None,
    published: dt.date | None = None,
    *,
    charset: str | None = None,
    address: str | None = None,
) -> Article:
    if not content.strip():
        raise UnreadableSource(name, "empty: 0 bytes of text")
    text = decode(content, name, declared=charset, html=kind != "text")
    return _read_text(text, name, kind or _kind_by_content(text), lang, published, address=address)


def _read_text(
    text: str,
    name: str,
    kind: str,
    lang: str | None,
    published: dt.date | None,
    *,
    address: str | None = None,
) -> Article:
    if not text.strip():
        raise UnreadableSource(name, "empty: no text")
    if (at := text.find("\0")) >= 0:
        raise UnreadableSource(name, f"binary: a NUL character at position {at}")
    if kind == "jsonl":
        raise UnreadableSource(name, "JSONL holds many passages; accepted here: one page or text")
    if kind == "text":
        return _read_plain(text, name, lang, published)
    from casus.read.page import read_page

    page = read_page(text, name, lang=lang, address=address)
    cuts: list[Cut] = []
    at = len(page.text)
    for reason, words in page.removed:
        # Each passage stands on a line of its own behind the text, as if it had been read there.
        cuts.append(Cut(at + 1, at + 1 + len(words), reason, words))
        at += 1 + len(words)
    return Article(
        id=id_of(page.text),
        source=name,
        text=page.text,
        lang=page.lang,
        title=page.title,
        published=published or page.published,
        date_source="given" if published else page.date_source,
        cut=tuple(cuts),
    )


def _read_plain(text: str, name: str, lang: str | None, published: dt.date | None) -> Article:
    """A text or passage: its tail of comments cut, nothing else touched."""
    told = lang or tell_language(text[:4000])
    cuts: tuple[Cut, ...] = ()
    tail = find_tail(text, told)
    if tail is not None:
        whole = text
        text = whole[: tail.start].rstrip("\r\n \t\u2028\x0b\x0c")
        ending = whole[tail.start :].rstrip()
        cuts = (Cut(tail.start, tail.start + len(ending), tail.reason, ending),)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = _title_of(lines, told)
    date_source = "given" if published else "none"
    if published is None:
        from casus.read.published import day_in_lines

        published = day_in_lines(lines[1:] if title else lines, told)
        date_source = "text" if published else "none"
    return Article(
        id=id_of(text),
        source=name,
        text=text,
        lang=told,
        title=title,
        published=published,
        date_source=date_source,
        cut=cuts,
    )


def id_of(text: str) -> str:
    """The id of an article that was given none: it depends on the text alone.

    >>> id_of("Kim met Putin.")
    'd6c883c261c98f10'
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _title_of(lines: list[str], lang: str) -> str | None:
    """The first line, where it is short, does not end as a sentence does, and is more than a place
    and a day."""
    from casus.read.published import is_place_and_day

    if len(lines) < 2 or len(lines[0]) > 200 or is_place_and_day(lines[0], lang):
        return None
    return None if re.search(r"[.。,;:،][\"'”’)]*$", lines[0]) else lines[0]


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _kind_by_suffix(path: Path) -> str | None:
    suffix = _suffix(path)
    if suffix in _HTML_SUFFIXES:
        return "html"
    return "jsonl" if suffix in _JSONL_SUFFIXES else None


def _kind_by_content(text: str) -> str:
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if _HTML.match(head) or (head.startswith("<") and re.search(r"</?(?:html|body|p|div)\b", head)):
        return "html"
    if head.startswith("{") and re.match(r"\{\s*\"\w+\"\s*:", head) and '"text"' in text[:20000]:
        return "jsonl"
    return "text"
