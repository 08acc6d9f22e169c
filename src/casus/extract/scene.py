"""A scene: one sentence with everything that was found in it, before roles are filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from casus.extract.brackets import place_verbs
from casus.extract.chunks import Chunk, find_chunks
from casus.extract.clause_order import hang_phrases
from casus.extract.conditions import Condition, find_conditions
from casus.extract.encoder import Hint, hears, propose
from casus.extract.glance import glance
from casus.extract.lexicon import Lexicon
from casus.extract.links import link_contents
from casus.extract.order import mend_subjects, seat_sufferers
from casus.extract.passives import mark_passives
from casus.extract.sentences import Span, overlapping, touching
from casus.extract.separable import join_separated
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger, find_triggers
from casus.names.span import NameSpan


@dataclass(slots=True)
class Scene:
    """One sentence: words, event triggers, actor phrases, quotations, conditions and contents.

    `parents[n]` is the trigger whose content trigger `n` is, `conditions[k].owner` the trigger that
    depends on condition `k`; `quotes[i]` is the number of the quotation token `i` stands in, or -1.
    """

    number: int
    span: Span
    tokens: Sequence[Token]
    classes: dict[str, set[int]]
    triggers: list[Trigger]
    chunks: list[Chunk]
    quotes: list[int]
    anchors: frozenset[int]
    conditions: list[Condition] = field(default_factory=list)
    parents: list[int | None] = field(default_factory=list)
    verb_last: bool = False
    coverbs: frozenset[str] = frozenset()

    def condition_of(self, n: int) -> int | None:
        """The number of the condition clause that trigger `n` stands in."""
        k = self.clause_of(self.triggers[n].at)
        return k if k >= 0 else None

    def clause_of(self, at: int) -> int:
        """The number of the condition clause that a token stands in, or -1."""
        return next((k for k, c in enumerate(self.conditions) if c.first <= at <= c.last), -1)

    def over(self, n: int) -> int | None:
        """The trigger whose content trigger `n` is, or that depends on the condition it tells."""
        if self.parents[n] is not None:
            return self.parents[n]
        return next((c.owner for c in self.conditions if c.trigger == n and c.owner != n), None)

    def contents_of(self, n: int) -> list[int]:
        """The triggers that are content of trigger `n`."""
        return [m for m, parent in enumerate(self.parents) if parent == n]


@dataclass(frozen=True, slots=True)
class Staged:
    """A sentence before anybody acts: its number and place in the article, the names in it, and
    what was heard of it. It is `bare` where its words have no tags yet; `listen` where they may
    want them, since the pack knows one that may tell an event."""

    number: int
    span: Span
    names: Sequence[NameSpan]
    heard: Heard
    bare: bool = False
    listen: bool = False

    @property
    def may_tell(self) -> bool:
        """Whether the pack knows a word in it that may tell an event."""
        return self.listen or bool(self.heard.triggers)


def stage(
    lexicon: Lexicon,
    text: str,
    number: int,
    span: Span,
    names: Sequence[NameSpan],
    quotes: Sequence[Span],
    *,
    whole: bool = False,
) -> Staged | None:
    """One sentence before anybody acts; None where it has no word.

    One that tells nothing or names somebody has no tags yet, unless the `whole` scene is asked for
    or it may say whose a quotation is: `play` adds them where something may be heard.
    """
    sentence = text[span.start : span.end]
    named = _stretches(sentence, span.start, names)
    seen = None if whole else glance(lexicon, sentence, span.start, named)
    says = seen and seen.may_say and touching(quotes, span)
    if seen and not says and (names or not seen.may_tell):
        heard = Heard(seen.tokens, seen.classes, [], frozenset())
        return Staged(number, span, names, heard, bare=True, listen=seen.may_tell)
    found = hear(lexicon, sentence, span.start, names)
    return Staged(number, span, names, found) if found else None


def worth_reading(staged: Sequence[Staged]) -> list[Staged]:
    """The sentences that name somebody or may tell an event, and those behind one that does both:
    what "they" then do may be told in words that the pack does not know."""
    behind = {s.number + 1 for s in staged if s.names and s.may_tell}
    return [s for s in staged if s.names or s.may_tell or s.number in behind]


def play(
    lexicon: Lexicon, text: str, staged: Staged, quotes: Sequence[Span], hint: Hint | None
) -> Scene:
    """The scene of a sentence of `text` that was staged, with the events that the `hint` proposes
    besides. Its words are tagged only where something may be heard."""
    names, heard, span = staged.names, staged.heard, staged.span
    wanted = not staged.bare or _wants_tags(staged, hint)
    if staged.bare and wanted:
        heard = hear(lexicon, text[span.start : span.end], span.start, names) or heard
    if hint is not None and wanted:
        named = _named(heard.tokens, names)
        found = propose(lexicon, heard.tokens, heard.triggers, named, hint)
        anchors = frozenset(i for t in found for i in t.taken)
        heard = replace(heard, triggers=found, anchors=anchors)
    chunks = find_chunks(lexicon, heard.tokens, names, heard.classes, heard.anchors)
    quoted = [next(iter(overlapping(quotes, t.start, t.start + 1)), -1) for t in heard.tokens]
    return set_scene(lexicon, staged.number, staged.span, heard, chunks, quoted)


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a sentence, the tokens of each class, and the triggers with their tokens."""

    tokens: list[Token]
    classes: dict[str, set[int]]
    triggers: list[Trigger]
    anchors: frozenset[int]


def _wants_tags(staged: Staged, hint: Hint | None) -> bool:
    tokens = staged.heard.tokens
    if hint is None:
        return staged.listen
    may_tell = staged.listen and hint.may_tell(tokens)
    return may_tell or hears(hint, tokens, _named(tokens, staged.names))


def _named(tokens: Sequence[Token], names: Sequence[NameSpan]) -> set[int]:
    """The tokens that name somebody."""
    return {t.i for t in tokens for n in names if t.start < n.end and t.end > n.start}


def hear(
    lexicon: Lexicon,
    sentence: str,
    offset: int,
    names: Sequence[NameSpan],
) -> Heard | None:
    """The words of a sentence with all that the pack tells of them, before anybody acts; None where
    it has no word. `offset` is where the sentence begins in the text that `names` count in."""
    named = _stretches(sentence, offset, names)
    tokens = lexicon.tagger.tag(sentence, offset, named)
    if not tokens:
        return None
    _bare_names(lexicon, tokens, names)
    _verbs_between_names(lexicon, tokens, names)
    join_separated(tokens, lexicon.separable, lexicon.words)
    classes = lexicon.note(tokens)
    mark_passives(lexicon, tokens)
    mend_subjects(lexicon, tokens, names)
    triggers = find_triggers(lexicon, tokens, classes)
    anchors = frozenset(i for t in triggers for i in t.taken)
    return Heard(tokens, classes, triggers, anchors)


def _stretches(sentence: str, offset: int, names: Sequence[NameSpan]) -> list[tuple[int, int]]:
    """Where in the sentence somebody is named."""
    end = offset + len(sentence)
    return [(max(0, n.start - offset), min(n.end, end) - offset) for n in names if n.codes]


def set_scene(
    lexicon: Lexicon, number: int, span: Span, heard: Heard, chunks: list[Chunk], quotes: list[int]
) -> Scene:
    """The scene of a sentence with its actor phrases: conditions and contents are linked."""
    tokens, triggers = heard.tokens, heard.triggers
    if not lexicon.verb_last:
        hang_phrases(lexicon, tokens, triggers, chunks)
    seat_sufferers(tokens, triggers, chunks)
    if lexicon.verb_bracket or lexicon.subject_after:
        place_verbs(lexicon, tokens, triggers, chunks)
    scene = Scene(
        number, span, tokens, heard.classes, triggers, chunks, quotes, heard.anchors,
        verb_last=lexicon.verb_last, coverbs=lexicon.coverbs,
    )  # fmt: skip
    scene.conditions = find_conditions(lexicon, tokens, triggers)
    scene.parents = link_contents(lexicon, tokens, triggers, scene.conditions, chunks)
    return scene


def _verbs_between_names(
    lexicon: Lexicon, tokens: Sequence[Token], names: Sequence[NameSpan]
) -> None:
    """Take for a verb what the tagger took for a noun right between two names ("Iran attacks
    Iraq"), where whoever a noun belongs to stands before it."""
    if not lexicon.possessor_before:
        return
    starts, ends = {n.start for n in names if n.codes}, {n.end for n in names if n.codes}
    for before, token, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        told = token.upos == "NOUN" and not lexicon.anchors.isdisjoint(token.keys)
        if told and before.end in ends and behind.start in starts:
            token.upos = "VERB"


def _bare_names(lexicon: Lexicon, tokens: Sequence[Token], names: Sequence[NameSpan]) -> None:
    """Leave the words of a name the forms they have: with what leans on words peeled off, a part of
    a name is a verb now and then ("إسلام آباد")."""
    forms = lexicon.tagger.forms
    if not (forms.before or forms.after):
        return
    for token in tokens:
        if any(n.start < token.end and token.start < n.end and n.kind != "seat" for n in names):
            low = forms.fold(token.form)
            token.keys = frozenset({low, f"={low}"})
