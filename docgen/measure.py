"""The page of one measure of the Security Council."""

from __future__ import annotations

import re

from treaty import cell, day
from words import VERIFIED, name, names

from casus.ask.told import listed
from casus.model.law import Measure, Provision

DIRECTIONS = {
    "to": "goods to the target", "from": "goods from the target", "both": "goods both ways",
    "none": "no goods",
}  # fmt: skip


def page(measure: Measure) -> str:
    """The page in Markdown."""
    rows = [
        ("Adopted" if measure.adopted else "Not adopted", day(measure.adopted_on)),
        ("Vote", "–".join(map(str, measure.tally)) if measure.tally else "none recorded"),
    ]
    for label, how in (("For", "yes"), ("Against", "no"), ("Abstained", "abstain"),
                       ("Absent", "absent")):  # fmt: skip
        states = sorted(state for state, vote in measure.votes.items() if vote == how)
        if states:
            rows.append((label, f"{names(states)} (as far as kept)"))
    rows += [("Source", measure.source), ("Checked", VERIFIED[measure.verified])]
    if measure.note:
        rows.append(("Note", measure.note))
    table = [
        "| day or fact | |",
        "| --- | --- |",
        *(f"| {label} | {cell(text)} |" for label, text in rows),
    ]
    parts = [
        f"# {title(measure)}", f"`{measure.id}`", "\n".join(table), "## Paragraphs",
        *map(_paragraph, measure.provisions),
        "Paraphrase, no words of the resolution; no legal advice.",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def title(measure: Measure) -> str:
    """The resolution and what it is about."""
    return f"{measure.resolution}: {measure.title}"


def file_name(measure: Measure) -> str:
    """The page's name: ids may hold what no file name may."""
    return re.sub(r"\W+", "_", measure.id).strip("_") + ".md"


def _paragraph(row: Provision) -> str:
    force = "binding" if row.binding else "not binding"
    about = [*(name(s) if s != "*" else "any state" for s in row.targets),
             *("every group but the government" if g == "<nongovernment>" else g
               for g in row.groups), *row.places]  # fmt: skip
    lines = [f"- **Norm**: {row.norm} ({force}); {DIRECTIONS[row.direction]}"]
    if about:
        lines.append(f"- **About**: {listed(about)}")
    if row.items:
        lines.append(f"- **Items**: {listed(row.items)}")
    if row.caps:
        caps = [f"{c['limit']:,} {c['unit']} in {c['year']}" if c["limit"] is not None else
                f"what was delivered before, in {c['unit']}" for c in row.caps]  # fmt: skip
        lines.append(f"- **Cap**: {'; '.join(caps).replace(' in *', ' a year')}")
    lines += [f"- **Left out**: {rule['says']}" for rule in row.exemptions]
    lines.append(f"- **Applies** from {day(row.start)} to {day(row.end, 'now')}")
    if str(row.reapplied_on):
        lines[-1] += f", and again from {row.reapplied_on}"
    if row.disputed_by:
        lines.append(f"- **Disputed**: its renewed force, by {names(row.disputed_by)}")
    for entry in row.readings:
        held = listed([name(h) if h.isupper() else h for h in entry.get("held_by", ())])
        lines.append(f"- **Disputed**: {entry['says']}" + (f" (held by {held})" if held else ""))
    lines.append(f"- **Source**: {row.source}; {VERIFIED[row.verified]}")
    number = f"Paragraph {row.paragraph}" if row.paragraph not in ("-", "?") else "The resolution"
    return "\n\n".join([f"### {number}", row.substance, "\n".join(lines)])
