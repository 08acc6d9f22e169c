"""How well statements are read: `python evaluation/statements.py [--set NAME] id en`.

`open` is the small open set, `unseen` the fifth of the larger set that nothing is tuned on, `tuned`
the other four fifths, `aside` the passages of our own that nothing was taught on. Scored by the
specification's scorer, which lies with the labelled text, not in this repository (`$CASUS_SHARED`,
or `shared` beside the repository).
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casus.extract import read_statements
from casus.model import Article

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
from passages import passages_aside

SHARED = Path(os.environ.get("CASUS_SHARED", Path(__file__).resolve().parents[2] / "shared"))

SETS = ("open", "unseen", "tuned", "aside")


def held_out(name: str) -> bool:
    """Whether a passage belongs to the fifth that nothing is tuned on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5 == 0


def passages(which: str, lang: str, shared: Path = SHARED) -> list[dict[str, Any]]:
    """The labelled passages of one language in one of the sets."""
    if which not in SETS:
        raise ValueError(f"no set {which!r}: one of {', '.join(SETS)}")
    if which == "aside":
        return passages_aside(lang)
    folder = "statements" if which == "open" else "train"
    lines = (shared / "gold" / folder / f"{lang}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    if which == "open":
        return rows
    return [row for row in rows if held_out(row["id"]) == (which == "unseen")]


def article_of(row: dict[str, Any]) -> Article:
    """A labelled passage as an article."""
    day = dt.date.fromisoformat(row["published"]) if row.get("published") else None
    return Article(row["id"], row["id"], row["text"], row["lang"], None, day, "given")


def scorer(shared: Path = SHARED) -> Any:
    """The specification's scorer as a module."""
    spec = importlib.util.spec_from_file_location(
        "score_statements", shared / "spec" / "score_statements.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(rows: Iterable[dict[str, Any]], shared: Path = SHARED) -> dict[str, Any]:
    """The scorer's figures for what casus reads in the passages."""
    rows = list(rows)
    gold = {row["id"]: row for row in rows}
    pred = {
        row["id"]: {
            "id": row["id"],
            "statements": [s.as_dict() for s in read_statements(article_of(row))],
        }
        for row in rows
    }
    result: dict[str, Any] = scorer(shared).score(gold, pred)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("langs", nargs="*", default=["id", "en"])
    parser.add_argument("--set", dest="which", default="open", choices=SETS)
    parser.add_argument("--by-type", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = [row for lang in given.langs for row in passages(given.which, lang)]
    result = measure(rows)
    print(json.dumps(result) if given.json else scorer().show(result, given.by_type))


if __name__ == "__main__":
    main()
