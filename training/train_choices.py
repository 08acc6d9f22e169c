"""Learn the weights by which extraction chooses: `python training/train_choices.py`.

Reads labelled passages – the later ones of `training/passages`, whose words are not in the lexicon,
and, under `--shared`, `gold/train` without the fifth that is held out – and the examples of the
packs, and writes
`src/casus/extract/weights.json`. Drafts are made with the weights of the round before, because the
choice of a content's roles sees those of the verb above it. Deterministic: no randomness, features
in sorted order.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from choices import Choices, example_rows, gather, remember_tags
from passages import own_passages
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from statements import passages

from casus.extract.tellings import ACTS
from casus.extract.weights import Weights
from casus.lang import packs

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src/casus/extract/weights.json"

EXAMPLES = 4
"""How often the examples of the packs count: short sentences, of which passages have few."""

START = Weights(
    {
        "actor": {"tree:subj": 3.0, "tree:agent": 3.0, "tree:poss:noun": 2.0, "left:n0": 1.0,
                  "unnamed": -2.0},
        "recipient": {"tree:obj": 2.5, "place:r0": 2.0, "same-as-actor": -4.0, "right:n0": 1.0,
                      "unnamed": -2.0, "nobody": 0.5},
        "party": {"party": -0.5, "tree:subj": 2.0, "left:n0": 1.0, "right:n0": 1.0},
        "telling": {"own": 0.5, "own:verb": 1.0, "condition": -3.0, "AGREE:actor": -2.0,
                    "THREATEN:actor": -2.0, "REQUEST:source": -2.0, "ACCUSE:source": -2.0,
                    "REJECT:source": -2.0, "AGREE:parties": -2.0},
    }
)  # fmt: skip
"""Plain weights for the first round, when nothing is learned yet."""


def fit_ranked(groups: list[list[tuple[list[str], bool]]], ridge: float) -> dict[str, float]:
    """Weights under which the right candidates of each group outweigh the others."""
    rows = [features for group in groups for features, _ in group]
    right = np.array([r for group in groups for _, r in group])
    sizes = np.array([len(group) for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    names, matrix = _matrix(rows)
    turned = matrix.T.tocsr()

    def spread(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, sizes)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        weight = np.exp(scores - spread(np.maximum.reduceat(scores, starts)))
        p = weight / spread(np.add.reduceat(weight, starts))
        mass = np.maximum(np.add.reduceat(np.where(right, p, 0.0), starts), 1e-12)
        pull = p - np.where(right, p / spread(mass), 0.0)
        return float(-np.log(mass).sum() + 0.5 * ridge * (w @ w)), turned @ pull + ridge * w

    return _solved(loss, names)


def fit_yes_no(rows: list[tuple[list[str], bool]], ridge: float) -> dict[str, float]:
    """Weights of a logistic regression."""
    names, matrix = _matrix([features for features, _ in rows])
    sign = np.array([1.0 if yes else -1.0 for _, yes in rows])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (matrix @ w)
        total = float(np.logaddexp(0.0, -margin).sum())
        pull = -sign / (1.0 + np.exp(np.clip(margin, -50, 50)))
        return total + 0.5 * ridge * float(w @ w), matrix.T @ pull + ridge * w

    return _solved(loss, names)


def _matrix(rows: list[list[str]]) -> tuple[list[str], csr_matrix]:
    counts = Counter(name for features in rows for name in set(features))
    names = sorted(name for name, n in counts.items() if n >= 3)
    index = {name: i for i, name in enumerate(names)}
    indices: list[int] = []
    starts = [0]
    for features in rows:
        indices += sorted({index[name] for name in features if name in index})
        starts.append(len(indices))
    data = np.ones(len(indices))
    return names, csr_matrix((data, indices, starts), shape=(len(rows), len(names)))


def _solved(loss, names: list[str]) -> dict[str, float]:  # type: ignore[no-untyped-def]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 300})  # fmt: skip
    return {n: round(float(w), 3) for n, w in zip(names, found.x, strict=True) if abs(w) >= 0.005}


def learn(choices: Choices, ridge: float) -> Weights:
    """The weights of all models."""
    tables = {role: fit_ranked(groups, ridge) for role, groups in choices.ranked.items()}
    tables |= {model: fit_yes_no(rows, ridge) for model, rows in choices.yes_no.items()}
    return Weights(tables)


def favoured(weights: Weights, bias: float) -> Weights:
    """The weights with every way of telling preferred by `bias` to telling nothing."""
    table = dict(weights.tables["telling"])
    nothing = table.pop("none", 0.0)
    for name in ("own", *(f"{act}:{whose}" for act, whose in ACTS)):
        table[name] = round(table.get(name, 0.0) - nothing + bias, 3)
    return Weights({**weights.tables, "telling": table})


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("langs", nargs="*", default=packs(), help="default: every pack")
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--ridge", type=float, default=3.0)
    parser.add_argument(
        "--bias", type=float, default=0.4,
        help="added to the score of being a statement: more finds more, and more that is none",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--fold", type=int, help="leave this fold of 4 aside too (for choosing)")
    given = parser.parse_args()
    folder = given.shared / "gold" / "train"
    labelled = [lang for lang in given.langs if (folder / f"{lang}.jsonl").is_file()]
    rows = [row for lang in labelled for row in passages("tuned", lang, given.shared)]
    if labelled != given.langs:
        print(f"{given.shared}: no labelled set; from passages of our own alone", file=sys.stderr)
    if given.fold is not None:
        rows = [row for n, row in enumerate(rows) if n % 4 != given.fold]
    rows += [row for lang in given.langs for row in own_passages(lang, later=True)]
    rows += EXAMPLES * [row for lang in given.langs for row in example_rows(lang)]
    remember_tags(given.langs)
    weights = START
    for turn in range(given.rounds):
        choices = gather(rows, weights)
        weights = learn(choices, given.ridge)
        sizes = {k: len(v) for k, v in (choices.ranked | choices.yes_no).items()}
        print(f"round {turn + 1}: {len(rows)} passages, {sizes}", file=sys.stderr)
    weights = favoured(weights, given.bias)
    given.out.write_text(json.dumps(weights.tables, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{given.out}: {given.out.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
