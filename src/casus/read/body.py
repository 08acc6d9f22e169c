"""The paragraphs of the article, once what stands beside it is taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from casus.read.beside import heading_kind, name_parts, paragraph_kind
from casus.read.tree import Block, Element, blocks_of

_MARKED: Final = frozenset(
    [
        "articlebody",
        "entrycontent",
        "postcontent",
        "articlecontent",
        "storybody",
        "articletext",
        "posttext",
        "postbody",
        "newscontent",
        "newsbody",
        "storycontent",
        "contentbody",
        "detailtext",
        "articlebodytext",
        "bodytext",
        "newstext",
    ]
)
_DECK: Final = frozenset(
    [
        "deck",
        "standfirst",
        "subtitle",
        "subheadline",
        "lead",
        "lede",
        "intro",
        "summary",
        "excerpt",
        "sapo",
        "dek",
        "chapo",
        "teaser",
        "abstract",
        "vorspann",
        "subhead",
        "subheading",
        "description",
        "kicker-text",
    ]
)


_ENDS: Final = re.compile(r"[.!?…。！？؟।:;]\s*[\"'”’»)\]」]*\s*$")
_NEARLY: Final = 0.7
_DATE_NAMES: Final = frozenset(
    ["date", "datum", "fecha", "tanggal", "tarikh", "tarih", "data", "dateheader", "ngay"]
)
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Body:
    """The blocks of an article in order, and those set aside with their kind.

    `head` are the blocks beside and between title and article, where dates and names stand;
    `scopes` the elements in which a day can be the article's.
    """

    blocks: list[Block]
    aside: list[tuple[str, str]]
    head: list[Block]
    scopes: list[Element]


def find_body(root: Element, title: Element | None, words: str | None) -> Body:
    """The article's blocks.

    `title` and `words` are the title's element and words; blocks that repeat them are left out.
    What stands before the title is set aside, and paragraphs that by their own words are no part
    of the article ("Baca juga: …", "© 2024").
    """
    container = _container(root, title)
    inside = blocks_of(container)
    blocks = _from_title(root, container, inside, title)
    kept: list[Block] = []
    aside: list[tuple[str, str]] = []
    for block in blocks:
        if words and _same(block.text, words):
            continue
        kind = paragraph_kind(block.text) or heading_kind(block.text)
        if kind is None and _points_elsewhere(block):
            kind = "related"
        if kind is None and block.link_share > 0.9 and len(block.text) < 200:
            kind = "links" if not _in_prose(block) else None
        if kind:
            if kind == "links" and kept and _heads(kept[-1], block):
                aside.append((kind, kept.pop().text))
            aside.append((kind, block.text))
        else:
            kept.append(block)
    while kept and _is_imprint(kept[-1], container):
        aside.append(("footer", kept.pop().text))
    kept, edges = _without_beginning(kept)
    scopes = _scopes(container, title)
    used = {id(block) for block in kept}
    head = [
        block
        for block in _beside(scopes, container) + _above(inside, title) + edges
        if id(block) not in used and not (words and _same(block.text, words))
    ]
    aside += [("line beside the article", block.text) for block in edges]
    return Body(kept, aside, head, scopes)


def _scopes(container: Element, title: Element | None) -> list[Element]:
    """Where a day can be the article's: its container, and what is around the title."""
    if title is None or title is container or _holds(container, title):
        if title is None:
            before = container.getprevious()
            return [container] if before is None else [before, container]
        return [container, *_date_boxes(container, title)]
    around = {container, *container.iterancestors()}
    scope = title
    for up in list(title.iterancestors())[:4]:
        if up in around:
            break
        scope = up
    between: list[Element] = _date_boxes(container, title)
    before = scope.getprevious()
    if before is not None and _weight(before) == 0:
        between.append(before)
    between.append(scope)
    for sibling in scope.itersiblings():
        if sibling is container or _holds(sibling, container):
            break
        between.append(sibling)
    return [*between, container]


def _date_boxes(container: Element, title: Element) -> list[Element]:
    """Boxes named for a date that stand right before what holds title and article together."""
    common = next(
        (up for up in (container, *container.iterancestors()) if up is title or _holds(up, title)),
        None,
    )
    found: list[Element] = []
    while common is not None and len(found) < 2 and common.tag not in {"body", "html"}:
        before = common.getprevious()
        if before is not None and not _DATE_NAMES.isdisjoint(_names(before)):
            found.append(before)
        common = common.getparent() if before is None else None
    return found


def _beside(scopes: list[Element], container: Element) -> list[Block]:
    """The blocks of the scopes without those of the container."""
    return [block for scope in scopes if scope is not container for block in blocks_of(scope)]


def _above(inside: list[Block], title: Element | None) -> list[Block]:
    """The last blocks of the container before the title."""
    at = next(
        (i for i, b in enumerate(inside) if title is not None and _is_in(b.element, title)), 0
    )
    return inside[max(at - 6, 0) : at]


def _container(root: Element, title: Element | None) -> Element:
    """The smallest element that holds the article's prose."""
    body = next(root.iter("body"), root)
    total = _weight(body)
    if not total:
        return body
    marked = [
        element
        for element in body.iter()
        if isinstance(element.tag, str)
        and (
            "articleBody" in (element.get("itemprop") or "")
            or not _MARKED.isdisjoint(_names(element))
        )
    ]
    best = max(marked, key=_weight, default=None)
    if best is not None and _weight(best) >= 0.5 * total:
        return best
    articles = list(body.iter("article")) + [e for e in body.iter() if e.get("role") == "article"]
    best = max(articles, key=_weight, default=None)
    if best is not None and _weight(best) >= 0.5 * total:
        return _narrow(best, title)
    mains = [e for e in body.iter() if e.tag == "main" or e.get("role") == "main"]
    best = max(mains, key=_weight, default=None)
    if best is not None and _weight(best) >= 0.5 * total:
        return _narrow(best, title)
    return _narrow(body, title)


def _narrow(element: Element, title: Element | None) -> Element:
    """Go down as long as one child holds nearly all the prose."""
    while True:
        total = _weight(element)
        children = [child for child in element if isinstance(child.tag, str)]
        top = max(children, key=_weight, default=None)
        if top is None or not total:
            return element
        share = _weight(top) / total
        if len(blocks_of(top)) == 1 and top.tag not in {"span", "font", "b"}:
            return element  # one paragraph, however long beside the others
        column = top.tag in {"td", "div", "section", "table", "tr", "tbody", "center", "article"}
        if share >= 0.8 or (share >= 0.55 and column and _holds(top, title)):
            if not column and top.tag not in {"main", "span", "font", "form", "b"}:
                return element
            element = top
            continue
        return element


def _holds(element: Element, title: Element | None) -> bool:
    return title is not None and any(up is element for up in title.iterancestors())


def _weight(element: Element) -> float:
    return sum(block.weight for block in blocks_of(element))


def _names(element: Element) -> set[str]:
    return set(name_parts(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _from_title(
    root: Element, container: Element, inside: list[Block], title: Element | None
) -> list[Block]:
    """The blocks of the container, from the title on, with a deck between the two."""
    if title is None:
        return inside
    if _holds(container, title) or title is container:
        return _after(inside, title)
    every = _after(blocks_of(root), title)
    first = next((i for i, block in enumerate(every) if _is_in(block.element, container)), None)
    if first is None:
        return inside
    between = [block for block in every[:first] if block.weight > 60 or _is_deck(block)]
    return between + inside


def _after(blocks: list[Block], title: Element) -> list[Block]:
    last = max(
        (
            i
            for i, block in enumerate(blocks)
            if _is_in(block.element, title)
            or (block.element is title.getparent() and block.text and _same_text(block, title))
        ),
        default=-1,
    )
    return blocks[last + 1 :]


def _same_text(block: Block, title: Element) -> bool:
    return _same(block.text, " ".join(title.itertext()))


def _is_in(element: Element, outer: Element) -> bool:
    return element is outer or any(up is outer for up in element.iterancestors())


def _is_deck(block: Block) -> bool:
    return not _DECK.isdisjoint(_names(block.element)) or (
        block.element.tag == "h2" and len(block.text) > 20
    )


def _without_beginning(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Take short lines that are no sentence and no heading off the beginning: names and times."""
    if not any(_ENDS.search(block.text) for block in blocks):
        return blocks, []  # a script that marks no end of sentence
    first = 0
    while first < len(blocks) and _is_scrap(blocks[first]):
        if blocks[first].element.tag in _HEADINGS:
            break
        first += 1
    return blocks[first:], blocks[:first]


def without_ending(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Take off the end what is no more the article: a box with a heading of its own, a button.

    Not to be asked before a tail of comments is looked for, since such lines speak for one.
    """
    last = _end_of_prose(blocks)
    blocks, box = blocks[:last], blocks[last:]
    if len(blocks) < 3 or not _is_scrap(blocks[-1]) or not _ENDS.search(blocks[-2].text):
        return blocks, box
    return blocks[:-1], blocks[-1:] + box


def _end_of_prose(blocks: list[Block]) -> int:
    """How many blocks stand before a box that follows the element holding nearly all the prose.

    A live blog or an article in sections has no such element, and keeps all its blocks.
    """
    weights: dict[Element, float] = {}
    for block in blocks:
        parent = block.element.getparent()
        weights[parent] = weights.get(parent, 0.0) + block.weight
    total = sum(weights.values())
    home = max(weights, key=lambda parent: weights[parent], default=None)
    if not total or weights[home] < _NEARLY * total:
        return len(blocks)
    last = max(i for i, b in enumerate(blocks) if b.weight and b.element.getparent() is home) + 1
    rest = blocks[last:]
    if not rest or any(block.element.getparent() is home for block in rest):
        return len(blocks)
    opens = rest[0].element.tag in _HEADINGS or _is_scrap(rest[0])
    return last if opens else len(blocks)


def _is_scrap(block: Block) -> bool:
    return len(block.text) <= 60 and not _ENDS.search(block.text) and block.weight == 0


def _is_imprint(block: Block, container: Element) -> bool:
    """Whether a last line is set small or in the middle, as old pages set their imprint."""
    if len(block.text) > 100 or re.search(r"[.!?。]\s*$", block.text):
        return False
    element = block.element
    while element is not None and element is not container:
        if element.tag in {"center", "small"} or element.get("align") == "center":
            return True
        element = element.getparent()
    sizes = [font.get("size") for font in block.element.iter("font", "small")]
    return any(size in {"1", "-1", "-2", None} for size in sizes)


def _points_elsewhere(block: Block) -> bool:
    """Whether a line is a label with a colon and a link: "Te recomendamos: ..."."""
    if not 0.3 <= block.link_share <= 0.97 or len(block.text) > 200 or _ENDS.search(block.text):
        return False
    label = block.text[: len(block.text) - block.linked].rstrip()
    return label.endswith((":", "：", "»", ">", "→")) and len(label.split()) <= 6


def _heads(line: Block, link: Block) -> bool:
    """Whether a line is the heading over a link that shares its box."""
    if len(line.text) > 60 or _ENDS.search(line.text) or line.element.tag == "p":
        return False
    box = line.element.getparent()
    return box is not None and _is_in(link.element, box) and len(blocks_of(box)) <= 4


def _in_prose(block: Block) -> bool:
    """Whether a linked line is a paragraph's, as where a whole sentence is a link."""
    return len(block.text) > 80 and bool(re.search(r"[.!?。]\s*$", block.text))


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
