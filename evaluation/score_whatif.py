"""How many reference questions the engine answers rightly, by confidence.

    python evaluation/score_whatif.py QUESTIONS.jsonl [--show]

A question is right when every finding it expects is there and none that it rules out is.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from pathlib import Path
from typing import Any

from casus.ask import answer_batch

LISTS = ("obliged", "discretionary", "consult", "forbidden", "breached")


def triples(entries: Any) -> set[tuple[str, str, str]]:
    out = set()
    for entry in entries or ():
        if isinstance(entry, str):
            state, treaty, article = (*entry.split("|"), "", "")[:3]
        else:
            state, treaty, article = entry["state"], entry["treaty"], entry["article"]
        out.add((state, treaty, re.sub(r"\s+", "", article.lower())))
    return out


def agree(want: str, got: str) -> bool:
    return want in ("", "-", "?", got) or want in got.split(",") or got in want.split("+")


def states(want: tuple[str, str, str], got: set[tuple[str, str, str]]) -> set[str]:
    state, treaty, article = want
    return {
        s for s, t, a in got
        if state in ("OTHER_PARTIES", s)
        and (treaty == "(none)" or (treaty == t and agree(article, a)))
    }  # fmt: skip


def faults(expected: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    wrong = []
    for name in LISTS:
        for want in sorted(triples(expected.get(name))):
            least = 2 if want[0] == "OTHER_PARTIES" else 1
            if len(states(want, triples(answer.get(name)))) < least:
                wrong.append(f"missing {name}: {'|'.join(want)}")
    for name, lists in (("not_obliged", LISTS[:2]), ("not_breached", LISTS[4:])):
        got = set().union(*(triples(answer.get(entry)) for entry in lists))
        wrong += [f"wrong {name}: {'|'.join(w)}" for w in sorted(triples(expected.get(name)))
                  if states(w, got)]  # fmt: skip
    if "minimal_sets" in expected:
        got_sets = {frozenset(entry) for entry in answer.get("minimal_sets") or ()}
        for want_set in map(frozenset, expected["minimal_sets"]):
            if want_set not in got_sets or any(got_set < want_set for got_set in got_sets):
                wrong.append(f"minimal set: {sorted(want_set)}")
        if not expected["minimal_sets"] and got_sets:
            wrong.append("a set where none is")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    args = parser.parse_args()
    questions = [json.loads(line) for line in args.questions.open(encoding="utf-8") if line.strip()]
    tally: dict[str, list[bool]] = collections.defaultdict(list)
    for question, answer in zip(questions, answer_batch(questions), strict=True):
        wrong = [answer["error"]] if "error" in answer else faults(question["expected"], answer)
        for key in ("all", question["confidence"]):
            tally[key].append(not wrong)
        if wrong and args.show:
            print(question["id"], *wrong, sep="\n    ")
    for key, marks in sorted(tally.items()):
        print(f"{key:8} {sum(marks):4} / {len(marks):<4} {sum(marks) / len(marks):6.1%}")


if __name__ == "__main__":
    main()
