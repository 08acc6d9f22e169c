"""Subjects and objects by the order of words, where words have no tree.

"Russia | attacked | Kyiv", "attacks | by Israel": the last phrase without a preposition before a
verb is its subject, the first behind it its object; the phrase beside a noun is whose it is. Where
verbs come first ("قصفت إسرائيل غزة"), the first behind one is its subject and the next its object,
unless one before it is the subject. What is found is written into the tokens as a tree would tell
it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger

_BREAKS: Final = frozenset({".", ";", ":", "!", "?", '"', ",", "(", ")"})
NEAR: Final = 4
"""How many tokens behind its verb a subject may begin."""
NEAREST: Final = 2
"""How many tokens before a noun whoever it belongs to may end ("the Russian night raid")."""


def hang_phrases(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    triggers: Sequence[Trigger],
    chunks: Sequence[Chunk],
) -> None:
    """Hang the phrases of each clause on the word that tells its event."""
    joined = {
        i for n, c in enumerate(chunks) if c.members and c.members[0] == n
        for i in range(c.first, chunks[c.members[-1]].last + 1)
    }  # fmt: skip
    verbs = {i for t in triggers if not t.noun for i in t.taken}
    nouns = {max(t.taken) for t in triggers if t.noun}
    told = {i for t in triggers for i in t.taken}
    firsts = [c for n, c in enumerate(chunks) if not c.members or c.members[0] == n]
    free = [c for c in firsts if c.head not in told]
    ends = [j for j in range(len(tokens)) if _ends(lexicon, tokens, j, verbs, joined)]
    for trigger in triggers:
        last = max(trigger.taken)
        after = bisect_right(ends, last)
        end = ends[after] if after < len(ends) else len(tokens)
        behind = [c for c in free if last < c.first and c.last < end]
        begun = _begun(lexicon, tokens, trigger, ends)
        before = [c for c in free if begun < c.first
                  and c.last < min(trigger.taken) and not c.case]  # fmt: skip
        if trigger.noun:
            _hang_on_noun(lexicon, tokens, trigger, before, behind)
            continue
        behind = [c for c in behind if c.first - 1 not in nouns]
        bare = [c for c in behind if not c.case]
        if len(before) > 1 and lexicon.verb_bracket:
            subject: Chunk | None = before[0]
            bare = [*before[-1:], *bare]
        elif before:
            subject = before[-1]
        elif not lexicon.subject_after:
            subject = None
        elif len(bare) == 1 and _goes_on(lexicon, tokens, trigger):
            bare, subject = [], None  # whoever acted before may act again
        else:
            near = bare and bare[0].first - last <= NEAR
            subject = bare.pop(0) if near else None
        _hang(tokens, trigger, [subject] if subject else [], "nsubj")
        _hang(tokens, trigger, bare[:1], "obj")
        agents = lexicon.marker_words["agent"]
        _hang(tokens, trigger, [c for c in behind if c.case in agents], "obl:agent")
        _hang(tokens, trigger, [c for c in behind if c.case], "obl")


def leans(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether "and" leans on the word of a verb ("وأسرت"): its clause begins with it."""
    if trigger.noun or not lexicon.subject_after:
        return False
    form = tokens[min(trigger.taken)].form
    pattern = trigger.pattern.lstrip("=").partition("}")[2] or trigger.pattern.lstrip("=")
    return len(form) > 2 and form[0] in lexicon.listing and not pattern.startswith((form[0], "<"))


def _goes_on(lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether the clause is joined to one before it, or a condition of one."""
    first = min(trigger.taken)
    opened = first > 0 and any(
        marker.startswith("condition") and i + len(run) == first
        for i in range(max(0, first - 4), first)
        for marker, run in tokens[i].marks.items()
    )
    return opened or leans(lexicon, tokens, trigger)


def _begun(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    trigger: Trigger,
    ends: Sequence[int],
) -> int:
    """The token behind which the clause of a verb begins; `ends` are those before which one ends,
    in order."""
    first = min(trigger.taken)
    if leans(lexicon, tokens, trigger):
        return first - 1
    before = bisect_left(ends, first)
    return ends[before - 1] if before else -1


def _ends(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    j: int,
    verbs: Collection[int],
    joined: Collection[int],
) -> bool:
    """Whether a clause ends before token `j`; what is `joined` in a list of actors ends none."""
    if j in joined:
        return False
    return (
        tokens[j].form in _BREAKS
        or j in verbs
        or tokens[j].upos in {"CCONJ", "VERB"}
        or any(lexicon.marked(m, tokens, j) for m in ("complementizer", "condition"))
    )


def _hang_on_noun(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    trigger: Trigger,
    before: Sequence[Chunk],
    behind: Sequence[Chunk],
) -> None:
    first, last = min(trigger.taken), max(trigger.taken)
    if trigger.passive and (by := _agent_behind(lexicon, tokens, last)) is not None:
        _hang(tokens, trigger, [c for c in behind if c.last < by][:1], "nmod:poss")
        _hang(tokens, trigger, [c for c in behind if c.first > by][:1], "obl:agent")
        return
    owners = [c for c in before if c.last >= first - NEAREST]
    bare = [c for c in behind if not c.case and c.first == last + 1]
    if lexicon.possessor_before:
        _hang(tokens, trigger, bare, "obj")
    else:
        owners += bare
    _hang(tokens, trigger, owners[-1:], "nmod:poss")
    _hang(tokens, trigger, [c for c in behind if c.case][:2], "nmod")


def _agent_behind(lexicon: Lexicon, tokens: Sequence[Token], last: int) -> int | None:
    """The first token behind one that says by whom it is done, None where none does."""
    return next((t.i for t in tokens[last + 1 :] if lexicon.marked("agent", tokens, t.i)), None)


def _hang(
    tokens: Sequence[Token], trigger: Trigger, chunks: Sequence[Chunk], relation: str
) -> None:
    for chunk in chunks:
        token = tokens[chunk.head]
        if token.head < 0 and chunk.head != trigger.at:
            token.head, token.deprel = trigger.at, relation
            tokens[trigger.at].children.append(chunk.head)
