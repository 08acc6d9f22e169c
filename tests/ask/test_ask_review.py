"""Every clause can be set off by some event, and missed by one that differs in a point."""

from __future__ import annotations

import pytest

from casus.ask.review import review_clause, review_provision
from casus.book import load_book

BOOK = load_book()
LIVE = [(t, c) for t in BOOK.treaties.values() for c in t.clauses if c.trigger != "none"]


@pytest.mark.parametrize(
    ("treaty", "clause"), LIVE, ids=[f"{c.id} {'-'.join(c.by)}" for _, c in LIVE]
)
def test_every_clause_can_be_set_off(treaty, clause) -> None:
    rows = review_clause(BOOK, treaty, clause)
    assert rows, f"no event sets off {treaty.id} {clause.article}"
    if rows[0].fired and "mobilise" not in clause.on and clause.when.get("thirds") is not False:
        assert any(not row.fired for row in rows[1:]), "nothing misses it"


@pytest.mark.parametrize(
    "row",
    [r for m in BOOK.measures.values() for r in m.provisions if r.binding and r.items],
    ids=lambda r: f"{r.measure} {r.paragraph} {r.direction}",
)
def test_every_binding_paragraph_can_be_broken(row) -> None:
    assert review_provision(BOOK, row) is not None
