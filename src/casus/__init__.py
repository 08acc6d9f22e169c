"""casus: what states said, who is bound, what follows.

    >>> import casus
    >>> reading = casus.read("France sent arms to Ukraine on 3 May 2024.", kind="text", lang="en")
    >>> [(s.event.type, s.event.actor, s.event.recipient) for s in reading.statements]
    [('AID', ('FRA',), ('UKR',))]

The public names are few and stay: `read`, `read_many`, `World`, `Occurrence`, `Ledger`, `Reading`,
`Article`, `Statement`, `Event`, `Outcome`, `load_book`, and the errors under `CasusError`. Each is
loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from casus.ask import World
    from casus.book import load_book
    from casus.errors import CasusError
    from casus.ledger import Ledger
    from casus.model import Article, Event, Occurrence, Outcome, Reading, Statement
    from casus.reading import read, read_many

__version__: Final = "0.1.0"

__all__ = [
    "Article",
    "CasusError",
    "Event",
    "Ledger",
    "Occurrence",
    "Outcome",
    "Reading",
    "Statement",
    "World",
    "__version__",
    "load_book",
    "read",
    "read_many",
]

_HOMES: Final = {
    "Article": "casus.model",
    "CasusError": "casus.errors",
    "Event": "casus.model",
    "Ledger": "casus.ledger",
    "Occurrence": "casus.model",
    "Outcome": "casus.model",
    "Reading": "casus.model",
    "Statement": "casus.model",
    "World": "casus.ask",
    "load_book": "casus.book",
    "read_many": "casus.reading",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "read":
        return import_module("casus.read")  # a room that can be called, see its module
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'casus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
