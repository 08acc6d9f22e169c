"""What a text says of instruments, before they are looked up in the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

PHRASE_KINDS: Final = ("named", "treaty", "resolution")
"""`named` gives the instrument's own name, `treaty` speaks of one by what it is, `resolution` of
measures of the Security Council, by number or not."""

CLAIM_KINDS: Final = (
    "backed", "resembles", "dated", "breach", "present", "in_force", "bound", "bloc", "motive",
)  # fmt: skip
"""What a text may claim that the book may decide: how a state voted on a measure; that one clause
is like another; when an instrument was made; that a deed breaks an instrument; that an alliance
has parties in a region; that an instrument is or is not in force; that an instrument binds its
parties to help one another; that blocs are forming; what somebody is after."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak of an instrument.

    `instrument` is the id of one that is named. `parties` are the actors that the phrase names,
    `around` those of its sentence, `before` those of the text up to there, the latest last in both.
    `years` are the years that it names, `era` the first and last year of an age; `traits` what it
    says the instrument is (`defence`, `partnership`, `old`, `new` …); `resolutions` the numbers
    named; `items` what goods the text speaks of there, by the items of the book. `back` says that
    the phrase points back ("this pact"); `tie`, that its noun may also mean something looser than a
    treaty ("partnership").
    """

    quote: str
    start: int
    end: int
    kind: str
    instrument: str | None = None
    article: str | None = None
    parties: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    era: tuple[int, int] | None = None
    traits: frozenset[str] = frozenset()
    resolutions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    back: bool = False
    tie: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of a text, in its words, with what is claimed of whom.

    `phrases` are the indexes of the phrases it turns on; `details` hold what its kind needs
    (`state`, `vote`, `region`, `year`, `holds` …); `negated` says that the text denies it.
    """

    kind: str
    quote: str
    start: int
    end: int
    phrases: tuple[int, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    negated: bool = False
