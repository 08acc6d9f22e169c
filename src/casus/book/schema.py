"""What a file of the book may say: every key, its kind of value, and what it refers to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from casus.model.law import STRENGTHS, When

if TYPE_CHECKING:
    from casus.yamlfile import YamlFile

TRIGGERS: Final = ("attacked", "at_war", "own_attack", "guaranteed", "mobilised", "none")
"""What sets a clause off; `docs/book.md` says what each means."""
EVENTS: Final = (
    "attack", "occupy", "declare_war", "threaten", "mobilise", "remilitarise", "sanction"
)  # fmt: skip
"""Kinds of event that a clause of a treaty may listen to."""
VERIFIED: Final = ("text", "dates", "partly", "none")
"""How far an entry was checked."""
NORMS: Final = (
    "prohibit", "cap", "oblige", "approval", "vigilance", "call upon", "recommend", "authorise",
    "institution", "lift", "list", "none",
)  # fmt: skip
"""What a paragraph of a resolution does."""
DIRECTIONS: Final = ("to", "from", "both", "none")
READING_CASES: Final = (
    "always", "provoked", "towards_party", "adversary_other", "adversary_is", "ally_attacks",
    "outside_region",
)  # fmt: skip
"""When a reading under which a clause does not bind is to be shown."""
TESTS: Final = (
    "self_defence", "fellow_party", "unprovoked", "adversary", "by_state", "area", "objects",
    "enemies", "conflict",
)  # fmt: skip
"""Tests that a reading under which a clause does bind may leave out."""

Check = Callable[[Any], str | None]


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "a text"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _count(value: Any) -> str | None:
    return None if isinstance(value, int) and not isinstance(value, bool) else "a whole number"


def _limit(value: Any) -> str | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return None
    return "a number, or null where it hangs on facts outside the book"


def _date(value: Any) -> str | None:
    try:
        When.of(value)
    except ValueError:
        return "a date: YYYY-MM-DD, YYYY-MM, YYYY, unknown or null"
    return None


def _code(value: Any) -> str | None:
    if isinstance(value, str) and (value == "*" or (value.isupper() and value.isalnum())):
        return None
    return "a state's code such as KOR"


def _one_of(choices: Sequence[str]) -> Check:
    return lambda value: None if value in choices else "one of " + ", ".join(choices)


def _list(check: Check) -> Check:
    def test(value: Any) -> str | None:
        if not isinstance(value, list):
            return "a list"
        wrong = next((check(entry) for entry in value if check(entry)), None)
        return f"a list, each entry {wrong}" if wrong else None

    return test


def _states(value: Any) -> str | None:
    """Codes, or names of classes in angle brackets."""

    def named(entry: Any) -> bool:
        return isinstance(entry, str) and (
            (entry.startswith("<") and entry.endswith(">")) or _code(entry) is None
        )

    if isinstance(value, list) and all(named(entry) for entry in value):
        return None
    return "a list of codes, or of classes such as <american>"


def _codes(value: Any) -> str | None:
    return _list(_code)(value)


def _mapping(keys: Mapping[str, Check]) -> Check:
    def test(value: Any) -> str | None:
        if not isinstance(value, dict):
            return "a mapping"
        for key, entry in value.items():
            if key not in keys:
                return f"a mapping without {key!r}; its keys: {', '.join(keys)}"
            wrong = keys[key](entry)
            if wrong:
                return f"a mapping whose {key} is {wrong}"
        return None

    return test


def _any(value: Any) -> str | None:  # noqa: ARG001
    return None


_ADVERSARY: Final[dict[str, Check]] = {
    "is": _codes, "not": _codes, "class": _text, "not_class": _text,
    "allied_with": _code, "party": _flag,
    "supported": _any, "supported_by": _code, "unsupported_by": _code, "party_of": _text,
}  # fmt: skip
WHEN: Final[dict[str, Check]] = {
    "adversary": _mapping(_ADVERSARY),
    "bearer_adversary": _any,
    "area": _list(_text),
    "anyones_soil": _flag,
    "metropolitan": _flag,
    "place": _one_of(("anywhere",)),
    "objects": _list(_text),
    "unprovoked": _flag,
    "threatened": _flag,
    "by_state": _flag,
    "fellow_party": _flag,
    "enemies_at_least": _count,
    "enemies_exactly": _count,
    "enemies_class": _text,
    "first_attacker": _flag,
    "over": _codes,
    "theatre": _text,
    "third_assists": _code,
    "ally_fights": _flag,
    "ally_at_war": _codes,
    "unless_treaty": _list(_any),
    "unless_attack": _list(_codes),
    "weapon": _text,
    "remilitarise": _mapping({"by": _codes, "place": _list(_text)}),
    "victim_too": _flag,
    "until": _date,
    "breach": _flag,
    "thirds": _flag,
    "consult": _flag,
}
_PAIR: Final[dict[str, Check]] = {
    "by": _states, "towards": _states, "adversary": _mapping(_ADVERSARY), "area": _list(_text),
    "from": _date, "to": _date, "ally": _code,
}  # fmt: skip
_READING: Final[dict[str, Check]] = {
    "says": _text, "held_by": _list(_text), "drop": _one_of(TESTS), "when": _one_of(READING_CASES),
    "falls": _flag, "adversary": _codes, "since": _date, "note": _text, "region": _text,
    "items": _list(_text), "target": _code, "government_of": _code, "stands": _flag,
}  # fmt: skip
CLAUSE: Final[dict[str, Check]] = {
    "article": _text, "kind": _text, "strength": _one_of(sorted(STRENGTHS)), "substance": _text,
    "trigger": _one_of(TRIGGERS), "event": _list(_one_of(EVENTS)), "act": _text, "by": _states,
    "towards": _states, "pairs": _list(_mapping(_PAIR)), "against": _code, "when": _mapping(WHEN),
    "conditions": _list(_text), "readings": _list(_mapping(_READING)), "from": _date, "to": _date,
    "verified": _one_of(VERIFIED), "source": _text, "note": _text,
}  # fmt: skip
_PARTY: Final[dict[str, Check]] = {
    "state": _code, "from": _date, "to": _date, "verified": _one_of(VERIFIED), "source": _text,
    "note": _text,
}  # fmt: skip
TREATY: Final[dict[str, Check]] = {
    "id": _text, "title": _any, "signed_on": _date, "in_force_on": _date, "ended_on": _date,
    "general": _flag, "alliance": _flag, "priority": _count, "source": _text,
    "verified": _one_of(VERIFIED), "note": _text,
    "competing": _list(_mapping({"what": _text, "date": _date, "source": _text})),
    "parties": _any, "clauses": _any,
    "suspended": _list(
        _mapping({"between": _codes, "from": _date, "to": _date, "note": _text})
    ),
}  # fmt: skip
_CAP: Final[dict[str, Check]] = {
    "unit": _one_of(("bbl", "t", "usd")), "limit": _limit, "year": _text
}  # fmt: skip
_EXEMPTION: Final[dict[str, Check]] = {
    "items": _list(_text), "end_user": _text, "from": _date, "to": _date,
    "unless_unnotified": _flag, "says": _text,
}  # fmt: skip
PROVISION: Final[dict[str, Check]] = {
    "paragraph": _text, "norm": _one_of(NORMS), "direction": _one_of(DIRECTIONS),
    "targets": _codes, "items": _list(_text), "substance": _text, "from": _date, "to": _date,
    "groups": _list(_text), "places": _list(_text), "disputed_items": _list(_text),
    "disputed_by": _codes, "kinds": _one_of(("host",)), "due_on": _date,
    "range_items": _mapping({"items": _list(_text), "km": _limit, "says": _text,
                             "held_by": _codes, "denied_by": _codes}),
    "binds_target": _flag, "caps": _list(_mapping(_CAP)),
    "exemptions": _list(_mapping(_EXEMPTION)), "readings": _list(_mapping(_READING)),
    "reapplied_on": _date, "verified": _one_of(VERIFIED), "source": _text, "note": _text,
}  # fmt: skip
MEASURE: Final[dict[str, Check]] = {
    "id": _text, "resolution": _text, "title": _any, "adopted_on": _date, "adopted": _flag,
    "tally": _list(_count), "source": _text, "verified": _one_of(VERIFIED), "note": _text,
    "votes": _mapping(dict.fromkeys(("for", "against", "abstained", "absent"), _codes)),
    "provisions": _any,
}  # fmt: skip


def check_treaty(file: YamlFile) -> dict[str, Any]:
    """The parsed treaty of `file`; raises `BookError` naming the line where it is malformed."""
    required = (
        "id",
        "title",
        "signed_on",
        "in_force_on",
        "parties",
        "clauses",
        "source",
        "verified",
    )
    data = _section(file, [], file.data, TREATY, required)
    _title(file)
    for number, party in enumerate(_rows(file, "parties")):
        _section(file, ["parties", number], party, _PARTY, ("state",))
    for number, clause in enumerate(_rows(file, "clauses")):
        _section(file, ["clauses", number], clause, CLAUSE,
                 ("article", "kind", "strength", "substance"))  # fmt: skip
        place: list[str | int] = ["clauses", number]
        for index, reading in enumerate(clause.get("readings", ())):
            _complete(file, [*place, "readings", index], reading, ("says", "held_by"))
            if ("drop" in reading) == ("when" in reading):
                why = "a reading has either `drop` (a test it leaves out) or `when`"
                raise file.error([*place, "readings", index], why)
        for index, pair in enumerate(clause.get("pairs", ())):
            _complete(file, [*place, "pairs", index], pair, ("by", "towards"))
        for row in (clause.get("when") or {}).get("unless_treaty", ()):
            _complete(file, [*place, "when"], row, ("bearer", "adversary", "from", "says"))
    for number, leg in enumerate(data.get("suspended", ())):
        _complete(file, ["suspended", number], leg, ("between", "from"))
        if len(leg["between"]) != 2:
            raise file.error(["suspended", number], "between names two states")
    return data


def check_measure(file: YamlFile) -> dict[str, Any]:
    """The parsed measure of `file`; raises `BookError` naming the line where it is malformed."""
    required = ("id", "resolution", "title", "adopted_on", "provisions", "source")
    data = _section(file, [], file.data, MEASURE, required)
    _title(file)
    for number, provision in enumerate(_rows(file, "provisions")):
        _section(file, ["provisions", number], provision, PROVISION,
                 ("paragraph", "norm", "direction", "targets", "items", "substance"))  # fmt: skip
        for key, needed in _NEEDED.items():
            for index, row in enumerate(provision.get(key, ())):
                _complete(file, ["provisions", number, key, index], row, needed)
        if "range_items" in provision:
            needed = ("items", "km", "says", "held_by", "denied_by")
            _complete(file, ["provisions", number, "range_items"], provision["range_items"], needed)
    return data


_NEEDED: Final = {
    "caps": ("unit", "limit", "year"), "exemptions": ("says",), "readings": ("says", "held_by"),
}  # fmt: skip


def _complete(file: YamlFile, path: list[str | int], row: Any, needed: Sequence[str]) -> None:
    """Refuse an entry that lacks what it needs."""
    for key in needed:
        if not isinstance(row, dict) or key not in row:
            raise file.error(path, f"{key} is missing; it needs {', '.join(needed)}")


def _title(file: YamlFile) -> None:
    title = file.get("title")
    if not (isinstance(title, dict) and isinstance(title.get("en"), str)):
        raise file.error(["title"], "title is a mapping of languages with at least `en`")


def _rows(file: YamlFile, key: str) -> list[Any]:
    rows = file.get(key)
    if not isinstance(rows, list) or not rows:
        raise file.error([key], f"{key} is a list with at least one entry")
    return rows


def _section(
    file: YamlFile, path: list[str | int], data: Any, keys: Mapping[str, Check],
    required: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    """`data` checked key by key."""
    where = f"{path[0]}[{path[1]}]: " if len(path) > 1 else ""
    if not isinstance(data, dict):
        raise file.error(path, f"{where}a mapping of {', '.join(keys)} is expected")
    for key in required:
        if key not in data:
            raise file.error(path, f"{where}{key} is missing")
    for key, value in data.items():
        if key not in keys:
            raise file.error([*path, str(key)], f"{where}no key {key!r}: {', '.join(keys)}")
        wrong = keys[key](value)
        if wrong:
            raise file.error([*path, key], f"{where}{key} is {_short(value)}, not {wrong}")
    return data


def _short(value: Any) -> str:
    text = value.isoformat() if isinstance(value, dt.date) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
