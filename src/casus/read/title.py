"""The title of a page: its headline as the reader sees it, and the element that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.read.beside import heading_kind
from casus.read.tree import SILENT, Element, clean, text_of

if TYPE_CHECKING:
    from casus.read.metadata import Metadata

_BETWEEN: Final = re.compile(r"\s+[|–—\-•·»:_]\s+|\s*[|»_｜]\s*")
_BIG: Final = ("+1", "+2", "+3", "+4", "4", "5", "6", "7")
_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title and the element they stand in, None where only metadata has them."""

    words: str | None
    element: Element | None


def find_title(root: Element, metadata: Metadata) -> Title:
    """The headline that the page shows, else that which its metadata tell.

    A heading is preferred that agrees with the metadata: pages wrap their own name in `h1` too.
    """
    told = [clean(words) for words in metadata.titles if words.strip()]
    headings = _headings(root)
    big = _big_words(root)
    if big:
        headings.append(big)
    best: tuple[float, str, Element] | None = None
    for place, (words, element) in enumerate(headings):
        likeness = max((_likeness(words, other) for other in told), default=0.0)
        rank = {"h1": 0.3, "h2": 0.1}.get(element.tag, 0.0)
        if "headline" in (element.get("itemprop") or ""):
            rank += 0.6
        score = likeness + rank - min(place, 20) * 0.005
        if best is None or score > best[0]:
            best = (score, words, element)
    if best and best[0] >= 0.75:
        return Title(best[1], best[2])
    only = [pair for pair in headings if pair[1].tag == "h1"]
    if len(only) == 1 and len(only[0][0].split()) >= 3:
        return Title(*only[0])
    if told:
        words = _without_site(told[0], metadata.site)
        if len(words.split()) >= 4 or len(words) > 24 or not big:
            return Title(words, None)
    if only:
        return Title(*only[0])
    if big:
        return Title(*big)
    return Title(headings[0][0], headings[0][1]) if headings else Title(None, None)


def _headings(root: Element) -> list[tuple[str, Element]]:
    found: list[tuple[str, Element]] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        is_heading = element.tag in {"h1", "h2", "h3"} or element.get("role") == "heading"
        named = re.search(
            r"\b(headline|(post|entry|article|news|story)[-_]?title)\b",
            f"{element.get('itemprop') or ''} {element.get('class') or ''}",
        )
        if not (is_heading or named) or element.tag in SILENT:
            continue
        words = text_of(element)
        if words and len(words) <= _MOST and heading_kind(words) is None:
            found.append((words, element))
        if len(found) >= 60:
            break
    return found


def _big_words(root: Element) -> tuple[str, Element] | None:
    """The first line in big type, on pages older than style sheets."""
    for element in root.iter("font", "big", "b", "strong", "center"):
        size = (element.get("size") or "").strip()
        big = element.tag == "big" or size in _BIG
        words = text_of(element) if big else ""
        if len(words.split()) >= 3 and len(words) <= _MOST:
            return words, element
    return None


def _likeness(words: str, other: str) -> float:
    """Share of the words of the longer that both have, 0–1; 1 where `other` adds a site's name."""
    ours, theirs = _folded(words), _folded(other)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    if len(ours) >= max(12, 0.5 * len(theirs)) and theirs.startswith(ours):
        return 0.95
    # A site's name may stand first too.
    if len(ours) >= max(12, 0.5 * len(theirs)) and theirs.endswith(ours):
        return 0.9
    if ours.isascii() or " " in ours:
        a, b = set(ours.split()), set(theirs.split())
    else:
        a, b = (
            {ours[i : i + 2] for i in range(len(ours))},
            {theirs[i : i + 2] for i in range(len(theirs))},
        )
    return len(a & b) / max(len(a), len(b))


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _without_site(words: str, site: str | None) -> str:
    """A title without the name of the site that pages add to it."""
    parts = _BETWEEN.split(words)
    if len(parts) == 1:
        return words
    if site:
        kept = [part for part in parts if _folded(part) != _folded(site)]
        if len(kept) == len(parts) - 1 and kept:
            return (
                words[: words.index(parts[-1])].rstrip(" |–—-•·»:_｜")
                if (_folded(parts[-1]) == _folded(site))
                else " – ".join(kept)
            )
    last = parts[-1]
    if len(last.split()) <= 4 and len(last) < 0.5 * len(words):
        return words[: words.rindex(last)].rstrip(" |–—-•·»:_｜")
    return words
