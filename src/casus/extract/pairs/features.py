"""Features of a pair: what speaks for each label.

Two kinds. *Tied* features belong to a trigger and speak for the type that its frame names: how
sure the lexicon may be that this event is what passes between the two. *Shared* features hold for
the pair as a whole, and each label has a weight of its own for them: the words between the spans,
an event told under another ("refused to sell" is not a sale).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from casus.extract.lexicon import Lexicon
from casus.extract.operators import on_duty, status_of
from casus.extract.pairs.labels import QUADS, label_of
from casus.extract.pairs.stage import Pair
from casus.extract.relations import order_relations, tree_relation
from casus.extract.tokens import Token

_EMPTY = frozenset({"PUNCT", "DET", "NUM", "SYM"})
_DOES = frozenset({"subj", "agent", "poss", "owner"})


@dataclass(slots=True)
class Features:
    """`shared` names; `tied` a label with names for each trigger; `heard` what the encoder hears of
    each label (`heard.py`), nothing where it was not asked."""

    shared: list[str] = field(default_factory=list)
    tied: list[tuple[str, list[str]]] = field(default_factory=list)
    heard: Mapping[str, float] = field(default_factory=dict)


def features_of(lexicon: Lexicon, pair: Pair) -> Features:
    """Everything that speaks for one label or another."""
    out = Features()
    _add_triggers(out, lexicon, pair)
    words = [*_span_words(pair), *_between(pair), *_classes(pair)]
    out.shared += [f"{lexicon.lang}:{name}" for name in words]
    out.shared = list(dict.fromkeys(out.shared))
    return out


def _add_triggers(out: Features, lexicon: Lexicon, pair: Pair) -> None:
    scene, tokens = pair.scene, pair.scene.tokens
    rows = []
    for n, trigger in enumerate(scene.triggers):
        kind = "noun" if trigger.noun else "verb"
        label = label_of(trigger.frame_type)
        status, _ = status_of(lexicon, tokens, trigger, scene.anchors)
        ties = [_tie(lexicon, pair, n, c) for c in (0, 1)]
        parent = scene.parents[n]
        under = label_of(scene.triggers[parent].frame_type) if parent is not None else "-"
        where = "if" if scene.condition_of(n) is not None else "main"
        inside = _inside(pair, trigger.at)
        src, tgt = (tie.base for tie in ties)
        names = [
            "any", kind, f"{kind}:{status}", f"{where}:{kind}", f"src:{src}", f"tgt:{tgt}",
            f"{src}>{tgt}:{kind}", f"{src}>{tgt}:{label}", f"src:{ties[0].order}:{kind}",
            f"tgt:{ties[1].order}:{kind}", f"{ties[0].order}>{ties[1].order}",
            f"under:{under}", f"under:{under}:{label}", f"in:{inside}:{kind}",
            f"in:{inside}:{label}", f"label:{label}:{kind}", f"label:{label}:{status}",
            f"pos:{tokens[trigger.at].upos}:{kind}", f"items:{min(len(trigger.taken), 3)}",
            f"passive:{trigger.passive}:{src}", f"passive:{trigger.passive}:{ties[0].order}",
            f"frame:{lexicon.lang}:{trigger.sense.frame.id}:{kind}",
        ]  # fmt: skip
        if trigger.objects:
            names.append("bound")
        if on_duty(lexicon, tokens, trigger):
            names.append("duty")
            out.shared.append(f"duty:{label}")
        out.tied.append((label, names))
        out.shared += [
            f"t:{label}:{status}:{where}", f"t:{label}:{kind}:{inside}",
            f"t:{under}>{label}", f"t:{under}>{label}:{status}",
            f"t:{label}:{src}", f"t:{QUADS[label]}:{status}:{src}",
        ]  # fmt: skip
        close = (src in _DOES) + (tgt != "none") + (inside == "-") + (where == "main")
        rows.append((-close, parent is not None, trigger.noun, n, label, status))
    if not rows:
        out.shared.append("t:none")
        return
    _, _, _, n, label, status = min(rows)
    quad = QUADS[label]
    out.shared += [f"main:{label}", f"main:{label}:{status}", f"main:{quad}:{status}"]
    for m in scene.contents_of(n):
        out.shared.append(f"main:{label}>{label_of(scene.triggers[m].frame_type)}")
    out.shared.append(f"first:{label_of(scene.triggers[0].frame_type)}")
    out.shared.append(f"after:{_after(pair)}")


def _after(pair: Pair) -> str:
    """The label of the first event told after the source, but not inside a span."""
    last = pair.source.last
    for trigger in pair.scene.triggers:
        if trigger.at > last and _inside(pair, trigger.at) == "-":
            return f"{label_of(trigger.frame_type)}:{'noun' if trigger.noun else 'verb'}"
    return "-"


@dataclass(frozen=True, slots=True)
class _Tie:
    base: str
    order: str


def _tie(lexicon: Lexicon, pair: Pair, n: int, c: int) -> _Tie:
    if c >= len(pair.scene.chunks):
        return _Tie("unnamed", "unnamed")
    trigger, chunk = pair.scene.triggers[n], pair.scene.chunks[c]
    tree = tree_relation(lexicon, pair.scene, n, c) or "none"
    base, _, rest = tree.partition(":")
    order = order_relations(pair.scene, trigger, chunk)
    return _Tie(f"{base}:far" if rest and base != "up" else base, order[2])


def _inside(pair: Pair, at: int) -> str:
    if pair.source.covers(at):
        return "source"
    return "target" if pair.target and pair.target.covers(at) else "-"


def _word(token: Token) -> str:
    lemma = token.lemma if token.lemma and token.lemma != "_" else token.form.casefold()
    return lemma.replace(":", "")


def _telling(token: Token) -> bool:
    """Whether a word may tell something: names, numbers and marks tell nothing of the act."""
    return token.upos not in _EMPTY and token.upos != "PROPN" and token.form[:1].isalpha()


def _span_words(pair: Pair) -> Iterator[str]:
    tokens = pair.scene.tokens
    for role, chunk in (("s", pair.source), ("t", pair.target)):
        if chunk is None:
            continue
        head = tokens[chunk.head]
        yield f"{role}:{_word(head)}" if head.upos != "PROPN" else f"{role}:NAME"
        for i in range(chunk.first, chunk.last + 1):
            if _telling(tokens[i]):
                yield f"{role}w:{_word(tokens[i])}"
        if chunk.case:
            yield f"{role}c:{chunk.case}"


def _between(pair: Pair) -> Iterator[str]:
    tokens, a, b = pair.scene.tokens, pair.source, pair.target
    covered = {i for c in (a, b) if c for i in range(c.first, c.last + 1)}
    for token in tokens:
        if token.i not in covered and _telling(token):
            yield f"w:{_word(token)}"
    if b is None:
        low, high = a.last + 1, len(tokens)
    else:
        low, high = (a.last + 1, b.first) if a.first < b.first else (b.last + 1, a.first)
        yield f"side:{'source' if a.first < b.first else 'target'}-first"
    run = [_word(t) if t.upos != "PROPN" else "NAME" for t in tokens[low:high] if _kept(t)]
    for word in run:
        yield f"b:{word}"
    for left, right in pairwise(run):
        yield f"b2:{left}_{right}"
    if run:
        yield f"b:first:{run[0]}"
        yield f"b:last:{run[-1]}"
    if a.first > (b.first if b else len(tokens)):
        after = [_word(t) for t in tokens[a.last + 1 : a.last + 6] if _telling(t)]
        yield from (f"a:{word}" for word in after)


def _classes(pair: Pair) -> Iterator[str]:
    """The word classes of the pack that the spans' heads, and the words between, belong to."""
    a, b = pair.source, pair.target
    low, high = a.last, b.first if b else len(pair.scene.tokens)
    if b and b.first < a.first:
        low, high = b.last, a.first
    for name, found in sorted(pair.scene.classes.items()):
        if a.head in found:
            yield f"s<{name}>"
        if b and b.head in found:
            yield f"t<{name}>"
        if any(low < i < high for i in found):
            yield f"b<{name}>"


def _kept(token: Token) -> bool:
    return token.upos not in {"PUNCT", "NUM", "SYM"}
