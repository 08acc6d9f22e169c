"""Readings to keep, made by hand: what a ledger does with them hangs on no language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from casus.model import Article, Check, Event, Mention, Reading, Statement

THREAT = "Russia threatened to arm North Korea if the West arms Ukraine."


def make(
    name: str = "a1", text: str = THREAT, *, actor: str = "RUS", notes: tuple[str, ...] = ()
) -> Reading:
    """A document with one conditional threat, one mention and one check."""
    article = Article(
        id=name, source=f"{name}.html", text=text, lang="en", title="A threat",
        published=dt.date(2024, 6, 22), date_source="json-ld",
    )  # fmt: skip
    threat = Statement(
        quote=text, start=0, end=len(text), event=Event.of("THREATEN", [actor], ["WEST"]),
        content=Event.of("AID", [actor], ["PRK"], "military"),
        condition=Event.of("AID", ["WEST"], ["UKR"], "military"), speaker=(actor,), rule="threaten",
    )  # fmt: skip
    return Reading(
        article,
        (threat,),
        (Mention(text[:6], 0, 6, "rus_prk_2024", "4"),),
        (Check("a pact is in force", text[:6], "borne out", "in force since 2024-12-04"),),
        notes,
    )


@pytest.fixture
def reading() -> Callable[..., Reading]:
    return make
