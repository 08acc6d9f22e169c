"""A reading as rows of tables: the same columns wherever statements are kept or passed on.

Statements carry an id made from what they say and where, so that the same reading gives the same
rows on every machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from casus.model.event import Event

if TYPE_CHECKING:
    import pyarrow as pa

    from casus.model.reading import Reading

TABLES: Final = ("articles", "statements", "mentions", "checks")
"""The tables that a reading gives rows to."""

Row = dict[str, Any]


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits made from the parts: the same for the same content.

    >>> digest("a", 1)
    '2657442bb4a48d62'
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=1)
def schemas() -> dict[str, pa.Schema]:
    """The Arrow schema of each table."""
    import pyarrow as pa

    text, whole, codes = pa.string(), pa.int64(), pa.list_(pa.string())
    key = [("article", text), ("reading", text)]
    event: list[tuple[str, pa.DataType]] = [
        (f"{part}{name}", kind)
        for part in ("", "content_", "condition_")
        for name, kind in (
            ("type", text), ("mode", text), ("actor", codes), ("recipient", codes),
        )
    ]  # fmt: skip
    return {
        "articles": pa.schema(
            [*key, ("document", text), ("source", text), ("lang", text), ("title", text),
             ("published", pa.date32()), ("date_source", text), ("text", text), ("cut", text),
             ("n_statements", whole)]
        ),
        "statements": pa.schema(
            [("id", text), *key, ("published", pa.date32()), ("lang", text), ("quote", text),
             ("start", whole), ("end", whole), *event, ("speaker", codes), ("status", text),
             ("rule", text), ("told", whole), ("day", pa.date32())]
        ),
        "mentions": pa.schema(
            [*key, ("quote", text), ("start", whole), ("end", whole), ("instrument", text),
             ("provision", text)]
        ),
        "checks": pa.schema(
            [*key, ("claim", text), ("quote", text), ("verdict", text), ("basis", text)]
        ),
    }  # fmt: skip


def rows_of(reading: Reading) -> dict[str, list[Row]]:
    """The rows that one reading gives to each table.

    `article` is the article's id; `document` stands for that id and the words together, so that
    two texts under one id stay apart; `reading` for everything that was found.
    """
    article = reading.article
    document = digest(article.id, article.text)
    key = {"article": article.id, "reading": digest(reading.as_dict())}
    cut = json.dumps([c.as_dict() for c in article.cut], ensure_ascii=False)
    return {
        "articles": [
            {**key, "document": document, "source": article.source, "lang": article.lang,
             "title": article.title, "published": article.published,
             "date_source": article.date_source, "text": article.text, "cut": cut,
             "n_statements": len(reading.statements)}
        ],
        "statements": [
            {"id": digest(document, s.as_dict()), **key, "published": article.published,
             "lang": article.lang, "quote": s.quote, "start": s.start, "end": s.end,
             **_event("", s.event), **_event("content_", s.content),
             **_event("condition_", s.condition), "speaker": list(s.speaker),
             "status": s.status, "rule": s.rule, "told": 1 + len(s.also), "day": s.day}
            for s in reading.statements
        ],
        "mentions": [
            {**key, "quote": m.quote, "start": m.start, "end": m.end,
             "instrument": m.instrument, "provision": m.article}
            for m in reading.mentions
        ],
        "checks": [{**key, **check.as_dict()} for check in reading.checks],
    }  # fmt: skip


def _event(prefix: str, event: Event | None) -> Row:
    return {
        f"{prefix}type": event.type if event else None,
        f"{prefix}mode": event.mode if event else None,
        f"{prefix}actor": list(event.actor) if event else None,
        f"{prefix}recipient": list(event.recipient) if event else None,
    }


def to_arrow(rows: Iterable[Row], name: str) -> pa.Table:
    """Rows as an Arrow table with the schema of the table `name`."""
    import pyarrow as pa

    return pa.Table.from_pylist([_clean(row) for row in rows], schema=schemas()[name])


def _clean(row: Row) -> Row:
    """The row without lone surrogates, which no column of text can hold; offsets stay right."""
    return {key: _whole(value) for key, value in row.items()}


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_whole(one) for one in value] if isinstance(value, list) else value
