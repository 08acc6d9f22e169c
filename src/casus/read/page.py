"""An html page as title, paragraphs, language, day, and what was cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casus.errors import UnreadableSource
from casus.read.body import find_body, without_ending
from casus.read.clutter import take_out_clutter
from casus.read.language import tell_language
from casus.read.metadata import read_metadata
from casus.read.published import find_published, is_byline
from casus.read.tail import find_tail
from casus.read.title import find_title
from casus.read.tree import Block, parse_page, remove

if TYPE_CHECKING:
    import datetime as dt

_REASONS: Final = {
    "comment": "comment: a box of comments",
    "related": "related: other articles",
    "links": "links: a block of nothing but links",
    "newsletter": "newsletter: an invitation to subscribe or follow",
    "advert": "advert",
    "caption": "caption of a picture",
    "form": "form: fields to fill in",
    "paywall": "paywall: an invitation to pay",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an html page holds; `removed` are (reason, text) in the order they were cut."""

    text: str
    title: str | None
    lang: str
    published: dt.date | None
    date_source: str
    removed: tuple[tuple[str, str], ...]


def read_page(
    html: str, source: str, *, lang: str | None = None, address: str | None = None
) -> Page:
    """Read a decoded html page.

    `lang` overrides what content and attributes tell; `address` is the URL it was fetched from.
    Raises `UnreadableSource` where there is no text.
    """
    root = parse_page(html, source)
    metadata = read_metadata(root)
    title = find_title(root, metadata)
    clutter = take_out_clutter(root, title.element)
    removed = clutter.removed
    body = find_body(root, title.element, title.words)
    paragraphs = [block.text for block in body.blocks if block.weight] or [
        block.text for block in body.blocks
    ]
    sample = "\n".join(filter(None, (title.words, *paragraphs)))
    lang = lang or tell_language(sample, metadata.lang)
    lines = [block.text for block in body.blocks]
    text = "\n".join(filter(None, (title.words, *lines)))
    if not text:
        raise UnreadableSource(source, "an empty page: no text that a reader sees")
    tail = find_tail(text, lang)
    kept = body.blocks
    ending: list[tuple[str, str]] = []
    if tail is not None:
        ending = [(tail.reason, text[tail.start :])]
        n_kept = text[: tail.start].count("\n") - (1 if title.words else 0)
        kept = body.blocks[:n_kept]
        _take_out(body.blocks[n_kept:], kept)
    published = find_published(
        metadata, body.scopes + clutter.dated, body.head, kept, lang=lang, address=address
    )
    kept, scraps = without_ending(kept)
    bylines = {i for i in _edges(kept) if is_byline(kept[i].text, lang)}
    final = [title.words] if title.words else []
    final += [block.text for i, block in enumerate(kept) if i not in bylines]
    removed += body.aside + [("line beside the article", block.text) for block in scraps]
    removed += [("byline", kept[i].text) for i in sorted(bylines)]
    return Page(
        "\n".join(final),
        title.words,
        lang,
        published.on,
        published.source,
        tuple((_REASONS.get(kind, kind), words) for kind, words in removed) + tuple(ending),
    )


def _edges(blocks: list[Block]) -> list[int]:
    """Places of the blocks before the first long paragraph, and of the last two."""
    first = next((i for i, block in enumerate(blocks) if len(block.text) > 140), len(blocks))
    return sorted({*range(min(first, 8)), *range(max(len(blocks) - 2, 0), len(blocks))})


def _take_out(tail: list[Block], kept: list[Block]) -> None:
    """Take the elements of a tail out of the tree, so that its days are not asked."""
    spared = {up for block in kept for up in (block.element, *block.element.iterancestors())}
    for block in tail:
        if block.element not in spared:
            remove(block.element)
        for inner in list(block.element.iter("time")):
            remove(inner)
