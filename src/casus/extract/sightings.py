"""Sightings: runs of units that speak of a treaty, by its name or by what describes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from casus.extract.instruments import Vocabulary
from casus.extract.units import Unit

FAR: Final = 14
"""How many units a phrase may reach to either side of its noun."""


@dataclass(slots=True)
class Sighting:
    """A phrase in the making: the units `first` to `last`, and where it ends if that is later."""

    kind: str
    first: int
    last: int
    instrument: str | None = None
    articles: list[str] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    back: bool = False
    tie: bool = False
    end: int | None = None


def find_treaties(vocabulary: Vocabulary, units: Sequence[Unit]) -> list[Sighting]:
    """Instruments named, and nouns for a treaty with what describes them."""
    out = [
        Sighting("named", i, i, instrument=u.labels["named"])
        for i, u in enumerate(units)
        if u.has("named")
    ]
    taken = {f.first for f in out}
    for labels in (("treaty",), ("tie", "stand_in")):
        for i, unit in enumerate(units):
            if i in taken or not unit.has(*labels) or unit.has("named"):
                continue
            found = _described(vocabulary, units, i, taken)
            if found is not None:
                out.append(found)
                taken.update(range(found.first, found.last + 1))
    return out


def _described(
    vocabulary: Vocabulary, units: Sequence[Unit], head: int, taken: set[int]
) -> Sighting | None:
    """The noun at `head` with what describes it on either side."""
    unit = units[head]
    first = _leftmost(units, head, taken) if vocabulary.before else head
    last, closed = _rightmost(units, head, taken)
    found = Sighting("treaty", first, last, tie=not unit.has("treaty"))
    beside = [units[k] for k in (first - 1, closed) if 0 <= k < len(units)]
    if vocabulary.before:
        beside = beside[:1] if first else []
    found.back = any(u.has("back") for u in beside)
    described = any(_tells(units, k) for k in range(first, last + 1) if k != head)
    if unit.has("stand_in") and not unit.has("tie", "treaty"):
        found.first = head
        return found if years_of(units[head + 1 : head + 3]) else None
    if found.tie and not described:
        return None
    if found.back and not described:
        if vocabulary.before:
            found.first -= 1
        else:
            found.last = closed
    return found if found.back or described else None


def _leftmost(units: Sequence[Unit], head: int, taken: set[int]) -> int:
    """The first unit that describes the noun from before it."""
    best = head
    for k in range(head - 1, max(-1, head - FAR), -1):
        unit = units[k]
        if k in taken or not (_tells(units, k) or unit.has("joins", "tie")):
            break
        if _tells(units, k) or unit.has("tie"):
            best = k
    return best


def _rightmost(units: Sequence[Unit], head: int, taken: set[int]) -> tuple[int, int]:
    """The last unit that describes the noun from behind it, and the unit after the run."""
    best, k, strange = head, head + 1, 0
    while k < min(len(units), head + FAR) and k not in taken:
        unit = units[k]
        if unit.codes and not _joined(units, k):
            break
        if _tells(units, k) or (unit.has("tie") and k == head + 1):
            best = k
        elif unit.has("back") and not unit.has("within"):
            return best, k
        elif unit.text == "," and k + 1 < len(units) and units[k + 1].has("signed"):
            pass
        elif not unit.has("within", "signed") and unit.number is None:
            after = units[k + 1] if k + 1 < len(units) else unit
            dressed = after.has("signed", "binder")
            if strange or k != head + 1 or unit.mark or not unit.text.islower() or not dressed:
                break
            strange = 1
        k += 1
    return best, k


def _joined(units: Sequence[Unit], k: int) -> bool:
    """Whether a name belongs to what stands before it: not a place of signing, nor the subject of
    the next clause."""
    before = units[k - 1]
    if before.has("locative") and units[k].kind != "demonym":
        return False
    while before.has("back") and k > 1:
        k -= 1
        before = units[k - 1]
    return before.number is None


def _tells(units: Sequence[Unit], k: int) -> bool:
    """Whether the unit tells which treaty is meant: a party, a year, an age, a trait."""
    unit = units[k]
    return bool(unit.codes) or unit.year is not None or unit.has("era", "trait", "combining")


def years_of(units: Iterable[Unit]) -> tuple[int, ...]:
    """The years among the units, each once."""
    return tuple(dict.fromkeys(u.year for u in units if u.year is not None))
