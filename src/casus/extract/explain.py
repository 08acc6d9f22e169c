"""Explaining: what was found in each sentence, and what decided."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from casus.extract.answers import answered
from casus.extract.assemble import weighed
from casus.extract.doubt import NONE
from casus.extract.drafts import Draft
from casus.extract.encoder import LABELS, PARTS, TRUST, Floats, load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.memory import Codes
from casus.extract.parties import heard_as_party, parties
from casus.extract.roles import bearing_of, candidates, nobody_features, role_features
from casus.extract.scene import Scene, hear
from casus.extract.sentences import overlapping, split_sentences
from casus.extract.setting import Candidate, Setting
from casus.extract.statements import Drafted, draft_article
from casus.extract.tellings import heard, tellings
from casus.extract.tokens import Token
from casus.extract.weights import Weights, load_weights
from casus.model import Article, Statement
from casus.names import Names

SHOWN: Final = 5
"""How many of those who may take part in an act are shown."""

NOT_READ: Final = "not read: nobody is named near it, or the pack knows no word in it that may tell"
SILENT: Final = "nothing is heard in it: no word is likely enough to tell an event"


def explain(article: Article) -> Iterator[str]:
    """Lines that tell, sentence by sentence: the words with their tags and heads, the actor
    phrases, the triggers with their frames, who filled each role and by which features, and the
    statements with their doubt, those that it keeps from being told too; of a sentence in which
    nothing was looked for, why."""
    weights = load_weights()
    lexicon = load_lexicon(article.lang)
    names = Names.of(article.lang, article.published).find(article.text)
    read = {
        d.scene.number: d for d in draft_article(article, weights=weights, encoder=load_encoder())
    }
    before: list[Statement] = []
    for n, span in enumerate(split_sentences(article.text, article.lang)):
        sentence = article.text[span.start : span.end]
        yield f"sentence: {sentence}"
        drafted = read.get(n)
        if drafted is None or drafted.silent:
            within = [names[k] for k in overlapping(names, span.start, span.end)]
            found = hear(lexicon, sentence, span.start, within)
            yield from _words(found.tokens if found else ())
            yield f"  {NOT_READ if drafted is None else SILENT}"
        else:
            yield from _words(drafted.scene.tokens)
        if drafted:
            before = [] if drafted.afresh else before
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
    for statement, doubt in weighed(article.text, scene, drafted.drafts, weights, before):
        yield f"  {'in doubt' if doubt.grave else 'statement'}: {statement.as_dict()}"
        if doubt is not NONE:
            chosen, heard_as = math.exp(doubt.chosen), math.exp(doubt.heard)
            yield f"    likely, as chosen: {chosen:.0%}; as the encoder hears it: {heard_as:.0%}"
        if answer := answered(statement.event, before):
            yield f"    may answer: “{answer.quote}”"


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
            reasons = ", ".join(f"{k} {w:+.2f}" for k, w in weights.deciding(role, features))
            if (heard_of := bearing_of(setting, role, actor)) is not None:
                share = heard_of.of(role, found.codes if found else ())
                reasons += f", encoder {TRUST[role] * share:+.2f}"
            yield f"    {role}: {who} of {len(candidates(setting))} ({reasons})"
    if (bearing := draft.bearing(scene, draft.event.type)) is not None:
        yield f"    all sides together: {bearing.together:+.2f}"
        for part, row in zip(PARTS, bearing.parts, strict=True):
            yield f"    {part} heard as: {_likeliest(row)}"
    for telling in tellings(scene, draft):
        score = weights.score("telling", telling.features) + heard(draft, telling)
        heaviest = weights.deciding("telling", telling.features)
        words = ", ".join(f"{k} {w:+.2f}" for k, w in heaviest)
        if draft.heard is not None:
            words += f", encoder {heard(draft, telling):+.2f}"
        yield f"    told as {telling.type} ({telling.whose}): {score:+.2f} ({words})"


def _parties(setting: Setting, weights: Weights) -> Iterator[str]:
    """Those for whom most speaks as parties, and what."""
    weighed: dict[Codes, tuple[float, Candidate, list[str]]] = {}
    for candidate, besides in parties(setting, candidates(setting)):
        score = candidate.score(weights, "party", besides) + heard_as_party(setting, candidate)
        if candidate.codes not in weighed or score > weighed[candidate.codes][0]:
            weighed[candidate.codes] = score, candidate, besides
    ranked = sorted(weighed.values(), key=lambda row: (-row[0], row[1].codes))
    for score, candidate, besides in ranked[:SHOWN]:
        heaviest = weights.deciding("party", [*candidate.features, *besides])
        reasons = ", ".join(f"{k} {w:+.2f}" for k, w in heaviest)
        if setting.bearing is not None:
            reasons += f", encoder {heard_as_party(setting, candidate):+.2f}"
        yield f"      {' '.join(candidate.codes)}: {score:+.2f} ({reasons})"


def _likeliest(row: Floats) -> str:
    """The three likeliest of the encoder's labels."""
    likely = sorted(zip(np.exp(row), LABELS, strict=True), reverse=True)[:3]
    return ", ".join(f"{label or 'nothing'} {p:.0%}" for p, label in likely)
