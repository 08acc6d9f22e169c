"""Tokenizing: the words of a sentence, each with the words of the lexicon that it answers to.

They are told apart by their letters, or by the vocabulary of the pack where the writing does not
part them (`segment.py`). What parts of speech they are is told afterwards, by what the encoder
makes of them (`tags.py`), who stands how to a verb by the order of words (`scene.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from casus.extract.segment import CHARACTERS, Segmenter, joined
from casus.extract.sentences import HALVES
from casus.extract.tokens import Token
from casus.extract.wordforms import WORD, Wordforms, keys_of
from casus.names.fold import MARKS, simplify

PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys([*'“”„«»"「」『』《》〈〉\n\u00a0\u3000', *HALVES], " "),
        "‘": " ", "’": "'", "ʼ": "'",
        **dict(zip("，。；：！？（）％،؛؟", ",.;:!?()%,;?", strict=True)),
    }
)  # fmt: skip
"""How a sentence is looked at: quotation marks, which are found apart, are left out, and the marks
of East Asia and of Arabic are those of Europe. One character for one, so that offsets stay."""

_DASHES: Final = str.maketrans("–—", "--")
"""What they are in the form of a token; until then no word goes over one, as over a hyphen."""

_TOKEN: Final = re.compile(
    r"\d+(?:[.,]\d+)+(?:[-'’]?\w+)*|(?:[^\W\d_]\.){2,}|" + WORD.pattern + r"|[^\w\s]"
)
"""A number, an abbreviation ("U.S."), a word, or a mark."""

NO_FORMS: Final = Wordforms()


class Tokenizer(Protocol):
    """What yields the words of a sentence; `tagged` says whether with their parts of speech."""

    tagged: bool
    forms: Wordforms
    segmenter: Segmenter | None

    def tokens(
        self,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]] = (),
    ) -> list[Token]:
        """The tokens of one sentence; `offset` is where it begins in the article, `names` are the
        stretches of the sentence that name somebody. Where particles tell it, they have heads."""


class Words:
    """The words of languages whose particles do not tell the tree; without a part of speech but
    for those that the pack tells."""

    tagged = False

    def __init__(
        self, lang: str, forms: Wordforms = NO_FORMS, segmenter: Segmenter | None = None
    ) -> None:
        self.lang = lang
        self.forms = forms
        self.segmenter = segmenter
        self.parts: dict[str, str] = {}
        """Parts of speech of words that the pack tells: prepositions, what opens a clause."""

    def tokens(
        self,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]] = (),
    ) -> list[Token]:
        """The words of the sentence."""
        text = plain(sentence, self.segmenter)
        places: Sequence[int] = range(len(text) + 1)
        if MARKS.search(text):
            places = [i for i, c in enumerate(text) if not MARKS.match(c)]
            text = "".join(text[i] for i in places)
            names = [(bisect_left(places, a), bisect_left(places, b)) for a, b in names]
            places = [*places, len(sentence)]
        out: list[Token] = []
        for first, last in self._spans(text, names):
            start, end = offset + places[first], offset + places[last - 1] + 1
            word = text[first:last].translate(_DASHES)
            word = joined(word) if self.segmenter else word
            out += [
                self._token(len(out) + n, form, start, end)
                for n, form in enumerate(self.forms.written_out(word))
            ]
        return out

    def _token(self, i: int, form: str, start: int, end: int) -> Token:
        keys = keys_of(form, self.lang, self.forms)
        if self.segmenter and (tails := self.segmenter.tails(form)):
            keys |= frozenset(tails)
        upos = self.parts.get(form, "")
        return Token(i, form, form.lower(), upos, "", -1, "dep", start, end, keys)

    def _spans(self, text: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        if self.segmenter:
            return self.segmenter.spans(text, names)
        return [span for m in _TOKEN.finditer(text) for span in self._parted(m.group(), m.start())]

    def _parted(self, word: str, start: int) -> Iterator[tuple[int, int]]:
        """Where a word lies, with the elided one before it ("l'armée") and what leans on its end
        ("Russia's") as words of their own."""
        head = len(word) - len(self.forms.bare(word))
        if head:
            yield start, start + head
        tail = len(self.forms.tail(word[head:]))
        end = start + len(word)
        yield start + head, end - tail
        if tail:
            yield end - tail, end


def plain(sentence: str, segmenter: Segmenter | None) -> str:
    """How a sentence is looked at, one character for one."""
    text = sentence.translate(PLAIN)
    if segmenter is None:
        return text
    text = text.translate(_DASHES)
    return simplify(text) if segmenter.units == CHARACTERS else text
