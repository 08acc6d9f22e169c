"""The reading rules, as switches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from casus.errors import InputError


@dataclass(frozen=True, slots=True)
class Policies:
    """How texts are read. The defaults are the strict reading; the numbers are those of the docs.

    >>> Policies.named("escalate").rounds
    8
    """

    self_defence_is_no_attack: bool = True
    """1: lawful self-defence, own or collective, is no armed attack."""
    nothing_for_first_attacker: bool = True
    """2: no duty of defence towards a party that itself attacked first."""
    fellow_party_excluded: bool = True
    """3: an attack by a party does not set off the same treaty, unless its text says so."""
    in_force_only: bool = True
    """4: what is not in force binds nobody; signature is not enough."""
    charter_prevails: bool = True
    """6: no treaty lifts a decision of the Council (Charter 103)."""
    only_decisions_bind: bool = True
    """7: what the Council calls for, urges or recommends binds nobody."""
    attack_breaches_general: bool = True
    """9: an attack breaches Charter 2(4), and before it the pact of 1928."""
    general_silent: bool = True
    """10: general instruments oblige nobody to help."""
    rounds: int = 1
    """11: how many rounds are played; in later ones duties are performed and answered."""
    areas_bind: bool = True
    """12: a clause works in its area only."""
    objects_as_named: bool = True
    """12: forces, ships and aircraft count only where the text names them."""
    state_where_asked: bool = True
    """13: a clause that asks for an attack by a state needs one, or an act attributed to one."""
    third_state_stops: bool = True
    """14: a condition on a third state's conduct stops a duty (other conditions do not)."""
    provoked_stops: bool = True
    """15: a clause for unprovoked attack does not work for a provoked one."""
    declaration_attacks: bool = True
    """17: before the Charter whoever is first to declare war attacks; since then it takes arms."""
    struck_back: bool = False
    """escalate: whoever helps is attacked in turn by the attacker."""

    @classmethod
    def named(cls, name: str) -> Policies:
        """The policies `strict` or `escalate`; raises `InputError` for another name."""
        if name == "strict":
            return STRICT
        if name == "escalate":
            return ESCALATE
        raise InputError(f"policy {name!r}: strict or escalate")


STRICT: Final = Policies()
ESCALATE: Final = replace(STRICT, rounds=8, struck_back=True)
