"""Reading: bytes in, `casus.model.Article` out; and, called, everything a document says.

The functions of this room live in `casus.read.reader`; nothing is imported here, so that the room
costs nothing until it is used. The room can be called, because `casus.read(...)` is how the whole
program is used from Python: see `casus.reading.read`.
"""

from __future__ import annotations

import sys
import types
from typing import Any


class _Room(types.ModuleType):
    """A module that reads when it is called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from casus.reading import read

        return read(*args, **kwargs)


sys.modules[__name__].__class__ = _Room
