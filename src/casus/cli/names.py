"""`casus names`: which actors the words of a text stand for on a day."""

from __future__ import annotations

import argparse
import json

from casus.cli.console import shown
from casus.cli.options import add_day, add_json, add_lang


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("text", metavar="TEXT", help="a sentence or a name")
    add_lang(parser, "its language (default: by its content)")
    add_day(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Print each name with its codes."""
    from casus.names import Names, actor_title
    from casus.read.reader import read_article

    lang = given.lang or read_article(given.text, kind="text").lang
    found = Names.of(lang if lang != "und" else "en", given.on).find(given.text)
    for span in found:
        if given.json:
            record = {
                "text": span.text, "start": span.start, "end": span.end,
                "codes": list(span.codes), "kind": span.kind, "ambiguous": span.ambiguous,
                "role": span.role,
            }  # fmt: skip
            print(json.dumps(record, ensure_ascii=False))
        else:
            titles = ", ".join(f"{code} {actor_title(code, 'en')}" for code in span.codes)
            doubt = "  (the text does not settle which)" if span.ambiguous else ""
            role = f", {span.role.replace('_', ' ')}" if span.role else ""
            print(shown(f"{span.text}: {titles} ({span.kind}{role}){doubt}"))
    if not found and not given.json:
        print("no name of a state or organisation")
    return 0
