"""How many pairs are classified in a second: `python benchmarks/pairs.py [--workers N]`.

The pairs are those of `training/pairs`; words that they are learned from, so that the figure says
how fast, not how well. Starting is not counted, processes are.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from casus.extract.pairs import classify_batch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
from pairs import own_pairs, varied


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    given = parser.parse_args()
    rows = own_pairs("en")
    asked = [
        {"id": r.id, "text": r.text, "source": r.text[r.source.start : r.source.end],
         "target": r.text[r.target.start : r.target.end] if r.target else "", "lang": "en"}
        for r in varied(rows, "en", turns=1)
    ]  # fmt: skip
    list(classify_batch(asked[:20]))
    words = sum(len(str(row["text"]).split()) for row in asked) / len(asked)
    begun, worked = time.perf_counter(), time.process_time()
    n = sum(1 for _ in classify_batch(asked, workers=given.workers))
    spent = time.perf_counter() - begun
    print(f"{n} pairs of {words:.0f} words, {given.workers} workers: {n / spent:.0f} a second")
    if given.workers == 1:
        print(f"{n / (time.process_time() - worked):.0f} in a second of one core's time")


if __name__ == "__main__":
    main()
