"""Why statements go wrong: `python evaluation/causes.py [--set open|unseen|tuned] id en`.

Counts labelled statements by the first cause that keeps casus from them: no word in the quote calls
up their type; a word does, and no statement of the type is told there; the actor is wrong; the
recipient is wrong, told or left empty; the parties of a two-sided act are wrong. Prints counts
only, so it may be run on passages that nobody is to read. On `tuned`, from which words and weights
are made, the counts are too good.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from typing import Any

from statements import article_of, passages, scorer

from casus.extract.encoder import load_encoder
from casus.extract.statements import draft_article, read_statements
from casus.names import Names

CAUSES = (
    "right", "no word for the type", "type not told", "parties of a two-sided act",
    "actor", "recipient empty, should be told", "recipient told, should be empty",
    "another recipient",
)  # fmt: skip


def causes(row: dict[str, Any], scoring: Any) -> Counter[str]:
    """The causes of one passage, and under `not named` how many of its codes no name tells."""
    article = article_of(row)
    gold = [scoring.norm(s, row["lang"]) for s in row["statements"]]
    told = [scoring.norm(s.as_dict(), row["lang"]) for s in read_statements(article)]
    pairs = scoring.assign([[scoring.likeness(g, t) for t in told] for g in gold])
    matched = dict(pairs) if gold and told else {}
    heard = [
        (d.scene.tokens[d.scene.triggers[draft.n].at].start, draft.event.type)
        for d in draft_article(article, encoder=load_encoder()) for draft in d.drafts
    ]  # fmt: skip
    day = dt.date.fromisoformat(row["published"]) if row.get("published") else None
    named = {code for name in Names.of(row["lang"], day).find(row["text"]) for code in name.codes}
    out: Counter[str] = Counter()
    for n, (statement, one) in enumerate(zip(row["statements"], gold, strict=True)):
        kind, actor, recipient, _ = one["event"]
        out["not named"] += bool((actor | recipient) - named)
        start = row["text"].find(statement["quote"])
        words = {k for at, k in heard if start <= at < start + len(statement["quote"])}
        found = told[matched[n]]["event"] if n in matched else ("", frozenset(), frozenset(), "")
        out[_cause(kind, actor, recipient, found, words)] += 1
    return out


def _cause(
    kind: str, actor: frozenset[str], recipient: frozenset[str], found: Any, words: set[str]
) -> str:
    if found[0] != kind:
        return "type not told" if kind in words else "no word for the type"
    if found[1] == actor and found[2] == recipient:
        return "right"
    if len(actor) > 1 and not recipient:
        return "parties of a two-sided act"
    if found[1] != actor:
        return "actor"
    if not found[2]:
        return "recipient empty, should be told"
    return "another recipient" if recipient else "recipient told, should be empty"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("langs", nargs="*", default=["id", "en"])
    parser.add_argument("--set", dest="which", default="unseen")
    given = parser.parse_args()
    scoring = scorer()
    tables = {
        lang: sum((causes(row, scoring) for row in passages(given.which, lang)), Counter())
        for lang in given.langs
    }
    print(f"{'':34}" + "".join(f"{lang:>13}" for lang in tables))
    for cause in (*CAUSES, "not named"):
        cells = []
        for table in tables.values():
            n_all = sum(table[name] for name in CAUSES)
            cells.append(f"{table[cause]:5} {table[cause] / n_all:6.1%}")
        print(f"{cause:34}" + "".join(f"{cell:>13}" for cell in cells))


if __name__ == "__main__":
    main()
