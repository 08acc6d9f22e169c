"""Trees: the words of a sentence with their dependencies.

The default is UDPipe 1 with the model of the language pack. Without a model the words come alone,
and roles are filled by order and markers; a reading then says so.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

from casus.extract.segment import CHARACTERS, Segmenter, joined
from casus.names.fold import simplify

PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys('“”„«»"「」『』《》〈〉\n\u00a0\u3000', " "),
        "‘": " ", "’": "'", "ʼ": "'", "–": "-", "—": "-",
        **dict(zip("，。；：！？（）％", ",.;:!?()%", strict=True)),
    }
)  # fmt: skip
"""What the trees are not shown: quotation marks, which they often glue to words and which are found
apart; the wide marks of East Asia; and characters that the treebanks lack. One character for one,
so that offsets stay."""

_NOMINAL = frozenset({"NOUN", "PROPN", "X"})

_NUMBERED = re.compile(r"(?<=[^\W\d_])-(?=\d)")
"""The hyphen of "F-16": the tokenisers break the word at it, so they are shown a letter."""

_ALIKE: Final = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
"""Letters that are written in two ways; packs write the latter."""

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
    segmenter: Segmenter | None

    def parse(
        self, sentence: str, offset: int, names: Sequence[tuple[int, int]] = ()
    ) -> list[Token]:
        """The tokens of one sentence; `offset` is where it begins in the article, `names` are the
        stretches of the sentence that name somebody."""


class WordsOnly:
    """Words without a tree, for languages whose pack has no model."""

    has_tree = False

    def __init__(
        self, lang: str, clitics: tuple[str, ...] = (), segmenter: Segmenter | None = None
    ) -> None:
        self.lang = lang
        self.clitics = clitics
        self.segmenter = segmenter

    def parse(
        self, sentence: str, offset: int, names: Sequence[tuple[int, int]] = ()
    ) -> list[Token]:
        """The words of the sentence, each its own root."""
        if self.segmenter:
            sentence = plain(sentence, self.segmenter)
            spans = self.segmenter.spans(sentence, names)
        else:
            spans = [(m.start(), m.end()) for m in _WORD.finditer(sentence)]
        tokens = []
        for i, (start, end) in enumerate(spans):
            form = joined(sentence[start:end])
            tokens.append(
                Token(i, form, form.lower(), "", "", -1, "dep", offset + start, offset + end)
            )
        return _keyed(tokens, self.lang, self.clitics, self.segmenter)


class UDPipe:
    """Trees by UDPipe 1; raises ValueError where the file is no model."""

    has_tree = True

    def __init__(
        self,
        path: Path,
        lang: str,
        clitics: tuple[str, ...] = (),
        segmenter: Segmenter | None = None,
    ) -> None:
        from ufal import udpipe

        self.lang = lang
        self.clitics = clitics
        self.segmenter = segmenter
        self._udpipe = udpipe
        model = udpipe.Model.load(str(path))
        if model is None:
            raise ValueError(f"{path}: not a UDPipe model")
        self._model: Any = model

    def parse(
        self, sentence: str, offset: int, names: Sequence[tuple[int, int]] = ()
    ) -> list[Token]:
        """The tokens of one sentence with head, relation and offsets in the article."""
        if self.segmenter:
            tokens = self._parse_words(self.segmenter, sentence, offset, names)
        else:
            tokens = self._parse_text(sentence, offset)
        for token in tokens:
            if token.head >= 0:
                tokens[token.head].children.append(token.i)
        return _keyed(tokens, self.lang, self.clitics, self.segmenter)

    def _parse_text(self, sentence: str, offset: int) -> list[Token]:
        """The tokens by the model's own tokeniser."""
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
            begin, end = spans.get(word.id) or (word.getTokenRangeStart(), word.getTokenRangeEnd())
            form = _form(word.form, sentence[begin:end])
            tokens.append(
                _token(word, word.id - 1, word.head - 1, form, offset + begin, offset + end)
            )
        return tokens

    def _parse_words(
        self,
        segmenter: Segmenter,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]],
    ) -> list[Token]:
        """The tokens that the segmenter finds; some are not shown to the trees."""
        text = plain(sentence, segmenter)
        spans = segmenter.spans(text, names)
        shown = [i for i, (a, b) in enumerate(spans) if not segmenter.hides(text[a:b])]
        parsed = self._udpipe.Sentence()
        for i in shown:
            parsed.addWord(text[spans[i][0] : spans[i][1]])
        if shown:
            self._model.tag(parsed, "")
            named = set(names)
            for k, i in enumerate(shown, 1):
                word = parsed.words[k]  # the word itself: iterating gives copies
                form = joined(word.form)
                if spans[i] in named:
                    word.upostag = "PROPN"
                elif (
                    form in segmenter.prepositions
                    and spans[i + 1 : i + 2]
                    and spans[i + 1] in named
                ):
                    word.upostag = "ADP"
                elif word.upostag in _NOMINAL and form in segmenter.verbs:
                    word.upostag = "VERB"
            self._model.parse(parsed, "")
        words = dict(zip(shown, list(parsed.words)[1:], strict=True))
        root = next((i for i, word in words.items() if word.head == 0), -1)
        tokens = []
        for i, (begin, end) in enumerate(spans):
            start, stop = offset + begin, offset + end
            if i in words:
                word = words[i]
                head = shown[word.head - 1] if word.head else -1
                tokens.append(_token(word, i, head, joined(word.form), start, stop))
            else:
                form = joined(text[begin:end])
                tokens.append(Token(i, form, form, "NOUN", "", root, "obl:tmod", start, stop))
        return tokens


def plain(sentence: str, segmenter: Segmenter) -> str:
    """What a segmenter and the trees are shown of a sentence, one character for one."""
    text = sentence.translate(PLAIN)
    return simplify(text) if segmenter.units == CHARACTERS else text


def _token(word: Any, i: int, head: int, form: str, start: int, end: int) -> Token:
    lemma = joined(word.lemma.lower())
    return Token(i, form, lemma, word.upostag, word.feats, head, word.deprel, start, end)


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

    low = form.casefold().translate(_ALIKE)
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
        keys.add(str(simplemma.lemmatize(low, lang=lang)).casefold().translate(_ALIKE))
    return frozenset(keys)


def _keyed(
    tokens: list[Token], lang: str, clitics: tuple[str, ...], segmenter: Segmenter | None
) -> list[Token]:
    for token in tokens:
        keys = keys_of(token.form, lang, clitics)
        lemma = token.lemma
        token.keys = keys if not lemma or lemma == "_" or lemma in keys else keys | {lemma}
        if segmenter and (tails := segmenter.tails(token.form)):
            token.keys |= frozenset(tails)
    return tokens


def load_trees(
    folder: Path, lang: str, clitics: tuple[str, ...] = (), segmenter: Segmenter | None = None
) -> Trees:
    """The trees of a language pack: by its model, or words alone where it has none."""
    path = folder / "tree.udpipe"
    if path.is_file():
        return UDPipe(path, lang, clitics, segmenter)
    return WordsOnly(lang, clitics, segmenter)


def subtree(tokens: Sequence[Token], top: int) -> list[int]:
    """Indexes of a token and all that depend on it, sorted."""
    out, stack = [], [top]
    while stack:
        i = stack.pop()
        out.append(i)
        stack.extend(tokens[i].children)
    return sorted(out)
