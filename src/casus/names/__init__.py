"""Words → actor codes on a date, in every language; states that were and are.

>>> import datetime as dt
>>> from casus.names import Names
>>> found = Names.of("en", dt.date(1985, 3, 12)).find("Moscow warned Bonn.")
>>> [(span.text, span.codes) for span in found]
[('Moscow', ('SUN',)), ('Bonn', ('DEU',))]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.names.actors import exists, registry, standing, successor
from casus.names.lookup import actor_title, code_of
from casus.names.match import Names
from casus.names.span import KINDS, NameSpan

if TYPE_CHECKING:
    ACTORS: frozenset[str]

__all__ = [
    "ACTORS",
    "KINDS",
    "NameSpan",
    "Names",
    "actor_title",
    "code_of",
    "exists",
    "standing",
    "successor",
]


def __getattr__(name: str) -> Any:
    if name == "ACTORS":  # read only when asked for: start-up time counts
        return registry().codes
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
