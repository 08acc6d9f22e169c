"""The engine against the reference, its reasons, and what it refuses."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.ask import Occurrence, Policies, World, answer_batch
from casus.book import load_book
from casus.errors import InputError, NotCovered, UnknownActor, UnknownEvent, UnknownInstrument

if TYPE_CHECKING:
    from pathlib import Path

ATTACK = Occurrence.attack("KOR", "PRK")


def test_reference_questions(shared: Path) -> None:
    gold = [json.loads(line) for line in (shared / "data/whatif_reference.jsonl").open()]
    spec = importlib.util.spec_from_file_location("scorer", shared / "spec/score_whatif.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    right: dict[str, list[bool]] = {}
    for question, answer in zip(gold, answer_batch(json.dumps(q) for q in gold), strict=True):
        assert answer["id"] == question["id"]
        wrong = scorer.judge(question["expected"], answer, False)
        right.setdefault(question["confidence"], []).append(not wrong)
    assert all(right["high"])
    assert sum(right["medium"]) >= 0.9 * len(right["medium"])
    assert all(right["low"])


def test_low_confidence_questions_show_both_readings(shared: Path) -> None:
    lines = (shared / "data/whatif_reference.jsonl").read_text().splitlines()
    low = [q for q in map(json.loads, lines) if q["confidence"] == "low"]
    for answer in answer_batch(low):
        disputed = [f for name in ("obliged", "discretionary") for f in answer[name]
                    if f.get("reading")]  # fmt: skip
        assert disputed or answer["contested"]


def test_every_finding_says_why_and_how_long() -> None:
    for finding in World("2024-12-05").what_if(ATTACK).findings:
        assert finding.because
        assert finding.round == 1
    [china] = World("2024-06-21").what_if(ATTACK).obliged
    assert any("1961-09-10" in text for text in china.because)
    assert china.against == "KOR"
    assert china.toward == "PRK"


def test_what_did_not_bind_says_the_first_test_that_failed() -> None:
    outcome = World("2024-06-21").what_if(ATTACK)
    missed = {(n.state, n.treaty, n.article): n for n in outcome.not_obliged}
    russia = missed["RUS", "rus_prk_2024", "4"]
    assert russia.test == "in_force"
    assert "2024-12-04" in russia.failed
    ended = missed["RUS", "ussr_prk_1961", "1"]
    assert "1996-09-10" in ended.failed


def test_why_is_a_derivation() -> None:
    [defence] = [t for t in World("2024-06-21").why("CHN", ATTACK) if t.fills == "obliged"]
    tests = defence.as_dict()["tests"]
    assert isinstance(tests, list)
    assert all(step["passed"] for step in tests)
    assert "in_force" in {step["test"] for step in tests}
    assert "1961-09-10" in defence.tree()


def test_why_not_tries_every_clause_that_binds_the_state() -> None:
    world = World("2024-06-21")
    traces = world.why_not("USA", ATTACK)
    tried = {t.clause for t in traces}
    bound = {s.clause.id for s in world.standings if "USA" in s.by and s.clause.fills}
    fired = {t.clause for t in world.why("USA", ATTACK)}
    assert {c for c in bound if not c.startswith("un_charter")} <= tried | fired
    assert all(t.stopped is not None for t in traces)


def test_escalation_goes_on_until_nothing_new() -> None:
    strict = World("1938-09-20").what_if(Occurrence.attack("DEU", "CSK"))
    assert {f.state for f in strict.obliged} == {"FRA"}
    rounds = World("1938-09-20", "escalate").what_if(Occurrence.attack("DEU", "CSK"))
    second = {(f.state, f.treaty) for f in rounds.obliged if f.round == 2}
    assert ("SUN", "csk_ussr_1935") in second
    assert any("assumed" in text for f in rounds.obliged if f.round == 2 for text in f.because)


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        (Policies(fellow_party_excluded=False), "POL"),
        (Policies(), None),
    ],
)
def test_reading_rules_are_switches(policy: Policies, state: str | None) -> None:
    outcome = World("1956-11-04", policy).what_if(Occurrence.attack("SUN", "HUN"))
    assert (state in {f.state for f in outcome.discretionary}) == (state is not None)


def test_self_defence_switch() -> None:
    event = Occurrence.attack("UKR", "RUS", self_defence=True)
    strict = World("2025-02-01").what_if(event)
    loose = World("2025-02-01", Policies(self_defence_is_no_attack=False)).what_if(event)
    assert "PRK" not in {f.state for f in strict.obliged}
    assert "PRK" in {f.state for f in loose.obliged}


def abduce(day: str, goal: str, **constraints: Any) -> tuple[tuple[str, ...], ...]:
    event = {"kind": "abduce", "goal": goal, "constraints": constraints}
    sets = World(day).what_if(Occurrence.from_dict(event)).minimal_sets
    assert sets is not None
    return sets


def test_routes_are_minimal() -> None:
    sets = abduce("1938-06-01", "SUN obliged to fight DEU")
    assert ("DEU attacks FRA",) in sets
    assert ("DEU attacks CSK", "FRA assists CSK") in sets
    assert not any(set(a) < set(b) for a in sets for b in sets)


def test_routes_keep_to_constraints() -> None:
    goal = "CHN obliged to fight USA"
    assert abduce("2025-06-01", goal, lawful_only=["USA"]) == ()
    second = abduce("2025-06-01", goal, not_first_attacker=["USA"])
    assert ("KOR attacks PRK", "USA assists KOR") in second
    assert ("USA attacks PRK",) not in second
    assert abduce("2025-06-01", goal, max_size=1, without=["USA attacks PRK"]) == ()


def test_no_route_is_said() -> None:
    event = {"kind": "abduce", "goal": "CHE obliged to fight AUT"}
    outcome = World("2025-06-01").what_if(Occurrence.from_dict(event))
    assert outcome.minimal_sets == ()
    assert "none up to 2" in outcome.notes[0]


def test_routes_by_place() -> None:
    sets = abduce("2025-06-01", "KOR discretionary against CHN", max_size=1)
    assert ("CHN attacks USA at Guam",) in sets
    assert ("CHN attacks USA",) not in sets


KOREA = {"kind": "attack", "attacker": "KOR", "target": "PRK"}
SUPPLY = {"kind": "supply", "supplier": "RUS", "target": "PRK"}
BAD: list[tuple[dict[str, Any], type[InputError], str]] = [
    ({"kind": "invade", "attacker": "KOR", "target": "PRK"}, UnknownEvent, "attack"),
    ({"kind": "attack", "attacker": "KOR"}, UnknownEvent, "needs target"),
    ({**KOREA, "wo": 1}, UnknownEvent, "'wo'"),
    ({**KOREA, "object": "tank"}, UnknownEvent, "one of"),
    ({**KOREA, "provoked": "yes"}, UnknownEvent, "true or"),
    ({"kind": "attack", "attacker": "KOR", "target": "KOR"}, UnknownEvent, "itself"),
    ({"kind": "attack", "attacker": "KORR", "target": "PRK"}, UnknownActor, "KOR"),
    ({"kind": "attack", "attacker": "SUN", "target": "PRK"}, NotCovered, "RUS"),
    ({"kind": "attack", "attacker": "CHN", "target": "USA", "place": "Guan"}, UnknownEvent, "Guam"),
    (
        {"kind": "attack", "attacker": "CHN", "target": "PHL", "place": "South China Sea"},
        UnknownEvent,
        "object",
    ),
    ({**KOREA, "attributed_to": "USA"}, UnknownEvent, "nonstate"),
    ({**KOREA, "ongoing": [{"kind": "siege"}]}, UnknownEvent, "ongoing"),
    (
        {
            **KOREA,
            "ongoing": [{"kind": "war", "attacker": "USA", "target": "PRK", "since": "2030-01-01"}],
        },
        UnknownEvent,
        "after the day",
    ),
    (
        {
            **KOREA,
            "self_defence": True,
            "ongoing": [{"kind": "attack", "attacker": "KOR", "target": "PRK"}],
        },
        UnknownEvent,
        "contradicts",
    ),
    ({"kind": "mobilise", "attacker": "DEU", "target": "FRA"}, UnknownEvent, "no target"),
    ({**SUPPLY, "item": "tnaks"}, UnknownEvent, "tanks"),
    ({**SUPPLY, "item": "missiles", "quantity_t": -1}, UnknownEvent, "number"),
    ({**SUPPLY, "item": "coal", "quantity_t": 9, "period_total_t": 1}, UnknownEvent, "less than"),
    ({**SUPPLY, "item": "missiles", "justification": "natto"}, UnknownInstrument, "nato"),
    ({"kind": "abduce", "goal": "CHN fights USA"}, UnknownEvent, "obliged to fight"),
    (
        {"kind": "abduce", "goal": "CHN obliged to fight USA", "constraints": {"size": 2}},
        UnknownEvent,
        "max_size",
    ),
    (
        {"kind": "abduce", "goal": "CHN obliged to fight USA", "constraints": {"max_size": 9}},
        UnknownEvent,
        "1 to 3",
    ),
]


@pytest.mark.parametrize(("event", "kind", "says"), BAD)
def test_bad_events_are_refused(event: dict[str, Any], kind: type[InputError], says: str) -> None:
    with pytest.raises(kind, match=says):
        World("2025-06-01").what_if(Occurrence.from_dict(event))


@pytest.mark.parametrize("day", ["1814-12-31", "2400-01-01"])
def test_days_outside_the_book(day: str) -> None:
    with pytest.raises(NotCovered, match="1815-01-01"):
        World(day)


def test_no_day() -> None:
    with pytest.raises(InputError, match="2024-06-21"):
        World("21 June 2024")


def test_batch_goes_on_after_an_error() -> None:
    good = {"id": "b", "date": "2024-06-21", "event": ATTACK.as_dict()}
    lines: list[Any] = ['{"id": 1', "[]", "", json.dumps(good), {"date": "2024-06-21"},
                        {"id": "e", "date": "2024-06-21", "event": {"kind": "x"}}]  # fmt: skip
    answers = list(answer_batch(lines))
    assert [a["id"] for a in answers] == ["line 1", "line 2", "b", "line 5", "e"]
    assert ["error" in a for a in answers] == [True, True, False, True, True]


def test_same_question_same_answer() -> None:
    event = {"kind": "attack", "attacker": "RUS", "target": "EST"}
    question = {"id": "a", "date": "2025-06-01", "event": event}
    first, second = (json.dumps(list(answer_batch([question]))) for _ in range(2))
    assert first == second


STATES = ["USA", "RUS", "CHN", "PRK", "KOR", "JPN", "DEU", "FRA", "GBR", "TUR", "GRC", "ISR", "EGY",
          "QAT", "ARM", "AZE", "ARG", "BRA", "PAK", "IND", "NZL", "AUS", "UKR", "TWN"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(STATES),
    st.sampled_from(STATES),
    st.dates(dt.date(1992, 6, 1), dt.date(2026, 1, 1)),
    st.booleans(),
    st.booleans(),
)
def test_what_holds_of_every_attack(
    attacker: str, target: str, day: dt.date, provoked: bool, self_defence: bool
) -> None:
    if attacker == target:
        return
    event = Occurrence.attack(attacker, target, provoked=provoked, self_defence=self_defence)
    outcome = World(day).what_if(event)
    for finding in (*outcome.obliged, *outcome.discretionary):
        assert finding.state not in (attacker, target)
        assert finding.against == attacker or finding.strength == "must_military"
    assert {f.state for f in outcome.breached} <= {attacker}
    if self_defence:
        assert not outcome.breached
        assert not [f for f in outcome.obliged if f.toward == target]
    found = {(f.state, f.treaty, f.article) for f in outcome.findings}
    assert not found & {(n.state, n.treaty, n.article) for n in outcome.not_obliged}


def test_treaties_of_a_state() -> None:
    ids = {t.id for t in World("2025-06-01").treaties("PRK")}
    assert {"rus_prk_2024", "chn_prk_1961", "un_charter"} <= ids
    assert "ussr_prk_1961" not in ids
    with pytest.raises(UnknownInstrument, match="nato"):
        load_book().treaty("natoo")


def test_a_state_that_only_the_book_knows_stands_for_its_days() -> None:
    attack = Occurrence.attack("FRA", "BAV")
    assert World("1868-01-01").what_if(attack).obliged
    with pytest.raises(NotCovered, match="BAV did not exist"):
        World("1950-01-01").what_if(attack)
