"""From phrases of a text to the instruments of the book that they mean.

Nothing here knows a language: a phrase says who its parties are, of which year or age it is, what
it is for. Where several instruments fit equally well none is taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from casus.book.book import Book, binds
from casus.model.law import Measure, Treaty, When
from casus.model.mention import Mention
from casus.model.phrase import Phrase

RECENT: Final = 8
"""How many of the actors spoken of last may be the parties of a phrase that does not name them."""
FRESH: Final = 60
"""A treaty signed within so many days before a text is news in it."""
AHEAD: Final = 30
"""So many days before its signing a treaty may be spoken of."""
NEW: Final = 730
"""So many days after its signing a treaty may be called new."""
SLIP: Final = 2
"""By so many years may a text miss the year of a treaty whose parties it names."""

_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


@dataclass(slots=True)
class _Memory:
    """The treaties and measures linked so far, the latest last."""

    treaties: list[Treaty]
    measures: list[Measure]

    def note(self, treaty: Treaty) -> None:
        if treaty in self.treaties:
            self.treaties.remove(treaty)
        self.treaties.append(treaty)


def link(phrases: Sequence[Phrase], book: Book, day: dt.date) -> list[Mention]:
    """The instruments that the phrases mean, in the order of the text; a phrase that may mean
    several gives none, one that means several measures gives a mention for each.

    `day` is the day of the text.

    >>> from casus.book import load_book
    >>> phrase = Phrase("the treaty", 0, 10, "treaty", parties=("KOR", "USA"))
    >>> [m.instrument for m in link([phrase], load_book(), dt.date(2024, 6, 21))]
    ['us_rok_1953']
    """
    memory = _Memory([], [])
    out: list[Mention] = []
    for phrase in phrases:
        if phrase.kind == "resolution":
            measures = _measures(phrase, book, day, memory)
            memory.measures = measures or memory.measures
            out += [Mention(phrase.quote, phrase.start, phrase.end, m.id) for m in measures]
            continue
        treaty = _treaty(phrase, book, day, memory)
        if treaty is not None:
            if not treaty.general:
                memory.note(treaty)
            out.append(
                Mention(
                    phrase.quote,
                    phrase.start,
                    phrase.end,
                    treaty.id,
                    article_of(treaty, phrase.article),
                )  # fmt: skip
            )
    return out


def article_of(treaty: Treaty, number: str | None) -> str | None:
    """The number of an article as the book writes it: "4" is "IV" where the treaty counts so.

    A number that the book has no clause for is given back as it is.
    """
    if number is None:
        return None
    for clause in treaty.clauses:
        if number in (clause.article, *clause.article.split("/")):
            return clause.article
    wanted = _arabic(number)
    for clause in treaty.clauses:
        if _arabic(clause.article) == wanted:
            return clause.article
    return number


def _arabic(number: str) -> str:
    match = re.fullmatch(r"([IVX]+)(.*)", number)
    if match is None:
        return number
    values = [_ROMAN[letter] for letter in match.group(1)]
    total = 0
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < after else value
    return f"{total}{match.group(2)}"


def _treaty(phrase: Phrase, book: Book, day: dt.date, memory: _Memory) -> Treaty | None:
    if phrase.instrument:
        return book.treaties.get(phrase.instrument)
    told = bool(phrase.parties or phrase.years or phrase.era)
    if phrase.back and not told:
        found = _pointed(phrase, day, memory)
        if found is not None or not phrase.traits:
            return found
    elif not told and phrase.article:
        return None
    found = _best(phrase, book, day)
    if found is None and not phrase.back and not told and phrase.traits:
        found = _pointed(phrase, day, memory)
    return found or _misdated(phrase, book, day)


def _pointed(phrase: Phrase, day: dt.date, memory: _Memory) -> Treaty | None:
    """The treaty linked last that the phrase does not contradict; one that has ended only where
    no other is spoken of, since a text turns back to what holds."""
    latest = list(reversed(memory.treaties))
    if "old" not in phrase.traits:
        latest.sort(key=lambda t: bool(t.ended_on.first and t.ended_on.first <= day))
    for treaty in latest:
        if phrase.article:
            if treaty.clause(article_of(treaty, phrase.article) or "") is not None:
                return treaty
            continue
        if _is_such(phrase.traits, treaty, day):
            return treaty
    return None


def _best(phrase: Phrase, book: Book, day: dt.date) -> Treaty | None:
    """The one treaty that fits best, None where there is none or several are as good."""
    scored: dict[float, list[Treaty]] = {}
    for treaty in book.treaties.values():
        score = _score(phrase, treaty, book, day)
        if score is not None:
            scored.setdefault(score, []).append(treaty)
    best = scored[max(scored)] if scored else []
    return best[0] if len(best) == 1 else None


def _misdated(phrase: Phrase, book: Book, day: dt.date) -> Treaty | None:
    """The one treaty of the parties named that is of another year, but nearly."""
    if not phrase.years or len(phrase.parties) < 2:
        return None
    bare = Phrase(phrase.quote, phrase.start, phrase.end, phrase.kind, parties=phrase.parties,
                  era=(min(phrase.years) - SLIP, max(phrase.years) + SLIP))  # fmt: skip
    return _best(bare, book, day)


def _score(phrase: Phrase, treaty: Treaty, book: Book, day: dt.date) -> float | None:
    """How well a treaty fits what a phrase tells; None where it does not."""
    signed = treaty.signed_on
    if treaty.general or signed.first is None or signed.last is None:
        return None
    truce = all(c.kind == "ceasefire" for c in treaty.clauses)
    if truce and "peace" not in phrase.traits:
        return None
    if all(c.kind in _SELDOM for c in treaty.clauses) and not phrase.years:
        return None
    if (signed.first - day).days > AHEAD or not _is_such(phrase.traits, treaty, day):
        return None
    parties = _parties_score(phrase, treaty, book, day)
    if parties is None:
        return None
    # of two treaties between the same states a text means the one that asks something
    score = parties if any(c.fills for c in treaty.clauses) else parties - 0.25
    if phrase.years:
        begun = treaty.in_force_on.first
        if signed.first.year not in phrase.years:
            if begun is None or begun.year not in phrase.years:
                return None
            score -= 0.5
        score += 2
    if phrase.era:
        if not phrase.era[0] <= signed.first.year <= phrase.era[1]:
            return None
        score += 1
    fresh = -AHEAD <= (day - signed.last).days <= FRESH
    if fresh:
        return score + 1.5
    if in_force(treaty, book, day):
        return score + 1
    once = {p.state for p in treaty.parties if book.classes.heir(p.state, day) != p.state}
    dated = phrase.years or phrase.era or "old" in phrase.traits or once & set(phrase.parties)
    ended = treaty.ended_on.first is not None and treaty.ended_on.first <= day
    return score if dated or (not ended and "new" in phrase.traits) else None


def in_force(treaty: Treaty, book: Book, day: dt.date) -> bool:
    """Whether the treaty binds at least two states on the day."""
    return len(book.parties_on(treaty, day)) > 1


def _parties_score(phrase: Phrase, treaty: Treaty, book: Book, day: dt.date) -> float | None:
    """How closely the actors spoken of are the parties: 3 where the phrase names them all."""
    heir = book.classes.heir
    ever = {heir(p.state, day): p.state for p in treaty.parties}
    named = {heir(code, day): code for code in phrase.parties}
    if not named.keys() <= ever.keys():
        return None
    gone = {code for code in phrase.parties if heir(code, day) != code}
    if not gone <= set(ever.values()):
        return None
    around = {heir(code, day) for code in phrase.around}
    recent = {heir(code, day) for code in phrase.before[-RECENT:]}
    weights = [3 if s in named else 2 if s in around else 1 if s in recent else 0 for s in ever]
    met = sum(1 for weight in weights if weight)
    if met < 2 or met / len(weights) < (1 if len(weights) < 3 else 0.6):
        return None
    if phrase.tie and not phrase.years and sum(1 for w in weights if w > 1) < 2:
        return None
    return sum(weights) / len(weights) + 0.5 * len(gone)


def _is_such(traits: Iterable[str], treaty: Treaty, day: dt.date) -> bool:
    """Whether a treaty may be called so."""
    signed, ended = treaty.signed_on.last, treaty.ended_on.first
    if signed is None:
        return False
    age = (day - signed).days
    defends = treaty.alliance or any(c.kind in ("defence", "guarantee") for c in treaty.clauses)
    for trait in traits:
        if trait == "defence" and not defends:
            return False
        if trait == "peace" and not any(c.kind in _PEACE for c in treaty.clauses):
            return False
        if trait == "old" and age < NEW and not (ended and ended <= day):
            return False
        if trait == "new" and (age > NEW or (ended and ended <= day)):
            return False
    return True


_PEACE: Final = frozenset({"nonaggression", "neutrality", "ceasefire"})
_SELDOM: Final = frozenset({"assurance", "access"})
"""A declaration, or rules for visiting forces, are not what a text means by a treaty or a
partnership, unless it gives the year."""


def _measures(phrase: Phrase, book: Book, day: dt.date, memory: _Memory) -> list[Measure]:
    if phrase.resolutions:
        wanted = set(phrase.resolutions)
        return [m for m in book.measures.values() if not wanted.isdisjoint(_numbers(m))]
    if phrase.back:
        return memory.measures
    regimes = {code: _regime(book, code, day) for code in (*phrase.before, *phrase.around)}
    for spoken in (phrase.around, *[(code,) for code in reversed(phrase.before)]):
        found = [m for code in spoken for m in _bearing(book, regimes[code], phrase.items)]
        if found:
            return list({m.id: m for m in found}.values())
    return []


def _numbers(measure: Measure) -> set[str]:
    return set(re.findall(r"\d+", measure.resolution)) if measure.adopted else set()


def _regime(book: Book, target: str, day: dt.date) -> list[Measure]:
    """The decisions in force on the day on what may pass to or from a state, in order."""
    found = [
        m
        for m in book.measures.values()
        if m.adopted
        and any(
            p.binding and p.items and target in p.targets
            and (binds(p.start, p.end, day) != "no" or binds(p.reapplied_on, When(), day) == "yes")
            for p in m.provisions
        )
    ]  # fmt: skip
    return sorted(found, key=lambda m: (m.adopted_on.text, m.id))


def _bearing(book: Book, regime: list[Measure], items: Sequence[str]) -> list[Measure]:
    """The measures of a regime that a text speaks of: those on the goods it names; all of them
    where it speaks of arms in general, or of no goods, and the regime is an arms embargo."""
    particular = [item for item in items if item != "arms"]
    if particular:
        return [m for m in regime if any(_covers(book, m, item) for item in particular)]
    return regime if any(_covers(book, m, "arms") for m in regime) else []


def _covers(book: Book, measure: Measure, item: str) -> bool:
    return any(
        p.binding and p.items and book.items.covers(p.items, item) for p in measure.provisions
    )
