"""Names that may mean several things, settled by the text they stand in, or left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.names.fold import fold
from casus.names.span import NameSpan

if TYPE_CHECKING:
    from casus.names.automaton import Automaton

_BEFORE: Final = re.compile(r"(\S+) $")
_AFTER: Final = re.compile(r" ([^\s.,;:!?\"”)’'()]+)")
_CLOSING: Final = frozenset(".!?:;,)”\"’")
_BESIDE: Final = re.compile(r"\W{0,2}|\W{1,2}s |\W+of(?: the)? ")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name can mean on the day; `person` is a number, -1 for what is none."""

    form: str
    codes: tuple[str, ...]
    kind: str
    exact: bool
    alone: bool
    person: int
    lone: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found whose meaning the text must settle."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    key: str


class Scene:
    """A text with its names, of which some are not settled yet."""

    def __init__(
        self, names: Automaton, text: str, padded: str,
        spans: Sequence[NameSpan | Candidate], day: int | None,
    ) -> None:  # fmt: skip
        self.names, self.text, self.padded, self.spans, self.day = names, text, padded, spans, day
        self.starts = {span.start for span in spans}
        self.ends = {span.end for span in spans}
        self.codes: set[str] = set()
        self.persons: set[str] = set()

    def settled(self) -> list[NameSpan]:
        """The spans, those that turn out to be no names of actors left out."""
        for span in self.spans:
            if isinstance(span, NameSpan):
                self.codes.update(span.codes)
            for reading in self._full_names(span):
                self.persons.add(reading)
        firm: dict[int, NameSpan | None] = {}
        for late in (False, True):  # what settles itself first, as it may settle the others
            for number, span in enumerate(self.spans):
                if isinstance(span, NameSpan):
                    firm[number] = span
                elif late != self._is_clear(span):
                    firm[number] = found = self._settle(span, number)
                    if found and not found.ambiguous and not late:
                        self.codes.update(found.codes)
        return [found for number in range(len(self.spans)) if (found := firm[number])]

    def _full_names(self, span: NameSpan | Candidate) -> Iterable[str]:
        if isinstance(span, Candidate):
            readings: Sequence[Reading] = span.readings
            numbers = [r.person for r in readings if r.person >= 0 and not r.alone]
        elif span.kind == "person":
            rows = self.names.rows[self.names.number[fold(span.text).strip()]]
            numbers = [row[7] for row in rows if row[7] >= 0 and not row[6]]
        else:
            numbers = []
        return (self.names.people[number].name for number in numbers)

    def _is_clear(self, span: Candidate) -> bool:
        return span.key not in self.names.contexts and len({r.codes for r in span.readings}) == 1

    def _settle(self, span: Candidate, number: int) -> NameSpan | None:
        if any(r.lone for r in span.readings) and self._stands_beside(span, number):
            return None
        full = [r for r in span.readings if r.person >= 0 and not r.alone]
        if full:
            return self._full_person(span, full)
        alone = [r for r in span.readings if r.alone]
        others = [r for r in span.readings if r.person < 0]
        known = [r for r in alone if self.names.people[r.person].name in self.persons]
        if not others:
            return self._alone_person(span, alone, known)
        found = self._other(span, others)
        if known and found:
            codes = {*found.codes, *(code for r in known for code in r.codes)}
            ambiguous = found.ambiguous or len(codes) > len(found.codes)
            return self._span(span, codes, found.kind, ambiguous)
        return found

    def _span(
        self, span: Candidate, codes: Iterable[str], kind: str, ambiguous: bool = False,
        role: str | None = None,
    ) -> NameSpan:  # fmt: skip
        return NameSpan(
            span.start, span.end, span.text, tuple(sorted(set(codes))), kind, ambiguous, role
        )

    def _by_evidence(self, span: Candidate, readings: Sequence[Reading]) -> NameSpan | None:
        """The one reading of several whose state the text names elsewhere, or all of them."""
        groups = {r.codes: r for r in reversed(readings)}
        if len(groups) > 1:
            told = [r for codes, r in groups.items() if not self.codes.isdisjoint(codes)]
            if len(told) == 1:
                groups = {told[0].codes: told[0]}
        codes = [code for group in groups for code in group]
        first = next(r for r in readings if r.codes in groups)
        if not codes:
            return None
        alone = len(groups) == 1
        return self._span(span, codes, first.kind, not alone, first.role if alone else None)

    # people

    def _full_person(self, span: Candidate, full: Sequence[Reading]) -> NameSpan | None:
        """Of several people of one name, those nearest to office on the day."""
        people = self.names.people
        nearest = min(people[r.person].distance(self.day) for r in full)
        return self._by_evidence(
            span, [r for r in full if people[r.person].distance(self.day) == nearest]
        )

    def _alone_person(
        self, span: Candidate, alone: Sequence[Reading], known: Sequence[Reading]
    ) -> NameSpan | None:
        if known:
            return self._by_evidence(span, known)
        people = self.names.people
        serving = [r for r in alone if people[r.person].counts_alone(self.day)]
        if not serving:
            return None
        before, after = self._beside(span)
        if span.key in self.names.weak and (before is None or fold(before) not in self.names.neutral):
            return None
        if self._is_part_of_name(span, before, after, start_counts=False):
            return None
        told = [r for r in serving if r.role] or serving
        found = self._by_evidence(span, told)
        # Without a day a surname that several states have known says nothing by itself.
        return None if found and found.ambiguous and self.day is None else found

    # everything else

    def _other(self, span: Candidate, others: Sequence[Reading]) -> NameSpan | None:
        rule = self.names.contexts.get(span.key)
        if rule is None:
            return self._by_evidence(span, others)
        before, after = self._beside(span)
        if rule["person"] and self._is_part_of_name(span, before, after, start_counts=True):
            return None
        told = [reading for reading in rule["readings"] if self._is_near(reading)]
        if len(told) == 1:
            codes = told[0]["codes"]
            return self._span(span, codes, others[0].kind) if codes else None
        if rule["needs"]:
            return None
        found = self._by_evidence(span, others)
        if found is None:
            return None
        doubt = {code for code in rule["doubt"] if code in self.codes}
        if doubt and not told:
            return self._span(span, {*found.codes, *doubt}, found.kind, True)
        several = {code for reading in told for code in reading["codes"]}
        open_ = found.ambiguous or len(told) > 1 or any(not r["codes"] for r in rule["readings"])
        return self._span(span, {*found.codes, *several}, found.kind, open_)

    def _is_near(self, reading: dict[str, Any]) -> bool:
        return not self.codes.isdisjoint(reading["near_codes"]) or any(
            word in self.padded for word in reading["near"]
        )

    def _stands_beside(self, span: Candidate, number: int) -> bool:
        """Whether another actor stands where it makes the name that actor's ("Russia's Security
        Council", "Kemlu Rusia").
        """
        lone = next(r.lone for r in span.readings if r.lone)
        if lone == "before" and number > 0:
            gap = self.text[self.spans[number - 1].end : span.start]
            if _BESIDE.fullmatch(gap) and "." not in gap and "," not in gap:
                return True
        if number + 1 < len(self.spans):
            gap = self.text[span.end : self.spans[number + 1].start]
            return gap == " " if lone == "after" else gap.strip() in ("of", "of the")
        return False

    def _beside(self, span: Candidate) -> tuple[str | None, str | None]:
        """The capitalised words directly before and after that belong to no other name."""
        before = _BEFORE.search(self.text, max(0, span.start - 40), span.start)
        after = _AFTER.match(self.text, span.end)
        left = before[1].lstrip("\"“'(‘«") if before else ""
        if left[-1:] in _CLOSING and len(left) > 2 and fold(left).strip() not in self.names.neutral:
            left = ""  # the sentence before ends there
        right = after[1] if after else ""
        known_left = span.start - 1 in self.ends
        known_right = span.end + 1 in self.starts
        return (
            left if left[:1].isupper() and not known_left else None,
            right if right[:1].isupper() and not known_right else None,
        )

    def _is_part_of_name(
        self, span: Candidate, before: str | None, after: str | None, *, start_counts: bool
    ) -> bool:
        """Whether capitalised words beside it make it a part of somebody else's name."""
        if before is None and after is None:
            return False
        if self._is_title_line(span):
            return False
        neutral = self.names.neutral
        if before and fold(before).strip() not in neutral:
            opening = self.text[: span.start - 1 - len(before)].rstrip(" \"“'(‘«")
            if start_counts or not (opening == "" or opening[-1] in ".!?\n:"):
                return True
        return bool(after and fold(after).strip() not in neutral)

    def _is_title_line(self, span: Candidate) -> bool:
        """Whether the line has capitals on most words, as headlines in English have."""
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.end)
        words = [w for w in self.text[start : end if end >= 0 else None].split() if w[0].isalpha()]
        big = sum(word[0].isupper() for word in words)
        return len(words) >= 4 and big > 0.6 * len(words)
