"""The tree of errors. Everything casus raises on purpose descends from `CasusError`.

    CasusError
    ├── InputError             something given to casus cannot be processed
    │   ├── UnreadableSource   a page, file or address that cannot be read
    │   ├── UnknownActor       a word that names no state or organisation known
    │   ├── UnknownInstrument  no such treaty or measure in the book
    │   ├── UnknownEvent       an event the engine does not know, or lacks a field
    │   ├── BadNetwork         no signed network: a loop, a pair with both signs, a bad sign
    │   └── NotCovered         a day or a subject outside what the data cover
    ├── DataError              a data file of casus or of the user is malformed (file and line)
    │   ├── PackError          in a language pack
    │   └── BookError          in an instrument of the book
    └── MissingExtra           an optional dependency is not installed

Each message says what was got, what is accepted, and an example where one helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

_FAULTS_SHOWN: Final = 5
"""So many faults stand in one message; the rest are counted."""


class CasusError(Exception):
    """Base of every error that casus raises on purpose."""


class InputError(CasusError):
    """Something given to casus cannot be processed."""


class UnreadableSource(InputError):
    """A page, file or address that cannot be read; `source` names it."""

    def __init__(self, source: str, why: str) -> None:
        self.source = source
        self.why = why
        super().__init__(f"{source}: {why}")


class UnknownActor(InputError):
    """A word or code that names no state or organisation known."""


class UnknownInstrument(InputError):
    """No treaty or measure of that id in the book."""


class UnknownEvent(InputError):
    """An event the engine does not know, or one that lacks or misnames a field."""


class BadNetwork(InputError):
    """Ties that make no signed network; `faults` names each, the message the first of them."""

    def __init__(self, faults: Sequence[str], source: str = "") -> None:
        self.faults = tuple(faults)
        self.source = source
        more = len(self.faults) - _FAULTS_SHOWN
        shown = "; ".join(self.faults[:_FAULTS_SHOWN]) + (f"; and {more} more" if more > 0 else "")
        super().__init__(f"{source}: {shown}" if source else shown)


class NotCovered(InputError):
    """A day or a subject outside what the data cover."""


class DataError(CasusError):
    """A data file is malformed; the message names file and line."""

    def __init__(self, path: Path | str, line: int | None, why: str) -> None:
        self.path = str(path)
        self.line = line
        self.why = why
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {why}")


class PackError(DataError):
    """A file of a language pack is malformed."""


class BookError(DataError):
    """An instrument file of the book is malformed."""


class MissingExtra(CasusError):
    """An optional dependency is not installed; the message names the extra."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed: pip install 'casus-foederis[{extra}]'")
