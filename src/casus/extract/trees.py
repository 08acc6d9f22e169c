"""Trees: the words of a sentence with their dependencies.

The default is UDPipe 1 with the model of the language pack. Without a model the words come alone,
and roles are filled by order and markers; a reading then says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from casus.extract.wordforms import WORD, Wordforms, keys_of
from casus.names.fold import MARKS

PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys('“”„«»"\n\u00a0', " "),
        "‘": " ",
        "’": "'",
        "ʼ": "'",
        "–": "-",
        "—": "-",
        "،": ",",
        "؛": ";",
        "؟": "?",
    }
)
"""What the trees are not shown: quotation marks, which they often glue to words and which are found
apart; and characters that the treebanks lack. One character for one, so that offsets stay."""

_NUMBERED = re.compile(r"(?<=[^\W\d_])-(?=\d)")
"""The hyphen of "F-16": the tokenisers break the word at it, so they are shown a letter."""

NO_FORMS: Final = Wordforms()

_TOKEN = re.compile(WORD.pattern + r"|[^\w\s]")


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
    forms: Wordforms

    def parse(self, sentence: str, offset: int) -> list[Token]:
        """The tokens of one sentence; `offset` is where it begins in the article."""


class WordsOnly:
    """Words without a tree, for languages whose pack has no model."""

    has_tree = False

    def __init__(self, lang: str, forms: Wordforms = NO_FORMS) -> None:
        self.lang = lang
        self.forms = forms
        self.parts: dict[str, str] = {}
        """Parts of speech of words that the pack tells: prepositions, what opens a clause."""

    def parse(self, sentence: str, offset: int) -> list[Token]:
        """The words of the sentence, each its own root."""
        tokens = [
            Token(
                i,
                m.group(),
                m.group().lower(),
                self.parts.get(m.group(), ""),
                "",
                -1,
                "dep",
                offset + m.start(),
                offset + m.end(),
            )  # fmt: skip
            for i, m in enumerate(_TOKEN.finditer(sentence))
        ]
        return _keyed(tokens, self.lang, self.forms)


class UDPipe:
    """Trees by UDPipe 1; raises ValueError where the file is no model."""

    has_tree = True

    def __init__(self, path: Path, lang: str, forms: Wordforms = NO_FORMS) -> None:
        from ufal import udpipe

        self.lang = lang
        self.forms = forms
        self._udpipe = udpipe
        model = udpipe.Model.load(str(path))
        if model is None:
            raise ValueError(f"{path}: not a UDPipe model")
        self._model: Any = model

    def parse(self, sentence: str, offset: int) -> list[Token]:
        """The tokens of one sentence with head, relation and offsets in the article."""
        udpipe = self._udpipe
        places = None
        if MARKS.search(sentence):
            places = [i for i, c in enumerate(sentence) if not MARKS.match(c)] + [len(sentence)]
            sentence = "".join(sentence[i] for i in places[:-1])
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
                    offset + (places[begin] if places else begin),
                    offset + (places[end - 1] + 1 if places else end),
                )  # fmt: skip
            )
        for token in tokens:
            if token.head >= 0:
                tokens[token.head].children.append(token.i)
        return _keyed(tokens, self.lang, self.forms)


def _form(parsed: str, written: str) -> str:
    """The form as the text has it, where the parser was shown another letter for its hyphen."""
    return written if len(parsed) == len(written) and "-" in written else parsed


def _keyed(tokens: list[Token], lang: str, forms: Wordforms) -> list[Token]:
    for token in tokens:
        keys = keys_of(token.form, lang, forms)
        lemma = token.lemma
        token.keys = keys if not lemma or lemma == "_" or lemma in keys else keys | {lemma}
    return tokens


def load_trees(folder: Path, lang: str, forms: Wordforms = NO_FORMS) -> Trees:
    """The trees of a language pack: by its model, or words alone where it has none."""
    path = folder / "tree.udpipe"
    return UDPipe(path, lang, forms) if path.is_file() else WordsOnly(lang, forms)


def subtree(tokens: Sequence[Token], top: int) -> list[int]:
    """Indexes of a token and all that depend on it, sorted."""
    out, stack = [], [top]
    while stack:
        i = stack.pop()
        out.append(i)
        stack.extend(tokens[i].children)
    return sorted(out)
