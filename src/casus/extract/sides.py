"""Sides: who does an act to whom, or all who do it together, weighed by words and by ear.

The words say how likely each is to act (`roles.py`) and to take part (`parties.py`), the encoder
too; both are weighed, and how such acts are done, for each pair and each set of parties that may be
(`choices.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from casus.extract.choices import Choice
from casus.extract.encoder import UNMET, Bearing
from casus.extract.memory import Codes
from casus.extract.parties import choose_parties, told_as_party
from casus.extract.roles import Shares, shares
from casus.extract.setting import Candidate, Setting
from casus.extract.weights import Weights, log_sigmoid

CLOSE: Final = 4.0
"""How much likelier the likeliest may be than others that are tried too:"""

ACTORS: Final = 2
"""so many actors,"""

RECIPIENTS: Final = 4
"""and with each so many recipients."""

TRUST: Final = 1.6
"""How much the encoder counts beside the words in which are tried."""

TOGETHER: Final = -3.0
"""How much likelier it must be heard that all do it together for that to be tried against the
frame."""

AMONG: Final = 3
"""Of so many who may take part every two are tried."""

_LEAST: Final = -6.0
"""The logarithm of a likelihood that is hardly any."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts upon whom, or all who act `together`; with the phrases that tell of them."""

    actor: Codes
    recipient: Codes
    together: bool
    actor_told: Candidate | None = None
    recipient_told: Candidate | None = None
    parties_told: tuple[Candidate, ...] = ()


class _Party(NamedTuple):
    """Somebody who may take part, and what speaks for it by words and by ear."""

    phrase: Candidate
    told: float
    heard: float

    @property
    def both(self) -> float:
        return self.told + self.heard

    def by(self, what: str) -> float:
        return self.told if what == "told" else self.heard


def sides_of(
    weights: Weights,
    setting: Setting,
    found: Sequence[Candidate],
    bearing: Bearing,
    pact: Codes,
    alone: Candidate | None = None,
) -> list[Choice[Sides]]:
    """Those who may be the sides of a trigger, of candidates that were `found`; `pact` are the
    parties of the agreement whose terms it may be, `alone` is who acts in any case."""
    frame = setting.trigger.sense.frame
    out = list(_apart(weights, setting, found, bearing, alone))
    if alone is None and (frame.both or bearing.together > TOGETHER):
        pairs = {(*choice.what.actor, *choice.what.recipient) for choice in out}
        out += _together(weights, setting, found, bearing, [pact, *sorted(pairs)])
    return out


def _apart(
    weights: Weights,
    setting: Setting,
    found: Sequence[Candidate],
    bearing: Bearing,
    alone: Candidate | None,
) -> Iterator[Choice[Sides]]:
    """Those who may act, each with those upon whom."""
    kind = setting.trigger.frame_type
    how = _how(setting, bearing, together=False)
    told, heard = shares(weights, setting, found, "actor"), bearing.shares("actor")
    seated = {c.codes for c in found if _is_seated(setting, c)}
    for actor in [alone.codes] if alone else _likeliest(told, heard)[:ACTORS]:
        does = how | _of_role(setting, "actor", actor, told, heard)
        after = shares(weights, setting, found, "recipient", actor)
        heard_after = bearing.given("actor", actor).shares("recipient")
        may = _likeliest(after, heard_after, actor)
        if any(set(who).isdisjoint(actor) for who in seated):
            may = [who for who in may if not who or _is_named(setting, after.phrase(who))] or may
        for recipient in may[:RECIPIENTS]:
            measures = does | _of_role(setting, "recipient", recipient, after, heard_after)
            if actor and actor == recipient:
                measures[f"same:{kind}"] = 1.0
            phrases = alone or told.phrase(actor), after.phrase(recipient)
            yield Choice(Sides(actor, recipient, False, *phrases), measures)


def _is_seated(setting: Setting, candidate: Candidate) -> bool:
    """Whether somebody is named as the object of the act's own verb, in the first place where its
    frame has whoever suffers it: then it is nobody whom the sentence does not name. A verb that is
    only heard may be about another ("is expected to *follow* India" in recognising Bangladesh)."""
    object_of_it = {"tree:obj", "place:r0"} <= set(candidate.shared.names)
    known = not setting.trigger.sense.frame.heard
    return object_of_it and known and _is_named(setting, candidate)


def _is_named(setting: Setting, phrase: Candidate | None) -> bool:
    """Whether somebody is told of by a name in the sentence."""
    if phrase is None or phrase.chunk is None:
        return False
    return not setting.scene.chunks[phrase.chunk].refers


def _likeliest(told: Shares, heard: Mapping[Codes, float], beside: Codes = ()) -> list[Codes]:
    """Those who are likeliest in a role, and close to the first, in that order; of those `beside`
    whom they stand they are none, or all."""
    weights = {
        who: log + TRUST * heard.get(who, UNMET)
        for who, log in told.logs.items()
        if who == beside or set(who).isdisjoint(beside)
    }
    least = max(weights.values()) - CLOSE
    close = [who for who, weight in weights.items() if weight >= least]
    return sorted(close, key=lambda who: (-weights[who], who))


def _how(setting: Setting, bearing: Bearing, *, together: bool) -> dict[str, float]:
    """What speaks for all doing it together, or one to another."""
    frame = setting.trigger.sense.frame
    how, odds = ("together", bearing.together) if together else ("apart", -bearing.together)
    heard = log_sigmoid(odds)
    told = f"{how}:{frame.type}:{'both' if frame.both else 'one'}"
    return {
        told: 1.0, f"{how}:{_known(setting)}": 1.0,
        f"{how}:heard": heard, f"{how}:heard:{frame.type}": heard,
    }  # fmt: skip


def _of_role(
    setting: Setting, role: str, who: Codes, told: Shares, heard: Mapping[Codes, float]
) -> dict[str, float]:
    """What speaks for somebody in a role: words and ear."""
    kind, known = setting.trigger.frame_type, _known(setting)
    where = "act" if setting.above is None else setting.above.tie
    out: dict[str, float] = {}
    for by, likely in (("told", told.of(who)), ("heard", heard.get(who, UNMET))):
        name = f"{role}:{by}"
        out[name] = out[f"{name}:{kind}"] = out[f"{name}:{known}"] = likely
        out[f"{name}:{where}"] = likely
    if not who:
        by = "noun" if setting.trigger.noun else "verb"
        name = f"{role}:nobody"
        out[f"{name}:{kind}"] = out[f"{name}:{known}"] = out[f"{name}:{by}"] = 1.0
        return out
    phrase = told.phrase(who)
    name = f"{role}:away" if phrase is None or phrase.chunk is None else f"{role}:here"
    out[name] = out[f"{name}:{kind}"] = 1.0
    if len(who) > 1:
        out[f"{role}:several:{kind}"] = 1.0
    if phrase is not None and _stands_with(setting, phrase):
        out[f"{role}:with"] = out[f"{role}:with:{kind}"] = 1.0
    return out


def _stands_with(setting: Setting, phrase: Candidate) -> bool:
    """Whether a preposition of doing it together stands before a phrase ("signed a pact *with*
    Iran")."""
    case = setting.case_of(phrase)
    return bool(case) and case in setting.lexicon.marker_words["two_sided_with"]


def _together(
    weights: Weights,
    setting: Setting,
    found: Sequence[Candidate],
    bearing: Bearing,
    others: Sequence[Codes],
) -> Iterator[Choice[Sides]]:
    """Those who may do it together, `others` of whom it may be told among them, the parties of an
    agreement first."""
    best: dict[Codes, _Party] = {}
    odds: list[tuple[Candidate, float]] = []
    for candidate, told in told_as_party(weights, setting, found):
        codes = candidate.codes
        party = _Party(candidate, told, bearing.of("party", codes))
        odds.append((candidate, party.both))
        if codes not in best or party.both > best[codes].both:
            best[codes] = party
    chosen, _ = choose_parties(setting, odds)
    kind, how = setting.trigger.frame_type, _how(setting, bearing, together=True)
    for sides in _sets(best, [chosen, *others]):
        within = [one for who, one in best.items() if set(who) <= set(sides)]
        outside = [one for who, one in best.items() if not set(who) <= set(sides)]
        measures = how | _likelihoods(sides, within, outside, kind)
        measures[f"parties:{min(len(sides), 4)}"] = 1.0
        listed = {"listed": sides in best, "chosen": sides == chosen, "pact": sides == others[0]}
        for name in (name for name, holds in listed.items() if holds):
            measures[f"parties:{name}"] = measures[f"parties:{name}:{kind}"] = 1.0
        phrases = _telling(sides, within)
        yield Choice(Sides(sides, (), together=True, parties_told=phrases), measures)


def _sets(best: Mapping[Codes, _Party], others: Sequence[Codes]) -> list[Codes]:
    """Those who may take part, in sets: the likeliest two, three, …, every two of them, those
    listed together, and the others."""
    ranked = sorted(best, key=lambda who: (-best[who].both, who))[: AMONG + 1]
    out = [set(sides) for sides in (*others, *ranked[:AMONG])]
    out += [{code for who in ranked[:n] for code in who} for n in range(2, len(ranked) + 1)]
    out += [{*one, *other} for one, other in combinations(ranked[:AMONG], 2)]
    return sorted({tuple(sorted(one)) for one in out if len(one) > 1})


def _telling(sides: Codes, within: Sequence[_Party]) -> tuple[Candidate, ...]:
    """The phrases that tell of the parties, each of somebody of whom none before it does."""
    told: set[str] = set()
    out: list[Candidate] = []
    for party in sorted(within, key=lambda one: (-one.both, one.phrase.codes)):
        if not set(party.phrase.codes) <= told:
            told.update(party.phrase.codes)
            out.append(party.phrase)
        if len(told) == len(sides):
            break
    return tuple(out)


def _likelihoods(
    sides: Codes, within: Sequence[_Party], outside: Sequence[_Party], kind: str
) -> dict[str, float]:
    """How likely the least likely of the parties takes part, all of them on the whole, and that
    nobody else does: by words and by ear."""
    out: dict[str, float] = {}
    inner = [[one for one in within if code in one.phrase.codes] for code in sides]
    for by in ("told", "heard"):
        each = [
            max((log_sigmoid(one.by(by)) for one in several), default=_LEAST) for several in inner
        ]
        rest = min((log_sigmoid(-one.by(by)) for one in outside), default=0.0)
        out[f"parties:{by}"] = out[f"parties:{by}:{kind}"] = max(_LEAST, min(each))
        out[f"parties:{by}:mean"] = max(_LEAST, sum(each) / len(each))
        out[f"others:{by}"] = out[f"others:{by}:{kind}"] = max(_LEAST, rest)
    return out


def _known(setting: Setting) -> str:
    return "unknown" if setting.trigger.sense.frame.heard else "known"
