"""What a test says: passed, failed, or disputed – and in which way the strict reading goes."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Verdict:
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

    def disputed(self, reading: str, held_by: tuple[str, ...]) -> Verdict:
        """The same verdict with the reading of others beside it."""
        return replace(self, reading=reading, held_by=held_by)


def passed(test: str, text: str) -> Verdict:
    """A test that is met."""
    return Verdict(test, True, text)


def failed(test: str, text: str) -> Verdict:
    """A test that is not met."""
    return Verdict(test, False, text)


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
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

    @property
    def stopped(self) -> Verdict | None:
        """The first test that the clause fails on every reading, or on the strict one."""
        return next((s for s in self.steps if not s.passed), None)

    @property
    def holds(self) -> bool:
        """Whether the clause works on the strict reading."""
        return all(step.passed for step in self.steps)

    @property
    def arguable(self) -> bool:
        """Whether the clause works on some reading only."""
        return not self.holds and not any(step.stops for step in self.steps)

    @property
    def readings(self) -> tuple[Verdict, ...]:
        """The disputed steps that matter: those that would turn the result."""
        return tuple(s for s in self.steps if s.reading and s.passed == self.holds)
