"""The command line: one file a command group, each imported only when it is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Final

from casus.collector import collect_no_more, collect_seldom

COMMANDS: Final = {
    "read": ("casus.cli.read", "read pages, texts or passages into statements"),
    "what-if": ("casus.cli.what_if", "who must, may, must not, if an event happens on a day"),
    "why": ("casus.cli.why", "why a state is bound, or the first test that failed"),
    "why-not": ("casus.cli.why", "every clause that does not bind a state, and what failed"),
    "treaties": ("casus.cli.book", "the treaties in force on a day"),
    "treaty": ("casus.cli.book", "one treaty or measure: parties, clauses, dates, sources"),
    "measures": ("casus.cli.book", "the Security Council measures in force on a day"),
    "book": ("casus.cli.book_files", "check the book, compare it on two days, start a file"),
    "blocs": ("casus.cli.blocs", "who stands with whom over the years; is a bloc system forming"),
    "balance": ("casus.cli.balance", "how far two or more blocs account for a signed network"),
    "ledger": ("casus.cli.ledger", "list, show, ask and export kept statements"),
    "data": ("casus.cli.data", "add, list and cite the official data sets that you have"),
    "similarity": ("casus.cli.similarity", "how alike two states' alliances, votes or arms were"),
    "panel": ("casus.cli.panel", "states or pairs by year, with columns of the data that you have"),
    "ties": ("casus.cli.ties", "signed ties by year from the data that you have"),
    "explain": ("casus.cli.explain", "the names, words, frames and operators of a sentence"),
    "classify": ("casus.cli.classify", "the type of event that a text gives to a pair of spans"),
    "names": ("casus.cli.names", "which actors the words of a text stand for"),
}
"""Each command with the module that holds it (`add`, `run`) and what it does."""


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line; with `only`, the arguments of that command alone are
    filled in, so that nothing else is imported."""
    parser = argparse.ArgumentParser(
        prog="casus",
        description="What states said, who is bound, what follows.",
        epilog="Exit codes: 0 done; 1 some input could not be processed (named on standard error, "
        "the rest done); 2 usage.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        if only is None or only == name:
            import_module(module).add(name, command)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    only = next((word for word in words if word in COMMANDS), "")
    parser = build_parser(only)
    given = parser.parse_args(words)
    if given.version:
        from casus import __version__

        print(f"casus {__version__}")
        return 0
    if not given.command:
        parser.print_help()
        return 2
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    from casus.cli.console import note
    from casus.errors import CasusError

    try:
        code: int = import_module(COMMANDS[given.command][0]).run(given)
        sys.stdout.flush()
    except CasusError as err:
        note(f"casus: {err}")
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0
    except OSError as err:  # a folder that cannot be written, a full disk
        what = err.filename or "input or output"
        note(f"casus: {what}: {err.strerror}")
        return 1
    except KeyboardInterrupt:
        note("casus: interrupted")
        return 130
    return code


def entry() -> None:
    """The console script."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a letter gets its number, not half a report.
        sys.stdout.reconfigure(errors="backslashreplace")
    collect_seldom()
    code = main()
    collect_no_more()
    sys.exit(code)
