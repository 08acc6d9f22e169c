"""Triggers: the words of a sentence that tell an event, each with the frame it calls up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from casus.extract.frames import Sense
from casus.extract.lexicon import Lexicon
from casus.extract.passives import SUFFERS
from casus.extract.tokens import Token, silent, within

_VERBAL = frozenset({"VERB", "AUX", "ADJ", "X", ""})
_NOMINAL = frozenset({"NOUN", "PROPN", "X", "", "SYM", "NUM"})
_ENDS = frozenset({".", ";", ":", "!", "?"})
_CLAUSE_ENDS = _ENDS | {","}
_WITH_PARTICIPLES = frozenset({"AUX", "ADV", "PART", "CCONJ", "VERB", "ADJ"})
WINDOW = 9
"""How many tokens beside a trigger its object is looked for."""


@dataclass(slots=True)
class Trigger:
    """A run of tokens that tells an event. `at` is the token the pattern is anchored on."""

    at: int
    taken: tuple[int, ...]
    sense: Sense
    pattern: str
    rank: tuple[int, int, int]
    passive: bool = False
    objects: tuple[int, ...] = field(default=())
    place: int | None = None

    @property
    def frame_type(self) -> str:
        """The PLOVER type that the frame names."""
        return self.sense.frame.type

    @property
    def noun(self) -> bool:
        """Whether the event is told by a noun."""
        return self.sense.kind == "noun"


def find_triggers(
    lexicon: Lexicon, tokens: Sequence[Token], classes: Mapping[str, set[int]]
) -> list[Trigger]:
    """The triggers of a sentence in order; where two share a token the more specific stays."""
    found: list[tuple[Trigger, int]] = []
    idle = within("idle", tokens) | silent(tokens)
    for i, token in enumerate(tokens):
        if i in idle or lexicon.anchors.isdisjoint(token.keys):
            continue
        found += [(trigger, i) for trigger in _best_at(lexicon, tokens, classes, i)]
    found.sort(key=lambda row: (-len(row[0].taken), -row[0].rank[0], row[0].at))
    used: set[int] = set()
    told: set[int] = set()
    kept = []
    for trigger, i in found:
        if i not in told and used.isdisjoint(trigger.taken):
            told.add(i)
            used.update(trigger.taken)
            kept.append(trigger)
    kept.sort(key=lambda t: t.at)
    if lexicon.verb_last:
        beside = zip(kept, [*kept[1:], None], strict=False)
        return [t for t, after in beside if after is None or not _said_again(after, t)]
    kept = [t for n, t in enumerate(kept) if n == 0 or not _repeats(kept[n - 1], t)]
    if lexicon.object_before:
        after = [*kept[1:], None]
        kept = [
            t for t, verb in zip(kept, after, strict=False)
            if verb is None or t.at not in verb.objects or not _said_again(verb, t)
        ]  # fmt: skip
    return kept


def _said_again(verb: Trigger, noun: Trigger) -> bool:
    """The same where the noun stands before its verb."""
    same = verb.frame_type == noun.frame_type and noun.noun and not verb.noun
    return same and (noun.at in verb.objects or min(verb.taken) - noun.at <= 2)


def _repeats(verb: Trigger, noun: Trigger) -> bool:
    """Whether the noun only says again what the verb before it tells: "gave military aid"."""
    same = verb.frame_type == noun.frame_type and noun.noun and not verb.noun
    return same and (noun.at in verb.objects or noun.at - max(verb.taken) <= 3)


def _best_at(
    lexicon: Lexicon, tokens: Sequence[Token], classes: Mapping[str, set[int]], i: int
) -> list[Trigger]:
    """The most specific trigger that begins at a token for each run of tokens that one may take."""
    matches = lexicon.senses.at(tokens, i)
    kinds = {sense.kind for _, _, sense in matches}
    best: dict[tuple[int, ...], Trigger] = {}
    for taken, pattern, sense in matches:
        chief = taken[-1] if lexicon.verb_last else i
        if not part_of_speech_fits(tokens, chief, taken, sense.kind, kinds):
            continue
        passive = (
            is_passive(lexicon, tokens, chief)
            if sense.kind == "verb"
            else lexicon.subject_after and is_done_by(lexicon, tokens, chief)
        )
        before = passive or lexicon.object_before or lexicon.verb_last
        near = _near(tokens, chief, taken, sense.kind, before)
        frame = sense.frame
        objects = sorted({t for name in frame.object for t in classes.get(name, ()) if t in near})
        if frame.object and not objects:
            continue
        if frame.unless:
            whole = near | _doers(lexicon, tokens, chief)
            if any(t in whole for name in frame.unless for t in classes.get(name, ())):
                continue
        if frame.subject and not any(
            t in _doers(lexicon, tokens, chief)
            for name in frame.subject
            for t in classes.get(name, ())
        ):
            continue
        bound = bool(frame.object) or bool(frame.subject)
        rank = (len(taken) + bound, int(bound), -frame.order)
        if taken not in best or rank > best[taken].rank:
            best[taken] = Trigger(chief, taken, sense, pattern.text, rank, passive, tuple(objects))
    return list(best.values())


def part_of_speech_fits(
    tokens: Sequence[Token], chief: int, taken: Sequence[int], kind: str, kinds: set[str]
) -> bool:
    """The tag decides between a verb and a noun only where the lexicon knows the word as both:
    in headlines it is often wrong, and a word known as one is that. An idiom may be anchored on any
    of its words ("at the request of", "den Krieg erklären")."""
    token = tokens[chief]
    if len(kinds) == 1:
        known = len(token.form) > 3 or token.upos not in {"ADP", "DET", "PRON"}
        return known or len(taken) > 1
    if kind == "verb":
        return any(tokens[i].upos in _VERBAL for i in taken)
    return token.upos in _NOMINAL


def is_converb(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word ends as verbs do that have the subject of another."""
    return bool(lexicon.converbs) and token.form.casefold().endswith(lexicon.converbs)


def is_passive(lexicon: Lexicon, tokens: Sequence[Token], i: int) -> bool:
    """Whether the verb at `i` suffers its act: by a prefix of the language, by its features, by
    what depends on it, or by an auxiliary."""
    token = tokens[i]
    if SUFFERS in token.feats:
        return True
    if lexicon.passive_prefixes:
        low = token.form.casefold()
        return low.startswith(lexicon.passive_prefixes) and low not in lexicon.not_passive
    if i and lexicon.marked("active", tokens, i - 1):
        return False  # tags take many a "had bombed" for a passive
    if is_converb(lexicon, token):
        return False
    if any(feature in token.feats.split("|") for feature in lexicon.passive_features):
        return True
    if not lexicon.verb_last:
        return _suffers(lexicon, tokens, i)
    rels = {tokens[c].deprel for c in token.children}
    return bool(rels & {"nsubj:pass", "obl:agent"}) or (
        "obj" not in rels and "Voice=Pass" in token.feats
    )


def _suffers(lexicon: Lexicon, tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` is tagged as a passive, or an auxiliary of the passive stands
    with it: "fue atacado", "wurde von Russland angegriffen", "ausgewiesen worden".

    Right behind a noun ("Ecowas offered") the tag is believed only where an agent follows; after
    an auxiliary of the past a participle at the end of its clause is often taken for an infinitive.
    """
    if lexicon.subject_after:
        return is_done_by(lexicon, tokens, i)
    if "Voice=Pass" in tokens[i].feats:
        by_somebody = is_done_by(lexicon, tokens, i)
        return by_somebody or i == 0 or tokens[i - 1].upos not in _NOMINAL
    return has_passive_auxiliary(lexicon, tokens, i)


def is_done_by(lexicon: Lexicon, tokens: Sequence[Token], i: int) -> bool:
    """Whether it is said behind the word at `i` by whom it is done ("احتُجز … من قبل إيران")."""

    def told(token: Token) -> bool:
        return bool(lexicon.senses.at(tokens, token.i))

    for token in takewhile(lambda t: t.form not in _CLAUSE_ENDS, tokens[i + 1 : i + WINDOW]):
        if run := lexicon.marked("agent", tokens, token.i):
            behind = tokens[run[-1] + 1 : run[-1] + 2]  # without anybody there "من قبل" is "before"
            return any(t.form not in _CLAUSE_ENDS and not told(t) for t in behind)
        if lexicon.subject_after and told(token):
            return False  # it is said of what is told in between
    return False


def has_passive_auxiliary(lexicon: Lexicon, tokens: Sequence[Token], i: int) -> bool:
    """Whether an auxiliary of the passive stands with the verb at `i`."""
    token = tokens[i]
    for j in range(i - 1, max(-1, i - 1 - WINDOW), -1):
        if tokens[j].form in _CLAUSE_ENDS:
            break
        if lexicon.marked("passive_auxiliary", tokens, j):
            past = lexicon.verb_bracket and "Tense=Past" in tokens[j].feats
            return past or "VerbForm=Part" in token.feats
        if not lexicon.verb_bracket and tokens[j].upos not in _WITH_PARTICIPLES:
            break
    closed = i + 1 < len(tokens) and lexicon.marked("passive_auxiliary", tokens, i + 1)
    return bool(closed) and lexicon.verb_bracket and "VerbForm=Part" in token.feats


def _near(
    tokens: Sequence[Token], i: int, taken: tuple[int, ...], kind: str, leftward: bool
) -> set[int]:
    """The tokens among which a trigger's object stands: beside it, and what depends on it;
    `leftward` where it may stand before the verb."""
    last, first = max(taken), min(taken)
    right = set(range(i + 1, _stop(tokens, last, WINDOW) + 1)) | set(taken[1:])
    left: set[int] = set()
    if kind == "noun":
        left = set(range(max(0, first - 4), first))
    elif leftward:
        opened = (j for j in range(first - 1, -1, -1) if tokens[j].upos == "SCONJ")
        ended = (j for j in range(first - 1, -1, -1) if tokens[j].form in _ENDS)
        start = max(0, first - WINDOW, next(opened, -1) + 1, next(ended, -1) + 1)
        left = set(range(start, first))
    near = right | left
    for child in tokens[i].children:
        rel = tokens[child].deprel
        if rel in {"obj", "iobj", "nsubj:pass", "compound", "nmod", "obl"}:
            near.add(child)
            near.update(c for c in tokens[child].children if abs(c - i) <= 2 * WINDOW)
    return near


def _doers(lexicon: Lexicon, tokens: Sequence[Token], i: int) -> set[int]:
    """The subject of the trigger, or what stands just before it in its clause – behind it, where
    subjects do."""
    subjects = {c for c in tokens[i].children if tokens[c].rel == "nsubj"}
    found = subjects | {i for s in subjects for i in tokens[s].children}
    beside = range(i + 1, min(len(tokens), i + 4)) if lexicon.subject_after else ()
    opened = (j for j in range(i - 1, -1, -1) if tokens[j].upos == "SCONJ" or tokens[j].form == ",")
    first = max(0, i - 3, next(opened, -1) + 1)
    return found or {*range(first, i), *beside}


def _stop(tokens: Sequence[Token], last: int, width: int) -> int:
    """The last token of the window to the right of `last`: no further than the clause goes."""
    end = min(len(tokens) - 1, last + width)
    for j in range(last + 1, end + 1):
        if tokens[j].form in _ENDS:
            return j - 1
    return end
