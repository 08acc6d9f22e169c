"""Every pack: its examples come out as they say, and an error in it names file and line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from casus.errors import PackError
from casus.extract import read_statements
from casus.extract.examples import parse_record, read_examples
from casus.extract.lexicon import Lexicon, load_lexicon
from casus.lang import PACKS, packs
from casus.model import TYPES, Article

FLOORS = Path(__file__).resolve().parents[2] / "evaluation" / "floors.json"


@pytest.fixture(params=packs())
def lexicon(request: pytest.FixtureRequest) -> Lexicon:
    return load_lexicon(request.param)


def test_every_type_has_frames(lexicon: Lexicon) -> None:
    assert {frame.type for frame in lexicon.frames} == set(TYPES)


def test_every_frame_has_an_example(lexicon: Lexicon) -> None:
    assert {frame.id for frame in lexicon.frames} == {name for name, _, _ in lexicon.examples}


def test_examples_come_out_as_they_say(lexicon: Lexicon) -> None:
    wrong = []
    examples = read_examples(lexicon)
    for frame, text, record in examples:
        article = Article(frame, frame, text, lexicon.lang)
        told = [s.event for s in read_statements(article)]
        keys = [(e.type, list(e.actor), list(e.recipient)) for e in told]
        event = record["event"]
        if (event["type"], event["actor"], event["recipient"]) not in keys:
            wrong.append((frame, text))
    share = 1 - len(wrong) / len(examples)
    assert share >= json.loads(FLOORS.read_text())["examples"][lexicon.lang], wrong


def test_the_notation_of_examples() -> None:
    told = "THREATEN RUS>WEST ; content AID/military RUS>PRK ; if AID WEST>UKR ; by RUS ; planned"
    record = parse_record(told)
    assert record["content"] == {
        "type": "AID", "mode": "military", "actor": ["RUS"], "recipient": ["PRK"],
    }  # fmt: skip
    assert (record["speaker"], record["status"]) == (["RUS"], "planned")


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("frames/assault.yaml", "type: ASSAULT", "type: ATTACK", "type"),
        ("frames/assault.yaml", "type: ASSAULT", "type: AID", "only frames of type ASSAULT"),
        ("frames/assault.yaml", "frames:", "frames: [", "YAML"),
        ("classes.yaml", "  forces:", "  armies:", "forces"),
    ],
)
def test_a_malformed_pack_is_named(tmp_path: Path, file: str, old: str, new: str, why: str) -> None:
    folder = tmp_path / "en"
    shutil.copytree(PACKS / "en", folder)
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_lexicon("en", folder)
    assert caught.value.path.endswith(file)
    assert caught.value.line is not None
    assert why in str(caught.value)
