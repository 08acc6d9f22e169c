"""What is not likely enough is left out, and shown to be."""

from __future__ import annotations

import numpy as np
import pytest

from casus.extract import read_statements
from casus.extract.assemble import LIKELY, Weighed
from casus.extract.drafts import Draft, Drafting
from casus.extract.encoder import LABELS
from casus.extract.explain import explain
from casus.extract.lexicon import load_lexicon
from casus.extract.memory import Memory
from casus.extract.tellings import choose_telling
from casus.extract.weights import Weights, load_heard_weights, load_weights
from casus.model import Article, Event, Statement


@pytest.mark.parametrize(
    ("likely", "told"), [(1.0, True), (LIKELY, True), (0.29, False), (None, True)]
)
def test_what_is_likely_enough_is_told(likely: float | None, told: bool) -> None:
    statement = Statement("…", 0, 1, Event.of("ASSAULT", ("IRN",), ("ISR",)))
    assert Weighed(statement, 0, likely, {}).told is told


@pytest.mark.parametrize("likely", [0.2, 0.9])
def test_what_is_left_out_is_shown(monkeypatch: pytest.MonkeyPatch, likely: float) -> None:
    def choose(*given: object) -> object:
        found = choose_telling(*given)  # type: ignore[arg-type]
        return found and (found[0], likely)

    monkeypatch.setattr("casus.extract.assemble.choose_telling", choose)
    article = Article("a", "2024-04-13", "Iran attacked Israel.", "en")
    assert bool(read_statements(article)) is (likely > LIKELY)
    lines = list(explain(article))
    assert any(line.startswith("  in doubt: ") for line in lines) is (likely < LIKELY)
    [line] = [line for line in lines if line.startswith("    likely: ")]
    assert float(line.split()[1].rstrip("%")) == pytest.approx(100 * likely, abs=2)


@pytest.mark.parametrize(("least", "shown"), [(0.0, False), (1.01, True)])
def test_a_content_that_is_not_likely_enough_is_shown(
    monkeypatch: pytest.MonkeyPatch, least: float, shown: bool
) -> None:
    monkeypatch.setattr("casus.extract.parts.LIKELY", {"content": least, "condition": 0.0})
    monkeypatch.setattr("casus.extract.explain.LIKELY", {"content": least, "condition": 0.0})
    article = Article("a", "2024-04-13", "Iran accused Israel. Iran condemned its attack.", "en")
    lines = [line for line in explain(article) if line.startswith("    content likeliest: ")]
    assert lines
    assert any(", told from " in line for line in lines) is shown


def test_what_tells_again_what_was_heard_is_not_doubted() -> None:
    drafting = Drafting(load_lexicon("en"), load_weights(), Memory())

    def heard(likely: float, recipient: str) -> bool:
        """Whether what is heard of an attack counts, with so likely a one."""
        row = np.full(len(LABELS), 0.01, np.float32)
        row[LABELS.index("ASSAULT")] = likely
        draft = Draft(0, Event.of("ASSAULT", ["RUS"], [recipient]), "actual", heard=np.log(row))
        drafting._repeat(draft)
        return draft.heard is not None

    assert [heard(0.9, "UKR"), heard(0.1, "UKR"), heard(0.1, "POL")] == [True, False, True]


def test_whether_it_is_told_is_weighed_by_what_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = load_heard_weights()
    article = Article("a", "2024-04-13", "Iran attacked Israel.", "en")
    assert len(read_statements(article)) == 1
    deaf = Weights({**learned.tables, "telling": {"none": 9.0}})
    monkeypatch.setattr("casus.extract.choices.load_heard_weights", lambda: deaf)
    assert read_statements(article) == []
