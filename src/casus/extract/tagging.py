"""Tagging: the words of a sentence with their parts of speech.

The default is UDPipe 1 with the model of the language pack. Without a model the words come alone,
and the lexicon tells verbs from nouns; a reading then says so. Who stands how to a verb is told
afterwards, by the order of words (`scene.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from casus.extract.segment import CHARACTERS, Segmenter, joined
from casus.extract.sentences import HALVES
from casus.extract.tokens import Token
from casus.extract.wordforms import WORD, Wordforms, keys_of
from casus.names.fold import MARKS, simplify

PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys([*'“”„«»"「」『』《》〈〉\n\u00a0\u3000', *HALVES], " "),
        "‘": " ", "’": "'", "ʼ": "'", "–": "-", "—": "-",
        **dict(zip("，。；：！？（）％،؛؟", ",.;:!?()%,;?", strict=True)),
    }
)  # fmt: skip
"""What the tagger is not shown: quotation marks, which they often glue to words and which are found
apart; the marks of East Asia and of Arabic; and characters that the treebanks lack. One character
for one, so that offsets stay."""

_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_NEITHER = frozenset({"PART", "DET", "ADV", "ADJ", "X", "INTJ", "SYM", "NUM", "PROPN"})
"""Tags of words that are neither verbs nor nouns, or names that are none."""

_NO_NAME = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "ADP", "ADV", "PART", "INTJ"})
"""Tags that no word has with which a name begins."""
_VERBS = frozenset({"VERB", "AUX"})

_NUMBERED = re.compile(r"(?<=[^\W\d_])-(?=\d)")
"""The hyphen of "F-16": the tokenisers break the word at it, so they are shown a letter."""

_TOKEN = re.compile(WORD.pattern + r"|[^\w\s]")

NO_FORMS: Final = Wordforms()


class Tagger(Protocol):
    """What yields the words of a sentence; `tagged` says whether with their parts of speech."""

    tagged: bool
    forms: Wordforms

    def tag(
        self,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]] = (),
    ) -> list[Token]:
        """The tokens of one sentence; `offset` is where it begins in the article, `names` are the
        stretches of the sentence that name somebody. Where particles tell it, they have heads."""


class Worded:
    """What taggers with and without a model share: how the words of a language are told apart."""

    def __init__(self, lang: str, forms: Wordforms, segmenter: Segmenter | None) -> None:
        self.lang = lang
        self.forms = forms
        self.segmenter = segmenter

    def keyed(self, tokens: list[Token]) -> list[Token]:
        """The tokens with the words that each answers to."""
        for token in tokens:
            keys = keys_of(token.form, self.lang, self.forms)
            lemma = token.lemma
            token.keys = keys if not lemma or lemma == "_" or lemma in keys else keys | {lemma}
            if self.segmenter and (tails := self.segmenter.tails(token.form)):
                token.keys |= frozenset(tails)
            if self.forms.reflexives and is_reflexive(tokens, token.i, self.forms.reflexives):
                token.keys |= {f"{key}+se" for key in token.keys if key[:1] != "="}
        return tokens


class WordsOnly(Worded):
    """Words without a part of speech, for languages whose pack has no model."""

    tagged = False

    def __init__(
        self, lang: str, forms: Wordforms = NO_FORMS, segmenter: Segmenter | None = None
    ) -> None:
        super().__init__(lang, forms, segmenter)
        self.parts: dict[str, str] = {}
        """Parts of speech of words that the pack tells: prepositions, what opens a clause."""

    def tag(
        self,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]] = (),
    ) -> list[Token]:
        """The words of the sentence."""
        if self.segmenter:
            sentence = plain(sentence, self.segmenter)
            spans = self.segmenter.spans(sentence, names)
        else:
            spans = [
                (start, end)
                for m in _TOKEN.finditer(sentence)
                for start, end in self._parted(m.group(), m.start())
            ]
        tokens = []
        for i, (start, end) in enumerate(spans):
            form = joined(sentence[start:end])
            tokens.append(
                Token(
                    i,
                    form,
                    form.lower(),
                    self.parts.get(form, ""),
                    "",
                    -1,
                    "dep",
                    offset + start,
                    offset + end,
                )
            )
        return self.keyed(tokens)

    def _parted(self, word: str, start: int) -> Iterator[tuple[int, int]]:
        """Where a word lies, and before it the elided one ("l'armée")."""
        head = len(word) - len(self.forms.bare(word))
        if head:
            yield start, start + head
        yield start + head, start + len(word)


class UDPipe(Worded):
    """Words and tags by UDPipe 1; raises ValueError where the file is no model."""

    tagged = True

    def __init__(
        self,
        path: Path,
        lang: str,
        forms: Wordforms = NO_FORMS,
        segmenter: Segmenter | None = None,
    ) -> None:
        from ufal import udpipe

        super().__init__(lang, forms, segmenter)
        self._udpipe = udpipe
        model = udpipe.Model.load(str(path))
        if model is None:
            raise ValueError(f"{path}: not a UDPipe model")
        self._model: Any = model

    def tag(
        self,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]] = (),
    ) -> list[Token]:
        """The tagged tokens of one sentence with offsets in the article."""
        if self.segmenter:
            return self.keyed(self._tag_words(self.segmenter, sentence, offset, names))
        return self.keyed(self._tag_text(sentence, offset, names))

    def _tag_text(
        self, sentence: str, offset: int, names: Sequence[tuple[int, int]]
    ) -> list[Token]:
        """The tagged tokens by the model's own tokeniser. A name is no verb ("Irán")."""
        parsed = self._udpipe.Sentence()
        places = None
        if MARKS.search(sentence):
            places = [i for i, c in enumerate(sentence) if not MARKS.match(c)] + [len(sentence)]
            sentence = "".join(sentence[i] for i in places[:-1])
        text = _NUMBERED.sub("x", sentence.translate(PLAIN))
        tokenizer = self._model.newTokenizer("ranges;presegmented")
        tokenizer.setText(text)
        if not tokenizer.nextSentence(parsed, self._udpipe.ProcessingError()):
            return []
        self._model.tag(parsed, "")
        names = names if not places else ()
        named = {start for start, _ in names}
        spans = {
            i: (multi.getTokenRangeStart(), multi.getTokenRangeEnd())
            for multi in parsed.multiwordTokens
            for i in range(multi.idFirst, multi.idLast + 1)
        }
        tokens = []
        for k in range(1, len(parsed.words)):
            word = parsed.words[k]  # the word itself: iterating gives copies
            begin, end = word.getTokenRangeStart(), word.getTokenRangeEnd()
            if begin in named and word.upostag in _NO_NAME:
                word.upostag = "PROPN"
            elif word.upostag in _VERBS and any(a < begin < b for a, b in names):
                word.upostag = "PROPN"  # tokenisers part "ECO|WAS"
            begin, end = spans.get(k) or (begin, end)
            form = _form(word.form, sentence[begin:end])
            if places:
                begin, end = places[begin], places[end - 1] + 1
            tokens.append(_token(word, k - 1, form, offset + begin, offset + end))
        return tokens

    def _tag_words(
        self,
        segmenter: Segmenter,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]],
    ) -> list[Token]:
        """The tagged tokens that the segmenter finds; a day in figures the tagger is not shown."""
        parsed = self._udpipe.Sentence()
        text = plain(sentence, segmenter)
        spans = segmenter.spans(text, names)
        shown = [i for i, (a, b) in enumerate(spans) if not segmenter.hides(text[a:b])]
        for i in shown:
            parsed.addWord(text[spans[i][0] : spans[i][1]])
        if shown:
            self._model.tag(parsed, "")
            named = set(names)
            for k, i in enumerate(shown, 1):
                word = parsed.words[k]
                form = joined(word.form)
                if spans[i] in named:
                    word.upostag = "PROPN"
                elif form in segmenter.coverbs and spans[i + 1 : i + 2] and spans[i + 1] in named:
                    word.upostag = "ADP"
                elif (word.upostag in _NOMINAL and form in segmenter.verbs) or (
                    word.upostag in _NEITHER and form in segmenter.acts
                ):
                    word.upostag = "VERB"
            self._at_least_one_verb(parsed, segmenter)
        number = {i: k for k, i in enumerate(shown, 1)}
        tokens = []
        for i, (begin, end) in enumerate(spans):
            start, stop = offset + begin, offset + end
            if i in number:
                word = parsed.words[number[i]]
                tokens.append(_token(word, i, joined(word.form), start, stop))
            else:
                form = joined(text[begin:end])
                tokens.append(Token(i, form, form, "NOUN", "", -1, "obl:tmod", start, stop))
        return tokens

    @staticmethod
    def _at_least_one_verb(parsed: Any, segmenter: Segmenter) -> None:
        """A sentence that the tagger gave no verb has one: the first word that may be one."""
        words = [parsed.words[i] for i in range(1, len(parsed.words))]
        if not any(word.upostag in {"VERB", "AUX"} for word in words):
            may = (w for w in words if w.upostag == "NOUN" and joined(w.form) in segmenter.acts)
            if first := next(may, None):
                first.upostag = "VERB"


def plain(sentence: str, segmenter: Segmenter) -> str:
    """What a segmenter and the tagger are shown of a sentence, one character for one."""
    text = sentence.translate(PLAIN)
    return simplify(text) if segmenter.units == CHARACTERS else text


def _token(word: Any, i: int, form: str, start: int, end: int) -> Token:
    lemma = joined(word.lemma.lower())
    return Token(i, form, lemma, word.upostag, word.feats, -1, "dep", start, end)


def _form(parsed: str, written: str) -> str:
    """The form as the text has it, where the parser was shown another letter for its hyphen."""
    return written if len(parsed) == len(written) and "-" in written else parsed


def is_reflexive(tokens: Sequence[Token], i: int, reflexives: frozenset[str]) -> bool:
    """Whether a verb has a reflexive word before its group ("se sont rencontrés") or bound to its
    end ("reunirse")."""
    if tokens[i].upos not in {"VERB", "AUX", ""} or tokens[i].form.casefold() in reflexives:
        return False
    if i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].start:
        return tokens[i + 1].form.casefold() in reflexives
    for j in range(i - 1, max(-1, i - 5), -1):
        if tokens[j].form.casefold() in reflexives:
            return True
        if tokens[j].upos not in {"AUX", "PRON", "ADV", "PART", "DET"}:
            return False
    return False


def load_tagger(
    folder: Path, lang: str, forms: Wordforms = NO_FORMS, segmenter: Segmenter | None = None
) -> Tagger:
    """The tagger of a language pack: by its model, or words alone where it has none."""
    path = folder / "tagger.udpipe"
    if path.is_file():
        return UDPipe(path, lang, forms, segmenter)
    return WordsOnly(lang, forms, segmenter)
