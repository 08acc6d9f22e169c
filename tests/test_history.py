"""The worked examples of history show what the program prints today."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from casus.cli import main

PAGE = Path(__file__).resolve().parents[1] / "docs" / "history.md"
BLOCKS = re.findall(
    r"^```console\n\$ casus ([^\n]+)\n(.*?)^```", PAGE.read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)  # fmt: skip


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=lambda text: text[:60].split("\n")[0])
def test_a_worked_example(
    command: str,
    shown: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(shlex.split(command)) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.strip("\n").splitlines()]
    renew = "stale: python evaluation/renew_page.py docs/history.md"
    assert "\n".join(lines) == shown.rstrip("\n"), renew


def test_every_episode_is_told() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for year in (1914, 1938, 1939, 1950, 1982, 2001, 2008, 2020, 2022, 2023, 2024):
        assert re.search(rf"^## .*{year}$", text, re.MULTILINE), year
    assert len(BLOCKS) >= 20
