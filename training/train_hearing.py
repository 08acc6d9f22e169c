"""Learn how far what is heard is believed: `python training/train_hearing.py`.

Reads the passages whose labels the encoder was not taught (`passages/unheard.list`) and the
examples of the packs, sets what casus finds in them beside their labels, and learns who are the
sides of an act of those who may be (`src/casus/extract/sides.py`), whether and as what it is told
(`tellings.py`), and what its content and its condition are of those that they may be (`ways.py`);
of one in `QUOTED` passages also from which word to which it is quoted (`quotes.py`).
Writes `src/casus/extract/heard_weights.json`, beginning with those that are there: who acts above
and before has a part in each choice. Multinomial logistic regressions with a ridge; deterministic.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from alignment import Alignment, align, way
from choices import example_rows
from linear import Candidate, fit_ranked
from passages import unheard_passages
from statements import article_of, passages

from casus.extract.assemble import Weighed, weighed
from casus.extract.drafts import Draft
from casus.extract.encoder import PARTS, load_encoder
from casus.extract.parts import FIT
from casus.extract.quotes import ENDS, edges, needed_of
from casus.extract.scene import Scene
from casus.extract.statements import draft_article
from casus.extract.tellings import choices
from casus.extract.weights import OF_HEARD, load_heard_weights, load_weights
from casus.lang import packs
from casus.model import Event, Statement

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src/casus/extract/heard_weights.json"
AT_LEAST = 20
"""A measure that fewer candidates have is not learned from."""
EXAMPLES = 3
"""How often the examples of the packs count: short sentences, of which passages have few."""
OFTEN = 15
"""So many acts of a type that have a part, and that have none, are enough to count by."""
QUOTED = 2
"""Quotes are learned from one in so many passages: each has some forty words to choose among."""
FAVOURED = {"telling": 0.3, "condition": 0.5}
"""How much more than was learned speaks for there being something: who reads would rather know that
an act depends on something, though it may be on something else. Chosen on passages kept aside."""

Groups = list[list[Candidate]]
"""What each choice was among, with its measures and whether it is right."""


def of_sides(rows: Sequence[dict[str, Any]]) -> Groups:
    """The sides that the drafts of labelled passages might have, where a label tells them."""
    out: Groups = []
    for _, draft, aligned in _drafts(rows):
        label = aligned.own.get((0, draft.n)) or aligned.part.get((0, draft.n))
        if label is not None:
            wanted = label.actor, label.recipient
            group: list[Candidate] = [
                (choice.measures, (choice.what.actor, choice.what.recipient) == wanted)
                for choice in draft.may_be
            ]
            _add(out, group)
    return out


def of_tellings(rows: Sequence[dict[str, Any]]) -> Groups:
    """The ways in which the drafts of labelled passages might be told, one being that they are
    not."""
    out: Groups = []
    weights = load_weights()
    for scene, draft, aligned in _drafts(rows):
        wanted = aligned.ways.get((0, draft.n))
        group: list[Candidate] = [
            (choice.measures, (way(choice.what) if choice.what else None) == wanted)
            for choice in choices(weights, scene, draft)
        ]
        _add(out, group)
    return out


def _drafts(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[Scene, Draft, Alignment]]:
    """The drafts of labelled passages, with their sentence and its labels beside them."""
    weights, encoder = load_weights(), load_encoder()
    for row in rows:
        for drafted in draft_article(article_of(row), None, weights, encoder=encoder):
            aligned = align(row, [drafted])
            for draft in drafted.drafts:
                yield drafted.scene, draft, aligned


def of_parts(rows: Sequence[dict[str, Any]]) -> dict[str, Groups]:
    """What the content and the condition might be of acts of labelled passages that were found as
    they are labelled."""
    out: dict[str, Groups] = {part: [] for part in PARTS}
    for one in _matched(rows):
        for part, ways in one.found.ways.items():
            fit, act = FIT[part], one.found.statement.event
            told = one.label.get(part)
            wanted = Event.from_dict(told).bare if told else None
            group: list[Candidate] = [
                (choice.measures, (choice.what and fit(act, choice.what).bare) == wanted)
                for choice in ways.several
            ]
            _add(out[part], group)
    return out


def of_quotes(rows: Sequence[dict[str, Any]]) -> dict[str, Groups]:
    """The words at which the quotes of acts might begin and end that were found as they are
    labelled; one being where the label's does, or where its sentence does, if that is nearer."""
    out: dict[str, Groups] = {end: [] for end in ENDS}
    for one in _matched(rows):
        start = one.text.find(one.label["quote"])
        stop = start + len(one.label["quote"])
        inside = [t.i for t in one.scene.tokens if start <= t.start and t.end <= stop]
        draft, told = one.drafts[one.found.n], one.found.statement
        needed = needed_of(one.scene, one.drafts, draft, told.content, told.condition)
        if needed.core.isdisjoint(inside):
            continue
        for end, wanted in (("begins", inside[0]), ("ends", inside[-1])):
            several = edges(one.scene, draft, needed, end)
            _add(out[end], [(names, i == wanted) for i, names in several])
    return out


def _add(groups: Groups, group: list[Candidate]) -> None:
    if len(group) > 1 and any(right for _, right in group):
        groups.append(group)


class _Match(NamedTuple):
    """What casus tells as it is labelled, with the text, the sentence and the drafts of that."""

    label: dict[str, Any]
    found: Weighed
    text: str
    scene: Scene
    drafts: Sequence[Draft]


def _matched(rows: Sequence[dict[str, Any]]) -> Iterator[_Match]:
    """The acts of labelled passages that are found as they are labelled."""
    weights, encoder = load_weights(), load_encoder()
    for row in rows:
        article, labels = article_of(row), list(row["statements"])
        before: list[Statement] = []
        for drafted in draft_article(article, None, weights, encoder=encoder):
            scene, drafts = drafted.scene, drafted.drafts
            for found in weighed(article.text, scene, drafts, weights, before):
                label = _label(labels, found.statement) if found.told else None
                if label is not None:
                    labels.remove(label)
                    yield _Match(label, found, article.text, scene, drafts)


def _label(labels: Sequence[dict[str, Any]], statement: Statement) -> dict[str, Any] | None:
    """The label of a statement: of those of the same event the one whose quote has most of it."""
    event = statement.event.bare
    same = [label for label in labels if Event.from_dict(label["event"]).bare == event]
    words = set(statement.quote.split())
    return max(same, key=lambda label: len(words & set(label["quote"].split())), default=None)


def _favoured(table: dict[str, float], model: str) -> dict[str, float]:
    """The weights with as much less for there being nothing as something is `FAVOURED`."""
    if model not in FAVOURED:
        return table
    return table | {"none": round(table.get("none", 0.0) - FAVOURED[model], 3)}


def _labelled(langs: Sequence[str], shared: Path) -> list[dict[str, Any]]:
    """The labelled set without the fifth that is held out; nothing where it is absent."""
    there = [lang for lang in langs if (shared / "gold" / "train" / f"{lang}.jsonl").is_file()]
    if there != list(langs):
        print(f"{shared}: no labelled set; parts as often as in our own passages", file=sys.stderr)
        return []
    return [row for lang in there for row in passages("tuned", lang, shared)]


def _as_often(
    table: dict[str, float],
    part: str,
    rows: Sequence[dict[str, Any]],
    labelled: Sequence[dict[str, Any]],
) -> dict[str, float]:
    """The weights with there being no part as often, of each type of act, as in the labelled set:
    what acts of a type are about and depend on is told oftener there than in our own passages
    (Saerens, Latinne and Decaestecker 2002). The probabilities of a network on what it was taught
    on are no measure, so of the labelled set only these numbers are taken."""
    ours, theirs = _odds_of_none(rows, part), _odds_of_none(labelled, part)
    shifts = {f"none:{kind}": theirs[kind] - ours[kind] for kind in theirs.keys() & ours.keys()}
    moved = {name: round(table.get(name, 0.0) + shifts[name], 3) for name in sorted(shifts)}
    return table | moved


def _odds_of_none(rows: Sequence[dict[str, Any]], part: str) -> dict[str, float]:
    """For each type of act that is labelled often the logarithm of the odds of its having no
    part; those of which it hardly ever has one or none left out."""
    have, lack = Counter[str](), Counter[str]()
    for statement in (statement for row in rows for statement in row["statements"]):
        (have if statement.get(part) else lack)[statement["event"]["type"]] += 1
    often = [kind for kind in have.keys() & lack.keys() if min(have[kind], lack[kind]) >= OFTEN]
    return {kind: math.log(lack[kind] / have[kind]) for kind in often}


def _shared(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [rows[n::16] for n in range(16)]


def _write(tables: Mapping[str, Mapping[str, float]], path: Path) -> None:
    path.write_text(json.dumps(tables, indent=0, sort_keys=True) + "\n", "utf-8")
    load_weights.cache_clear()  # what is chosen next depends on what was learned
    print(f"{path.name}: {path.stat().st_size} bytes", file=sys.stderr)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("langs", nargs="*", default=packs(), help="default: every pack")
    shared = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--ridge", type=float, default=3.0)
    given = parser.parse_args()
    rows = [row for lang in given.langs for row in unheard_passages(lang)]
    labelled = _labelled(given.langs, given.shared)
    bare = EXAMPLES * [row for lang in given.langs for row in example_rows(lang)]
    tables = {model: dict(load_heard_weights().tables[model]) for model in OF_HEARD}

    for model, gather in (("sides", of_sides), ("telling", of_tellings)):
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(gather, _shared(rows + bare))
            groups = [group for several in found for group in several]
        tables[model] = _favoured(fit_ranked(groups, given.ridge, AT_LEAST), model)
        print(f"{model}: {len(groups)} choices", file=sys.stderr)
        _write(tables, OUT)

    with ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = list(pool.map(of_parts, _shared(rows + bare)))
    for part in PARTS:
        groups = [group for found in parts for group in found[part]]
        table = _favoured(fit_ranked(groups, given.ridge, AT_LEAST), part)
        tables[part] = _as_often(table, part, rows + bare, labelled)
        print(f"{part}: {len(groups)} choices", file=sys.stderr)
    _write(tables, OUT)

    with ProcessPoolExecutor(os.cpu_count()) as pool:
        quoted = list(pool.map(of_quotes, _shared(rows[::QUOTED])))
    for end in ENDS:
        groups = [group for found in quoted for group in found[end]]
        tables[end] = fit_ranked(groups, given.ridge, AT_LEAST)
        print(f"{end}: {len(groups)} choices", file=sys.stderr)
    _write(tables, OUT)


if __name__ == "__main__":
    main()
