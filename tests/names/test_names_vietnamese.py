"""Names in Vietnamese: marks that tell names apart, short forms, Sino-Vietnamese people."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.names import Names

DAY = dt.date(2024, 6, 20)


def found(text: str, day: dt.date = DAY) -> list[tuple[str, str]]:
    return [(s.text, "+".join(s.codes)) for s in Names.of("vi", day).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mỹ và Nga đàm phán.", [("Mỹ", "USA"), ("Nga", "RUS")]),
        ("Ý và Úc phản đối.", [("Ý", "ITA"), ("Úc", "AUS")]),
        ("Quan hệ Mỹ-Trung căng thẳng.", [("Mỹ-Trung", "CHN+USA")]),
        ("Hiệp ước Việt - Xô", [("Việt - Xô", "SUN+VNM")]),
        ("HĐBA LHQ họp khẩn.", [("HĐBA LHQ", "UNSC")]),
        ("Nhà Trắng và Điện Kremlin", [("Nhà Trắng", "USA"), ("Điện Kremlin", "RUS")]),
        ("Ông Tập Cận Bình gặp ông Putin.", [("Tập Cận Bình", "CHN"), ("Putin", "RUS")]),
        ("Tổng Bí thư Lê Duẩn ký.", [("Lê Duẩn", "VNM")]),
    ],
)
def test_names(text: str, names: list[tuple[str, str]]) -> None:
    day = dt.date(1978, 11, 3) if "Lê Duẩn" in text or "Xô" in text else DAY
    assert found(text, day) == names


@pytest.mark.parametrize(
    "text",
    [
        "Anh ta mua một chiếc áo đẹp.", "Ý kiến của bạn đọc", "anh em trong nhà", "Nhật ký của tôi",
        "Chủ nhật này", "tiếng Anh và tiếng Pháp", "Chị Nguyễn Thị Nga bán hàng.", "Pháp luật",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_state(text: str) -> None:
    assert found(text) == []


def test_where_a_mark_of_tone_is_written_makes_no_difference() -> None:
    new, old = found("Liên bang Nga, Cộng hòa Pháp"), found("Liên bang Nga, Cộng hoà Pháp")
    assert [codes for _, codes in new] == [codes for _, codes in old] == ["RUS", "FRA"]
