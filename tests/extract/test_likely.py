"""What is not likely enough is left out, and shown to be."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.extract.assemble import LIKELY, Weighed
from casus.extract.explain import explain
from casus.extract.tellings import choose_telling
from casus.extract.weights import Weights, load_heard_weights
from casus.model import Article, Event, Statement


@pytest.mark.parametrize(
    ("likely", "told"), [(1.0, True), (LIKELY, True), (0.29, False), (None, True)]
)
def test_what_is_likely_enough_is_told(likely: float | None, told: bool) -> None:
    statement = Statement("…", 0, 1, Event.of("ASSAULT", ("IRN",), ("ISR",)))
    assert Weighed(statement, likely, {}).told is told


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


def test_what_tells_again_what_was_told_is_not_doubted() -> None:
    text = "Russia invaded Ukraine. Poland closed its embassy. Russia invaded Ukraine."
    article = Article("a", "2024-04-13", text, "en")
    told = [s for s in read_statements(article) if s.event.type == "ASSAULT"]
    assert [len(s.also) for s in told] == [1]
    lines = list(explain(article))
    assaults = [n for n, line in enumerate(lines) if "statement: " in line and "'ASSAULT'" in line]
    assert [lines[n + 1].startswith("    likely: ") for n in assaults] == [True, False]


def test_whether_it_is_told_is_weighed_by_what_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = load_heard_weights()
    article = Article("a", "2024-04-13", "Iran attacked Israel.", "en")
    assert len(read_statements(article)) == 1
    deaf = Weights({**learned.tables, "telling": {"none": 9.0}})
    monkeypatch.setattr("casus.extract.choices.load_heard_weights", lambda: deaf)
    assert read_statements(article) == []
