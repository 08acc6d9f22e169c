"""Modes: of what kind help or an attack is.

A pattern may tell it ("bombed", "airlifted food"); of most help no word of the act's own does, but
what is given: then the encoder says it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from casus.extract.encoder import Bearing
from casus.model import MODES, Event

_BY_DEFAULT: Final = {"ASSAULT": "conventional"}
"""The mode that a type has where none is told; help then has none."""


def with_mode(event: Event, of: str, bearing: Bearing | None) -> tuple[Event, bool]:
    """An event with its mode: its own, where it has one; else the one that is heard of the act or
    of the part of it (one of `MODED`) that it is, or that such events have. And whether it was
    heard."""
    if event.mode or event.type not in MODES:
        return event, False
    heard = bearing.mode(of, event.type) if bearing is not None else None
    return replace(event, mode=heard or _BY_DEFAULT.get(event.type)), heard is not None
