"""`casus explain`: everything that was found in a sentence, so that a wrong record can be traced
to a line of data and mended there."""

from __future__ import annotations

import argparse

from casus.cli.console import shown
from casus.cli.options import add_day


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("text", metavar="TEXT", help="a sentence or two")
    parser.add_argument("--lang", metavar="CODE", help="its language (default: by its content)")
    add_day(parser)


def run(given: argparse.Namespace) -> int:
    """Print names, words, frames, roles, operators and the weights that decided."""
    from casus.errors import InputError
    from casus.extract import has_lexicon
    from casus.extract.explain import explain
    from casus.lang import no_pack
    from casus.read.reader import read_article

    article = read_article(given.text, kind="text", lang=given.lang, published=given.on)
    if not has_lexicon(article.lang):
        raise InputError(f"{no_pack(article.lang)} (see --lang)")
    for line in explain(article):
        print(shown(line))
    return 0
