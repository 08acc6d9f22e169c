"""Numbers of articles, joined to the treaty they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from casus.extract.sightings import Sighting
from casus.extract.units import Unit

_NUMBER: Final = re.compile(r"\d{1,3}|[IVX]{1,6}")


def join_articles(units: Sequence[Unit], found: list[Sighting]) -> list[Sighting]:
    """Numbers of articles joined to the phrases they belong to, or on their own.

    An article of a constitution or a code is none of ours.
    """
    for at, unit in enumerate(units):
        if not unit.has("article"):
            continue
        i = at
        numbers, after = _numbers(units, i + 1)
        if not numbers:
            numbers, i, after = _numbered(units, at)
        if not numbers:
            continue
        end = units[after - 1].end
        owner = _owner_after(units, after, found) or _owner_before(units, i, found)
        if owner is None:
            k = _past_glue(units, after)
            if k < len(units) and (units[k].has("other_law") or _is_other(units, after, k)):
                continue
            near = [u for u in units if u.has("holder")]
            ids = {u.labels["holder"] for u in near}
            owner = Sighting("named" if len(ids) == 1 else "treaty", i, after - 1,
                           instrument=ids.pop() if len(ids) == 1 else None, back=True)  # fmt: skip
            owner.end = end
            found.append(owner)
        owner.articles += numbers
        if units[i].start < units[owner.first].start:
            owner.first = i
        elif end > units[owner.last].end:
            owner.last, owner.end = max(owner.last, after - 1), end
    return found


def _numbers(units: Sequence[Unit], k: int) -> tuple[list[str], int]:
    """The numbers of articles from unit `k`, and the unit after them: `4`, `42(7)`, `4 and 5`,
    and "2 ayat 4" as `2(4)`."""
    numbers: list[str] = []
    while k < len(units):
        if units[k].has("number_word", "and") or units[k].text in ",.":
            if numbers and not (k + 1 < len(units) and _NUMBER.fullmatch(units[k + 1].text)):
                break
            k += 1
            continue
        if not _NUMBER.fullmatch(units[k].text):
            break
        number, k = units[k].text, k + 1
        while k + 2 < len(units) and units[k].text == "(" and units[k + 2].text == ")":
            number, k = f"{number}({units[k + 1].text})", k + 3
        if k + 1 < len(units) and units[k].has("paragraph") and units[k + 1].number is not None:
            number, k = f"{number}({units[k + 1].text})", k + 2
        numbers.append(number)
    return numbers, k


def _numbered(units: Sequence[Unit], at: int) -> tuple[list[str], int, int]:
    """The number that stands before the word for an article ("第五条"), the unit that the phrase
    begins at, and the unit after it; a paragraph may follow ("第四条第二款")."""
    number = units[at - 1].number if at else None
    if number is None:
        return [], at, at + 1
    first, text, after = at - 1, str(number), at + 1
    if first and units[first - 1].has("number_word"):
        first -= 1
    k = after + 1 if after < len(units) and units[after].has("number_word") else after
    if k + 1 < len(units) and units[k].number is not None and units[k + 1].has("paragraph"):
        text, after = f"{text}({units[k].number})", k + 2
    return [text], first, after


def _past_glue(units: Sequence[Unit], k: int) -> int:
    while k < len(units) and units[k].has("within", "joins", "back", "locative", "agent"):
        if units[k].has("holder", "name", "named"):
            break
        k += 1
    return k


def _is_other(units: Sequence[Unit], after: int, k: int) -> bool:
    """Whether something that is no instrument owns the article ("Article 9 of Japan's …")."""
    return k > after and not units[k].mark and not units[k].has("holder")


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
    while (
        k >= 0 and i - k < 6 and units[k].has("joins", "trait", "back") and not units[k].has("name")
    ):
        k -= 1
    for f in found:
        if f.kind != "resolution" and f.last == k:
            return f
    if k >= 0 and units[k].has("holder"):
        new = Sighting("named", k, k, instrument=units[k].labels["holder"])
        found.append(new)
        return new
    return None
