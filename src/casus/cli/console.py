"""Where reports are printed, and how far a batch has come."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

T = TypeVar("T")


_STEERING: Final = dict.fromkeys(
    [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0),
     *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)  # fmt: skip
"""What steers a terminal instead of being shown: control characters but for tabs and the ends of
lines, and what turns the direction of writing for all that follows."""


def shown(text: str) -> str:
    """A text without what steers a terminal: pages and names of files may hold it.

    >>> shown("Iran\x1b[2J attacked")
    'Iran[2J attacked'
    """
    return text.translate(_STEERING)


def note(text: str) -> None:
    """Print a line on standard error, without what steers a terminal: an error, or what the reader
    of a report should know beside it."""
    print(shown(text), file=sys.stderr)


def console() -> Console:
    """A console on standard output that shows words as they are, but for what would steer the
    terminal. Neither colour nor bold where it is no terminal, or where `NO_COLOR` is set: not
    everything that reads our output strips them."""
    from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
    from rich.segment import Segment

    @dataclass
    class Shown:
        """Something to print, its text without what steers a terminal."""

        what: ConsoleRenderable

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for part in console.render(self.what, options):
                yield part if part.control else Segment(shown(part.text), part.style)

    class Showing(RenderHook):
        """What lets through nothing else."""

        def process_renderables(
            self, renderables: list[ConsoleRenderable]
        ) -> list[ConsoleRenderable]:
            return [Shown(what) for what in renderables]

    plain = bool(os.environ.get("NO_COLOR"))
    out = Console(
        highlight=False, emoji=False, markup=False, force_terminal=False if plain else None
    )
    out.push_render_hook(Showing())
    return out


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
