"""A pack may spell the names of people in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus.errors import PackError
from casus.names.people import Office, Person
from casus.names.spellings import read_spellings

PUTIN = Person("Vladimir Putin", "RUS", (Office("head_of_state", 1, 2),))


def pack(folder: Path, text: str) -> Path:
    path = folder / "people.yaml"
    path.write_text(text, "utf-8")
    return path


def test_spellings_of_a_person(tmp_path: Path) -> None:
    text = "people:\n  RUS:\n    Vladimir Putin: {spelled: [Владимир Путин], alone: [Путин]}\n"
    assert read_spellings(pack(tmp_path, text)).of(PUTIN) == (["Владимир Путин"], ["Путин"])


def test_a_pack_without_the_file_adds_nothing(tmp_path: Path) -> None:
    spellings = read_spellings(tmp_path / "people.yaml")
    assert spellings.of(PUTIN) == ([], [])
    spellings.refuse_unknown()


def test_an_unknown_person_is_named_with_the_line(tmp_path: Path) -> None:
    path = pack(tmp_path, "people:\n  RUS:\n    Vladimir Putinov: {alone: [Путин]}\n")
    spellings = read_spellings(path)
    spellings.of(PUTIN)
    with pytest.raises(PackError, match=r"people\.yaml:3: Vladimir Putinov: nobody of that name"):
        spellings.refuse_unknown()


@pytest.mark.parametrize("entry", ["[Путин]", "{full: [Путин]}", "{alone: Путин}"])
def test_a_malformed_entry_is_named_with_the_line(tmp_path: Path, entry: str) -> None:
    path = pack(tmp_path, f"people:\n  RUS:\n    Vladimir Putin: {entry}\n")
    with pytest.raises(PackError, match=r"people\.yaml:3: .*each a list"):
        read_spellings(path).of(PUTIN)
