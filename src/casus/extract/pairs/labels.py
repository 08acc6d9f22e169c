"""The labels of a pair: PLOVER's types, with YIELD for CONCEDE and RETREAT together."""

from __future__ import annotations

from typing import Final

from casus.model import TYPES

YIELD: Final = "YIELD"
_YIELDS: Final = frozenset({"CONCEDE", "RETREAT"})

LABELS: Final = tuple(dict.fromkeys(YIELD if kind in _YIELDS else kind for kind in TYPES))
"""The fifteen labels, from the most cooperative to the most hostile."""

_SPOKEN: Final = frozenset({"AGREE", "CONSULT", "SUPPORT"})
_DONE: Final = frozenset({"COOPERATE", "AID", YIELD})
_SAID_AGAINST: Final = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})

QUADS: Final = {
    kind: "V-COOP" if kind in _SPOKEN
    else "M-COOP" if kind in _DONE
    else "V-CONF" if kind in _SAID_AGAINST
    else "M-CONF"
    for kind in LABELS
}  # fmt: skip
"""The class of each label: verbal or material, cooperation or conflict."""


def label_of(kind: str) -> str:
    """The label of one of PLOVER's sixteen types.

    >>> label_of("RETREAT"), label_of("AID")
    ('YIELD', 'AID')
    """
    return YIELD if kind in _YIELDS else kind
