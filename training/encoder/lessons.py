"""Lessons: labelled passages as the encoder sees them – words that tell, and who fills roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from alignment import Alignment, align, overlap
from choices import drafts_of

from casus.extract.encoder.heads import KINDS, LABELS, MODED, PARTS
from casus.extract.statements import Drafted
from casus.extract.weights import Weights
from casus.model import ABOUT, Event

Codes = tuple[str, ...]
Place = tuple[int, int]
"""Where something begins and ends in the text."""

_BY_ALL_SIDES = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_CONTENT_WORDS = frozenset({"VERB", "NOUN", "ADJ", "AUX", "PROPN", "X", ""})
"""Tags of words that may tell an event."""
_SEEN_AS_ROLE = 0.5
"""How much of a label's actor a mention must name to count as it."""


@dataclass
class Act:
    """An event that a word tells: for each of `ROLES` that is known the numbers of the mentions
    that fill it, an empty list where nobody does; for each of `PARTS` that is known its label."""

    label: int
    words: list[int]
    """The words of which one tells it: one where a pattern knows which, else all that may."""
    roles: dict[str, list[int]] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    joint: set[str] = field(default_factory=set)
    """The parts that all sides do together."""
    modes: dict[str, int] = field(default_factory=dict)
    """For each of `MODED` that has modes which of `KINDS` it is."""


@dataclass
class Lesson:
    """A passage: its words, what those tell that a pattern knows (a number of `LABELS`), its
    mentions, its acts."""

    text: str
    words: list[Place] = field(default_factory=list)
    told: dict[int, int] = field(default_factory=dict)
    triggers: set[int] = field(default_factory=set)
    passive_words: set[int] = field(default_factory=set)
    """Words that need not be asked: those of names, and marks."""
    mentions: list[Place] = field(default_factory=list)
    codes: list[Codes] = field(default_factory=list)
    """Whom each mention means."""
    acts: list[Act] = field(default_factory=list)


def lessons(rows: Sequence[dict[str, Any]], weights: Weights) -> Iterator[Lesson]:
    """The lessons of labelled passages."""
    for row in rows:
        drafted = list(drafts_of(row, weights))
        if drafted:
            yield _lesson(row, drafted, align(row, drafted))


def _lesson(row: dict[str, Any], drafted: Sequence[Drafted], aligned: Alignment) -> Lesson:
    out = Lesson(row["text"])
    codes = out.codes
    lists: list[Codes] = []
    first_word = []
    tags = [token.upos for d in drafted for token in d.scene.tokens]
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

    def fill(act: Act, event: Event, part: str = "") -> None:
        """Note who fills the roles of an act's event, or of a part of it, and its mode."""
        if (event.type, event.mode) in KINDS:
            act.modes[part or MODED[0]] = KINDS.index((event.type, event.mode))
        both = len(event.actor) > 1 and not event.recipient
        anyone = [n for n, who in enumerate(codes) if set(who) <= set(event.actor)]
        if part and both:
            act.joint.add(part)
            if anyone:
                act.roles[f"{part} actor"] = anyone
        elif part or not (both and event.type in _BY_ALL_SIDES):
            for role, wanted in (("actor", event.actor), ("recipient", event.recipient)):
                filled = _filled(codes, lists, wanted)
                if filled is not None:
                    act.roles[f"{part} {role}".strip()] = filled
        if both and anyone and not part:
            act.roles["party"] = anyone

    def add(words: list[int], event: Event, whole: dict[str, Any] | None = None) -> None:
        """An event as an act; `whole` is the statement that it is the event of."""
        act = Act(LABELS.index(event.type), words)
        out.acts.append(act)
        fill(act, event)
        if whole is None:
            return
        speaker = _filled(codes, lists, tuple(whole["speaker"]))
        if speaker is not None:
            act.roles["speaker"] = speaker
        for part in PARTS:
            told = whole.get(part)
            if told:
                act.parts[part] = LABELS.index(told["type"])
                fill(act, Event.from_dict(told), part)
            elif part != "content" or event.type in ABOUT:
                act.parts[part] = 0

    def word_of(key: tuple[int, int]) -> int:
        scene = drafted[key[0]].scene
        return first_word[key[0]] + scene.triggers[key[1]].at

    labels = [Event.from_dict(s["event"]) for s in row["statements"]]
    for n, key in aligned.told.items():
        out.told[word_of(key)] = LABELS.index(labels[n].type)
        add([word_of(key)], labels[n], row["statements"][n])
    for n, label in enumerate(labels):
        if n in aligned.told:
            continue
        words = _may_tell(row["statements"][n]["quote"], out, tags)
        if words:
            add(words, label, row["statements"][n])
    for key, event in aligned.part.items():
        if key not in aligned.told.values():
            add([word_of(key)], event)
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


def _may_tell(quote: str, lesson: Lesson, tags: Sequence[str]) -> list[int]:
    """The words of a quote of which one tells a statement for which no draft stands: which, the
    network finds out for itself while it is taught."""
    start = lesson.text.find(quote)
    inside = [i for i, (a, b) in enumerate(lesson.words) if start <= a and b <= start + len(quote)]
    free = [i for i in inside if i not in lesson.told and i not in lesson.passive_words]
    return [i for i in free if tags[i] in _CONTENT_WORDS] or free
