"""Statements as the field exchanges event data: PLOVER's JSON and POLECAT's table.

The names of PLOVER's fields are those of its manual (chapter "JSON Data Fields"); the columns of
the table, in their order, are those in which the POLECAT data are published. What casus does not
know stays empty: it gives no intensity, no place of its own, no sector of a state's people.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from itertools import permutations, product
from typing import IO, Any, Final

from casus.ledger.query import Rows, unarmed
from casus.model.event import HOSTILE, VERBAL
from casus.names import actor_title
from casus.names.actors import registry

Row = dict[str, Any]
Number = Callable[[str, dt.date], int | None]
"""The number of the Correlates of War for a code on a day, None where there is none."""

QUADS: Final = (
    "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT",
)  # fmt: skip
"""PLOVER's four classes, numbered from 1."""

CONTEXTS: Final = {"planned": "future", "possible": "hypothetical", "negated": "negation"}
"""PLOVER's context for what is announced, may be, or is not."""

MODES: Final = frozenset({"military", "economic", "humanitarian"})
"""Modes of ours that are modes of PLOVER: those of AID. PLOVER's modes of ASSAULT name weapons."""

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""The columns of the POLECAT table."""


def quad_of(kind: str) -> int:
    """The number of the class that PLOVER puts a type in.

    >>> [quad_of(kind) for kind in ("CONCEDE", "RETREAT", "REQUEST", "PROTEST")]
    [1, 2, 3, 4]
    """
    conflict = kind in HOSTILE or kind == "REQUEST"
    return 1 + 2 * conflict + (kind not in VERBAL)


def write_plover(rows: Rows, to: IO[bytes]) -> None:
    """One JSON object a line, an object a statement."""
    for row in rows.dicts():
        to.write(json.dumps(plover(row), ensure_ascii=False).encode() + b"\n")


def write_polecat(rows: Rows, to: IO[bytes], number: Number) -> None:
    """A table parted by tabs, a line for each actor and recipient of a statement."""
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows.dicts():
        for line in polecat(row, number):
            writer.writerow([line.get(column, "") for column in COLUMNS])
    text.detach()


def plover(row: Row) -> Row:
    """A statement as PLOVER's JSON; what PLOVER has no field for stands under `casus`."""
    out: Row = {
        "id": row["id"],
        "date": _day(row),
        "source": [{"code": code} for code in row["actor"]],
        "recipient": [{"code": code} for code in row["recipient"]],
        "event": [row["type"]],
        "quad_code": quad_of(row["type"]),
    }
    if row["mode"] in MODES:
        out["mode"] = row["mode"]
    if context := CONTEXTS.get(row["status"]):
        out["context"] = context
    out["event_text"] = [row["quote"]]
    out["text_info"] = {"language": row["lang"]}
    out["cite_info"] = {"id": row["article"]}
    out["coder"] = _coder()
    out["casus"] = {
        "mode": row["mode"],
        "status": row["status"],
        "speaker": row["speaker"],
        **{part: _part(row, part) for part in ("content", "condition")},
        "rule": row["rule"],
    }
    return out


def _part(row: Row, part: str) -> Row | None:
    if row[f"{part}_type"] is None:
        return None
    return {name: row[f"{part}_{name}"] for name in ("type", "mode", "actor", "recipient")}


def polecat(row: Row, number: Number) -> Iterator[Row]:
    """The lines of a statement: one for each actor with each recipient; where both sides are
    actors, one for each ordered pair of them."""
    both = len(row["actor"]) > 1 and not row["recipient"]
    pairs = permutations(row["actor"], 2) if both else (
        product(row["actor"], row["recipient"] or [""])
    )  # fmt: skip
    common = {
        "Event Date": _day(row) or "",
        "Event Type": row["type"],
        "Event Mode": row["mode"] if row["mode"] in MODES else "",
        "Quad Code": QUADS[quad_of(row["type"]) - 1],
        "Contexts": CONTEXTS.get(row["status"], ""),
        "Source": unarmed(_plain(row["article"])),
        "Publication Date": row["published"].isoformat() if row["published"] else "",
        "Language": row["lang"],
        "Version": _coder(),
    }
    for n, (actor, recipient) in enumerate(pairs):
        line = {"Event ID": f"{row['id']}-{n}", **common}
        for side, code in (("Actor", actor), ("Recipient", recipient)):
            line |= _side(side, code, row["day"] or row["published"], number)
        yield line


def _side(side: str, code: str, day: dt.date | None, number: Number) -> Row:
    """The columns of an actor or a recipient: organisations are `IGO`, armed groups rebels."""
    if not code:
        return {}
    actor = registry().actors.get(code)
    kind = actor.kind if actor else ""
    state = kind in {"state", "territory"}
    sector = {"organisation": "IGO", "grouping": "IGO", "group": "REB"}.get(kind, "")
    cow = number(code, day) if state and day else None
    return {
        f"{side} Name": actor_title(code, "en"),
        f"{side} Country": code if state else "IGO" if sector == "IGO" else "",
        f"{side} COW": "" if cow is None else cow,
        f"Primary {side} Sector": sector,
        f"{side} Sectors": sector,
        f"{side} Name Raw": code,
    }


def _day(row: Row) -> str | None:
    """The day on which it was told: that of its entry, else of the article."""
    day = row["day"] or row["published"]
    return day.isoformat() if day else None


def _plain(text: str) -> str:
    """A text on one line and without tabs, which would break the table."""
    return " ".join(text.split())


def _coder() -> str:
    from casus import __version__

    return f"casus {__version__}"
