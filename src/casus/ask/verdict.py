"""What a test says: passed, failed, or disputed – and in which way the strict reading goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from casus.ask.standing import Standing

Key = tuple[str, str, str, str, str]
"""What a derivation concludes: list, state, treaty, article, and against whom."""


class Known:
    """What was concluded in earlier rounds, and whom a clause might still bind."""

    def __init__(self, traces: Iterable[Trace] = ()) -> None:
        self._states: dict[tuple[str, str, str, str], set[str]] = {}
        self._left: dict[tuple[str, str], Sequence[str]] = {}
        self._spent: dict[str, set[Standing]] = {}
        for trace in traces:
            self.states(trace.fills, trace.treaty, trace.article, trace.against).add(trace.state)

    def states(self, fills: str, treaty: str, article: str, against: str) -> set[str]:
        """The states for which this was concluded: whoever finds another puts it in."""
        key = (fills, treaty, article, against)
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = set()
        return found

    def spent(self, attacker: str) -> set[Standing]:
        """Clauses that have nothing new to say of any attack of this attacker: whoever finds one
        puts it in."""
        return self._spent.setdefault(attacker, set())

    def learn(self, traces: Iterable[Trace], *, breaches: bool = True) -> Iterator[Trace]:
        """Those that hold and conclude what was not known; they are known from then on. Without
        `breaches` none is told or kept."""
        for trace in traces:
            if not (trace.sure or trace.holds):
                continue
            states = self.states(trace.fills, trace.treaty, trace.article, trace.against)
            if trace.state not in states and (breaches or trace.fills != "breached"):
                states.add(trace.state)
                yield trace

    def left(self, standing: Standing, fills: str, against: str) -> Sequence[str]:
        """The states that the clause has not bound against this adversary: they grow fewer with
        every round, and where none is left nothing need be looked at."""
        token = (standing.id, against)
        states = self._left.get(token, standing.bearers)
        if states:
            treaty, article = standing.told[:2]
            bound = self.states(fills, treaty, article, against)
            states = self._left[token] = [s for s in states if s not in bound]
        return states


class Verdict(NamedTuple):
    """One test of a clause. With a `reading`, others hold the opposite of `passed`."""

    test: str
    passed: bool
    text: str
    reading: str = ""
    held_by: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the clause cannot work on any reading."""
        return not self.passed and not self.reading

    def as_dict(self) -> dict[str, object]:
        """The test as plain data; reading and holders only where disputed."""
        out: dict[str, object] = {"test": self.test, "passed": self.passed, "text": self.text}
        if self.reading:
            out["reading"], out["held_by"] = self.reading, list(self.held_by)
        return out

    def disputed(self, reading: str, held_by: tuple[str, ...]) -> Verdict:
        """The same verdict with the reading of others beside it."""
        return Verdict(self.test, self.passed, self.text, reading, held_by)


def passed(test: str, text: str) -> Verdict:
    """A test that is met."""
    return Verdict(test, True, text)


def failed(test: str, text: str) -> Verdict:
    """A test that is not met."""
    return Verdict(test, False, text)


class Trace(NamedTuple):
    """One clause tried for one state: the tests in order, up to the first that stops it.

    `fills` is the list it would stand in, `state` who is bound, `toward` and `against` whom.
    """

    state: str
    treaty: str
    article: str
    clause: str
    strength: str
    fills: str
    act: str
    toward: str
    against: str
    steps: tuple[Verdict, ...]
    substance: str = ""
    sure: bool = False
    """Whether all tests are known to be met and undisputed without looking at them again."""

    @property
    def stopped(self) -> Verdict | None:
        """The first test that the clause fails on every reading, or on the strict one."""
        if self.sure:
            return None
        for step in self.steps:
            if not step.passed:
                return step
        return None

    @property
    def holds(self) -> bool:
        """Whether the clause works on the strict reading."""
        if self.sure:
            return True
        for step in self.steps:  # noqa: SIM110 - asked of every clause: a loop is twice as fast
            if not step.passed:
                return False
        return True

    @property
    def arguable(self) -> bool:
        """Whether the clause works on some reading only."""
        return not self.holds and not any(step.stops for step in self.steps)

    @property
    def key(self) -> Key:
        """What it concludes."""
        return (self.fills, self.state, self.treaty, self.article, self.against)

    @property
    def readings(self) -> tuple[Verdict, ...]:
        """The disputed steps that matter: those that would turn the result."""
        disputed = [step for step in self.steps if step.reading]
        if not disputed:
            return ()
        holds = self.holds
        return tuple(step for step in disputed if step.passed == holds)

    def after(self, step: Verdict) -> Trace:
        """The same derivation with a premise before its own."""
        return Trace(
            self.state, self.treaty, self.article, self.clause, self.strength, self.fills,
            self.act, self.toward, self.against, (step, *self.steps), self.substance,
        )  # fmt: skip

    def as_dict(self) -> dict[str, object]:
        """The derivation as plain data: conclusion, clause, and the tests under it."""
        return {
            "state": self.state, "treaty": self.treaty, "article": self.article,
            "clause": self.clause, "substance": self.substance, "list": self.fills,
            "strength": self.strength, "act": self.act, "toward": self.toward,
            "against": self.against, "holds": self.holds, "arguable": self.arguable,
            "tests": [step.as_dict() for step in self.steps],
        }  # fmt: skip

    def tree(self) -> str:
        """The derivation as indented lines: the conclusion, the clause, each test."""
        result = "holds" if self.holds else "arguable" if self.arguable else "does not hold"
        head = f"{self.state}: {self.fills} under {self.treaty} {self.article} – {result}"
        lines = [head, f"  {self.substance}"]
        for step in self.steps:
            lines.append(f"  {'+' if step.passed else '-'} {step.test}: {step.text}")
            if step.reading:
                who = f" ({', '.join(step.held_by)})" if step.held_by else ""
                lines.append(f"    disputed{who}: {step.reading}")
        return "\n".join(lines)


def undisputed(steps: Iterable[Verdict]) -> bool:
    """Whether all tests are met, and nobody holds the opposite of one."""
    return all(step.passed and not step.reading for step in steps)


def trace_of(
    standing: Standing, state: str, fills: str, act: str, toward: str, against: str,
    steps: tuple[Verdict, ...], *, sure: bool = False,
) -> Trace:  # fmt: skip
    """The derivation of a clause for a state: what it concludes, from these tests."""
    treaty, article, name, strength, substance = standing.told
    return tuple.__new__(Trace, (
        state, treaty, article, name, strength, fills, act, toward, against, steps, substance, sure
    ))  # fmt: skip
