"""A YAML file that knows its lines, so that an error can name them.

Reading is fast (libyaml) and keeps no positions; only when something is wrong is the file read
again for the line of the offending entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from casus.errors import DataError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 8_000_000
"""A data file larger than this is refused unread."""


class YamlFile:
    """The content of one file in `data`; raises `kind` (a `DataError`) where it is no YAML."""

    def __init__(self, path: Path, kind: type[DataError] = DataError) -> None:
        self.path = path
        self.kind = kind
        try:
            if path.stat().st_size > MAX_BYTES:
                raise kind(path, None, f"larger than {MAX_BYTES} bytes")
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as err:
            raise kind(path, None, f"cannot be read: {err}") from None
        try:
            self.data: Any = yaml.load(text, _LOADER)  # noqa: S506 - a safe loader
        except yaml.YAMLError as err:
            mark = getattr(err, "problem_mark", None)
            what = getattr(err, "problem", None) or str(err)
            raise kind(path, mark.line + 1 if mark else None, f"no YAML: {what}") from None

    def get(self, key: str) -> Any:
        """The value of a top-level key, None where it is absent."""
        return self.data.get(key) if isinstance(self.data, dict) else None

    def error(self, path: Sequence[str | int], why: str) -> DataError:
        """An error that names the line of the entry at `path` (or of its nearest parent)."""
        return self.kind(self.path, self.line(path), why)

    def line(self, path: Sequence[str | int]) -> int | None:
        """The line, from 1, of the entry at `path`, or of its nearest parent that stands."""
        node = yaml.compose(self.path.read_text(encoding="utf-8"), _LOADER)
        if node is None:
            return None
        line: int = node.start_mark.line + 1
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if found is None:
                    return line
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    return line
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                return line
        return line
