"""That one clause is like another: attribute by attribute, what is alike and what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from casus.ask.checks.ground import Ground, main_clause, named, opened
from casus.book.book import Book
from casus.model.law import Clause, Treaty
from casus.model.mention import Check
from casus.model.phrase import Claim


def check_resembles(claim: Claim, ground: Ground) -> Check | None:
    """The clauses side by side; `borne out`: all is alike, `not borne out`: nothing is."""
    first, second = ground.treaty(claim), ground.treaty(claim, 1)
    if first is None or second is None or first.id == second.id:
        return None
    one = main_clause(first, ground.article(claim))
    article = ground.article(claim, 1)
    other = main_clause(second, article)
    where = f"Article {article} of {named(second)}" if article else named(second)
    says = f"{opened(named(first))} is like {where}"
    if one is None or other is None:
        missing = named(first) if one is None else where
        return Check(says, claim.quote, "not decidable",
                     f"The book has no clause of defence under {missing} to compare.")  # fmt: skip
    alike, differ = compare(ground.book, (first, one), (second, other))
    verdict = "borne out" if not differ else "partly" if alike else "not borne out"
    basis = f"{first.id} {one.article} beside {second.id} {other.article}."
    if alike:
        basis += f" Alike: {'; '.join(alike)}."
    if differ:
        basis += f" Differs: {'; '.join(differ)}."
    return Check(says, claim.quote, verdict, basis)


Side = tuple[Treaty, Clause]


def compare(book: Book, one: Side, other: Side) -> tuple[list[str], list[str]]:
    """What is alike in two clauses, and what differs, in words.

    An attribute on which the book says nothing for either is left out.
    """
    alike, differ = [], []
    for name, tell in ATTRIBUTES.items():
        mine, theirs = tell(*one), tell(*other)
        if not mine and not theirs:
            continue
        if mine == theirs:
            alike.append(f"{name}: {mine}")
        else:
            differ.append(_apart(name, one, other, mine, theirs))
    both = [_charter(clause) for _, clause in (one, other)]
    if all(both):
        alike.append("right invoked: self-defence under Charter 51")
    mine, theirs = (_area(book, clause) for _, clause in (one, other))
    if mine == theirs:
        alike.append(f"area: {mine}")
    else:
        differ.append(_apart("area", one, other, mine, theirs))
    return alike, differ


def _apart(name: str, one: Side, other: Side, mine: str, theirs: str) -> str:
    silent = "does not say"
    return f"{name} ({one[0].id}: {mine or silent}; {other[0].id}: {theirs or silent})"


def _bound(treaty: Treaty, clause: Clause) -> str:
    """Between whom it works."""
    if clause.by or clause.towards:
        return "some of the parties for others"
    return "either of two parties for the other" if len(treaty.parties) == 2 else "all for each"


def _trigger(_treaty: Treaty, clause: Clause) -> str:
    return {"attacked": "an armed attack on a party", "at_war": "a party finds itself at war",
            "own_attack": "a party's own attack"}.get(clause.trigger, clause.trigger)  # fmt: skip


def _attacker(_treaty: Treaty, clause: Clause) -> str:
    when = clause.when
    return "must be a state" if when.get("by_state") else "need not be a state"


def _response(_treaty: Treaty, clause: Clause) -> str:
    return _RESPONSES.get(clause.strength, clause.strength.replace("_", " "))


_RESPONSES: Final = {
    "must_military": "military help at once",
    "must_assist": "help is due",
    "must_assist_request": "help is due on request",
    "must_defend": "defence is due from one side",
    "own_choice": "help is due, by means of each one's choice",
    "const_process": "each acts by its constitutional processes",
    "may": "a right to help",
    "consult": "talks only",
}


def _adversary(_treaty: Treaty, clause: Clause) -> str:
    rule = clause.when.get("adversary")
    if not isinstance(rule, Mapping):
        return "any"
    return "; ".join(f"{key} {_words(value)}" for key, value in rule.items())


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _provoked(_treaty: Treaty, clause: Clause) -> str:
    return "must be unprovoked" if clause.when.get("unprovoked") else ""


def _charter(clause: Clause) -> bool:
    return any("Charter 51" in text for text in (*clause.conditions, clause.substance, clause.note))


def _area(book: Book, clause: Clause) -> str:
    areas = clause.when.get("area")
    if not areas:
        return "not limited"
    names = [areas] if isinstance(areas, str) else list(areas)
    return ", ".join(book.places.titles.get(str(name), str(name)) for name in names)


ATTRIBUTES: Final[Mapping[str, Callable[[Treaty, Clause], str]]] = {
    "what sets it off": _trigger,
    "who helps whom": _bound,
    "what is due": _response,
    "the attacker": _attacker,
    "the adversary": _adversary,
    "the attack": _provoked,
}
