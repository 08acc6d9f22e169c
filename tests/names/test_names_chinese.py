"""Names in Chinese: short forms of states, both scripts, words that only look like a state."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import Names

DAY = dt.date(2024, 6, 20)


def found(text: str, day: dt.date = DAY) -> list[tuple[str, str]]:
    return [(s.text, "+".join(s.codes)) for s in Names.of("zh", day).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("美方对华加征关税。", [("美方", "USA"), ("华", "CHN")]),
        ("8日中美两国元首通话。", [("中美", "CHN+USA")]),
        ("驻韩美军基地", [("驻韩美军", "USA")]),
        ("俄乌冲突爆发以来", [("俄乌", "RUS+UKR")]),
        ("日美韩三国外长会晤", [("日美韩", "JPN+KOR+USA")]),
        ("以军空袭叙利亚。", [("以军", "ISR"), ("叙利亚", "SYR")]),
        ("韩国外交部召见俄罗斯大使。", [("韩国", "KOR"), ("俄罗斯", "RUS")]),
        ("朝方回应说", [("朝方", "PRK")]),
    ],
)
def test_short_forms(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("臺灣總統賴清德會見美國代表團", "台湾总统赖清德会见美国代表团"),
        ("中國與俄羅斯簽署條約", "中国与俄罗斯签署条约"),
        ("德國總理朔爾茨訪問烏克蘭", "德国总理朔尔茨访问乌克兰"),
    ],
)
def test_both_scripts_name_the_same(traditional: str, simplified: str) -> None:
    assert [codes for _, codes in found(traditional)] == [codes for _, codes in found(simplified)]
    assert found(traditional)


def test_spellings_of_taiwan_and_hong_kong() -> None:
    text = "川普總統與普丁會談,紐西蘭、寮國和沙烏地阿拉伯代表列席。"
    assert [codes for _, codes in found(text, dt.date(2025, 8, 15))] == [
        "USA", "RUS", "NZL", "LAO", "SAU",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["对华为的手机很感兴趣", "方法很好", "越来越大", "日常生活中心", "所以以为美好", "加强意见"],
)
def test_words_that_only_look_like_a_state(text: str) -> None:
    assert found(text) == []


def test_a_side_is_settled_by_the_text() -> None:
    assert found("厄立特里亚拒绝撤军。厄方要求停火。")[-1] == ("厄方", "ERI")
    assert found("厄瓜多尔拒绝撤军。厄方要求停火。")[-1] == ("厄方", "ECU")


def test_the_day_decides() -> None:
    assert found("莫斯科提出抗议。", dt.date(1969, 3, 4)) == [("莫斯科", "SUN")]
