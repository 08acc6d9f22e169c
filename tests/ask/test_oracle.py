"""The engine against clingo, which reads the rules from `law.lp`, on random small books."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casus.ask import Occurrence, World
from casus.ask.elements import Element, events_of
from casus.ask.routes import Search
from casus.book import Book, load_book
from casus.book.build import build_treaty

clingo = pytest.importorskip("clingo", reason="clingo is a development dependency")

LAW = (Path(__file__).parent / "law.lp").read_text(encoding="utf-8")
DAY = dt.date(2000, 1, 1)
STATES = ("BOL", "CHE", "FJI", "NPL", "TCD")  # any five: the treaties are made up
ROUNDS = 8
SEEDS = range(60)
SHAPES = (
    ("attacked", "must_military"), ("attacked", "must_assist"), ("attacked", "own_choice"),
    ("at_war", "must_military"), ("own_attack", "forbid"), ("attacked", "benevolent"),
    ("at_war", "benevolent"),
)  # fmt: skip


def small_book(chance: random.Random) -> Book:
    """Three to six treaties between five states."""
    treaties = {}
    for number in range(chance.randint(3, 6)):
        parties = chance.sample(STATES, chance.choice((2, 2, 3)))
        clauses = [clause(chance, parties, n) for n in range(chance.randint(1, 2))]
        data = {
            "id": f"t{number}", "title": {"en": "A treaty"}, "signed_on": dt.date(1990, 1, 1),
            "in_force_on": dt.date(1990, 1, 1), "clauses": clauses, "alliance": True,
            "parties": [{"state": state} for state in sorted(parties)],
        }  # fmt: skip
        treaties[data["id"]] = build_treaty(data)
    return replace(load_book(), treaties=treaties, measures={}, _bound={})


def clause(chance: random.Random, parties: list[str], number: int) -> dict[str, Any]:
    trigger, strength = chance.choice(SHAPES)
    when: dict[str, Any] = {}
    others = [state for state in STATES if state not in parties]
    if trigger != "own_attack":
        if chance.random() < 0.3:
            when["adversary"] = {"is": chance.sample(others, 1)}
        if chance.random() < 0.25:
            when["enemies_at_least"] = 2
        if chance.random() < 0.2:
            when["third_assists"] = chance.choice(STATES)
        if trigger == "attacked" and chance.random() < 0.3:
            when["fellow_party"] = True
    out: dict[str, Any] = {
        "article": str(number + 1), "kind": "any", "strength": strength, "substance": "A clause.",
        "trigger": trigger, "act": "act", "when": when,
    }  # fmt: skip
    if chance.random() < 0.3:
        out["by"] = [parties[0]]
    if chance.random() < 0.3:
        out["towards"] = [chance.choice([parties[1], *others])]
    return out


def facts(book: Book) -> list[str]:
    """The book in the words of `law.lp`."""
    out = []
    for treaty in book.treaties.values():
        parties = [party.state.lower() for party in treaty.parties]
        out += [f"party({treaty.id},{state})" for state in parties]
        for row in treaty.clauses:
            name = f"{treaty.id}_{row.article}"
            out += [f"clause({name},{treaty.id})", f"trigger({name},{row.trigger})",
                    f"list({name},{row.fills})"]  # fmt: skip
            bound = [s for s in map(str.lower, row.by or parties) if s in parties]
            out += [f"bound({name},{state})" for state in bound]
            out += [f"owed({name},{s.lower()})" for s in (row.towards or parties)]
            if row.strength in ("must_military", "must_assist"):
                out.append(f"fighting({name})")
            out += [f"adversary({name},{s.lower()})"
                    for s in row.when.get("adversary", {}).get("is", ())]  # fmt: skip
            if "enemies_at_least" in row.when:
                out.append(f"two_enemies({name})")
            if "third_assists" in row.when:
                out.append(f"third({name},{row.when['third_assists'].lower()})")
            if row.when.get("fellow_party"):
                out.append(f"fellows({name})")
    return out


def oracle(book: Book, event: Occurrence, rounds: int) -> set[tuple[str, str, str, str]]:
    """What follows by the rules of `law.lp`: list, state, clause and adversary."""
    told = [*facts(book), f"event({event.attacker},{event.target})".lower()]
    # lawful help that goes on is a fight, and begins nothing
    told += [f"{'helping' if f.lawful else 'begun'}({f.attacker},{f.target})".lower()
             for f in event.ongoing]  # fmt: skip
    if event.self_defence:
        told.append("defence")
    control = clingo.Control(["--warn=none", "-c", f"rounds={rounds}"])
    control.add("base", [], LAW + "".join(f"{fact}.\n" for fact in told))
    control.ground([("base", [])])
    found: set[tuple[str, str, str, str]] = set()

    def keep(model: Any) -> None:
        for symbol in model.symbols(shown=True):
            found.add(tuple(str(argument) for argument in symbol.arguments))  # type: ignore[arg-type]

    control.solve(on_model=keep)
    return found


def engine(book: Book, event: Occurrence, policy: str) -> set[tuple[str, str, str, str]]:
    """The same by the engine."""
    outcome = World(DAY, policy, book).what_if(event)
    return {
        (f.fills, f.state.lower(), f"{f.treaty}_{f.article}", f.against.lower())
        for f in outcome.findings
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("policy", "rounds"), [("strict", 1), ("escalate", ROUNDS)])
def test_the_closure_is_the_same(seed: int, policy: str, rounds: int) -> None:
    chance = random.Random(seed)
    book = small_book(chance)
    for attacker, target in itertools.permutations(STATES, 2):
        details: dict[str, Any] = {}
        if chance.random() < 0.3:
            one, other = chance.sample(STATES, 2)
            if (one, other) != (attacker, target):
                details["ongoing"] = [{"kind": "attack", "attacker": one, "target": other}]
        event = Occurrence.attack(attacker, target, **details)
        assert engine(book, event, policy) == oracle(book, event, rounds), (event, facts(book))


def acts(without: str) -> list[Element]:
    """Every act there is in which the state that would be bound has no part."""
    others = [state for state in STATES if state != without]
    return [Element(verb, who, whom) for verb in ("attacks", "assists")
            for who, whom in itertools.permutations(others, 2)]  # fmt: skip


def routes_by_oracle(book: Book, state: str, enemy: str, most: int) -> set[frozenset[str]]:
    """All minimal sets, by trying every set of acts there is."""
    reached: list[frozenset[Element]] = []
    for size in range(1, most + 1):
        for row in map(frozenset, itertools.combinations(acts(state), size)):
            if any(known < row for known in reached):
                continue
            events = events_of(sorted(row))
            if any(("obliged", state.lower(), enemy.lower()) in
                   {(name, who, against) for name, who, _, against in oracle(book, event, 1)}
                   for event in events):  # fmt: skip
                reached.append(row)
    return {frozenset(map(str, row)) for row in reached}


@pytest.mark.parametrize("seed", SEEDS[:12])
def test_the_smallest_sets_are_the_same(seed: int) -> None:
    chance = random.Random(1000 + seed)
    book = small_book(chance)
    state, enemy = chance.sample(STATES, 2)
    question = {"kind": "abduce", "goal": f"{state} obliged to fight {enemy}"}
    outcome = World(DAY, book=book).what_if(Occurrence.from_dict(question))
    found = {frozenset(row) for row in outcome.minimal_sets or ()
             if {word for act in row for word in act.split()[::2]} <= set(STATES)}  # fmt: skip
    assert found == routes_by_oracle(book, state, enemy, 2), facts(book)


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_the_smallest_sets_of_three_acts_are_all_there(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every set of up to three acts among five states, put to the clauses one by one."""
    monkeypatch.setattr("casus.ask.ways.states_on", lambda book, day: STATES)
    monkeypatch.setattr("casus.ask.ways._ENOUGH", 10**9)
    chance = random.Random(1000 + seed)
    book = small_book(chance)
    state, enemy = chance.sample(STATES, 2)
    question = {
        "kind": "abduce", "goal": f"{state} obliged to fight {enemy}",
        "constraints": {"max_size": 3},
    }  # fmt: skip
    search = Search(World(DAY, book=book), Occurrence.from_dict(question))
    search.run()
    wanted: set[frozenset[Element]] = set()
    for size in (1, 2, 3):
        for row in itertools.combinations(sorted(acts(state)), size):
            if any(known < frozenset(row) for known in wanted):
                continue
            if search.quest.allows(row) and search.reaches(row):
                wanted.add(frozenset(row))
    # a place is an act of its own that the plain one does not know of
    found = {frozenset(route) for route in search.found if not any(act.place for act in route)}
    assert found == wanted, facts(book)
