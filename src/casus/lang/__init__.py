"""Language packs: each folder is the data of one language (see `docs/packs.md`)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKS: Final = Path(__file__).parent
"""Where the built-in packs lie."""


def packs() -> list[str]:
    """The codes of the languages that have a pack with frames, sorted."""
    return sorted(path.parent.name for path in PACKS.glob("*/frames"))


def no_pack(lang: str) -> str:
    """Why a text in a language without a pack is not read, and which languages have one; `und` is
    that of a text that does not tell it.

    >>> no_pack("nl")[:25], no_pack("und")[:36]
    ("language 'nl' has no pack", 'the text does not tell its language;')
    """
    why = (
        "the text does not tell its language" if lang == "und" else f"language {lang!r} has no pack"
    )
    return f"{why}; accepted: {', '.join(packs())}"
