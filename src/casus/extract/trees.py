"""Trees: the words of a sentence with their dependencies.

The default is UDPipe 1 with the model of the language pack. Without a model the words come alone,
and roles are filled by order and markers; a reading then says so.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

PLAIN: Final = str.maketrans(
    {**dict.fromkeys('“”„«»"\n\u00a0', " "), "‘": " ", "’": "'", "–": "-", "—": "-"}
)
"""What the trees are not shown: quotation marks, which they often glue to words and which are found
apart; and characters that the treebanks lack. One character for one, so that offsets stay."""

_NUMBERED = re.compile(r"(?<=[^\W\d_])-(?=\d)")
"""The hyphen of "F-16": the tokenisers break the word at it, so they are shown a letter."""

_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


@dataclass(slots=True)
class Token:
    """One word: form, lemma, part of speech, head, relation; offsets count in the article.

    `keys` are the words it answers to; `runs` and `marks` tell which classes and markers begin here
    (`Lexicon.note`).
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

    @property
    def rel(self) -> str:
        """The relation without its subtype."""
        return self.deprel.partition(":")[0]


class Trees(Protocol):
    """What yields the words of a sentence with their dependencies."""

    has_tree: bool
    clitics: tuple[str, ...]

    def parse(
        self, sentence: str, offset: int, names: Sequence[tuple[int, int]] = ()
    ) -> list[Token]:
        """The tokens of one sentence; `offset` is where it begins in the article, `names` are the
        spans of its names, for those that must be told where words end."""

    def hints(self, sentence: str) -> Iterable[str]:
        """The words that the sentence holds, for a quick look at whether it tells anything."""


class WordsOnly:
    """Words without a tree, for languages whose pack has no model."""

    has_tree = False

    def __init__(self, lang: str, clitics: tuple[str, ...] = ()) -> None:
        self.lang = lang
        self.clitics = clitics

    def hints(self, sentence: str) -> Iterator[str]:
        """Every word that its forms answer to."""
        return _hints(sentence, self.lang, self.clitics)

    def parse(
        self, sentence: str, offset: int, names: Sequence[tuple[int, int]] = ()
    ) -> list[Token]:
        """The words of the sentence, each its own root."""
        tokens = [
            Token(
                i,
                m.group(),
                m.group().lower(),
                "",
                "",
                -1,
                "dep",
                offset + m.start(),
                offset + m.end(),
            )  # fmt: skip
            for i, m in enumerate(_WORD.finditer(sentence))
        ]
        return _keyed(tokens, self.lang, self.clitics)


class UDPipe:
    """Trees by UDPipe 1; raises ValueError where the file is no model."""

    has_tree = True

    def __init__(self, path: Path, lang: str, clitics: tuple[str, ...] = ()) -> None:
        from ufal import udpipe

        self.lang = lang
        self.clitics = clitics
        self._udpipe = udpipe
        model = udpipe.Model.load(str(path))
        if model is None:
            raise ValueError(f"{path}: not a UDPipe model")
        self._model: Any = model

    def hints(self, sentence: str) -> Iterator[str]:
        """Every word that its forms answer to."""
        return _hints(sentence, self.lang, self.clitics)

    def parse(
        self, sentence: str, offset: int, names: Sequence[tuple[int, int]] = ()
    ) -> list[Token]:
        """The tokens of one sentence with head, relation and offsets in the article."""
        udpipe = self._udpipe
        text = _NUMBERED.sub("x", sentence.translate(PLAIN))
        tokenizer = self._model.newTokenizer("ranges;presegmented")
        tokenizer.setText(text)
        parsed, error = udpipe.Sentence(), udpipe.ProcessingError()
        if not tokenizer.nextSentence(parsed, error):
            return []
        self._model.tag(parsed, "")
        self._model.parse(parsed, "")
        spans = {
            i: (multi.getTokenRangeStart(), multi.getTokenRangeEnd())
            for multi in parsed.multiwordTokens
            for i in range(multi.idFirst, multi.idLast + 1)
        }
        tokens = []
        for word in list(parsed.words)[1:]:
            begin, end = spans.get(word.id) or (
                word.getTokenRangeStart(),
                word.getTokenRangeEnd(),
            )
            tokens.append(
                Token(
                    word.id - 1,
                    _form(word.form, sentence[begin:end]),
                    word.lemma.lower(),
                    word.upostag,
                    word.feats,
                    word.head - 1,
                    word.deprel,
                    offset + begin,
                    offset + end,
                )  # fmt: skip
            )
        for token in tokens:
            if token.head >= 0:
                tokens[token.head].children.append(token.i)
        return _keyed(tokens, self.lang, self.clitics)


def _form(parsed: str, written: str) -> str:
    """The form as the text has it, where the parser was shown another letter for its hyphen."""
    return written if len(parsed) == len(written) and "-" in written else parsed


@lru_cache(maxsize=100_000)
def keys_of(form: str, lang: str, clitics: tuple[str, ...] = ()) -> frozenset[str]:
    """The words that a form answers to: itself, its lemma, a doubled word's half.

    `=form` is among them too, so that a pattern may ask for a form and none of its kin. `clitics`
    are endings that the tokeniser may have left on a word ("masuknya").
    """
    import simplemma

    low = form.casefold().replace("’", "'")
    keys = {low, f"={low}"}
    left, hyphen, right = low.partition("-")
    if hyphen and left and (left == right or right.startswith(left)):
        keys |= {left, f"={left}"}
        low = left
    for ending in clitics:
        if low.endswith(ending) and len(low) > len(ending) + 3:
            keys |= {low[: -len(ending)], f"={low[: -len(ending)]}"}
            low = low[: -len(ending)]
            break
    with contextlib.suppress(ValueError):  # a language it does not know: the form alone
        keys.add(str(simplemma.lemmatize(low, lang=lang)).casefold())
    return frozenset(keys)


def _hints(sentence: str, lang: str, clitics: tuple[str, ...]) -> Iterator[str]:
    for m in _WORD.finditer(sentence):
        yield from keys_of(m.group(), lang, clitics)


def _keyed(tokens: list[Token], lang: str, clitics: tuple[str, ...]) -> list[Token]:
    for token in tokens:
        keys = keys_of(token.form, lang, clitics)
        lemma = token.lemma
        token.keys = keys if not lemma or lemma == "_" or lemma in keys else keys | {lemma}
    return tokens


def load_trees(folder: Path, lang: str, clitics: tuple[str, ...] = ()) -> Trees:
    """The trees of a language pack: by its model, or words alone where it has none."""
    path = folder / "tree.udpipe"
    return UDPipe(path, lang, clitics) if path.is_file() else WordsOnly(lang, clitics)


def subtree(tokens: Sequence[Token], top: int) -> list[int]:
    """Indexes of a token and all that depend on it, sorted."""
    out, stack = [], [top]
    while stack:
        i = stack.pop()
        out.append(i)
        stack.extend(tokens[i].children)
    return sorted(out)
