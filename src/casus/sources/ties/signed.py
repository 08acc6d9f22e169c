"""Kinds of ties taken together: day by day as a source of blocs, year by year as a list.

Where two kinds disagree on a pair the friendly tie stands, and the pair is told as mixed: allies
that quarrel are allies. A day that one of the kinds does not cover has no ties at all, and a
reason: half of a network would pass for the whole.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from casus.blocs.duties import Ties
from casus.errors import InputError, NotCovered
from casus.sources.ties.from_book import duties, sanctions
from casus.sources.ties.from_ledger import statements
from casus.sources.ties.listed import alliances, disputes, wars
from casus.sources.ties.votes import ABOVE, BELOW, votes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from casus.blocs.duties import Pair
    from casus.book import Book
    from casus.sources.shelf import Shelf
    from casus.sources.ties.kind import Kind

KINDS: Final = ("duties", "alliances", "disputes", "wars", "votes", "sanctions", "ledger")
_LISTED: Final = {"alliances": alliances, "disputes": disputes, "wars": wars}
_FROM_BOOK: Final = {"duties": duties, "sanctions": sanctions}


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A tie of a year between two states in the order of their codes; `by` are the kinds that make
    it, `mixed` tells that another kind said the contrary."""

    year: int
    one: str
    other: str
    sign: int
    by: tuple[str, ...]
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class SignedTies:
    """The ties of the years that are covered, in order, and for each other year why not."""

    ties: tuple[Tie, ...]
    missing: dict[int, str]
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class KindTies:
    """Kinds of ties as a source of `casus.blocs`: ask `on(day)`, `missing(day)`, `nodes(day)`.

    What happens (disputes, wars, votes, statements) counts in a window of `window` years that ends
    with the day's; what lasts (alliances, duties, sanctions) as of the day.
    """

    kinds: tuple[Kind, ...]
    window: int = 1
    _known: dict[dt.date, tuple[Ties, ...] | str] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        """The data sets that the ties are made from, with their versions."""
        return tuple(dict.fromkeys(label for kind in self.kinds for label in kind.sources))

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year that all kinds cover."""
        first = max(kind.first for kind in self.kinds)
        return first, max(first, min(kind.last for kind in self.kinds))

    @property
    def named(self) -> bool:
        """Whether the friendly ties bear the names of what made them."""
        return all(kind.named or "friendly" not in kind.rule for kind in self.kinds)

    def each(self, day: dt.date) -> tuple[Ties, ...]:
        """The ties of each kind on a day; raises `NotCovered` where one has none to tell."""
        if day not in self._known:
            start = max(dt.MINYEAR, day.year - self.window + 1)
            try:
                self._known[day] = tuple(kind.on(start, day) for kind in self.kinds)
            except NotCovered as err:
                self._known[day] = str(err)
        held = self._known[day]
        if isinstance(held, str):
            raise NotCovered(held)
        return held

    def on(self, day: dt.date) -> Ties:
        """The ties of a day, all kinds together; none where one does not cover it."""
        try:
            return joined(day, self.each(day))
        except NotCovered:
            return Ties(day, {}, {}, {}, {}, {})

    def missing(self, day: dt.date) -> str | None:
        """Why nothing is said of a day; None where all kinds cover it."""
        try:
            self.each(day)
        except NotCovered as err:
            return str(err)
        return None

    def nodes(self, day: dt.date) -> frozenset[str]:
        """The states of the day, and whoever else has a tie."""
        from casus.blocs.scope import states_on

        ties = self.on(day)
        return states_on(day) | {s for pair in (*ties.friendly, *ties.hostile) for s in pair}


def kind_ties(
    kinds: Sequence[str],
    *,
    shelf: Shelf | None = None,
    book: Book | None = None,
    ledger: str | os.PathLike[str] | None = None,
    above: float = ABOVE,
    below: float = BELOW,
    window: int = 1,
) -> KindTies:
    """The ties of `kinds`: those of `KINDS`, from a shelf of data sets (default: the user's own),
    the book (default: casus's) and the folder of a ledger.

    Raises `InputError` for a kind that is none, or where its data set or ledger is not there.

    >>> import datetime as dt
    >>> found = kind_ties(["duties", "sanctions"]).on(dt.date(2016, 12, 31))
    >>> found.hostile["FRA", "PRK"][0], ("CHN", "PRK") in found.mixed
    ('unsc_1718', True)
    """
    if not kinds or (strangers := [kind for kind in kinds if kind not in KINDS]):
        got = ", ".join(strangers) if kinds else "nothing"
        raise InputError(f"{got}: accepted are {', '.join(KINDS)}")
    if not -1 <= below < above <= 1:
        raise InputError(
            f"below {below:g} and above {above:g}: accepted are -1 ≤ below < above ≤ 1"
        )
    if not 1 <= window <= 100:
        raise InputError(f"a window of {window} years: accepted are 1 to 100")
    out: list[Kind] = []
    for name in dict.fromkeys(kinds):
        if name in _FROM_BOOK:
            out.append(_FROM_BOOK[name](book if book is not None else _book()))
        elif name == "ledger":
            if ledger is None:
                raise InputError("ties of a ledger: name its folder with --ledger DIR")
            out.append(statements(ledger))
        else:
            shelf = shelf if shelf is not None else _shelf()
            out.append(votes(shelf, above, below) if name == "votes" else _LISTED[name](shelf))
    return KindTies(tuple(out), window)


def _book() -> Any:
    from casus.book import load_book

    return load_book()


def _shelf() -> Any:
    from casus.sources.shelf import Shelf

    return Shelf.open()


def joined(day: dt.date, each: Sequence[Ties]) -> Ties:
    """The ties of several kinds as one: see the rule above."""
    if len(each) == 1:
        return each[0]
    friendly, hostile, mixed, unsure, pending = (
        _union(getattr(ties, name) for ties in each)
        for name in ("friendly", "hostile", "mixed", "unsure", "pending")
    )
    for pair in friendly.keys() & hostile.keys():
        mixed[pair] = tuple(sorted({*mixed.get(pair, ()), *hostile.pop(pair)}))
    for rest in (unsure, pending):
        for pair in friendly.keys() & rest.keys():
            del rest[pair]
    found = (friendly, hostile, mixed, unsure, pending)
    return Ties(day, *(dict(sorted(ties.items())) for ties in found))


def _union(found: Any) -> dict[Pair, tuple[str, ...]]:
    out: dict[Pair, tuple[str, ...]] = {}
    for ties in found:
        for pair, names in ties.items():
            out[pair] = tuple(sorted({*out.get(pair, ()), *names}))
    return out


def signed_ties(source: KindTies, first: int, last: int) -> SignedTies:
    """The ties of a source from year `first` to `last`, each as of 31 December, states by ISO code
    (by name where they have none).

    Raises `InputError` for years out of order.
    """
    if not 1 <= first <= last <= 9998:
        raise InputError(f"from {first} to {last}: accepted are two years in order")
    ties: list[Tie] = []
    missing: dict[int, str] = {}
    for year in range(first, last + 1):
        try:
            each = source.each(dt.date(year, 12, 31))
        except NotCovered as err:
            missing[year] = str(err)
            continue
        ties += _listed(year, source.kinds, each)
    return SignedTies(tuple(sorted(ties)), missing, source.sources)


def _listed(year: int, kinds: Sequence[Kind], each: Sequence[Ties]) -> Iterator[Tie]:
    whole = joined(dt.date(year, 12, 31), each)
    for sign, pairs in ((1, whole.friendly), (-1, whole.hostile)):
        for pair in pairs:
            by = tuple(
                kind.name
                for kind, ties in zip(kinds, each, strict=True)
                if pair in (ties.friendly if sign > 0 else ties.hostile)
            )
            yield Tie(year, *pair, sign, by, pair in whole.mixed)
