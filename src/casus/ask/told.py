"""Actors, events and findings in plain English words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from casus.model.occurrence import Occurrence

STRENGTHS: Final = {
    "must_military": "military help at once",
    "must_assist": "a duty to assist",
    "must_assist_request": "a duty to assist on request",
    "must_defend": "a duty to defend",
    "must_mobilise": "a duty to mobilise",
    "own_territory": "a duty to fight on its own soil",
    "guarantee": "a guarantee",
    "unknown": "text not public",
    "own_choice": "help due, by means of each one's choice",
    "const_process": "acts by its constitutional processes",
    "may": "a right, not a duty",
    "consult": "talks",
    "seek_council": "goes to the Council",
    "forbid": "forbidden",
    "benevolent": "benevolent neutrality",
    "prohibit": "prohibited",
    "cap": "above the cap",
}
"""What the strength of a clause or the norm of a paragraph means."""


_GOES_ON: Final = {
    "attack": "attacks", "declared": "has declared war on", "war": "is at war with",
}  # fmt: skip
_DEEDS: Final = {
    "occupy": "occupies soil of", "declare_war": "declares war on",
    "threaten": "threatens to attack",
}  # fmt: skip


def title(code: str) -> str:
    """The English name of an actor, its code where it has none.

    >>> title("PRK"), title("USA")
    ('North Korea', 'the United States')
    """
    from casus.errors import UnknownActor
    from casus.names import actor_title

    if not code:
        return ""
    try:
        name = actor_title(code, "en")
    except UnknownActor:
        return code
    articled = name.startswith(("United ", "West", "Soviet ", "European ", "Philippines", "UN "))
    return f"the {name}" if articled and code != "WSM" else name


def titles(codes: Iterable[str], most: int = 40) -> str:
    """Actors by name, `Russia, China and North Korea`; beyond `most` they are counted."""
    names = [title(code) for code in codes]
    if len(names) > most + 1:
        return listed([*names[:most], f"{len(names) - most} others"])
    return listed(names)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words joined by commas and an `and`.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def told(event: Occurrence) -> str:
    """An event in a clause, with what is said beyond its parties.

    >>> told(Occurrence.supply("RUS", "PRK", "missiles"))
    'Russia supplies North Korea with missiles'
    """
    who, whom = title(event.doer), title(event.target or "")
    if event.kind == "supply":
        out = f"{who} supplies {whom} with {event.item}"
        out += f" for {event.end_user}" if event.end_user != "government" else ""
    elif event.kind == "transfer_funds":
        out = f"{who} transfers {event.item} to {event.end_user} in {whom}"
        if event.end_user == "government":
            out = f"{who} transfers {event.item} to {whom}"
    elif event.kind == "sanction":
        what = f"sanctions ({event.item})" if event.item else "sanctions"
        out = f"{who} {'lifts its' if event.lifted else 'imposes'} {what} on {whom}"
    elif event.kind in _DEEDS:
        out = f"{who} {_DEEDS[event.kind]} {whom}"
    elif event.kind == "host_workers":
        out = f"{whom} hosts workers of {who}"
    elif event.kind == "mobilise":
        out = f"{who} mobilises"
        out += f" against {title(event.against)}" if event.against else ""
    elif event.kind == "remilitarise":
        out = f"{who} moves troops into a zone kept empty for {whom}"
    elif event.kind == "abduce":
        return f"what would make it so that {event.goal}"
    else:
        out = f"{who} attacks {whom}"
        out += f" ({event.object})" if event.object != "territory" else ""
    if event.place:
        out += f" at {event.place}"
    details = [
        words
        for given, words in (
            (event.attacker_kind == "nonstate", "by an armed group"),
            (event.attributed_to, f"attributed to {title(event.attributed_to or '')}"),
            (event.provoked, "provoked"),
            (event.self_defence, "in self-defence"),
            (event.weapon == "nuclear", "with nuclear weapons"),
            (event.approval, "approved by the Council"),
            (event.quantity_bbl, f"{event.quantity_bbl or 0:,.0f} barrels"),
            (event.quantity_t, f"{event.quantity_t or 0:,.0f} tonnes"),
            (event.ongoing, _meanwhile(event)),
        )
        if given
    ]
    return f"{out}, {', '.join(details)}" if details else out


def _meanwhile(event: Occurrence) -> str:
    """The fights that go on: named while they are few, else counted."""
    if len(event.ongoing) > 2:
        return f"while {len(event.ongoing)} fights go on"
    fights = [f"{title(f.attacker)} {_GOES_ON[f.kind]} {title(f.target)}" for f in event.ongoing]
    return f"while {listed(fights)}"
