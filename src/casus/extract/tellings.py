"""Tellings: whether a draft is a statement of its own, and as what.

"The drills will stop if the North stops its tests" speaks of a RETREAT, but tells a bargain: AGREE,
the RETREAT its content. So a draft may be told as its own type, as a verbal act of its actor, of
the source that the text names, or of the parties of an agreement – or not at all, where it is only
part of another. A small linear model (`weights.py`) chooses among those that are possible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, SHY, TRUST
from casus.extract.operators import auxiliaries, unlikely
from casus.extract.scene import Scene
from casus.extract.weights import Weights
from casus.model import HOSTILE, Event

ACTS: Final = (
    ("AGREE", "actor"), ("THREATEN", "actor"), ("REQUEST", "source"), ("ACCUSE", "source"),
    ("REJECT", "source"), ("AGREE", "parties"),
)  # fmt: skip
"""The verbal acts that an event of another type may be told as, and whose act each then is."""


SURE: Final = math.log(0.6)
"""How likely the encoder must find the type of a draft for it to be told against the weights;
chosen on passages kept aside (`docs/decisions/0030-who-took-part.md`)."""

_CLAIMS: Final = frozenset({"ACCUSE", "REJECT", "THREATEN", "AGREE"})
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
    """How a draft is told, with what speaks for it; None where it is no statement of its own. What
    the encoder is sure to hear as what its frame names is one, whatever the weights say, unless it
    has no other being than in another."""
    only = _is_only_content(scene, draft)
    own, *others = tellings(scene, draft)
    scored = [
        (weights.score("telling", telling.features) + heard(draft, telling), -n, telling)
        for n, telling in enumerate((own, *others))
        if not (only and telling.own)
    ]
    score, _, best = max(scored, key=lambda row: row[:2], default=(0.0, 0, own))
    if score > 0:
        return best, score
    sure = draft.heard is not None and draft.heard[LABELS.index(draft.event.type)] >= SURE
    return (own, scored[0][0]) if sure and not only else None


def heard(draft: Draft, telling: Telling) -> float:
    """What the encoder adds to a way of telling: how much likelier it is than telling nothing."""
    if draft.heard is None:
        return 0.0
    odds = float(draft.heard[LABELS.index(telling.type)] - draft.heard[0])
    return TRUST["telling"] * (odds + SHY)


def _is_only_content(scene: Scene, draft: Draft) -> bool:
    """Whether an event has no other being than in what is asked for, or in the verb that it
    completes: "refused to send", "accused of shelling", "threatened to leave"."""
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
    return parent.frame_type == "REQUEST" or (tied and parent.frame_type in _CLAIMS)


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
