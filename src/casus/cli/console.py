"""Where reports are printed, and how far a batch has come."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

T = TypeVar("T")


def console() -> Console:
    """A console on standard output that shows words as they are. Neither colour nor bold where it
    is no terminal, or where `NO_COLOR` is set: not everything that reads our output strips them."""
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR"))
    return Console(
        highlight=False, emoji=False, markup=False, force_terminal=False if plain else None
    )


def counted(found: Iterable[T], done: str) -> Iterator[T]:
    """The same things, with their number and what was `done` to them on standard error while it is
    a terminal."""
    watched = sys.stderr.isatty() and not sys.stdout.isatty()
    for n, one in enumerate(found, 1):
        if watched:
            print(f"\r{n} {done}", end="", file=sys.stderr, flush=True)
        yield one
    if watched:
        print(file=sys.stderr)


@contextlib.contextmanager
def watching(told: Callable[[], str]) -> Iterator[Callable[[object], None]]:
    """Something to call as often as one likes: while standard error is a terminal, it shows what is
    `told` there, a few times a second, and clears it at the end."""
    watched, last, width = sys.stderr.isatty(), time.monotonic(), 0

    def tick(_: object) -> None:
        nonlocal last, width
        if watched and time.monotonic() - last > 0.2:
            line = told()
            print(f"\r{line:{width}}", end="", file=sys.stderr, flush=True)
            last, width = time.monotonic(), len(line)

    try:
        yield tick
    finally:
        if width:
            print(f"\r{'':{width}}\r", end="", file=sys.stderr, flush=True)
