"""An event in words – "Korea Selatan menyerang Korea Utara", "KOR attacks PRK" – as an occurrence.

Above `extract` and `ask`, which do not know each other: the words are read by the language packs,
and what they tell is put into the vocabulary of the engine.
"""

from casus.words.parse import MAX_WORDS, unknown_place
from casus.words.several import parse_event, parse_events

__all__ = ["MAX_WORDS", "parse_event", "parse_events", "unknown_place"]
