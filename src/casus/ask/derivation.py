"""Why, and why not, as deep as it is asked for: clauses, tests, readings, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.errors import InputError

if TYPE_CHECKING:
    from casus.ask.verdict import Trace
    from casus.ask.world import World
    from casus.book.book import Book
    from casus.model.occurrence import Occurrence

DEPTHS: Final = (1, 2, 3, 4)
"""1: the clauses alone. 2: besides, the tests of those that bind, and the first that failed in each
of the others. 3: every test that was put. 4: conditions and sources."""
HIDDEN: Final = {
    "passed": "tests that a clause passed",
    "text": "what the clause says",
    "readings": "what is disputed, and who holds it",
    "conditions": "what goes with a duty without stopping it",
    "sources": "where the clause was read",
    "lapsed": "clauses not in force on the day",
    "unconcerned": "clauses that do not speak of such an event",
    "failed": "every clause that does not bind",
}
"""What can be hidden, by name."""
_UNCONCERNED: Final = frozenset({"event", "protected"})


@dataclass(frozen=True, slots=True)
class View:
    """How much of a derivation is shown; raises `InputError` for a depth or name there is not."""

    depth: int = 2
    hide: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.depth not in DEPTHS:
            raise InputError(f"depth {self.depth!r}: from {DEPTHS[0]} to {DEPTHS[-1]}")
        strange = sorted(self.hide - HIDDEN.keys())
        if strange:
            raise InputError(f"nothing to hide by the name {strange[0]!r}: {', '.join(HIDDEN)}")

    def shows(self, trace: Trace) -> bool:
        """Whether the clause is shown at all."""
        if trace.holds or trace.arguable:
            return True
        stopped = trace.stopped
        test = stopped.test if stopped else ""
        hidden = "failed" in self.hide
        hidden |= "lapsed" in self.hide and test == "in_force"
        return not (hidden or ("unconcerned" in self.hide and test in _UNCONCERNED))


def explain(
    world: World, state: str, event: Occurrence, view: View | None = None, *, only_not: bool = False
) -> dict[str, Any]:
    """Every clause tried for the state: those that bind it under `why`, the others, and those
    that some reading only would let bind, under `why_not` (with `only_not` there alone).

    Each is a derivation as `Trace.as_dict` has it, with `first_failed`, the name of the first test
    that failed; how much of it there is the view decides.

    >>> from casus.ask import Occurrence, World
    >>> found = explain(World("2024-06-21"), "RUS", Occurrence.attack("KOR", "PRK"))
    >>> [d["treaty"] for d in found["why"]], found["why_not"][0]["first_failed"]
    (['rus_prk_2000'], 'in_force')
    """
    view = view or View()
    traces = [t for t in world.tried(state, event) if view.shows(t)]
    out: dict[str, Any] = {
        "state": state, "date": world.day.isoformat(), "event": event.as_dict(),
    }  # fmt: skip
    if not only_not:
        out["why"] = [derive(world.book, t, view) for t in traces if t.holds or t.arguable]
    out["why_not"] = [derive(world.book, t, view) for t in traces if not t.holds]
    return out


def derive(book: Book, trace: Trace, view: View) -> dict[str, Any]:
    """One derivation as plain data, as much of it as the view shows."""
    out: dict[str, Any] = trace.as_dict()
    stopped = trace.stopped
    out["first_failed"] = stopped.test if stopped else None
    tests = trace.steps
    if view.depth == 1:
        tests = ()
    elif view.depth == 2 and stopped is not None and not trace.arguable:
        tests = (stopped,)
    if "passed" in view.hide:
        tests = tuple(step for step in tests if not step.passed or step.reading)
    shown = [step.as_dict() for step in tests]
    if "readings" in view.hide:
        for step in shown:
            step.pop("reading", None)
            step.pop("held_by", None)
    out["tests"] = shown
    if view.depth < 2:
        del out["tests"]
    if view.depth < 2 or "text" in view.hide:
        del out["substance"]
    if view.depth >= 4:
        out |= _grounds(book, trace, view)
    return out


def _grounds(book: Book, trace: Trace, view: View) -> dict[str, Any]:
    """Conditions and sources of the clause or paragraph."""
    row: Any
    if trace.treaty in book.treaties:
        treaty = book.treaties[trace.treaty]
        row = next((c for c in treaty.clauses if c.id == trace.clause), None)
        whole: Any = treaty
    else:
        whole = book.measure(trace.treaty)
        row = next((p for p in whole.provisions if p.paragraph == trace.article), None)
    out: dict[str, Any] = {}
    conditions = list(getattr(row, "conditions", ()))
    if conditions and "conditions" not in view.hide:
        out["conditions"] = conditions
    if "sources" not in view.hide:
        out["source"], out["verified"] = (row or whole).source, (row or whole).verified
        out["title"] = whole.title
    return out
