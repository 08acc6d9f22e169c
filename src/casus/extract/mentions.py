"""Phrases of a text that speak of treaties, articles and resolutions of the Council."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from casus.extract.articles import join_articles
from casus.extract.instruments import (
    Vocabulary,
    Word,
    has_instruments,
    keys_of,
    load_vocabulary,
    words_of,
)
from casus.extract.resolutions import find_resolutions
from casus.extract.sentences import Span, overlapping, split_sentences
from casus.extract.sightings import Sighting, find_treaties, years_of
from casus.extract.units import Unit, units_of
from casus.model import Article
from casus.model.phrase import Phrase
from casus.names import Names
from casus.names.span import NameSpan

_HEADS: Final = frozenset(
    {"treaty", "tie", "stand_in", "resolution", "sanctions", "article", "named"}
)
_GOODS: Final = frozenset({"item", "arms_words"})


@dataclass
class Sentence:
    """One sentence: its words and names, and who was spoken of before it."""

    vocabulary: Vocabulary
    text: str
    span: Span
    names: list[NameSpan]
    before: tuple[str, ...]

    @cached_property
    def keys(self) -> set[str]:
        """The keys of its words: of most sentences they are all that is asked."""
        return keys_of(self.text, self.span.start, self.span.end)

    @cached_property
    def words(self) -> list[Word]:
        """Its words in order."""
        return words_of(self.text, self.span.start, self.span.end)

    @cached_property
    def units(self) -> list[Unit]:
        """What phrases about instruments are made of."""
        return units_of(self.vocabulary, self.words, self.names, self.text)

    def speaks_of_instruments(self) -> bool:
        """Whether a word that heads such a phrase is there."""
        if not self.vocabulary.may_find(_HEADS, self.keys):
            return False
        return any(unit.has(*_HEADS) for unit in self.units)

    def goods(self) -> tuple[str, ...]:
        """The items that it speaks of: those it names, else arms where it speaks of arms."""
        if not self.vocabulary.may_find(_GOODS, self.keys):
            return ()
        found = [entry for _, _, entry in self.vocabulary.find(_GOODS, self.words)]
        named = dict.fromkeys(e.value for e in found if e.label == "item")
        return tuple(named) or (("arms",) if found else ())


def find_phrases(
    article: Article, day: dt.date | None = None, sentences: Sequence[Sentence] | None = None
) -> list[Phrase]:
    """The phrases of an article that speak of instruments, in order.

    `day` dates the names where the article has no date; `sentences` are those of `read_sentences`,
    where they are at hand. A language whose pack has no `instruments.yaml` gives none; a malformed
    one raises `PackError`.

    >>> text = "Turkey invoked Article 4 of the North Atlantic Treaty."
    >>> [(p.quote, p.instrument, p.article) for p in find_phrases(Article("a", "-", text, "en"))]
    [('Article 4 of the North Atlantic Treaty', 'nato', '4')]
    """
    if not has_instruments(article.lang):
        return []
    vocabulary = load_vocabulary(article.lang)
    out: list[Phrase] = []
    goods: tuple[str, ...] = ()
    for sentence in read_sentences(article, day) if sentences is None else sentences:
        goods = sentence.goods() or goods
        if not sentence.speaks_of_instruments():
            continue
        found = find_resolutions(sentence.units) + find_treaties(vocabulary, sentence.units)
        found = join_articles(sentence.units, found)
        out += [p for f in found for p in _phrases(article.text, sentence, f, goods)]
    return sorted(out, key=lambda p: (p.start, p.end))


def read_sentences(article: Article, day: dt.date | None = None) -> Iterator[Sentence]:
    """The sentences of an article, with the actors spoken of before each; none in a language whose
    pack has no `instruments.yaml`."""
    if not has_instruments(article.lang):
        return
    vocabulary, text = load_vocabulary(article.lang), article.text
    names = Names.of(article.lang, article.published or day).find(text)
    spoken: dict[str, None] = {}
    for span in split_sentences(text, article.lang):
        within = [names[n] for n in overlapping(names, span.start, span.end)]
        yield Sentence(vocabulary, text, span, within, tuple(spoken))
        for name in within:
            for code in name.codes:
                spoken.pop(code, None)
                spoken[code] = None


def _phrases(
    text: str, sentence: Sentence, found: Sighting, goods: tuple[str, ...]
) -> Iterable[Phrase]:
    """A phrase as the model has it, one for each article it names."""
    units = sentence.units[found.first : found.last + 1]
    start, end = units[0].start, max(units[-1].end, found.end or 0)
    inside = [u for u in units if u.codes]
    parties = dict.fromkeys(c for u in inside for c in u.codes) if found.kind == "treaty" else {}
    around: dict[str, None] = {}
    for name in sentence.names:
        if not any(u.start <= name.start < u.end for u in inside) or found.kind != "treaty":
            for code in name.codes:
                around.pop(code, None)
                around[code] = None
    eras = [u.labels["era"] for u in units if u.has("era")]
    traits = frozenset(t for u in units if u.has("trait") for t in u.labels["trait"])
    for article in (*found.articles, *([] if found.articles else [None])):
        yield Phrase(
            quote=text[start:end],
            start=start,
            end=end,
            kind=found.kind,
            instrument=found.instrument,
            article=article,
            parties=tuple(parties),
            around=tuple(around),
            before=sentence.before,
            years=years_of(units) if found.kind == "treaty" else (),
            era=eras[0] if eras else None,
            traits=traits if found.kind == "treaty" else frozenset(),
            resolutions=tuple(found.resolutions),
            items=goods,
            back=found.back,
            tie=found.tie,
        )
