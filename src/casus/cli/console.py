"""Where reports are printed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """A console on standard output that shows words as they are. Neither colour nor bold where it
    is no terminal, or where `NO_COLOR` is set: not everything that reads our output strips them."""
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR"))
    return Console(
        highlight=False, emoji=False, markup=False, force_terminal=False if plain else None
    )
