"""What neither the choice nor the encoder is sure of is left out, and shown to be."""

from __future__ import annotations

import math

import pytest

from casus.extract import read_statements
from casus.extract.doubt import Doubt
from casus.extract.explain import explain
from casus.model import Article


@pytest.mark.parametrize(
    ("chosen", "heard", "grave"),
    [
        (0.9, 0.9, False),
        (0.9, 0.01, False),  # the words are plain, as in a bare sentence
        (0.3, 0.9, False),  # the encoder hears it
        (0.3, 0.01, True),
    ],
)
def test_both_must_doubt_an_act(chosen: float, heard: float, grave: bool) -> None:
    assert Doubt(math.log(chosen), math.log(heard)).grave is grave


@pytest.mark.parametrize("doubtful", [False, True])
def test_what_is_left_out_is_shown(monkeypatch: pytest.MonkeyPatch, doubtful: bool) -> None:
    shaken = Doubt(math.log(0.3), math.log(0.05)) if doubtful else Doubt(0.0, 0.0)
    monkeypatch.setattr("casus.extract.assemble.doubt_of", lambda *_: shaken)
    article = Article("a", "2024-04-13", "Iran attacked Israel.", "en")
    assert bool(read_statements(article)) is not doubtful
    lines = list(explain(article))
    assert any(line.startswith("  in doubt: ") for line in lines) is doubtful
    said = "30%; as the encoder hears it: 5%" if doubtful else "100%; as the encoder hears it: 100%"
    assert f"    likely, as chosen: {said}" in lines
