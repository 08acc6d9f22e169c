"""Passages kept aside are none of those that may be learned from."""

from __future__ import annotations

from types import ModuleType

import pytest


def test_files_taught_whole_are_there(passages: ModuleType) -> None:
    named = (passages.FOLDER / "taught-whole.list").read_text("utf-8").split()
    assert [name for name in named if not (passages.FOLDER / f"{name}.txt").is_file()] == []


def test_files_that_the_encoder_has_not_read_are_there(passages: ModuleType) -> None:
    named = (passages.FOLDER / "unheard.list").read_text("utf-8").split()
    whole = (passages.FOLDER / "taught-whole.list").read_text("utf-8").split()
    assert [name for name in named if not (passages.FOLDER / f"{name}.txt").is_file()] == []
    assert set(named).isdisjoint(whole)


def test_the_encoder_is_not_taught_what_its_belief_is_learned_from(passages: ModuleType) -> None:
    unheard = {row["id"] for row in passages.unheard_passages("ko")}
    heard = {row["id"] for row in passages.heard_passages("ko")}
    aside = {row["id"] for row in passages.passages_aside("ko")}
    assert unheard
    assert unheard.isdisjoint(heard)
    assert unheard.isdisjoint(aside)
    assert unheard | heard == {row["id"] for row in passages.own_passages("ko")}


@pytest.mark.parametrize("lang", ["ko", "zh"])
def test_what_is_kept_aside_is_not_learned_from(passages: ModuleType, lang: str) -> None:
    aside = {row["id"] for row in passages.passages_aside(lang)}
    taught = {row["id"] for row in passages.own_passages(lang)}
    later = {row["id"] for row in passages.own_passages(lang, later=True)}
    assert aside
    assert aside.isdisjoint(taught)
    assert later < taught
    assert len(aside) >= len(later) // passages.EVERY
