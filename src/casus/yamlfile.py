"""A YAML file that knows its lines, so that an error can name them.

Reading is fast (libyaml) and keeps no positions; only when something is wrong is the file read
again for the line of the offending entry.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from casus.errors import DataError
from casus.kept import digest, keep, read_kept

MAX_BYTES = 8_000_000
"""A data file larger than this is refused unread."""


@cache
def _loader() -> Any:
    """A safe loader that does not let the second of two equal keys hide the first."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            met = set()
            for key in [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else ():
                if not isinstance(key, yaml.ScalarNode) or key.tag.endswith(":merge"):
                    continue
                if (key.tag, key.value) in met:
                    why = f"{key.value!r} stands twice"
                    raise yaml.constructor.ConstructorError(None, None, why, key.start_mark)
                met.add((key.tag, key.value))
            return super().construct_mapping(node, deep)

    return Loader


class YamlFile:
    """The content of one file in `data`; raises `kind` (a `DataError`) where it is no YAML.

    With `room`, that room of the package keeps the content as JSON until the file changes: JSON
    is read ten times as fast.
    """

    def __init__(
        self, path: Path, kind: type[DataError] = DataError, room: str | None = None
    ) -> None:
        self.path = path
        self.kind = kind
        try:
            if path.stat().st_size > MAX_BYTES:
                raise kind(path, None, f"larger than {MAX_BYTES} bytes")
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as err:
            raise kind(path, None, f"cannot be read: {err}") from None
        self.data: Any = self._parsed(text) if room is None else self._kept(text, room)

    def _kept(self, text: str, room: str) -> Any:
        where = hashlib.blake2b(str(self.path.resolve()).encode(), digest_size=6).hexdigest()
        name, key = f"{self.path.stem}-{where}.json", digest([self.path])
        kept = read_kept(room, name, key)
        if kept is not None:
            return json.loads(kept)
        data = self._parsed(text)
        with contextlib.suppress(OSError, TypeError, ValueError):
            kept = json.dumps(data, ensure_ascii=False)
            if json.loads(kept) == data:  # days and keys that are no words do not come back
                keep(room, name, key, kept)
        return data

    def _parsed(self, text: str) -> Any:
        import yaml

        try:
            return yaml.load(text, _loader())  # noqa: S506 - a safe loader
        except yaml.YAMLError as err:
            mark = getattr(err, "problem_mark", None)
            what = getattr(err, "problem", None) or str(err)
            line = mark.line + 1 if mark else None
            raise self.kind(self.path, line, f"no YAML: {what}") from None

    def get(self, key: str) -> Any:
        """The value of a top-level key, None where it is absent."""
        return self.data.get(key) if isinstance(self.data, dict) else None

    def error(self, path: Sequence[str | int], why: str) -> DataError:
        """An error that names the line of the entry at `path` (or of its nearest parent)."""
        return self.kind(self.path, self.line(path), why)

    def line(self, path: Sequence[str | int]) -> int | None:
        """The line, from 1, of the entry at `path`, or of its nearest parent that stands."""
        import yaml

        node = yaml.compose(self.path.read_text(encoding="utf-8"), _loader())
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
