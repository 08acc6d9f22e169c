"""Tokens: the words of a sentence, each with what is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_ASKING: Final = frozenset({"complementizer", "condition"})
CLAUSE_ENDS: Final = frozenset({",", ";", ":", ".", "!", "?"})


@dataclass(slots=True)
class Token:
    """One word: form, lemma, part of speech, head, relation; offsets count in the article.

    `keys` are the words it answers to; `runs` and `marks` tell which classes and markers begin here
    (`Lexicon.note`); `apart` is where the first part of a separable verb stands apart from it.
    """

    i: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    keys: frozenset[str] = frozenset()
    runs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    marks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)
    apart: int | None = None

    def copy(self) -> Token:
        """The same word once more; `dataclasses.replace` takes seven times as long."""
        return Token(
            self.i, self.form, self.lemma, self.upos, self.feats, self.head, self.deprel,
            self.start, self.end, self.keys, self.runs, self.marks, [*self.children], self.apart,
        )  # fmt: skip

    @property
    def rel(self) -> str:
        """The relation without its subtype."""
        return self.deprel.partition(":")[0]


def within(marker: str, tokens: Sequence[Token]) -> set[int]:
    """Indexes of the tokens in a run of words that is this marker."""
    return {i for token in tokens for i in token.marks.get(marker, ())}


def silent(tokens: Sequence[Token]) -> set[int]:
    """Indexes of the tokens that tell nothing, whatever is heard in them: of phrases ("declined to
    comment"), and what somebody does not say ("refused to say whether it had sent tanks")."""
    out = within("void", tokens)
    for token in tokens:
        run = token.marks.get("unsaid", ())
        if run and run[-1] + 1 < len(tokens) and not _ASKING.isdisjoint(tokens[run[-1] + 1].marks):
            out.update(run, clause(tokens, run[-1] + 1))
    return out


def clause(tokens: Sequence[Token], first: int) -> range:
    """The tokens of a clause from its first on: to a stop, or to what joins another to its verb."""
    met = False
    for i in range(first, len(tokens)):
        if tokens[i].form in CLAUSE_ENDS or (met and tokens[i].upos in {"CCONJ", "SCONJ"}):
            return range(first, i)
        met = met or tokens[i].upos == "VERB"
    return range(first, len(tokens))


def subtree(tokens: Sequence[Token], top: int) -> list[int]:
    """Indexes of a token and all that depend on it, sorted."""
    out, stack = [], [top]
    while stack:
        i = stack.pop()
        out.append(i)
        stack.extend(tokens[i].children)
    return sorted(out)
