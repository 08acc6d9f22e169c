"""Supplies, funds and workers under Council measures: which paragraph a transfer breaks, and which
not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.ask.verdict import Trace, Verdict, failed, passed
from casus.book.book import binds
from casus.model.law import Measure, Provision, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casus.ask.scene import Scene

_UNITS = {"bbl": "barrels", "t": "tonnes", "usd": "US dollars"}


def apply_measures(measures: Iterable[Measure], scene: Scene) -> Iterator[Trace]:
    """Every paragraph about the receiving or the sending state, for each state it binds."""
    supplier, target = scene.event.supplier or "", scene.target
    for measure in measures:
        for row in measure.provisions:
            if not row.items or not measure.adopted:
                continue
            if row.direction in ("to", "both") and _concerns(row, target):
                steps = _to(measure, row, scene)
                yield put_paragraph(measure, row, scene, supplier, target, steps)
            if row.direction in ("from", "both") and _concerns(row, supplier):
                steps = _shared(measure, row, scene, supplier)
                told = _procured(scene, steps)
                yield put_paragraph(measure, row, scene, target, supplier, told)
                if row.binds_target and scene.event.kind != "host_workers":
                    yield put_paragraph(measure, row, scene, supplier, target, steps)


def _concerns(row: Provision, state: str) -> bool:
    return state in row.targets or "*" in row.targets


def _to(measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    """The tests of a paragraph about goods that reach its target."""
    steps = _shared(measure, row, scene, scene.target)
    if not any(step.stops for step in steps):
        steps += _end_user(row, scene) + _place(row, scene)
    return steps


def _procured(scene: Scene, steps: list[Verdict]) -> list[Verdict]:
    """For the state that receives: goods for a group on its soil it has not procured."""
    if scene.event.end_user == "government" or any(step.stops for step in steps):
        return steps
    text = f"the goods are for {scene.event.end_user}, not procured by {scene.target}"
    return [*steps, failed("end_user", text)]


def _shared(measure: Measure, row: Provision, scene: Scene, concerned: str) -> list[Verdict]:
    """The tests that do not hang on the direction, up to the first that stops."""
    steps: list[Verdict] = []
    for test in (_in_force, _norm, _kind, _item, _approved, _exempt, _amount):
        steps += test(measure, row, scene)
        if steps and steps[-1].stops:
            return steps
    for reading in row.readings:
        if reading.get("target") == concerned or _item_reading(reading, scene):
            steps.append(passed("reading", "the paragraph has no such limit").disputed(
                reading["says"], tuple(reading["held_by"])))  # fmt: skip
    return steps


def _item_reading(reading: Any, scene: Scene) -> bool:
    items = reading.get("items")
    if not items or reading.get("range"):
        return False
    return scene.book.items.covers(items, scene.event.item or "")


def _in_force(measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    day, name = scene.day, "in_force"
    state = binds(row.start, row.end, day)
    if state in ("yes", "ending", "starting"):
        end = f" to {row.end}" if row.end.text else ""
        step = passed(name, f"{measure.id} {row.paragraph} applies since {row.start}{end}")
        return [_contest(step, row) if row.disputed_by and not row.reapplied_on.text else step]
    if row.reapplied_on.first is not None and day >= row.reapplied_on.first:
        step = passed(name, f"{measure.id} {row.paragraph} applies again since {row.reapplied_on}")
        return [_contest(step, row)]
    if row.start.first is not None and day < row.start.first:
        return [failed(name, f"{measure.id} {row.paragraph} applies only from {row.start}")]
    return [failed(name, f"{measure.id} {row.paragraph} ended on {row.end}")]


def _contest(step: Verdict, row: Provision) -> Verdict:
    return step.disputed("the measures were not validly applied again", row.disputed_by)


def _norm(_measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    if row.binding or not scene.policies.only_decisions_bind:
        return [passed("norm", "the Council decided it: binding under Charter 25")]
    step = failed("norm", f"the paragraph does not decide ({row.norm}): nobody can breach it")
    for reading in row.readings:
        if reading.get("stands"):
            return [step.disputed(reading["says"], tuple(reading["held_by"]))]
    return [step]


def _kind(_measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    if scene.event.kind != "host_workers":
        if row.due_on.text:
            return [failed("kind", "the paragraph is about people who are in the country")]
        return []
    if row.due_on.last is None:
        return [failed("kind", "the paragraph is about new permits, not people still at work")]
    if scene.day <= row.due_on.last:
        return [failed("due", f"the term runs to {row.due_on}")]
    return [passed("due", f"the term ran out on {row.due_on}")]


def _item(_measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    items, item = scene.book.items, scene.event.item or ""
    name = "item"
    if items.covers(row.items, item):
        return [passed(name, f"{item} is covered ({', '.join(row.items)})")]
    verdict = failed(name, f"{item} is not among {', '.join(row.items)}")
    for reading in row.readings:
        if reading.get("range") and items.covers(reading["items"], item):
            known = scene.event.range_km
            holders, deniers = tuple(reading["held_by"]), tuple(reading["denied_by"])
            if known is None:
                return [verdict.disputed(reading["says"], holders)]
            if known >= reading["km"]:
                return [passed(name, f"{item} with a range of {known:g} km: {reading['says']}")
                        .disputed("the item is not on the list", deniers)]  # fmt: skip
    if row.disputed_items and items.covers(row.disputed_items, item):
        return [verdict.disputed(f"{item} fall under category IV of the Register", ())]
    return [verdict]


def _approved(_measure: Measure, _row: Provision, scene: Scene) -> list[Verdict]:
    if scene.event.approval:
        return [failed("approval", "the Council or its committee approved beforehand")]
    return [passed("approval", "no approval of the Council or its committee is said")]


def _exempt(_measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    event, out = scene.event, []
    for rule in row.exemptions:
        if "items" in rule and not scene.book.items.covers(rule["items"], event.item or ""):
            continue
        if "end_user" in rule and rule["end_user"] != event.end_user:
            continue
        start, end = When.of(rule.get("from")), When.of(rule.get("to"))
        if (start.first and scene.day < start.first) or (end.first and scene.day >= end.first):
            continue
        if rule.get("unless_unnotified") and not event.notified:
            out.append(passed("exemption", f"{rule['says']}: but no notice was given"))
            continue
        return [failed("exemption", f"left out: {rule['says']}")]
    return out


def _amount(_measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    """A cap counts the deliveries of all states in the year."""
    if not row.caps:
        return []
    event = scene.event
    year = event.period or str(scene.day.year)
    told = {
        "bbl": _most(event.period_total_bbl, event.quantity_bbl),
        "t": _most(event.period_total_t, event.quantity_t),
        "usd": event.period_total_usd,
    }
    caps = [cap for cap in row.caps if cap["year"] == year] or [
        cap for cap in row.caps if cap["year"] == "*"
    ]
    texts = []
    for cap in caps:
        amount, unit = told[cap["unit"]], _UNITS[cap["unit"]]
        if cap["limit"] is None:
            step = failed("amount", "the cap hangs on deliveries before, which are not said")
            return [
                step
                if amount is None
                else step.disputed(
                    f"{amount:,.0f} {unit} are more than in the twelve months before", ()
                )
            ]
        if amount is not None and amount > cap["limit"]:
            return [passed("amount", f"{amount:,.0f} {unit} in {year}, above {cap['limit']:,.0f}")]
        if amount is not None:
            texts.append(f"{amount:,.0f} {unit} in {year}, within {cap['limit']:,.0f}")
    return [failed("amount", "; ".join(texts) or f"no amount above the cap is said for {year}")]


def _most(whole: float | None, part: float | None) -> float | None:
    return whole if whole is not None else part


def _end_user(row: Provision, scene: Scene) -> list[Verdict]:
    if not row.groups:
        return []
    event, classes = scene.event, scene.book.classes
    user = event.end_user
    if user == "government":
        step = failed("end_user", "the paragraph is about groups, not the government")
        for reading in row.readings:
            since = When.of(reading.get("since")).first
            if reading.get("government_of") == scene.target and since and scene.day >= since:
                return [step.disputed(reading["says"], tuple(reading["held_by"]))]
        return [step]
    code = classes.group(user)
    if "<nongovernment>" in row.groups:
        return [passed("end_user", f"{user} is not the government")]
    if any(code.casefold() == classes.group(group).casefold() for group in row.groups):
        return [passed("end_user", f"{user} is listed")]
    return [failed("end_user", f"{user} is not listed ({', '.join(row.groups)})")]


def _place(row: Provision, scene: Scene) -> list[Verdict]:
    if not row.places:
        return []
    where = ", ".join(row.places)
    if scene.place is None:
        return [failed("place", f"the paragraph is about {where}; no place is said")]
    if scene.place.name in row.places:
        return [passed("place", f"it goes to {where}")]
    return [failed("place", f"the paragraph is about {where}, not {scene.place.name}")]


def member(scene: Scene, state: str) -> Verdict:
    """Whether Charter 25, which binds members, binds the state."""
    charter = scene.book.treaties.get("un_charter")
    if charter is None or state in scene.book.parties_on(charter, scene.day):
        return passed("member", f"{state} is a member of the United Nations")
    return failed("member", f"{state} is no member of the United Nations").disputed(
        "the measure is addressed to all states", ("the Council",)
    )


def tests_of_lifting(measure: Measure, row: Provision, scene: Scene) -> list[Verdict]:
    """The tests of a paragraph for a state that lifts the sanctions which it asks for."""
    steps: list[Verdict] = []
    for test in (_in_force, _norm, _kind, _item):
        if test is _item and scene.event.item is None:
            continue  # all that it had
        steps += test(measure, row, scene)
        if steps and steps[-1].stops:
            return steps
    return steps + _end_user(row, scene) + _place(row, scene)


def put_paragraph(
    measure: Measure, row: Provision, scene: Scene, state: str, other: str, steps: list[Verdict]
) -> Trace:
    """The derivation of a paragraph for a state."""
    out = [member(scene, state), *steps]
    if scene.event.justification and not any(step.stops for step in out):
        text = f"{scene.event.justification} does not lift it (Charter 103)"
        out.append(passed("priority", text) if scene.policies.charter_prevails
                   else failed("priority", f"{scene.event.justification} is invoked"))  # fmt: skip
    return Trace(
        state=state, treaty=measure.id, article=row.paragraph, clause=f"{measure.id}.{row.number}",
        strength=row.norm, fills="breached", act=row.substance, toward=other, against="",
        steps=tuple(out), substance=row.substance,
    )  # fmt: skip
