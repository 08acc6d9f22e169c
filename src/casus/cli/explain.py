"""`casus explain`: everything that was found in a sentence, so that a wrong record can be traced
to a line of data and mended there."""

from __future__ import annotations

import argparse

from casus.cli.console import shown
from casus.cli.options import add_day, add_lang


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("text", metavar="TEXT", help="a sentence or two, or - for standard input")
    parser.add_argument(
        "--only", metavar="WORDS", default="", help="show only sentences with these words"
    )
    add_lang(parser, "its language (default: by its content)")
    add_day(parser)


def run(given: argparse.Namespace) -> int:
    """Print names, words, frames, roles, operators and the weights that decided."""
    from casus.errors import InputError
    from casus.extract import has_lexicon
    from casus.extract.explain import NOTATION, explain
    from casus.lang import no_pack
    from casus.read.reader import read_article

    kind = None if given.text == "-" else "text"
    article = read_article(given.text, kind=kind, lang=given.lang, published=given.on)
    if not has_lexicon(article.lang):
        raise InputError(f"{no_pack(article.lang)} (see --lang)")
    lines = explain(article, given.only)
    first = next(lines, None)
    if first is None:
        raise InputError(f"--only: no sentence has {given.only!r}; accepted: words as they stand")
    print(NOTATION, end="\n\n")
    for line in (first, *lines):
        print(shown(line))
    return 0
