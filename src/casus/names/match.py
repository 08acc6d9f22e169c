"""Names found in a text, on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from casus.names.actors import LAST, stand
from casus.names.automaton import Automaton, automaton
from casus.names.context import Candidate, Reading, Scene
from casus.names.fold import MARKS, fold, key_of, marks_of, same_case
from casus.names.span import NameSpan

if TYPE_CHECKING:
    import datetime as dt

_PARTED = frozenset(',;:()[]!?"“”„«»…')
_TITLE = 16
"""How far before a name its title begins at most."""
KEPT = 200_000
"""The names of a text of so many characters are remembered, until others are asked for."""
_NAMED = frozenset({"state", "demonym", "organisation", "grouping", "group"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a pattern can mean on the day.

    `plain`: it needs nothing of the text; `joined`: it is several words, which no mark may part;
    `word`: in a line all in capitals it is taken for a common word; `small`: in a text all in small
    letters.
    """

    readings: tuple[Reading, ...]
    plain: bool
    joined: bool
    word: bool
    small: bool
    cases: str


class Names:
    """The names of a language as they stand on a day. Made by `Names.of`.

    Without a day every name counts at all times, people by their full names.
    """

    def __init__(self, lang: str, day: dt.date | None) -> None:
        self.lang = lang
        self.day = day
        self._number = day.toordinal() if day else None
        self._names: Automaton = automaton(lang)
        self._entries: dict[int, _Entry | None] = {}

    @staticmethod
    def of(lang: str, day: dt.date | None = None) -> Names:
        """The names of `lang` on `day`, kept for the next call.

        A language without a pack has the names of CLDR, and people and places in Latin letters.

        >>> import datetime as dt
        >>> Names.of("en", dt.date(2024, 6, 20)).code("North Korea")
        ('PRK',)
        """
        return _names(lang, day)

    def code(self, phrase: str) -> tuple[str, ...]:
        """The codes that the whole phrase stands for, `()` where it is no name.

        Capitals make no difference unless the name is a short acronym ("AS", "US").

        >>> import datetime as dt
        >>> Names.of("id", dt.date(2024, 6, 20)).code("korea selatan")
        ('KOR',)
        """
        shown = phrase.strip()
        first, _, rest = shown.partition(" ")
        number = self._names.number.get(key_of(shown))
        if number is None and rest and key_of(first) in self._names.articles:
            return self.code(rest)
        entry = self._entry(number) if number is not None else None
        if entry is None:
            return ()
        codes = {
            code
            for reading in entry.readings
            if (not reading.exact or same_case(reading.form, shown, exact=True))
            and (not self._names.accents or reading in _with_marks(entry.readings, shown))
            for code in reading.codes
        }
        return tuple(sorted(codes))

    def find(self, text: str) -> list[NameSpan]:
        """All names in the text, in its order, none overlapping, the longest where several begin.

        >>> [(s.text, s.codes) for s in Names.of("en").find("Israel, the U.S. and Qatar's envoy")]
        [('Israel', ('ISR',)), ('U.S.', ('USA',)), ('Qatar', ('QAT',))]
        """
        return list(_kept(self, text)) if len(text) <= KEPT else self._find(text)

    def _find(self, text: str) -> list[NameSpan]:
        if MARKS.search(text):
            return self._find_marked(text)
        names, entries = self._names, self._entries
        folded = fold(text)
        padded = f" {folded} "
        spans: list[NameSpan | Candidate] = []
        last, unsettled = 0, False
        lower: bool | None = None
        for start, stop, number in names.matches(padded):
            if start < last:
                continue
            try:
                entry = entries[number]
            except KeyError:
                entry = self._entry(number)
            if entry is None:
                continue
            sides = names.beside.get(names.keys[number]) if names.beside else None
            if sides and not _may_stand(sides, padded[start], padded[stop + 1]):
                continue
            shown, end = text[start:stop], stop
            readings = entry.readings
            if shown != readings[0].form or not entry.plain:
                if lower is None and shown[:1].islower():
                    lower = not any(map(str.isupper, text))
                lenient = bool(lower) and not entry.small
                readings = tuple(r for r in readings if _fits(r, shown, lenient))
                if names.accents:
                    readings = _with_marks(readings, shown)
                if not readings:
                    continue
                if end < len(text) and text[end] == "." and readings[0].form.endswith("."):
                    shown, end = f"{shown}.", end + 1
            parted = entry.joined and not _PARTED.isdisjoint(shown)
            if parted and not readings[0].form.startswith(shown):
                continue
            if entry.word and not _has_lower(text, start, end):
                continue
            kind = readings[0].kind
            if kind in _NAMED and self._is_other(padded, start, stop):
                last = end
                continue
            if kind == "state" and self._is_surname(text, start):
                continue
            last = end
            if entry.plain:
                first = readings[0]
                if first.codes:
                    spans.append(
                        NameSpan(
                            start, end, shown, first.codes, kind,
                            role=first.role, cases=entry.cases,
                        )
                    )  # fmt: skip
                continue
            unsettled = True
            found = Candidate(
                start, end, shown, readings, names.keys[number], len(spans), entry.cases
            )
            spans.append(found)
        if not unsettled:
            return spans  # type: ignore[return-value]
        return Scene(names, text, padded, spans, self._number).settled()

    def _find_marked(self, text: str) -> list[NameSpan]:
        """The names of a text with marks that change no word, found without them."""
        places = [i for i, char in enumerate(text) if not MARKS.match(char)]
        out = []
        for span in self._find("".join(text[i] for i in places)):
            start, end = places[span.start], places[span.end - 1] + 1
            out.append(replace(span, start=start, end=end, text=text[start:end]))
        return out

    def _is_other(self, padded: str, start: int, end: int) -> bool:
        """Whether the words beside the name make it something else: a language."""
        after, before = self._names.never_after, self._names.never_before
        return padded.endswith(after, 0, start) or padded.startswith(before, end + 1)

    def _is_surname(self, text: str, start: int) -> bool:
        """Whether a title stands before the name that only people have: "Mr. Jordan"."""
        titles = self._names.before_surnames
        return titles is not None and titles.search(text, max(0, start - _TITLE), start) is not None

    def _entry(self, number: int) -> _Entry | None:
        """What the pattern means on the day, None where nothing; worked out once."""
        names, key = self._names, self._names.keys[number]
        readings: dict[tuple[object, ...], Reading] = {}
        rows = names.rows(number)
        if self._number is None:  # the present meaning, where there is one
            rows = [row for row in rows if row[4] == LAST] or rows
        cases: set[str] = set()
        unknown = False
        for form, codes, kind, start, end, exact, alone, person, lone, stands in rows:
            if self._number is not None and not start <= self._number < end:
                continue
            role = None
            if person >= 0:
                who = names.person(person)
                if not alone and not who.counts(self._number):
                    continue
                role = who.role(self._number)
            soil = kind not in _NAMED
            found = tuple(sorted({stand(code, self._number, soil) for code in codes}))
            reading = Reading(form, found, kind, bool(exact), bool(alone), person, lone, role)
            readings.setdefault((form, found, person, exact), reading)
            cases.update(stands)
            unknown = unknown or not stands
        entry = None
        if readings:
            known = tuple(readings.values())
            first = known[0]
            plain = (
                len({r.codes for r in known}) == 1
                and len({r.exact for r in known}) == 1
                and key not in names.contexts
                and not any(r.alone or r.lone for r in known)
            )
            if plain and first.person >= 0:
                known = tuple(sorted(known, key=lambda r: r.role is None))
            word = first.form.isupper() and first.form.lower() in names.also_words
            told = "" if unknown else "".join(sorted(cases))
            entry = _Entry(known, plain, " " in key, word, key in names.small_words, told)
        self._entries[number] = entry
        return entry


@lru_cache(maxsize=1)  # who reads a text asks for its names, then who looks for treaties in it
def _kept(names: Names, text: str) -> tuple[NameSpan, ...]:
    return tuple(names._find(text))


@lru_cache(maxsize=512)
def _names(lang: str, day: dt.date | None) -> Names:
    return Names(lang, day)


def _fits(reading: Reading, shown: str, lenient: bool) -> bool:
    """Whether the words in the text have the capitals that the name asks for."""
    free = lenient and not reading.exact and reading.person < 0
    return free or same_case(reading.form, shown, exact=reading.exact)


def _may_stand(sides: dict[str, str], left: str, right: str) -> bool:
    """Whether the characters beside a name are those that the pack asks for."""
    if left in sides.get("not_after", "") or right in sides.get("not_before", ""):
        return False
    wanted = "after" in sides or "before" in sides
    return not wanted or left in sides.get("after", "") or right in sides.get("before", "")


def _with_marks(readings: tuple[Reading, ...], shown: str) -> tuple[Reading, ...]:
    """The readings whose letters bear the marks that the text shows, wherever in a syllable they
    are written ("hoà", "hòa"). A long name, and one of people, may stand without any, or the pack
    may write it so ("Brasilia", "Le Duan")."""
    marks = marks_of(shown)
    same = tuple(r for r in readings if marks_of(r.form) == marks)
    return same or tuple(r for r in readings if _marks_free(r.form, shown))


def _marks_free(form: str, shown: str) -> bool:
    long = len(form) > 7 or (shown.isascii() and len(shown) > 5)
    return long or (form.isascii() and " " in form)


def _has_lower(text: str, start: int, end: int) -> bool:
    """Whether there are small letters around: in a headline all in capitals, `US` may be a word."""
    around = text[max(0, start - 60) : start] + text[end : end + 60]
    return not around.isupper()
