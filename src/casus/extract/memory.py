"""Memory: who the text has spoken of so far, and whom a word that refers back means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.tokens import Token
from casus.model import ABOUT, HOSTILE, VERBAL, Event

Codes = tuple[str, ...]

REMEMBERED: Final = 60
"""How many events, and groups of actors, are remembered: in a book the first bear on nothing that
the last chapter tells, and each act asks all that are remembered."""


@dataclass(slots=True)
class Memory:
    """What later sentences may refer to; `note` and `note_event` add to it as reading goes on.

    `cast` counts everyone that the whole text names, `walks` the sentences with words of a walk of
    life (sport, markets, the kitchen), what is still to come included.
    """

    subject: Codes = ()
    person: Codes = ()
    group: Codes = ()
    place: Codes = ()
    speaker: Codes = ()
    actor: Codes = ()
    recipient: Codes = ()
    recent: list[Codes] = field(default_factory=list)
    cast: Counter[Codes] = field(default_factory=Counter)
    walks: Counter[str] = field(default_factory=Counter)
    events: list[Event] = field(default_factory=list)
    groups: list[Codes] = field(default_factory=list)
    rivals: Codes = ()
    """The last two of whom one did something hostile to the other, not in words alone."""
    deeds: set[Event] = field(default_factory=set)
    """Those that the encoder heard."""

    def note(self, tokens: Sequence[Token], chunks: Sequence[Chunk]) -> None:
        """Remember the actors named in a sentence."""
        named = [c for c in chunks if c.codes]
        subject = next((c for c in named if tokens[c.head].rel == "nsubj"), None)
        subject = subject or next((c for c in named if not c.case), None)
        if subject:
            self.subject = _together(chunks, subject)
        for chunk in named:
            codes = _together(chunks, chunk)
            if len(codes) > 1:
                self.group = codes
                self._note_group(codes)
            if chunk.kind == "person":
                self.person = chunk.codes
            if chunk.kind in {"city", "region", "capital"}:
                self.place = chunk.codes
            if chunk.codes in self.recent:
                self.recent.remove(chunk.codes)
            self.recent.append(chunk.codes)
        if not self.group and len(self.recent) >= 2:
            self.group = tuple(sorted({*self.recent[-1], *self.recent[-2]}))

    def note_event(self, event: Event) -> None:
        """Remember what happened, who acted last and towards whom."""
        self.events = [*self.events[1 - REMEMBERED :], event]
        several = len(event.actor) > 1
        if several:
            self._note_group(event.actor)
        sides = tuple(sorted({*event.actor, *event.recipient}))
        if event.type in HOSTILE - VERBAL and not several and len(sides) == 2:
            self.rivals = sides
            self._note_group(sides)
        looks_on = event.type in ABOUT and set(event.actor).isdisjoint(self.rivals)
        if several and looks_on and self.rivals:
            self._note_group(self.rivals)  # "both" are not those who look on
        if event.actor:
            self.actor = event.actor
        if event.recipient:
            self.recipient = event.recipient

    def _note_group(self, codes: Codes) -> None:
        self.groups = [*self.groups[1 - REMEMBERED :], codes]

    def together(self, n: int) -> Codes:
        """The last `n` that were named, or that acted, together; else the last `n` named."""
        told = next((codes for codes in reversed(self.groups) if len(codes) == n), ())
        if told:
            return told
        single = [codes for codes in self.recent if len(codes) == 1]
        return tuple(sorted(c for codes in single[-n:] for c in codes)) if len(single) >= n else ()

    def roles_of(self, codes: Codes) -> list[str]:
        """Under which of its names the memory holds these codes."""
        held = {
            "subject": self.subject, "person": self.person, "group": self.group,
            "place": self.place, "speaker": self.speaker, "actor": self.actor,
            "recipient": self.recipient,
        }  # fmt: skip
        out = [name for name, value in held.items() if value == codes]
        if self.recent and self.recent[-1] == codes:
            out.append("latest")
        return out

    def others(self, actor: Codes) -> list[Codes]:
        """Everyone the whole text names besides `actor`, most often named first."""
        own = set(actor)
        rest = [(n, codes) for codes, n in self.cast.items() if own.isdisjoint(codes)]
        return [codes for _, codes in sorted(rest, key=lambda pair: (-pair[0], pair[1]))]

    def candidates(self) -> list[Codes]:
        """Every actor that the text may mean without naming it here, latest first."""
        out = [self.actor, self.recipient, self.subject, self.speaker, self.place, self.group]
        out += self.groups[::-1][:3]
        out += self.recent[::-1][:4]
        out += [codes for codes, _ in self.cast.most_common(4)]
        return [codes for codes in dict.fromkeys(out) if codes]


def resolve(
    tokens: Sequence[Token], chunks: Sequence[Chunk], chunk: Chunk, memory: Memory, speaker: Codes
) -> Codes:
    """Whom a phrase that refers back means, or `()` where the text does not decide."""
    before = [c for c in chunks if c.codes and not c.refers and c.last < chunk.first]
    subject = next((c for c in before if tokens[c.head].rel == "nsubj"), None)
    kind = chunk.kind
    if kind == "speaker":
        return speaker
    if kind == "hearer":
        return next((c for c in reversed(memory.recent) if c != speaker), ())
    if kind == "person":
        person = next((c.codes for c in reversed(before) if c.kind == "person"), ())
        return person or memory.person or memory.subject
    if chunk.count > 1:
        lists = [_together(chunks, c) for c in reversed(before)]
        counted = next((codes for codes in lists if len(codes) == chunk.count), ())
        if counted := counted or memory.together(chunk.count):
            return counted
    if kind == "several":
        group = next(
            (_together(chunks, c) for c in reversed(before) if len(_together(chunks, c)) > 1), ()
        )
        return group or (_together(chunks, subject) if subject else ()) or memory.group
    if subject and kind == "thing":
        return _together(chunks, subject)
    if kind in {"crowd", "country"}:
        near = next((c.codes for c in reversed(before)), ())
        return near or memory.place or memory.subject
    if subject:
        return _together(chunks, subject)
    return memory.subject


def _together(chunks: Sequence[Chunk], chunk: Chunk) -> Codes:
    """The codes of a phrase and of those that it is listed with."""
    codes = {code for n in chunk.members for code in chunks[n].codes} or set(chunk.codes)
    return tuple(sorted(codes))
