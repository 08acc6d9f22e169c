"""The nouns, immutable: what every other room passes on.

Each is loaded when it is first asked for: whoever needs the law alone does not wait for the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from casus.model.article import Article, Cut
    from casus.model.event import ABOUT, HOSTILE, MODES, TYPES, VERBAL, Event
    from casus.model.law import Clause, Measure, Party, Provision, Suspension, Treaty, When
    from casus.model.mention import VERDICTS, Check, Mention
    from casus.model.occurrence import Occurrence, Ongoing
    from casus.model.outcome import Finding, NotFired, Outcome, War
    from casus.model.reading import Reading
    from casus.model.statement import STATUSES, Retelling, Statement

__all__ = [
    "ABOUT",
    "HOSTILE",
    "MODES",
    "STATUSES",
    "TYPES",
    "VERBAL",
    "VERDICTS",
    "Article",
    "Check",
    "Clause",
    "Cut",
    "Event",
    "Finding",
    "Measure",
    "Mention",
    "NotFired",
    "Occurrence",
    "Ongoing",
    "Outcome",
    "Party",
    "Provision",
    "Reading",
    "Retelling",
    "Statement",
    "Suspension",
    "Treaty",
    "War",
    "When",
]

_ROOMS: Final = {
    "article": ("Article", "Cut"),
    "event": ("ABOUT", "HOSTILE", "MODES", "TYPES", "VERBAL", "Event"),
    "law": ("Clause", "Measure", "Party", "Provision", "Suspension", "Treaty", "When"),
    "mention": ("VERDICTS", "Check", "Mention"),
    "occurrence": ("Occurrence", "Ongoing"),
    "outcome": ("Finding", "NotFired", "Outcome", "War"),
    "reading": ("Reading",),
    "statement": ("STATUSES", "Retelling", "Statement"),
}
_HOMES: Final = {name: f"casus.model.{room}" for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
