"""Claims of a text that the book may decide, found by the words of the pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from casus.extract.instruments import Vocabulary, Word, has_instruments, load_vocabulary
from casus.extract.mentions import Sentence, read_sentences
from casus.model import Article
from casus.model.phrase import Claim, Phrase
from casus.names.span import NameSpan

_SIGNS: Final = ("claim", "region", "there", "negation")
_TELLING: Final = frozenset({"claim", "region"})
"""Signs without which the others say nothing."""
_VOTES: Final = {"backed": "yes", "opposed": "no", "abstained": "abstain"}
_CODED: Final = frozenset({"state", "demonym", "capital", "seat", "person", "body"})
_ORGANISED: Final = frozenset({"organisation", "grouping"})
NEAR: Final = 5
"""Within so many words before a claim's word a negation denies it."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A word of a claim at words `first` up to `stop`."""

    label: str
    value: Any
    first: int
    stop: int
    start: int
    end: int


def find_claims(
    article: Article,
    phrases: Sequence[Phrase],
    day: dt.date | None = None,
    sentences: Sequence[Sentence] | None = None,
) -> list[Claim]:
    """The claims of an article, in order, with the phrases they turn on (by their index);
    `sentences` are those of `read_sentences`, where they are at hand.

    Whether a claim is true is not asked here.

    >>> from casus.extract.mentions import find_phrases
    >>> page = Article("a", "-", "That would violate resolution 1718, which Russia backed.", "en")
    >>> [(c.kind, dict(c.details)) for c in find_claims(page, find_phrases(page))]
    [('breach', {}), ('backed', {'state': 'RUS', 'vote': 'yes'})]
    """
    if not has_instruments(article.lang):
        return []
    vocabulary = load_vocabulary(article.lang)
    out: list[Claim] = []
    region = ""
    last_treaty: int | None = None
    resolution: int | None = None
    for sentence in read_sentences(article, day) if sentences is None else sentences:
        here = [
            n for n, p in enumerate(phrases) if sentence.span.start <= p.start < sentence.span.end
        ]
        if not here and not vocabulary.may_find(_TELLING, sentence.keys):
            continue
        signs = _signs(vocabulary, sentence.words)
        told = next((s.value for s in signs if s.label == "region"), "")
        reader = _Reader(article.text, sentence, phrases, here, signs, last_treaty, resolution)
        out += reader.claims(told or region, told == "")
        region = told or region
        for n in here:
            if phrases[n].kind == "resolution":
                resolution = n
            else:
                last_treaty = n
    return sorted(out, key=lambda c: (c.start, c.end, c.kind))


def _signs(vocabulary: Vocabulary, words: Sequence[Word]) -> list[_Sign]:
    return [
        _Sign(e.label, e.value, i, j, words[i].start, words[j - 1].end)
        for i, j, e in vocabulary.find(_SIGNS, words)
    ]


@dataclass(slots=True)
class _Reader:
    """The claims of one sentence. `treaty` and `resolution` are the phrases spoken of last."""

    text: str
    sentence: Sentence
    phrases: Sequence[Phrase]
    here: list[int]
    signs: list[_Sign]
    treaty: int | None
    resolution: int | None

    def claims(self, region: str, elsewhere: bool) -> Iterator[Claim]:
        """All claims of the sentence; `region` is the part of the world spoken of last."""
        yield from self._dated()
        seen: set[tuple[str, tuple[int, ...], str]] = set()
        for sign in self.signs:
            if sign.label != "claim":
                continue
            for claim in self._of(sign, region, elsewhere):
                key = (claim.kind, claim.phrases, claim.details.get("state", ""))
                if key not in seen:
                    seen.add(key)
                    yield claim

    def _of(self, sign: _Sign, region: str, elsewhere: bool) -> Iterable[Claim]:
        if sign.value in _VOTES:
            return self._voted(sign)
        if sign.value == "resembles":
            return self._alike(sign)
        if sign.value == "breach":
            return self._breach(sign)
        if sign.value in ("present", "permanent"):
            return self._present(sign, region, elsewhere)
        if sign.value in ("in_force", "lapsed"):
            return self._standing(sign)
        if sign.value == "bound":
            return self._bound(sign)
        return self._open(sign, region)

    def _of_kind(self, resolution: bool) -> list[int]:
        return [n for n in self.here if (self.phrases[n].kind == "resolution") == resolution]

    def _nearest(self, sign: _Sign, found: Iterable[int]) -> int | None:
        def gap(n: int) -> int:
            p = self.phrases[n]
            return max(sign.start - p.end, p.start - sign.end, 0)

        return min(found, key=gap, default=None)

    def _claim(
        self, kind: str, sign: _Sign, phrases: tuple[int, ...] = (), also: Iterable[Any] = (),
        **details: str,
    ) -> Claim:  # fmt: skip
        """A claim whose words run over its sign, its phrases in the sentence, and `also`."""
        spans = [sign, *(self.phrases[n] for n in phrases if n in self.here), *also]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        denied = any(s.label == "negation" and 0 <= sign.first - s.stop < NEAR for s in self.signs)
        return Claim(kind, self.text[start:end], start, end, phrases, details, denied)

    def _dated(self) -> Iterator[Claim]:
        for n in self._of_kind(resolution=False):
            p = self.phrases[n]
            for year in p.years:
                yield Claim("dated", p.quote, p.start, p.end, (n,), {"year": str(year)})

    def _voted(self, sign: _Sign) -> Iterator[Claim]:
        """Who backed, opposed or abstained on resolutions: the agent after the word, else the
        name before it."""
        n = self._nearest(sign, self._of_kind(resolution=True))
        vote = _VOTES[sign.value]
        if n is None and vote == "abstain" and not self.here:
            n = self.resolution
        if n is None:
            return
        phrase = self.phrases[n]
        words = [w.end for w in self.sentence.words]
        after = [m for m in self._names(_CODED) if m.start >= sign.end]
        before = [m for m in self._names(_CODED) if m.end <= sign.start]
        agent = next(
            (m for m in after if sum(1 for end in words if sign.end < end <= m.start) <= 1
             and m.start > sign.end + 1), None
        )  # fmt: skip
        inside = phrase.start <= sign.start < phrase.end
        who = agent if agent and (inside or sign.start > phrase.start) else None
        who = who or (before[-1] if before else None)
        if who is None or (agent is None and phrase.start > sign.end + 40):
            return
        for code in who.codes:
            yield self._claim("backed", sign, (n,), (who,), state=code, vote=vote)

    def _names(self, kinds: frozenset[str]) -> list[NameSpan]:
        return [m for m in self.sentence.names if m.kind in kinds and m.codes]

    def _alike(self, sign: _Sign) -> Iterator[Claim]:
        """That one instrument is like another: the one named after the word, the other before it,
        or the treaty spoken of last."""
        treaties = self._of_kind(resolution=False)
        after = [n for n in treaties if self.phrases[n].start >= sign.end]
        before = [n for n in treaties if self.phrases[n].end <= sign.start]
        if not after:
            return
        first = before[-1] if before else self.treaty
        if first is not None and after[0] != first:
            yield self._claim("resembles", sign, (first, after[0]))

    def _breach(self, sign: _Sign) -> Iterator[Claim]:
        """That a deed breaks an instrument, the one that follows the word or stands next to it."""
        after = [n for n in self.here if self.phrases[n].start >= sign.end]
        n = after[0] if after else self._nearest(sign, self.here)
        if n is not None and self.phrases[n].start - sign.end < 80:
            yield self._claim("breach", sign, (n,))

    def _present(self, sign: _Sign, region: str, elsewhere: bool) -> Iterator[Claim]:
        """That an organisation is, or has moved, somewhere."""
        there = [s for s in self.signs if s.label in ("region", "there") and s.first >= sign.first]
        who = [m for m in self._names(_ORGANISED) if m.end <= sign.start]
        if (
            not there
            or not who
            or not region
            or there[0].first - sign.stop > 4
            or self._far(who[-1], sign)
        ):
            return
        permanent = any(s.value == "permanent" for s in self.signs)
        treaty = next((u.labels["holder"] for u in self.sentence.units
                       if u.start == who[-1].start and u.has("holder")), None)  # fmt: skip
        if treaty is None:
            return
        code = who[-1].codes[0]
        spans: list[Any] = [who[-1], there[0]]
        spans += [s for s in self.signs if s.value == "permanent"]
        place = there[0].value if there[0].label == "region" else region
        if elsewhere and there[0].label == "region":
            return
        yield self._claim("present", sign, (), spans, state=code, region=place,
                          instrument=treaty, permanent="yes" if permanent else "no")  # fmt: skip

    def _far(self, name: NameSpan, sign: _Sign) -> bool:
        """Whether another name stands between, or too many words."""
        between = [w for w in self.sentence.words if name.end <= w.start < sign.start]
        other = any(name.end <= m.start < sign.start for m in self.sentence.names)
        return other or len(between) > 6

    def _standing(self, sign: _Sign) -> Iterator[Claim]:
        """That a treaty is in force, or has ended: the one spoken of just before the word."""
        before = [n for n in self._of_kind(resolution=False) if self.phrases[n].end <= sign.start]
        if before and sign.start - self.phrases[before[-1]].end < 60:
            holds = "yes" if sign.value == "in_force" else "no"
            yield self._claim("in_force", sign, (before[-1],), holds=holds)

    def _bound(self, sign: _Sign) -> Iterator[Claim]:
        """That a treaty obliges: the one that the sentence speaks of before the word."""
        before = [n for n in self._of_kind(resolution=False) if self.phrases[n].end <= sign.start]
        if before:
            names = [m for m in self._names(_CODED) if m.start >= sign.end]
            spans = names[:1] if names and names[0].start - sign.end < 40 else []
            yield self._claim("bound", sign, (before[-1],), spans)

    def _open(self, sign: _Sign, region: str) -> Iterator[Claim]:
        """What no clause can decide: that blocs form, here or in the part of the world spoken of
        last; what somebody is after."""
        names = [m for m in self._names(_CODED | _ORGANISED) if m.end <= sign.start]
        if sign.value == "bloc":
            where = [s for s in self.signs if s.label == "region" and s.first >= sign.first]
            place = where[0].value if where else region
            details = {"region": place} if place else {}
            yield self._claim("bloc", sign, (), where[:1], **details)
        elif names and not self._far(names[-1], sign):
            stop = _clause_end(self.sentence.words, sign.stop)
            yield self._claim("motive", sign, (), (names[-1], self.sentence.words[stop]),
                              state=names[-1].codes[0])  # fmt: skip


def _clause_end(words: Sequence[Word], first: int) -> int:
    """The last word before the next mark, at most a dozen words on."""
    last = min(first, len(words) - 1)
    for k in range(first, min(len(words), first + 12)):
        if not words[k].form[0].isalnum() and words[k].form not in "-'’":
            break
        last = k
    return last
