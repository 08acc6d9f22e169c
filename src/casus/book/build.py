"""From the parsed files of the book to its nouns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from casus.model.law import BINDING, Clause, Measure, Party, Provision, Suspension, Treaty, When

if TYPE_CHECKING:
    from collections.abc import Mapping

_VOTES = {"for": "yes", "against": "no", "abstained": "abstain", "absent": "absent"}


def build_treaty(data: Mapping[str, Any]) -> Treaty:
    """The treaty of one checked file."""
    start, end = When.of(data["in_force_on"]), When.of(data.get("ended_on"))
    verified, source = data.get("verified", "none"), data.get("source", "knowledge")
    clauses: list[Clause] = []
    for number, entry in enumerate(data["clauses"], 1):
        clauses += _clauses(data["id"], number, entry, verified, source)
    return Treaty(
        id=data["id"],
        title=data["title"]["en"],
        signed_on=When.of(data.get("signed_on")),
        in_force_on=start,
        ended_on=end,
        parties=tuple(
            Party(
                state=row["state"],
                start=When.of(row["from"]) if "from" in row else start,
                end=When.of(row["to"]) if "to" in row else end,
                verified=row.get("verified", verified),
                source=row.get("source", source),
                note=row.get("note", ""),
            )
            for row in data["parties"]
        ),
        clauses=tuple(clauses),
        suspended=tuple(
            Suspension(
                (row["between"][0], row["between"][1]),
                When.of(row.get("from")), When.of(row.get("to")), row.get("note", ""),
            )
            for row in data.get("suspended", ())
        ),
        general=bool(data.get("general")),
        alliance=bool(data.get("alliance", True)),
        priority=int(data.get("priority", 0)),
        competing=tuple(data.get("competing", ())),
        verified=verified,
        source=source,
        note=data.get("note", ""),
    )  # fmt: skip


def _clauses(
    treaty: str, number: int, entry: Mapping[str, Any], verified: str, source: str
) -> list[Clause]:
    """The clause of one entry; one each for entries whose duties differ by pair of states."""
    base = Clause(
        treaty=treaty,
        number=number,
        article=entry["article"],
        kind=entry["kind"],
        strength=entry["strength"],
        substance=entry["substance"],
        trigger=entry.get("trigger", "none"),
        act=entry.get("act", ""),
        on=tuple(entry.get("event", ("attack",))),
        by=tuple(entry.get("by", ())),
        towards=tuple(entry.get("towards", ())),
        when=dict(entry.get("when", {}), **_extra(entry)),
        conditions=tuple(entry.get("conditions", ())),
        readings=tuple(entry.get("readings", ())),
        start=When.of(entry.get("from")),
        end=When.of(entry.get("to")),
        verified=entry.get("verified", verified),
        source=entry.get("source", source),
        note=entry.get("note", ""),
    )
    if "pairs" not in entry:
        return [base]
    out = []
    for pair in entry["pairs"]:
        when = dict(base.when)
        when.update({key: pair[key] for key in ("adversary", "area", "ally") if key in pair})
        out.append(
            replace(
                base, by=tuple(pair["by"]), towards=tuple(pair["towards"]),
                when=when, start=When.of(pair["from"]) if "from" in pair else base.start,
                end=When.of(pair["to"]) if "to" in pair else base.end,
            )
        )  # fmt: skip
    return out


def _extra(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"against": entry["against"]} if "against" in entry else {}


def build_measure(data: Mapping[str, Any]) -> Measure:
    """The measure of one checked file."""
    votes: dict[str, str] = {}
    for how, states in (data.get("votes") or {}).items():
        votes.update(dict.fromkeys(states, _VOTES[how]))
    adopted = bool(data.get("adopted", True))
    verified, source = data.get("verified", "none"), data.get("source", "knowledge")
    tally = data.get("tally")
    return Measure(
        id=data["id"],
        resolution=data["resolution"],
        title=data["title"]["en"],
        adopted_on=When.of(data["adopted_on"]),
        adopted=adopted,
        provisions=tuple(
            _provision(data["id"], number, row, adopted, verified, source)
            for number, row in enumerate(data["provisions"], 1)
        ),
        tally=(tally[0], tally[1], tally[2]) if tally else None,
        votes=dict(sorted(votes.items())),
        verified=verified,
        source=source,
        note=data.get("note", ""),
    )


def _provision(
    measure: str, number: int, row: Mapping[str, Any], adopted: bool, verified: str, source: str
) -> Provision:
    readings = tuple(row.get("readings", ()))
    if "range_items" in row:
        readings = (*readings, dict(row["range_items"], range=True))
    return Provision(
        measure=measure,
        number=number,
        paragraph=row["paragraph"],
        norm=row["norm"],
        binding=adopted and row["norm"] in BINDING,
        direction=row["direction"],
        items=tuple(row["items"]),
        without_items=(),
        disputed_items=tuple(row.get("disputed_items", ())),
        substance=row["substance"],
        start=When.of(row.get("from")),
        end=When.of(row.get("to")),
        targets=tuple(row["targets"]),
        groups=tuple(row.get("groups", ())),
        places=tuple(row.get("places", ())),
        caps=tuple(row.get("caps", ())),
        exemptions=tuple(row.get("exemptions", ())),
        binds_target=bool(row.get("binds_target")),
        due_on=When.of(row.get("due_on")),
        reapplied_on=When.of(row.get("reapplied_on")),
        disputed_by=tuple(row.get("disputed_by", ())),
        readings=readings,
        verified=row.get("verified", verified),
        source=row.get("source", source),
        note=row.get("note", ""),
    )
