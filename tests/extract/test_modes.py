"""Of what kind help or an attack is."""

from __future__ import annotations

from typing import cast

import pytest

from casus.extract.encoder import Bearing
from casus.extract.modes import with_mode
from casus.model import Event


class Ear:
    """What hears one mode of everything."""

    def __init__(self, mode: str | None) -> None:
        self.heard = mode

    def mode(self, of: str, kind: str) -> str | None:
        return self.heard


@pytest.mark.parametrize(
    ("kind", "told", "heard", "mode"),
    [
        ("AID", None, "military", "military"),
        ("AID", "economic", "military", "economic"),
        ("AID", None, None, None),
        ("ASSAULT", None, "terror", "terror"),
        ("ASSAULT", None, None, "conventional"),
        ("SANCTION", None, "military", None),
    ],
)
def test_a_mode_that_no_pattern_tells_is_heard(
    kind: str, told: str | None, heard: str | None, mode: str | None
) -> None:
    event = Event.of(kind, ["KEN"], ["HTI"], told)
    assert with_mode(event, "act", cast(Bearing, Ear(heard))).mode == mode


def test_where_nothing_is_heard_an_attack_is_a_conventional_one() -> None:
    assert with_mode(Event.of("ASSAULT", ["IRN"]), "content", None).mode == "conventional"
    assert with_mode(Event.of("AID", ["IRN"]), "content", None).mode is None
