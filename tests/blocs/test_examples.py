"""The worked examples of docs/blocs.md show what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from casus.cli import main

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = [
    (command, shown)
    for command, shown in re.findall(
        r"^```console\n\$ casus ([^\n]+)\n(.*?)^```",
        (ROOT / "docs" / "blocs.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL,
    )
    if shown.strip()
]  # fmt: skip


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_a_worked_example(
    command: str,
    shown: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The lines between `…` stand in the output, in this order."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(ROOT)
    assert main([*shlex.split(command)]) == 0
    rest = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    for piece in re.split(r"^…\n", shown, flags=re.MULTILINE):
        lines = [line.rstrip() for line in piece.strip("\n").splitlines()]
        n = len(lines)
        at = next((i for i in range(len(rest) - n + 1) if rest[i : i + n] == lines), None)
        assert at is not None, f"not in the output:\n{piece}\n---\n" + "\n".join(rest)
        rest = rest[at + n :]


def test_every_example_asked_for_is_there() -> None:
    shown = " ".join(command for command, _ in BLOCKS)
    for words in ("six-powers-1907", "europe --from 1872 --to 1914", "europe --from 1936 --to 1939",
                  "europe --from 1946 --to 1991", "east_asia --from 1950 --to 2025",
                  "middle_east --from 1950 --to 2025"):  # fmt: skip
        assert words in shown
