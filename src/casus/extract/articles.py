"""Numbers of articles, joined to the treaty they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from casus.extract.sightings import Sighting
from casus.extract.units import Unit

_NUMBER: Final = re.compile(
    r"\s*(?:no\.?\s*)?((?:\d{1,3}|[IVX]{1,6})\b(?:\s*\(\s*\w{1,3}\s*\))*(?:\s*ayat\s*\(?\d+\)?)?)"
)
_NEXT: Final = re.compile(r"\s*(?:,|and|dan|&|or|atau)\s+((?:\d{1,3}|[IVX]{1,6})\b(?:\(\w{1,3}\))*)")


def join_articles(text: str, units: Sequence[Unit], found: list[Sighting]) -> list[Sighting]:
    """Numbers of articles joined to the phrases they belong to, or on their own."""
    for i, unit in enumerate(units):
        if not unit.has("article"):
            continue
        numbers, end = _article_numbers(text, unit.end)
        if not numbers:
            continue
        after = next((k for k, u in enumerate(units) if u.start >= end), len(units))
        owner = _owner_after(units, after, found) or _owner_before(units, i, found)
        if owner is None:
            beyond = units[_past_glue(units, after)] if _past_glue(units, after) < len(units) else None
            if beyond is not None and (beyond.has("other_law") or _strange_name(units, after, beyond)):
                continue
            near = [u for u in units if u.has("holder")]
            ids = {u.labels["holder"] for u in near}
            owner = Sighting("named" if len(ids) == 1 else "treaty", i, after - 1,
                           instrument=ids.pop() if len(ids) == 1 else None, back=True)  # fmt: skip
            owner.end = end
            found.append(owner)
        owner.articles += numbers
        if unit.start < units[owner.first].start:
            owner.first = i
        elif end > units[owner.last].end:
            owner.last, owner.end = max(owner.last, after - 1), end
    return found


def _article_numbers(text: str, at: int) -> tuple[list[str], int]:
    match = _NUMBER.match(text, at)
    if match is None:
        return [], at
    numbers, end = [match.group(1)], match.end()
    while (match := _NEXT.match(text, end)) is not None:
        numbers.append(match.group(1))
        end = match.end()
    return [_plain(number) for number in numbers], end


def _plain(number: str) -> str:
    """`42 (7)` and `2 ayat 4` as `42(7)` and `2(4)`."""
    number = re.sub(r"\s*ayat\s*\(?(\d+)\)?", r"(\1)", number)
    return re.sub(r"\s+", "", number)


def _past_glue(units: Sequence[Unit], k: int) -> int:
    while k < len(units) and units[k].has("within", "joins", "back", "locative", "agent"):
        if units[k].has("holder", "name", "named"):
            break
        k += 1
    return k


def _strange_name(units: Sequence[Unit], after: int, unit: Unit) -> bool:
    """Whether a name that is no instrument's follows at once ("Article 9 of Japan …")."""
    joined = _past_glue(units, after) > after
    return unit.start >= 0 and joined and not unit.has("holder") and not unit.mark


def _owner_after(units: Sequence[Unit], after: int, found: list[Sighting]) -> Sighting | None:
    """The phrase that follows a number of an article ("Article 5 of the treaty")."""
    k = _past_glue(units, after)
    for f in found:
        if f.kind != "resolution" and f.first <= k <= f.last and after <= f.last:
            return f
    if k < len(units) and units[k].has("holder"):
        new = Sighting("named", k, k, instrument=units[k].labels["holder"])
        found.append(new)
        return new
    return None


def _owner_before(units: Sequence[Unit], i: int, found: list[Sighting]) -> Sighting | None:
    """The phrase that stands before it ("NATO's mutual defence Article 5")."""
    k = i - 1
    while k >= 0 and i - k < 6 and units[k].has("joins", "trait", "back") and not units[k].has("name"):
        k -= 1
    for f in found:
        if f.kind != "resolution" and f.last == k:
            return f
    if k >= 0 and units[k].has("holder"):
        new = Sighting("named", k, k, instrument=units[k].labels["holder"])
        found.append(new)
        return new
    return None
