"""Quotes: from which word to which a statement is quoted.

A quote has the words that tell the act, its content and its condition, and whoever is in them – but
not the whole of the clause before, where that names who acts, and not the next act either. From the
words that tell the act it is gone both ways; at each word named features say whether the quote
begins or ends there, learned from the quotes of labelled passages (`training/train_hearing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.conditions import Condition, reporting
from casus.extract.drafts import Draft
from casus.extract.scene import Scene
from casus.extract.tokens import Token
from casus.extract.weights import load_heard_weights
from casus.model import Event

ENDS: Final = {"begins": -1, "ends": 1}
"""The two choices, and which way each goes."""

FURTHEST: Final = 40
"""Among so many words a quote begins and ends, the first or last of those that tell the act one of
them."""

LATE: Final = 4
"""So near the end of its sentence a verb only reports what is told before it."""

_TO_COME: Final = frozenset({"AGREE", "REQUEST", "THREATEN"})
"""Acts whose content is yet to come."""

_STOPS: Final = frozenset({",", ";", ":", "–", "—", "(", ")", "،", "؛", "、", "，", "；", "："})
_PARTED: Final = frozenset({";", "；", "؛"})
"""What parts one sentence from another that is written as one."""

_FULL: Final = frozenset({".", "!", "?", "…", "。", "！", "？", "؟"})
"""What ends a sentence."""

_CLOSED: Final = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "PUNCT"})
"""Parts of speech of the words that are features themselves; those without tags are too."""
_FAR: Final = (0, 1, 2, 4, 6, 9, 14, 20)

_Edge = tuple[int, list[str]]
"""A word at which a quote may begin or end, and what is so if it does."""


@dataclass(frozen=True, slots=True)
class Needed:
    """The words that tell an act (`core`), and the first and last of what else belongs to it, by
    what it is; what is heard and told by no word of its own has a name and no place."""

    core: frozenset[int]
    parts: dict[str, tuple[int, int] | None]


def bounds(scene: Scene, draft: Draft, needed: Needed) -> tuple[int, int]:
    """The first and the last word of the quote of a statement. The clause that it depends on is in
    it, unless another sentence stands between."""
    first, last = (_best(scene, draft, needed, end) for end in ENDS)
    if (place := needed.parts.get("condition")) is None:
        return first, last
    place = place[0], _to_a_stop(scene, draft, place[1])
    between = scene.tokens[min(last, place[1]) : max(first, place[0])]
    if any(token.form in _PARTED for token in between):
        return first, last
    return min(first, place[0]), max(last, place[1])


def edges(scene: Scene, draft: Draft, needed: Needed, end: str) -> Iterator[_Edge]:
    """The words at which a quote may begin or end (one of `ENDS`), from those that tell the act on,
    each with its features."""
    step, tokens = ENDS[end], scene.tokens
    start = min(needed.core) if step < 0 else max(needed.core)
    stop = max(-1, start - FURTHEST) if step < 0 else min(len(tokens), start + FURTHEST)
    acts = {t.at for t in scene.triggers} - needed.core
    told = "noun" if scene.triggers[draft.n].noun else "verb"
    beyond = list(_beyond(scene, needed, start, step, acts))
    heard = [what for what, place in needed.parts.items() if place is None]
    lang = draft.setting.lexicon.lang if draft.setting else ""
    over = {"act": 0, "stop": 0, "and": 0, "verb": 0}
    passed = _passed(over)
    at, word, quoted = _seen(scene, start, start)
    for i in range(start, stop, step):
        if i != start and (met := _met(scene.tokens[i], i in acts)):
            over |= {what: over[what] + 1 for what in met}
            passed = _passed(over)
        out, word_out, quoted_out = _seen(scene, i + step, start)
        far = _steps(abs(i - start))
        names = [
            f"at:{at}", f"out:{out}", f"{out}|{at}", f"{told}:{out}|{at}", f"far:{far}",
            f"{lang}:at:{word}", f"{lang}:out:{word_out}", *passed,
            f"far:{told}:{far}:{over['act'] > 0}", f"quoted:{quoted}{quoted_out}",
        ]  # fmt: skip
        if beyond:
            names += [f"{what}:{_place(i * step, near, far_end)}:{between}"
                      for what, near, far_end, between in beyond]  # fmt: skip
        if heard:
            names += [f"heard:{what}:{out}:{over['act'] > 0}" for what in heard]
        yield i, names
        at, word, quoted = out, word_out, quoted_out


def _best(scene: Scene, draft: Draft, needed: Needed, end: str) -> int:
    weights = load_heard_weights()
    scored = [(weights.weigh(end, names), -n, i)
              for n, (i, names) in enumerate(edges(scene, draft, needed, end))]  # fmt: skip
    return max(scored)[2]


def _beyond(
    scene: Scene, needed: Needed, start: int, step: int, acts: Set[int]
) -> Iterator[tuple[str, int, int, str]]:
    """What lies beyond the words that tell the act on one side: its nearer and its farther end,
    counted that way, and whether another act or a stop stands between."""
    for what, place in needed.parts.items():
        if place is None:
            continue
        near, far = (place[1], place[0]) if step < 0 else place
        if far * step <= start * step:
            continue
        near = max(near * step, start * step + 1)
        span = range(start + step, near * step, step)
        act = any(i in acts for i in span)
        stop = any(scene.tokens[i].form in _STOPS for i in span)
        yield what, near, far * step, f"{'act' if act else '-'}{'stop' if stop else '-'}"


def _place(at: int, near: int, far: int) -> str:
    """Where a word stands to something: before it, `at` its end, within it, or behind it."""
    if at == far:
        return "at"
    if at > far:
        return "behind"
    return "before" if at < near else "within"


@lru_cache(maxsize=FURTHEST + 1)
def _steps(words: int) -> int:
    """How far so many words are, in steps."""
    return sum(words > limit for limit in _FAR)


def _met(token: Token, acts: bool) -> list[str]:
    """What is gone over with a word that `acts` or not."""
    met = {
        "act": acts, "stop": token.form in _STOPS,
        "and": token.upos == "CCONJ", "verb": token.upos == "VERB",
    }  # fmt: skip
    return [what for what, is_met in met.items() if is_met]


def _passed(over: Mapping[str, int]) -> list[str]:
    """The features of what was gone over."""
    return [f"over:{what}:{min(n, 3)}" for what, n in over.items()]


def _seen(scene: Scene, i: int, start: int) -> tuple[str, str, str]:
    """What a word is, which, and whether it stands in the quotation that the act is told in (at
    `start`), in another, or in none."""
    if not 0 <= i < len(scene.tokens):
        return "^", "^", "-"
    token, quote = scene.tokens[i], scene.quotes[i]
    quoted = "-" if quote < 0 else "s" if quote == scene.quotes[start] else "o"
    kind = token.upos or ("w" if token.form[:1].isalnum() else ".")
    word = token.form.casefold() if not token.upos or token.upos in _CLOSED else ""
    return "," if token.form in _STOPS else kind, word, quoted


def needed_of(
    scene: Scene,
    drafts: Sequence[Draft],
    draft: Draft,
    content: Event | None,
    condition: Event | None,
) -> Needed:
    """The words that a statement of a draft needs that has such a content and condition."""
    trigger = scene.triggers[draft.n]
    core = {*trigger.taken, *trigger.objects}
    owner = scene.owner_of(draft.n)
    if owner is not None and condition and condition.bare == draft.event.bare:
        core.update(scene.triggers[owner].taken)  # a bargain heard in the verb of its condition
    parts: dict[str, tuple[int, int] | None] = {}
    named = [("actor", draft.actor), ("recipient", draft.recipient)]
    named += [(f"party{min(n, 2)}", party) for n, party in enumerate(draft.parties)]
    for role, found in named:
        if found is not None and found.chunk is not None:
            several = _listed(scene, found.chunk)
            place = min(c.first for c in several), max(c.last for c in several)
            refers = scene.chunks[found.chunk].refers
            parts[f"{role}:refers" if refers else role] = place
    if content:
        told = scene.contents_of(draft.n)[:1]
        parts["content"] = _place_of(scene, drafts[told[0]]) if told else None
        if told and _closes(scene, draft, drafts[told[0]]):
            core.update(scene.triggers[told[0]].taken)
    if condition:
        owned = [c for c in scene.conditions if c.owner == draft.n][:1]
        parts["condition"] = _clause(scene, owned[0]) if owned else None
    return Needed(frozenset(core), parts)


def _to_a_stop(scene: Scene, draft: Draft, last: int) -> int:
    """The last word of the clause that an act depends on, up to the first stop behind what it
    tells, where the clause goes on to the end of its sentence."""
    owned = next((c for c in scene.conditions if c.owner == draft.n), None)
    if owned is None or owned.initial or owned.trigger is None:
        return last
    behind = range(max(scene.triggers[owned.trigger].taken) + 1, last + 1)
    return next((i - 1 for i in behind if scene.tokens[i].form in _STOPS), last)


def _clause(scene: Scene, condition: Condition) -> tuple[int, int]:
    """The first and the last word of a condition clause and what opens it; a stop at the end of its
    sentence is none."""
    last = condition.last
    while last > condition.first and scene.tokens[last].form in _FULL:
        last -= 1
    words = (*condition.marker, condition.first, last)
    return min(words), max(words)


def _closes(scene: Scene, draft: Draft, content: Draft) -> bool:
    """Whether a sentence ends in who says what it tells is to come: "Moscow will cut off the gas,
    Sergei Lavrov warned". A name and a verb alone quote nothing."""
    trigger = scene.triggers[draft.n]
    told = trigger.frame_type in _TO_COME and content.status == "planned"
    near = len(scene.tokens) - max(trigger.taken) <= LATE
    return told and near and reporting(scene.tokens, scene.triggers) == draft.n


def _place_of(scene: Scene, draft: Draft) -> tuple[int, int]:
    trigger = scene.triggers[draft.n]
    words = {*trigger.taken, *trigger.objects}
    for n in draft.phrases():
        for chunk in _listed(scene, n):
            words |= {chunk.first, chunk.last}
    return min(words), max(words)


def _listed(scene: Scene, n: int) -> list[Chunk]:
    """A phrase with those that it is listed with."""
    return [scene.chunks[m] for m in scene.chunks[n].members or (n,)]
