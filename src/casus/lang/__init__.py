"""Language packs: each folder is the data of one language (see `docs/packs.md`)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKS: Final = Path(__file__).parent
"""Where the built-in packs lie."""


def packs() -> list[str]:
    """The codes of the languages that have a pack with frames, sorted."""
    return sorted(path.parent.name for path in PACKS.glob("*/frames"))
