"""The nouns, immutable: what every other room passes on."""

from casus.model.article import Article, Cut
from casus.model.event import MODES, TYPES, VERBAL, Event
from casus.model.mention import VERDICTS, Check, Mention
from casus.model.reading import Reading
from casus.model.statement import STATUSES, Statement

__all__ = [
    "MODES",
    "STATUSES",
    "TYPES",
    "VERBAL",
    "VERDICTS",
    "Article",
    "Check",
    "Cut",
    "Event",
    "Mention",
    "Reading",
    "Statement",
]
