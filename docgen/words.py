"""Clauses of the book in plain English: every test, trigger and strength has its sentence here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from casus.ask.told import STRENGTHS, listed
from casus.ask.told import title as actor_title
from casus.book.book import Book
from casus.model.law import Clause, When, list_of

NAMES: Final = {
    "BAV": "Bavaria", "BDN": "Baden", "HAN": "Hanover", "HED": "Hesse-Darmstadt",
    "HEK": "Hesse-Kassel", "MCK": "Mecklenburg-Schwerin", "MOD": "Modena", "PMA": "Parma",
    "SAX": "Saxony", "SIC": "the Two Sicilies", "SRD": "Sardinia", "TSC": "Tuscany",
    "WRT": "Württemberg",
}  # fmt: skip
"""States that the names room does not know: they are in no news."""
VERIFIED: Final = {
    "text": "the substance or the days were seen in a copy of the text",
    "dates": "agrees with an independent list of alliances",
    "partly": "part of it agrees with an independent list; the rest is from knowledge",
    "none": "from knowledge, not checked",
}
SILENT: Final = {
    "collective": "binds all together, none singly",
    "scope": "says where the treaty works",
    "declare": "declares",
    "override": "prevails over other treaties",
    "must": "binds by a decision of others",
    "cooperate": "cooperation, no help promised",
    "political": "a political assurance, no duty in law",
    "none": "promises no help",
    "until_agreed": "how long it stands",
    "withdrawal_2y": "how it is left",
}
TRIGGERS: Final = {
    "attacked": "an attack on a state protected",
    "at_war": "a state protected is at war, whoever began",
    "own_attack": "an attack by a state bound on one protected; the others are kept from it",
    "guaranteed": "an attack on the state guaranteed; a guarantor that attacks is itself in breach",
    "mobilised": "a mobilisation",
    "none": "nothing: it defines, ranks or declares",
}
LISTS: Final = {
    "obliged": "a duty to act",
    "discretionary": "help by means of one's own choice, or a right",
    "consult": "talks",
    "forbidden": "something forbidden",
}


def name(code: str) -> str:
    """A state by name, a class of states in words.

    >>> name("BAV"), name("<parties>"), name("<south-east-asian>")
    ('Bavaria', 'the parties', 'every south-east-asian state')
    """
    if code.startswith("<"):
        inner = code.strip("<>")
        return {"any": "any state", "parties": "the parties"}.get(inner, f"every {inner} state")
    return NAMES.get(code) or actor_title(code)


def names(codes: Iterable[str], last: str = "and") -> str:
    """States by name, joined."""
    return listed([name(code) for code in codes], last)


def head(clause: Clause) -> str:
    """What a clause is, in its heading."""
    return STRENGTHS.get(clause.strength) or SILENT[clause.strength]


def strength(clause: Clause) -> str:
    """The strength, and the list of an answer that it fills."""
    filled = list_of(clause.strength)
    meaning = LISTS[filled] if filled else "explains; it binds nobody singly"
    return f"`{clause.strength}`, {meaning}"


def bound(clause: Clause) -> str:
    """Who is bound to whom."""
    by = names(clause.by) if clause.by else "every party"
    if clause.trigger == "none" or not clause.fills:
        return by
    towards = names(clause.towards) if clause.towards else "every other party"
    return f"{by}, towards {towards}"


def span(start: When, end: When) -> str:
    """Two days as `from … to …`."""
    since = f"from {start}" if str(start) else ""
    until = f"to {end}" if str(end) else ""
    return " ".join(part for part in (since, until) if part)


def limits(clause: Clause, book: Book) -> list[tuple[str, str]]:
    """The tests of a clause in words, each under a label; the same label may come twice."""
    out = []
    for key, value in clause.when.items():
        label, told = TESTS[key]
        text = told(value, book)
        if text:
            out.append((label, text))
    return out


def reading(row: Mapping[str, Any]) -> str:
    """One reading that somebody holds."""
    effect = "On that view it does not bind." if row.get("falls") else "On that view it binds."
    held = listed([name(h) if h.isupper() else h for h in row.get("held_by", ())])
    who = f" Held by {held}." if held else ""
    says = str(row["says"])
    return f"{says[0].upper()}{says[1:]}.{who} {effect}"


def _adversary(value: Mapping[str, Any], book: Book) -> str:
    parts = []
    if value.get("is"):
        parts.append(names(value["is"], "or"))
    if value.get("supported_by"):
        parts.append(f"any state that {name(value['supported_by'])} supports")
    for enemy, helper in value.get("supported", {}).items():
        parts.append(f"{name(enemy)} with the support of {name(helper)}")
    if value.get("allied_with") and value["allied_with"] not in value.get("is", ()):
        parts.append(f"{name(value['allied_with'])} or a state allied with it")
    elif value.get("allied_with"):
        parts.append("a state allied with it")
    if value.get("class"):
        parts.append(f"a {_class(value['class'])} state")
    if value.get("not_class"):
        parts.append(f"a state that is not {_class(value['not_class'])}")
    if value.get("party"):
        parts.append("a party to this treaty")
    if value.get("party_of"):
        treaty = book.treaties[value["party_of"]]
        parts.append(f"a party to the {treaty.title}")
    text = listed(parts, "or") or "any state"
    if value.get("not"):
        text += f", but not {names(value['not'], 'or')}"
    if value.get("unsupported_by"):
        text += f", unless {name(value['unsupported_by'])} supports it"
    return text


def _class(group: str) -> str:
    """A class of states as an adjective."""
    return group.replace("-", " ")


def _areas(value: Iterable[str], book: Book) -> str:
    return listed([book.places.titles[area] for area in value], "or")


def _exceptions(value: Iterable[Mapping[str, Any]], _book: Book) -> str:
    rows = []
    for row in value:
        who = f"{name(row['bearer'])} against {name(row['adversary'])}"
        rows.append(f"{who} from {row['from']}: {row['says']}" if "from" in row else who)
    return "; ".join(rows)


def _plain(text: str) -> Callable[[Any, Book], str]:
    """A sentence for a flag that is set."""
    return lambda value, _book: text if value else ""


def _objects(value: Iterable[str], _book: Book) -> str:
    things = list(value)
    if "any" in things:
        return "its territory, and its forces, ships and aircraft wherever they are"
    return f"its territory, and its {listed(things)}"


Told = Callable[[Any, Book], str]
TESTS: Final[dict[str, tuple[str, Told]]] = {
    "adversary": ("Against", _adversary),
    "bearer_adversary": ("Against", lambda value, book: "; ".join(
        f"for {name(state)}: {_adversary(asked, book)}" for state, asked in value.items())),
    "against": ("Help is against", lambda value, _book: name(value)),
    "area": ("Where", _areas),
    "anyones_soil": ("Where", _plain("it does not matter whose soil it is, only where it lies")),
    "metropolitan": ("Where", _plain("or metropolitan territory, wherever it lies")),
    "place": ("Where", _plain("anywhere")),
    "objects": ("What is attacked", _objects),
    "by_state": ("By whom", _plain("a state, or an act that is one's")),
    "unprovoked": ("Only if", _plain("the attack was not provoked")),
    "threatened": ("Only if", _plain("the ally was attacked, or threatened so that it must fight")),
    "fellow_party": ("Also against", _plain("another party to this treaty")),
    "first_attacker": ("Also if", _plain("the ally attacked first")),
    "enemies_at_least": ("Only if", lambda n, _book: f"the ally fights {n} states or more"),
    "enemies_exactly": ("Only if", lambda n, _book: f"the ally fights {n}, no more and no less"),
    "enemies_class": ("Counted are", lambda group, _book: f"only {_class(group)} states"),
    "over": ("Only if", lambda value, _book: f"the war is about {names(value, 'or')}"),
    "theatre": ("Only if", lambda area, book: f"the war is in {book.places.titles[area]}"),
    "ally": ("Only if", lambda state, _book: f"it touches {name(state)}"),
    "third_assists": ("Only if", lambda state, _book: f"{name(state)} helps the victim"),
    "ally_fights": ("Only if", _plain("that ally takes up arms over it")),
    "ally_at_war": ("Only if", lambda value, _book: f"{names(value)} "
                    f"{'are' if len(value) > 1 else 'is'} at war with the attacker"),
    "unless_treaty": ("Except", _exceptions),
    "unless_attack": ("Except", lambda rows, _book: "an attack of " + listed(
        [f"{name(one)} on {name(other)}" for one, other in rows], "or")),
    "weapon": ("With", lambda kind, _book: f"{kind} weapons"),
    "remilitarise": ("Also", lambda row, _book: f"forces of {names(row['by'])} in "
                     f"{listed(row['place'])}, which is to be kept empty"),
    "victim_too": ("Bound too is", _plain("the state attacked itself, to fight on its own soil")),
    "until": ("Gave way", lambda day, _book: f"on {day}, to another instrument"),
    "breach": ("Not", lambda value, _book: "" if value else "itself broken by an attack"),
    "thirds": ("Not", lambda value, _book: "" if value else
               "a matter for the other parties: it binds the attacker alone"),
    "consult": ("It asks for", _plain("talks beforehand")),
}  # fmt: skip
"""A label and a way to tell each test that a clause may have."""
