"""A scene: one sentence with everything that was found in it, before roles are filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casus.extract.brackets import place_verbs
from casus.extract.chunks import Chunk
from casus.extract.clause_order import hang_phrases
from casus.extract.conditions import Condition, find_conditions
from casus.extract.encoder import Hint
from casus.extract.fronted import shared_subjects
from casus.extract.lexicon import Lexicon
from casus.extract.links import link_contents
from casus.extract.order import mend_subjects, seat_sufferers
from casus.extract.passives import mark_passives
from casus.extract.sentences import Span
from casus.extract.separable import join_separated
from casus.extract.tags import write_tags
from casus.extract.tally import Tally, tally
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger, find_triggers
from casus.extract.untold import asked, unreal
from casus.extract.verbforms import key_verbs
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
    shared: dict[int, int] = field(default_factory=dict)
    """For triggers of a clause before the sentence's the phrase that is the subject of both."""
    asked: set[int] = field(default_factory=set)
    """The tokens of indirect questions: what they ask about is not told by itself."""
    unreal: set[int] = field(default_factory=set)
    """The tokens that say what would have been: nothing is told by them."""
    verb_last: bool = False
    coverbs: frozenset[str] = frozenset()
    related: dict[tuple[int, int], str] = field(default_factory=dict)
    """How phrases stand to triggers by their heads, by the numbers of both: as looked up so far."""
    seats: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """In what places of which triggers phrases stand, as looked up so far."""
    _tally: Tally | None = None

    @property
    def tally(self) -> Tally:
        """How many of a kind stand between two words."""
        if self._tally is None:
            self._tally = tally(self.tokens, (t.at for t in self.triggers), self.chunks)
        return self._tally

    def condition_of(self, n: int) -> int | None:
        """The number of the condition clause that trigger `n` stands in."""
        k = self.clause_of(self.triggers[n].at)
        return k if k >= 0 else None

    def owner_of(self, n: int) -> int | None:
        """The trigger that depends on the condition clause that trigger `n` stands in."""
        k = self.condition_of(n)
        return None if k is None else self.conditions[k].owner

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
class Heard:
    """The words of a sentence, the tokens of each class, and the triggers with their tokens."""

    tokens: list[Token]
    classes: dict[str, set[int]]
    triggers: list[Trigger]
    anchors: frozenset[int]


def hear(
    lexicon: Lexicon,
    tokens: list[Token],
    names: Sequence[NameSpan],
    hint: Hint | None = None,
    noted: dict[str, set[int]] | None = None,
) -> Heard:
    """The words of a sentence with all that the pack tells of them, before anybody acts, their tags
    by the `hint` of who has read it; `names` are those in it, `noted` the tokens of each class
    where that was asked before."""
    if hint is not None and lexicon.tags is not None:
        named = [(n.start, n.end) for n in names if n.codes]
        write_tags(lexicon.tags, tokens, hint.tagging(tokens), named, lexicon.tokenizer.segmenter)
    _bare_names(lexicon, tokens, names)
    _verbs_between_names(lexicon, tokens, names)
    key_verbs(tokens, lexicon.tokenizer.forms)
    join_separated(tokens, lexicon.separable, lexicon.words)
    classes = noted if noted is not None and lexicon.steady else lexicon.note(tokens)
    mark_passives(lexicon, tokens)
    mend_subjects(lexicon, tokens, names)
    triggers = find_triggers(lexicon, tokens, classes)
    anchors = frozenset(i for t in triggers for i in t.taken)
    return Heard(tokens, classes, triggers, anchors)


def words_of(
    lexicon: Lexicon, sentence: str, offset: int, names: Sequence[NameSpan]
) -> list[Token]:
    """The words of a sentence; `offset` is where it begins in the text that `names` count in."""
    return lexicon.tokenizer.tokens(sentence, offset, stretches(sentence, offset, names))


def stretches(sentence: str, offset: int, names: Sequence[NameSpan]) -> list[tuple[int, int]]:
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
        asked=asked(tokens, verb_last=lexicon.verb_last),
        verb_last=lexicon.verb_last, coverbs=lexicon.coverbs,
    )  # fmt: skip
    scene.shared = dict(shared_subjects(lexicon, tokens, triggers, chunks))
    for n, c in scene.shared.items():
        scene.related[n, c] = "obj" if triggers[n].passive else "subj"
    scene.conditions = find_conditions(lexicon, tokens, triggers, chunks)
    scene.unreal = unreal(tokens, [range(c.first, c.last + 1) for c in scene.conditions])
    scene.parents = link_contents(lexicon, tokens, triggers, scene.conditions, chunks)
    return scene


def _verbs_between_names(
    lexicon: Lexicon, tokens: Sequence[Token], names: Sequence[NameSpan]
) -> None:
    """Take for a verb what was taken for a name or for nothing known right between two names ("DDR
    attaque DEU"), or for a noun ("Iran attacks Iraq") where whoever a noun belongs to stands before
    it."""
    taken_for = {"X", "PROPN"} | ({"NOUN"} if lexicon.possessor_before else set())
    starts, ends = {n.start for n in names if n.codes}, {n.end for n in names if n.codes}
    for before, token, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        told = token.upos in taken_for and not lexicon.anchors.isdisjoint(token.keys)
        if told and before.end in ends and behind.start in starts:
            token.upos = "VERB"


def _bare_names(lexicon: Lexicon, tokens: Sequence[Token], names: Sequence[NameSpan]) -> None:
    """Leave the words of a name the forms they have: with what leans on words peeled off, a part of
    a name is a verb now and then ("إسلام آباد")."""
    forms = lexicon.tokenizer.forms
    if not (forms.before or forms.after):
        return
    for token in tokens:
        if any(n.start < token.end and token.start < n.end and n.kind != "seat" for n in names):
            low = forms.fold(token.form)
            token.keys = frozenset({low, f"={low}"})
