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

    To assist the victim of an attack is lawful help; to assist an attacker is an attack.
    """
    elements = tuple(elements)
    attacks = [(e.who, e.whom, e.place) for e in elements if e.verb == "attacks"]
    lawful: list[tuple[str, str]] = []
    for helper in (e for e in elements if e.verb == "assists"):
        for who, whom, place in [a for a in attacks if a[0] != helper.who]:
            if whom == helper.whom and who != helper.who:
                lawful.append((helper.who, who))
            elif who == helper.whom and whom != helper.who:
                attacks.append((helper.who, whom, place))
    fights = [(who, whom, Ongoing("attack", who, whom)) for who, whom, _ in attacks]
    fights += [(who, whom, Ongoing("attack", who, whom, lawful=True)) for who, whom in lawful]
    out = []
    for who, whom, place in attacks:
        others = tuple(f for a, b, f in fights if (a, b) != (who, whom))
        out.append(Occurrence(kind="attack", attacker=who, target=whom, place=place or None,
                              ongoing=others))  # fmt: skip
    for who, whom in lawful:
        others = tuple(f for a, b, f in fights if (a, b) != (who, whom))
        out.append(Occurrence(kind="attack", attacker=who, target=whom, self_defence=True,
                              ongoing=others))  # fmt: skip
    out += [Occurrence(kind="mobilise", attacker=e.who) for e in elements if e.verb == "mobilises"]
    return out


def unlawful(elements: Iterable[Element]) -> frozenset[str]:
    """States that use force in a set other than in lawful help."""
    elements = tuple(elements)
    attackers = {e.who for e in elements if e.verb == "attacks"}
    helpers = {e.who for e in elements if e.verb == "assists" and e.whom in attackers}
    return frozenset(attackers | helpers)
