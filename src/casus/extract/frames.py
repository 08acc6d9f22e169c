"""Frames: the ways in which a language tells events (`frames/<type>.yaml` of its pack)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from casus.errors import PackError
from casus.extract.packfile import listed
from casus.extract.patterns import Classes, Index
from casus.extract.wordforms import Wordforms
from casus.model import MODES, STATUSES, TYPES
from casus.yamlfile import YamlFile

SIDES: Final = ("actor", "recipient", "both", "none")
TWO_SIDED: Final = frozenset({"CONSULT", "COOPERATE"})
"""What nobody does alone."""


_FRAME_KEYS: Final = frozenset(
    [
        "id",
        "type",
        "mode",
        "verbs",
        "nouns",
        "object",
        "unless",
        "subject",
        "actor",
        "recipient",
        "sides",
        "content",
        "complement",
        "forbids",
        "fact",
        "status",
        "speaker",
        "example",
        "examples",
    ]
)


@dataclass(frozen=True, slots=True)
class ImpliedContent:
    """A content that a frame implies; `actor` and `recipient` name whose roles they take."""

    type: str
    mode: str | None
    actor: str
    recipient: str


HEARD: Final = "heard_"
"""How the names of frames begin that no pack has: those of events that only the encoder hears."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A way of telling an event; the keys are those of `docs/packs.md`."""

    id: str
    type: str
    mode: str | None = None
    object: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subj", "by", "poss")
    recipient: tuple[str, ...] | None = None
    both: bool = False
    content: ImpliedContent | None = None
    complement: bool = True
    forbids: bool = False
    fact: bool | None = None
    status: str | None = None
    speaker: str | None = None
    order: int = 0

    @property
    def heard(self) -> bool:
        """Whether it is that of an event that was heard, no pattern telling it as such."""
        return self.id.startswith(HEARD)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a pattern stands for: a frame, told by a verb or by a noun."""

    frame: Frame
    kind: str


def frames_of(folder: Path) -> Iterator[YamlFile]:
    """The files of frames: the sharper senses of `first.yaml`, then one file a type."""
    names = ["first", *(t.lower() for t in TYPES)]
    known = {folder / "frames" / f"{name}.yaml" for name in names}
    for path in sorted((folder / "frames").glob("*")):
        if path not in known:
            raise PackError(path, None, f"no file of frames: {', '.join(names)} (.yaml) are read")
    for path in (folder / "frames" / f"{name}.yaml" for name in names):
        if path.is_file():
            yield YamlFile(path, PackError, "extract")


def load_frames(
    file: YamlFile,
    classes: Classes,
    forms: Wordforms,
    senses: Index[Sense],
    frames: list[Frame],
    examples: list[tuple[str, str, str]],
) -> None:
    """Enter the frames of a file, their patterns and their examples; raises `PackError`."""
    rows = file.get("frames")
    if not isinstance(rows, list):
        raise file.error([], "expected `frames:` with a list of frames")
    own = file.path.stem.upper()
    seen = {frame.id for frame in frames}
    for n, row in enumerate(rows):
        path: list[str | int] = ["frames", n]
        if not isinstance(row, dict) or "id" not in row or row.get("type") not in TYPES:
            raise file.error(path, f"a frame needs `id` and a `type` of {', '.join(TYPES)}")
        name = str(row["id"])
        if own in TYPES and row["type"] != own:
            raise file.error(path, f"frame {name}: only frames of type {own} belong into this file")
        unknown = set(row) - _FRAME_KEYS
        if unknown:
            raise file.error(path, f"frame {name}: unknown key {sorted(unknown)[0]!r}")
        if name in seen:
            raise file.error(path, f"frame {name} stands twice")
        seen.add(name)
        frame = _frame(file, path, row, len(frames))
        for cls in frame.object + frame.unless + frame.subject:
            if cls not in classes.raw:
                raise file.error(path, f"frame {name}: unknown class {cls!r}")
        for kind in ("verbs", "nouns"):
            for text in listed(row.get(kind)):
                try:
                    senses.add(forms.spelt(text), Sense(frame, kind[:-1]))
                except (KeyError, ValueError) as err:
                    raise file.error(path, f"frame {name}: pattern {text!r}: {err}") from None
        frames.append(frame)
        for example in _examples(row):
            if not isinstance(example, dict) or {"text", "is"} - set(example):
                raise file.error(path, f"frame {name}: an example needs `text` and `is`")
            examples.append((name, str(example["text"]), str(example["is"])))


def _examples(row: dict[str, Any]) -> list[Any]:
    found = row.get("examples", row.get("example", []))
    return found if isinstance(found, list) else [found]


def _frame(file: YamlFile, path: list[str | int], row: dict[str, Any], order: int) -> Frame:
    mode = row.get("mode")
    if mode is not None and mode not in MODES.get(row["type"], ()):
        raise file.error(path, f"frame {row['id']}: mode {mode!r} does not belong to {row['type']}")
    status = row.get("status")
    if status is not None and status not in STATUSES:
        raise file.error(path, f"frame {row['id']}: status {status!r}: one of {STATUSES}")
    if row.get("speaker") not in (None, "actor", "none"):
        raise file.error(path, f"frame {row['id']}: speaker is `actor` or `none`")
    content = None
    if row.get("content"):
        said = row["content"]
        places = [said.get("actor", "none"), said.get("recipient", "none")]
        if said.get("type") not in TYPES or any(place not in SIDES for place in places):
            raise file.error(path, f"frame {row['id']}: content needs a type, and roles of {SIDES}")
        content = ImpliedContent(said["type"], said.get("mode"), places[0], places[1])
    places_of = {key: tuple(listed(row.get(key))) for key in ("actor", "recipient")}
    return Frame(
        id=str(row["id"]),
        type=row["type"],
        mode=mode,
        object=tuple(listed(row.get("object"))),
        unless=tuple(listed(row.get("unless"))),
        subject=tuple(listed(row.get("subject"))),
        actor=places_of["actor"] or ("subj", "by", "poss"),
        recipient=places_of["recipient"] if "recipient" in row else None,
        both=row.get("sides") == "both",
        content=content,
        complement=row.get("complement", True) is not False,
        forbids=row.get("forbids") is True,
        fact=row.get("fact"),
        status=status,
        speaker=row.get("speaker"),
        order=order,
    )
