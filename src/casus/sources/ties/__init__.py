"""Signed ties from what users have and from the book: who stands with whom, and who against whom.

One rule a kind, in a file of its own: `listed` (alliances, disputes, wars), `votes`, `from_book`
(duties, sanctions), `from_ledger`; `signed` takes kinds together.
"""

from casus.sources.ties.kind import Kind, state_name
from casus.sources.ties.signed import (
    KINDS,
    KindTies,
    SignedTies,
    Tie,
    kind_ties,
    signed_ties,
)

__all__ = ["KINDS", "Kind", "KindTies", "SignedTies", "Tie", "kind_ties", "signed_ties",
           "state_name"]  # fmt: skip
