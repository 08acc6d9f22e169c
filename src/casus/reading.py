"""From an input to a reading: where the rooms meet.

`extract` knows no law and `ask` knows no language; a reading takes an article through both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from casus.model import Article, Check, Mention, Reading, Statement
from casus.read.reader import Problem, begin_inputs, read_article, read_inputs
from casus.workers import in_order

PART: Final = 8
"""So many documents are handed to a process at once."""


def read(
    source: str | bytes | Path,
    *,
    kind: str | None = None,
    lang: str | None = None,
    published: dt.date | None = None,
) -> Reading:
    """Everything that casus finds in one document.

    `source` is a path, an http(s) address or `-`; with `kind` (`html` or `text`) a string is the
    content itself. `lang` and `published`, where given, are taken as they are. Raises
    `UnreadableSource` for what cannot be read.

    >>> read("Iran threatened to attack Israel.", kind="text").statements[0].event.type
    'THREATEN'
    """
    return read_document(read_article(source, kind=kind, lang=lang, published=published))


def read_many(
    inputs: Iterable[str], workers: int = 1, lang: str | None = None
) -> Iterator[Reading | Problem]:
    """Readings of many inputs, in their order; what cannot be read is a `Problem`, the rest is
    read. A JSONL file gives one a line. `lang`, where given, is the language of pages and texts,
    and of lines that tell none.

    `workers` processes share the work once it is more than a little; the readings are the same. A
    process that dies loses the document it was at, which is named.
    """
    work = partial(_read_one, lang=lang)
    yield from in_order(work, begin_inputs(inputs, lang), workers, _lost, part=PART)


def _read_one(given: str | Article | Problem, lang: str | None = None) -> list[Reading | Problem]:
    """The readings of one piece of work."""
    out: list[Reading | Problem] = []
    for article in [given] if not isinstance(given, str) else read_inputs([given], lang=lang):
        if isinstance(article, Problem):
            out.append(article)
            continue
        try:
            out.append(read_document(article))
        except Exception as err:  # whatever it is, the rest of the batch is read
            out.append(Problem(article.source, f"{article.id}: {type(err).__name__}: {err}"))
    return out


def _lost(given: str | Article | Problem) -> Problem:
    """What stands for a document whose process died."""
    why = "the process that read it died"
    if isinstance(given, Article):
        return Problem(given.source, f"{given.id}: {why}")
    return given if isinstance(given, Problem) else Problem(given, why)


def read_document(article: Article) -> Reading:
    """The statements, mentions and checks of an article. In a language without a pack there are
    none, and a note says so."""
    from casus.extract import has_lexicon, load_lexicon, read_statements

    if not has_lexicon(article.lang):
        from casus.lang import no_pack

        return Reading(article, notes=(f"no statements: {no_pack(article.lang)}",))
    notes = []
    if not load_lexicon(article.lang).tagged:
        notes.append(f"no tags for {article.lang!r}: the lexicon alone tells verbs from nouns")
    if article.published is None:
        notes.append(
            "no date: names of office holders are taken at any time, the law as of "
            f"{dt.date.today()}"
        )
    statements = tuple(read_statements(article))
    mentions, checks = _law(article, statements)
    return Reading(article, statements, mentions, checks, tuple(notes))


def _law(
    article: Article, statements: tuple[Statement, ...]
) -> tuple[tuple[Mention, ...], tuple[Check, ...]]:
    """The instruments that the article speaks of, and its claims checked, as of its own day."""
    from casus.extract.claims import find_claims
    from casus.extract.mentions import find_phrases, read_sentences

    sentences = list(read_sentences(article))
    phrases = find_phrases(article, None, sentences)
    claims = find_claims(article, phrases, None, sentences)
    if not phrases and not claims:
        return (), ()
    from casus.ask.checks import check
    from casus.book import load_book
    from casus.book.linking import link

    day = article.published or dt.date.today()
    book = load_book()
    mentions = link(phrases, book, day)
    beside = {}
    if any(claim.kind == "bloc" for claim in claims):
        from casus.blocs.claim import check_forming

        beside["bloc"] = check_forming
    checks = check(claims, phrases, mentions, statements, book, day, beside)
    return tuple(mentions), tuple(checks)
