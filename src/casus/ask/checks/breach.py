"""That a deed breaks an instrument: supposed on the day, and the rules that it breaks."""

from __future__ import annotations

from collections.abc import Iterator

from casus.ask.checks.ground import Ground
from casus.ask.supposed import supposed
from casus.ask.told import listed, told
from casus.ask.world import World
from casus.errors import InputError
from casus.model.event import Event
from casus.model.law import Measure
from casus.model.mention import Check
from casus.model.occurrence import Occurrence
from casus.model.outcome import Finding
from casus.model.phrase import Claim


def check_breach(claim: Claim, ground: Ground) -> Check | None:
    """The deed that the text speaks of nearest to the claim, tried against the instruments."""
    ids = ground.linked(claim)
    if not ids:
        return None
    measures = ground.measures(claim)
    says = f"It would break {_called(ground, ids, measures)}"
    world = World(ground.day, book=ground.book)
    tried: list[tuple[Occurrence, str]] = []
    for occurrence in _occurrences(claim, ground, measures):
        try:
            outcome = world.what_if(occurrence)
        except InputError:
            continue
        broken = [f for f in outcome.breached if f.treaty in ids]
        doubtful = [f for f in outcome.contested if f.treaty in ids and f.fills == "breached"]
        deed = f"If {told(occurrence)} on {ground.day}, that breaks"
        if broken:
            return Check(says, claim.quote, "borne out", f"{deed} {_rules(ground, broken)}.")
        if doubtful:
            return Check(says, claim.quote, "partly",
                         f"{deed} {_rules(ground, doubtful)}; but that is disputed: "
                         f"{doubtful[0].reading}.")  # fmt: skip
        failed = [n.failed for n in outcome.not_obliged if n.treaty in ids]
        tried.append((occurrence, failed[0] if failed else "no rule of it speaks of such a deed"))
    if tried:
        occurrence, why = tried[0]
        return Check(says, claim.quote, "not borne out",
                     f"If {told(occurrence)} on {ground.day}, that does not break it: "
                     f"{why}.")  # fmt: skip
    return Check(says, claim.quote, "not decidable",
                 "The text does not say plainly who would do what to whom; a supply or an attack "
                 "with both sides named would decide it.")  # fmt: skip


def _called(ground: Ground, ids: list[str], measures: list[Measure]) -> str:
    if not measures:
        return f"the {ground.book.treaties[ids[0]].title}"
    if len(measures) == 1:
        return f"Council resolution {measures[0].resolution}"
    return f"Council resolutions ({listed([m.resolution for m in measures], 'or')})"


def _deeds(claim: Claim, ground: Ground) -> Iterator[Event]:
    """Events of the text, those nearest to the claim first, those before it before the rest."""

    def distance(statement: object) -> tuple[int, int]:
        start, end = getattr(statement, "start", 0), getattr(statement, "end", 0)
        if start < claim.end and end > claim.start:
            return (0, 0)
        return (1, claim.start - end) if end <= claim.start else (2, start - claim.end)

    for statement in sorted(ground.statements, key=distance):
        for event in (statement.content, statement.event, statement.condition):
            if event is not None and event.actor and event.recipient:
                yield event


def _occurrences(claim: Claim, ground: Ground, measures: list[Measure]) -> Iterator[Occurrence]:
    """The deeds in the engine's words: supplies where measures are spoken of, those to a state
    under them before those from it, else attacks."""
    items = ground.phrases[claim.phrases[0]].items
    found = [o for event in _deeds(claim, ground) for o in supposed(event, items)]
    if not measures:
        yield from (o for o in found if o.kind == "attack")
        return
    targets = {t for m in measures for p in m.provisions for t in p.targets}
    for place in ("target", "supplier"):
        for occurrence in found:
            if occurrence.kind == "supply" and not targets.isdisjoint(
                {getattr(occurrence, place), "*"}
            ):
                yield occurrence


def _rules(ground: Ground, findings: list[Finding]) -> str:
    """Each rule with the day since which it holds."""
    rules = []
    for finding in dict.fromkeys((f.treaty, f.article) for f in findings):
        instrument, article = finding
        if instrument in ground.book.measures:
            measure = ground.book.measures[instrument]
            start = next(p.start for p in measure.provisions if p.paragraph == article)
            rules.append(f"resolution {measure.resolution}, paragraph {article} (since {start})")
        else:
            treaty = ground.book.treaties[instrument]
            rules.append(f"{treaty.title} {article} (in force since {treaty.in_force_on})")
    return listed(rules)
