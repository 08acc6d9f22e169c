"""Drafts: the events of one scene with their roles filled, before they become statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from casus.extract.choices import Choice, choose
from casus.extract.chunks import Chunk
from casus.extract.encoder import LABELS, TOLD, Bearing, Floats, Hint
from casus.extract.lexicon import Lexicon
from casus.extract.memory import Codes, Memory, resolve
from casus.extract.operators import denying, on_duty, status_of
from casus.extract.parties import choose_parties, told_as_party
from casus.extract.roles import candidates, choose_told
from casus.extract.scene import Scene
from casus.extract.setting import Above, Candidate, Features, Setting, last_pact
from casus.extract.sides import Sides, sides_of
from casus.extract.speech import Saying, source_of
from casus.extract.triggers import Trigger
from casus.extract.weights import Weights
from casus.model import VERBAL, Event

LIGHT: Final = 4
"""How many tokens before a noun the verb may stand that has no meaning but with it."""


@dataclass(slots=True)
class Draft:
    """A trigger with its event, its status, and what filled its roles.

    `attributed` is who the text says it comes from: None where it says nothing, `()` where the
    source has no code.
    """

    n: int
    event: Event
    status: str
    status_tokens: tuple[int, ...] = ()
    attributed: Codes | None = None
    actor: Candidate | None = None
    recipient: Candidate | None = None
    parties: list[Candidate] = field(default_factory=list)
    share: float = 1.0
    """What speaks for those who fill its roles, as a share of all that speaks for anybody; 1 where
    nobody else was weighed."""
    together: bool = False
    """Whether all sides do it together."""
    may_be: Sequence[Choice[Sides]] = ()
    """Those who might be its sides, where words and ear were weighed."""
    setting: Setting | None = None
    duty: bool = False
    pact: Codes = ()
    """The parties of the agreement that was told of last, whose terms this event may be."""
    pact_beside: bool = False
    """Whether that agreement stands in the same sentence."""
    heard: Floats | None = None
    """The logarithm of how likely its word tells each of the encoder's labels; None where it stands
    beyond what was read."""
    hint: Hint | None = None
    """What the encoder thinks of its sentence."""

    def bearing(self, scene: Scene, kind: str) -> Bearing | None:
        """What the encoder thinks of the roles and parts of the act, told as of a type."""
        return (
            self.hint.bearing(scene.tokens[scene.triggers[self.n].at], kind) if self.hint else None
        )

    def phrases(self) -> list[int]:
        """The numbers of the phrases that fill its roles."""
        filled = [self.actor, self.recipient, *self.parties]
        return sorted({c.chunk for c in filled if c is not None and c.chunk is not None})


@dataclass(slots=True)
class Drafting:
    """What is needed to draft the events of a document, scene after scene."""

    lexicon: Lexicon
    weights: Weights
    memory: Memory

    def hear(
        self,
        scene: Scene,
        k: int,
        sources: Sequence[tuple[int, Chunk] | None],
        voices: list[Codes | None],
    ) -> None:
        """Settle who speaks in the quotations of scene `k`, those that end later included."""
        for q in {q for q in scene.quotes if q >= 0}:
            source = sources[q]
            if voices[q] is not None or source is None:
                voices[q] = voices[q] or self.memory.speaker or self.memory.subject
            elif named := source[1].codes or source[1].of:
                voices[q] = named
            elif source[0] == k:
                voices[q] = resolve(scene.tokens, scene.chunks, source[1], self.memory, ())
            else:
                voices[q] = self.memory.person or self.memory.subject
            self.memory.speaker = voices[q] or self.memory.speaker

    def draft(
        self,
        scene: Scene,
        sayings: Sequence[Saying],
        quoted: Sequence[Codes | None],
        hint: Hint | None = None,
    ) -> list[Draft]:
        """The drafts of a scene, one a trigger; `quoted` tells the speaker of each quotation, the
        `hint` what the encoder thinks."""
        plain = self._resolved(scene, [])
        voices = [c.of or who for c, who in zip(scene.chunks, plain, strict=True)]
        speakers = [quoted[q] or () if q >= 0 else () for q in scene.quotes]
        resolved = self._resolved(scene, speakers)
        out: dict[int, Draft] = {}
        if hint:
            hint.meet(scene.tokens, scene.chunks, resolved)
        for n in _from_above(scene):
            out[n] = self._one(scene, n, sayings, quoted, resolved, voices, out, hint)
        if hint:
            heard = _heard(scene, hint)
            for n, draft in out.items():
                draft.heard, draft.hint = heard[n], hint
                self._repeat(draft)
        return [out[n] for n in range(len(scene.triggers))]

    def _repeat(self, draft: Draft) -> None:
        """Remember a deed that was heard; what repeats one needs not be heard again: labels tell an
        event once, and the encoder has learned that of them."""
        event = draft.event.bare
        if draft.heard is None or event.type in VERBAL or not event.recipient:
            return
        if draft.heard[LABELS.index(event.type)] >= TOLD:
            self.memory.deeds.add(event)
        elif event in self.memory.deeds:
            draft.heard = None

    def _resolved(self, scene: Scene, speakers: Sequence[Codes]) -> list[Codes]:
        return [
            resolve(
                scene.tokens, scene.chunks, chunk, self.memory,
                speakers[chunk.head] if speakers else (),
            )
            if chunk.refers
            else chunk.codes
            for chunk in scene.chunks
        ]  # fmt: skip

    def _one(
        self,
        scene: Scene,
        n: int,
        sayings: Sequence[Saying],
        quoted: Sequence[Codes | None],
        resolved: Sequence[Codes],
        voices: Sequence[Codes],
        done: dict[int, Draft],
        hint: Hint | None,
    ) -> Draft:
        trigger = scene.triggers[n]
        frame = trigger.sense.frame
        attributed = attribution(scene, trigger.at, sayings, quoted, voices)
        above = None
        over = scene.over(n)
        if over is not None:
            event = done[over].event
            forbidden = scene.triggers[over].sense.frame.forbids
            tie = "content" if scene.parents[n] is not None and not forbidden else "condition"
            above = Above(tie, event.type, event.actor, event.recipient)
        bearing = None
        if hint and scene.condition_of(n) is None:  # there the order of words knows better
            bearing = hint.bearing(scene.tokens[trigger.at], frame.type)
        told = [*self.memory.events, *(done[m].event for m in sorted(done) if m < n)]
        setting = Setting(
            self.lexicon, scene, n, self.memory, resolved, attributed or (),
            source_of(sayings, trigger.at), above, told, last_pact(told), bearing,
        )  # fmt: skip
        found = candidates(setting)
        status, by = status_of(self.lexicon, scene.tokens, trigger, scene.anchors)
        if frame.actor[0] == "speaker" and status in {"possible", "planned"}:
            status, by = "actual", ()  # "it may breach the resolutions": the charge is made
        if status != "negated" and (denied := _denied(self.lexicon, scene, n)):
            status, by = "negated", denied
        pact, beside = pact_before(scene, done.values(), n, self.memory)
        draft = Draft(
            n, Event.of(frame.type, mode=frame.mode), status, by, attributed, setting=setting,
            duty=on_duty(self.lexicon, scene.tokens, trigger), pact=pact, pact_beside=beside,
        )  # fmt: skip
        # who is warned acts alone, and so does the subject of a clause that has none of its own
        alone = None if frame.both else _warned(setting) or _shared(setting, found)
        if bearing is None:
            self._by_words(draft, setting, found, alone)
        else:
            sides = sides_of(self.weights, setting, found, bearing, pact, alone)
            _fill(draft, *choose("sides", sides))
            draft.may_be = sides
        if draft.together:
            return draft
        actor, recipient = draft.event.actor, draft.event.recipient
        if reciprocal(self.lexicon, scene, trigger):
            actor = actor if len(actor) > 1 else tuple(sorted({*actor, *recipient}))
            recipient = ()
        draft.event = Event.of(frame.type, actor, recipient, frame.mode)
        return draft

    def _by_words(
        self,
        draft: Draft,
        setting: Setting,
        found: Sequence[Candidate],
        alone: Candidate | None,
    ) -> None:
        """Fill the roles of a draft by the words alone: where no encoder is asked, where it has not
        read them, and in a condition clause."""
        trigger, frame = setting.trigger, setting.trigger.sense.frame
        if alone is None and frame.both:
            parties, phrases = choose_parties(setting, told_as_party(self.weights, setting, found))
            if frame.type == "AGREE" and len(parties) < (2 if trigger.noun and draft.pact else 1):
                parties, phrases = draft.pact, []  # "one clause of the accord": of who made it
            draft.event, draft.parties = Event.of(frame.type, parties, (), frame.mode), phrases
            draft.together = True
            return
        draft.actor = alone or clause_subject(setting, found)
        if draft.actor is not None:
            actor = draft.actor.codes
        else:
            actor, draft.actor, draft.share = choose_told(self.weights, setting, found, "actor")
        recipient, draft.recipient, share = choose_told(
            self.weights, setting, found, "recipient", actor
        )
        draft.share *= share
        draft.event = Event.of(frame.type, actor, recipient, frame.mode)


def _heard(scene: Scene, hint: Hint) -> list[Floats | None]:
    """For each trigger what is heard in that of its words which is likeliest to tell an event; None
    where none was read."""
    told = hint.types(scene.tokens)
    out = []
    for trigger in scene.triggers:
        read = [row for i in _told_by(scene, trigger) if (row := told[i]) is not None]
        out.append(min(read, key=lambda row: float(row[0]), default=None))
    return out


def _denied(lexicon: Lexicon, scene: Scene, n: int) -> tuple[int, ...]:
    """The word of denial in the pattern whose content a trigger is ("is *not* considering
    sanctions"): told by itself it is denied; none where there is no such word."""
    parent = scene.parents[n]
    if parent is None or scene.triggers[parent].frame_type != "REJECT":
        return ()
    return denying(lexicon, scene.tokens, scene.triggers[parent])


def _told_by(scene: Scene, trigger: Trigger) -> list[int]:
    """The tokens by which an event may be told: those of its trigger but for one that tells another
    ("met at Ankara's *demand*"), and the verb that a noun hangs on or stands right behind, unless
    another event has it ("实施|新制裁")."""
    others = {t.at for t in scene.triggers if t.at != trigger.at}
    out = [i for i in trigger.taken if i not in others]
    if not trigger.noun:
        return out
    first = min(trigger.taken)
    up = scene.tokens[trigger.at].head
    before = [up] if up >= 0 else range(first - 1, max(-1, first - 1 - LIGHT), -1)
    for i in before:
        if i in scene.anchors or scene.tokens[i].upos == "PUNCT":
            break
        if scene.tokens[i].upos == "VERB":
            return [*out, i]
    return out


def reciprocal(lexicon: Lexicon, scene: Scene, trigger: Trigger) -> bool:
    """Whether the sides do it to one another: "accused each other", "saling menyerang"."""
    at, last = min(trigger.taken), max(trigger.taken)
    return any(
        lexicon.marked("reciprocal", scene.tokens, i)
        for i in range(max(0, at - 2), min(len(scene.tokens), last + 4))
        if not any(scene.tokens[j].form in {",", ";", ":"} for j in range(last + 1, i))
    )


def pact_before(scene: Scene, done: Iterable[Draft], n: int, memory: Memory) -> tuple[Codes, bool]:
    """The parties of the agreement whose terms an event may be, and whether it stands in the same
    sentence: the one told of before it, else the last one that the text told of."""
    at = scene.triggers[n].at
    here = [d.event for d in done if scene.triggers[d.n].at < at]
    beside = last_pact(here)
    return beside or last_pact(memory.events), bool(beside)


def _fill(draft: Draft, sides: Sides, share: float) -> None:
    """Fill the roles of a draft with the sides that were chosen."""
    draft.event = Event.of(draft.event.type, sides.actor, sides.recipient, draft.event.mode)
    draft.together, draft.share = sides.together, share
    draft.actor, draft.recipient = sides.actor_told, sides.recipient_told
    draft.parties = list(sides.parties_told)


def _warned(setting: Setting) -> Candidate | None:
    """Who would do what a warning forbids: whoever is warned."""
    scene, above = setting.scene, setting.above
    parent = scene.parents[setting.n]
    if parent is None or above is None or not scene.triggers[parent].sense.frame.forbids:
        return None
    if not above.recipient:
        return None
    return Candidate(above.recipient, None, Features(["condition:warned"]))


def _shared(setting: Setting, found: Sequence[Candidate]) -> Candidate | None:
    """Who acts in a clause without a subject of its own: the subject of the sentence behind it."""
    if setting.trigger.passive:
        return None
    subject = setting.scene.shared.get(setting.n)
    return next((c for c in found if c.chunk == subject), None) if subject is not None else None


def clause_subject(setting: Setting, found: Sequence[Candidate]) -> Candidate | None:
    """Who acts in a condition clause by its order of words: the phrase without a preposition that
    stands last before the verb, or, where the clause has none, whoever is threatened ("warned Seoul
    of a mistake if deciding to"). Labelled conditions are few."""
    scene, trigger = setting.scene, setting.trigger
    clause = scene.clause_of(trigger.at)
    if clause < 0 or trigger.passive:
        return None
    first = scene.conditions[clause].first
    before = [
        c for c in found
        if c.chunk is not None
        and not scene.chunks[c.chunk].refers
        and first <= scene.chunks[c.chunk].first
        and scene.chunks[c.chunk].last < min(trigger.taken)
        and not scene.chunks[c.chunk].case
    ]  # fmt: skip
    above = setting.above
    marked = [c for c in scene.chunks if first <= c.first and c.last < min(trigger.taken)]
    if not marked and not trigger.noun and above and above.type == "THREATEN" and above.recipient:
        return Candidate(above.recipient, None, Features(["condition:threatened"]))
    if len(before) != 1 or any(first <= t.at < trigger.at for t in scene.triggers):
        return None
    return before[0]


def attribution(
    scene: Scene,
    at: int,
    sayings: Sequence[Saying],
    quoted: Sequence[Codes | None],
    voices: Sequence[Codes],
) -> Codes | None:
    """Who a token's words are attributed to: None where to nobody, `()` where it has no code."""
    if scene.quotes[at] >= 0:
        return quoted[scene.quotes[at]]
    saying = source_of(sayings, at)
    if saying is None:
        return None
    if saying.unnamed or saying.source is None:
        return ()
    members = scene.chunks[saying.source].members or (saying.source,)
    return tuple(sorted({code for m in members for code in voices[m]}))


def _from_above(scene: Scene) -> list[int]:
    """The triggers in an order in which each comes after the one whose content or condition it
    is."""
    order: dict[int, None] = {}
    for n in range(len(scene.triggers)):
        path = [n]
        while (over := scene.over(path[-1])) is not None and over not in order and over not in path:
            path.append(over)
        order.update(dict.fromkeys(reversed(path)))
    return list(order)
