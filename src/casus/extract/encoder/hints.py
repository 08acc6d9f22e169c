"""Hints: what the encoder thinks of the words of an article and of who fills their roles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Final

import numpy as np

from casus.extract.chunks import Chunk
from casus.extract.encoder.heads import Asked, Floats, Heads
from casus.extract.encoder.model import Encoder, Vectors
from casus.extract.encoder.windows import windows
from casus.extract.sentences import Span
from casus.extract.tokens import Token

Codes = tuple[str, ...]

SILENT: Final = math.log(0.8)
"""How sure the encoder must be that a word tells nothing; where it is sure of every one, the
sentence is left without tags,"""

SILENT_AMONG: Final = math.log(0.5)
"""and how sure in a sentence around which hardly more is told than `DULL`
(`docs/decisions/0047-fewer-sentences-asked.md`)."""

DULL: Final = 0.4
"""How likely an event is told, on the mean, in the sentences of a text that tells few."""

TOLD: Final = math.log(0.5)
"""How likely it must be told once for what repeats it to be looked at, and believed."""

FLOOR: Final = math.log(0.03)
"""How unlikely the encoder may find anything: it is not to outvote a preposition and the order of
words."""

UNMET: Final = math.log(0.1)
"""What it gives whoever stands outside its window: it has not seen them."""


_OF_THE_ACT: Final = frozenset({"actor", "recipient", "party"})
"""Roles that those may fill together who were listed sentences before ("called it a stab in the
back", where two had signed)."""


@dataclass(slots=True)
class _Window:
    """Sentences that were read together, and the mentions known in them so far: the names of all,
    and those who are meant without a name in the sentences that were met."""

    vectors: Vectors
    places: dict[int, int]
    """For each sentence what is to be added to a place in the article."""
    codes: list[Codes] = field(default_factory=list)
    rows: list[Floats] = field(default_factory=list)
    """The vector of each."""
    offers: Floats | None = None
    lists: dict[Codes, set[Codes]] = field(default_factory=dict)
    """Those that were listed together so far, with the members of the list."""

    def note(self, row: Floats | None, codes: Codes) -> None:
        """A mention of somebody; none where it stands beyond what was read."""
        if row is not None:
            self.codes.append(codes)
            self.rows.append(row)

    def offered(self, heads: Heads) -> Floats:
        """What the mentions offer, a row each; worked out once an act asks."""
        known = 0 if self.offers is None else len(self.offers)
        if self.offers is None or known < len(self.rows):
            found = [heads.offers(row) for row in self.rows[known:]]
            fresh = np.array(found, dtype=np.float32).reshape(len(found), heads.offered)
            self.offers = fresh if self.offers is None else np.concatenate([self.offers, fresh])
        return self.offers


@dataclass(slots=True)
class Bearing:
    """Who fills the roles of one act, and what its content and its condition are.

    `parts` holds for each of `PARTS` (a row) the logarithm of how likely it is each of `LABELS`,
    `joint` how much likelier all sides do it together than not; `together` is that of the act
    itself.
    """

    parts: Floats
    joint: Floats
    together: float
    _heads: Heads
    _asked: Asked
    _offered: Floats
    _codes: Sequence[Codes]
    _lists: dict[Codes, set[Codes]]
    _lists_before: dict[Codes, set[Codes]] = field(default_factory=dict)
    _shares: dict[str, dict[Codes, float]] = field(default_factory=dict)
    _given: dict[tuple[str, Codes], Bearing] = field(default_factory=dict)

    def given(self, role: str, codes: Codes) -> Bearing:
        """What it thinks once it is known who fills a role, `()` being nobody; the same where it
        has not met them."""
        if (role, codes) not in self._given:
            rows = [n for n, who in enumerate(self._codes) if set(who) <= set(codes)]
            known = self
            if rows or not codes:
                filler = self._heads.filler(role, self._offered[rows])
                asked = self._heads.linked(self._asked, role, filler)
                known = replace(self, _asked=asked, _shares={}, _given={})
            self._given[role, codes] = known
        return self._given[role, codes]

    def mode(self, of: str, kind: str, told: str | None = None) -> str | None:
        """The likeliest mode of the act or of a part of it (one of `MODED`), were it of a type;
        None where none is; one that the words have `told`, unless another is clearly likelier."""
        return self._heads.mode(self._asked, of, kind, told)

    def of(self, role: str, codes: Codes) -> float:
        """What the encoder gives an actor in a role: the logarithm of its share, `()` being nobody.
        Of parties it is how much likelier it takes part than not."""
        return self.shares(role).get(codes, UNMET)

    def shares(self, role: str) -> dict[Codes, float]:
        """What it gives everyone it knows."""
        if role not in self._shares:
            fits, nobody = self._heads.scores(self._asked, role, self._offered)
            lists = self._lists_before | self._lists if role in _OF_THE_ACT else self._lists
            if role == "party":
                odds = [fit + nobody for fit in fits]
                self._shares[role] = _best(self._codes, odds, lists)
            else:
                self._shares[role] = _shares(self._codes, fits, nobody, lists)
        return self._shares[role]


@dataclass(slots=True)
class Hint:
    """What the encoder thinks of one sentence."""

    heads: Heads
    window: _Window
    move: int
    told: dict[tuple[int, int], Floats | None] = field(default_factory=dict)
    lists: dict[Codes, set[Codes]] = field(default_factory=dict)
    lists_before: dict[Codes, set[Codes]] = field(default_factory=dict)
    borne: dict[tuple[int, int, str], Bearing | None] = field(default_factory=dict)
    around: float | None = None
    """How likely an event is told in the sentences around it; None where there are none that were
    read."""

    def types(self, tokens: Sequence[Token]) -> list[Floats | None]:
        """For each token the logarithm of how likely it tells each of `LABELS`; None beyond what
        was read."""
        asked = [(t.start, t.end) for t in tokens if (t.start, t.end) not in self.told]
        if asked:
            rows, read = self.window.vectors.telling(self._moved(asked))
            self.told |= dict.fromkeys(asked)
            self.told |= dict(zip(compress(asked, read), self.heads.types(rows), strict=True))
        return [self.told[t.start, t.end] for t in tokens]

    def tagging(self, tokens: Sequence[Token]) -> tuple[list[Token], Floats]:
        """The tokens that were read, and what each is to be asked by for its part of speech, a row
        each."""
        rows, read = self.window.vectors.tagging(self._moved([(t.start, t.end) for t in tokens]))
        return list(compress(tokens, read)), rows

    def _moved(self, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where stretches of the article lie in the window."""
        return [(start + self.move, end + self.move) for start, end in stretches]

    def may_tell(self, tokens: Sequence[Token], again: bool = False) -> bool:
        """Whether any of the words may tell an event, or was not read; where others tell one in the
        same words, whether it may be told `again`."""
        dull = self.around is not None and self.around < DULL and not again
        sure = SILENT_AMONG if dull else SILENT
        return any(row is None or row[0] < sure for row in self.types(tokens))

    def loudest(self, tokens: Sequence[Token]) -> float | None:
        """How likely the likeliest of the words tells an event; None where none was read."""
        read = [float(row[0]) for row in self.types(tokens) if row is not None]
        return 1.0 - math.exp(min(read)) if read else None

    def expect(self, tokens: Sequence[Token], chunks: Sequence[Chunk]) -> None:
        """The names of the sentence: who acts may be told before they are named."""
        for chunk in chunks:
            if chunk.codes:
                self.window.note(self._row_of(tokens, chunk), chunk.codes)

    def meet(
        self, tokens: Sequence[Token], chunks: Sequence[Chunk], resolved: Sequence[Codes]
    ) -> None:
        """Those whom the actor phrases of the sentence mean without naming them; its names are
        known since they were expected."""
        for chunk, codes in zip(chunks, resolved, strict=True):
            if codes and codes != chunk.codes:
                self.window.note(self._row_of(tokens, chunk), codes)
        self.borne.clear()
        self.lists, self.lists_before = _lists(chunks, resolved), dict(self.window.lists)
        self.window.lists |= self.lists

    def bearing(self, at: Token, kind: str) -> Bearing | None:
        """Who of those known by now fills the roles of a trigger at a token that tells an event of
        a type; None beyond what was read."""
        place = (at.start, at.end, kind)
        if place not in self.borne:
            self.borne[place] = self._bearing(at, kind)
        return self.borne[place]

    def _bearing(self, at: Token, kind: str) -> Bearing | None:
        word = self._mean(at.start, at.end)
        if word is None:
            return None
        asked = self.heads.asks(word, kind, self.window.vectors.rows)
        offered, known = self.window.offered(self.heads), tuple(self.window.codes)
        parts, together = self.heads.parts(asked), self.heads.together(asked)
        return Bearing(
            *parts, together, self.heads, asked, offered, known, self.lists, self.lists_before
        )

    def _row_of(self, tokens: Sequence[Token], chunk: Chunk) -> Floats | None:
        return self._mean(tokens[chunk.first].start, tokens[chunk.last].end)

    def _mean(self, start: int, end: int) -> Floats | None:
        return self.window.vectors.mean(start + self.move, end + self.move)


def _lists(chunks: Sequence[Chunk], resolved: Sequence[Codes]) -> dict[Codes, set[Codes]]:
    """Those that are listed together, with the members of the list; members of whom it is not known
    whom they mean left out."""
    out: dict[Codes, set[Codes]] = {}
    for chunk in chunks:
        members = {resolved[m] for m in chunk.members} - {()}
        if len(members) > 1:
            out[tuple(sorted({code for codes in members for code in codes}))] = members
    return out


def _shares(
    codes: Sequence[Codes],
    fits: Sequence[float],
    nobody: float,
    lists: dict[Codes, set[Codes]],
) -> dict[Codes, float]:
    top = max([*fits, nobody])
    mass: dict[Codes, float] = {(): math.exp(nobody - top)}
    for who, fit in zip(codes, fits, strict=True):
        mass[who] = mass.get(who, 0.0) + math.exp(fit - top)
    total = sum(mass.values())
    for together, members in lists.items():
        mass[together] = max(mass.get(together, 0.0), sum(mass.get(m, 0.0) for m in members))
    return {who: max(FLOOR, math.log(m / total + 1e-12)) for who, m in mass.items()}


def _best(
    codes: Sequence[Codes], fits: Sequence[float], lists: dict[Codes, set[Codes]]
) -> dict[Codes, float]:
    out: dict[Codes, float] = {}
    for who, fit in zip(codes, fits, strict=True):
        out[who] = max(out.get(who, -math.inf), fit)
    for together, members in lists.items():
        if met := [out[m] for m in members if m in out]:
            out[together] = max(out.get(together, -math.inf), sum(met) / len(met))
    return out


class Hints:
    """What the encoder thinks of an article, sentence by sentence."""

    def __init__(
        self, encoder: Encoder, text: str, spans: Sequence[Span], breaks: Sequence[int] = ()
    ) -> None:
        self._heads = encoder.heads
        self._windows: dict[int, _Window] = {}
        for window in windows(text, spans, breaks):
            read = _Window(encoder.vectors(window.text), window.places)
            for n in window.places:
                self._windows[n] = read

    def of(self, n: int) -> Hint | None:
        """The hint of the `n`th of the sentences."""
        window = self._windows.get(n)
        return Hint(self._heads, window, window.places[n]) if window else None
