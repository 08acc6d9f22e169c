"""The words of `clutter.yaml`: how the things beside an article show themselves."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from casus.errors import DataError
from casus.yamlfile import YamlFile

_BRIEF: Final = 90


@dataclass(frozen=True, slots=True)
class Clutter:
    """Names of boxes, headings and beginnings of paragraphs, each with the kind it tells."""

    names: dict[str, str]
    headings: dict[str, str]
    openings: tuple[tuple[str, str], ...]
    contains: tuple[tuple[str, str], ...]
    brief: tuple[tuple[str, str], ...]
    beginnings: tuple[str, ...]
    inside: re.Pattern[str]
    takes_back: frozenset[str]
    labels: frozenset[str]
    later: frozenset[str]


@lru_cache(maxsize=1)
def clutter_words() -> Clutter:
    """The lists of `clutter.yaml`, read once."""
    file = YamlFile(Path(__file__).with_name("clutter.yaml"), room="read")
    kinds = file.get("kinds")
    if not isinstance(kinds, dict):
        raise DataError(file.path, None, "no 'kinds'")
    names: dict[str, str] = {}
    headings: dict[str, str] = {}
    openings: list[tuple[str, str]] = []
    contains: list[tuple[str, str]] = []
    brief: list[tuple[str, str]] = []
    for kind, entry in kinds.items():
        for name in entry.get("names") or ():
            names.setdefault(str(name).replace("-", "").replace("_", ""), kind)
        for heading in entry.get("headings") or ():
            headings.setdefault(plain(str(heading)), kind)
        openings += [(str(words).casefold(), kind) for words in entry.get("openings") or ()]
        contains += [(str(words).casefold(), kind) for words in entry.get("contains") or ()]
        brief += [(str(words).casefold(), kind) for words in entry.get("brief") or ()]
    comments = YamlFile(Path(__file__).with_name("comments.yaml"), room="read")
    for heading in comments.get("headings"):
        headings.setdefault(plain(str(heading)), "comment")
    return Clutter(
        names,
        headings,
        tuple(openings),
        tuple(contains),
        tuple(brief),
        tuple(opening for opening, _ in openings),
        re.compile("|".join(re.escape(words) for words, _ in contains)),
        frozenset(file.get("takes_back")),
        frozenset(map(plain, file.get("labels"))),
        frozenset(map(plain, file.get("later"))),
    )


def plain(words: str) -> str:
    """Words as the lists are compared: lower case, without figures, marks and doubled spaces.

    >>> plain("Comments (3):")
    'comments'
    """
    # The dotted capital I of Turkish leaves a dot of its own behind.
    words = unicodedata.normalize("NFC", words).casefold().replace("i\u0307", "i")
    words = re.sub(r"[\d()\[\]{}#«»“”\"【】<>▶■●◆]+", " ", words)
    return " ".join(words.split()).strip(" .:!?…-–—|•·,：/+➤→›*")


def heading_kind(words: str) -> str | None:
    """The kind of box that a heading opens, None where it opens none."""
    if len(words) > 60:
        return None
    return clutter_words().headings.get(plain(words))


def paragraph_kind(words: str) -> str | None:
    """The kind of a short paragraph that is no part of an article by its own words."""
    if len(words) > 400:
        return None
    folded = words.casefold().lstrip(' -–—•*➤→▶"“')
    lists = clutter_words()
    # Nearly every paragraph is none of these: one look at all of them spares a look at each.
    if folded.startswith(lists.beginnings):
        for opening, kind in lists.openings:
            if folded.startswith(opening) and (len(words) <= 250 or kind in {"footer", "tags"}):
                return kind
    if found := lists.inside.search(folded):
        return dict(lists.contains)[found[0]]
    if len(words) <= _BRIEF:
        return next((kind for word, kind in lists.brief if word in folded), None)
    return None


def name_parts(value: str) -> list[str]:
    """The parts of a class or id, single and in pairs, in lower case.

    >>> name_parts("postComment is-open")
    ['post', 'comment', 'postcomment', 'is', 'open', 'isopen']
    """
    parts: list[str] = []
    for name in value.split():
        apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()
        single = [part for part in re.split(r"[^a-z0-9]+", apart) if part]
        parts += single
        parts += [a + b for a, b in itertools.pairwise(single)]
        if len(single) > 2:
            parts.append("".join(single))
    return parts
