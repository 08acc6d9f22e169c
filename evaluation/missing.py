"""What the lexicon misses: `python evaluation/missing.py [--set own|tuned] [--part K/N] en|id`.

Sets labelled statements beside the words that casus takes for events, and prints three lists: the
statements in whose quote no word calls up their type; the frames whose words were most often no
statement of their type, with examples; and the counts. It reads only passages that words may be
made from (`own` are `training/passages`), never those that are held out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from statements import passages

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
from choices import drafts_of
from passages import heard_passages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang")
    parser.add_argument("--set", dest="which", default="own", choices=["own", "tuned"])
    parser.add_argument("--part", default="1/1", help="the K-th of N equal parts of the passages")
    parser.add_argument("--frames", type=int, default=40, help="how many frames to list")
    given = parser.parse_args()
    rows = heard_passages(given.lang) if given.which == "own" else passages("tuned", given.lang)
    part, parts = (int(n) for n in given.part.split("/"))
    rows = rows[len(rows) * (part - 1) // parts : len(rows) * part // parts]
    n_told = n_missing = 0
    wrong: dict[str, list[str]] = defaultdict(list)
    right: Counter[str] = Counter()
    for row in rows:
        found = list(_found(row))
        parts_of: dict[tuple[int, int], set[str]] = {}
        for statement in row["statements"]:
            start = row["text"].find(statement["quote"])
            kinds = {
                statement[k]["type"] for k in ("event", "content", "condition") if statement.get(k)
            }
            parts_of[(start, start + len(statement["quote"]))] = kinds
            inside = [f for f in found if start <= f[0] < start + len(statement["quote"])]
            n_told += 1
            if statement["event"]["type"] not in {kind for _, kind, _, _ in inside}:
                n_missing += 1
                heard = ", ".join(f"{words}={kind}:{frame}" for _, kind, frame, words in inside)
                print(f"MISSING {_brief(statement)}: {statement['quote']}  [{heard}]")
        for at, kind, frame, words in found:
            covering = [k for (a, b), k in parts_of.items() if a <= at < b]
            if any(kind in kinds for kinds in covering):
                right[frame] += 1
            else:
                around = row["text"][max(0, at - 50) : at + 60]
                told = "/".join(sorted({k for kinds in covering for k in kinds})) or "nothing"
                wrong[frame].append(f"{words} is {told}: …{around}…")
    print()
    for frame, cases in sorted(wrong.items(), key=lambda pair: -len(pair[1]))[: given.frames]:
        print(f"FRAME {frame}: wrong {len(cases)}, right {right[frame]}")
        for case in cases[:6]:
            print(f"    {case}")
    print(f"\n{n_told} statements, {n_missing} whose type no word calls up")


def _found(row: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    out = []
    for drafted in drafts_of(row):
        for draft in drafted.drafts:
            trigger = drafted.scene.triggers[draft.n]
            tokens = drafted.scene.tokens
            words = " ".join(tokens[i].form for i in trigger.taken)
            out.append(
                (tokens[trigger.at].start, trigger.frame_type, trigger.sense.frame.id, words)
            )
    return out


def _brief(statement: dict[str, Any]) -> str:
    event = statement["event"]
    content = statement.get("content")
    about = f" about {content['type']}" if content else ""
    return f"{event['type']} {'+'.join(event['actor'])}>{'+'.join(event['recipient'])}{about}"


if __name__ == "__main__":
    main()
