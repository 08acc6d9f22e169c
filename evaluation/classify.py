"""How well pairs are classified: `python evaluation/classify.py [--part whole|seen|unseen]`.

Measured on `gold/PLV_train.jsonl` (news sentences of the zero-shot PLOVER study; no licence, so it
is only measured on, never learned from and never shipped). The kinds of errors were looked at on a
third of it, chosen by a hash of the id (`seen`); `unseen` are the other two thirds. Prints
accuracy, macro-F1 over the fifteen labels and over the four quad classes (the class of the label
answered), F1 by label, the commonest confusions, and the same figures for a baseline: the type of
the first event that the lexicon hears.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casus.errors import InputError
from casus.extract.encoder import load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.pairs import LABELS, QUADS, classify_batch
from casus.extract.pairs.answer import Answer
from casus.extract.pairs.labels import label_of
from casus.extract.pairs.stage import locate, stage_pair

SHARED = Path(os.environ.get("CASUS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FILE = "PLV_train.jsonl"


def looked_at(name: str) -> bool:
    """Whether a line belongs to the third whose errors were looked at."""
    return int(hashlib.sha256(f"look:{name}".encode()).hexdigest(), 16) % 3 == 0


def lines(part: str, shared: Path = SHARED) -> list[dict[str, Any]]:
    """The labelled lines of a part of the file."""
    text = (shared / "gold" / FILE).read_text("utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    return [row for row in rows if part == "whole" or looked_at(row["id"]) == (part == "seen")]


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The mean of the F1 of the labels that `gold` has, and each of them."""
    by: dict[str, float] = {}
    for label in sorted(set(gold)):
        hit = sum(g == s == label for g, s in zip(gold, said, strict=True))
        by[label] = 2 * hit / (gold.count(label) + list(said).count(label))
    return sum(by.values()) / len(by), by


def answers(rows: Sequence[dict[str, Any]]) -> list[str]:
    """What casus answers, a wrong answer where it refuses a line."""
    asked = ({key: row[key] for key in ("id", "text", "source", "target")} for row in rows)
    told = classify_batch(asked)
    return [a.type if isinstance(a, Answer) else "refused" for _, a in told]


def baseline(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The type of the first event that the lexicon hears, a verb before a noun, else ACCUSE."""
    out = []
    for row in rows:
        try:
            spans = locate(row["text"], row["source"], row["target"])
        except InputError:
            out.append("refused")
            continue
        pair = stage_pair(load_lexicon("en"), row["text"], *spans, load_encoder())
        triggers = pair.scene.triggers if pair else []
        verbs = [t for t in triggers if not t.noun] or triggers
        out.append(label_of(verbs[0].frame_type) if verbs else "ACCUSE")
    return out


def figures(rows: Sequence[dict[str, Any]], said: Sequence[str]) -> dict[str, Any]:
    """Accuracy, macro-F1 over labels and over quad classes, F1 by label, confusions."""
    gold = [row["label_root"] for row in rows]
    quads = [row["label_quad"] for row in rows]
    macro, by = macro_f1(gold, said)
    quad, by_quad = macro_f1(quads, [QUADS.get(s, "refused") for s in said])
    wrong = Counter((g, s) for g, s in zip(gold, said, strict=True) if g != s)
    right = sum(g == s for g, s in zip(gold, said, strict=True))
    return {
        "n": len(rows), "accuracy": right / len(rows), "macro_f1": macro, "quad_f1": quad,
        "by_label": by, "by_quad": by_quad, "wrong": wrong,
    }  # fmt: skip


def show(title: str, found: dict[str, Any]) -> None:
    print(
        f"{title}: {found['n']} lines, accuracy {found['accuracy']:.3f}, "
        f"macro-F1 {found['macro_f1']:.3f}, quad macro-F1 {found['quad_f1']:.3f}"
    )


def table(gold: Sequence[str], said: Sequence[str]) -> None:
    """Labels down, answers across."""
    pairs = Counter(zip(gold, said, strict=True))
    print(f"{'':10}" + " ".join(f"{name[:5]:>5}" for name in LABELS))
    for g in LABELS:
        print(f"{g:10}" + " ".join(f"{pairs[g, s] or '.':>5}" for s in LABELS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["whole", "seen", "unseen"], default="unseen")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print the errors (seen third only)")
    given = parser.parse_args()
    rows = lines(given.part)
    begun = time.perf_counter()
    said = answers(rows)
    spent = time.perf_counter() - begun
    found = figures(rows, said)
    if given.json:
        print(json.dumps({k: v for k, v in found.items() if k != "wrong"}))
        return
    show(given.part, found)
    show("baseline: the first event heard", figures(rows, baseline(rows)))
    print(f"{len(rows) / spent:.0f} lines a second\n")
    print(", ".join(f"{k} {v:.2f}" for k, v in found["by_label"].items()))
    print(", ".join(f"{k} {v:.2f}" for k, v in found["by_quad"].items()) + "\n")
    table([row["label_root"] for row in rows], said)
    if given.errors and given.part == "seen":
        for row, answer in zip(rows, said, strict=True):
            if answer != row["label_root"]:
                print(f"{row['label_root']} not {answer}: {row['text_marked']}")


if __name__ == "__main__":
    main()
