"""The words for deeds of a language: the `deeds.yaml` of its pack, compiled for matching.

The keys are told in `docs/packs.md`; a malformed file is a `PackError` with file and line.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casus.errors import PackError
from casus.lang import PACKS

if TYPE_CHECKING:
    from casus.extract.instruments import Vocabulary

KEYS: Final = (
    "mobilise", "give", "take", "host", "home", "from", "after", "by", "by_after", "agent",
    "agent_after", "passive", "and", "and_leaning", "then",
    "origin", "origin_after",
)  # fmt: skip
"""Keys of `deeds.yaml`; each word gets the key as its label."""


@lru_cache(maxsize=16)
def load_deeds(lang: str, folder: Path | None = None) -> Vocabulary:
    """The words of a language, empty where its pack has none; `folder` names another pack's.

    Raises `PackError` with file and line where the file is malformed.

    >>> [entry.value for entry in load_deeds("en").entries["buy"]], len(load_deeds("nl").entries)
    (['take'], 0)
    """
    from casus.extract.instruments import Vocabulary, words_of
    from casus.yamlfile import YamlFile

    out = Vocabulary(lang, before=True)
    path = (folder or PACKS / lang) / "deeds.yaml"
    if not path.is_file():
        return out
    file = YamlFile(path, PackError, "extract")
    if not isinstance(file.data, dict):
        raise file.error([], "expected keys such as `give:` and `take:`")
    for key, words in file.data.items():
        if key not in KEYS:
            raise file.error([key], f"unknown key {key!r}: one of {', '.join(KEYS)}")
        if not isinstance(words, list):
            raise file.error([key], f"{key}: expected a list of words")
        for n, text in enumerate(words):
            if not isinstance(text, str) or not words_of(text):
                raise file.error([key, n], f"{text!r} is no word")
            out.add(text, key, key)
    for rows in out.entries.values():
        rows.sort(key=lambda entry: -len(entry.keys))
    return out
