"""Arguments that several commands take, and how their values are read."""

from __future__ import annotations

import argparse
import datetime as dt
import os


def day(text: str) -> dt.date:
    """A day as an argument: `2024-06-21`, `2024-06`, `2024` (the first of the month or year), or
    `today`."""
    if text == "today":
        return dt.date.today()
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if not 1 <= len(numbers) <= 3 or len(parts[0]) != 4:
            raise ValueError
        return dt.date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day; accepted: 2024-06-21, 2024-06, 2024, today"
        ) from None


def count(text: str) -> int:
    """A whole number from 1 as an argument."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**31):
        raise argparse.ArgumentTypeError(f"{text!r} is no count; accepted: 1, 100, 5000")
    return int(text)


def seconds(text: str) -> float:
    """A number of seconds above 0 as an argument."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds; accepted: 5, 0.5")
    return value


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="write JSON instead of a report")


def add_lang(parser: argparse.ArgumentParser, what: str) -> None:
    """`--lang CODE`, by default as the content tells it."""
    parser.add_argument("--lang", metavar="CODE", type=language, help=what)


def language(text: str) -> str:
    """The code of a language as an argument, and of a tag such as `EN` or `id-ID`; what is no tag
    is left to who looks for its pack."""
    from casus.read.language import language_code

    return language_code(text) or text


def add_workers(parser: argparse.ArgumentParser) -> None:
    """`--workers N`, by default one a core, at most four."""
    parser.add_argument(
        "--workers", metavar="N", type=workers, default=min(4, os.cpu_count() or 1),
        help="so many processes share a batch (default: one a core, at most 4)",
    )  # fmt: skip


def workers(text: str) -> int:
    """A number of processes, 64 at most."""
    return min(count(text), 64)


def add_day(parser: argparse.ArgumentParser) -> None:
    """`--on DAY`, today by default."""
    parser.add_argument(
        "--on", metavar="DAY", type=day, default=dt.date.today(), help="the day (default: today)"
    )


def add_overlay(parser: argparse.ArgumentParser) -> None:
    """`--book DIR`."""
    parser.add_argument(
        "--book", metavar="DIR", help="a folder of instruments laid over the built-in book"
    )


def add_data(parser: argparse.ArgumentParser) -> None:
    """`--data DIR`."""
    parser.add_argument(
        "--data", metavar="DIR", help="a folder of data sets (default: those added, then official "
        "files in $CASUS_SHARED/data and ../shared/data)",
    )  # fmt: skip


def add_sources(parser: argparse.ArgumentParser) -> None:
    """`--data DIR`, `--ledger DIR`, `--window N`: where signed ties come from."""
    add_data(parser)
    parser.add_argument("--ledger", metavar="DIR", help="the ledger of the ties `ledger`")
    parser.add_argument(
        "--window", metavar="N", type=count, default=1,
        help="years in which disputes, wars, votes and statements count (default 1)",
    )  # fmt: skip
