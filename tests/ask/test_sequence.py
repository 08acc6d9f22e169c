"""Several events in order, the same on two days, and how deep the why goes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from casus.ask import Occurrence, World, answer_batch
from casus.ask.compare import compare
from casus.ask.derivation import HIDDEN, View, explain
from casus.ask.sequence import follow_events, read_steps
from casus.errors import InputError, UnknownEvent

AUGUST = dt.date(1914, 8, 1)
AUSTRIA = {"kind": "attack", "attacker": "AUH", "target": "SRB"}
RUSSIA = {"kind": "attack", "attacker": "RUS", "target": "AUH"}


def test_what_came_before_is_context() -> None:
    first, second = follow_events(read_steps([AUSTRIA, RUSSIA], AUGUST))
    assert [f["target"] for f in second.occurrence["ongoing"]] == ["SRB"]
    assert "DEU" not in {f.state for f in second.obliged}
    alone = follow_events(read_steps([RUSSIA], AUGUST))[0]
    assert "DEU" in {f.state for f in alone.obliged}
    assert first == World(AUGUST).what_if(Occurrence.from_dict(AUSTRIA))


def test_whoever_strikes_back_acts_in_self_defence() -> None:
    back = {"kind": "attack", "attacker": "SRB", "target": "AUH"}
    _, second = follow_events(read_steps([AUSTRIA, back], AUGUST))
    assert second.occurrence["self_defence"] is True
    assert any("self-defence" in note for note in second.notes)
    third = follow_events(read_steps([AUSTRIA, back, AUSTRIA], AUGUST))[2]
    assert "self_defence" not in third.occurrence  # the answer to an answer is none


def test_a_move_changes_who_is_bound_and_nothing_else() -> None:
    attack = {"kind": "attack", "attacker": "RUS", "target": "UKR"}
    join = {"kind": "join", "state": "UKR", "treaty": "nato"}
    leave = {"kind": "leave", "state": "UKR", "treaty": "nato"}
    day = dt.date(2025, 1, 1)
    outcomes = follow_events(read_steps([attack, join, attack, leave, attack], day))
    bound = [{f.treaty for f in outcome.discretionary} for outcome in outcomes]
    assert ["nato" in found for found in bound] == [False, False, True, False, False]
    assert World(day).what_if(Occurrence.from_dict(attack)).discretionary == ()  # book untouched


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([], "a list of 1 to"),
        ("AUH attacks SRB", "a list of 1 to"),
        ([AUSTRIA] * 51, "a list of 1 to"),
        ([{"date": "1914-08-02", "event": AUSTRIA}, {"date": "1914-08-01", "event": RUSSIA}],
         "go back"),
        ([{"kind": "join", "state": "SWE"}], "a move is"),
        ([{"date": "1914-13-01", "event": AUSTRIA}], "no day"),
        ([None], "an event is an object"),
    ],
)  # fmt: skip
def test_what_cannot_be_in_order_is_refused(records: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_steps(records, AUGUST)


def test_a_move_that_changes_nothing_is_refused() -> None:
    for kind, state in (("join", "FRA"), ("leave", "CHE")):
        steps = read_steps([{"kind": kind, "state": state, "treaty": "nato"}], dt.date(2025, 1, 1))
        with pytest.raises(UnknownEvent, match="party to nato"):
            follow_events(steps)


def test_a_batch_line_may_hold_several_events() -> None:
    lines: list[Any] = [
        {"id": 1, "date": "1914-08-01", "events": [AUSTRIA, RUSSIA]},
        {"id": 2, "date": "1914-08-01", "events": [], "event": AUSTRIA},
        {"id": 3, "date": "1914-08-01", "events": [AUSTRIA, {"kind": "dance"}]},
        {"id": 4, "date": "1914-08-01", "event": AUSTRIA},
    ]
    several, both, wrong, single = answer_batch(lines)
    assert [step["event"]["attacker"] for step in several["steps"]] == ["AUH", "RUS"]
    assert "one of the two" in both["error"]
    assert "dance" in wrong["error"]
    assert "obliged" in single


def test_two_days_and_the_instrument_that_makes_the_difference() -> None:
    attack = Occurrence.attack("KOR", "PRK")
    found = compare(attack, World("1990-01-01"), World("2025-01-01"))
    lost = {d.finding.treaty: d for d in found.only_first if d.list == "obliged"}
    won = {d.finding.treaty: d for d in found.only_second if d.list == "obliged"}
    assert "ended" in {c.kind for c in lost["ussr_prk_1961"].changes}
    assert [c.kind for c in won["rus_prk_2024"].changes] == ["in force"]
    assert "chn_prk_1961" in {finding.treaty for _, finding in found.same}


def test_a_state_and_its_successor_are_one() -> None:
    attack = Occurrence.attack("USA", "PRK")
    found = compare(attack, World("1985-01-01"), World("1995-01-01"))
    assert "ussr_prk_1961" not in {d.finding.treaty for d in found.only_first}
    assert {"SUN", "RUS"} & {f.state for _, f in found.same}
    found = compare(Occurrence.attack("RUS", "USA"), World("2025-01-01"), World("1985-01-01"))
    assert found.second.occurrence["attacker"] == "SUN"


def test_where_the_facts_differ_the_failing_test_says_so() -> None:
    attack = Occurrence.attack("CHN", "JPN", place="Okinawa")
    found = compare(attack, World("1970-01-01"), World("1973-01-01"))
    [row] = [d for d in found.only_second if d.finding.treaty == "us_jpn_1960"]
    assert row.changes == ()
    assert "administration" in row.failed


@pytest.mark.parametrize("pair", [("1914-07-28", "1939-09-01"), ("2001-01-01", "2025-01-01")])
def test_each_finding_stands_on_one_side_or_on_both(pair: tuple[str, str]) -> None:
    attack = Occurrence.attack("DEU", "POL" if pair[0] > "1918" else "FRA")
    found = compare(attack, World(pair[0]), World(pair[1]))
    for outcome, alone in ((found.first, found.only_first), (found.second, found.only_second)):
        n = len(outcome.findings) + len(outcome.contested)
        keys = len({(f.state, f.treaty, f.article, f.fills, f.toward, f.against)
                    for f in (*outcome.findings, *outcome.contested)})  # fmt: skip
        assert keys <= n
        assert len(alone) + len(found.same) + len(found.moved) == keys
    again = compare(attack, World(pair[0]), World(pair[0]))
    assert (again.only_first, again.only_second, again.moved) == ((), (), ())


def test_depth_and_hiding_of_a_why() -> None:
    world, attack = World("2024-06-21"), Occurrence.attack("KOR", "PRK")
    whole = explain(world, "RUS", attack, View(4))
    assert {"source", "verified", "title", "tests", "substance"} <= set(whole["why"][0])
    flat = explain(world, "RUS", attack, View(1))
    assert not {"tests", "substance", "source"} & set(flat["why"][0])
    assert [d["clause"] for d in flat["why_not"]] == [d["clause"] for d in whole["why_not"]]
    for row in explain(world, "RUS", attack)["why_not"]:
        if not row["arguable"]:
            assert [test["test"] for test in row["tests"]] == [row["first_failed"]]
    bare = explain(world, "RUS", attack, View(2, frozenset({"lapsed", "unconcerned"})))
    assert len(bare["why_not"]) < len(whole["why_not"])
    assert explain(world, "RUS", attack, View(2, frozenset({"failed"})))["why_not"] == []
    assert "why" not in explain(world, "RUS", attack, only_not=True)
    for name in HIDDEN:
        assert explain(world, "RUS", attack, View(4, frozenset({name})))["state"] == "RUS"


def test_a_depth_or_name_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="depth 9"):
        View(9)
    with pytest.raises(InputError, match="unconcerned"):
        View(2, frozenset({"everything"}))


def test_the_cascade_says_who_ends_at_war_and_what_conflicts() -> None:
    world = World("1939-09-01", policy="escalate")
    outcome = world.what_if(Occurrence.attack("DEU", "POL"))
    wars = {frozenset((war.state, war.enemy)): war for war in outcome.wars}
    assert wars[frozenset(("FRA", "DEU"))].by == ("fra_pol_1921 3", "fra_pol_1925 1")
    assert wars[frozenset(("DEU", "POL"))].round == 1
    assert len(wars) == len(outcome.wars)
    said = "\n".join(outcome.conflicts)
    assert "but deu_ussr_1939 I forbids it to attack DEU" in said
    assert World("1939-09-01").what_if(Occurrence.attack("DEU", "POL")).wars == ()


def test_allied_to_both_sides_is_named() -> None:
    outcome = World("1982-03-01").what_if(Occurrence.attack("GBR", "ARG"))
    assert any(line.startswith("USA: rio 3 for ARG against GBR") for line in outcome.conflicts)
