"""What a refusal is about that answers what was asked, offered, threatened or charged before."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.extract.answers import LOOKS_BACK, answered
from casus.extract.explain import explain
from casus.model import Article, Event, Statement

RELEASE = Event.of("CONCEDE", ("EGY",), ("TUR",))
TALKS = Event.of("CONSULT", ("EGY", "TUR"))
SHELLING = Event.of("ASSAULT", ("CHN",), ("IND",), "conventional")
TRUCE = Event.of("RETREAT", ("ISR", "HAMAS"))


def told(event: Event, content: Event | None) -> Statement:
    return Statement("…", 0, 1, event, content=content)


BEFORE = [
    told(Event.of("REQUEST", ("DZA",), ("UNSC",)), TRUCE),
    told(Event.of("REQUEST", ("TUR",), ("EGY",)), RELEASE),
    told(Event.of("AGREE", ("DEU",), ("EGY",)), TALKS),
    told(Event.of("ACCUSE", ("USA",), ("CHN",)), SHELLING),
    told(Event.of("ASSAULT", ("TUR",), ("SYR",), "conventional"), None),
]


@pytest.mark.parametrize(
    ("act", "about"),
    [
        (Event.of("REJECT", ("EGY",), ("TUR",)), RELEASE),
        (Event.of("REJECT", ("EGY",), ("DEU",)), TALKS),
        (Event.of("REJECT", ("EGY",)), TALKS),  # nobody is named whom: the last to those who refuse
        (Event.of("REJECT", ("RUS",), ("USA",)), SHELLING),  # a charge anybody may deny
        (Event.of("REJECT", ("POL",), ("TUR",)), None),  # not what was asked of another
        (Event.of("REJECT", ("USA",), ("DZA",)), TRUCE),  # but a draft all members vote on
        (Event.of("REJECT", ("USA",)), None),  # nobody refuses his own
        (Event.of("REJECT", ("EGY",), ("SYR",)), None),
        (Event.of("AGREE", ("EGY",), ("TUR",)), None),
    ],
)
def test_a_refusal_is_about_what_those_whom_it_refuses_wanted(
    act: Event, about: Event | None
) -> None:
    found = answered(act, BEFORE)
    assert (found.content if found else None) == about


def test_what_was_told_long_before_is_not_answered() -> None:
    refusal = Event.of("REJECT", ("EGY",), ("TUR",))
    since = [told(Event.of("CONSULT", ("FRA", "DEU")), None)] * LOOKS_BACK
    assert answered(refusal, []) is None
    assert answered(refusal, [*BEFORE, *since[:20]]) is BEFORE[1]
    assert answered(refusal, [*BEFORE, *since]) is None


ASKED = "Israel asked the United States to bomb Iran. Washington rejected Israel's idea."


def test_the_rule_says_that_a_content_is_what_is_answered() -> None:
    asked, refused = read_statements(Article("a", "-", ASKED, "en"))
    assert asked.content is not None
    assert refused.content == asked.content
    assert "content=answered" in refused.rule


def test_explaining_tells_what_reading_tells() -> None:
    text = (
        "Seoul accused Pyongyang of shelling Yeonpyeong; Seoul accused Pyongyang of arming Russia. "
        f"Pyongyang rejected that. {ASKED}"
    )
    article = Article("a", "-", text, "en")
    shown = [line for line in explain(article) if line.startswith("  statement: ")]
    read = [f"  statement: {s.as_dict()}" for s in read_statements(article)]
    assert read
    assert set(read) <= set(shown)
    assert any(line.startswith("    may answer: “Israel asked") for line in explain(article))


@pytest.mark.parametrize(
    ("days", "before"),
    [
        (("20 June 2024", "21 June 2024", "22 June 2024"), ["REQUEST"]),
        (("22 June 2024", "21 June 2024", "20 June 2024"), []),  # the newest first
    ],
)
def test_what_a_newer_entry_tells_is_not_answered(
    monkeypatch: pytest.MonkeyPatch, days: tuple[str, ...], before: list[str]
) -> None:
    known: dict[str, list[str]] = {}

    def note(act: Event, told: list[Statement]) -> None:
        known[act.type] = [statement.event.type for statement in told]

    monkeypatch.setattr("casus.extract.assemble.answered", note)
    told = *ASKED.split(". "), "France and Germany met."
    text = "\n".join(f"{day}\n{line.rstrip('.')}." for day, line in zip(days, told, strict=True))
    read_statements(Article("a", "-", text, "en"))
    assert known["REJECT"] == before
