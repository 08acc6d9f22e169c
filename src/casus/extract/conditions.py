"""Conditions: the clauses of a sentence on which something is made to depend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger
from casus.extract.verb_last import condition_clause
from casus.model import ABOUT

_STOPS: Final = frozenset({".", ";", "!", "?", ":"})

_MARKERS: Final = frozenset(
    {
        "any", "condition", "condition_opening", "condition_before_verb", "condition_pending",
        "condition_negated",
    }
)  # fmt: skip


_NOUNS: Final = frozenset({"NOUN", "PROPN"})

BEFORE: Final = 4
"""How many tokens may stand between the comma and the verb that reports at the end."""


FAR: Final = 12
"""How many tokens may stand behind it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition clause: the tokens of its marker, its range, its event, who depends on it."""

    marker: tuple[int, ...]
    first: int
    last: int
    initial: bool
    trigger: int | None = None
    owner: int | None = None


def find_conditions(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    chunks: Sequence[Chunk],
) -> list[Condition]:
    """The condition clauses of a sentence, with the trigger in each; `chunks` are the phrases in it
    that tell of somebody."""
    if lexicon.verb_last:
        return _conditions_before(lexicon, tokens, triggers)
    out: list[Condition] = []
    i = 0
    while i < len(tokens):
        none = lexicon.marked("condition_not", tokens, i) or lexicon.marked("question", tokens, i)
        if none:
            i = none[-1] + 1  # "even if", "asked if" hold an "if" that opens nothing
            continue
        found = _condition_at(lexicon, tokens, triggers, i)
        if found:
            found = _parted(lexicon, tokens, triggers, chunks, found)
            out.append(found)
        i = found.last + 1 if found else i + 1
    return out


def _conditions_before(
    lexicon: Lexicon, tokens: Sequence[Token], triggers: Sequence[Trigger]
) -> list[Condition]:
    """The condition clauses of a language that marks them at their end."""
    out: list[Condition] = []
    for i in range(len(tokens)):
        if any(i in t.taken for t in triggers) or any(i in c.marker for c in out):
            continue
        if found := condition_clause(lexicon, tokens, i):
            marker, first, last = found
            first = max([first, *(c.marker[-1] + 1 for c in out)])
            if first <= last:
                event = _last_event(triggers, first, last)
                out.append(Condition(marker, first, last, True, event))
    return out


def _last_event(triggers: Sequence[Trigger], first: int, last: int) -> int | None:
    """The event that a clause which ends in its verb is about: that of the last verb."""
    inside = [n for n, t in enumerate(triggers) if first <= t.at <= last]
    verbs = [n for n in inside if not triggers[n].noun]
    return (verbs or inside)[-1] if inside else None


def _condition_at(
    lexicon: Lexicon, tokens: Sequence[Token], triggers: Sequence[Trigger], i: int
) -> Condition | None:
    """The condition clause whose marker begins at token `i`, if one does. It may hold no event that
    the lexicon knows: something depends on it all the same."""
    if tokens[i].marks.keys().isdisjoint(_MARKERS):
        return None
    if any(i in t.taken for t in triggers):
        return None
    if (run := lexicon.marked("any", tokens, i)) and _opens_clause(lexicon, tokens, triggers, i):
        return _any_act(lexicon, tokens, triggers, run)
    run = lexicon.marked("condition", tokens, i)
    initial = _opens_clause(lexicon, tokens, triggers, i)
    if not run and (opening := lexicon.marked("condition_opening", tokens, i)):
        before = tokens[i - 1] if i else None
        opens = before is None or before.form in {",", ":", "but", "that"}
        run = opening if opens and initial else None
    if not run and (leading := lexicon.marked("condition_before_verb", tokens, i)):
        at = leading[-1] + 1
        verbs = {t.at for t in triggers if not t.noun}
        verb = at < len(tokens) and (at in verbs or tokens[at].upos in {"VERB", "AUX"})
        run = leading if verb else None
    if not run and (pending := lexicon.marked("condition_pending", tokens, i)):
        run = pending if _pending(lexicon, tokens, pending[-1] + 1) else None
    if not run and (negated := lexicon.marked("condition_negated", tokens, i)):
        run = negated if _denied(lexicon, tokens, triggers, i) else None
    if not run or _temporal(tokens, run[-1] + 1):
        return None
    first = run[-1] + 1
    last = _clause_end(lexicon, tokens, triggers, first, initial)
    return Condition(run, first, last, initial, _event_in(triggers, first, last))


def _pending(lexicon: Lexicon, tokens: Sequence[Token], first: int) -> bool:
    """Whether the first verb after token `first` is in a mood or tense of what is yet to come
    ("cuando se retiren", "quand ils auront levé"). Where tags tell none of them, the verb
    before decides: beside a future stands no other, and many a word is tagged as an
    indicative that is none."""
    wanted = lexicon.tenses.get("pending", frozenset())
    for token in tokens[first : first + 10]:
        if token.form in _STOPS:
            return False
        if token.upos not in {"VERB", "AUX"}:
            continue
        feats = set(token.feats.split("|"))
        if any(feats.issuperset(one.split("|")) for one in wanted):
            return True
        if "VerbForm=Fin" in feats and "Tense=Past" not in feats:
            planned = lexicon.tenses.get("planned", frozenset())
            return any(not planned.isdisjoint(t.feats.split("|")) for t in tokens[:first])
    return False


def _any_act(
    lexicon: Lexicon, tokens: Sequence[Token], triggers: Sequence[Trigger], run: tuple[int, ...]
) -> Condition | None:
    """ "Any attack will be answered": the noun phrase before the verb group is the condition."""
    first = run[-1] + 1
    tenses = lexicon.tenses.get("planned", frozenset()) | lexicon.tenses.get(
        "possible", frozenset()
    )
    for j in range(first, min(len(tokens), first + 14)):
        ahead = lexicon.marked("planned", tokens, j) or lexicon.marked("possible", tokens, j)
        if ahead or not tenses.isdisjoint(tokens[j].feats.split("|")):
            event = _event_in(triggers, first, j - 1)
            return Condition(run, first, j - 1, True, event) if event is not None else None
        if tokens[j].form in _STOPS:
            break
    return None


def _denied(lexicon: Lexicon, tokens: Sequence[Token], triggers: Sequence[Trigger], i: int) -> bool:
    """Whether the clause before token `i` says no: then "before" is a condition."""
    last = max((t.at for t in triggers if t.at < i), default=None)
    if last is None:
        return False
    refused = any(t.at == last and t.frame_type == "REJECT" for t in triggers)
    return refused or any(
        lexicon.marked("negation", tokens, j) for j in range(max(0, last - 6), last + 1)
    )


def _temporal(tokens: Sequence[Token], first: int) -> bool:
    """Whether what follows a marker is a time ("until Tuesday", "selama lima hari")."""
    if first >= len(tokens):
        return True
    return tokens[first].upos == "NUM" or "<weekday>" in tokens[first].runs


def _opens_clause(
    lexicon: Lexicon, tokens: Sequence[Token], triggers: Sequence[Trigger], i: int
) -> bool:
    """Whether the condition comes before what depends on it."""
    after_pause = i > 0 and tokens[i - 1].form in {",", ":"}
    for j in range(i - 1, -1, -1):
        if tokens[j].form in _STOPS:
            return True
        if lexicon.marked("complementizer", tokens, j):
            return i - j <= 2
        if any(j in t.taken for t in triggers):
            return False
        if tokens[j].upos in {"VERB", "AUX"}:
            return after_pause
    return True


def _clause_end(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    first: int,
    initial: bool,
) -> int:
    met = False
    for j in range(first, len(tokens)):
        met = met or any(j in t.taken for t in triggers)
        form = tokens[j].form
        if form in _STOPS and j > first:
            return j - 1
        if lexicon.marked("result", tokens, j) and met:
            return j - 1
        if form == "," and j > first and j + 1 < len(tokens):
            following = tokens[j + 1]
            said = any(
                lexicon.marked("attribution", tokens, k)
                for k in range(j + 1, min(len(tokens), j + 4))
            )
            if following.form == '"' or said or _reports(tokens, triggers, j):
                return j - 1
            if (
                initial
                and (met or tokens[j - 1].upos in {"VERB", "NOUN", "PROPN", "ADV"})
                and any(t.at > j for t in triggers)
            ):
                return j - 1
    return len(tokens) - 1


def _parted(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    chunks: Sequence[Chunk],
    found: Condition,
) -> Condition:
    """A condition at the beginning that no comma parts from what depends on it, so that it has
    taken the whole sentence: it ends before whoever acts in what is yet to come ("В случае отказа
    Хартума | Эфиопия прекратит поставки зерна")."""
    told = next((n for n, t in enumerate(triggers) if found.first <= t.at <= found.last), None)
    if not found.initial or told is None or any(t.at > found.last for t in triggers):
        return found
    for n, trigger in enumerate(triggers):
        at = min(trigger.taken)
        inside = max(triggers[told].taken) < at <= found.last
        if n == told or trigger.noun or not inside:
            continue
        planned = _planned_from(lexicon, tokens, at)
        if planned is None and not (triggers[told].noun and "Tense=Past" not in tokens[at].feats):
            continue
        begins = at if planned is None else planned
        before = (c for c in chunks if c.last == begins - 1 and _may_act(tokens, c))
        main = next((c.first for c in before if c.first > max(triggers[told].taken)), None)
        if main is None and lexicon.subject_after and planned is not None:
            main = planned
        if main is not None and not any(t.form == "," for t in tokens[found.first : main]):
            event = _event_in(triggers, found.first, main - 1)
            return replace(found, last=main - 1, trigger=event)
    return found


def _may_act(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Whether a phrase stands after no preposition of its own: the one of a name right before it is
    not."""
    return not chunk.case or (chunk.first > 0 and tokens[chunk.first - 1].upos in _NOUNS)


def _planned_from(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int | None:
    """Where the words begin that say of a verb that it is yet to come; None where none does."""
    beginnings = [
        b for status, word, b in lexicon.verb_beginnings if status == "planned" and not word
    ]
    if any(tokens[at].form.startswith(beginning) for beginning in beginnings):
        return at
    for i in range(at - 1, max(-1, at - 3), -1):
        if lexicon.marked("planned", tokens, i):
            return i
    planned = lexicon.tenses.get("planned", frozenset())
    return at if not planned.isdisjoint(tokens[at].feats.split("|")) else None


def _reports(tokens: Sequence[Token], triggers: Sequence[Trigger], comma: int) -> bool:
    """Whether the clause behind a comma only reports what was told before it."""
    n = reporting(tokens, triggers)
    return n is not None and comma < min(triggers[n].taken) <= comma + 1 + BEFORE


def _event_in(triggers: Sequence[Trigger], first: int, last: int) -> int | None:
    inside = [n for n, t in enumerate(triggers) if first <= t.at <= last]
    if not inside:
        return None
    verbs = [n for n in inside if not triggers[n].noun]
    if verbs and (inside[0] == verbs[0] or triggers[verbs[0]].at - triggers[inside[0]].at <= 6):
        return verbs[0]
    return inside[0]


def reporting(tokens: Sequence[Token], triggers: Sequence[Trigger]) -> int | None:
    """The trigger that reports the sentence before it, as a verb of saying does at its end: "…,
    warned Moscow"."""
    if len(triggers) < 2:
        return None
    n = len(triggers) - 1
    last = triggers[n]
    if last.noun or last.passive or last.frame_type not in ABOUT:
        return None
    at = min(last.taken)
    comma = next((j for j in range(at - 1, max(-1, at - 1 - BEFORE), -1)
                  if tokens[j].form == ","), None)  # fmt: skip
    if comma is None or triggers[n - 1].at > comma:
        return None
    if any(tokens[j].upos in {"VERB", "AUX", "SCONJ", "CCONJ", "PRON", "DET", "ADP"}
           for j in range(comma + 1, at)):  # fmt: skip
        return None
    behind = tokens[max(last.taken) + 1 :]
    clause = any(token.upos in {"SCONJ", "VERB"} or token.form in {",", ":"} for token in behind)
    return None if clause or len(behind) > FAR else n
