"""Codes by name, names by code, and the tables that are kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from casus.errors import PackError, UnknownActor
from casus.kept import digest, keep, read_kept
from casus.names import ACTORS, Names, actor_title, code_of
from casus.names import build as build_command
from casus.names.cldr import codes_by_iso2, territories
from casus.names.store import load_table, packs, table_digest
from casus.names.table import Table, _add_pack
from casus.yamlfile import YamlFile

if TYPE_CHECKING:
    from pathlib import Path

D = dt.date
DAY = D(2024, 6, 21)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_territory_of_cldr_is_found(lang: str) -> None:
    names = Names.of(lang, DAY)
    named = list(territories(lang))
    assert {code for code, _ in named} >= set(codes_by_iso2().values()) - {"GGY"}
    for code, name in named:
        assert code in names.code(name), name
        spans = names.find(f"({name})")
        taken = {found for span in spans for found in span.codes}
        assert code in taken, name


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_actor_has_a_title_that_names_it(lang: str) -> None:
    for code in ACTORS:
        title = actor_title(code, lang)
        assert title
        assert title != code or code in {
            "NATO", "ASEAN", "AUKUS", "ANZUS", "SEATO", "CENTO", "ISAF", "ECOWAS", "IGAD", "OPEC",
            "OAPEC", "UNASUR", "CELAC", "SAARC", "APEC", "OSCE", "BRICS", "G7", "G20", "PLO", "PKK",
            "FARC", "ELN", "FMLN", "M23", "FDLR", "SPLM", "MPLA", "UNITA", "FNLA", "SWAPO", "IRA",
            "ETA", "ISIS",
        }, code  # fmt: skip


def test_titles() -> None:
    assert actor_title("RUS", "id") == "Rusia"
    assert actor_title("RUS", "en") == "Russia"
    assert actor_title("UNSC", "id") == "Dewan Keamanan PBB"
    assert actor_title("COD", "en") == "DR Congo"
    assert actor_title("DEU", "fr") == "Allemagne"
    assert actor_title("HAMAS", "fr") == "Hamas"
    with pytest.raises(UnknownActor):
        actor_title("XYZ", "en")


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("KOR", DAY, "KOR"),
        ("prk", DAY, "PRK"),
        ("North Korea", DAY, "PRK"),
        ("Korea Selatan", DAY, "KOR"),
        ("north korea", DAY, "PRK"),
        ("the Security Council", DAY, "UNSC"),
        ("Russia", D(1985, 1, 1), "SUN"),
        ("Nordkorea", DAY, "PRK"),
        ("俄罗斯", DAY, "RUS"),
        ("Corée du Nord", DAY, "PRK"),
        ("Kongo-Brazzaville", DAY, "COG"),
    ],
)
def test_code_of(text: str, day: dt.date, code: str) -> None:
    assert code_of(text, day) == code


def test_code_of_says_what_is_near_and_what_is_ambiguous() -> None:
    with pytest.raises(UnknownActor, match="north korea"):
        code_of("Norrth Korea", DAY)
    with pytest.raises(UnknownActor, match=r"KOR \(South Korea\) or PRK \(North Korea\)"):
        code_of("Korea", DAY)
    for text in ("", "entah apa"):
        with pytest.raises(UnknownActor, match="RUS, PRK or NATO"):
            code_of(text, DAY)


def test_kept_text_is_read_only_while_its_digest_stands(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("CASUS_CACHE", str(tmp_path))
    keep("names", "a.names", "one", "text\nmore")
    assert read_kept("names", "a.names", "one") == "text\nmore"
    assert read_kept("names", "a.names", "two") is None
    assert read_kept("names", "b.names", "one") is None


def test_a_digest_changes_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    first = digest([path])
    path.write_text("a: 2")
    assert digest([path]) != first
    path.unlink()
    assert digest([path]) == digest([])


def test_tables_are_built_in_memory_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("no folder")
    monkeypatch.setenv("CASUS_CACHE", str(blocker))
    assert "rusia" in load_table("id").keys
    assert list(tmp_path.iterdir()) == [blocker]


def test_the_build_command_writes_what_is_read(tmp_path: Path, capsys) -> None:
    assert build_command.main(["id", "--to", str(tmp_path)]) == 0
    assert str(tmp_path / "id.names") in capsys.readouterr().out
    first = (tmp_path / "id.names").read_text(encoding="utf-8").partition("\n")[0]
    assert first == table_digest("id")
    blocker = tmp_path / "file"
    blocker.write_text("")
    assert build_command.main(["id", "--to", str(blocker)]) == 1


def test_packs() -> None:
    assert {"en", "id"} <= set(packs())


def test_a_malformed_pack_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("titles: {}\nactors:\n  RUS: {state: [Russia]}\n  RUSS: {state: [x]}\n")
    with pytest.raises(PackError, match=r"names\.yaml:4: 'RUSS'"):
        _add_pack(Table("xx"), YamlFile(path, PackError))
    path.write_text("actors:\n  RUS: {stat: [Russia]}\n")
    with pytest.raises(PackError, match=r"names\.yaml:2: 'stat'"):
        _add_pack(Table("xx"), YamlFile(path, PackError))
    path.write_text("contexts:\n  - names: [x]\n    readings: [{codes: [QQQ]}]\n")
    with pytest.raises(PackError, match=r"names\.yaml:2: 'QQQ'"):
        _add_pack(Table("xx"), YamlFile(path, PackError))
    for nobody in ("[]", "x"):
        path.write_text(f"contexts:\n  - names: [x]\n  - names: {nobody}\n    sure: true\n")
        with pytest.raises(PackError, match=r"names\.yaml:3: `names`"):
            _add_pack(Table("xx"), YamlFile(path, PackError))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_words_of_contexts_are_names_of_the_pack(lang: str) -> None:
    stored = load_table(lang)
    known = set(stored.keys)
    assert [name for name in stored.header["contexts"] if name not in known] == []
