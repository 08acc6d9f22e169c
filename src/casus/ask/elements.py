"""Elements of a route: `USA attacks PRK at Guam`, `FRA assists CSK`, `DEU mobilises`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casus.errors import UnknownEvent
from casus.model.occurrence import Occurrence, Ongoing

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACCEPTED = "STATE attacks STATE [at PLACE], STATE assists STATE, or STATE mobilises"


@dataclass(frozen=True, slots=True, order=True)
class Element:
    """One supposed act. `whom` is empty for a mobilisation, `place` where none is named."""

    verb: str
    who: str
    whom: str = ""
    place: str = ""

    @classmethod
    def parse(cls, text: object) -> Element:
        """Read an element; raises `UnknownEvent`.

        >>> str(Element.parse("CHN attacks USA  at Guam"))
        'CHN attacks USA at Guam'
        """
        words = text.split() if isinstance(text, str) else []
        if len(words) == 2 and words[1] == "mobilises":
            return cls("mobilises", words[0])
        if len(words) == 3 and words[1] in ("attacks", "assists"):
            return cls(words[1], words[0], words[2])
        if len(words) > 4 and words[1] == "attacks" and words[3] == "at":
            return cls("attacks", words[0], words[2], " ".join(words[4:]))
        raise UnknownEvent(f"element {text!r}: {_ACCEPTED}")

    def __str__(self) -> str:
        if self.verb == "mobilises":
            return f"{self.who} mobilises"
        return f"{self.who} {self.verb} {self.whom}" + (f" at {self.place}" if self.place else "")


def events_of(elements: Iterable[Element]) -> list[Occurrence]:
    """The events that a set of elements makes, each with the others as fights that go on.

    To assist is to fight on that side of every war that the one assisted is in: lawful help where
    that side is the victim, an attack where it is the attacker. Whoever assists a helper stands
    where the helper stands.
    """
    elements = tuple(elements)
    attacks = {(e.who, e.whom): e.place for e in elements if e.verb == "attacks"}
    lawful: dict[tuple[str, str], None] = {}
    helpers = [e for e in elements if e.verb == "assists"]
    grown = bool(helpers)
    while grown:
        grown = False
        for helper in helpers:
            for who, whom in tuple(attacks):
                if whom == helper.whom and who != helper.who:
                    grown |= (helper.who, who) not in lawful
                    lawful[helper.who, who] = None
                elif who == helper.whom and whom != helper.who:
                    grown |= (helper.who, whom) not in attacks
                    attacks.setdefault((helper.who, whom), attacks[who, whom])
            for who, whom in tuple(lawful):
                if who == helper.whom and whom != helper.who:
                    grown |= (helper.who, whom) not in lawful
                    lawful[helper.who, whom] = None
    fights = [(pair, Ongoing("attack", *pair)) for pair in attacks]
    fights += [(pair, Ongoing("attack", *pair, lawful=True)) for pair in lawful]
    out = []
    for (who, whom), place in attacks.items():
        others = tuple(fight for pair, fight in fights if pair != (who, whom))
        out.append(Occurrence(kind="attack", attacker=who, target=whom, place=place or None,
                              ongoing=others))  # fmt: skip
    for who, whom in lawful:
        others = tuple(fight for pair, fight in fights if pair != (who, whom))
        out.append(Occurrence(kind="attack", attacker=who, target=whom, self_defence=True,
                              ongoing=others))  # fmt: skip
    out += [Occurrence(kind="mobilise", attacker=e.who) for e in elements if e.verb == "mobilises"]
    return out


def unlawful(elements: Iterable[Element]) -> frozenset[str]:
    """States that use force in a set other than in lawful help."""
    elements = tuple(elements)
    found = {e.who for e in elements if e.verb == "attacks"}
    helpers = [e for e in elements if e.verb == "assists"]
    while more := {e.who for e in helpers if e.whom in found} - found:
        found |= more
    return frozenset(found)
