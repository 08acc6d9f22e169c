"""Fitting: the parties of a content or a condition, where the words leave them open or turn them.

A charge is of what the one charged did, a demand of what the one asked is to do; whoever threatens
or promises will do it himself, and whoever is threatened can avert it. Where a sentence tells no
party of such a part, or the wrong way round, the act itself tells. The lists below hold what labels
of such acts nearly always say (`docs/decisions/0018-parties-of-a-part.md`).
"""

from __future__ import annotations

from typing import Final

from casus.model import Event

_DONE_BY_RECIPIENT: Final = frozenset({"ACCUSE", "REQUEST", "SUPPORT"})
_DONE_BY_ACTOR: Final = frozenset({"THREATEN", "AGREE"})
_AVERTED: Final = frozenset({"THREATEN", "AGREE", "CONCEDE", "REJECT"})
"""Acts whose condition the recipient brings about."""

_DONE_TO_OTHER: Final = {
    "ACCUSE": frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"}),
    "REQUEST": frozenset({"AID", "COOPERATE"}),
    "THREATEN": frozenset({"ASSAULT", "COERCE", "SANCTION", "REJECT"}),
    "AGREE": frozenset({"AID", "CONCEDE", "SUPPORT"}),
}
"""Contents that, where nobody else is named, are done to the other party of the act."""

_AVERTING: Final = {
    "THREATEN": frozenset({"ASSAULT", "COERCE", "SANCTION", "CONCEDE"}),
    "AGREE": frozenset({"CONCEDE", "REQUEST", "COOPERATE"}),
}
"""The same of conditions."""


def fit_content(act: Event, content: Event) -> Event:
    """The content of an act with the parties that the act tells."""
    if not act.recipient or len(act.actor) == 0:
        return content
    if content.type == "CONSULT" and act.type in {"AGREE", "REJECT", "REQUEST"}:
        told = set(content.actor)
        enough = told == set(act.recipient) and act.type == "REQUEST"
        if told < {*act.actor, *act.recipient} and not enough:
            return Event.of(content.type, (*act.actor, *act.recipient), (), content.mode)
        return content
    if act.type in _DONE_BY_RECIPIENT:
        doer, other = act.recipient, act.actor
    elif act.type in _DONE_BY_ACTOR:
        doer, other = act.actor, act.recipient
    else:
        return content
    return _fitted(content, doer, other, content.type in _DONE_TO_OTHER.get(act.type, ()))


def fit_condition(act: Event, condition: Event) -> Event:
    """The condition of an act with the parties that the act tells."""
    if not act.recipient or act.type not in _AVERTED:
        return condition
    to_other = condition.type in _AVERTING.get(act.type, ())
    return _fitted(condition, act.recipient, act.actor, to_other)


def _fitted(part: Event, doer: tuple[str, ...], other: tuple[str, ...], to_other: bool) -> Event:
    actor, recipient = part.actor, part.recipient
    if not actor and recipient != doer:
        actor = doer
    elif actor == other and recipient in {doer, ()}:
        actor, recipient = doer, other if recipient else ()
    if actor == doer and not recipient and to_other:
        recipient = other
    return Event.of(part.type, actor, recipient, part.mode)
