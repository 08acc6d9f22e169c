"""What an act is about and depends on: by the words, else as the encoder hears it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from casus.extract import read_statements
from casus.extract.encoder import LABELS, PARTS, Bearing
from casus.extract.encoder.heads import ROLES, Asked, Floats, Heads
from casus.extract.memory import Codes
from casus.extract.parts import _confirmed, heard_part, heard_speaker
from casus.model import Article, Event

WARNED = Event.of("THREATEN", ["RUS"], ["KOR"])
ARMS = Event.of("AID", ["RUS"], ["PRK"], "military")
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


def test_a_condition_that_no_word_tells_is_heard() -> None:
    heard = bearing({"condition": "AID"}, {"condition actor": 1, "condition recipient": 2})
    found = heard_part("condition", WARNED, heard)
    assert found == Event.of("AID", ["KOR"], ["UKR"])


def test_what_is_likely_nothing_is_not_told() -> None:
    assert heard_part("condition", WARNED, bearing({}, {})) is None


def test_a_type_of_which_an_event_beside_is_told_is_likelier_and_has_its_mode() -> None:
    heard = bearing({"condition": "SANCTION"}, {"condition actor": 1, "condition recipient": 2})
    heard.parts[PARTS.index("condition"), LABELS.index("AID")] = math.log(0.5)
    assert heard_part("condition", WARNED, heard) == Event.of("SANCTION", ["KOR"], ["UKR"])
    found = heard_part("condition", WARNED, heard, [ARMS])
    assert found == Event.of("AID", ["KOR"], ["UKR"], "military")


def test_a_content_is_told_if_it_is_likely_as_a_whole() -> None:
    clear = bearing({"content": "AID"}, {"content actor": 0, "content recipient": 2})
    assert heard_part("content", WARNED, clear) == Event.of("AID", ["RUS"], ["UKR"])
    assert heard_part("content", WARNED, bearing({"content": "AID"}, {})) is None  # but who?


def test_all_sides_do_together_what_is_heard_so() -> None:
    met = bearing({"condition": "CONSULT"}, {"condition actor": 0}, joint=True)
    found = heard_part("condition", WARNED, met)
    assert found == Event.of("CONSULT", ["KOR", "RUS"])


def test_nobody_is_heard_on_both_sides() -> None:
    heard = bearing({"condition": "ASSAULT"}, {"condition actor": 1, "condition recipient": 1})
    found = heard_part("condition", WARNED, heard)
    assert found is not None
    assert found.actor == ("KOR",)
    assert found.recipient != found.actor
    assert found.mode == "conventional"


def test_what_is_answered_is_likelier_and_as_it_was_told() -> None:
    refused = Event.of("REJECT", ["RUS"], ["KOR"])
    strike = Event.of("ASSAULT", ["RUS"], ["UKR"], "nuclear")
    heard = bearing({"content": "AID"}, {"content actor": 0, "content recipient": 2})
    aid = Event.of("AID", ["RUS"], ["UKR"])
    assert heard_part("content", refused, heard, [], strike) == aid  # clearly another
    heard.parts[PARTS.index("content"), LABELS.index("ASSAULT")] = math.log(0.5)
    beside = [Event.of("ASSAULT", ["UKR"], ["RUS"], "conventional")]
    assert heard_part("content", refused, heard, [], strike) is strike
    assert heard_part("content", refused, heard, beside, strike) is strike
    assert _confirmed("content", refused, beside[0], heard, strike) is strike


def test_where_nothing_else_would_be_heard_what_is_answered_may_be() -> None:
    refused = Event.of("REJECT", ["RUS"], ["KOR"])
    strike = Event.of("ASSAULT", ["RUS"], ["UKR"], "nuclear")
    faint = bearing({}, {"content actor": 0, "content recipient": 2})
    row = faint.parts[PARTS.index("content")]
    row[0], row[LABELS.index("AID")], row[LABELS.index("ASSAULT")] = np.log([0.7, 0.2, 0.1])
    assert heard_part("content", refused, faint) is None
    assert heard_part("content", refused, faint, [], strike) is strike
    row[0] = math.log(0.9)
    assert heard_part("content", refused, faint, [], strike) is None


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
    assert heard_part("content", WARNED, paired) == Event.of("AID", ["KOR"], ["UKR"])


@pytest.mark.parametrize(
    ("text", "content", "condition"),
    [
        ("Moscow warned Seoul not to arm Kyiv.", None, "AID"),  # the frame forbids its content
        ("Russia threatened to bomb Poland if Germany sends tanks to Ukraine.", "ASSAULT", "AID"),
        ("Russia bombed Kyiv.", None, None),
    ],
)
def test_what_the_words_tell_stays(text: str, content: str | None, condition: str | None) -> None:
    [told] = read_statements(Article("a", "-", text, "en"))
    assert (told.content.type if told.content else None) == content
    assert (told.condition.type if told.condition else None) == condition
    assert "heard" not in told.rule


def test_what_the_words_tell_gives_way_to_what_is_clearly_heard() -> None:
    told = Event.of("AID", ["RUS"], ["KOR"], "military")
    sure = bearing({"content": "SANCTION"}, {"content actor": 0, "content recipient": 1})
    assert _confirmed("content", WARNED, told, sure) == Event.of("SANCTION", ["RUS"], ["KOR"])
    assert _confirmed("content", WARNED, told, bearing({}, {})) is None  # nothing is heard
    sure.parts[PARTS.index("content"), LABELS.index("AID")] = math.log(0.2)
    assert _confirmed("content", WARNED, told, sure) == told


def test_so_do_those_of_whom_they_tell_it() -> None:
    sure = bearing({"content": "AID"}, {"content actor": 0, "content recipient": 1})
    assert _confirmed("content", WARNED, ARMS, sure) == ARMS  # whoever was not met may be meant
    turned = Event.of("AID", ["KOR"], ["RUS"], "military")
    heard = Event.of("AID", ["RUS"], ["KOR"], "military")  # how, the words tell
    assert _confirmed("content", WARNED, turned, sure) == heard


def test_a_part_that_stays_is_the_one_that_was_told() -> None:
    sure = bearing({"content": "SANCTION"}, {"content actor": 0, "content recipient": 1})
    told = Event.of("SANCTION", ["RUS"], ["KOR"])
    assert _confirmed("content", WARNED, told, sure) is told


def test_how_it_is_done_the_words_tell() -> None:
    sure = bearing({"content": "ASSAULT"}, {"content actor": 0, "content recipient": 1})
    turned = Event.of("ASSAULT", ["KOR"], ["RUS"], "nuclear")
    heard = Event.of("ASSAULT", ["RUS"], ["KOR"], "nuclear")
    assert _confirmed("content", WARNED, turned, sure) == heard
    assert heard_part("content", WARNED, sure, [turned]) == heard


def test_allies_may_do_a_thing_side_by_side() -> None:
    alone = bearing({"content": "RETREAT"}, {})
    scores = np.zeros((len(ROLES), len(CODES) + 1), dtype=np.float32)
    scores[ROLES.index("content actor"), :2] = 9.0
    scores[ROLES.index("content recipient"), -1] = 9.0
    both: Codes = ("KOR", "RUS")
    heard = answering(scores, alone.parts, alone.joint - 4.0, {both: {("RUS",), ("KOR",)}})
    assert heard_part("content", WARNED, heard) == Event.of("RETREAT", both)


def test_a_condition_takes_more_to_be_overruled() -> None:
    told = Event.of("AID", ["KOR"], ["UKR"])
    fillers = {
        f"{part} {role}": n for part in PARTS for role, n in (("actor", 1), ("recipient", 2))
    }
    heard = bearing(dict.fromkeys(PARTS, "SANCTION"), fillers)
    heard.parts[:, LABELS.index("AID")] = math.log(0.02)
    assert _confirmed("condition", WARNED, told, heard) == told
    assert _confirmed("content", WARNED, told, heard) == Event.of("SANCTION", ["KOR"], ["UKR"])
    heard.parts[:, LABELS.index("AID")] = math.log(0.002)
    assert _confirmed("condition", WARNED, told, heard) == Event.of("SANCTION", ["KOR"], ["UKR"])


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
