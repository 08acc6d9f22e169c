"""What follows if the conditions of a text come true."""

from __future__ import annotations

import datetime as dt

from casus.ask.follow import MOST, follow
from casus.model import Article, Event, Mention, Reading, Statement

DAY = dt.date(2024, 6, 21)
ARMS = Event.of("AID", ["RUS"], ["PRK"], "military")


def reading(*statements: Statement, mentions: tuple[Mention, ...] = ()) -> Reading:
    return Reading(Article("a", "-", "x" * 400, "en", published=DAY), statements, mentions)


def said(event: Event, **parts: object) -> Statement:
    return Statement("x", 0, 1, event, **parts)  # type: ignore[arg-type]


def test_a_threat_of_arms_is_tried_against_the_embargo() -> None:
    [found] = follow(reading(said(Event.of("THREATEN", ["RUS"], ["WEST"]), content=ARMS)))
    assert "Russia supplies North Korea with arms on 2024-06-21" in found.supposed
    assert "Russia breaks unsc_1874 10 (since 2009-06-12)" in found.lines


def test_an_attack_told_as_a_condition_binds_the_ally() -> None:
    pact = said(Event.of("AGREE", ["PRK", "RUS"]), condition=Event.of("ASSAULT", ["KOR"], ["PRK"]))
    mention = Mention("x", 0, 1, "rus_prk_2024")
    [found] = follow(reading(pact, mentions=(mention,)))
    assert any(
        line.startswith("China must help North Korea: chn_prk_1961 II") for line in found.lines
    )
    assert any("binds RUS only from 2024-12-04" in line for line in found.lines)


def test_an_attacker_not_named_is_one_of_the_text_who_is_no_ally() -> None:
    pact = said(
        Event.of("AGREE", ["PRK", "RUS"]), condition=Event.of("ASSAULT", [], ["PRK", "RUS"])
    )
    threat = said(Event.of("THREATEN", ["PRK"], ["KOR"]))
    friend = said(Event.of("SUPPORT", ["CHN"], ["PRK"]))
    found = follow(reading(friend, pact, threat))
    assert found[0].outcome.occurrence["attacker"] == "KOR"
    assert "names no attacker: South Korea is taken as one" in found[0].supposed
    assert all(one.outcome.occurrence["attacker"] not in {"CHN", "RUS", "PRK"} for one in found[:1])


def test_nobody_is_made_up_where_the_text_names_no_other_state() -> None:
    pact = said(
        Event.of("AGREE", ["PRK", "RUS"]), condition=Event.of("ASSAULT", [], ["PRK", "RUS"])
    )
    assert follow(reading(pact)) == []


def test_what_was_done_or_denied_is_not_supposed() -> None:
    done = said(Event.of("ASSAULT", ["KOR"], ["PRK"]))
    denied = said(Event.of("ASSAULT", ["KOR"], ["PRK"]), status="negated")
    refused = said(Event.of("REJECT", ["RUS"], []), content=ARMS)
    assert follow(reading(done, denied, refused)) == []


def test_nothing_twice_and_no_more_than_a_few() -> None:
    twice = said(Event.of("THREATEN", ["RUS"], ["WEST"]), content=ARMS)
    assert len(follow(reading(twice, twice))) == 1
    many = [
        said(Event.of("ASSAULT", [one], [other]), status="possible")
        for one in ("RUS", "CHN", "IRN", "PRK")
        for other in ("USA", "DEU", "JPN", "POL")
    ]
    assert len(follow(reading(*many))) == MOST
    assert len(follow(reading(*many), limit=2)) == 2


def test_a_condition_that_no_rule_speaks_of_is_told_so() -> None:
    warned = said(
        Event.of("THREATEN", ["RUS"], ["KOR"]),
        condition=Event.of("AID", ["KOR"], ["UKR"], "military"),
    )
    [found] = follow(reading(warned))
    assert found.lines == ("no rule in the book speaks of it",)


def test_a_day_outside_the_book_gives_nothing() -> None:
    page = Article("a", "-", "x", "en", published=dt.date(1700, 1, 1))
    threat = said(Event.of("THREATEN", ["RUS"], ["WEST"]), content=ARMS)
    assert follow(Reading(page, (threat,))) == []
