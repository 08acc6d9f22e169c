"""What the text has spoken of, as later sentences may refer to it."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.extract.memory import REMEMBERED, Memory
from casus.model import Article, Event


def test_a_long_text_is_remembered_by_its_end() -> None:
    memory = Memory()
    pacts = [Event.of("AGREE", (f"A{n:02}", f"B{n:02}")) for n in range(2 * REMEMBERED)]
    for pact in pacts:
        memory.note_event(pact)
    assert memory.events == pacts[-REMEMBERED:]
    assert len(memory.groups) == REMEMBERED
    assert memory.together(2) == pacts[-1].actor


FRENCH = (
    "La Colombie a bombardé un camp au Venezuela. Cuba et le Nicaragua ont condamné le raid. "
    "Le Brésil a demandé aux deux pays de négocier."
)
GERMAN = (
    "Algerien brach die Beziehungen zu Mali ab. Niger und Burkina Faso unterstützten Bamako. "
    "Die Afrikanische Union rief beide Staaten zu Gesprächen auf."
)


@pytest.mark.parametrize(
    ("lang", "text", "both"),
    [
        ("en", "Thailand shelled Cambodia. China called on both countries to hold talks.",
         ("KHM", "THA")),
        # those who look on are not meant
        ("fr", FRENCH, ("COL", "VEN")),
        ("de", GERMAN, ("DZA", "MLI")),
        # who did it together is, where nobody is at odds
        ("en", "Chile and Peru signed a pact. Bolivia thanked both countries.", ("CHL", "PER")),
    ],
)  # fmt: skip
def test_both_are_the_two_at_odds(lang: str, text: str, both: tuple[str, ...]) -> None:
    *_, last = read_statements(Article("a", "-", text, lang))
    assert last.event.recipient == both
