"""The encoder: a small transformer that has read labelled passages, as a second opinion.

The lexicon knows words, the encoder contexts: where no pattern knows a verb, or a party stands two
sentences back, it has seen something like it. It proposes triggers (`propose.py`), and what it
thinks (`hints.py`) is weighed beside the words (`casus.extract.choices`).
"""

from casus.extract.encoder.heads import LABELS, PARTS, Floats
from casus.extract.encoder.hints import TOLD, UNMET, Bearing, Hint, Hints
from casus.extract.encoder.model import Encoder, load_encoder
from casus.extract.encoder.propose import hears, propose

__all__ = [
    "LABELS", "PARTS", "TOLD", "UNMET", "Bearing", "Encoder", "Floats", "Hint",
    "Hints", "hears", "load_encoder", "propose",
]  # fmt: skip
