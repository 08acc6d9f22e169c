"""Accuracy does not fall below `evaluation/floors.json`."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"
FLOORS: dict[str, Any] = json.loads((EVALUATION / "floors.json").read_text(encoding="utf-8"))


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EVALUATION / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("which", ["open", "unseen"])
@pytest.mark.parametrize("lang", FLOORS["statements"]["open"])
def test_statements(shared: Path, which: str, lang: str) -> None:
    statements = _module("statements")
    rows = statements.passages(which, lang, shared)
    figures = statements.measure(rows, shared)["overall"]
    floors = FLOORS["statements"][which][lang]
    assert figures["event"]["f1"] >= floors["event_f1"]
    assert figures["type"]["f1"] >= floors["type_f1"]
    alarms = figures["false_alarms"] / max(1, figures["empty_passages"])
    assert alarms <= floors["false_alarms_per_empty"]


def test_passages_kept_aside(shared: Path) -> None:
    statements, floors = _module("statements"), FLOORS["statements"]["aside"]
    rows = [
        row for lang in FLOORS["statements"]["open"] for row in statements.passages("aside", lang)
    ]
    figures = statements.measure(rows, shared)["overall"]
    for part in ("event", "type", "content"):
        assert figures[part]["f1"] >= floors[f"{part}_f1"]
    for share in ("quote", "mode", "status", "speaker"):
        assert figures[share] >= floors[share]
    assert figures["false_alarms"] / figures["empty_passages"] <= floors["false_alarms_per_empty"]


def test_pages() -> None:
    shares = _module("score_pages").score(EVALUATION / "pages", "unseen")
    floors = FLOORS["pages"]["unseen"]
    assert shares["body_share"] >= floors["body"]
    assert shares["leak_share"] <= floors["leaks"]
    assert shares["title_share"] >= floors["title"]
    assert shares["date_share"] >= floors["date"]
    assert shares["lang_share"] >= floors["language"]


def test_what_if(shared: Path) -> None:
    from casus.ask import answer_batch

    text = (shared / "data" / "whatif_reference.jsonl").read_text(encoding="utf-8")
    questions = [json.loads(line) for line in text.splitlines()]
    answers = {answer["id"]: answer for answer in answer_batch(questions)}
    faults = _module("score_whatif").faults
    for level, floor in FLOORS["whatif"].items():
        asked = [q for q in questions if q["confidence"] == level]
        right = [q for q in asked if not faults(q["expected"], answers[q["id"]])]
        assert len(right) >= floor * len(asked)


def test_pairs(shared: Path) -> None:
    classify = _module("classify")
    if not (shared / "gold" / classify.FILE).is_file():
        pytest.skip(f"no {classify.FILE} in {shared / 'gold'}")
    rows = classify.lines("unseen", shared)
    found = classify.figures(rows, classify.answers(rows))
    for name, floor in FLOORS["pairs"]["unseen"].items():
        assert found[name] >= floor, name
