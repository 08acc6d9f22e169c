"""That a state itself backed resolutions of the Council, opposed them, or abstained."""

from __future__ import annotations

from casus.ask.checks.ground import Ground
from casus.ask.told import listed, title, titles
from casus.model.law import Measure
from casus.model.mention import Check
from casus.model.phrase import Claim

_DID = {
    "yes": "voted for",
    "no": "voted against",
    "abstain": "abstained on",
    "absent": "was absent for",
}


def check_backed(claim: Claim, ground: Ground) -> Check | None:
    """Each measure's vote by that state; `partly` where it voted so on some only."""
    state, vote = claim.details["state"], claim.details["vote"]
    phrase = ground.phrases[claim.phrases[0]]
    measures = ground.measures(claim)
    if not measures:
        if not phrase.resolutions:
            return None
        numbers = listed(phrase.resolutions)
        return Check(f"{title(state)} {_DID[vote]} resolution {numbers}", claim.quote,
                     "not decidable", f"The book has no resolution {numbers}; its roll call "
                     "would decide it.")  # fmt: skip
    votes = [(m, _vote(ground, m, state)) for m in measures]
    so = [m for m, cast in votes if cast == vote]
    verdict = "borne out" if len(so) == len(votes) else "partly" if so else "not borne out"
    if not so and all(cast is None and not m.votes for m, cast in votes):
        verdict = "not decidable"
    targets = sorted({t for m in measures for p in m.provisions for t in p.targets if t != "*"})
    on = f" on {titles(targets)}" if targets and len(targets) < 4 else ""
    says = f"{title(state)} {_DID[vote]} Council {_numbers(measures)}{on}"
    return Check(says, claim.quote, verdict, _basis(state, votes))


def _vote(ground: Ground, measure: Measure, state: str) -> str | None:
    """The vote of a state, or of the one whose seat it has taken."""
    heir = ground.book.classes.heir
    for code, cast in measure.votes.items():
        if code == state or heir(code, ground.day) == state:
            return cast
    return None


def _numbers(measures: list[Measure]) -> str:
    word = "resolution" if len(measures) == 1 else "resolutions"
    return f"{word} {listed([m.resolution for m in measures])}"


def _basis(state: str, votes: list[tuple[Measure, str | None]]) -> str:
    """Who voted how, measure by measure, those alike together."""
    groups: dict[str, list[str]] = {}
    for measure, cast in votes:
        did = _DID.get(cast or "", "")
        if not did:
            did = "was no member of the Council for" if measure.votes else "(no roll call) on"
        tally = f", {'-'.join(map(str, measure.tally))}" if measure.tally else ""
        groups.setdefault(did, []).append(f"{measure.resolution} ({measure.adopted_on}{tally})")
    parts = [f"{title(state)} {did} {listed(each)}" for did, each in groups.items()]
    out = "; ".join(parts) + "."
    return out[0].upper() + out[1:]
