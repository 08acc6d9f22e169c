"""Roles: which of the actors that a text names fills each role of an event.

Every phrase of the sentence, and everyone the text spoke of before, is a candidate; what speaks for
it – its relation to the trigger, its preposition, what the frame asks for, who fills the role of
the verb above – are named features, weighed by a small linear model (`weights.py`). "Nobody" is a
candidate too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casus.extract.memory import Codes, Memory
from casus.extract.passives import SUFFERS
from casus.extract.relations import (
    clause_relations,
    order_relations,
    places_of,
    ranks,
    rivals,
    saying_relations,
    tree_relation,
)
from casus.extract.setting import Candidate, Features, Setting
from casus.extract.triggers import has_passive_auxiliary
from casus.extract.weights import Weights
from casus.model import HOSTILE

_LEAST: Final = -6.0
"""The logarithm of a share that is hardly any."""

_TO_OTHERS: Final = frozenset({"ACCUSE", "THREATEN"})
"""What nobody does to himself: of 2,736 labels 28 say so."""


def candidates(setting: Setting) -> list[Candidate]:
    """Whoever may fill a role of the trigger, with the features that hold for any role."""
    scene, trigger = setting.scene, setting.trigger
    frame = trigger.sense.frame
    kind = "noun" if trigger.noun else "verb"
    (_, doers), (_, places) = places_of(setting.lexicon, trigger)
    children = scene.contents_of(setting.n)
    conditions = [
        c.trigger for c in scene.conditions if c.owner == setting.n and c.trigger is not None
    ]
    kin = [*children[:1], *conditions[:1]]
    spoken = {codes: setting.memory.roles_of(codes) for codes in setting.memory.candidates()}
    out: list[Candidate] = []
    for n, chunk in enumerate(scene.chunks):
        meant = _meant(setting, n, spoken)
        if not meant:
            continue
        tree = tree_relation(setting.lexicon, scene, setting.n, n) or "none"
        features = [f"tree:{tree}", f"tree:{tree}:{kind}", f"tree:{tree}:{frame.type}"]
        features.append(f"tree:{tree}:{setting.lexicon.kin}:{frame.id}")
        order = order_relations(scene, trigger, chunk)
        features += order + [f"{kind}:{name}" for name in order[:4]]
        if trigger.passive:
            features.append(f"passive:{order[1]}")
        features += clause_relations(scene, trigger, chunk)
        features += saying_relations(scene, trigger, n, setting.saying)
        marked = "marked" if chunk.case else "bare"
        lang = setting.lexicon.lang  # the order of words is each language's own
        features += [f"{lang}:{kind}:{marked}:{order[1]}", f"{lang}:{kind}:{marked}:{order[3]}"]
        case = setting.lexicon.like.get(chunk.case, chunk.case) or "-"
        features += [f"case:{case}", f"case:{case}:{frame.type}", f"case:{case}:{order[0]}:{kind}"]
        features.append(f"case:{case}:{setting.lexicon.kin}:{frame.id}")
        base = tree.partition(":")[0]
        if base in {"subj", "obj"}:  # a frame may turn the roles: who receives is the subject
            features.append(f"{base}:as{'a' * (base in doers)}{'r' * (base in places)}")
        for role, rank in ranks(setting.lexicon, trigger, chunk, tree):
            features.append(f"place:{role}{min(rank, 2)}")
            features.append(f"place:{role}:{order[0]}:t{order[3][-4]}")
        features += rivals(setting.lexicon, scene, setting.n, n, kin)
        if chunk.case and chunk.case in setting.lexicon.marker_words["locative"]:
            features += ["locative", f"locative:{frame.type}", f"locative:{chunk.kind}:{order[0]}"]
        if chunk.form:
            features += [f"form:{chunk.form}", f"form:{chunk.form}:{order[0]}:{kind}"]
        what = f"ref-{chunk.kind}" if chunk.refers else chunk.kind
        features += [f"kind:{what}", f"kind:{what}:{kind}", f"carrier:{chunk.carrier}"]
        if len(chunk.members) > 1:
            features.append("listed")
        for word, others in (("child", children), ("if", conditions)):
            for m in others[:1]:
                other = scene.triggers[m]
                whole = tree_relation(setting.lexicon, scene, m, n) or "none"
                rel = whole.partition(":")[0]
                side = "left" if chunk.first < other.at else "right"
                features += [f"{word}:{rel}", f"{word}:{rel}:{frame.type}"]
                features.append(f"{word}:{side}:{case}")
                for role, rank in ranks(setting.lexicon, other, chunk, whole):
                    features += [f"{word}:place:{role}", f"{word}:place:{role}{min(rank, 1)}:{rel}",
                                 f"{word}:place:{role}:{frame.type}"]  # fmt: skip
        shared = Features(features)
        out += [Candidate(codes, n, Features(how), shared) for codes, how in meant]
    named = {c.codes for c in out}
    n_named = min(2, len({c.codes for c in scene.chunks if c.codes}))
    shared = Features(["unnamed", f"unnamed:{frame.type}:{kind}", f"unnamed:beside{n_named}"])
    out += [Candidate(codes, None, Features(), shared) for codes in spoken if codes not in named]
    for candidate in out:
        roles = spoken.get(candidate.codes)
        if roles is None:
            roles = setting.memory.roles_of(candidate.codes)
        candidate.own.names += _bearing(setting, candidate, roles)
    return out


def _meant(
    setting: Setting, n: int, spoken: Mapping[Codes, list[str]]
) -> list[tuple[Codes, list[str]]]:
    """Whom a phrase may mean, each with the features of meaning them. A list of names is tried as
    one; a phrase that refers back may mean anyone the text has `spoken` of."""
    scene = setting.scene
    chunk = scene.chunks[n]
    if len(chunk.members) > 1:
        if chunk.members[0] != n:
            return []
        together = {code for m in chunk.members for code in setting.resolved[m]}
        return [(tuple(sorted(together)), [])] if together else []
    plain = setting.resolved[n]
    if not chunk.refers or chunk.kind == "speaker":
        return [(plain, [])] if plain else []
    options: dict[Codes, list[str]] = {}
    # whoever says "they" means others
    third = scene.quotes[chunk.head] >= 0 and chunk.kind in {"person", "several"}
    self_told = frozenset(setting.speaker) if third else frozenset()
    for codes, roles in spoken.items():
        if self_told.isdisjoint(codes):
            options[codes] = [f"means:{chunk.kind}:{role}" for role in roles]
    for k, other in enumerate(scene.chunks):
        if other.last < chunk.first and not other.refers and setting.resolved[k]:
            rel = scene.tokens[other.head].rel
            near = "near" if k == n - 1 else "before"
            options.setdefault(setting.resolved[k], []).extend(
                [f"means:{chunk.kind}:{near}", f"means:{chunk.kind}:{rel}"]
            )
    if plain and self_told.isdisjoint(plain):
        options.setdefault(plain, []).append(f"means:{chunk.kind}:rule")
    unknown = [f"means:{chunk.kind}:any"]
    return [(codes, list(dict.fromkeys(how or unknown))) for codes, how in options.items()]


def _bearing(setting: Setting, candidate: Candidate, roles: Sequence[str]) -> list[str]:
    """Features of a candidate by what the text has told of it; `roles` are those of the memory."""
    codes, trigger = candidate.codes, setting.trigger
    where = "here" if candidate.chunk is not None else "away"
    out = [f"memory:{role}:{where}" for role in roles]
    if where == "away":
        out += [f"memory:{role}:{trigger.frame_type}" for role in roles]
    if len(codes) > 1 and codes == setting.pact:
        about = "named" if setting.about_a_pact else "unnamed"
        out += [f"pact:{about}:{where}", f"pact:{about}:{trigger.frame_type}"]
    if setting.speaker and codes == setting.speaker:
        quoted = setting.scene.quotes[trigger.at] >= 0
        out += [f"speaker:{where}", f"speaker:{'quoted' if quoted else 'said'}"]
        if "speaker" in trigger.sense.frame.actor:
            out.append("place:a:speaker")
    if setting.above:
        above = setting.above
        tie = above.tie
        for role, value in (("actor", above.actor), ("recipient", above.recipient)):
            if value == codes:
                out += [f"{tie}:{role}", f"{tie}:{role}:{above.type}", f"{tie}:{role}:{where}",
                        f"{tie}:{role}:{above.type}:{trigger.frame_type}",
                        f"{tie}:{role}:{'passive' if trigger.passive else 'active'}"]  # fmt: skip
    return out


def role_features(
    setting: Setting, candidate: Candidate, role: str, actor: Codes | None = None
) -> list[str]:
    """The features of a candidate for one role; for the recipient those of being the actor too."""
    out = candidate.features
    if role == "recipient" and actor is not None:
        others = setting.memory.others(actor)
        out += _beside_actor(setting, candidate, actor, others, _passed(setting, actor))
    return out


def _beside_actor(
    setting: Setting,
    candidate: Candidate,
    actor: Codes,
    others: Sequence[Codes],
    passed: Mapping[Codes, Iterable[str]],
) -> list[str]:
    """The features of a candidate for the recipient once the actor is known; `others` are those
    that the text names besides, `passed` tells of everyone what passed between the two."""
    pair = f"pair:{'+'.join(actor)}>{'+'.join(candidate.codes)}"
    out = [pair, f"{pair}:{_mood(setting.trigger.frame_type)}", *passed.get(candidate.codes, ())]
    if not set(candidate.codes).isdisjoint(actor):
        same = "same" if candidate.codes == actor else "overlap"
        out += [f"{same}-as-actor", f"{same}-as-actor:{setting.trigger.frame_type}"]
    return out + _answering(setting.memory, candidate, actor, others)


def _answering(
    memory: Memory, candidate: Candidate, actor: Codes, others: Sequence[Codes]
) -> list[str]:
    """Whether the two stood opposite one another before, and who else there is in the text."""
    where = "here" if candidate.chunk is not None else "away"
    out = []
    if candidate.codes == memory.recipient and actor == memory.actor:
        out.append(f"goes-on:{where}")
    if candidate.codes == memory.actor and actor == memory.recipient:
        out.append(f"answers:{where}")
    if others and candidate.codes == others[0]:
        out += [f"chief-other:{where}"]
        if len(others) == 1:
            out += [f"only-other:{where}", f"only-other:{where}:{len(memory.cast)}"]
    return out


def _passed(setting: Setting, actor: Codes) -> dict[Codes, dict[str, None]]:
    """What passed in this text between the actor and everyone of whom it told an event: their
    features, each once."""
    kind = setting.trigger.frame_type
    mood = _mood(kind)
    out: dict[Codes, dict[str, None]] = {}
    for back, event in enumerate(reversed(setting.told)):
        before = _mood(event.type)
        far = "last" if back == 0 else "before"
        acted, suffered = out.setdefault(event.actor, {}), out.setdefault(event.recipient, {})
        if event.recipient == actor:
            acted |= {f"was-done-to:{before}:{mood}": None, f"was-done-to:{far}": None}
        if event.actor == actor:
            suffered |= {f"did-to:{before}:{mood}": None, f"did-to:{far}": None,
                         f"did-to:{event.type}:{kind}": None}  # fmt: skip
        else:
            suffered |= {f"suffered:{before}:{mood}": None, f"suffered:{far}": None}
        if event.actor != event.recipient:
            acted |= {f"acted:{before}:{mood}": None, f"acted:{far}": None,
                      f"acted:{event.type}:{kind}": None}  # fmt: skip
    return out


def _mood(kind: str) -> str:
    return "hostile" if kind in HOSTILE else "friendly"


def nobody_features(setting: Setting, role: str, actor: Codes | None = None) -> list[str]:
    """The features of leaving a role empty."""
    trigger = setting.trigger
    kind = "noun" if trigger.noun else "verb"
    frame = trigger.sense.frame
    out = ["nobody", f"nobody:{kind}", f"nobody:{frame.type}", f"nobody:{frame.type}:{kind}"]
    out.append(f"nobody:{setting.lexicon.kin}:{frame.id}")
    above = setting.above
    out.append(f"nobody:{above.tie}:{above.type}:{frame.type}" if above else "nobody:free")
    if setting.scene.condition_of(setting.n) is not None:
        out += ["nobody:in-condition", f"nobody:in-condition:{trigger.passive}"]
    if trigger.passive:
        out.append("nobody:passive")
    if role == "recipient" and not actor:
        out.append("nobody:no-actor")
    return out


def suffers(setting: Setting, candidate: Candidate) -> bool:
    """Whether somebody stands where a passive has whoever suffers the act, as its frame tells: he
    is not its actor, whatever is heard ("Iran diperingatkan"). The tag alone is not taken
    for it: "formally recognised" is tagged as a passive."""
    if not setting.trigger.passive:
        return False
    if {"place:a0", "place:r0"}.intersection(candidate.shared.names) != {"place:r0"}:
        return False
    lexicon, tokens, at = setting.lexicon, setting.scene.tokens, setting.trigger.at
    told = (
        SUFFERS in tokens[at].feats
        or bool(lexicon.passive_prefixes)
        or lexicon.verb_last
        or lexicon.subject_after
    )
    return told or has_passive_auxiliary(lexicon, tokens, at)


@dataclass(frozen=True, slots=True)
class Shares:
    """What speaks for everyone in a role, by the words alone: the logarithm of his share, `()`
    being nobody; and the phrase of each for which most does."""

    logs: Mapping[Codes, float]
    phrases: Mapping[Codes, Candidate]

    def of(self, who: Codes) -> float:
        """The logarithm of a share; little of somebody who cannot be told from anywhere."""
        return self.logs.get(who, _LEAST)

    def phrase(self, who: Codes) -> Candidate | None:
        """The phrase that speaks most for somebody."""
        return self.phrases.get(who)


def shares(
    weights: Weights, setting: Setting, found: Sequence[Candidate], role: str,
    actor: Codes | None = None,
) -> Shares:  # fmt: skip
    """What speaks for everyone in a role by the words; of the recipient knowing the actor. Several
    phrases may stand for one: what speaks for each is added up."""
    mass: dict[Codes, float] = {
        (): math.exp(weights.score(role, nobody_features(setting, role, actor)))
    }
    best: dict[Codes, tuple[float, Candidate]] = {}
    barred = actor if setting.trigger.frame_type in _TO_OTHERS else None
    told = actor if role == "recipient" else None
    others = setting.memory.others(told) if told is not None else []
    passed = _passed(setting, told) if told is not None else {}
    for candidate in found:
        if (barred and candidate.codes == barred) or (
            role == "actor" and suffers(setting, candidate)
        ):
            continue
        besides = (
            _beside_actor(setting, candidate, told, others, passed) if told is not None else ()
        )
        score = candidate.score(weights, role, besides)
        mass[candidate.codes] = mass.get(candidate.codes, 0.0) + math.exp(min(score, 500.0))
        if candidate.codes not in best or score > best[candidate.codes][0]:
            best[candidate.codes] = (score, candidate)
    total = sum(mass.values())
    logs = {who: max(_LEAST, math.log(m / total + 1e-12)) for who, m in mass.items()}
    return Shares(logs, {who: candidate for who, (_, candidate) in best.items()})


def choose_told(
    weights: Weights, setting: Setting, found: Sequence[Candidate], role: str,
    actor: Codes | None = None,
) -> tuple[Codes, Candidate | None, float]:  # fmt: skip
    """Who fills the role by the words, `()` where nobody does; with the phrase that speaks most for
    it, and its share of what speaks for anybody."""
    found_shares = shares(weights, setting, found, role, actor)
    codes = max(found_shares.logs, key=lambda c: (found_shares.logs[c], c == (), c))
    return codes, found_shares.phrase(codes), math.exp(found_shares.of(codes))
