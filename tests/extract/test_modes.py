"""Of what kind help or an attack is."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from casus.extract import read_statements
from casus.extract.encoder import PARTS, Bearing
from casus.extract.encoder.heads import KINDS, MODED, Asked, Heads
from casus.extract.modes import with_modes
from casus.model import Article, Event


class Ear:
    """What hears one mode of everything."""

    def __init__(self, mode: str | None) -> None:
        self.heard = mode

    def mode(self, of: str, kind: str, told: str | None = None) -> str | None:
        return self.heard


@pytest.mark.parametrize(
    ("kind", "told", "heard", "mode"),
    [
        ("AID", None, "military", "military"),
        ("AID", "economic", "military", "economic"),
        ("AID", "military", "economic", "military"),
        ("AID", "military", "humanitarian", "humanitarian"),
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
    moded, by_ear = with_modes({"act": event, "content": None}, cast(Bearing, Ear(heard)))
    assert moded == {"act": replace(event, mode=mode), "content": None}
    assert by_ear == (["act"] if mode is not None and mode == heard and mode != told else [])


def test_where_nothing_is_heard_an_attack_is_a_conventional_one() -> None:
    attack, help_given = Event.of("ASSAULT", ["IRN"]), Event.of("AID", ["IRN"])
    whole = {"act": help_given, "content": attack}
    moded = {"act": help_given, "content": replace(attack, mode="conventional")}
    assert with_modes(whole, None) == (moded, [])


def test_of_an_act_and_of_its_parts_different_modes_may_be_heard() -> None:
    whole, size = 3, len(KINDS)
    weight = np.zeros((len(MODED) * size, whole), np.float32)
    bias = np.zeros(len(MODED) * size, np.float32)
    for of, mode in zip(MODED, ("military", "economic", "humanitarian"), strict=True):
        bias[MODED.index(of) * size + KINDS.index(("AID", mode))] = 1.0
    seen = np.zeros((len(PARTS), 2, size), np.float32)
    seen[PARTS.index("content"), 0, KINDS.index(("AID", "military"))] = 5.0
    heads = Heads({"modes.weight": weight, "modes.bias": bias, "modes_seen": seen}, {})
    looks = np.zeros((len(PARTS), 2), np.float32)
    nothing = np.zeros((1, 1), np.float32)

    def heard() -> list[str | None]:
        asked = Asked(np.zeros(whole, np.float32), looks, nothing, nothing)
        return [heads.mode(asked, of, "AID") for of in MODED]

    assert heard() == ["military", "economic", "humanitarian"]
    looks[PARTS.index("content"), 0] = 1.0  # what is seen where it is told says so
    assert heard() == ["military", "military", "humanitarian"]
    asked = Asked(np.zeros(whole, np.float32), looks, nothing, nothing)
    assert heads.mode(asked, "act", "SANCTION") is None
    assert heads.mode(asked, "act", "AID", "economic") == "military"  # clearly likelier
    bias[MODED.index("act") * size + KINDS.index(("AID", "economic"))] = 0.1
    assert heads.mode(asked, "act", "AID", "economic") == "economic"


def test_what_is_given_tells_of_what_kind_it_is() -> None:
    text = "Kuwait provided assistance to Jordan worth fifty million dollars."
    [statement] = read_statements(Article("a", "-", text, "en"))
    modes = [e.mode for e in (statement.event, statement.content) if e and e.type == "AID"]
    assert modes == ["economic"]
    assert "mode=heard" in statement.rule
