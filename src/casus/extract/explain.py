"""Explaining: what was found in each sentence, and what decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

import numpy as np

from casus.extract.answers import answered
from casus.extract.assemble import once, weighed
from casus.extract.choices import Choice, weigh
from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, PARTS, Floats, load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.memory import Codes
from casus.extract.parties import parties
from casus.extract.parts import FIT, LIKELY, likeliest
from casus.extract.roles import candidates, nobody_features, role_features
from casus.extract.scene import Scene, words_of
from casus.extract.sentences import Span, overlapping, split_sentences
from casus.extract.setting import Candidate, Setting
from casus.extract.statements import Drafted, draft_article
from casus.extract.tellings import choices, tellings
from casus.extract.tokens import Token
from casus.extract.ways import Ways
from casus.extract.weights import Weights, load_heard_weights, load_weights
from casus.model import MODES, Article, Event, Statement
from casus.names import Names, NameSpan

T = TypeVar("T")

SHOWN: Final = 5
"""How many of those who may take part in an act are shown."""

SHOWN_CHOICES: Final = 3
"""How many of those who may be the sides of an act are, or of what a part of it may be."""

NOTATION: Final = (
    "A>B: A does it to B, - nobody. Numbers with a sign: what speaks for a choice, as logarithms\n"
    "of odds, and the heaviest of what they are made of."
)
"""How what follows is to be read."""

NOT_READ: Final = "not read: nobody is named near it, or the pack knows no word in it that may tell"
SILENT: Final = "nothing is heard in it: no word is likely enough to tell an event"


def explain(article: Article, only: str = "") -> Iterator[str]:
    """Lines that tell, sentence by sentence: the words, with tags and heads where they were read,
    the actor phrases, the triggers with their frames, who filled each role and by which features,
    and the statements with how likely each is, those that are not told for that too; of a sentence
    in which nothing was looked for, why. None of sentences that have not the words `only`, which
    are read with the others all the same."""
    weights = load_weights()
    names = Names.of(article.lang, article.published).find(article.text)
    drafts = draft_article(article, weights=weights, encoder=load_encoder())
    ahead = next(drafts, None)  # no further: what is known of a sentence is what was read by then
    before: list[Statement] = []
    for n, span in enumerate(split_sentences(article.text, article.lang)):
        drafted = ahead if ahead and ahead.scene.number == n else None
        if drafted and drafted.afresh:
            before = []
        lines = list(_sentence(article, span, names, drafted, weights, before))
        if drafted:
            ahead = next(drafts, None)
        if only in article.text[span.start : span.end]:
            yield from lines


def _sentence(
    article: Article,
    span: Span,
    names: Sequence[NameSpan],
    drafted: Drafted | None,
    weights: Weights,
    before: list[Statement],
) -> Iterator[str]:
    """What there is to tell of one sentence; its statements are added to those `before` it."""
    sentence = article.text[span.start : span.end]
    yield f"sentence: {sentence}"
    if drafted is None or drafted.silent:
        within = [names[k] for k in overlapping(names, span.start, span.end)]
        yield from _words(words_of(load_lexicon(article.lang), sentence, span.start, within))
        yield f"  {NOT_READ if drafted is None else SILENT}"
    else:
        yield from _words(drafted.scene.tokens)
    if drafted:
        yield from _found(article, drafted, weights, before)
    yield ""


def _found(
    article: Article, drafted: Drafted, weights: Weights, before: list[Statement]
) -> Iterator[str]:
    """What was found in a sentence that was read; its statements are added to those `before` it."""
    scene = drafted.scene
    for n, chunk in enumerate(scene.chunks):
        words = " ".join(t.form for t in scene.tokens[chunk.first : chunk.last + 1])
        codes = " ".join(chunk.codes) or f"refers back ({chunk.kind})"
        after = f" after “{chunk.case}”" if chunk.case else ""
        yield f"  actor {n}: {words} = {codes}{after}"
    for condition in scene.conditions:
        words = " ".join(t.form for t in scene.tokens[condition.first : condition.last + 1])
        yield f"  condition: {words}"
    for draft in drafted.drafts:
        yield from _draft(scene, draft, weights)
    several = list(weighed(article.text, scene, drafted.drafts, weights, before))
    told = once(several)
    for found in several:
        statement = found.statement
        how = "in doubt" if not found.told else "statement" if found in told else "told again"
        yield f"  {how}: {statement.as_dict()}"
        if found.likely is not None:
            yield f"    likely: {found.likely:.0%}"
        for part, ways in found.ways.items():
            yield from _ways(part, ways)
        if answer := answered(statement.event, before):
            yield f"    may answer: “{answer.quote}”"


def _ways(part: str, ways: Ways) -> Iterator[str]:
    """What a part of an act may be for which most speaks, and what; and which is likeliest, those
    taken together that come to the same once they are fitted to the act."""
    if len(ways.several) == 1:
        return
    for event, reasons in _best(part, ways.possible):
        yield f"    {part} {_told(event) if event else 'none'}: {reasons}"
    if ways.plain:
        yield f"    {part} none: no choice, since a clause of its own plainly tells one"
    event, likely = likeliest(part, ways)
    told = _told(FIT[part](ways.act, event)) if event else "none"
    line = f"    {part} likeliest: {told}, {likely:.1%} with all that comes to the same"
    if event and likely < LIKELY[part]:
        line += f", told from {LIKELY[part]:.0%} on"
        line += "; what its own clause tells is told" if ways.plain else ""
    yield line


def _best(model: str, choices: Sequence[Choice[T]]) -> Iterator[tuple[T, str]]:
    """The choices for which most speaks, each with how much does and what."""
    heard = load_heard_weights()
    ranked = sorted(zip(weigh(model, choices), choices, strict=True), key=lambda pair: -pair[0])
    for score, choice in ranked[:SHOWN_CHOICES]:
        yield choice.what, f"{score:+.2f} ({_reasons(heard.weightiest(model, choice.measures))})"


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        head = tokens[token.head].form if token.head >= 0 else "-"
        yield f"  {token.i:3} {token.form:<20} {token.upos:<6} {token.deprel:<12} {head}"


def _draft(scene: Scene, draft: Draft, weights: Weights) -> Iterator[str]:
    trigger = scene.triggers[draft.n]
    frame = trigger.sense.frame
    words = " ".join(scene.tokens[i].form for i in trigger.taken)
    voice = ", passive" if trigger.passive else ""
    yield f"  trigger {draft.n}: {words} – frame {frame.id} ({frame.type}{voice}), {draft.status}"
    if draft.heard is not None:
        yield f"    heard as: {_likeliest(draft.heard)}"
    if scene.parents[draft.n] is not None:
        yield f"    content of trigger {scene.parents[draft.n]}"
    setting = draft.setting
    assert setting is not None
    if draft.together:
        of_pact = " (of the agreement)" if draft.event.actor and not draft.parties else ""
        yield f"    parties: {' '.join(draft.event.actor) or 'nobody'}{of_pact}"
        yield from _parties(setting, weights)
    else:
        for role, found in (("actor", draft.actor), ("recipient", draft.recipient)):
            actor = draft.event.actor if role == "recipient" else None
            features = (
                role_features(setting, found, role, actor)
                if found
                else nobody_features(setting, role, actor)
            )
            who = " ".join(found.codes) if found else "nobody"
            reasons = _reasons(weights.deciding(role, features))
            yield f"    {role}: {who} of {len(candidates(setting))} ({reasons})"
    yield from _sides(draft)
    if (bearing := draft.bearing(scene, draft.event.type)) is not None:
        yield f"    all sides together: {bearing.together:+.2f}"
        if draft.event.type in MODES:
            yield f"    mode heard: {bearing.mode('act', draft.event.type) or 'none'}"
        for part, row in zip(PARTS, bearing.parts, strict=True):
            yield f"    {part} heard as: {_likeliest(row)}"
    yield from _tellings(scene, draft, weights)


def _sides(draft: Draft) -> Iterator[str]:
    """Those who might be the sides of an act for whom most speaks, by words and by ear."""
    for sides, reasons in _best("sides", draft.may_be):
        yield f"    {_told(Event.of(draft.event.type, sides.actor, sides.recipient))}: {reasons}"


def _tellings(scene: Scene, draft: Draft, weights: Weights) -> Iterator[str]:
    """The ways in which a draft might be told, with what speaks for each by its words and, where
    the encoder has read them, by both beside what does for its not being told."""
    heard = load_heard_weights()
    several = choices(weights, scene, draft)
    scores = weigh("telling", several)
    by_both = {
        choice.what: f"{score - scores[0]:+.2f} "
        f"({_reasons(heard.weightiest('telling', choice.measures))}), "
        for score, choice in zip(scores, several, strict=True)
    }
    for telling in tellings(scene, draft):
        reasons = _reasons(weights.deciding("telling", telling.features))
        words = f"by its words {weights.score('telling', telling.features):+.2f} ({reasons})"
        line = f"    told as {telling.type} ({telling.whose}): "
        yield f"{line}{by_both.get(telling, '')}{words}"


def _parties(setting: Setting, weights: Weights) -> Iterator[str]:
    """Those for whom most speaks as parties, and what."""
    bearing = setting.bearing
    weighed: dict[Codes, tuple[float, Candidate, list[str]]] = {}
    for candidate, besides in parties(setting, candidates(setting)):
        heard = bearing.of("party", candidate.codes) if bearing is not None else 0.0
        score = candidate.score(weights, "party", besides) + heard
        if candidate.codes not in weighed or score > weighed[candidate.codes][0]:
            weighed[candidate.codes] = score, candidate, besides
    ranked = sorted(weighed.values(), key=lambda row: (-row[0], row[1].codes))
    for score, candidate, besides in ranked[:SHOWN]:
        reasons = _reasons(weights.deciding("party", [*candidate.features, *besides]))
        if bearing is not None:
            reasons += f", encoder {bearing.of('party', candidate.codes):+.2f}"
        yield f"      {' '.join(candidate.codes)}: {score:+.2f} ({reasons})"


def _reasons(heaviest: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {weight:+.2f}" for name, weight in heaviest)


def _told(event: Event) -> str:
    """An event in the notation of the packs' examples."""
    return f"{event.type} {'+'.join(event.actor) or '-'}>{'+'.join(event.recipient) or '-'}"


def _likeliest(row: Floats) -> str:
    """The three likeliest of the encoder's labels."""
    likely = sorted(zip(np.exp(row), LABELS, strict=True), reverse=True)[:3]
    return ", ".join(f"{label or 'nothing'} {p:.0%}" for p, label in likely)
