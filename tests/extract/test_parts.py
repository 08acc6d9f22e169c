"""What an act is about and depends on: by the words, else as the encoder hears it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from casus.extract.assemble import _parts_by_ear
from casus.extract.choices import Choice
from casus.extract.encoder import LABELS, PARTS, Bearing
from casus.extract.encoder.heads import ROLES, Asked, Floats, Heads
from casus.extract.fitting import fit_content
from casus.extract.memory import Codes
from casus.extract.parts import chosen_parts, heard_speaker, likeliest
from casus.extract.ways import Told, Ways, Word, ways_of
from casus.extract.weights import Weights
from casus.model import Event

WARNED = Event.of("THREATEN", ["RUS"], ["KOR"])
ARMS = Event.of("AID", ["RUS"], ["PRK"], "military")
WORD = Word("warn", known=True)
CODES = [("RUS",), ("KOR",), ("UKR",)]


class Fixed(Heads):
    """Heads that answer the same whoever is known to fill a role."""

    def scores(self, asked: Asked, role: str, offered: Floats) -> tuple[list[float], float]:
        *fits, nobody = self.table["scores"][ROLES.index(role)].tolist()
        return fits, nobody

    def filler(self, role: str, offered: Floats) -> Floats:
        return offered

    def linked(self, asked: Asked, role: str, filler: Floats) -> Asked:
        return asked


def answering(
    scores: Floats, parts: Floats, joint: Floats, lists: dict[Codes, set[Codes]]
) -> Bearing:
    nothing = np.zeros((len(CODES), 1), dtype=np.float32)
    asked = Asked(nothing, nothing, nothing, nothing)
    heads = Fixed({"scores": scores}, {})
    return Bearing(parts, joint, 0.0, heads, asked, nothing, CODES, lists)


def bearing(likely: dict[str, str], filled: dict[str, int], joint: bool = False) -> Bearing:
    """One that is all but sure of a type for each part and, by role, of whom of `CODES`."""
    parts = np.full((len(PARTS), len(LABELS)), math.log(1e-3), dtype=np.float32)
    for n, part in enumerate(PARTS):
        parts[n, LABELS.index(likely.get(part, ""))] = math.log(0.98)
    scores = np.zeros((len(ROLES), len(CODES) + 1), dtype=np.float32)
    for role, n in filled.items():
        scores[ROLES.index(role), n] = 9.0
    joined = np.full(len(PARTS), 1.0 if joint else -1.0, dtype=np.float32)
    return answering(scores, parts, joined, {})


PLAIN = {
    "none:heard": 1.0, "none:told:clause": -1.0, "heard": 1.0, "together": 1.0,
    "suffered together": 1.0, "apart": 1.0, "actor": 1.0, "recipient": 1.0,
    "told:clause": 1.0, "told:both:clause:typed": 2.0, "answer:both": 1.0,
}  # fmt: skip
"""What is heard counts as it is; what the words tell, and what would be answered, more."""


@pytest.fixture(autouse=True)
def plain_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """How parts are chosen does not depend on what was learned."""
    weights = Weights({part: dict(PLAIN) for part in PARTS})
    monkeypatch.setattr("casus.extract.choices.load_heard_weights", lambda: weights)


def told_as(
    part: str,
    act: Event,
    heard: Bearing,
    told: Event | None = None,
    beside: Sequence[Event] = (),
    answer: Event | None = None,
) -> Event | None:
    """A part of an act, `told` by a clause of its own or not."""
    by_words = Told(told, "clause") if told else None
    ways = {part: ways_of(part, act, heard, by_words, answer, WORD)}
    return chosen_parts(ways, act, {part: told}, answer, beside)[part]


def test_a_condition_that_no_word_tells_is_heard() -> None:
    heard = bearing({"condition": "AID"}, {"condition actor": 1, "condition recipient": 2})
    found = told_as("condition", WARNED, heard)
    assert found == Event.of("AID", ["KOR"], ["UKR"])


def test_what_is_likely_nothing_is_not_told() -> None:
    assert told_as("condition", WARNED, bearing({}, {})) is None


def test_a_content_is_told_if_it_is_likely_as_a_whole() -> None:
    row = {"content actor": 0, "content recipient": 2}
    clear, vague = bearing({"content": "AID"}, row), bearing({"content": "AID"}, {})
    for heard in (clear, vague):
        heard.parts[PARTS.index("content"), 0] = math.log(0.3)
    assert told_as("content", WARNED, clear) == Event.of("AID", ["RUS"], ["UKR"])
    assert told_as("content", WARNED, vague) is None  # but who?


def test_all_sides_do_together_what_is_heard_so() -> None:
    met = bearing({"condition": "CONSULT"}, {"condition actor": 0}, joint=True)
    found = told_as("condition", WARNED, met)
    assert found == Event.of("CONSULT", ["KOR", "RUS"])


def test_nobody_is_heard_on_both_sides_but_of_what_is_done_at_home() -> None:
    same = {"condition actor": 1, "condition recipient": 1}
    aid = told_as("condition", WARNED, bearing({"condition": "AID"}, same))
    assert aid is not None
    assert set(aid.actor).isdisjoint(aid.recipient)
    raid = told_as("condition", WARNED, bearing({"condition": "ASSAULT"}, same))
    assert raid == Event.of("ASSAULT", ["KOR"], ["KOR"])


def test_whoever_acts_is_not_one_of_several_who_suffer() -> None:
    both: Codes = ("KOR", "RUS")
    heard = bearing({"content": "AID"}, {"content actor": 0})
    heard._heads.table["scores"][ROLES.index("content recipient"), 1] = 9.0
    listed = replace(heard, _lists={both: {("KOR",), ("RUS",)}})
    assert listed.shares("content recipient")[both] > math.log(0.9)
    assert told_as("content", WARNED, listed) == Event.of("AID", ["RUS"], ["KOR"])


def test_what_is_answered_is_likelier_and_as_it_was_told() -> None:
    refused = Event.of("REJECT", ["RUS"], ["KOR"])
    strike = Event.of("ASSAULT", ["RUS"], ["UKR"], "nuclear")
    heard = bearing({"content": "AID"}, {"content actor": 0, "content recipient": 2})
    aid = Event.of("AID", ["RUS"], ["UKR"])
    assert told_as("content", refused, heard, answer=strike) == aid  # clearly another
    heard.parts[PARTS.index("content"), LABELS.index("ASSAULT")] = math.log(0.5)
    assert told_as("content", refused, heard, answer=strike) is strike


def test_how_often_such_acts_are_about_such_events_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = bearing({"content": "AID"}, {"content actor": 0, "content recipient": 2})
    other = Event.of("AID", ["KOR"], ["UKR"])
    for name in ("THREATEN:recipient>others", "THREATEN>AID:recipient>others"):
        weights = Weights({part: PLAIN | {name: 20.0} for part in PARTS})
        monkeypatch.setattr("casus.extract.choices.load_heard_weights", lambda w=weights: w)
        assert told_as("content", WARNED, heard, other) == other


class Paired(Fixed):
    """Heads that know who suffers only from who acts: nobody but `CODES[2]`, if `CODES[1]` does."""

    def filler(self, role: str, offered: Floats) -> Floats:
        return np.array([offered[0, 0] if len(offered) else -1.0], dtype=np.float32)

    def linked(self, asked: Asked, role: str, filler: Floats) -> Asked:
        return asked if role != "content actor" else Asked(filler, *([asked.rows] * 3))

    def scores(self, asked: Asked, role: str, offered: Floats) -> tuple[list[float], float]:
        if role == "content recipient" and asked.whole[0] == 1:
            return [0.0, 0.0, 9.0], 0.0
        return super().scores(asked, role, offered)


def test_who_is_in_it_is_chosen_as_a_pair() -> None:
    sure = bearing({"content": "AID"}, {"content actor": 0})
    scores = sure._heads.table["scores"]
    scores[ROLES.index("content actor"), :2] = 2.0, 1.9
    ids = np.arange(3, dtype=np.float32)[:, None]
    paired = replace(sure, _heads=Paired({"scores": scores}, {}), _offered=ids)
    assert told_as("content", WARNED, paired) == Event.of("AID", ["KOR"], ["UKR"])


def test_what_the_words_tell_gives_way_to_what_is_clearly_heard() -> None:
    told = Event.of("AID", ["RUS"], ["KOR"], "military")
    sure = bearing({"content": "SANCTION"}, {"content actor": 0, "content recipient": 1})
    assert told_as("content", WARNED, sure, told) == Event.of("SANCTION", ["RUS"], ["KOR"])
    assert told_as("content", WARNED, bearing({}, {}), told) is None  # nothing is heard
    sure.parts[PARTS.index("content"), LABELS.index("AID")] = math.log(0.2)
    assert told_as("content", WARNED, sure, told) is told


def test_a_part_that_stays_is_the_one_that_was_told() -> None:
    sure = bearing({"content": "SANCTION"}, {"content actor": 0, "content recipient": 1})
    told = Event.of("SANCTION", ["RUS"], ["KOR"])
    assert told_as("content", WARNED, sure, told) is told


def test_how_it_is_done_the_words_tell() -> None:
    sure = bearing({"content": "ASSAULT"}, {"content actor": 0, "content recipient": 1})
    turned = Event.of("ASSAULT", ["KOR"], ["RUS"], "nuclear")
    heard = Event.of("ASSAULT", ["RUS"], ["KOR"], "nuclear")
    assert told_as("content", WARNED, sure, turned) == heard


def test_allies_may_do_a_thing_side_by_side() -> None:
    alone = bearing({"content": "RETREAT"}, {})
    scores = np.zeros((len(ROLES), len(CODES) + 1), dtype=np.float32)
    scores[ROLES.index("content actor"), :2] = 9.0
    scores[ROLES.index("content recipient"), -1] = 9.0
    both: Codes = ("KOR", "RUS")
    heard = answering(scores, alone.parts, alone.joint - 4.0, {both: {("RUS",), ("KOR",)}})
    choices = ways_of("content", WARNED, heard, None, None, WORD)
    assert Event.of("RETREAT", both) in [choice.what for choice in choices.several]


def test_nothing_is_looked_for_where_the_encoder_is_sure_that_there_is_nothing() -> None:
    sure = bearing({}, {"content actor": 0, "content recipient": 2})
    sure.parts[PARTS.index("content"), LABELS.index("AID")] = math.log(0.05)
    assert len(ways_of("content", WARNED, sure, None, None, WORD).several) == 1
    assert len(ways_of("content", WARNED, sure, Told(ARMS, "clause"), None, WORD).several) > 2
    sure.parts[PARTS.index("content"), 0] = math.log(0.85)
    assert len(ways_of("content", WARNED, sure, None, None, WORD).several) > 1


@pytest.mark.parametrize(("likely", "plain"), [(0.19, False), (0.21, True)])
def test_what_a_clause_tells_plainly_is_weighed(likely: float, plain: bool) -> None:
    heard = bearing({}, {"content actor": 0, "content recipient": 2})
    heard.parts[PARTS.index("content"), LABELS.index("AID")] = math.log(likely)
    ways = ways_of("content", WARNED, heard, Told(ARMS, "clause"), None, WORD)
    nothing, *others = ways.several
    assert nothing.what is None
    assert ("none:plain:clause:THREATEN" in nothing.measures) is plain
    assert ways.possible == (others if plain else ways.several)
    before = ways_of("content", WARNED, heard, Told(ARMS, "before"), None, WORD)
    assert before.possible == before.several


def chances(monkeypatch: pytest.MonkeyPatch, odds: dict[Event | None, float]) -> Ways:
    """Ways that are as likely as told."""
    monkeypatch.setattr(
        "casus.extract.choices.weigh",
        lambda model, several: [math.log(odds[one.what]) for one in several],
    )
    return Ways(WARNED, [Choice(event, {}) for event in odds])


def test_what_comes_to_the_same_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    by_nobody, by_rus = Event.of("ASSAULT", [], ["KOR"]), Event.of("ASSAULT", ["RUS"], ["KOR"])
    ways = chances(monkeypatch, {None: 0.4, by_nobody: 0.25, by_rus: 0.35})
    assert fit_content(WARNED, by_nobody) == by_rus  # whoever threatens will do it himself
    found, likely = likeliest("content", ways)
    assert (found, pytest.approx(likely)) == (by_rus, 0.6)


@pytest.mark.parametrize(("plain", "content"), [(False, None), (True, ARMS)])
def test_a_content_that_is_hardly_likely_is_not_told(
    monkeypatch: pytest.MonkeyPatch, plain: bool, content: Event | None
) -> None:
    other = Event.of("CONSULT", ["RUS"])
    odds = {ARMS: 0.33, other: 0.34, Event.of("AID", ["RUS"], ["UKR"]): 0.33}
    ways = {part: replace(chances(monkeypatch, odds), plain=plain) for part in PARTS}
    if plain:  # that there is none stands first, and is no choice
        ways = {p: replace(w, several=[Choice(None, {}), *w.several]) for p, w in ways.items()}
    told: dict[str, Event | None] = dict.fromkeys(PARTS, ARMS)
    parts = chosen_parts(ways, WARNED, told, None, ())
    assert parts["content"] == content  # at least what a clause of its own plainly tells
    assert parts["condition"] == other


def test_rule_says_which_parts_are_not_those_of_the_words() -> None:
    words = {"content": ARMS, "condition": None}
    assert _parts_by_ear({"content": ARMS, "condition": None}, words, None) == []
    assert _parts_by_ear({"content": None, "condition": ARMS}, words, None) == [
        "condition=heard", "content=unheard",
    ]  # fmt: skip
    other = Event.of("CONSULT", ["RUS"])
    assert _parts_by_ear({"content": other, "condition": None}, words, other) == [
        "content=answered"
    ]


def test_what_words_are_about_and_whether_a_condition_hangs_on_them_is_weighed() -> None:
    heard = bearing({"condition": "AID"}, {"condition actor": 0})
    for bound in (False, True):
        nothing, *ways = ways_of(
            "condition", WARNED, heard, None, None, Word("warn", known=True, bound=bound)
        ).several
        assert ("none:bound:THREATEN" in nothing.measures) is bound
        assert ("none:bound" in nothing.measures) is bound
        assert "none:word:warn" in nothing.measures
        assert all(f"word:warn>{w.what.type}" in w.measures for w in ways if w.what)
    content, *_ = ways_of(
        "content", WARNED, heard, Told(ARMS, "clause"), None, Word("w", True, True)
    ).several
    assert "none:bound" not in content.measures


def test_what_is_told_beside_a_deed_is_no_condition_of_it() -> None:
    left = Event.of("RETREAT", ["UKR"])
    lifted = Event.of("CONCEDE", ["RUS"], ["UKR"])
    heard = bearing({"condition": "RETREAT"}, {"condition actor": 2, "condition recipient": -1})
    assert told_as("condition", lifted, heard) == left
    assert told_as("condition", lifted, heard, beside=[left]) is None
    assert told_as("condition", WARNED, heard, beside=[left]) == left


def test_another_speaker_is_heard_where_it_is_clearly_likelier() -> None:
    assert heard_speaker(WARNED, ("RUS",), bearing({}, {"speaker": 2})) == ("UKR",)
    assert heard_speaker(WARNED, ("RUS",), bearing({}, {"speaker": 1})) == ("RUS",)
    assert heard_speaker(WARNED, ("KOR",), bearing({}, {})) == ("KOR",)
    assert heard_speaker(WARNED, ("KOR",), None) == ("KOR",)


def test_a_list_takes_part_as_much_as_its_members() -> None:
    scores = np.zeros((len(ROLES), len(CODES) + 1), dtype=np.float32)
    scores[ROLES.index("party")] = [4.0, 2.0, *[0.0] * (len(CODES) - 1)]
    together: Codes = tuple(sorted({*CODES[0], *CODES[1]}))
    lists: dict[Codes, set[Codes]] = {together: {CODES[0], CODES[1]}}
    none = np.full((len(PARTS), len(LABELS)), -9.0, dtype=np.float32)
    joint = np.zeros(len(PARTS), dtype=np.float32)
    heard = answering(scores, none, joint, lists)
    assert heard.of("party", together) == 3.0
