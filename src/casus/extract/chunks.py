"""Chunks: the phrases of a sentence that name an actor or stand for one.

Names that are listed ("Bahrain, Egypt and Kuwait") fill one role together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from casus.extract.carriers import beside, climbed, stands_for
from casus.extract.cases import case_of, leaning_case
from casus.extract.lexicon import PRONOUNS, RELATIVE, Lexicon
from casus.extract.offices import whose
from casus.extract.tokens import Token
from casus.names.actors import registry
from casus.names.span import NameSpan

_LISTING: Final = frozenset({",", "and", "dan", "serta", "&", "/", "-", "maupun", "or", "atau"})
ASIDE: Final = 14
"""Within so many words behind a comma that follows a subject another closes what stands there."""

_OF_A_NAME: Final = frozenset({"NOUN", "PROPN", "ADJ"})
"""What a name may stand beside in its phrase ("two French *diplomats*, and Niger, …")."""

_PAUSES: Final = frozenset({",", ";", ":", "–", "—", "("})
"""What parts one clause from the next."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A phrase that names an actor or stands for one.

    `head` is the token that heads its noun phrase, `case` the preposition before it; `codes` is
    empty for a phrase that only refers back (`kind` is then `person`, `thing`, `several`,
    `speaker`, `hearer` or a class of nouns such as `forces`); `count` is how many it means, 0 where
    it does not say; `form` the cases that a declined name may stand in.
    """

    first: int
    last: int
    head: int
    codes: tuple[str, ...]
    kind: str
    case: str = ""
    refers: bool = False
    members: tuple[int, ...] = ()
    carrier: str = ""
    count: int = 0
    form: str = ""
    joined: bool = False
    """Whether "and" leans on it ("والعراق")."""
    of: tuple[str, ...] = ()
    """Whose it is, of a noun that stands for an actor, where a name beside it says so."""

    def covers(self, i: int) -> bool:
        """Whether token `i` belongs to the phrase."""
        return self.first <= i <= self.last


def find_chunks(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    names: Sequence[NameSpan],
    classes: Mapping[str, set[int]],
    anchors: frozenset[int],
) -> list[Chunk]:
    """The actor phrases of a sentence in order; `anchors` are tokens that tell an event."""
    stop = anchors | frozenset(classes.get("agreement", ())) | _openers(lexicon, tokens)
    found = (_named(lexicon, tokens, name, anchors, stop, classes) for name in names)
    named = [chunk for chunk in found if chunk]
    merged = _merged(lexicon, tokens, named, classes)
    covered = {i for chunk in merged for i in range(chunk.first, chunk.last + 1)}
    covered |= {chunk.head for chunk in merged}
    referring = [
        replace(chunk, of=whose(lexicon, tokens, merged, chunk))
        for chunk in _referring(lexicon, tokens, classes, covered, anchors)
    ]
    chunks = sorted(merged + referring, key=lambda c: (c.first, c.last))
    return _listed(lexicon, tokens, chunks)


def chunk_of(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    name: NameSpan,
    classes: Mapping[str, set[int]],
    anchors: frozenset[int],
) -> Chunk | None:
    """The phrase that one span of the text heads, taken for an actor's name whoever it is; None
    where no token lies in the span."""
    stop = anchors | frozenset(classes.get("agreement", ())) | _openers(lexicon, tokens)
    return _named(lexicon, tokens, name, anchors, stop, classes)


def _named(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    name: NameSpan,
    anchors: frozenset[int],
    stop: frozenset[int],
    classes: Mapping[str, set[int]],
) -> Chunk | None:
    inside = [t.i for t in tokens if t.start < name.end and t.end > name.start]
    if not inside or not name.codes:
        return None
    place = inside[0], inside[-1]
    first, last, head, carrier = (*place, place[0], "")
    if lexicon.verb_last:
        first, last, head, carrier = climbed(lexicon, tokens, place, classes, stop)
    elif not lexicon.tagged:
        first, last, head, carrier = beside(place, classes, anchors)
    joined = tokens[inside[0]].form[: max(0, name.start - tokens[inside[0]].start)][:1]
    leaning = leaning_case(lexicon, tokens[inside[0]], name)
    case = leaning or case_of(lexicon, tokens, first, head, anchors, name.cases)
    return Chunk(first, last, head, acting(name), name.kind, case, carrier=carrier,
                 form=name.cases, joined=bool(joined) and joined in lexicon.listing)  # fmt: skip


def acting(name: NameSpan) -> tuple[str, ...]:
    """Who acts by a name: whom it means, and where the text leaves open whether a state or armed
    groups that the same person leads (Yasser Arafat), the state."""
    kinds = {code: actor.kind for code in name.codes if (actor := registry().actors.get(code))}
    states = [code for code, kind in kinds.items() if kind == "state"]
    one = name.ambiguous and len(states) == 1 and {*kinds.values()} == {"state", "group"}
    return (states[0],) if one else name.codes


def _openers(lexicon: Lexicon, tokens: Sequence[Token]) -> frozenset[int]:
    """The tokens that open a clause, which are no part of the name after them ("di mana Vladimir
    Putin")."""
    return frozenset(
        i
        for at in range(len(tokens))
        for marker in ("complementizer", "condition", "result")
        for i in lexicon.marked(marker, tokens, at) or ()
    )


def _lists(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word or mark may stand between names that are listed. A pack's own word of listing
    that also means "with" lists only where its tag is no preposition's; a
    particle behind a noun ("와", "と") may list."""
    form = token.form.casefold()
    if form in _LISTING:
        return True
    return form in lexicon.listing and (token.upos != "ADP" or lexicon.verb_last)


def _merged(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    chunks: list[Chunk],
    classes: Mapping[str, set[int]],
) -> list[Chunk]:
    """Names of one noun phrase become one chunk: "Presiden Rusia Vladimir Putin"."""
    titles = set(classes.get("official", ())) | set(classes.get("government", ()))
    out: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda c: (c.first, c.last)):
        if out and _one_phrase(lexicon, tokens, out[-1], chunk, titles):
            left = out[-1]
            codes = left.codes
            if chunk.codes != left.codes:
                codes = chunk.codes if chunk.kind == "person" and not chunk.carrier else (
                    tuple(sorted({*left.codes, *chunk.codes}))
                )  # fmt: skip
            kind = "person" if "person" in (left.kind, chunk.kind) else left.kind
            out[-1] = replace(
                left, last=max(left.last, chunk.last), codes=codes, kind=kind,
                carrier=left.carrier or chunk.carrier,
            )  # fmt: skip
        else:
            out.append(chunk)
    return out


def _one_phrase(
    lexicon: Lexicon, tokens: Sequence[Token], left: Chunk, right: Chunk, titles: set[int]
) -> bool:
    between = range(left.last + 1, right.first)
    if left.form and right.form and set(left.form).isdisjoint(right.form):
        return False
    if left.head == right.head:
        return not any(_lists(lexicon, tokens[i]) for i in between)
    same = set(left.codes) & set(right.codes)
    if not same:
        return False
    return len(between) <= 5 and all(
        i in titles or tokens[i].form in {"'s", "(", ")", ","} or tokens[i].upos in {"ADJ", "PROPN"}
        for i in between
    )


def _referring(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    classes: Mapping[str, set[int]],
    covered: set[int],
    anchors: frozenset[int],
) -> list[Chunk]:
    out: list[Chunk] = []
    taken: set[int] = set(covered)
    for i, token in enumerate(tokens):
        if i in taken or i in anchors:
            continue
        for kind in _pronoun_kinds(lexicon, token):
            run = lexicon.pronoun(kind, tokens, i)
            if run and taken.isdisjoint(run):
                taken.update(run)
                head = next((j for j in run if tokens[j].head not in run), run[-1])
                case = case_of(lexicon, tokens, run[0], head, anchors)
                n = _counted(lexicon, tokens, run[0], run[-1])
                what = "person" if kind == RELATIVE else kind
                out.append(Chunk(run[0], run[-1], head, (), what, case, refers=True, count=n))
                break
        else:
            if token.upos not in {"NOUN", "PROPN", "X", ""}:
                continue
            if name := stands_for(classes, i):
                taken.add(i)
                case = case_of(lexicon, tokens, i, i, anchors)
                n = _counted(lexicon, tokens, i, i)
                kind = "several" if n > 1 else name
                out.append(Chunk(i, i, i, (), kind, case, refers=True, count=n))
    return out


def _pronoun_kinds(lexicon: Lexicon, token: Token) -> tuple[str, ...]:
    """The kinds of pronouns that a token may be."""
    relative = token.upos == "PRON" and f"pronouns.{RELATIVE}" in lexicon.marker_words
    return (*PRONOUNS, RELATIVE) if relative else PRONOUNS


def _counted(lexicon: Lexicon, tokens: Sequence[Token], first: int, last: int) -> int:
    """How many a phrase means: by a number in it or just before it."""
    for i in range(last, max(-1, first - 3), -1):
        if i < first and tokens[i].upos not in {"NUM", "DET", "ADJ", "NOUN"}:
            return 0
        if tokens[i].form.casefold() in lexicon.numbers:
            return lexicon.numbers[tokens[i].form.casefold()]
    return 0


def _listed(lexicon: Lexicon, tokens: Sequence[Token], chunks: list[Chunk]) -> list[Chunk]:
    """Chunks with the indexes of those that they are listed with, themselves included: first the
    one that the tree ties to the rest, which is the last where particles follow their noun."""
    runs: list[list[int]] = []
    for n, chunk in enumerate(chunks):
        if runs and not chunk.refers and _continues(lexicon, tokens, chunks[runs[-1][-1]], chunk):
            runs[-1].append(n)
        else:
            runs.append([n])
    out = list(chunks)
    for run in runs:
        if not _closed(lexicon, tokens, [chunks[n] for n in run]):
            continue
        lead = next((chunks[n] for n in run if chunks[n].case), chunks[run[0]])
        for n in run:
            case = chunks[n].case or lead.case
            out[n] = replace(
                chunks[n], members=tuple(run[::-1] if lexicon.verb_last else run), case=case
            )
    return out


def _closed(lexicon: Lexicon, tokens: Sequence[Token], run: Sequence[Chunk]) -> bool:
    """Whether a run is a list: two names parted by a comma alone are none ("sent to Ukraine,
    Emmanuel Macron suggested")."""
    if len(run) > 2 and not any(c.kind == "person" for c in run):
        return True
    if len(run) == 2 and _begins_a_clause(tokens, *run):
        return False
    between = range(run[0].first, run[-1].last)
    pauses = {",", "、"} if lexicon.verb_last else {","}  # "中国、日本産水産物を禁輸"
    return (
        len(run) == 1
        or any(c.joined for c in run[1:])
        or _heads_a_line(lexicon, tokens, run)
        or any(tokens[i].form not in pauses and _lists(lexicon, tokens[i]) for i in between)
    )


def _begins_a_clause(tokens: Sequence[Token], left: Chunk, right: Chunk) -> bool:
    """Whether the second of two names parted by a comma acts, and the first stands behind the verb
    of a clause before: "Vietnam invaded Cambodia, and China attacked", "Japan signed a pact with
    Australia, and Seoul welcomed it", "India bombed Pakistan, and China, in response, sent …"."""
    between, after = tokens[left.last + 1 : right.first], _behind_aside(tokens, right.last + 1)
    comma = next((i for i, token in enumerate(between) if token.form == ","), None)
    if comma is None or any(t.upos not in _OF_A_NAME for t in between[:comma]):
        return False
    if after >= len(tokens):
        return False
    reports = after > right.last + 1 and "attribution" in tokens[after].marks
    if tokens[after].upos not in {"VERB", "AUX"} or reports:
        return False
    for token in reversed(tokens[: left.first]):
        if token.form in _PAUSES or token.upos == "SCONJ":
            return False
        if token.upos == "VERB":
            return "attribution" not in token.marks
    return False


def _behind_aside(tokens: Sequence[Token], at: int) -> int:
    """Where a clause goes on whose subject ends before a token: behind what stands there between
    commas, if anything does."""
    if at >= len(tokens) or tokens[at].form != ",":
        return at
    closing = (i for i in range(at + 1, min(len(tokens), at + ASIDE)) if tokens[i].form == ",")
    return min(next(closing, len(tokens)) + 1, len(tokens))


def _heads_a_line(lexicon: Lexicon, tokens: Sequence[Token], run: Sequence[Chunk]) -> bool:
    """Whether two names at the beginning are the subject of what follows: "Turkey, Greece hold";
    not where the first has an act of its own ("Filipina protes, China tuduh")."""
    after = run[-1].last + 1
    plain = all(c.kind == "state" and not c.case for c in run)
    if run[0].first > 0 or not plain or after >= len(tokens):
        return False
    if any(not lexicon.anchors.isdisjoint(t.keys) for t in tokens[run[0].last + 1 : run[-1].first]):
        return False
    # tags take many a verb of a headline for a noun
    acts = tokens[after].upos == "VERB" or not lexicon.anchors.isdisjoint(tokens[after].keys)
    return acts and not lexicon.marked("attribution", tokens, after)


def _continues(lexicon: Lexicon, tokens: Sequence[Token], left: Chunk, right: Chunk) -> bool:
    if left.refers:
        return False
    if tokens[right.head].rel == "conj" and left.covers(right.first - 1):
        return True  # "Indian and Chinese tanks"
    if left.case and tokens[right.head].rel == "nsubj" != tokens[left.head].rel:
        return False  # "talks with Iran, and Israel struck": another clause begins
    between = range(left.last + 1, right.first)
    if right.joined and not between:
        return True
    if not between or len(between) > 4:
        return False
    listing = [i for i in between if _lists(lexicon, tokens[i])]
    return bool(listing) and all(
        i in listing or tokens[i].upos in {"DET", "ADJ", "NOUN", "PROPN"} for i in between
    )
