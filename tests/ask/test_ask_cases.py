"""Cases that a lawyer can write and read: `casus/book/cases/*.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus.ask.cases import Case, judge, read_cases
from casus.errors import BookError

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.where} {case.name}")
def test_case(case: Case) -> None:
    assert judge(case) == []


def test_history_is_among_them() -> None:
    assert len(CASES) >= 125
    years = {int(str(step[0])[:4]) for case in CASES for step in case.steps}
    assert {1914, 1938, 1939, 1950, 1982, 2001, 2008, 2020, 2022, 2023, 2024} <= years


def one(tmp_path: Path, text: str) -> Case:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return read_cases(file)[0]


def test_a_wrong_answer_is_told(tmp_path: Path) -> None:
    case = one(
        tmp_path,
        "- name: wrong on purpose\n"
        "  day: 2024-06-21\n"
        "  event: {kind: attack, attacker: KOR, target: PRK}\n"
        "  found: {obliged: [RUS rus_prk_2024 4]}\n"
        "  absent: [CHN (none) -]\n"
        "  empty: [breached]\n"
        "  disputed: [CHN chn_prk_1961 II]\n"
        "  failed: {RUS rus_prk_2024 4: area, CHN chn_prk_1961 II: area}\n"
        "  conflict: 'CHN: nothing'\n"
        "  wars: [CHN KOR]\n",
    )
    wrong = "\n".join(judge(case))
    for said in (
        "missing under obliged: RUS rus_prk_2024 4", "must not be found: CHN chn_prk_1961 II",
        "under breached: KOR un_charter", "not disputed: CHN", "failed by in_force",
        "which did not fail", "no conflict named like: CHN: nothing", "not at war: CHN KOR",
    ):  # fmt: skip
        assert said in wrong


GERMANY = "- name: x\n  day: 2024-01-01\n  event: {kind: mobilise, attacker: DEU}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "a list of cases"),
        ("- name: x\n", "day is missing"),
        ("- {name: x, day: 2024-01-01}\n", "either event or events"),
        ("- {name: x, day: 2024-01-01, event: {kind: dance}, absent: []}\n", "event kind 'dance'"),
        ("- {name: x, day: 2024-01-01, event: {}, fond: {}}\n", "no key 'fond'"),
        (GERMANY + "  found: {bound: []}\n", "no list 'bound'"),
        (GERMANY + "  absent: [FRA]\n", "no finding"),
        (GERMANY, "expects"),
    ],
)
def test_what_is_no_case_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BookError, match=said) as error:
        one(tmp_path, text)
    assert "own.yaml" in str(error.value)
