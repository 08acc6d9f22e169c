"""What a page tells of itself in its head: JSON-LD, meta tags, its own address and language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from casus.read.tree import Element, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES: Final = re.compile(r"Article|BlogPosting|^Report$|Reportage|LiveBlog|NewsItem|Posting")
_DATES: Final = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "published_time", "datepublished", "date_published", "date-published",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "pub_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date",
    "dcsext.articlefirstpublished", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "originalpublicationdate", "article_date_original", "citation_publication_date",
    "weibo:article:create_at", "content_published_date", "creation_date", "ptime",
    "firstpublished", "displaydate", "article.published", "date",
)  # fmt: skip
_PUBLISHED: Final = re.compile(r"publi(sh|cation).*(date|time)|date.*publi(sh|cation)", re.I)
_MAX_NODES: Final = 5000


@dataclass(slots=True)
class Metadata:
    """Titles and dates in the order of their trust, as the page words them."""

    titles: list[str] = field(default_factory=list)
    site: str | None = None
    address: str | None = None
    lang: str | None = None
    region: str | None = None
    json_ld_dates: list[str] = field(default_factory=list)
    meta_dates: list[str] = field(default_factory=list)


def read_metadata(root: Element) -> Metadata:
    """The metadata of a page, before anything is taken out of it."""
    found = Metadata()
    metas = _metas(root)
    found.site = metas.get("og:site_name")
    found.address = metas.get("og:url")
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower() and link.get("href"):
            found.address = link.get("href")
    found.lang = _lang(root, metas)
    found.region = found.lang if "-" in (found.lang or "").replace("_", "-") else None
    found.region = found.region or metas.get("og:locale")
    articles = _articles(root, found.address)
    for node in articles:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            if isinstance(node.get(key), str | int):
                found.json_ld_dates.append(str(node[key]))
    if metas.get("og:title"):
        found.titles.append(metas["og:title"])
    found.titles += [
        str(node["headline"]) for node in articles if isinstance(node.get("headline"), str)
    ]
    found.titles += [
        metas[key] for key in ("twitter:title", "dc.title", "headline") if metas.get(key)
    ]
    for title in root.iter("title"):
        if title.getparent().tag in {"head", "html", "body"}:
            found.titles.append(clean(title.text_content()))
            break
    found.meta_dates = [metas[key] for key in _DATES if metas.get(key)]
    found.meta_dates += [
        words for key, words in metas.items() if key not in _DATES and _PUBLISHED.search(key)
    ]
    return found


def _metas(root: Element) -> dict[str, str]:
    """Contents of meta tags by lower-case name, the first of each; none from inside comments."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if not content or any(
            up.get("itemtype") for up in meta.iterancestors() if up.tag != "html"
        ):
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(key) or "").strip().lower()
            if name and not (key == "http-equiv" and name in {"date", "last-modified"}):
                metas.setdefault(name, clean(content))
    return metas


def _lang(root: Element, metas: dict[str, str]) -> str | None:
    html = root if root.tag == "html" else next(root.iter("html"), root)
    for value in (
        html.get("lang"),
        html.get("{http://www.w3.org/XML/1998/namespace}lang") or html.get("xml:lang"),
        next((body.get("lang") for body in html.iter("body")), None),
        metas.get("content-language"),
        metas.get("language"),
        metas.get("dc.language"),
        metas.get("og:locale"),
        metas.get("inlanguage"),
    ):
        if value:
            return str(value).split(",")[0].strip()
    return None


def _articles(root: Element, address: str | None) -> list[dict[str, Any]]:
    """The nodes of JSON-LD that are the page's article, the likeliest first."""
    nodes: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_parse(script.text or "")):
            kind = node.get("@type")
            kinds = [str(k) for k in kind] if isinstance(kind, list) else [str(kind)]
            if any(_ARTICLES.search(k) for k in kinds):
                nodes.append(node)
            elif any(k.endswith("WebPage") for k in kinds):
                pages.append(node)
    if len(nodes) > 1 and address:
        own = [node for node in nodes if address.rstrip("/") in _addresses(node)]
        nodes = own or nodes
    return nodes[:1] + pages[:1]


def _addresses(node: dict[str, Any]) -> list[str]:
    page = node.get("mainEntityOfPage")
    values = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return [value.partition("#")[0].rstrip("/") for value in values if isinstance(value, str)]


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Nodes that stand by themselves or in `@graph`; not comments, lists or related articles."""
    todo, n_seen = [data], 0
    while todo and n_seen < _MAX_NODES:
        node = todo.pop(0)
        n_seen += 1
        if isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, dict):
            yield node
            todo.extend(
                node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node
            )


def _parse(text: str) -> Any:
    """JSON as pages write it: with comments around it, raw line ends, commas too many."""
    text = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text.strip()
    )
    text = text.strip().rstrip(";")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    # What is broken elsewhere may still tell its own date; only the first can be the article's.
    date = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', text.partition('"comment"')[0])
    kind = re.search(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"', text)
    if date and kind and kind.start() < date.start():
        return {"@type": kind[1], "datePublished": date[1]}
    return None
