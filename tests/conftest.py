"""Where tests find the reference data that are not part of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_root() -> Path:
    """The folder of reference data: `$CASUS_SHARED`, or `shared` beside the repository."""
    return Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data; a test that needs it is skipped where it is absent."""
    path = shared_root()
    if not path.is_dir():
        pytest.skip(f"no reference data at {path} (set CASUS_SHARED)")
    return path
