"""The table for review: for each clause an event that sets it off, and ones that just miss it.

python evaluation/review_clauses.py > clauses.csv
"""

from __future__ import annotations

import csv
import json
import sys

from casus.ask.review import review_clause, review_provision
from casus.book import load_book


def main() -> None:
    book = load_book()
    out = csv.writer(sys.stdout)
    out.writerow(["instrument", "article", "strength", "day", "event", "fires", "failed"])
    for treaty in book.treaties.values():
        for clause in treaty.clauses:
            for row in review_clause(book, treaty, clause) if clause.trigger != "none" else ():
                event = json.dumps(row.event, sort_keys=True)
                out.writerow([treaty.id, clause.article, clause.strength, row.day, event,
                              "yes" if row.fired else "no", row.failed])  # fmt: skip
    for measure in book.measures.values():
        for provision in measure.provisions:
            tried = review_provision(book, provision)
            if tried is not None:
                event = json.dumps(tried.event, sort_keys=True)
                out.writerow([measure.id, provision.paragraph, provision.norm, tried.day, event,
                              "yes" if tried.fired else "no", tried.failed])  # fmt: skip


if __name__ == "__main__":
    main()
