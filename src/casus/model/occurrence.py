"""An occurrence: the event that a what-if supposes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from casus.errors import UnknownEvent
from casus.model.law import When

COMMON: Final = ("kind",)
FIELDS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "attack": (
        ("attacker", "target"),
        (
            "place", "object", "provoked", "self_defence", "attacker_kind", "attributed_to",
            "weapon", "ongoing",
        ),
    ),
    "occupy": (
        ("attacker", "target"),
        ("place", "provoked", "self_defence", "attacker_kind", "attributed_to", "ongoing"),
    ),
    "declare_war": (("attacker", "target"), ("provoked", "self_defence", "ongoing")),
    "threaten": (
        ("attacker", "target"),
        (
            "place", "object", "provoked", "self_defence", "attacker_kind", "attributed_to",
            "weapon", "ongoing",
        ),
    ),
    "mobilise": (("attacker",), ("target", "against", "ongoing")),
    "remilitarise": (("attacker", "target"), ("place", "ongoing")),
    "supply": (
        ("supplier", "target", "item"),
        (
            "end_user", "place", "quantity_bbl", "quantity_t", "period", "period_total_bbl",
            "period_total_t", "period_total_usd", "approval", "notified", "justification",
            "range_km", "model",
        ),
    ),
    "transfer_funds": (
        ("supplier", "target"),
        (
            "item", "end_user", "place", "period", "period_total_usd", "approval", "notified",
            "justification",
        ),
    ),
    "sanction": (("sender", "target"), ("item", "lifted", "justification")),
    "host_workers": (("supplier", "target", "item"), ()),
    "abduce": (("goal",), ("constraints",)),
}  # fmt: skip
"""What each kind of event needs, and what it may say besides."""

OBJECTS: Final = ("territory", "warship", "coast guard ship", "aircraft", "forces")
"""What an attack may be directed at."""

_BOOLEANS = ("provoked", "self_defence", "approval", "notified", "lifted")
_NUMBERS = (
    "quantity_bbl", "quantity_t", "period_total_bbl", "period_total_t", "period_total_usd",
    "range_km",
)  # fmt: skip
_CHOICES: dict[str, tuple[str, ...]] = {
    "object": OBJECTS,
    "attacker_kind": ("state", "nonstate"),
    "weapon": ("conventional", "nuclear"),
}
ONGOING: Final = ("attack", "declared", "war")
"""Kinds of fights that go on."""
_EXAMPLE = '{"kind": "attack", "attacker": "KOR", "target": "PRK"}'


@dataclass(frozen=True, slots=True)
class Ongoing:
    """A fight that goes on already. `kind` is `attack` (who began is said), `declared` (the
    attacker declared war, and no arms are said to be used) or `war` (who began is left open)."""

    kind: str
    attacker: str
    target: str
    since: str | None = None
    over: tuple[str, ...] = ()
    lawful: bool = False

    @classmethod
    def of(cls, record: Any) -> Ongoing:
        """Read one entry of `ongoing`; raises `UnknownEvent`."""
        accepted = "{kind: attack, declared or war, attacker, target, since, over?}"
        if not isinstance(record, Mapping):
            raise UnknownEvent(f"ongoing: {record!r} is no entry like {accepted}")
        strange = set(record) - {"kind", "attacker", "target", "since", "over"}
        if strange or record.get("kind") not in ONGOING:
            raise UnknownEvent(f"ongoing: {dict(record)!r}: an entry is {accepted}")
        for name in ("attacker", "target"):
            if not isinstance(record.get(name), str):
                raise UnknownEvent(f"ongoing: {name} is missing or no state code: {dict(record)!r}")
        if record["attacker"] == record["target"]:
            raise UnknownEvent(f"ongoing: {record['attacker']} cannot fight itself")
        over = record.get("over") or ()
        if isinstance(over, str) or not all(isinstance(code, str) for code in over):
            raise UnknownEvent(f"ongoing: over is a list of state codes, not {over!r}")
        since = record.get("since")
        if since is not None:
            _day("since", since)
        return cls(record["kind"], record["attacker"], record["target"],
                   str(since) if since else None, tuple(over))  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """The entry as plain data."""
        out: dict[str, Any] = {"kind": self.kind, "attacker": self.attacker, "target": self.target}
        if self.since:
            out["since"] = self.since
        if self.over:
            out["over"] = list(self.over)
        return out


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One supposed event, in the vocabulary of `docs/asking.md`.

    >>> Occurrence.attack("KOR", "PRK").as_dict()
    {'kind': 'attack', 'attacker': 'KOR', 'target': 'PRK'}
    """

    kind: str
    attacker: str | None = None
    target: str | None = None
    place: str | None = None
    object: str = "territory"
    provoked: bool = False
    self_defence: bool = False
    attacker_kind: str = "state"
    attributed_to: str | None = None
    weapon: str = "conventional"
    ongoing: tuple[Ongoing, ...] = ()
    sender: str | None = None
    lifted: bool = False
    against: str | None = None
    supplier: str | None = None
    item: str | None = None
    end_user: str = "government"
    quantity_bbl: float | None = None
    quantity_t: float | None = None
    period: str | None = None
    period_total_bbl: float | None = None
    period_total_t: float | None = None
    period_total_usd: float | None = None
    approval: bool = False
    notified: bool = True
    justification: str | None = None
    range_km: float | None = None
    model: str | None = None
    goal: str | None = None
    constraints: Mapping[str, Any] | None = None

    @classmethod
    def attack(cls, attacker: str, target: str, **details: Any) -> Occurrence:
        """An armed attack; `details` are the optional fields of the kind."""
        return cls.from_dict({"kind": "attack", "attacker": attacker, "target": target, **details})

    @classmethod
    def supply(cls, supplier: str, target: str, item: str, **details: Any) -> Occurrence:
        """Goods, training or services that pass from supplier to target."""
        return cls.from_dict(
            {"kind": "supply", "supplier": supplier, "target": target, "item": item, **details}
        )

    @classmethod
    def of(cls, kind: str, **fields: Any) -> Occurrence:
        """An event of any kind, with its fields; raises `UnknownEvent`.

        >>> Occurrence.of("threaten", attacker="RUS", target="EST").as_dict()
        {'kind': 'threaten', 'attacker': 'RUS', 'target': 'EST'}
        """
        return cls.from_dict({"kind": kind, **fields})

    @classmethod
    def from_dict(cls, record: Any) -> Occurrence:
        """Read an event; raises `UnknownEvent` for an unknown kind, field, or a wrong value."""
        if not isinstance(record, Mapping):
            raise UnknownEvent(f"an event is an object like {_EXAMPLE}, not {record!r}")
        kind = record.get("kind")
        if not isinstance(kind, str) or kind not in FIELDS:
            raise UnknownEvent(f"event kind {kind!r}: one of {', '.join(FIELDS)}; like {_EXAMPLE}")
        required, optional = FIELDS[kind]
        strange = sorted(set(record) - {"kind", *required, *optional})
        if strange:
            raise UnknownEvent(
                f"{kind} has no field {', '.join(map(repr, strange))}: "
                f"{', '.join((*required, *optional))}"
            )
        missing = [name for name in required if record.get(name) is None]
        if missing:
            raise UnknownEvent(f"{kind} needs {', '.join(missing)}: {dict(record)!r}")
        values = {name: value for name, value in record.items() if value is not None}
        for name, value in values.items():
            _check(name, value)
        if "ongoing" in values:
            values["ongoing"] = tuple(Ongoing.of(entry) for entry in values["ongoing"])
        if "period" in values:
            values["period"] = str(values["period"])
        if kind == "transfer_funds":
            values.setdefault("item", "funds")
        occurrence = cls(**values)
        occurrence._agree(values)
        return occurrence

    def _agree(self, values: Mapping[str, Any]) -> None:
        """Refuse an event that contradicts itself."""
        if self.kind == "mobilise" and self.target is not None:
            raise UnknownEvent(
                "mobilise has no target, for nobody is attacked yet: leave it out, or say `against`"
            )
        if self.against is not None and self.against == self.attacker:
            raise UnknownEvent(f"{self.attacker} cannot mobilise against itself")
        if self.doer and self.doer == self.target:
            raise UnknownEvent(f"{self.doer} cannot {self.kind.replace('_', ' ')} itself")
        if self.attributed_to and self.attacker_kind != "nonstate":
            raise UnknownEvent("attributed_to needs attacker_kind: nonstate")
        for unit in ("bbl", "t"):
            part = values.get(f"quantity_{unit}")
            whole = values.get(f"period_total_{unit}")
            if part is not None and whole is not None and whole < part:
                raise UnknownEvent(
                    f"period_total_{unit} {whole:g} is less than quantity_{unit} {part:g}, "
                    "which it includes"
                )
        self.check_fights()

    @property
    def doer(self) -> str:
        """Who acts: attacker, supplier or sender; empty for a question of routes."""
        return self.attacker or self.supplier or self.sender or ""

    def check_fights(self) -> None:
        """Raise `UnknownEvent` where fights that go on contradict one another or the event."""
        began = {(f.attacker, f.target) for f in self.ongoing if f.kind == "attack"
                 and not f.lawful}  # fmt: skip
        for one, other in sorted(began):
            if one < other and (other, one) in began:
                raise UnknownEvent(
                    f"ongoing: both {one} and {other} are said to have attacked first; "
                    "say `war` where it is open who began"
                )
        pair = {self.attacker, self.target}
        if self.kind == "declare_war":
            for f in self.ongoing:
                if f.kind == "declared" and {f.attacker, f.target} == pair:
                    raise UnknownEvent(
                        f"{f.attacker} and {f.target} are at war already: it was declared"
                        + (f" on {f.since}" if f.since else "")
                    )
        if self.kind == "threaten":
            for f in self.ongoing:
                if f.attacker == self.attacker and f.target == self.target and f.kind == "attack":
                    raise UnknownEvent(
                        f"{self.attacker} attacks {self.target} already: an attack that goes on "
                        "cannot be threatened"
                    )
        if self.self_defence:
            fights = [o for o in self.ongoing
                      if o.kind == "attack" and {o.attacker, o.target} == pair]  # fmt: skip
            if fights and all(o.attacker == self.attacker for o in fights):
                raise UnknownEvent(
                    f"self_defence contradicts ongoing: {self.attacker} attacked first"
                )

    def as_dict(self) -> dict[str, Any]:
        """The event as plain data: its kind and every field that differs from the default."""
        out: dict[str, Any] = {}
        for entry in fields(self):
            value = getattr(self, entry.name)
            if entry.name == "kind" or value != entry.default:
                out[entry.name] = value
        if self.ongoing:
            out["ongoing"] = [entry.as_dict() for entry in self.ongoing]
        if self.constraints is not None:
            out["constraints"] = dict(self.constraints)
        return out


def _check(name: str, value: Any) -> None:
    """Refuse a value of the wrong type or outside its choices."""
    if name in _BOOLEANS:
        if not isinstance(value, bool):
            raise UnknownEvent(f"{name} is true or false, not {value!r}")
    elif name in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
            raise UnknownEvent(f"{name} is a number from 0, not {value!r}")
    elif name in _CHOICES:
        if value not in _CHOICES[name]:
            raise UnknownEvent(f"{name} {value!r}: one of {', '.join(_CHOICES[name])}")
    elif name == "ongoing":
        if not isinstance(value, list | tuple):
            raise UnknownEvent(f"ongoing is a list of entries, not {value!r}")
    elif name == "constraints":
        if not isinstance(value, Mapping):
            raise UnknownEvent(f"constraints is an object, not {value!r}")
    elif name == "period":
        if not (str(value).isdigit() and len(str(value)) == 4):
            raise UnknownEvent(f"period is a calendar year like '2024', not {value!r}")
    elif not isinstance(value, str):
        raise UnknownEvent(f"{name} is a text, not {value!r}")


def _day(name: str, value: Any) -> None:
    """Refuse what is no day."""
    if isinstance(value, dt.date):
        return
    try:
        When.of(value)
    except ValueError:
        raise UnknownEvent(f"{name} is a day like 2022-02-24, not {value!r}") from None
