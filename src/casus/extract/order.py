"""Subjects by the order of words, for languages that put them first.

Where a pack says `subject_first: true`, the first phrase of a clause that names an actor, with no
preposition before it and no verb between, is written down as the subject of the first verb
of the lexicon after it: "普京|在河内|警告|韩国". In every language whoever stands alone before a
passive verb suffers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.lexicon import Lexicon
from casus.extract.passives import SUFFERS, over
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger
from casus.names.span import NameSpan

_STOPS: Final = frozenset({",", ";", ":", ".", "!", "?", "(", ")"})


def mend_subjects(lexicon: Lexicon, tokens: Sequence[Token], names: Sequence[NameSpan]) -> None:
    """Write down the subjects that the order of words tells."""
    if not lexicon.subject_first:
        return
    named = {
        t.i for t in tokens for n in names if n.codes and t.start >= n.start and t.end <= n.end
    }
    stops = [-1, *(t.i for t in tokens if t.form in _STOPS), len(tokens)]
    for left, right in pairwise(stops):
        _mend(lexicon, tokens, named, range(left + 1, right))


def seat_sufferers(
    tokens: Sequence[Token], triggers: Sequence[Trigger], chunks: Sequence[Chunk]
) -> None:
    """Write down who suffers a passive verb where a clause begins with the two, as in
    headlines: "Putin dan Kim teken pakta, Barat diperingatkan"."""
    for trigger in triggers:
        first = min(trigger.taken)
        if trigger.noun or not trigger.passive:
            continue
        for chunk in chunks:
            opens = chunk.first == 0 or tokens[chunk.first - 1].form in _STOPS
            plain = chunk.codes and not chunk.case and chunk.head not in trigger.taken
            if chunk.last == first - 1 and opens and plain:
                _hang(tokens, chunk.head, trigger.at, "nsubj:pass")


def _mend(lexicon: Lexicon, tokens: Sequence[Token], named: set[int], clause: range) -> None:
    tops: list[int] = []
    joined = False
    cased = False
    for i in clause:
        token = tokens[i]
        if i in named:
            if not cased and (not tops or joined or _one_run(tokens, tops[-1], i)):
                tops.append(i)
                joined = False
            continue
        if token.form.casefold() in lexicon.coverbs or token.upos == "ADP":
            cased = True
        elif token.upos == "CCONJ" or token.form in lexicon.listing:
            joined = bool(tops)
        elif token.upos in {"VERB", "AUX"} and not lexicon.anchors.isdisjoint(token.keys):
            if tops and token.upos == "VERB":
                _write(lexicon, tokens, tops, i)
            return
        elif token.upos == "VERB" and tops and i not in named:
            cased = True  # what stands behind another verb is no subject


def _one_run(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether two names belong to one run of nouns: "俄罗斯总统普京"."""
    return all(tokens[k].upos in {"NOUN", "PROPN", "ADJ", "X"} for k in range(left + 1, right))


def _write(lexicon: Lexicon, tokens: Sequence[Token], tops: list[int], verb: int) -> None:
    top = tops[-1]
    listed = any(
        tokens[k].form in lexicon.listing or tokens[k].upos == "CCONJ"
        for k in range(tops[0] + 1, top)
    )
    relation = "nsubj:pass" if SUFFERS in tokens[verb].feats else "nsubj"
    head = tops[0] if listed else top
    _hang(tokens, head, verb, relation)
    for other in tops:
        if other != head:
            _hang(tokens, other, head, "conj" if listed else "nmod")


def _hang(tokens: Sequence[Token], child: int, head: int, relation: str) -> None:
    """Hang a token on another; what would make a circle takes its place first."""
    if over(tokens, child, head):
        up = tokens[child].head
        _set(tokens, head, up, tokens[child].deprel)
    _set(tokens, child, head, relation)


def _set(tokens: Sequence[Token], child: int, head: int, relation: str) -> None:
    token = tokens[child]
    if token.head >= 0 and child in tokens[token.head].children:
        tokens[token.head].children.remove(child)
    token.head, token.deprel = head, relation
    if head >= 0:
        tokens[head].children.append(child)
