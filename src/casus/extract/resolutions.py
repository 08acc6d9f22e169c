"""Runs of units that speak of resolutions of the Security Council."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.sightings import Sighting
from casus.extract.units import Unit

_BESIDE: Final = ("council", "joins", "resolution", "arms_words")


def find_resolutions(units: Sequence[Unit]) -> list[Sighting]:
    """Resolutions of the Council by number, or by the Council's name beside them."""
    out: list[Sighting] = []
    for i, unit in enumerate(units):
        if not unit.has("resolution", "sanctions"):
            continue
        first, last, council, other = i, i, False, False
        while first and units[first - 1].has(*_BESIDE):
            first -= 1
            council = council or units[first].has("council")
        other = first > 0 and units[first - 1].has("other_body", "indefinite")
        while last + 1 < len(units) and units[last + 1].has(*_BESIDE):
            last += 1
            council = council or units[last].has("council")
        other = other or (last + 1 < len(units) and units[last + 1].has("other_body"))
        if any(f.first <= i <= f.last for f in out):
            continue
        numbers, end = _numbers(units, last) if unit.has("resolution") else ([], last)
        if not numbers and unit.has("resolution"):
            numbers, first = _numbered(units, i, first)
        beside = [units[k] for k in (first - 1, end + 1) if 0 <= k < len(units)]
        back = unit.has("resolution") and any(u.has("back") for u in beside)
        if numbers and not (other and not units[first - 1].has("indefinite")):
            out.append(Sighting("resolution", first, end, resolutions=numbers))
        elif not other and (council or back):
            first, last = _trimmed(units, first, last)
            last = _voted(units, last)
            out.append(Sighting("resolution", first, last, back=back and not council))
    return out


def _trimmed(units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    while units[first].has("joins"):
        first += 1
    while units[last].has("joins"):
        last -= 1
    return first, last


def _numbers(units: Sequence[Unit], last: int) -> tuple[list[str], int]:
    """The numbers that follow, and the unit they end at; what stands in brackets is the year."""
    numbers: list[str] = []
    k, depth, end = last + 1, 0, last
    while k < len(units):
        unit = units[k]
        if unit.text in "(/":
            depth, k = 1, k + 1
            continue
        if unit.number is not None:
            if not depth and 0 < unit.number < 3000:
                numbers.append(unit.text)
            end = k
            depth = depth if k + 1 < len(units) and units[k + 1].text == ")" else 0
        elif unit.text == ")":
            depth, end = 0, k
        elif not (unit.has("number_word", "and") or unit.text in ",.&") or (
            numbers and not any(u.number is not None for u in units[k + 1 : k + 2])
        ):
            break
        k += 1
    return numbers, end if numbers else last


def _numbered(units: Sequence[Unit], at: int, first: int) -> tuple[list[str], int]:
    """The numbers that stand before the word for a resolution ("第1718号和1874号决议"), and the
    unit that the phrase begins at. A numeral sign must part them from the word: a year is none."""
    numbers: list[str] = []
    k = at - 1
    while k >= 0 and (units[k].has("number_word", "and", "council") or units[k].text in "、,"):
        if units[k].has("council"):
            break
        if k and units[k].has("number_word") and (number := units[k - 1].number) is not None:
            numbers.insert(0, str(number))
            first, k = min(first, k - 1), k - 1
        k -= 1
    return numbers, first


def _voted(units: Sequence[Unit], last: int) -> int:
    """The end of a clause that tells which resolutions are meant by who voted for them."""
    k, best, voted = last + 1, last, False
    while k < len(units) and k - last < 9:
        unit = units[k]
        if unit.has("vote"):
            voted = True
        elif unit.codes or unit.has("emphatic"):
            best = k if voted else best
        elif not unit.has("agent", "within", "back", "relative"):
            break
        if unit.has("vote") and any(u.codes for u in units[last + 1 : k]):
            best = k
        k += 1
    return best
