"""Article → statements: sentence after sentence, with a memory of who was spoken of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from casus.extract.around import Around
from casus.extract.assemble import assemble
from casus.extract.attention import play, wanting_tags, within_reach, worth_reading
from casus.extract.chunks import Chunk, acting
from casus.extract.drafts import Draft, Drafting
from casus.extract.encoder import Encoder, Hint, Hints, load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.memory import Codes, Memory
from casus.extract.scene import Scene
from casus.extract.sentences import find_quotes, overlapping, split_sentences, touching
from casus.extract.speech import Saying, find_sayings, quote_source
from casus.extract.weights import Weights, load_weights
from casus.model import ABOUT, Article, Retelling, Statement
from casus.names import Names, NameSpan
from casus.read.entries import Entries, find_entries

AT_ONCE: Final = 500
"""Sentences that are read together: those of a book are not all held in memory. Within them it is
known who is named ahead, what is told ahead, and whose a quotation is."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One scene with its drafts: what statements are assembled from, and what is explained."""

    scene: Scene
    sayings: Sequence[Saying]
    drafts: Sequence[Draft]
    day: dt.date | None = None
    """The day of the entry that it stands in, where that is not the article's."""
    silent: bool = False
    """Whether nothing can be heard in it: its words have no tags."""
    afresh: bool = False
    """Whether it begins an entry that was written before those above it: none of what they tell is
    known in it."""


def read_statements(article: Article, day: dt.date | None = None) -> list[Statement]:
    """The statements of an article, in the order of its text.

    `day` dates the names where the article itself has no date. An article in a language without a
    pack raises `PackError`; see `casus.extract.has_lexicon`.
    """
    weights = load_weights()
    out: list[tuple[Statement, int]] = []
    before: list[Statement] = []
    for drafted in draft_article(article, day, weights, encoder=load_encoder()):
        if drafted.afresh:
            before = []
        beside: Counter[tuple[object, ...]] = Counter()
        for told in assemble(article.text, drafted.scene, drafted.drafts, weights, before):
            dated = replace(told, day=drafted.day) if drafted.day else told
            what = told.event, told.content, told.condition, told.status
            out.append((dated, beside[what]))
            beside[what] += 1
    return _retold(sorted(out, key=lambda one: (one[0].start, one[0].end)))


def draft_article(
    article: Article,
    day: dt.date | None = None,
    weights: Weights | None = None,
    *,
    encoder: Encoder | None = None,
    heed: bool = True,
) -> Iterator[Drafted]:
    """The scenes of the sentences of an article that are worth reading, in order, each with the
    events drafted from it. Without an `encoder` words have no tags, and only the lexicon and the
    weights are asked; of one that is not to be heeded the tags alone are taken. Nobody in an entry
    of a live blog is spoken of in the entries below it."""
    lexicon = load_lexicon(article.lang)
    text = article.text
    names = Names.of(article.lang, article.published or day).find(text)
    if not names:
        return
    quotes = find_quotes(text)
    spans = split_sentences(text, article.lang)
    drafting = Drafting(lexicon, weights or load_weights(), Memory(cast=_cast(names)))
    around = Around(spans)
    entries: Entries | None = None
    casts: dict[int, Counter[Codes]] = {}
    sources: list[tuple[int, Chunk] | None] = [None] * len(quotes)
    voices: list[Codes | None] = [None] * len(quotes)
    near = within_reach(spans, names, quotes)
    number = -1
    for first in range(0, len(spans), AT_ONCE):
        part = spans[first : first + AT_ONCE]
        at_hand = {n: span for n, span in enumerate(part, first) if n in near}
        staged = worth_reading(lexicon, text, at_hand, names, quotes)
        if not staged:
            continue
        if entries is None:
            entries = find_entries(article)
            casts = _casts(names, entries)
        breaks = around.breaks = entries.starts if entries.newest_first else ()
        hints = Hints(encoder, text, [s.span for s in staged], breaks) if encoder else None
        read = [hints.of(n) if hints else None for n in range(len(staged))]
        heeded = read if heed else [None] * len(staged)
        around.listen(staged, heeded, first + len(part) - 1)
        tagged = wanting_tags(staged, heeded, quotes)
        scenes = [
            play(lexicon, s, quotes, hint, tagged=wants, heed=heed)
            for s, hint, wants in zip(staged, read, tagged, strict=True)
        ]
        entry = [entries.number_at(scene.span.start) for scene in scenes]
        sayings = [find_sayings(lexicon, scene) for scene in scenes]
        walks = Counter(
            w for scene in scenes for w in scene.classes if w in lexicon.telling_classes
        )
        drafting.memory.walks = walks
        places = [scene.span for scene in scenes]
        for q in overlapping(quotes, part[0].start, part[-1].end):
            sources[q] = quote_source(scenes, sayings, quotes[q], touching(places, quotes[q]))
        for k, scene in enumerate(scenes):
            if k == 0 or entry[k] != entry[k - 1]:
                _expect(scenes, heeded, entry, k)
            afresh = bool(breaks) and entry[k] != number
            if afresh:
                drafting.memory = Memory(cast=casts.get(entry[k], Counter()), walks=walks)
            number = entry[k]
            drafting.hear(scene, k, sources, voices)
            drafts = drafting.draft(scene, sayings[k], voices, heeded[k])
            day_told = entries.day_at(scene.span.start)
            other = day_told if day_told != article.published else None
            yield Drafted(scene, sayings[k], drafts, other, not tagged[k], afresh)
            drafting.memory.note(scene.tokens, scene.chunks)
            for draft in drafts:
                if scene.parents[draft.n] is None and scene.condition_of(draft.n) is None:
                    drafting.memory.note_event(draft.event)


def _cast(names: Iterable[NameSpan]) -> Counter[Codes]:
    """How often everyone is named."""
    return Counter(acting(name) for name in names)


def _casts(names: Iterable[NameSpan], entries: Entries) -> dict[int, Counter[Codes]]:
    """The same for each entry that names somebody, by its number."""
    numbered = groupby(names, key=lambda name: entries.number_at(name.start))
    return {number: _cast(here) for number, here in numbered}


def _expect(
    scenes: Sequence[Scene], hints: Sequence[Hint | None], entry: Sequence[int], first: int
) -> None:
    """Let the hints know who is named in the scenes of an entry, from its `first` on; nobody who is
    named only in the next entry acts in this one."""
    for n in range(first, len(scenes)):
        if entry[n] != entry[first]:
            break
        if hint := hints[n]:
            hint.expect(scenes[n].tokens, scenes[n].chunks)


def _retold(statements: list[tuple[Statement, int]]) -> list[Statement]:
    """What is told again further on, in every part the same, is one record with several quotes.
    Verbal acts whose content is not told are left apart: nobody can say that two are one. So is the
    second of two that one sentence tells: with each stands how many of its kind do before it.

    Told once as the article's own and once with a source, it has that source; told with two
    sources, it is two records.
    """
    told: dict[tuple[object, ...], list[Statement]] = {}
    for n, (s, beside) in enumerate(statements):
        known = s.content is not None or s.event.type not in ABOUT
        key = (s.event, s.content, s.condition, s.status, s.day, beside, None if known else n)
        told.setdefault(key, []).append(s)
    out = []
    for same in told.values():
        sources = list(dict.fromkeys(s.speaker for s in same if s.speaker)) or [()]
        for n, source in enumerate(sources):
            first, *again = [s for s in same if s.speaker == source or (not s.speaker and n == 0)]
            also = tuple(Retelling(s.quote, s.start, s.end) for s in again)
            out.append(replace(first, speaker=source, also=also))
    return sorted(out, key=lambda s: (s.start, s.end, s.event.type))
