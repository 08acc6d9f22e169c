"""Which clauses stand on a day, whom they bind and whom they protect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from casus.book.book import Book, Certainty, binds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from casus.ask.verdict import Verdict
    from casus.model.law import Clause, Treaty

ANY = "<any>"
Kept: TypeAlias = "tuple[str, Verdict, tuple[Verdict, ...], bool]"
"""A state kept from acting: how it is bound, what is so between the two whatever the event, and
whether all of it is met and undisputed."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """One clause on one day: states bound, with how surely, and states protected."""

    treaty: Treaty
    clause: Clause
    by: dict[str, Certainty]
    towards: frozenset[str]
    anyone: bool = False
    bearers: tuple[str, ...] = field(init=False)
    """The states bound, sorted."""
    fills: str = field(init=False)
    """The list that it fills; empty where none."""
    bars_others: bool = field(init=False)
    """Whether it keeps states from acting that have no part in the event."""
    only_helps: bool = field(init=False)
    """Whether all that it can ask is help for the one who is attacked."""
    id: str = field(init=False)
    """Its clause, with the states bound and protected where duties differ by pair."""
    kept: dict[tuple[str, bool], Verdict] = field(init=False, repr=False)
    """What was found once for each state bound: it is the same for every event of the day."""

    spared: dict[tuple[str, bool], tuple[Kept, ...]] = field(init=False, repr=False)
    """The same of those kept from acting against a party, for each party."""
    told: tuple[str, str, str, str, str] = field(init=False, repr=False)
    """Treaty, article, clause, strength and substance, as every conclusion names them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "bearers", tuple(sorted(self.by)))
        object.__setattr__(self, "kept", {})
        object.__setattr__(self, "spared", {})
        clause = self.clause
        name = clause.id
        object.__setattr__(self, "fills", clause.fills or "")
        apart = self.treaty.general or clause.when.get("consult")
        bars = clause.trigger == "own_attack" and clause.when.get("thirds") is not False
        object.__setattr__(self, "bars_others", bars and not apart)
        helps = clause.trigger not in ("own_attack", "at_war", "guaranteed", "mobilised")
        object.__setattr__(self, "only_helps", helps and clause.fills != "forbidden")
        told = (clause.treaty, clause.article, name, clause.strength, clause.substance)
        object.__setattr__(self, "told", told)
        if clause.by or clause.towards:
            name += f" {','.join(clause.by)}>{','.join(clause.towards)}"
        object.__setattr__(self, "id", name)

    def protects(self, state: str) -> bool:
        """Whether the clause is owed to that state."""
        return self.anyone or state in self.towards

    def suspended(self, one: str, other: str, day: dt.date) -> str:
        """Why the clause does not run between the two on the day; empty where it does."""
        if not self.treaty.suspended:
            return ""
        for leg in self.treaty.suspended:
            if {one, other} == set(leg.between) and binds(leg.start, leg.end, day) != "no":
                return leg.note or f"suspended between {one} and {other}"
        return ""


def standing_on(
    book: Book, day: dt.date, among: Iterable[Treaty] | None = None
) -> tuple[Standing, ...]:
    """Every clause that can bind somebody on the day, in the order of the book; with `among`, of
    these treaties alone."""
    out = []
    for treaty in book.treaties.values() if among is None else among:
        parties = book.parties_on(treaty, day)
        if parties:
            sure = {state: how for state, (how, _) in parties.items()}
            out += [s for c in treaty.clauses if (s := _stand(book, treaty, c, sure, day))]
    return tuple(out)


def _stand(
    book: Book, treaty: Treaty, clause: Clause, sure: dict[str, Certainty], day: dt.date
) -> Standing | None:
    if clause.trigger == "none":
        return None
    if clause.start.text and binds(clause.start, clause.end, day) == "no":
        return None
    if clause.end.first is not None and day >= clause.end.first:
        return None
    by = {s: sure[s] for s in expand(book, clause.by, sure, day) if s in sure}
    towards = expand(book, clause.towards, sure, day)
    return Standing(treaty, clause, by, towards, ANY in clause.towards) if by else None


def expand(
    book: Book, names: tuple[str, ...], parties: Iterable[str], day: dt.date
) -> frozenset[str]:
    """Codes, classes and `<parties>` as the states of the day; no names: the parties."""
    if not names:
        return frozenset(parties)
    out: set[str] = set()
    for name in names:
        if name == "<parties>":
            out.update(parties)
        elif name.startswith("<"):
            if name != ANY:
                out |= book.classes.of(name[1:-1], day)
        else:
            out.add(book.classes.heir(name, day))
    return frozenset(out)
