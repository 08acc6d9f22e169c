"""What was read is let go at once, and not held until Python's collector looks."""

from __future__ import annotations

import gc

from casus.extract import read_statements
from casus.model import Article

TEXT = "Moscow warned Seoul not to send arms to Kyiv. France and Mali met in Paris on Monday."


def test_no_sentence_is_held_by_itself() -> None:
    article = Article("a", "-", TEXT, "en")
    assert read_statements(article)  # loads what stays
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        read_statements(article)
        gc.collect()
        held = {type(thing).__name__ for thing in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert held.isdisjoint({"Scene", "Token", "Chunk", "Trigger"})
