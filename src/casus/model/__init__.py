"""The nouns, immutable: what every other room passes on."""

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
