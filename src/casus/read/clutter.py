"""What stands on a page beside the article, taken out of the tree: comments first of all.

By element (nav, aside, footer), by name (class, id, role, itemtype), by heading ("Baca juga",
"3 Comments"), by being nothing but links. What holds the title of the page is never taken out.
"""

from __future__ import annotations

import re
from typing import Final

from casus.read.beside import clutter_words, heading_kind, name_parts, plain
from casus.read.tree import SILENT, Block, Element, blocks_of, remove, text_of

Removed = tuple[str, str]
"""What was taken out: its kind and its text."""

_BY_TAG: Final = {
    "nav": "navigation", "footer": "footer", "aside": "aside", "dialog": "aside",
    "figcaption": "caption", "caption": "caption", "menu": "navigation", "form": "form",
}  # fmt: skip
_BY_ROLE: Final = {
    "navigation": "navigation", "contentinfo": "footer", "complementary": "aside",
    "search": "navigation", "dialog": "aside", "alertdialog": "aside", "menu": "navigation",
    "banner": "navigation",
}  # fmt: skip
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6 b strong font span p div td th legend dt a".split())
_ARTICLE: Final = re.compile(r"\barticleBody\b|\btext\b")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BODY_NAMES: Final = frozenset(
    "articlebody entrycontent postcontent articlecontent storybody articletext posttext".split()
)


def take_out_clutter(root: Element, title: Element | None) -> list[Removed]:
    """Take everything beside the article out of the tree.

    `title` is the element with the page's title, where one was found. Gives what was taken out, in
    the order of the page within each kind; the tree is changed.
    """
    kept = set(title.iterancestors()) | {title} if title is not None else set()
    removed: list[Removed] = []
    _drop_unseen(root, kept)
    removed += _by_name(root, kept)
    removed += _by_heading(root, kept)
    removed += _by_links(root, kept)
    return removed


def _drop_unseen(root: Element, kept: set[Element]) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in SILENT and element.tag not in {"head", "meta", "link", "title"}:
            remove(element)
        elif element not in kept and (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style") or "")
        ):
            remove(element)


def _by_name(root: Element, kept: set[Element]) -> list[Removed]:
    removed: list[Removed] = []
    for element in list(root.iter()):
        if element in kept or not isinstance(element.tag, str) or element.tag in {"html", "body"}:
            continue
        if not _hangs_on(element, root):
            continue
        kind = _kind_of(element)
        if kind and not (kind != "comment" and _holds_article(element)):
            text = text_of(element)
            if text:
                removed.append((kind, text))
            remove(element)
    return removed


def _hangs_on(element: Element, root: Element) -> bool:
    """Whether an element is still in the tree (an ancestor may have been taken out)."""
    last = element
    for last in element.iterancestors():  # noqa: B007 - the last one is wanted
        pass
    return last is root or element is root


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
            if kind == "byline" or (kind == "tags" and element.tag not in {"div", "ul", "p", "section", "span"}):
                continue
            if kind:
                return kind
    return None


def _holds_article(element: Element) -> bool:
    """Whether an element that bears a suspicious name is marked as, or holds, the article."""
    for inner in element.iter():
        if not isinstance(inner.tag, str):
            continue
        if inner.tag == "main" or "articleBody" in (inner.get("itemprop") or ""):
            return True
        if inner is not element or inner.tag == "article":
            parts = set(name_parts(inner.get("class") or ""))
            if parts & _BODY_NAMES:
                return True
    return False


def _by_heading(root: Element, kept: set[Element]) -> list[Removed]:
    removed: list[Removed] = []
    for element in list(root.iter(*_HEADINGS)):
        if element in kept or not _hangs_on(element, root) or len(element) > 3:
            continue
        words = " ".join(element.itertext())
        kind = heading_kind(words) or _numbered_comments(words)
        if kind is None:
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


def _numbered_comments(words: str) -> str | None:
    """"3 Comments", "Komentar (12)", "2 thoughts on …"."""
    words = words.strip()
    if re.match(r"\d+\s+(?:thoughts?|comments?|responses?|repl(?:y|ies)|Komentar|Tanggapan)\b", words):
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
    for sibling in list(anchor.itersiblings()):
        if not isinstance(sibling.tag, str):
            continue
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
    for element in list(root.iter("ul", "ol", "dl", "table", "div", "section", "td", "p", "center")):
        if element in kept or not _hangs_on(element, root):
            continue
        if _holds_article(element):
            continue
        blocks = blocks_of(element)
        n_links = sum(1 for link in element.iter("a") if link.get("href"))
        enough = n_links >= 2 or (n_links == 1 and len(blocks) == 1 and element.tag in {"p", "div"})
        if blocks and enough and _is_links(blocks):
            removed.append(("links", " ".join(block.text for block in blocks)))
            remove(element)
    return removed


def _is_links(blocks: list[Block]) -> bool:
    letters = sum(len(block.text) for block in blocks)
    linked = sum(block.linked for block in blocks)
    return letters == 0 or linked >= 0.7 * letters
