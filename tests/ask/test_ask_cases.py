"""Cases that a lawyer can write and read: `cases/*.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.ask import Occurrence, World

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def read_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in FILES
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def triple(text: str) -> tuple[str, str, str]:
    state, treaty, article = text.split(maxsplit=2)
    return state, treaty, article


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("case", read_cases())
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= {"name", "day", "event", "found", "absent", "disputed", "conflict"}
    outcome = World(case["day"]).what_if(Occurrence.from_dict(plain(case["event"])))
    lists = {
        name: {(f.state, f.treaty, f.article) for f in getattr(outcome, name)}
        for name in ("obliged", "discretionary", "consult", "forbidden", "breached", "contested")
    }
    for name, wanted in case.get("found", {}).items():
        assert {triple(text) for text in wanted} <= lists[name], name
    duties = lists["obliged"] | lists["discretionary"] | lists["breached"]
    for state, treaty, article in map(triple, case.get("absent", ())):
        if treaty == "(none)":
            assert not [found for found in duties if found[0] == state]
        else:
            assert (state, treaty, article) not in duties
    readings = {(f.state, f.treaty, f.article) for f in outcome.findings if f.reading}
    assert {triple(text) for text in case.get("disputed", ())} <= readings
    if "conflict" in case:
        assert any(text.startswith(case["conflict"]) for text in outcome.conflicts)


def test_there_are_enough_cases() -> None:
    assert len(read_cases()) >= 70
