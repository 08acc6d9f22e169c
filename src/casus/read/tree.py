"""An html page as a tree, and the text of its parts as blocks.

Everything walks the tree without recursion: a page may nest its elements thousands deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from casus.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any
"""An lxml element; lxml carries no types."""

MAX_ELEMENTS: Final = 200_000

INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "basefont",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "picture",
    ]
)
SILENT: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "canvas",
        "audio",
        "video",
        "map",
        "meta",
        "link",
        "title",
        "rt",
        "rp",
        "datalist",
        "progress",
        "noframes",
        "frameset",
        "source",
        "track",
        "param",
    ]
)
_SPACE: Final = re.compile(r"[\s\u00a0\u2002-\u200a\u202f\u3000]+")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e]")
_WIDE: Final = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_TERMINAL: Final = re.compile(r"[.!?…。！？؟:：;|»”\"')\]]\s*$")


@dataclass
class Block:
    """A run of text that a reader sees as one paragraph or line.

    `linked` is how many of its letters stand in links.
    """

    text: str
    linked: int
    element: Element

    @property
    def link_share(self) -> float:
        """Share of the letters that stand in links, 0–1."""
        return self.linked / max(len(self.text), 1)

    @cached_property
    def weight(self) -> float:
        """How much the block speaks for prose: its letters outside links, if they are many."""
        own = len(self.text) - self.linked
        if not self.text.isascii():
            own += len(_WIDE.findall(self.text))
        least = 25 if _TERMINAL.search(self.text[-20:]) else 50
        return float(own) if own >= least and self.link_share < 0.5 else 0.0


def parse_page(text: str, source: str) -> Element:
    """The root element of a page; `UnreadableSource` where it has none, or is nested too deep."""
    from lxml import etree, html

    # An XML declaration would have the parser decode again what is decoded.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as err:
        raise UnreadableSource(source, f"an empty page, or no html: {err}") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableSource(source, "elements nested more than 2,000 deep; no page needs that")
    if sum(1 for _ in zip(root.iter(), range(MAX_ELEMENTS + 1), strict=False)) > MAX_ELEMENTS:
        raise UnreadableSource(source, f"more than {MAX_ELEMENTS:,} elements")
    return root


def blocks_of(root: Element) -> list[Block]:
    """The blocks of text under an element, in reading order."""
    found: list[Block] = []
    pieces: list[str] = []
    linked = 0
    owner = root

    def flush() -> None:
        nonlocal linked
        text = clean("".join(pieces))
        if text:
            found.append(Block(text, min(linked, len(text)), owner))
        pieces.clear()
        linked = 0

    depth_in_link = 0
    for event, element in walk(root):
        tag = element.tag
        if event == "start":
            if tag == "br":
                _break(pieces, flush, element)
            elif tag not in INLINE:
                flush()
                owner = element
            if tag == "a":
                depth_in_link += 1
            piece = element.text
        else:
            if tag == "a":
                depth_in_link -= 1
            if tag not in INLINE and tag != "br":
                flush()
                owner = element.getparent() if element is not root else root
            piece = element.tail if element is not root else None
        if piece:
            pieces.append(piece)
            if depth_in_link:
                linked += len(_SPACE.sub(" ", piece).strip())
    flush()
    return found


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Starts and ends of the elements under `root`, without those a reader does not see."""
    stack: list[tuple[str, Element]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        if event == "silent":
            # What follows a silent element is still text of its parent.
            yield "end", element
            continue
        yield event, element
        if event == "start":
            stack.append(("end", element))
            for child in reversed(element):
                silent = not isinstance(child.tag, str) or child.tag in SILENT
                stack.append(("silent" if silent else "start", child))


def clean(text: str) -> str:
    """Text with single spaces, without marks that are not seen."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def text_of(element: Element) -> str:
    """All text of an element a reader sees, its blocks joined by a space."""
    return " ".join(block.text for block in blocks_of(element))


def remove(element: Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)


def _break(pieces: list[str], flush: Any, element: Element) -> None:
    """A `<br>`: a new line, unless it only wraps a sentence that goes on."""
    before = clean("".join(pieces))
    after = clean(element.tail or "")
    wraps = before and not _TERMINAL.search(before) and after[:1].islower()
    if wraps:
        pieces.append(" ")
    else:
        flush()
