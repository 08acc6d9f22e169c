"""The literature behind an answer: BibTeX of the data sets that it used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from casus.errors import UnreadableSource
from casus.sources.definition import Definition, definitions

MAX_BYTES: Final = 500_000_000
_ENTRY: Final = re.compile(r"^\s*@\w+\{\s*([^,\s]+)", re.MULTILINE)


def bibtex(cited: Iterable[Definition]) -> str:
    """The entries of data sets, each once, in order.

    >>> from casus.sources.definition import definition
    >>> bibtex([definition("cow_nmc")]).splitlines()[0]
    '@article{nmc,'
    """
    entries: dict[str, str] = {}
    for one in cited:
        text = one.cite.strip()
        starts = [found.start() for found in _ENTRY.finditer(text)]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            entry = text[start:end].strip()
            found = _ENTRY.match(entry)
            if found:
                entries.setdefault(found.group(1), entry)
    return "\n\n".join(entries.values())


def cited_in(path: Path) -> list[str]:
    """The ids of the data sets that answers in a file of JSON lines used (their `data`).

    Raises `UnreadableSource` for a file that holds no JSON lines.
    """
    names: dict[str, None] = {}
    number = 0
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSource(str(path), f"larger than {MAX_BYTES} bytes")
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                number += 1
                if line.strip():
                    names |= dict.fromkeys(_used(json.loads(line)))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as err:
        told = f"line {number}: {err}" if isinstance(err, json.JSONDecodeError) else str(err)
        raise UnreadableSource(
            str(path), f"no JSON lines: {told}; accepted are answers written with --json"
        ) from None
    return list(names)


def _used(answer: Any) -> Iterator[str]:
    data = answer.get("data") if isinstance(answer, dict) else None
    for label in data if isinstance(data, list) else ():
        name = str(label).split(" ")[0]
        if name in definitions():
            yield name
