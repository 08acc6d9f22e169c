"""`casus classify`: the contract, and what is wrong with a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Casus = Callable[..., Any]
ROW = {"id": "p1", "text": "Mali expelled the envoy.", "source": "Mali", "target": "the envoy"}


def test_a_line_each_with_its_id(casus: Casus, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    bad = {**ROW, "id": "p2", "source": "Chad"}
    path.write_text("\n".join(json.dumps(row) for row in (ROW, bad, {**ROW, "id": "p3"})))
    done = casus("classify", "--batch", path, "--json")
    assert done.code == 1
    assert [(r["id"], r["type"]) for r in done.records] == [("p1", "SANCTION"), ("p3", "SANCTION")]
    assert "p2" in done.err
    assert "Chad" in done.err


def test_one_pair_and_what_decided(casus: Casus) -> None:
    done = casus("classify", ROW["text"], ROW["source"], ROW["target"], "--why")
    assert done.code == 0
    assert done.out.startswith("SANCTION")
    assert "heard: expelled" in done.out
    record = casus("classify", *list(ROW.values())[1:], "--why", "--json").records[0]
    assert record["type"] == "SANCTION"
    assert record["why"]


def test_nothing_to_answer(casus: Casus, tmp_path: Path) -> None:
    assert casus("classify").code == 2
    done = casus("classify", "--batch", tmp_path / "none.jsonl")
    assert done.code == 1
    assert "none.jsonl" in done.err
