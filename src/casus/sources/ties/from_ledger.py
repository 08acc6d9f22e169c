"""Ties from the statements of a ledger: who is said to have acted with whom, and against whom."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casus.errors import InputError, NotCovered
from casus.model.event import HOSTILE
from casus.sources.ties.kind import Found, Kind, tied

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from casus.blocs.duties import Pair, Ties

NEITHER: Final = frozenset({"REQUEST"})
"""Types that say nothing on who stands with whom: friends and foes ask one another."""
SAID: Final = frozenset({"actual", "planned"})
"""Statements that count; what may be, and what is denied, makes no tie."""
BALANCE: Final = 1 / 3
"""A tie is made where one side has twice as many documents as the other, or more."""


def statements(path: str | os.PathLike[str], least: int = 1) -> Kind:
    """Friendly or hostile by the statements between two states in the window.

    A document counts once for a pair as one of cooperation if a statement in it tells such an event
    of one towards the other, or of both together with nobody named beside, and once as one of
    conflict. With `least` documents or more, of which
    cooperation has twice as many as conflict, or the reverse, the pair is tied. A year in which the
    ledger has no document is not covered: that nothing was read is not that nothing was said.

    Raises `InputError` where there is no such ledger, or it has no document with a day.
    """
    from casus.ledger import Ledger
    from casus.names.actors import registry

    if not Path(path).is_dir():
        raise InputError(f"{path}: no such ledger; `casus read INPUT --to DIR` makes one")
    ledger = Ledger(path)
    dated = ledger.sql("SELECT DISTINCT published FROM articles WHERE published IS NOT NULL").rows
    years = sorted({int(str(day)[:4]) for (day,) in dated})
    if not years:
        raise InputError(f"{path}: the ledger has no document with a day")
    states = {code for code, actor in registry().actors.items() if actor.kind == "state"}
    told: list[tuple[dt.date, Pair, str, bool]] = []
    for row in ledger.statements().dicts():
        kind, day = row["type"], row["published"]
        if day is None or row["status"] not in SAID or kind in NEITHER:
            continue
        actors = sorted(states.intersection(row["actor"] or ()))
        others = sorted(states.intersection(row["recipient"] or ()))
        pairs: Iterable[Pair] = product(actors, others)
        if not row["recipient"] and kind not in HOSTILE:
            pairs = combinations(actors, 2)  # they met, agreed, worked together
        for one, other in pairs:
            if one != other:
                pair = (min(one, other), max(one, other))
                told.append((_day(day), pair, str(row["article"]), kind in HOSTILE))

    def on(start: int, day: dt.date) -> Ties:
        lacking = next((y for y in range(start, day.year + 1) if y not in years), None)
        if lacking is not None:
            raise NotCovered(f"the ledger has no document of {lacking}")
        counted: dict[Pair, tuple[set[str], set[str]]] = {}
        for when, pair, document, against in told:
            if start <= when.year and when <= day:
                counted.setdefault(pair, (set(), set()))[against].add(document)
        friendly: Found = {}
        hostile: Found = {}
        for pair, (with_, against_) in counted.items():
            n_with, n_against = len(with_), len(against_)
            balance = (n_with - n_against) / (n_with + n_against)
            if len(with_ | against_) >= least and abs(balance) >= BALANCE:
                (friendly if balance > 0 else hostile)[pair] = set()
        return tied(day, friendly, hostile)

    rule = (
        "friendly: in the documents of the window, twice as many or more tell an event of "
        "cooperation between the two as one of conflict; hostile: the reverse"
    )
    return Kind("ledger", rule, (f"ledger {Path(path).name}",), years[0], years[-1], on)


def _day(value: object) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])
