"""The commands about the law, as their user meets them: two days, several events, trees, files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Casus = Callable[..., Any]


def test_book_diff(casus: Casus) -> None:
    done = casus("book", "diff", "2024-03-06", "2024-03-07", "--of", "Sweden")
    assert done.code == 0
    assert "joined by SWE" in done.out
    [record] = casus("book", "diff", "2024-03-07", "2024-03-06", "--of", "SWE", "--json").records
    assert record["from"] == "2024-03-06"
    assert [c["instrument"] for c in record["changes"]] == ["nato"]
    assert casus("book", "diff", "2024-03-06").code == 2
    assert casus("book", "diff", "2024-03-06", "soon").code == 2
    assert casus("book", "diff", "2024-03-06", "2024-03-07", "--of", "Ruritania").code == 1


def test_book_new_then_check(casus: Casus, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    done = casus("book", "new", "measure", "unsc_9999", "--to", folder)
    assert done.code == 0
    assert (folder / "measures" / "unsc_9999.yaml").is_file()
    assert casus("book", "new", "measure", "unsc_9999", "--to", folder).code == 1
    done = casus("book", "check", folder)
    assert done.code == 1
    assert "unsc_9999.yaml:" in done.out.replace("\n", "")
    assert casus("book", "new", "law", "x").code == 2
    assert "takes its place" in casus("book", "new", "treaty", "nato", "--to", folder).err


def test_book_test(casus: Casus, tmp_path: Path) -> None:
    cases = tmp_path / "own.yaml"
    event = "event: {kind: attack, attacker: KOR, target: PRK}"
    cases.write_text(f"- {{name: one, day: 2024-06-21, {event}, absent: [CHN (none) -]}}\n")
    done = casus("book", "test", cases)
    assert done.code == 1
    assert "own.yaml:1 one: must not be found: CHN chn_prk_1961 II" in done.out
    assert "0 of 1 cases" in done.out
    (tmp_path / "broken.yaml").write_text("- {name: two}\n")
    done = casus("book", "test", tmp_path / "broken.yaml", cases)
    assert "day is missing" in done.err
    assert "0 of 1 cases" in done.out  # the rest is asked


def test_two_days(casus: Casus) -> None:
    words = ("what-if", "RUS attacks SWE", "--on", "2024-03-06", "--against", "2024-03-07")
    done = casus(*words)
    assert done.code == 0
    assert "2024-03-07 joined by SWE" in done.out.replace("\n", " ")
    [record] = casus(*words, "--json").records
    assert (record["on"], record["against"]) == ("2024-03-06", "2024-03-07")
    assert {row["treaty"] for row in record["only_against"]} >= {"nato"}
    assert casus("what-if", "RUS attacks SWE", "--on", "2024-03-06", "--against",
                 "2024-03-06").code == 2  # fmt: skip


def test_several_events(casus: Casus) -> None:
    words = ("1914-07-28: AUH attacks SRB", "1914-08-01: Germany attacks Russia")
    done = casus("what-if", *words)
    assert done.code == 0
    assert "while Austria-Hungary attacks Serbia" in done.out
    [record] = casus("what-if", *words, "--json").records
    assert [step["date"] for step in record["steps"]] == ["1914-07-28", "1914-08-01"]
    assert casus("what-if", *reversed(words)).code == 1
    done = casus("what-if", "SWE leaves NATO", "RUS attacks SWE", "--on", "2025-01-01")
    assert "supposed: SWE leaves nato" in done.out
    assert casus("what-if", *["RUS attacks SWE"] * 51, "--on", "2025-01-01").code == 1


def test_fights_that_go_on(casus: Casus) -> None:
    words = ("what-if", "USA attacks PRK", "--on", "2024-12-05", "--json")
    [alone] = casus(*words).records
    [answered] = casus(*words, "--ongoing", "PRK attacks KOR since 2024-12-01").records
    assert {f["state"] for f in alone["obliged"]} == {"CHN", "RUS"}
    assert answered["obliged"] == []
    assert casus(*words, "--ongoing", "PRK and KOR").code == 1
    assert casus(*words, "--ongoing", "PRK attacks KOR since 2030-01-01").code == 1


@pytest.mark.parametrize("command", ["why", "why-not"])
def test_the_tree(casus: Casus, command: str) -> None:
    words = (command, "RUS", "KOR attacks PRK", "--on", "2024-06-21")
    done = casus(*words)
    assert done.code == 0
    assert "✗ in_force" in done.out
    assert ("binds it" in done.out) == (command == "why")
    assert "source: " in casus(*words, "--depth", "4").out
    assert "✗" not in casus(*words, "--depth", "1").out
    hidden = json.loads(casus(*words, "--json", "--hide", "lapsed,unconcerned").out)
    assert "in_force" not in {row["first_failed"] for row in hidden["why_not"]}
    assert casus(*words, "--depth", "7").code == 1
    assert casus(*words, "--hide", "all").code == 1
    assert casus(command, "RUS", "RUS leaves csto", "--on", "2024-06-21").code == 1


def test_the_cascade(casus: Casus) -> None:
    done = casus("what-if", "DEU attacks POL", "--on", "1939-09-01", "--policy", "escalate")
    assert "At war in the end" in done.out
    assert "Conflicts of duty" in done.out


def test_other_kinds_of_event(casus: Casus) -> None:
    done = casus("what-if", "Rusia mengancam akan menyerang Estonia", "--on", "2025-06-01")
    assert done.code == 0
    assert "Russia threatens to attack Estonia" in done.out
    assert "Must consult" in done.out
    [answer] = casus("what-if", "Russia lifts sanctions on North Korea", "--item", "arms",
                     "--on", "2025-06-01", "--json").records  # fmt: skip
    assert "unsc_2270" in {f["treaty"] for f in answer["breached"]}
    done = casus("what-if", "USA imposes sanctions on Russia", "--on", "2025-06-01")
    assert "the book is silent" in " ".join(done.out.split())
    done = casus("what-if", "1914-08-01: Germany declares war on Russia",
                 "1914-08-02: Germany occupies Luxembourg", "--json")  # fmt: skip
    steps = done.records[0]["steps"]
    assert [step["event"]["kind"] for step in steps] == ["declare_war", "occupy"]
    done = casus("what-if", "RUS attacks DEU", "--on", "1914-08-02", "--json",
                 "--ongoing", "DEU declared war on RUS since 1914-08-01")  # fmt: skip
    assert "AUH" not in {f["state"] for f in done.records[0]["obliged"]}


def test_an_unknown_side_is_named(casus: Casus) -> None:
    done = casus("what-if", "Atlantis attacks Iran")
    assert done.code == 1
    assert "'Atlantis'" in done.err
    assert done.out == ""
    done = casus("what-if", "1914-08-01: DEU declares war on RUS", "RUS declares war on DEU")
    assert done.code == 1
    assert "at war already" in done.err


def test_routes_in_words(casus: Casus) -> None:
    done = casus("what-if", "CHN obliged to fight USA", "--on", "2025-06-01", "--size", "1")
    assert "USA attacks PRK" in done.out
    assert done.err == ""  # no progress where nobody watches
    words = ("what-if", "USA discretionary against RUS", "--on", "2025-06-01", "--size", "3")
    [answer] = casus(*words, "--limit", "5", "--json").records
    assert len(answer["minimal_sets"]) == 5
    assert answer["notes"][0].startswith("not complete")
    done = casus(*words, "--seconds", "0.01")
    assert done.code == 0
    assert "not complete" in done.out
    assert casus("what-if", "KOR attacks PRK", "--limit", "5").code == 1
    assert casus("what-if", "KOR attacks PRK", "PRK attacks KOR", "--size", "2").code == 2
    assert casus(*words[:-1], "4").code == 2
    assert casus(*words, "--seconds", "soon").code == 2


def test_events_joined_in_a_sentence(casus: Casus) -> None:
    [answer] = casus("what-if", "Russia attacks Estonia and Estonia attacks Russia",
                     "--on", "2024-06-21", "--json").records  # fmt: skip
    first, second = answer["steps"]
    assert (first["event"]["attacker"], second["event"]["attacker"]) == ("RUS", "EST")
    assert second["event"]["self_defence"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Russia attacks Estonia and threatens Estonia", "cannot be threatened"),
        ("Russia declares war on Estonia and Estonia declares war on Russia", "at war already"),
        ("Russia attacks Estonia, then it rains, then Finland attacks Russia", "part 2 of 3"),
        ("Russia attacks Russia and Russia attacks Poland", "part 1 of 2"),
        ("Xland attacks Yland", "'Xland'"),
    ],
)
def test_what_contradicts_itself_or_is_none_is_named(casus: Casus, words: str, told: str) -> None:
    done = casus("what-if", words, "--on", "2024-06-21")
    assert done.code == 1
    assert told in done.err
