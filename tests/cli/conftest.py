"""The command line as a person meets it: words in, words and an exit code out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casus.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "examples" / "pages"


@dataclass
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Casus = Callable[..., Done]


@pytest.fixture
def casus(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Casus:
    """Run a command in this process."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: object) -> Done:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:  # argparse: usage
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture
def process() -> Casus:
    """Run a command in a process of its own; `stdin` are bytes given to it, `env` is added."""

    def run(*words: object, stdin: bytes = b"", env: dict[str, str] | None = None) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "casus", *map(str, words)],
            input=stdin, capture_output=True, cwd=ROOT, timeout=60, check=False,
            env={**os.environ, "COLUMNS": "100", **(env or {})},
        )  # fmt: skip
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def pages() -> Path:
    return PAGES
