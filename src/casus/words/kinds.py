"""What is told, in the engine's vocabulary: the kind of event, who does it, to whom, with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from casus.ask.council import COUNCIL
from casus.errors import UnknownEvent
from casus.model import Event, Occurrence

_NEAR_ATTACK: Final = ("threaten", "occupy", "declare_war")


def occurrence_of(
    event: Event, details: Mapping[str, str], events: Sequence[Event]
) -> Occurrence | None:
    """The event in the engine's vocabulary; None where it has no such kind, or lacks a side.

    `details` is what `Told.details` says, `events` all that the words tell.
    """
    if len(event.actor) != 1:
        return None
    if event.type != "THREATEN" and any(e.type == "THREATEN" for e in events):
        return None  # what is threatened is not done
    actor = event.actor[0]
    others = [code for code in event.recipient if code != actor]
    if event.type == "MOBILIZE" and len(others) < 2 and "mobilises" in details:
        return Occurrence.of("mobilise", attacker=actor, against=next(iter(others), None))
    if not others:
        return None
    target = others[0]
    record: dict[str, Any] | None = None
    deed = details.get("deed")
    if event.type in {"ASSAULT", "COERCE"} and (event.type == "ASSAULT" or deed == "occupy"):
        record = _force(event, actor, target, details)
    elif event.type == "THREATEN" and {e.type for e in events} <= {"THREATEN", "ASSAULT"}:
        nuclear = next((e for e in events if e.mode == "nuclear"), event)
        record = _force(nuclear, actor, target, {**details, "deed": "threaten"})
    elif "opposed" in details and event.type in ("SANCTION", "CONCEDE"):
        return None  # sanctions of somebody else
    elif event.type == "SANCTION" or (event.type == "CONCEDE" and deed == "lift"):
        record = _sanction(actor, target, details)
    elif event.type == "AID":
        plain = "arms" if event.mode == "military" and details.get("object") != "forces" else None
        item = details.get("item") or details.get("arms") or plain  # forces are no goods
        record = transfer(actor, target, item, details)
    elif event.type == "COOPERATE":
        _check_told(event, details)
        record = transfer(actor, target, details.get("item"), details)
    return Occurrence.from_dict(record) if record else None


def _force(event: Event, actor: str, target: str, details: Mapping[str, str]) -> dict[str, Any]:
    """An attack, or what comes near one: a threat, an occupation, a war declared."""
    from casus.ask.supposed import is_group, is_state
    from casus.names import actor_title

    if not is_state(actor) and not is_group(actor):
        raise UnknownEvent(
            f"{actor_title(actor, 'en')} is neither a state nor an armed group: name the states "
            "that use force, one event each"
        )
    kind = details.get("deed", "")
    kind = kind if kind in _NEAR_ATTACK else "attack"
    record: dict[str, Any] = {"kind": kind, "attacker": actor, "target": target}
    if kind in ("attack", "threaten"):
        record |= {key: details[key] for key in ("place", "object") if key in details}
        if event.mode == "nuclear":
            record["weapon"] = "nuclear"
    elif kind == "occupy":
        record |= {"place": details["place"]} if "place" in details else {}
    if not is_state(actor):
        record["attacker_kind"] = "nonstate"
    return record


def _sanction(actor: str, target: str, details: Mapping[str, str]) -> dict[str, Any]:
    """Sanctions imposed or lifted; those of the United Nations are the Council's."""
    sender = COUNCIL if actor == "UN" else actor
    record: dict[str, Any] = {"kind": "sanction", "sender": sender, "target": target}
    item = details.get("item") or details.get("arms")
    record |= {"item": item} if item else {}
    return record | ({"lifted": True} if details.get("deed") == "lift" else {})


def _check_told(event: Event, details: Mapping[str, str]) -> None:
    """Refuse trade of which the words do not say who supplies whom."""
    one, other = event.actor[0], event.recipient[0]
    if "item" in details and details.get("way") in ("take", "host"):
        raise UnknownEvent(
            f"{one} receives {details['item']}, but more sides than two are named: ask for each"
        )
    if "item" in details and details.get("way") != "give":
        raise UnknownEvent(
            f"trade in {details['item']} between {one} and {other}, but not who supplies whom: "
            f'say "{one} supplies {details["item"]} to {other}", or "buys … from"'
        )


def transfer(
    giver: str, taker: str, item: str | None, details: Mapping[str, str]
) -> dict[str, Any] | None:
    """Goods, or funds, that pass from one to the other; for a group, to the state it is in."""
    from casus.ask.supposed import is_state

    if item is None and "funds" in details:
        record: dict[str, Any] = {"kind": "transfer_funds", "supplier": giver, "target": taker}
    elif item is not None:
        record = {"kind": "supply", "supplier": giver, "target": taker, "item": item}
    else:
        return None
    if not is_state(taker):
        if "in" not in details:
            raise UnknownEvent(
                f"{taker} is no state: say in which state it gets them, "
                'as in "Iran supplies missiles to the Houthis in Yemen"'
            )
        record |= {"target": details["in"], "end_user": taker}
    return record | ({"place": details["place"]} if "place" in details else {})
