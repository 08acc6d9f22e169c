"""Is a bloc system forming? A verdict in careful words, from the years measured.

The rule, in this order:

| word | where |
| --- | --- |
| missing | the last year has no data, or none lies before it |
| forming | polarization rose by 0.1 or more over ten years, three states or more came into blocs
or into larger ones, and a hostile tie runs between blocs |
| one bloc | half of the states or more stand in one bloc, and no other has a fifth of them |
| standing | it is 0.5 or more, and three states in five stand in the two largest blocs |
| signs | it rose by 0.02 or more; or would, were all duties signed or unsure in force |
| loosening | it fell by 0.02 or more |
| no sign | otherwise |

0.02 is about what one state does that joins a bloc of ten in a region of fifty. The thresholds are
ours; they decide the word, not the numbers beside it.

How firm the verdict is depends on what stands behind it: whether the divisions are proven, how many
ties are hostile (few say nothing on balance, and the null cannot tell), how much hangs on duties
that are not sure, and that the source knows some treaties and not all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from casus.ask.told import listed, titles

if TYPE_CHECKING:
    from casus.blocs.change import Change
    from casus.blocs.null import Null
    from casus.blocs.yearly import Year

Word = Literal["missing", "forming", "signs", "one bloc", "standing", "loosening", "no sign"]

WINDOW: Final = 10
"""Years over which a rise or fall is looked at."""
RISE: Final = 0.02
MUCH: Final = 0.1
HIGH: Final = 0.5
_HOSTILE_ENOUGH: Final = 5
"""With fewer hostile ties balance is not spoken of."""
_SAID: Final[dict[Word, str]] = {
    "missing": "cannot be said from this source",
    "forming": "yes, by these ties",
    "signs": "there are signs of it, no more",
    "one bloc": "no: there is one bloc, and none beside it that would make a system",
    "standing": "one stands already",
    "loosening": "no: blocs are loosening",
    "no sign": "no sign of it in these ties",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word, the sentences that say why, and how firm it is: `weak` or `moderate`."""

    word: Word
    sentences: tuple[str, ...]
    firmness: str

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)

    def as_dict(self) -> dict[str, Any]:
        """The verdict as the record has it."""
        return {"word": self.word, "text": self.text, "firmness": self.firmness}


def judge(where: str, found: Sequence[Year], changed: Sequence[Change], null: Null | None,
          basis: str, *, unsettled: bool = False) -> Verdict:  # fmt: skip
    """The verdict on the years of `where`; `basis` says what the ties are. `unsettled` tells that
    there is no null because shuffled networks could not be settled in time."""
    last = found[-1] if found else None
    known = [y for y in found if y.polarization is not None]
    if last is None or last.polarization is None or len(known) < 2:
        why = (last.reason if last is not None else None) or "only one year has data"
        said = f"Whether a bloc system is forming in {where} {_SAID['missing']}: {why}."
        told = [f"The last year with data is {known[-1].year}."] if known else []
        return Verdict("missing", (said, *told), "weak")
    before = next((y for y in known if y.year >= last.year - WINDOW), known[0])
    if before is last:
        before = known[-2]
    rise = last.polarization - (before.polarization or 0.0)
    then = last.polarization_if
    recent = [c for c in changed if before.year < c.year <= last.year]
    would = then is not None and then - (before.polarization or 0.0) >= RISE
    word = _word(last, rise, would, _n_came(recent))
    peak = max(known, key=lambda y: (y.polarization or 0.0, -y.year))
    sentences = [
        f"Is a bloc system forming in {where}? By {basis}, {_SAID[word]}{_course(word, rise)}.",
        _size(last),
        _trend(last, before, peak, rise),
        *_moved(recent),
        *_if(last, then),
        *_hostility(last, null, unsettled),
    ]
    weak, firmness = _firmness(last, null, then)
    sentences.append(f"How firm: {firmness} – {weak}.")
    return Verdict(word, tuple(sentences), firmness)


def _n_came(recent: Sequence[Change]) -> int:
    """How many states came into blocs, or with a smaller bloc into a larger one."""
    came: set[str] = set()
    for change in recent:
        if change.kind in ("grew", "joined"):
            came |= set(change.states)
        if change.kind in ("formed", "joined"):
            came |= {s for group in change.groups[change.kind == "joined" :] for s in group}
    return len(came)


def _word(last: Year, rise: float, would: bool, n_came: int) -> Word:
    place = {s: n for n, bloc in enumerate(last.blocs) for s in (*bloc.members, *bloc.beyond)}
    opposed = any(u in place and v in place and place[u] != place[v] for u, v in last.hostile)
    if rise >= MUCH and opposed and n_came >= 3:
        return "forming"
    sizes = [len(bloc.members) for bloc in last.blocs] + [0, 0]
    if 2 * sizes[0] >= last.n_states and 5 * sizes[1] < last.n_states:
        return "one bloc"
    if (last.polarization or 0.0) >= HIGH and 5 * (sizes[0] + sizes[1]) >= 3 * last.n_states:
        return "standing"
    if rise >= RISE or would:
        return "signs"
    return "loosening" if rise <= -RISE else "no sign"


def _course(word: Word, rise: float) -> str:
    """Where a system that stands is heading."""
    if word != "standing":
        return ""
    if abs(rise) < RISE:
        return ", and is not forming anew"
    return ", and hardens" if rise > 0 else ", and loosens"


def _size(last: Year) -> str:
    if not last.blocs:
        return f"On {last.day} none of {last.n_states} states stands in a bloc."
    sizes = listed([str(len(b.members)) for b in last.blocs])
    blocs = "a bloc" if len(last.blocs) == 1 else f"{len(last.blocs)} blocs"
    return (f"On {last.day} {last.in_blocs} of {last.n_states} states stand in {blocs}, of "
            f"{sizes}.")  # fmt: skip


def _trend(last: Year, before: Year, peak: Year, rise: float) -> str:
    said = f"Polarization is {last.polarization:.2f}"
    if abs(rise) < RISE:
        said += f", as in {before.year} ({before.polarization:.2f})"
    else:
        said += f", {'up' if rise > 0 else 'down'} from {before.polarization:.2f} in {before.year}"
    if (peak.polarization or 0.0) > max(last.polarization or 0.0, before.polarization or 0.0):
        said += f"; it was highest in {peak.year}, {peak.polarization:.2f}"
    return said + " (0: all alone or all in one bloc; 1: two equal blocs)."


def _moved(recent: Sequence[Change]) -> list[str]:
    out = [told(change) for change in recent[-4:]]
    return [f"What moved it: {'; '.join(out)}."] if out else ["No bloc changed meanwhile."]


def told(change: Change) -> str:
    """A change in words: `2024: rus_prk_2024 joined China and North Korea to Armenia, … Russia`."""
    by = " and ".join(
        part for part in (
            f"{_some(change.began)} in force" if change.began else "",
            f"{_some(change.ended)} at an end" if change.ended else "",
        ) if part
    )  # fmt: skip
    names = [titles(group, most=6) for group in change.groups]
    who = titles(change.states, most=6)
    one = len(change.states) == 1
    says = {
        "formed": f"{names[0]} form a bloc",
        "joined": " is joined to ".join(f"the bloc of {name}" for name in reversed(names)),
        "grew": f"{who} {'enters' if one else 'enter'} the bloc of {names[0]}",
        "shrank": f"{who} {'leaves' if one else 'leave'} the bloc of {names[0]}",
        "split": "a bloc parts into " + " | ".join(names),
        "dissolved": f"the bloc of {names[0]} is no more",
    }[change.kind]
    if not by and not change.unnamed:
        by = "states that began or ended"
    return f"{change.year}, {says}" + (f" ({by})" if by else "")


def _some(instruments: Sequence[str], most: int = 3) -> str:
    left = len(instruments) - most
    return listed([*instruments[:most], f"{left} more"] if left > 1 else list(instruments))


def _if(last: Year, then: float | None) -> list[str]:
    if then is None:
        return []
    parts = []
    if last.pending:
        parts.append(f"signed and not yet in force: {_pairs(last.pending)}")
    if last.unsure:
        parts.append(f"not known to be in force: {_pairs(last.unsure)}")
    return [f"Were all duties in force that are not ({'; '.join(parts)}), it would be {then:.2f}."]


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    shown = [f"{titles([u])}–{titles([v])}" for u, v in pairs[:4]]
    return listed([*shown, f"{len(pairs) - 4} more"] if len(pairs) > 4 else shown)


def _hostility(last: Year, null: Null | None, unsettled: bool) -> list[str]:
    n = last.n_hostile or 0
    if n < _HOSTILE_ENOUGH:
        named = f" ({_pairs(last.hostile)})" if n else ""
        ties = "1 tie is" if n == 1 else f"{n or 'No'} ties are"
        said = f"{ties} hostile{named}: too few to say whether the blocs are balanced, "
        return [said + "or what chance would give."]
    said = f"{n} of {n + (last.n_friendly or 0)} ties are hostile; "
    if last.optimum == 0:
        said += "none goes against the blocs."
    else:
        said += f"{last.optimum} go against the blocs"
        said += "." if last.proven else ", or fewer: the search was stopped."
    if null is None:
        open_ = "What chance would give could not be settled in time."
        return [said, open_] if unsettled else [said]
    if not null.tells:
        return [said, "Shuffled signs tell nothing here: hardly any can move."]
    chance = f"In {len(null.values)} networks with shuffled signs {null.mean:.1f} go against the "
    chance += f"best blocs on average, and as few as here in {100 * null.at_most:.0f} %."
    return [said, chance]


def _firmness(last: Year, null: Null | None, then: float | None) -> tuple[str, str]:
    doubts = []
    if (last.n_hostile or 0) < _HOSTILE_ENOUGH:
        doubts.append("the ties hardly show who stands against whom")
    elif null is not None and null.tells and null.at_most > 0.05:
        doubts.append("chance would give the same")
    if then is not None and abs(then - (last.polarization or 0.0)) >= RISE:
        doubts.append("it hangs on duties that are not sure")
    if not last.proven:
        doubts.append("the best division is not proven")
    # this one always stands
    doubts.append("the source knows some ties, not all, and ties are no forecast of deeds")
    return listed(doubts), "moderate" if len(doubts) == 1 else "weak"
