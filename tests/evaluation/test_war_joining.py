"""Duties in 63 wars: the page shows what the command prints, and the counting is sound."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "honoured.md"


def _load() -> Any:
    sys.path.insert(0, str(ROOT / "evaluation"))
    spec = importlib.util.spec_from_file_location("war_joining", ROOT / "evaluation/war_joining.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["war_joining"] = module
    spec.loader.exec_module(module)
    return module


joining = _load()


def pair(found: str, side: str, day: str = "1914-07-28") -> Any:
    return joining.Pair(
        1, "a war", dt.date.fromisoformat(day), "AAA", "BBB", True, True, frozenset({1}),
        found, ("pact 1",), "", side,
    )  # fmt: skip


def test_the_page_shows_what_the_command_prints(shared: Path) -> None:
    pairs = joining.pairs_of(shared)
    shown = PAGE.read_text(encoding="utf-8").split(joining.MARKS[0])[1].split(joining.MARKS[1])[0]
    renew = "stale: python evaluation/war_joining.py --write docs/honoured.md"
    assert shown.strip() == joining.report(pairs, shared), renew
    assert len({p.war for p in pairs}) == 63


@pytest.mark.parametrize(
    ("found", "side", "honoured"),
    [
        ("obliged", "obligee", True), ("obliged", "", False), ("obliged", "opponent", False),
        ("discretionary", "obligee", True), ("forbidden", "", True),
        ("forbidden", "obligee", True), ("forbidden", "opponent", False),
        ("consult", "obligee", None), ("none", "opponent", None),
    ],
)  # fmt: skip
def test_help_is_given_by_coming_in_and_neutrality_by_not_coming_in_against(
    found: str, side: str, honoured: bool | None
) -> None:
    assert pair(found, side).honoured is honoured


def test_a_war_belongs_to_one_period_and_to_all() -> None:
    assert pair("none", "").within("before 1945")
    assert pair("none", "", "1945-09-02").within("since 1945")
    assert not pair("none", "", "1945-09-02").within("before 1945")
    assert pair("none", "").within("all")


def test_the_strictest_duty_counts() -> None:
    outcomes = joining.first_blow(dt.date(1939, 9, 1), ["DEU"], ["POL"])
    assert joining.duty(outcomes, "GBR", "POL")[:2] == ("obliged", ("gbr_pol_1939 1",))
    assert joining.duty(outcomes, "SUN", "POL")[0] == "forbidden"
    assert joining.duty(outcomes, "BRA", "POL")[0] == "none"


def test_a_pact_of_defence_owes_the_attacker_nothing() -> None:
    outcomes = joining.first_blow(dt.date(1914, 7, 28), ["AUH"], ["SRB"])
    assert joining.duty(outcomes, "DEU", "AUH") == ("none", (), joining.UNTRIED)


def test_shares_of_nothing_are_no_number() -> None:
    assert joining.share(0, 0) == "0 (–)"
    assert joining.share(1, 4) == "1 (25.0 %)"
