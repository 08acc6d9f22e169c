"""Modes: of what kind help or an attack is.

A pattern may tell it ("bombed", "airlifted food"); of most help no word of the act's own does, but
what is given: then the encoder says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from casus.extract.encoder import Bearing
from casus.model import MODES, Event

_BY_DEFAULT: Final = {"ASSAULT": "conventional"}
"""The mode that a type has where none is told; help then has none."""

_RATHER: Final = {"military": "humanitarian"}
"""The mode of a pattern and that which is believed instead where it is clearly heard: planes and
ships that are sent are counted among arms, and carry medicine (of 16 labels 11 say so, 2 not)."""


def with_modes(
    whole: Mapping[str, Event | None], bearing: Bearing | None
) -> tuple[dict[str, Event | None], list[str]]:
    """An act and its parts, by `MODED`, each with its mode: its own, where it has one and is not
    heard to be another that is believed rather; else the one that is heard of it, or that such
    events have. And those whose mode was heard."""
    out: dict[str, Event | None] = {}
    by_ear = []
    for of, event in whole.items():
        out[of] = event
        if event is None or event.type not in MODES or (event.mode and event.mode not in _RATHER):
            continue
        heard = bearing.mode(of, event.type, event.mode) if bearing is not None else None
        if event.mode and heard != _RATHER[event.mode]:
            continue
        out[of] = replace(event, mode=heard or _BY_DEFAULT.get(event.type))
        if heard:
            by_ear.append(of)
    return out, by_ear
