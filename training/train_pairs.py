"""Learn the weights of `casus classify`: `python training/train_pairs.py`.

Reads labelled pairs (`training/pairs`) and, as pairs, labelled statements: the examples of the
packs and, under `--shared`, `gold/train` without the fifth that is held out. Writes
`src/casus/extract/pair_weights.json`. A multinomial logistic regression with a ridge;
deterministic. `--folds` measures on our own pairs instead, each fold left
out in turn: by this the ridge and the weight of each kind of row are chosen.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from choices import example_rows
from pairs import Row, featured, own_pairs, statement_pairs, varied
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from statements import passages

from casus.extract.pairs.answer import PairWeights
from casus.extract.pairs.features import Features
from casus.extract.pairs.labels import LABELS

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src/casus/extract/pair_weights.json"
AT_LEAST = 2
"""A feature that fewer rows have is not learned from."""


def gather(langs: Sequence[str], shared: Path) -> list[tuple[Row, Features]]:
    """All rows with their features."""
    rows: list[Row] = []
    for lang in langs:
        own = own_pairs(lang)
        rows += own + varied(own, lang)
        labelled = passages("tuned", lang, shared) + example_rows(lang)
        rows += statement_pairs(labelled)
    out = [(row, featured(row)) for row in rows]
    return [(row, features) for row, features in out if features is not None]


def _matrix(rows: Sequence[Sequence[str]], index: dict[str, int], cap: int) -> csr_matrix:
    indices: list[int] = []
    data: list[float] = []
    starts = [0]
    for names in rows:
        counts = Counter(name for name in names if name in index)
        for name in sorted(counts):
            indices.append(index[name])
            data.append(float(min(counts[name], cap)))
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(rows), len(index)))


def _index(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    counts = Counter(name for names in rows for name in set(names))
    return {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= AT_LEAST))}


def fit(
    found: Sequence[tuple[Row, Features]], ridge: float, tied_ridge: float, told: float
) -> PairWeights:
    """The weights under which the labels are likeliest; `told` is how much a row that was
    labelled as a statement counts beside one labelled as a pair."""
    n_labels = len(LABELS)
    shared = [f.shared for _, f in found]
    tied = [
        [[name for kind, names in f.tied if kind == label for name in names] for _, f in found]
        for label in LABELS
    ]
    index, tied_index = _index(shared), _index([n for rows in tied for n in rows])
    x = _matrix(shared, index, 1)
    t = [_matrix(rows, tied_index, 99) for rows in tied]
    turned, t_turned = x.T.tocsr(), [m.T.tocsr() for m in t]
    right = np.zeros((len(found), n_labels))
    right[np.arange(len(found)), [LABELS.index(row.label) for row, _ in found]] = 1.0
    counts = np.array([(0.5 if row.varied else 1.0) if row.own else told for row, _ in found])
    size = len(index) * n_labels

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        shares = w[:size].reshape(len(index), n_labels)
        v = w[size:]
        scores = x @ shares + np.stack([m @ v for m in t], axis=1)
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        total = -(counts * np.log(np.maximum((p * right).sum(axis=1), 1e-12))).sum()
        pull = (p - right) * counts[:, None]
        grad = turned @ pull + ridge * shares
        grad_tied = sum(m @ pull[:, k] for k, m in enumerate(t_turned)) + tied_ridge * v
        total += 0.5 * ridge * (shares**2).sum() + 0.5 * tied_ridge * (v**2).sum()
        return float(total), np.concatenate([grad.ravel(), grad_tied])

    w = minimize(
        loss, np.zeros(size + len(tied_index)), jac=True, method="L-BFGS-B",
        options={"maxiter": 200},
    ).x  # fmt: skip
    shares = w[:size].reshape(len(index), n_labels)
    table = {
        name: {LABELS[k]: round(float(z), 3) for k, z in enumerate(shares[i]) if abs(z) >= 0.02}
        for name, i in index.items()
    }
    v = {name: round(float(w[size + i]), 3) for name, i in tied_index.items()}
    return PairWeights(
        {name: row for name, row in table.items() if row}, {k: z for k, z in v.items() if z}
    )


def best(weights: PairWeights, features: Features) -> str:
    """The likeliest label."""
    scores = weights.scores(features)
    return max(LABELS, key=lambda label: (scores[label], -LABELS.index(label)))


def write(weights: PairWeights, path: Path) -> None:
    """The weights as the package keeps them, a feature a line, labels by their number."""
    shared = {
        name: {str(LABELS.index(label)): w for label, w in row.items()}
        for name, row in weights.shared.items()
    }
    tables = {"shared": shared, "tied": dict(weights.tied)}
    path.write_text(
        json.dumps(tables, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    home = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))
    parser.add_argument("langs", nargs="*", default=["id", "en"])
    parser.add_argument("--shared", type=Path, default=home)
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--tied-ridge", type=float, default=1.0)
    parser.add_argument("--told", type=float, default=0.3)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    found = gather(given.langs, given.shared)
    n_own = sum(row.own for row, _ in found)
    print(f"{len(found)} rows, {n_own} of them labelled as pairs", file=sys.stderr)
    if given.folds:
        own = [n for n, (row, _) in enumerate(found) if row.own and not row.varied]
        right = 0
        for fold in range(given.folds):
            out = {n for k, n in enumerate(own) if k % given.folds == fold}
            names = {found[n][0].id for n in out}
            rest = [pair for pair in found if pair[0].id.partition("+")[0] not in names]
            weights = fit(rest, given.ridge, given.tied_ridge, given.told)
            right += sum(best(weights, found[n][1]) == found[n][0].label for n in out)
        print(f"accuracy on pairs left out: {right / max(1, len(own)):.3f}")
        return
    weights = fit(found, given.ridge, given.tied_ridge, given.told)
    write(weights, given.out)
    print(f"{given.out.name}: {given.out.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
