"""What stands on a page beside the article, taken out of the tree: comments first of all.

By element (nav, aside, footer), by name (class, id, role, itemtype), by heading ("Baca juga",
"3 Comments"), by being nothing but links. What holds the title of the page is never taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from casus.read.beside import clutter_words, heading_kind, name_parts, plain
from casus.read.tree import SILENT, Block, Element, blocks_of, clean, remove, text_of, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

Removed = tuple[str, str]
"""What was taken out: its kind and its text."""


@dataclass(slots=True)
class Clutter:
    """What was taken out, and those footers of articles that tell a day of publication."""

    removed: list[Removed] = field(default_factory=list)
    dated: list[Element] = field(default_factory=list)


_BY_TAG: Final = {
    "nav": "navigation", "footer": "footer", "aside": "aside", "dialog": "aside",
    "figcaption": "caption", "caption": "caption", "menu": "navigation", "form": "form",
}  # fmt: skip
_BY_ROLE: Final = {
    "navigation": "navigation", "contentinfo": "footer", "complementary": "aside",
    "search": "navigation", "dialog": "aside", "alertdialog": "aside", "menu": "navigation",
    "banner": "navigation",
}  # fmt: skip
_HEADINGS: Final = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "b",
        "strong",
        "font",
        "span",
        "p",
        "div",
        "td",
        "th",
        "legend",
        "dt",
        "a",
    ]
)
_LISTS: Final = frozenset(["ul", "ol", "dl", "table", "div", "section", "td", "p", "center"])
_PLAYERS: Final = frozenset(
    ["iframe", "video", "audio", "object", "embed", "button", "select", "input", "textarea"]
)
_LINE_TAGS: Final = frozenset(
    ["h2", "h3", "h4", "h5", "h6", "p", "div", "b", "strong", "span", "dt"]
)
_MOSTLY: Final = 0.7
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BODY_NAMES: Final = frozenset(
    [
        "articlebody",
        "entrycontent",
        "postcontent",
        "articlecontent",
        "storybody",
        "articletext",
        "posttext",
    ]
)


def take_out_clutter(root: Element, title: Element | None) -> Clutter:
    """Take everything beside the article out of the tree.

    `title` is the element with the page's title, where one was found. What was taken out stands in
    the order of the page within each way of finding it; the tree is changed.
    """
    kept = set(title.iterancestors()) | {title} if title is not None else set()
    found = Clutter()
    _drop_unseen(root, kept)
    _by_name(root, kept, found)
    found.removed += _by_heading(root, kept)
    found.removed += _by_links(root, kept)
    return found


def _standing(root: Element) -> Iterator[Element]:
    """Elements in the order of the page; what is taken out on the way is not gone into."""
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        yield element
        if element is root or element.getparent() is not None:
            stack.extend(reversed(element))


def _drop_unseen(root: Element, kept: set[Element]) -> None:
    for element in _standing(root):
        if element.tag in SILENT:
            if element.tag in _PLAYERS:
                _drop_empty_box(element.getparent(), kept)
            if element.tag not in {"head", "meta", "link", "title"}:
                remove(element)
        elif element not in kept and (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style") or "")
        ):
            remove(element)


def _drop_empty_box(box: Element | None, kept: set[Element]) -> None:
    """Empty a box that is a player or a button with no more than a line of its own."""
    if box is None or box in kept or box.tag not in {"div", "section", "aside", "li"}:
        return
    words = _first_words(box)
    if len(words) <= 60 and not re.search(r"[.!?。]$", words):
        for child in list(box):
            if child.tag not in SILENT:
                remove(child)
        box.text = None


def _by_name(root: Element, kept: set[Element], found: Clutter) -> None:
    holders = _holders_of_articles(root)
    for element in _standing(root):
        if element in kept or element.tag in {"html", "body", "head"}:
            continue
        kind = _kind_of(element)
        if kind and (kind == "comment" or element not in holders):
            text = text_of(element)
            if text:
                found.removed.append((kind, text))
            remove(element)
            if kind == "footer" and any(
                "datePublished" in (e.get("itemprop") or "") for e in element.iter()
            ):
                found.dated.append(element)


def _kind_of(element: Element) -> str | None:
    itemtype = element.get("itemtype") or ""
    if re.search(r"schema\.org/(User)?Comments?$", itemtype.strip()):
        return "comment"
    by_name = _kind_of_name(element)
    if by_name:
        return by_name
    role = (element.get("role") or "").lower()
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    tag = element.tag
    if tag == "footer" and any(up.tag == "blockquote" for up in element.iterancestors()):
        return None
    if tag == "header" and not any(up.tag in {"article", "main"} for up in element.iterancestors()):
        return "navigation"
    if re.search(r"WPAdBlock|WPSideBar|WPHeader|WPFooter|SiteNavigation", itemtype):
        return "navigation"
    return _BY_TAG.get(tag)


def _kind_of_name(element: Element) -> str | None:
    lists = clutter_words()
    for key in ("class", "id", "itemprop", "data-component", "data-testid", "data-module", "name"):
        value = element.get(key)
        if not value or (key == "name" and element.tag == "meta"):
            continue
        for name in value.split():
            parts = name_parts(name)
            if any(part in lists.takes_back for part in parts):
                kind = lists.names.get(re.sub(r"[^a-z0-9]", "", name.lower()))
            else:
                kinds = [lists.names[part] for part in parts if part in lists.names]
                kind = "comment" if "comment" in kinds else next(iter(kinds), None)
            if kind == "byline" or (
                kind == "tags" and element.tag not in {"div", "ul", "p", "section", "span"}
            ):
                continue
            if kind:
                return kind
    return None


def _holders_of_articles(root: Element) -> set[Element]:
    """Elements marked as the article, and all around them, whatever names they bear."""
    holders: set[Element] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        marked = element.tag == "main" or "articleBody" in (element.get("itemprop") or "")
        if not marked and (names := element.get("class")):
            marked = not _BODY_NAMES.isdisjoint(name_parts(names))
        while marked and element is not None and element not in holders:
            holders.add(element)
            element = element.getparent()  # noqa: PLW2901
    return holders


def _by_heading(root: Element, kept: set[Element]) -> list[Removed]:
    removed: list[Removed] = []
    for element in list(root.iter(*_HEADINGS)):
        if element in kept or len(element) > 3:
            continue
        words = _first_words(element)
        kind = heading_kind(words) or _numbered_comments(words)
        if kind is None or not _hangs_on(element, root):
            continue
        box = _box_opened_by(element, kept)
        if box is not element:
            removed.append((kind, text_of(box)))
            remove(box)
            continue
        removed += [(kind, text) for text in _what_follows(element, kind) if text]
        text = text_of(element)
        remove(element)
        removed.append((kind, text))
    return removed


def _first_words(element: Element, most: int = 170) -> str:
    """The text of an element, no longer than is needed to see that it is no heading."""
    words = ""
    for piece in element.itertext():
        words += piece + " "
        if len(words) > most:
            break
    return clean(words)


def _hangs_on(element: Element, root: Element) -> bool:
    """Whether an element still stands (one around it may have been taken out)."""
    while element is not None and element is not root:
        element = element.getparent()
    return element is root


def _numbered_comments(words: str) -> str | None:
    """ "3 Comments", "Komentar (12)", "2 thoughts on …"."""
    words = words.strip()
    if re.match(
        r"\d+\s+(?:thoughts?|comments?|responses?|repl(?:y|ies)|Komentar|Tanggapan)\b", words
    ):
        return "comment" if len(words) < 160 else None
    return None


def _box_opened_by(heading: Element, kept: set[Element]) -> Element:
    """The largest element around a heading that begins with it and does not hold the article."""
    opening = plain(" ".join(heading.itertext()))
    box = heading
    for outer in heading.iterancestors():
        if outer in kept or outer.tag in {"body", "html", "main", "article"}:
            break
        if not _begins_with(outer, opening) or _holds_prose_row(outer, box):
            break
        box = outer
    return box


def _begins_with(element: Element, opening: str) -> bool:
    seen = ""
    for piece in element.itertext():
        seen = plain(seen + " " + piece)
        if len(seen) >= len(opening):
            return seen.startswith(opening)
    return seen == opening


def _holds_prose_row(outer: Element, box: Element) -> bool:
    """Whether `outer` holds, beside `box`, long prose of its own: another column, not the box's."""
    beside = [child for child in outer if child is not box and not _within(box, child)]
    if box.tag not in {"td", "th", "tr", "div", "table", "section", "tbody", "center"}:
        return False
    if not _is_whole(box):
        return False
    return sum(block.weight for child in beside for block in blocks_of(child)) > 600


def _is_whole(box: Element) -> bool:
    """Whether a box holds more than its heading."""
    return len(blocks_of(box)) > 1


def _within(inner: Element, outer: Element) -> bool:
    return any(up is outer for up in inner.iterancestors())


def _what_follows(heading: Element, kind: str) -> list[str]:
    """Take out what hangs on a heading that stands among its siblings, and give its text."""
    taken: list[str] = []
    anchor = heading
    while anchor.tag in {"b", "strong", "font", "span", "a"} and anchor.getnext() is None:
        parent = anchor.getparent()
        if parent is None or text_of(parent) != text_of(anchor):
            break
        anchor = parent
    if kind == "comment" and anchor.tail and anchor.tail.strip():
        taken.append(clean(anchor.tail))
        anchor.tail = None
    following = anchor.getnext()
    while following is not None:
        sibling, following = following, following.getnext()
        if not isinstance(sibling.tag, str):
            continue
        if kind == "comment" and sibling.tail and sibling.tail.strip():
            taken.append(clean(sibling.tail))
            sibling.tail = None
        if kind != "comment":
            if sibling.tag in {"h1", "h2", "h3", "h4", "hr"} and taken:
                break
            if not _is_links(blocks_of(sibling)):
                break
        taken.append(text_of(sibling))
        remove(sibling)
    return taken


def _by_links(root: Element, kept: set[Element]) -> list[Removed]:
    """Lists, tables and divisions that are nothing but links, or teasers under links."""
    removed: list[Removed] = []
    counted = _count_links(root)
    holders = _holders_of_articles(root)
    for element in _standing(root):
        if element.tag not in _LISTS or element in kept or element in holders:
            continue
        letters, linked, n_links = counted.get(element, (0, 0, 0))
        alone = n_links == 1 and element.tag in {"p", "div", "td"} and linked >= 0.95 * letters
        if letters and (n_links >= 2 or alone) and linked >= _MOSTLY * letters:
            removed.append(("links", text_of(element)))
            removed += _take_heading_of(element, kept)
            remove(element)
    return removed


def _take_heading_of(links: Element, kept: set[Element]) -> list[Removed]:
    """Take out the heading over a block of links, unless prose follows that it may belong to."""
    heading = links.getprevious()
    if heading is None or heading in kept or not isinstance(heading.tag, str) or links.tail:
        return []
    following = links.getnext()
    if following is not None and following.tag not in _LINE_TAGS - {"p", "div"}:
        beside = blocks_of(following)
        if beside and not _is_links(beside) and following.tag not in {"footer", "hr", "form"}:
            return []
    words = text_of(heading)
    if heading.tag not in _LINE_TAGS or not words or len(words) > 60 or len(blocks_of(heading)) > 1:
        return []
    if re.search(r"[.!?。]$", words):
        return []
    if heading.tail and heading.tail.strip():
        return []
    remove(heading)
    return [("links", words)]


def _count_links(root: Element) -> dict[Element, tuple[int, int, int]]:
    """For each element its letters, those in links, and the number of links, in one pass."""
    counted: dict[Element, tuple[int, int, int]] = {}
    open_sums: list[list[int]] = [[0, 0, 0]]
    in_link = 0
    for event, element in walk(root):
        top = open_sums[-1]
        if event == "start":
            in_link += element.tag == "a"
            n = len(clean(element.text or ""))
            open_sums.append([n, n if in_link else 0, int(element.tag == "a")])
            continue
        # A silent element ends without having begun.
        if isinstance(element.tag, str) and element.tag not in SILENT:
            in_link -= element.tag == "a"
            counted[element] = (top[0], top[1], top[2])
            open_sums.pop()
            for index in range(3):
                open_sums[-1][index] += top[index]
        n = len(clean(element.tail or "")) if element is not root else 0
        open_sums[-1][0] += n
        open_sums[-1][1] += n if in_link else 0
    return counted


def _is_links(blocks: list[Block]) -> bool:
    letters = sum(len(block.text) for block in blocks)
    linked = sum(block.linked for block in blocks)
    return letters == 0 or linked >= _MOSTLY * letters
