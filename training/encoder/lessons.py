"""Lessons: labelled passages as the encoder sees them – words that tell, and who fills roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from alignment import Alignment, align, overlap
from statements import article_of

from casus.extract.encoder.heads import LABELS
from casus.extract.statements import Drafted, draft_article
from casus.extract.weights import Weights
from casus.model import Event

Codes = tuple[str, ...]
Place = tuple[int, int]
"""Where something begins and ends in the text."""

_TWO_SIDED = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_SEEN_AS_ROLE = 0.5
"""How much of a label's actor a mention must name to count as it."""


@dataclass
class Act:
    """An event that a word tells: for each role the numbers of the mentions that fill it, an empty
    list where nobody does, None where no mention does or the label has no such role."""

    word: int
    label: int
    actor: list[int] | None
    recipient: list[int] | None
    parties: list[int] | None


@dataclass
class Lesson:
    """A passage: its words, what each tells (a number of `LABELS`), its mentions, its acts."""

    text: str
    words: list[Place] = field(default_factory=list)
    told: dict[int, int] = field(default_factory=dict)
    triggers: set[int] = field(default_factory=set)
    passive_words: set[int] = field(default_factory=set)
    """Words that need not be asked: those of names, and marks."""
    mentions: list[Place] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


def lessons(rows: Sequence[dict[str, Any]], weights: Weights) -> Iterator[Lesson]:
    """The lessons of labelled passages."""
    for row in rows:
        drafted = list(draft_article(article_of(row), None, weights))
        if drafted:
            yield _lesson(row, drafted, align(row, drafted))


def _lesson(row: dict[str, Any], drafted: Sequence[Drafted], aligned: Alignment) -> Lesson:
    out = Lesson(row["text"])
    codes: list[Codes] = []
    lists: list[Codes] = []
    first_word = []
    for scene, resolved in ((d.scene, _resolved(d)) for d in drafted):
        first_word.append(len(out.words))
        base = len(out.words)
        for token in scene.tokens:
            if token.upos == "PUNCT":
                out.passive_words.add(base + token.i)
            out.words.append((token.start, token.end))
        out.triggers |= {base + t.at for t in scene.triggers}
        for chunk, who in zip(scene.chunks, resolved, strict=True):
            if not who:
                continue
            listed = {code for m in chunk.members for code in resolved[m]}
            out.mentions.append((scene.tokens[chunk.first].start, scene.tokens[chunk.last].end))
            codes.append(who)
            lists.append(tuple(sorted(listed)) if len(chunk.members) > 1 else ())
            if chunk.codes:
                out.passive_words |= {base + i for i in range(chunk.first, chunk.last + 1)}

    def add(word: int, event: Event) -> None:
        both = len(event.actor) > 1 and not event.recipient
        parties = [n for n, who in enumerate(codes) if set(who) <= set(event.actor)]
        roles = [_filled(codes, lists, wanted) for wanted in (event.actor, event.recipient)]
        if both and event.type in _TWO_SIDED:
            roles = [None, None]
        given = parties if both and parties else None
        out.acts.append(Act(word, LABELS.index(event.type), roles[0], roles[1], given))

    def word_of(key: tuple[int, int]) -> int:
        scene = drafted[key[0]].scene
        return first_word[key[0]] + scene.triggers[key[1]].at

    labels = [Event.from_dict(s["event"]) for s in row["statements"]]
    for n, key in aligned.told.items():
        out.told[word_of(key)] = LABELS.index(labels[n].type)
        add(word_of(key), labels[n])
    for n, label in enumerate(labels):
        if n in aligned.told:
            continue
        word = _told_by(row["statements"][n]["quote"], out, drafted, first_word)
        if word is not None:
            out.told[word] = LABELS.index(label.type)
            add(word, label)
    for key, event in aligned.part.items():
        if key not in aligned.told.values():
            add(word_of(key), event)
    return out


def _resolved(drafted: Drafted) -> Sequence[Codes]:
    setting = drafted.drafts[0].setting if drafted.drafts else None
    return setting.resolved if setting else [chunk.codes for chunk in drafted.scene.chunks]


def _filled(codes: Sequence[Codes], lists: Sequence[Codes], wanted: Codes) -> list[int] | None:
    if not wanted:
        return []
    scores = [
        max(overlap(who, wanted), overlap(listed, wanted) if listed else 0.0)
        for who, listed in zip(codes, lists, strict=True)
    ]
    top = max(scores, default=0.0)
    return [n for n, s in enumerate(scores) if s == top] if top >= _SEEN_AS_ROLE else None


def _told_by(
    quote: str, lesson: Lesson, drafted: Sequence[Drafted], first_word: Sequence[int]
) -> int | None:
    """The word that tells a statement for which no draft stands: a trigger of another type in its
    quote, else the highest verb of the quote in the tree, else its highest word."""
    start = lesson.text.find(quote)
    inside = [i for i, (a, b) in enumerate(lesson.words) if start <= a and b <= start + len(quote)]
    free = [i for i in inside if i not in lesson.told and i not in lesson.passive_words]
    other = [i for i in free if i in lesson.triggers]
    if other:
        return other[0]
    within = set(inside)

    def height(i: int) -> tuple[bool, bool, int]:
        k = max(k for k, first in enumerate(first_word) if first <= i)
        token = drafted[k].scene.tokens[i - first_word[k]]
        top = token.head < 0 or first_word[k] + token.head not in within
        return (not top, token.upos not in {"VERB", "AUX"}, i)

    return min(free, key=height, default=None)
