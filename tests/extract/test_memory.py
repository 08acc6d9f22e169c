"""What the text has spoken of, as later sentences may refer to it."""

from __future__ import annotations

from casus.extract.memory import REMEMBERED, Memory
from casus.model import Event


def test_a_long_text_is_remembered_by_its_end() -> None:
    memory = Memory()
    pacts = [Event.of("AGREE", (f"A{n:02}", f"B{n:02}")) for n in range(2 * REMEMBERED)]
    for pact in pacts:
        memory.note_event(pact)
    assert memory.events == pacts[-REMEMBERED:]
    assert len(memory.groups) == REMEMBERED
    assert memory.together(2) == pacts[-1].actor
