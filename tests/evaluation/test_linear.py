"""Linear models learn what tells right from wrong."""

from __future__ import annotations

from types import ModuleType


def test_the_right_of_each_group_outweighs_the_others(linear: ModuleType) -> None:
    group = [({"heard": -0.1, "told": 1.0}, True), ({"heard": -3.0, "rare": 1.0}, False)]
    weights = linear.fit_ranked([group] * 30, ridge=1.0, at_least=20)
    assert weights["heard"] > 0
    assert weights["told"] > 0
    assert weights["rare"] < 0
    assert linear.fit_ranked([group] * 10, ridge=1.0, at_least=30) == {}


def test_names_alone_count_one_each(linear: ModuleType) -> None:
    rows = [(["a", "b"], True), (["b", "c"], False)] * 10
    weights = linear.fit_yes_no(rows, ridge=0.1)
    assert weights["a"] > 0 > weights["c"]
    assert abs(weights.get("b", 0.0)) < 0.1
