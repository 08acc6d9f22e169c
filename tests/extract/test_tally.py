"""Tallies: what stands between two words, as counted one by one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from casus.extract import relations
from casus.extract.chunks import Chunk
from casus.extract.encoder import load_encoder
from casus.extract.statements import draft_article
from casus.extract.tally import tally
from casus.extract.tokens import Token
from casus.model import Article

WORDS = (("wars", "VERB"), ("which", "PRON"), ("and", "CCONJ"), (",", "PUNCT"), ("(", "PUNCT"),
         ("that", "SCONJ"), (";", "PUNCT"), ("peace", "NOUN"))  # fmt: skip


def sentence(chance: random.Random) -> tuple[list[Token], list[int], list[Chunk]]:
    """Words, those that tell an event, and phrases, some of which refer back."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(1, 24))]
    tokens = [
        Token(i, form, form, upos, "", -1, "dep", i, i + 1) for i, (form, upos) in enumerate(words)
    ]
    events = chance.choices(range(len(tokens)), k=chance.randint(0, 4))
    chunks: list[Chunk] = []
    at = chance.randint(0, 3)
    while at < len(tokens):
        last = min(len(tokens) - 1, at + chance.randint(0, 2))
        chunks.append(Chunk(at, last, at, ("IRN",), "state", refers=chance.random() < 0.3))
        at = last + chance.randint(1, 4)
    return tokens, events, chunks


@pytest.mark.parametrize("seed", range(40))
def test_what_stands_between_two_words_is_counted(seed: int) -> None:
    tokens, events, chunks = sentence(random.Random(seed))
    counted = tally(tokens, events, chunks)
    for low in range(len(tokens)):
        for high in range(len(tokens)):
            between = tokens[low + 1 : high]
            assert counted.between("verbs", low, high) == sum(t.upos == "VERB" for t in between)
            assert counted.between("opens", low, high) == sum(
                t.upos == "SCONJ" or t.form == "which" for t in between
            )
            assert counted.between("joins", low, high) == sum(t.upos == "CCONJ" for t in between)
            assert counted.between("stops", low, high) == sum(t.form in ";(" for t in between)
            assert counted.between("commas", low, high) == sum(t.form in ",;" for t in between)
            assert counted.between("events", low, high) == sum(low < i < high for i in events)
            whole = [c for c in chunks if low < c.first and c.last < high and not c.refers]
            assert counted.phrases(low, high) == len(whole)


def test_how_a_phrase_stands_to_an_event_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int, int]] = []
    by_heads = relations._by_heads

    def counted(lexicon, scene, trigger, chunk):  # type: ignore[no-untyped-def]
        asked.append((scene.number, scene.triggers.index(trigger), scene.chunks.index(chunk)))
        return by_heads(lexicon, scene, trigger, chunk)

    monkeypatch.setattr(relations, "_by_heads", counted)
    text = "Iran struck Israel, Iraq warned Iran, Jordan condemned Iran and Egypt mediated."
    for drafted in draft_article(Article("a", "a", text, "en"), encoder=load_encoder()):
        assert len(drafted.drafts) > 2
    assert asked
    assert len(asked) == len(set(asked))


def test_an_event_s_own_words_part_it_from_nobody() -> None:
    text = "Iran threatened, bombed and struck Israel."
    [drafted] = draft_article(Article("a", "a", text, "en"), encoder=load_encoder())
    scene = drafted.scene
    verbs = [t.i for t in scene.tokens if t.upos == "VERB"]
    assert [scene.tokens[i].form for i in verbs] == ["threatened", "bombed", "struck"]
    trigger = replace(scene.triggers[0], at=verbs[2])
    for taken, between in ((verbs[2:], 2), (verbs[1:], 1), (verbs, 0)):
        own = replace(trigger, taken=tuple(taken))
        told = relations.clause_relations(scene, own, scene.chunks[0])
        assert f"left:verbs{between}" in told
