"""What pairs are learned from: labelled pairs of our own, and labelled statements as pairs.

`training/pairs/<lang>.txt` holds sentences with their two spans marked, under their labels:

    == REJECT
    [The rebels] refused to meet {the envoy}.

The source stands in square brackets, the target in braces; `#` begins a comment. The labels follow
PLOVER's codebook (see `docs/classify.md` for where it parts from our statements).

`python training/pairs.py` checks the files, names each bad line and counts the labels.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from casus.extract.chunks import Chunk
from casus.extract.encoder import load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.pairs.features import Features, features_of
from casus.extract.pairs.labels import LABELS, label_of
from casus.extract.pairs.stage import places, stage_pair
from casus.extract.sentences import Span
from casus.extract.statements import Drafted
from casus.model import HOSTILE

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))
from choices import drafts_of

FOLDER: Final = Path(__file__).with_name("pairs")
_MARKED: Final = re.compile(r"\[([^\[\]{}]+)\]|\{([^\[\]{}]+)\}")
_SIGNED: Final = re.compile(
    r"\b(sign|signs|signed|signing|ratif\w+|initial\w+|seal\w+|conclud\w+|struck|treaty|pact"
    r"|menandatangani|ditandatangani|meneken|diteken|meratifikasi|perjanjian)\b", re.IGNORECASE
)  # fmt: skip
_SWORN: Final = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD")
"""A plan to do one of these is AGREE; a plan to do anything hostile is THREATEN."""


@dataclass(frozen=True)
class Row:
    """A pair to learn from: its text, spans (the target perhaps unnamed) and label."""

    id: str
    lang: str
    text: str
    source: Span
    target: Span | None
    label: str
    own: bool
    """Whether it was labelled as a pair."""
    varied: bool = False
    """Whether other words were put around it."""


def read_pairs(path: Path) -> list[Row]:
    """The labelled pairs of a file; raises ValueError naming every bad line."""
    rows: list[Row] = []
    faults: list[str] = []
    label = ""
    for n, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("=="):
            label = line[2:].strip()
            if label not in LABELS:
                faults.append(f"{path}:{n}: {label!r}: one of {', '.join(LABELS)}")
            continue
        spans: dict[int, Span] = {}
        text, at = "", 0
        for m in _MARKED.finditer(line):
            text += line[at : m.start()]
            words = m.group(1) or m.group(2)
            spans[1 if m.group(1) else 2] = Span(len(text), len(text) + len(words))
            text, at = text + words, m.end()
        text += line[at:]
        if set(spans) != {1, 2} or len(_MARKED.findall(line)) != 2 or not label:
            faults.append(f"{path}:{n}: a label above, one [source] and one {{target}} are needed")
            continue
        rows.append(Row(f"{path.stem}:{n}", path.stem, text, spans[1], spans[2], label, own=True))
    if faults:
        raise ValueError("\n".join(faults))
    return rows


def varied(rows: Sequence[Row], lang: str, folder: Path = FOLDER, turns: int = 2) -> list[Row]:
    """The same pairs with other words around them, `turns` of each, always the same."""
    path = folder / "around" / f"{lang}.txt"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    before = [line[1:].strip() for line in lines if line.startswith("<")]
    after = [line[1:].strip() for line in lines if line.startswith(">")]
    out = []
    for n, row in enumerate(rows if before and after else ()):
        for turn in range(turns):
            head = f"{before[(n * 7 + turn * 5) % len(before)]} " if (n + turn) % 2 else ""
            tail = after[(n * 11 + turn * 13) % len(after)]
            joint = "" if tail.startswith(",") else " "
            text = f"{head}{row.text.rstrip('.')}{joint}{tail}."
            source, target = (
                Span(span.start + len(head), span.end + len(head)) if span else None
                for span in (row.source, row.target)
            )
            assert source
            out.append(replace(row, id=f"{row.id}+{turn}", text=text, source=source,
                               target=target, varied=True))  # fmt: skip
    return out


def own_pairs(lang: str, folder: Path = FOLDER) -> list[Row]:
    """The labelled pairs of our own in a language."""
    path = folder / f"{lang}.txt"
    return read_pairs(path) if path.is_file() else []


def statement_pairs(rows: Sequence[dict[str, Any]]) -> list[Row]:
    """Labelled statements as pairs: a source and a target that the sentence names."""
    out = []
    for row in rows:
        scenes = list(drafts_of(row))
        for n, statement in enumerate(row["statements"]):
            label = _label(statement)
            start = row["text"].find(statement["quote"])
            quote = Span(start, start + len(statement["quote"]))
            if label:
                for k, (source, target) in enumerate(_spans(scenes, statement, quote)):
                    out.append(Row(f"{row['id']}:{n}:{k}", row["lang"], row["text"], source,
                                   target, label, own=False))  # fmt: skip
    return out


def _label(statement: dict[str, Any]) -> str:
    """The label by PLOVER's codebook, or an empty string where it gives none."""
    event, status = statement["event"], statement.get("status", "actual")
    label = label_of(event["type"])
    if status == "planned":
        return "AGREE" if label in _SWORN else "THREATEN" if event["type"] in HOSTILE else label
    if status != "actual":
        return ""
    if label == "AGREE" and _SIGNED.search(statement["quote"]) and len(event["actor"]) > 1:
        return "SUPPORT"
    return label


def _spans(
    scenes: Sequence[Drafted], statement: dict[str, Any], quote: Span
) -> Iterator[tuple[Span, Span | None]]:
    actor, recipient = (set(statement["event"][key]) for key in ("actor", "recipient"))
    for drafted in scenes:
        scene = drafted.scene
        if not (scene.span.start < quote.end and quote.start < scene.span.end):
            continue
        means: list[tuple[Chunk, set[str]]] = []
        for n, chunk in enumerate(scene.chunks):
            codes = set(chunk.codes)
            for draft in drafted.drafts[:1]:
                if draft.setting is not None:
                    codes = codes or set(draft.setting.resolved[n])
            means.append((chunk, codes))

        def named(codes: set[str], drafted: Drafted = drafted, means: Any = means) -> list[Span]:
            tokens = drafted.scene.tokens
            found = []
            for chunk, own in means:
                if own and own <= codes:
                    span = Span(tokens[chunk.first].start, tokens[chunk.last].end)
                    far = 0 if quote.start <= span.start < quote.end else 1
                    found.append((far, len(codes - own), span.start, span))
            return [row[-1] for row in sorted(found, key=lambda row: row[:3])]

        if len(actor) > 1 and not recipient:
            sides = [s for s in named(actor) if quote.start <= s.start < quote.end]
            if len(sides) > 1:
                yield sides[0], sides[1]
                yield sides[1], sides[0]
        elif actor:
            sources = named(actor)
            targets = [s for s in named(recipient) if not sources or s != sources[0]]
            if sources:
                yield sources[0], targets[0] if targets else None
        return


def example_pairs(lang: str, rows: Sequence[dict[str, Any]]) -> list[Row]:
    """The examples of a language's frames as pairs."""
    return [row for row in statement_pairs(rows) if row.lang == lang]


def featured(row: Row) -> Features | None:
    """The features of a row, None where its words cannot be staged."""
    lexicon = load_lexicon(row.lang)
    pair = stage_pair(lexicon, row.text, row.source, row.target, load_encoder())
    return features_of(lexicon, pair) if pair else None


def main() -> int:
    """The command."""
    bad = 0
    for path in sorted(FOLDER.glob("*.txt")):
        try:
            rows = read_pairs(path)
        except ValueError as err:
            print(err, file=sys.stderr)
            bad += 1
            continue
        for row in rows:
            if row.target and not places(row.text, row.text[row.target.start : row.target.end]):
                print(f"{path}: {row.id}: no whole words", file=sys.stderr)
        counts = Counter(row.label for row in rows)
        print(f"{path.name}: {len(rows)} pairs; " + ", ".join(f"{k} {counts[k]}" for k in LABELS))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
