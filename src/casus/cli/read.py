"""`casus read`: pages, texts and passages into statements."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from casus.cli.console import counted, note
from casus.cli.options import add_json, add_lang, add_workers


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT",
        help="a page (html), a text, a JSONL file of passages, an http(s) address, or -",
    )  # fmt: skip
    add_lang(
        parser, "the language of pages and texts (default: as they tell it, or by their content)"
    )
    add_json(parser)
    add_workers(parser)
    parser.add_argument("--to", metavar="DIR", help="also keep the readings in this ledger")


def run(given: argparse.Namespace) -> int:
    """Read every input; what cannot be read is named on standard error and the rest is done."""
    from casus.errors import InputError
    from casus.extract import has_lexicon
    from casus.lang import no_pack
    from casus.model import Reading
    from casus.reading import read_many

    if given.lang and not has_lexicon(given.lang):
        raise InputError(f"--lang: {no_pack(given.lang)}")
    failed = 0

    def readings() -> Iterator[Reading]:
        nonlocal failed
        for found in counted(read_many(given.inputs, given.workers, given.lang), "read"):
            if isinstance(found, Reading):
                _show(found, given.json)
                yield found
            else:
                failed += 1
                note(f"casus: {found}")

    if given.to:
        from casus.ledger import Ledger

        n_new = Ledger(given.to).add(readings())
        note(f"{given.to}: {n_new} new")
    else:
        for _ in readings():
            pass
    return 1 if failed else 0


def _show(reading: object, as_json: bool) -> None:
    from casus.model import Reading

    assert isinstance(reading, Reading)
    if as_json:
        line = json.dumps(reading.as_dict(), ensure_ascii=False)
        print(line.encode("utf-8", "replace").decode("utf-8"))
        return
    from casus.cli.console import console
    from casus.cli.report import print_reading

    print_reading(reading, console())
