"""Learn the weights by which extraction chooses: `python training/train_choices.py`.

Reads labelled passages – the later ones of `training/passages`, whose words are not in the lexicon,
but for those by which it is learned how far the encoder is believed, and, under `--shared`,
`gold/train` without the fifth that is held out – and the examples of the packs, and writes
`src/casus/extract/weights.json`. Drafts are made with the weights of the round before, because the
choice of a content's roles sees those of the verb above it. Deterministic: no randomness, features
in sorted order.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from choices import Choices, example_rows, gather
from linear import fit_ranked, fit_yes_no
from passages import heard_passages
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
    rows += [row for lang in given.langs for row in heard_passages(lang, later=True)]
    rows += EXAMPLES * [row for lang in given.langs for row in example_rows(lang)]
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
