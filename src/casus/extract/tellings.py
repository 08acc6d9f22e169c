"""Tellings: whether a draft is a statement of its own, and as what.

"The drills will stop if the North stops its tests" speaks of a RETREAT, but tells a bargain: AGREE,
the RETREAT its content. So a draft may be told as its own type, as a verbal act of its actor, of
the source that the text names, or of the parties of an agreement – or not at all, where it is only
part of another. A small linear model (`weights.py`) says by its words what speaks for each that is
possible, another chooses among them by that and by what the encoder hears.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from casus.extract.carriers import stands_for
from casus.extract.choices import Choice, choose
from casus.extract.chunks import Chunk
from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, PARTS, Bearing, Floats
from casus.extract.memory import Codes
from casus.extract.operators import auxiliaries, unlikely
from casus.extract.scene import Scene
from casus.extract.strangers import has_stranger
from casus.extract.weights import Weights, log_sigmoid
from casus.model import HOSTILE, VERBAL, Event

ACTS: Final = (
    ("AGREE", "actor"), ("THREATEN", "actor"), ("REQUEST", "source"), ("ACCUSE", "source"),
    ("REJECT", "source"), ("AGREE", "parties"),
)  # fmt: skip
"""The verbal acts that an event of another type may be told as, and whose act each then is."""


BARGAINS: Final = frozenset({"AGREE", "THREATEN"})
"""What an act is that is made to depend on somebody."""

AS_LIKELY: Final = math.log(0.5)
"""How likely it must be heard that a bargain depends on an event of its own type for it to be one
that is heard in the verb of its condition."""

SURE: Final = math.log(0.6)
"""How likely the encoder must find the type of a draft for it to be more than what is asked for:
whatever stands behind a demand in its sentence may be taken for it."""

HARDLY: Final = -7.0
"""How little may speak for another way of telling, by words and ear together, for it to be
weighed."""

_ANY: Final = 0.05
"""What is added to how likely something is told around, and to how likely nothing is."""

_BOUND: Final = 8.0
"""How much may speak for or against a telling by words or by ear."""

_CLAIMS: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE"})
"""Verbal acts whose content has not happened, or is only alleged."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One way to tell a draft: the type, and whose act it is (`own`: as the frame says)."""

    type: str
    whose: str
    features: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether the draft is told as the event that its frame names."""
        return self.whose == "own"


def tellings(scene: Scene, draft: Draft) -> list[Telling]:
    """The ways in which a draft may be told, its own type first."""
    kind = draft.event.type
    out = [Telling(kind, "own", tuple(_own_features(scene, draft)))]
    shared = _act_features(scene, draft)
    for act, whose in ACTS:
        if act == kind or not act_of(draft, act, whose, None).actor:
            continue
        name = f"{act}:{whose}"
        out.append(Telling(act, whose, (name, *(f"{name}:{feature}" for feature in shared))))
    return out


def choose_telling(weights: Weights, scene: Scene, draft: Draft) -> tuple[Telling, float] | None:
    """How a draft is told, and how likely that is; None where it is no statement of its own. What
    its words alone tell, no encoder having read them, or since they tell again what was told, is
    weighed by them alone."""
    if draft.heard is not None:
        told, likely = choose("telling", choices(weights, scene, draft))
        return (told, likely) if told else None
    scored = [
        (weights.score("telling", telling.features), -n, telling)
        for n, telling in enumerate(possible(scene, draft))
    ]
    score, _, best = max(scored, key=lambda row: row[:2], default=(0.0, 0, None))
    return (best, math.exp(log_sigmoid(score))) if best and score > 0 else None


def possible(scene: Scene, draft: Draft) -> list[Telling]:
    """The ways in which a draft may be told, but none as itself where it has no other being than in
    another, or is but asked about; none at all where it would have been, or is another's."""
    trigger = scene.triggers[draft.n]
    if trigger.at in scene.unreal or _is_anothers(scene, draft):
        return []
    only = not scene.asked.isdisjoint(trigger.taken) or _is_only_content(scene, draft)
    return [telling for telling in tellings(scene, draft) if not (only and telling.own)]


def choices(weights: Weights, scene: Scene, draft: Draft) -> list[Choice[Telling | None]]:
    """That a draft is not told, first, and the ways in which it may be, weighed by the words and by
    the encoder; none where it did not read them."""
    out: list[Choice[Telling | None]] = []
    if (row := draft.heard) is not None:
        out.append(Choice(None, {"none": 1.0}))
        for telling in possible(scene, draft):
            told = _bound(weights.score("telling", telling.features))
            if telling.own or told + _odds(row, telling) > HARDLY:
                out.append(Choice(telling, _measures(scene, draft, row, telling, told)))
    return out


def _measures(
    scene: Scene, draft: Draft, row: Floats, telling: Telling, told: float
) -> dict[str, float]:
    """What speaks for a way of telling: what does by the words, how much likelier the encoder finds
    it than nothing, and where and by what it is told."""
    trigger = scene.triggers[draft.n]
    how = "own" if telling.own else f"{telling.type}:{telling.whose}"
    known = "unknown" if trigger.sense.frame.heard else "known"
    noun = "noun" if trigger.noun else "verb"
    place = "free"
    if scene.parents[draft.n] is not None:
        place = "content"
    elif scene.condition_of(draft.n) is not None:
        place = "condition"
    of = ["", f":{how}", f":{known}", f":{place}", *([f":{telling.type}"] if telling.own else [])]
    out = dict.fromkeys([f"told{name}" for name in of], told)
    out |= dict.fromkeys(
        [how, f"{how}:{known}", f"{how}:{place}", f"{how}:{noun}:{place}",
         f"{how}:{draft.status}"], 1.0
    )  # fmt: skip
    heard = float(row[LABELS.index(telling.type)])
    out |= dict.fromkeys([f"odds{name}" for name in of], _odds(row, telling))
    out |= dict.fromkeys(["heard", f"heard:{how}", f"heard:{known}"], _bound(heard))
    around = draft.hint.around if draft.hint else None
    if around is None:
        out[f"alone:{known}"] = 1.0
    else:
        names = ["around", f"around:{how}", f"around:{known}"]
        out |= dict.fromkeys(names, math.log((around + _ANY) / (1.0 - around + _ANY)))
    if telling.own:
        kind = telling.type
        out |= dict.fromkeys([f"own:{kind}", f"own:{kind}:{noun}", f"own:{kind}:{place}"], 1.0)
        out |= dict.fromkeys(["share", f"share:{kind}"], _bound(math.log(draft.share)))
        out |= dict.fromkeys(_sides(scene, draft, kind, known), 1.0)
    return out


def _sides(scene: Scene, draft: Draft, kind: str, known: str) -> list[str]:
    """Whether the sides of a draft are told, where, as two, and by what phrases."""
    event = draft.event
    out = [f"sides:{bool(event.actor)}:{bool(event.recipient)}:{kind}"]
    if event.actor and event.actor == event.recipient:
        out += [f"same:{kind}", f"same:{known}"]
    parties = [("party", party) for party in draft.parties]
    for role, who in (("actor", draft.actor), ("recipient", draft.recipient), *parties):
        if who is None:
            continue
        if who.chunk is None:
            out += [f"{role}:away:{known}", f"{role}:away:{kind}"]
            continue
        chunk = scene.chunks[who.chunk]
        nouns = _nouns(scene, chunk)
        named = f"{role}:{'refers' if chunk.refers else 'names'}:{chunk.kind}"
        out += [f"{role}:here:{known}", f"{role}:here:{kind}", named, f"{named}:{known}"]
        out += [f"{named}:{nouns}", f"{role}:{nouns}:{known}"]
    return out


def _nouns(scene: Scene, chunk: Chunk) -> str:
    """What kind of noun stands before a phrase and behind it ("British *banks*"), or carries the
    name in it (`carriers.py`)."""
    if chunk.carrier:
        return f"carrier:{chunk.carrier}"
    return f"{_noun_at(scene, chunk.first - 1)}:{_noun_at(scene, chunk.last + 1)}"


def _noun_at(scene: Scene, i: int) -> str:
    """What kind of noun a word is: one that stands for an actor, by its class, or an `other`;
    `none` where it is none, or there is no word. Without tags it is a `word`, if it tells no
    event and names nobody."""
    if not 0 <= i < len(scene.tokens):
        return "none"
    if found := stands_for(scene.classes, i):
        return found
    token = scene.tokens[i]
    if not token.upos:
        taken = i in scene.anchors or any(chunk.covers(i) for chunk in scene.chunks)
        return "word" if token.form[:1].isalpha() and not taken else "none"
    return "other" if token.upos in {"NOUN", "PROPN"} else "none"


def _odds(row: Floats, telling: Telling) -> float:
    """How much likelier the encoder finds a way of telling than nothing."""
    return _bound(float(row[LABELS.index(telling.type)] - row[0]))


def _bound(log: float) -> float:
    return max(-_BOUND, min(_BOUND, log))


def _is_only_content(scene: Scene, draft: Draft) -> bool:
    """Whether an event has no other being than in what is asked for, unless the encoder is sure
    that it has, or in the verb that it completes: "refused to send", "accused of shelling",
    "threatened to leave"."""
    n = scene.parents[draft.n]
    trigger = scene.triggers[draft.n]
    if n is None or trigger.noun:
        return False
    parent = scene.triggers[n]
    beside = len(parent.taken) > 1 and min(trigger.taken) == max(parent.taken) + 1
    tokens = scene.tokens
    group = [trigger.at, *auxiliaries(tokens, trigger.at)]
    bare = any("VerbForm=Inf" in tokens[i].feats for i in group)
    tied = not parent.noun and (beside or bare or tokens[trigger.at].head in parent.taken)
    sure = draft.heard is not None and draft.heard[LABELS.index(draft.event.type)] >= SURE
    asked = parent.frame_type == "REQUEST" and not sure
    return asked or (tied and parent.frame_type in _CLAIMS)


def _is_anothers(scene: Scene, draft: Draft) -> bool:
    """Whether a known verb of saying has a subject that nobody knows, and who would act is told of
    only behind it, or in another sentence ("human rights groups condemned the strike on *Sudan*"),
    and not as who says so ("the offer is unacceptable, said *Iran*"). Where an object may stand
    first, who stands behind the verb without a preposition may be its subject ("den Angriff
    verurteilte *Frankreich*")."""
    trigger, actor, setting = scene.triggers[draft.n], draft.actor, draft.setting
    frame = trigger.sense.frame
    if frame.heard or frame.type not in VERBAL or frame.actor[0] != "subj":
        return False
    if actor is None or setting is None or setting.lexicon.subject_after:
        return False
    if draft.attributed and not set(actor.codes).isdisjoint(draft.attributed):
        return False
    chunk = None if actor.chunk is None else scene.chunks[actor.chunk]
    if chunk is not None and chunk.first < max(trigger.taken):
        return False
    if setting.lexicon.object_first and (chunk is None or not chunk.case):
        return False
    return not scene.verb_last and has_stranger(scene, draft.n)


def act_of(draft: Draft, act: str, whose: str, condition: Event | None) -> Event:
    """The verbal act as which a draft is told, its roles filled."""
    event = draft.event
    if whose == "parties":
        return Event.of(act, draft.pact, ())
    if whose == "source":
        source = draft.attributed or ()
        return Event.of(act, source, tuple(c for c in event.actor if c not in source))
    actor = event.actor or draft.attributed or ()
    others = tuple(c for c in condition.actor if c not in actor) if condition else ()
    return Event.of(act, actor, others or tuple(c for c in event.recipient if c not in actor))


def bargain_of(scene: Scene, draft: Draft) -> Event | None:
    """The bargain that is heard in the verb of its condition, its sides by ear: "will lift the
    embargo once Ankara *ratifies* it" – what the verb tells by itself is what it depends on. None
    where there is none."""
    kind = draft.event.type
    if scene.condition_of(draft.n) is None or kind not in BARGAINS:
        return None
    bearing = draft.bearing(scene, kind)
    if bearing is None or bearing.parts[PARTS.index("condition")][LABELS.index(kind)] < AS_LIKELY:
        return None
    actor = _likeliest(bearing, "actor", draft.event.actor if _within(scene, draft) else ())
    return Event.of(kind, actor, _likeliest(bearing.given("actor", actor), "recipient", actor))


def _within(scene: Scene, draft: Draft) -> bool:
    """Whether who acts stands in the condition clause of a draft: it is not of him that the rest
    depends on it."""
    if draft.actor is None or draft.actor.chunk is None:
        return False
    head = scene.chunks[draft.actor.chunk].head
    return scene.clause_of(head) == scene.condition_of(draft.n)


def _likeliest(bearing: Bearing, role: str, others: Codes) -> Codes:
    """Who is heard to fill a role, of those who are not among `others`."""
    shares = {who: p for who, p in bearing.shares(role).items() if set(who).isdisjoint(others)}
    return max(shares, key=lambda who: (shares[who], who))


def _act_features(scene: Scene, draft: Draft) -> list[str]:
    """What speaks for and against an event being told as a verbal act."""
    trigger = scene.triggers[draft.n]
    kind = "noun" if trigger.noun else "verb"
    mood = "hostile" if draft.event.type in HOSTILE else "friendly"
    owned = [c for c in scene.conditions if c.owner == draft.n]
    when = "none" if not owned else "event" if owned[0].trigger is not None else "clause"
    where = "content" if scene.parents[draft.n] is not None else "own"
    if scene.condition_of(draft.n) is not None:
        where = "condition"
    said = "nobody" if draft.attributed is None else "unnamed"
    if draft.attributed:
        said = "itself" if draft.attributed == draft.event.actor else "another"
    quoted = scene.quotes[trigger.at] >= 0
    out = [kind, mood, f"{where}:{kind}", f"if:{when}", f"said:{said}", f"{draft.event.type}"]
    out += [f"{draft.event.type}:if:{when}", f"{mood}:if:{when}:{draft.status}"]
    out += [f"{draft.status}:if:{when}:{where}", f"{draft.status}:{said}", f"{draft.status}:{kind}"]
    out += [f"duty:{draft.duty}:{said}:{draft.status}", f"duty:{draft.duty}:{where}:{kind}"]
    out += [f"quoted:{quoted}:{draft.status}:if:{when}", f"said:{said}:{draft.event.type}"]
    out.append(f"pact:{draft.pact_beside}:{kind}:{draft.status}")
    out.append(f"pact:{draft.pact_beside}:duty:{draft.duty}")
    for condition in owned[:1]:
        word = " ".join(scene.tokens[i].form.casefold() for i in condition.marker)
        if draft.setting is not None:
            word = draft.setting.lexicon.like.get(word, word)
        out += [f"marker:{word}", f"marker:{word}:{mood}"]
    return out


def _own_features(scene: Scene, draft: Draft) -> list[str]:
    """What speaks for and against a draft being told as the event that its frame names."""
    trigger = scene.triggers[draft.n]
    frame = trigger.sense.frame
    kind = "noun" if trigger.noun else "verb"
    setting = draft.setting
    assert setting is not None
    lexicon = setting.lexicon
    parent, clause = scene.parents[draft.n], scene.condition_of(draft.n)
    out = ["own", kind]
    if parent is None and clause is None:
        out += [f"type:{frame.type}", f"type:{frame.type}:{kind}", f"own:{kind}"]
        out += [f"frame:{lexicon.kin}:{frame.id}", f"frame:{lexicon.kin}:{frame.id}:{kind}"]
        out.append(f"word:{lexicon.lang}:{trigger.pattern}")
    voiced = "speaker" in frame.actor
    # a word that is often told says nothing of whether it is told inside another event
    if parent is not None:
        above = scene.triggers[parent].frame_type
        out += [
            f"content:{kind}",
            f"content:{above}:{kind}",
            f"content:{above}:{frame.type}:{kind}",
        ]
        over = scene.triggers[parent].sense.frame.id
        out += [f"content:voiced:{voiced}", f"content:of:{lexicon.kin}:{over}:{kind}"]
        if frame.fact is not None:
            out.append(f"content:fact:{frame.fact}")
    if clause is not None:
        out += [f"condition:{kind}", f"condition:{kind}:{frame.type}", "condition"]
        out.append(f"condition:voiced:{voiced}")
    owned = [c for c in scene.conditions if c.owner == draft.n]
    if owned:
        when = "event" if owned[0].trigger is not None else "clause"
        out += [f"if:{when}:{draft.status}", f"if:{when}:{frame.type}:{draft.status}"]
    if draft.duty:
        out += [f"duty:{draft.status}", f"duty:{bool(draft.attributed)}"]
    out += [f"status:{draft.status}", f"status:{draft.status}:{kind}"]
    if scene.quotes[trigger.at] >= 0:
        out.append(f"quoted:{kind}")
    if unlikely(lexicon, scene.tokens, trigger):
        out.append("unlikely")
    roles = [("actor", draft.actor), ("recipient", draft.recipient)]
    if draft.together:
        out.append(f"parties:{min(len(draft.event.actor), 3)}")
    for role, candidate in [] if draft.together else roles:
        if candidate is None:
            out.append(f"{role}:nobody:{kind}")
        elif candidate.chunk is None:
            out += [f"{role}:unnamed:{kind}"]
        else:
            tree = next((f for f in candidate.features if f.startswith("tree:")), "")
            order = next((f for f in candidate.features if ":n" in f and ":t" in f), "")
            out += [f"{role}:{tree}:{kind}", f"{role}:{order}:{kind}"]
            if "place:a0" in candidate.features or "place:r0" in candidate.features:
                out.append(f"{role}:placed:{kind}")
    if draft.event.actor == draft.event.recipient:
        out.append(f"same:{frame.type}")
    out.append(f"objects:{bool(trigger.objects)}:{len(trigger.taken)}")
    out.append(f"pos:{scene.tokens[trigger.at].upos}:{kind}")
    out += [f"class:{name}" for name in scene.classes if name in lexicon.telling_classes]
    out.append(f"actors:{min(4, len({c.codes for c in scene.chunks if c.codes}))}")
    memory = setting.memory
    out += [f"page:{name}:{min(n, 3)}" for name, n in memory.walks.items()]
    out.append(f"page:actors:{min(5, len(memory.cast))}")
    return out
