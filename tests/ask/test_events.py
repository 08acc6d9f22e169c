"""Threats, declared wars, occupations, sanctions, funds: what clauses hear of, and in order."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from typing import Any

import pytest

from casus.ask import Occurrence, Policies, World
from casus.ask.compare import compare
from casus.ask.derivation import explain
from casus.ask.known import states_on
from casus.ask.sequence import follow_events, read_steps
from casus.errors import CasusError, InputError, NotCovered, UnknownActor, UnknownEvent
from casus.model import Outcome
from casus.model.occurrence import FIELDS


def ask(day: str, policy: str = "strict", **event: Any) -> Outcome:
    return World(day, policy).what_if(Occurrence.from_dict(event))


def rows(outcome: Outcome, name: str) -> set[tuple[str, str, str]]:
    return {(f.state, f.treaty, f.article) for f in getattr(outcome, name)}


def test_a_threat_is_no_attack_and_says_so() -> None:
    outcome = ask("2025-06-01", kind="threaten", attacker="RUS", target="EST")
    assert outcome.obliged + outcome.discretionary == ()
    reasons = {(n.state, n.treaty): (n.test, n.failed) for n in outcome.not_obliged}
    assert reasons["DEU", "nato"][0] == "event"
    assert "a threat is none" in reasons["DEU", "nato"][1]


@pytest.mark.parametrize("day", ["1914-07-20", "1938-06-01", "1955-06-01", "2025-06-01"])
def test_less_than_an_attack_binds_under_the_clauses_that_hear_of_it(day: str) -> None:
    """Whom an attack binds, a threat binds under the clauses that name threats, and no others; an
    occupation binds all of them."""
    world = World(day)
    states = states_on(world.book, world.day)
    chance = random.Random(day)
    hear = {c.id: c.on for t in world.book.treaties.values() for c in t.clauses}
    for _ in range(25):
        one, other = chance.sample(states, 2)
        found = {
            kind: {
                (f.fills, f.state, f.clause, f.toward, f.against)
                for f in world.what_if(Occurrence.of(kind, attacker=one, target=other)).findings
                if f.fills in ("obliged", "discretionary", "consult")
            }
            for kind in ("attack", "occupy", "threaten")
        }
        assert found["occupy"] == found["attack"]
        threats = {row for row in found["threaten"] if "attack" in hear[row[2]]}
        assert threats == {row for row in found["attack"] if "threaten" in hear[row[2]]}


def test_every_kind_can_be_asked_why() -> None:
    world = World("2025-06-01")
    event = Occurrence.of("threaten", attacker="RUS", target="EST")
    found = explain(world, "DEU", event)
    assert {d["treaty"] for d in found["why"]} == {"nato"}
    failed = {(d["treaty"], d["article"]): d["first_failed"] for d in found["why_not"]}
    assert failed["nato", "5"] == "event"
    sanction = Occurrence.of("sanction", sender="RUS", target="PRK", item="missiles")
    found = explain(world, "RUS", sanction)
    assert {d["first_failed"] for d in found["why_not"] if d["article"] == "16"} == {"council"}
    funds = Occurrence.of("transfer_funds", supplier="RUS", target="PRK", item="investment")
    assert [d["article"] for d in explain(world, "RUS", funds)["why"]] == ["18"]


def test_an_occupation_is_an_attack_on_soil() -> None:
    attacked = ask("2025-06-01", kind="attack", attacker="RUS", target="EST")
    occupied = ask("2025-06-01", kind="occupy", attacker="RUS", target="EST")
    for name in ("obliged", "discretionary", "breached", "forbidden"):
        assert rows(attacked, name) == rows(occupied, name)
    assert any("occupies soil" in text for text in occupied.obliged[0].because)


def test_a_declared_war_before_and_after_the_charter() -> None:
    before = ask("1914-08-01", kind="declare_war", attacker="DEU", target="RUS")
    assert ("FRA", "fra_rus_1894", "1") in rows(before, "obliged")
    assert all(f.reading for f in before.obliged if f.treaty == "fra_rus_1894")
    plain = World("1914-08-01", Policies(declaration_attacks=False))
    event = Occurrence.of("declare_war", attacker="DEU", target="RUS")
    assert not plain.what_if(event).obliged
    after = ask("2025-06-01", kind="declare_war", attacker="RUS", target="EST")
    assert after.obliged + after.discretionary == ()
    assert ("RUS", "un_charter", "2(4)") in rows(after, "breached")


def test_a_declared_war_plays_rounds() -> None:
    outcome = ask("1914-08-01", "escalate", kind="declare_war", attacker="DEU", target="RUS")
    pairs = {frozenset((war.state, war.enemy)) for war in outcome.wars}
    assert {frozenset(("DEU", "RUS")), frozenset(("DEU", "FRA"))} <= pairs


def test_fights_follow_from_occupations_and_declarations() -> None:
    steps = read_steps(
        [
            {"kind": "declare_war", "attacker": "DEU", "target": "RUS"},
            {"kind": "occupy", "attacker": "DEU", "target": "LUX"},
            {"kind": "attack", "attacker": "RUS", "target": "DEU"},
        ],
        dt.date(1914, 8, 1),
    )
    last = follow_events(steps)[-1]
    kinds = {(f["kind"], f["attacker"], f["target"]) for f in last.occurrence["ongoing"]}
    assert kinds == {("declared", "DEU", "RUS"), ("attack", "DEU", "LUX")}
    assert "self_defence" not in last.occurrence  # a declaration is not an armed attack
    assert ("AUH", "dual_1879", "I") not in rows(last, "obliged")


def test_an_answer_to_an_attack_is_self_defence_whatever_its_kind() -> None:
    for kind in ("attack", "occupy", "declare_war", "threaten"):
        steps = read_steps(
            [
                {"kind": "attack", "attacker": "RUS", "target": "UKR"},
                {"kind": kind, "attacker": "UKR", "target": "RUS"},
            ],
            dt.date(2022, 2, 24),
        )
        last = follow_events(steps)[-1]
        assert last.occurrence["self_defence"] is True
        assert ("UKR", "un_charter", "2(4)") not in rows(last, "breached")


def test_the_council_is_named_where_it_asks_for_sanctions() -> None:
    asked = ask("2025-02-01", kind="sanction", sender="USA", target="PRK", item="arms")
    assert "unsc_2270 6" in asked.notes[0]
    none = ask("2025-02-01", kind="sanction", sender="USA", target="RUS")
    assert "no measure of the Council" in none.notes[0]


def test_lifting_breaks_what_is_in_force_alone() -> None:
    event = {"kind": "sanction", "sender": "RUS", "target": "PRK", "lifted": True}
    all_of_it = rows(ask("2025-02-01", **event), "breached")
    arms = rows(ask("2025-02-01", **event, item="arms"), "breached")
    assert arms < all_of_it
    assert not rows(ask("2006-10-13", **event), "breached")


def test_two_days_and_sanctions() -> None:
    event = Occurrence.of("sanction", sender="RUS", target="PRK")
    found = compare(event, World("2024-06-21"), World("2024-12-05"))
    assert [d.finding.treaty for d in found.only_second] == ["rus_prk_2024"]


def test_funds_for_a_group() -> None:
    event = {"kind": "transfer_funds", "supplier": "TUR", "target": "SYR"}
    assert rows(ask("2015-06-01", **event, end_user="ISIL"), "breached") == {
        ("TUR", "unsc_1267/1989/2253", "2(a)"), ("TUR", "unsc_1373", "1(d)")
    }  # fmt: skip
    outcome = ask("2015-06-01", **event)
    assert not outcome.breached
    assert {n.test for n in outcome.not_obliged} >= {"end_user"}


def test_silence_is_said() -> None:
    outcome = ask("1900-01-01", kind="supply", supplier="GBR", target="FRA", item="missiles")
    assert outcome.not_obliged  # paragraphs not yet in force are told
    outcome = ask("1850-01-01", kind="mobilise", attacker="FRA")
    assert not outcome.findings
    assert outcome.not_obliged or "the book is silent" in outcome.notes[0]


BAD: list[tuple[dict[str, Any], type[InputError], str]] = [
    ({"kind": "threaten", "attacker": "RUS"}, UnknownEvent, "needs target"),
    ({"kind": "threaten", "attacker": "RUS", "target": "RUS"}, UnknownEvent, "itself"),
    ({"kind": "declare_war", "attacker": "RUS", "target": "EST", "place": "Paris"},
     UnknownEvent, "place"),
    ({"kind": "occupy", "attacker": "RUS", "target": "UKR", "place": "Atlantis"},
     UnknownEvent, "Atlantis"),
    ({"kind": "occupy", "attacker": "RUS", "target": "UKR", "place": "Red Sea"},
     UnknownEvent, "is sea"),
    ({"kind": "occupy", "attacker": "RUS", "target": "UKR", "place": "Kursk region"},
     UnknownEvent, "governs Kursk region already"),
    ({"kind": "occupy", "attacker": "SUN", "target": "UKR"}, NotCovered, "RUS"),
    ({"kind": "sanction", "attacker": "USA", "target": "PRK"}, UnknownEvent, "sender"),
    ({"kind": "sanction", "sender": "XXX", "target": "PRK"}, UnknownActor, "XXX"),
    ({"kind": "sanction", "sender": "USA", "target": "PRK", "item": "unicorns"},
     UnknownEvent, "no item"),
    ({"kind": "sanction", "sender": "USA", "target": "PRK", "lifted": "yes"},
     UnknownEvent, "true or false"),
    ({"kind": "transfer_funds", "supplier": "USA", "target": "PRK", "item": "unicorns"},
     UnknownEvent, "no item"),
    ({"kind": "transfer_funds", "supplier": "USA", "target": "HOUTHI"}, UnknownActor, "HOUTHI"),
    ({"kind": "transfer_funds", "supplier": "USA", "target": "PRK", "period": "2031"},
     UnknownEvent, "after the day"),
    ({"kind": "attack", "attacker": "RUS", "target": "UKR", "ongoing": [
        {"kind": "attack", "attacker": "IRN", "target": "ISR"},
        {"kind": "attack", "attacker": "ISR", "target": "IRN"}]},
     UnknownEvent, "both IRN and ISR"),
    ({"kind": "attack", "attacker": "RUS", "target": "UKR", "ongoing": [
        {"kind": "war", "attacker": "IRN", "target": "IRN"}]}, UnknownEvent, "cannot fight itself"),
    ({"kind": "declare_war", "attacker": "RUS", "target": "UKR", "ongoing": [
        {"kind": "declared", "attacker": "UKR", "target": "RUS", "since": "2024-01-01"}]},
     UnknownEvent, "declared on 2024-01-01"),
    ({"kind": "threaten", "attacker": "RUS", "target": "UKR", "ongoing": [
        {"kind": "attack", "attacker": "RUS", "target": "UKR"}]}, UnknownEvent, "already"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "error", "told"), BAD)
def test_what_cannot_be_is_refused(
    event: dict[str, Any], error: type[InputError], told: str
) -> None:
    with pytest.raises(error, match=told):
        World("2025-06-01").what_if(Occurrence.from_dict(event))


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ({"kind": "declare_war", "attacker": "RUS", "target": "DEU"}, "at war already"),
        ({"kind": "declare_war", "attacker": "DEU", "target": "RUS"}, "at war already"),
    ],
)
def test_events_that_contradict_those_before(second: dict[str, Any], told: str) -> None:
    first = {"kind": "declare_war", "attacker": "DEU", "target": "RUS"}
    with pytest.raises(UnknownEvent, match=told):
        follow_events(read_steps([first, second], dt.date(1914, 8, 1)))


def test_a_threat_of_what_is_done_already() -> None:
    attack = {"kind": "attack", "attacker": "DEU", "target": "RUS"}
    steps = read_steps([attack, {**attack, "kind": "threaten"}], dt.date(1914, 8, 1))
    with pytest.raises(UnknownEvent, match="cannot be threatened"):
        follow_events(steps)


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_no_kind_breaks_on_what_it_does_not_expect(kind: str) -> None:
    """Each field left out, and each with a wrong value, is an error of ours or an answer."""
    required, optional = FIELDS[kind]
    whole: dict[str, Any] = {
        "attacker": "RUS", "target": "PRK", "supplier": "RUS", "sender": "RUS", "item": "arms",
        "goal": "CHN obliged to fight USA",
    }  # fmt: skip
    base = {"kind": kind, **{name: whole[name] for name in required}}
    world = World("2025-06-01")
    for name in (*required, *optional):
        for value in (None, "", "???", -1, [], {}, True):
            with contextlib.suppress(CasusError):
                assert world.what_if(Occurrence.from_dict({**base, name: value})).day


def test_what_the_council_decides_binds_members() -> None:
    outcome = ask("2025-02-01", kind="sanction", sender="UNSC", target="PRK", item="arms")
    bound = {f.state for f in outcome.obliged}
    assert {(f.treaty, f.article) for f in outcome.obliged} == {("un_charter", "25")}
    assert {"RUS", "CHN", "CHE"} <= bound
    assert "PRK" not in bound
    doubtful = {f.state: f.held_by for f in outcome.contested}
    assert doubtful["TWN"] == ("the Council",)
    assert any("rus_prk_2024 16" in line and "103 prevails" in line for line in outcome.conflicts)
    assert "CHE" not in {f.state for f in ask("2002-09-01", kind="sanction", sender="UNSC",
                                              target="PRK").obliged}  # fmt: skip
    lawyers = World("2025-02-01", Policies(charter_prevails=False))
    event = Occurrence.of("sanction", sender="UNSC", target="PRK")
    assert any("both stand" in line for line in lawyers.what_if(event).conflicts)
    assert {d["treaty"] for d in explain(World("2025-02-01"), "RUS", event)["why"]} == {
        "un_charter"
    }


def test_what_the_council_lifts_binds_nobody() -> None:
    outcome = ask("2025-02-01", kind="sanction", sender="UNSC", target="PRK", lifted=True)
    assert outcome.findings + outcome.contested == ()
    assert outcome.notes[0].startswith("members are no longer bound by: unsc_1718")


def test_the_council_knows_one_deed_and_sits_since_1946() -> None:
    with pytest.raises(NotCovered, match="1946-01-17"):
        ask("1940-01-01", kind="sanction", sender="UNSC", target="DEU")
    with pytest.raises(UnknownEvent, match="sanctions alone"):
        ask("2025-01-01", kind="attack", attacker="UNSC", target="DEU")
    with pytest.raises(UnknownActor, match="European Union"):
        ask("2025-01-01", kind="sanction", sender="EU", target="RUS")


def test_against_whom_forces_are_called_up_is_said_and_changes_no_duty() -> None:
    alone = ask("1914-07-30", kind="mobilise", attacker="DEU")
    against = ask("1914-07-30", kind="mobilise", attacker="DEU", against="RUS")
    assert rows(alone, "obliged") == rows(against, "obliged") != set()
    assert against.occurrence["against"] == "RUS"
    for wrong in ("DEU", "XXX"):
        with pytest.raises(InputError):
            ask("1914-07-30", kind="mobilise", attacker="DEU", against=wrong)
