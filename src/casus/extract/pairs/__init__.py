"""A directed pair of spans → the one type of event that the text gives to it."""

from casus.extract.pairs.answer import classify
from casus.extract.pairs.batch import classify_batch
from casus.extract.pairs.labels import LABELS, QUADS

__all__ = ["LABELS", "QUADS", "classify", "classify_batch"]
