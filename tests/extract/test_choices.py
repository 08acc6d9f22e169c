"""Among what may be, that is chosen for which most speaks."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

import casus.extract
from casus.errors import PackError
from casus.extract.choices import Choice, choose, weigh
from casus.extract.weights import OF_HEARD, Weights, load_heard_weights, load_weights


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Weights({"sides": {"heard": 2.0, "none": 1.0}})
    monkeypatch.setattr("casus.extract.choices.load_heard_weights", lambda: weights)


@pytest.mark.usefixtures("plain")
def test_measures_count_as_much_as_they_weigh() -> None:
    choices = [Choice("a", {"heard": -0.5}), Choice("b", {"none": 3.0, "unknown": 99.0})]
    assert weigh("sides", choices) == [-1.0, 3.0]
    what, likely = choose("sides", choices)
    assert what == "b"
    assert likely == pytest.approx(1 / (1 + math.exp(-4)))


@pytest.mark.usefixtures("plain")
def test_of_two_the_first_is_chosen() -> None:
    assert choose("sides", [Choice("a", {}), Choice("b", {})]) == ("a", 0.5)


def test_what_weighed_most_is_named() -> None:
    weights = Weights({"sides": {"a": 2.0, "b": -1.0, "c": 9.0}})
    assert weights.weightiest("sides", {"a": 1.0, "b": -5.0, "d": 7.0}) == [("b", 5.0), ("a", 2.0)]


def test_every_choice_has_weights() -> None:
    file = Path(casus.extract.__file__).with_name("heard_weights.json")
    assert set(json.loads(file.read_text("utf-8"))) == set(OF_HEARD)
    assert all(load_heard_weights().tables.values())


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text('{"sides": {}}', "utf-8")
    with pytest.raises(PackError, match=r"weights\.json"):
        load_weights(path, OF_HEARD)
