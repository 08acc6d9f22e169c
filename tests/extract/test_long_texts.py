"""Texts longer than what is read together."""

from __future__ import annotations

import pytest

from casus.extract.statements import read_statements
from casus.model import Article


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_who_was_spoken_of_is_known_beyond_what_is_read_together(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("casus.extract.statements.AT_ONCE", at_once)
    text = "Iran struck Israel. It also bombed Syria on Friday. Jordan condemned the attack."
    found = read_statements(Article("a", "-", text, "en"))
    assert [(s.event.type, s.event.actor) for s in found] == [
        ("ASSAULT", ("IRN",)),
        ("ASSAULT", ("IRN",)),
        ("ACCUSE", ("JOR",)),
    ]
