"""Heads: on what each phrase and clause depends, where particles mark nouns and verbs come last.

A noun depends on the next verb still to come, a topic on the last verb of what is told of it, a
clause on the next clause, and what stands in a quotation on one another.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Unit:
    """A noun phrase or a verb with what is joined to it; `head` is its chief token.

    `kind` is what its particle or its ending makes of it; `level` the quotation it stands in.
    """

    head: int
    last: int
    verbal: bool
    kind: str
    level: int
    name: bool = False
    comma: bool = False
    passive: bool = False
    up: int | None = None
    rel: str = "dep"
    taken: set[str] = field(default_factory=set)


def attach(units: list[Unit]) -> None:
    """Give every unit the one that it depends on, level by level."""
    for level in sorted({unit.level for unit in units}):
        _level(units, [k for k, unit in enumerate(units) if unit.level == level])
    for k, unit in enumerate(units):
        if unit.level >= 0 and unit.up is None:
            outer = next((j for j in range(k + 1, len(units)) if units[j].verbal
                          and units[j].level < 0), None)  # fmt: skip
            if outer is not None:
                unit.up, unit.rel = outer, "ccomp"


def _level(units: list[Unit], own: list[int]) -> None:
    open_: list[int] = []
    for at, k in enumerate(own):
        unit = units[k]
        rest = own[at + 1 :]
        if unit.verbal:
            _clause(units, k, rest, open_)
        else:
            _noun(units, k, rest, open_)
    for k in open_:
        verb = next((j for j in reversed(own) if units[j].verbal and j > k), None)
        if verb is not None and units[k].up is None:
            units[k].up, units[k].rel = verb, "nsubj"


def _clause(units: list[Unit], k: int, rest: list[int], open_: list[int]) -> None:
    """A verb takes the subjects that wait for it and hangs itself on what comes."""
    unit = units[k]
    if unit.kind in {"adnominal", "quoted"}:
        noun = next((j for j in rest if not units[j].verbal), None)
        if noun is None:
            noun = next(iter(rest), None)
        unit.up, unit.rel = noun, "acl" if noun is not None else "root"
    else:
        verb = next((j for j in rest if units[j].verbal and units[j].kind not in
                     {"adnominal", "quoted"}), None)  # fmt: skip
        if verb is None:
            verb = next((j for j in rest if units[j].verbal), None)
        unit.up = verb
        unit.rel = "ccomp" if unit.kind in {"quote", "noun"} else "advcl"
    _take_subjects(units, k, rest, open_)


def _take_subjects(units: list[Unit], k: int, rest: list[int], open_: list[int]) -> None:
    unit = units[k]
    if not open_:
        return
    top = units[open_[-1]]
    inner = top.kind == "nsubj"
    if unit.kind in {"adnominal", "condition", "noun", "quoted"}:
        if inner:
            _subject(units, open_.pop(), k)
    elif unit.kind == "quote":
        if inner or len(open_) > 1:
            _subject(units, open_.pop(), k)
    elif unit.kind == "link" and _goes_on(units, rest):
        return
    elif unit.kind == "link":
        _subject(units, open_.pop(), k)
    else:
        while open_:
            _subject(units, open_.pop(), k)


def _goes_on(units: list[Unit], rest: list[int]) -> bool:
    """Whether another verb of the same subject comes before the next topic."""
    for j in rest:
        if units[j].verbal and units[j].kind not in {"adnominal", "condition", "quoted"}:
            return True
        if not units[j].verbal and units[j].kind == "topic":
            return False
    return False


def _subject(units: list[Unit], noun: int, verb: int) -> None:
    units[noun].up = verb
    units[noun].rel = "nsubj:pass" if units[verb].passive else "nsubj"


def _noun(units: list[Unit], k: int, rest: list[int], open_: list[int]) -> None:
    unit = units[k]
    after = units[rest[0]] if rest else None
    verb = next((j for j in rest if units[j].verbal), None)
    kind = unit.kind
    if kind in {"nsubj", "topic"}:
        open_.append(k)
    elif kind == "nmod" and after:
        unit.up, unit.rel = rest[0], "nmod"
    elif kind == "conj" and after and not after.verbal and (after.name or not unit.name):
        unit.up, unit.rel = rest[0], "conj"
    elif not kind and after and not after.verbal and not unit.comma:
        unit.up, unit.rel = rest[0], "compound"
    elif not kind and after and not after.verbal and unit.name and after.name:
        unit.up, unit.rel = rest[0], "conj"
    elif not kind and unit.comma and unit.name and not open_:
        unit.kind = "topic"
        open_.append(k)
    elif verb is not None:
        if kind == "obl" and unit.comma:  # set apart from the clause that comes between
            whole = (j for j in rest if units[j].verbal and units[j].kind in {"final", "link"})
            verb = next(whole, verb)
        relation = {"": "obj" if not unit.comma else "obl", "conj": "obl"}.get(kind, kind)
        if relation == "obj" and "obj" in units[verb].taken:
            later = (j for j in rest if units[j].verbal and "obj" not in units[j].taken)
            verb = next(later, verb)
        units[verb].taken.add(relation)
        unit.up, unit.rel = verb, "obl:agent" if relation == "agent" else relation
    elif after:
        unit.up, unit.rel = rest[-1], "dep"
