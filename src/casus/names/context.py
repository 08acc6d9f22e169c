"""Names that may mean several things, settled by the text they stand in, or left open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from casus.names.fold import fold, key_of
from casus.names.span import NameSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from casus.names.automaton import Automaton

_BEFORE: Final = re.compile(r"(\S+) $")
_AFTER: Final = re.compile(r" ([^\s.,;:!?\"”)’'()]+)")
_OPENING: Final = "\"“'(‘«"
_CLOSING: Final = frozenset('.!?:;,)”"’')
_ENDS: Final = ("", *".!?:")
"""What stands before the first word of a sentence."""
_SHORTENED: Final = 5
"""A title with a point has so many characters at most where it is shortened."""
_LINE: Final = 300
_STAGES: Final = 4
"""How often names are settled, each time by what was settled before."""
_HEADS: Final = frozenset({"head_of_state", "leader"})
_MINISTERS: Final = frozenset({"foreign_minister", "defence_minister", "envoy"})
_BESIDE: Final = re.compile(r"(?: |['’]s | of(?: the)? |-|的||의 |の)?")
"""What may stand between two names of one phrase; nothing at all in scripts without spaces."""


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
    """A name found whose meaning the text must settle; `number` is its place among all."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    key: str
    number: int
    cases: str = ""


class Scene:
    """A text with its names, of which some are not settled yet."""

    def __init__(
        self, names: Automaton, text: str, padded: str,
        spans: Sequence[NameSpan | Candidate], day: int | None,
    ) -> None:  # fmt: skip
        self.names, self.text, self.padded, self.spans, self.day = names, text, padded, spans, day
        sure = [s for s in spans if isinstance(s, NameSpan) or not all(r.alone for r in s.readings)]
        self.starts = {span.start for span in sure}
        self.ends = {span.end for span in sure}
        self.codes: set[str] = set()
        self.persons: set[str] = set()
        self.told: dict[str, list[dict[str, Any]]] = {}

    def settled(self) -> list[NameSpan]:
        """The spans, those that turn out to be no names of actors left out."""
        for span in self.spans:
            if isinstance(span, NameSpan):
                self.codes.update(span.codes)
            for reading in self._full_names(span):
                self.persons.add(reading)
        firm: dict[int, NameSpan | None] = {}
        for stage in range(_STAGES):
            told: set[str] = set()
            for number, span in enumerate(self.spans):
                if isinstance(span, NameSpan):
                    firm[number] = span
                elif self._stage(span) == stage:
                    firm[number] = found = self._settle(span)
                    if found and not found.ambiguous:
                        told.update(found.codes)
            self.codes |= told  # a whole stage at once, so that order makes no difference
        return [found for number in range(len(self.spans)) if (found := firm[number])]

    def _full_names(self, span: NameSpan | Candidate) -> Iterable[str]:
        if isinstance(span, Candidate):
            readings: Sequence[Reading] = span.readings
            numbers = [r.person for r in readings if r.person >= 0 and not r.alone]
        elif span.kind == "person":
            number = self.names.number.get(key_of(span.text))
            rows = self.names.rows(number) if number is not None else []
            numbers = [row[7] for row in rows if row[7] >= 0 and not row[6]]
        else:
            numbers = []
        return (self.names.person(number).name for number in numbers)

    def _stage(self, span: Candidate) -> int:
        """When to settle it: what means one thing only comes first and is evidence for the rest."""
        rule = self.names.contexts.get(span.key)
        if span.key in self.names.weak:
            return _STAGES - 1
        if len({reading.codes for reading in span.readings}) > 1:
            return 2
        return 0 if rule is None else 2 if rule["readings"] or rule["needs"] else 1

    def _settle(self, span: Candidate) -> NameSpan | None:
        if any(r.lone for r in span.readings) and self._stands_beside(span):
            return None
        full = [r for r in span.readings if r.person >= 0 and not r.alone]
        if full:
            return self._full_person(span, full)
        alone = [r for r in span.readings if r.alone]
        others = [r for r in span.readings if r.person < 0]
        known = [r for r in alone if self.names.person(r.person).name in self.persons]
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
            span.start,
            span.end,
            span.text,
            tuple(sorted(set(codes))),
            kind,
            ambiguous,
            role,
            span.cases,
        )

    def _by_evidence(self, span: Candidate, readings: Sequence[Reading]) -> NameSpan | None:
        """The one reading of several whose state the text names elsewhere, or all of them."""
        groups = {r.codes: r for r in reversed(readings)}
        if len(groups) > 1:
            beside = self._codes_beside(span)
            told = [r for codes, r in groups.items() if not beside.isdisjoint(codes)]
            if len(told) != 1:
                told = [r for codes, r in groups.items() if not self.codes.isdisjoint(codes)]
            if len(told) == 1:
                groups = {told[0].codes: told[0]}
        codes = [code for group in groups for code in group]
        first = next(r for r in readings if r.codes in groups)
        if not codes:
            return None
        alone = len(groups) == 1
        return self._span(span, codes, first.kind, not alone, first.role if alone else None)

    def _codes_beside(self, span: Candidate) -> set[str]:
        """Codes of the names that stand directly before it, or after it with "of"."""
        found: set[str] = set()
        for other in self.spans[max(0, span.number - 1) : span.number + 2]:
            first, second = sorted((span, other), key=lambda s: s.start)
            if other is span or not _BESIDE.fullmatch(self.text, first.end, second.start):
                continue
            if isinstance(other, NameSpan):
                found.update(other.codes)
            elif len({reading.codes for reading in other.readings}) == 1:
                found.update(other.readings[0].codes)
        return found

    # people

    def _full_person(self, span: Candidate, full: Sequence[Reading]) -> NameSpan | None:
        """Of several people of one name, those nearest to office on the day."""
        person = self.names.person
        nearest = min(person(r.person).distance(self.day) for r in full)
        return self._by_evidence(
            span, [r for r in full if person(r.person).distance(self.day) == nearest]
        )

    def _alone_person(
        self, span: Candidate, alone: Sequence[Reading], known: Sequence[Reading]
    ) -> NameSpan | None:
        if known:
            return self._by_evidence(span, known)
        person = self.names.person
        serving = [r for r in alone if person(r.person).counts_alone(self.day)]
        if not serving:
            return None
        if span.key in self.names.weak and not self._has_courtesy(span):
            serving = self._in_office(span, serving)
            if not serving:
                return None
        before, after = self._beside(span)
        if self._is_part_of_name(span, before, after, start_counts=False):
            return None
        told = [r for r in serving if r.role] or serving
        found = self._by_evidence(span, told)
        # Without a day a surname that several states have known says nothing by itself.
        return None if found and found.ambiguous and self.day is None else found

    def _in_office(self, span: Candidate, serving: Sequence[Reading]) -> list[Reading]:
        """Those of the name who head a state or its government on the day, or are ministers of one
        that the text names, for whom a common surname stands without a title ("Bush and Gorbachev
        signed"). Nobody where the surname is an everyday word too, has an article ("the Moon"),
        begins a sentence of a text that names nobody else ("Bush fires spread"), or where the text
        has others of it ("Kate Bush")."""
        if self.day is None or span.key in self.names.words:
            return []
        before = _BEFORE.search(self.text, max(0, span.start - 40), span.start)
        word = before[1] if before else ""
        if key_of(word) in self.names.articles or (word[-1:] in _ENDS and not self.codes):
            return []
        roles = {r: self.names.person(r.person).role(self.day) for r in serving}
        found = [r for r in serving if roles[r] in _HEADS]
        found = found or [r for r in serving if roles[r] == "head_of_government"]
        if not found:
            named = [r for r in serving if not self.codes.isdisjoint(r.codes)]
            found = [r for r in named if roles[r] in _MINISTERS]
        same = [s for s in self.spans if isinstance(s, Candidate) and s.key == span.key]
        others = (s for s in same if s is not span)
        shared = any(self._is_part_of_name(s, *self._beside(s), start_counts=True) for s in others)
        return [] if shared else found

    def _has_courtesy(self, span: Candidate) -> bool:
        """Whether a title stands before a name ("le président Bush"), perhaps with the demonym of
        its state between them ("الرئيس الأميركي بوش"). One that ends a sentence is none ("thanked
        the president. Bush fires …"); "Mr." and "Gen." may have their point."""
        start = span.start
        last = self.spans[span.number - 1] if span.number else None
        if last is not None and self.text[last.end : start] == " ":
            start = last.start
        before = _BEFORE.search(self.text, max(0, start - 40), start)
        if before is None:
            return False
        word = before[1].lstrip(_OPENING)
        shortened = word[-1:] == "." and len(word) <= _SHORTENED
        return (shortened or word[-1:] not in _CLOSING) and self.names.is_courtesy(word)

    # everything else

    def _other(self, span: Candidate, others: Sequence[Reading]) -> NameSpan | None:
        rule = self.names.contexts.get(span.key)
        if rule is None:
            return self._by_evidence(span, others)
        before, after = self._beside(span)
        if rule["person"] and self._is_part_of_name(span, before, after, start_counts=True):
            return None
        told = self._told(span.key, rule)
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
        open_ = (
            found.ambiguous
            or len(told) > 1
            or (not rule["sure"] and any(not r["codes"] for r in rule["readings"]))
        )
        return self._span(span, {*found.codes, *several}, found.kind, open_)

    def _told(self, key: str, rule: dict[str, Any]) -> list[dict[str, Any]]:
        """The readings of a rule that words of the text speak for; asked once for each name."""
        if key not in self.told:
            self.told[key] = [reading for reading in rule["readings"] if self._is_near(reading)]
        return self.told[key]

    def _is_near(self, reading: dict[str, Any]) -> bool:
        return not self.codes.isdisjoint(reading["near_codes"]) or any(
            word in self.padded for word in reading["near"]
        )

    def _stands_beside(self, span: Candidate) -> bool:
        """Whether another actor stands where it makes the name that actor's ("Russia's Security
        Council", "Kemlu Rusia").
        """
        lone = next(r.lone for r in span.readings if r.lone)
        number = span.number
        beside = number > 0 and _BESIDE.fullmatch(self.text, self.spans[number - 1].end, span.start)
        if lone == "before" and beside:
            return True
        if number + 1 < len(self.spans):
            gap = self.text[span.end : self.spans[number + 1].start]
            return gap == " " if lone == "after" else gap.strip() in ("of", "of the")
        return False

    def _beside(self, span: Candidate) -> tuple[str | None, str | None]:
        """The capitalised words directly before and after that belong to no other name."""
        before = _BEFORE.search(self.text, max(0, span.start - 40), span.start)
        after = _AFTER.match(self.text, span.end)
        left = before[1].lstrip(_OPENING) if before else ""
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
            end = span.start - 1 - len(before)
            opening = self.text[max(0, end - 20) : end].rstrip(" \"“'(‘«")
            if start_counts or not (opening == "" or opening[-1] in ".!?\n:"):
                return True
        return bool(after and fold(after).strip() not in neutral)

    def _is_title_line(self, span: Candidate) -> bool:
        """Whether the line has capitals on most words, as headlines in English have."""
        far = max(0, span.start - _LINE), span.end + _LINE
        start = self.text.rfind("\n", far[0], span.start) + 1 or far[0]
        end = self.text.find("\n", span.end, far[1])
        line = self.text[start : end if end >= 0 else far[1]].rstrip()
        if line.endswith("."):
            return False  # a sentence; headlines have no full stop
        words = [word for word in line.split() if word[0].isalpha()]
        big = sum(word[0].isupper() for word in words)
        return len(words) >= 4 and big > 0.6 * len(words)
