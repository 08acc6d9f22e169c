"""Several events in one sentence, in order: "Russia attacks Ukraine and Ukraine attacks Russia"."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from casus.errors import InputError, UnknownEvent
from casus.words.load import load_deeds
from casus.words.parse import languages_of, parse_one
from casus.words.told import Told

if TYPE_CHECKING:
    import datetime as dt

    from casus.model import Occurrence

_MOST: Final = 8
"""More parts than this are no events in one sentence: a list of goods has more."""


def parse_events(words: str, day: dt.date, lang: str | None = None) -> list[Occurrence]:
    """The events that a few words tell, in their order; most words tell one.

    A part that leaves out who acts is told of the one who acted before ("Russia attacks Ukraine
    and supplies missiles to Iran"). Raises `UnknownEvent` as `parse_event` does, and where one part
    of several is no event, naming the part.

    >>> import datetime as dt
    >>> [f"{e.attacker}>{e.target}" for e in parse_events(
    ...     "RUS attacks UKR, then UKR attacks RUS", dt.date(2024, 6, 21))]
    ['RUS>UKR', 'UKR>RUS']
    """
    if words.lstrip().startswith("{"):
        return [parse_one(words, day, lang)]
    parted = [
        _Parted(words, code, day, parts)
        for code in languages_of(words, lang)
        if (parts := _parts(words, code, day))
    ][:2]  # the likeliest: another language would take its words for others
    for one in parted:
        found = one.events(0)
        if found is not None:
            return found
    for one in parted:
        if one.tells_any():
            one.refuse_strays()
            break
    return [parse_one(words, day, lang)]


def parse_event(words: str, day: dt.date, lang: str | None = None) -> Occurrence:
    """The one event that a few words tell, in any language that has a pack, with names or codes.

    `day` dates the names; `lang` keeps to one language. A place that the book does not know is left
    out (see `unknown_place`). A JSON object is taken as it is. Raises `UnknownEvent`, saying what
    was understood, where it is no event of the engine, or names more states than an event has, and
    where it tells several events (see `parse_events`).

    >>> import datetime as dt
    >>> parse_event("KOR attacks PRK", dt.date(2024, 6, 21)).as_dict()
    {'kind': 'attack', 'attacker': 'KOR', 'target': 'PRK'}
    """
    found = parse_events(words, day, lang)
    if len(found) > 1:
        told = "; ".join(str(event.as_dict()) for event in found)
        raise UnknownEvent(
            f"{words!r} tells {len(found)} events in order ({told}): here one is asked for"
        )
    return found[0]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the words; `must` where what joins it leaves no doubt that it is an event."""

    start: int
    end: int
    must: bool


@dataclass(slots=True)
class _Parted:
    """The words in one language, parted by what may join events. `parts` that are joined by "and"
    may belong together ("supplies missiles and shells to Iran")."""

    words: str
    lang: str
    day: dt.date
    parts: list[_Part]
    _told: dict[tuple[int, int, str], Occurrence | InputError] = field(default_factory=dict)

    def events(self, first: int, doer: str = "") -> list[Occurrence] | None:
        """The events of all parts from this one, each of as few parts as may be; None where some
        part is left that is none."""
        if first == len(self.parts):
            return []
        for last in range(first, len(self.parts)):
            if last > first and (self.parts[last].must or self._apart(first, last)):
                break
            event = self._event(first, last, doer)
            if isinstance(event, InputError):
                continue
            rest = self.events(last + 1, event.doer)
            if rest is not None:
                return [event, *rest]
        return None

    def _apart(self, first: int, last: int) -> bool:
        """Whether one of these parts is an event of its own, and another tells of somebody too."""
        own = [n for n in range(first, last + 1) if self._is_event(n)]
        return bool(own) and any(self._tells(n) for n in range(first, last + 1) if n not in own)

    def _is_event(self, n: int) -> bool:
        return not isinstance(self._event(n, n, ""), InputError)

    def tells_any(self) -> bool:
        """Whether a part is an event of its own."""
        return any(self._is_event(n) for n in range(len(self.parts)))

    def refuse_strays(self) -> None:
        """Raise `UnknownEvent` for a part that is no event where others are: not to be answered by
        half."""
        single = [self._event(n, n, "") for n in range(len(self.parts))]
        n_events = sum(not isinstance(event, InputError) for event in single)
        joined = any(part.must for part in self.parts)
        doer = ""
        for n, event in enumerate(single):
            if isinstance(event, InputError):
                event = self._event(n, n, doer)  # noqa: PLW2901 - the doer may be left out
            if not isinstance(event, InputError):
                doer = event.doer
            elif n_events > 1 or (n_events == 1 and (joined or self._tells(n))):
                raise UnknownEvent(
                    f"part {n + 1} of {len(self.parts)} is no event of its own: {event}"
                )

    def _event(self, first: int, last: int, doer: str) -> Occurrence | InputError:
        """The event that these parts tell together, or why they tell none."""
        text = self.text(first, last)
        key = (first, last, doer)
        if key not in self._told:
            try:
                self._told[key] = parse_one(text, self.day, self.lang)
            except InputError as err:
                self._told[key] = err
                if doer and self._lacks_doer(text):
                    with suppress(InputError):
                        self._told[key] = parse_one(f"{doer} {text}", self.day, self.lang)
        return self._told[key]

    def text(self, first: int, last: int) -> str:
        """These parts as they stand in the words."""
        return self.words[self.parts[first].start : self.parts[last].end]

    def _lacks_doer(self, text: str) -> bool:
        """Whether a deed stands before whoever is named first: a word, and no article alone."""
        told = Told(text, self.lang, self.day)
        start = min((name.start for name, _ in told.parties(everywhere=True)), default=0)
        return any(len(w) > 3 or not w.isascii() for w in told.text[:start].split())

    def _tells(self, n: int) -> bool:
        """Whether the part names somebody and says more than a name."""
        told = Told(self.text(n, n), self.lang, self.day)
        named = [(name.start, name.end) for name, _ in told.parties(everywhere=True)]
        rest = "".join(
            letter for at, letter in enumerate(told.text) if not any(a <= at < b for a, b in named)
        )
        return bool(named) and any(len(word) > 3 or not word.isascii() for word in rest.split())


def _parts(words: str, lang: str, day: dt.date) -> list[_Part]:
    """The words between what may join events ("and", a comma, "then"), names left whole."""
    from casus.extract.instruments import words_of
    from casus.names import Names

    vocabulary, run = load_deeds(lang), words_of(words)
    found = [
        (run[first].start, run[stop - 1].end, entry.label == "then")
        for first, stop, entry in vocabulary.find(("and", "then"), run)
    ]
    names = [(name.start, name.end) for name in Names.of(lang, day).find(words)]
    leans = {word for es in vocabulary.entries.values() for e in es if e.label == "and_leaning"
             for word in e.keys}  # fmt: skip
    for start, _ in names:
        if words[start - 1 : start] in leans and words[: start - 1].endswith(" "):
            found.append((start - 1, start, False))
    found.sort()
    out: list[_Part] = []
    start, must = 0, False
    for at, end, then in [*found, (len(words), len(words), False)]:
        if any(a < end and at < b for a, b in names):
            continue
        first = start + len(words[start:at]) - len(words[start:at].lstrip())
        last = first + len(words[first:at].rstrip(" .!?。"))
        if last > first:
            out.append(_Part(first, last, must))
            must = False
        start, must = end, must or then
    return out if 1 < len(out) <= _MOST else []
