"""Languages by their content, near ones by their telling words."""

from __future__ import annotations

import pytest

from casus.read.language import tell_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (("Menteri Luar Negeri mengatakan bahwa Rusia bisa memasok senjata karena Uni Eropa "
         "mengirim bantuan pada Selasa kemarin, ujar juru bicara."), "id"),
        (("Menteri Luar berkata bahawa Rusia boleh membekalkan senjata kerana Kesatuan Eropah "
         "menghantar bantuan pada hari Khamis, kata jurucakap kementerian itu."), "ms"),
        (("Predsjednik je tijekom tjedna priopćio da će Europska unija poslati tisuću vojnika, "
         "rekao je glasnogovornik ureda."), "hr"),
        (("Predsednik je tokom nedelje saopštio da će Evropska unija poslati hiljadu vojnika, "
         "rekao je portparol."), "sr"),
        ("Председник је саопштио да ће послати хиљаду војника на север земље.", "sr"),
        ("日本とフィリピンの外相はマニラで会談した。", "ja"),
        ("上海合作组织成员国外长在阿斯塔纳举行会议，讨论地区安全。", "zh"),
    ],
)  # fmt: skip
def test_near_languages_are_told_apart(text: str, lang: str) -> None:
    assert tell_language(text) == lang


def test_content_decides_over_a_wrong_declaration() -> None:
    text = (
        "Der Bundeskanzler hat am Montag erklärt, dass die Hilfe für die Ukraine weiter geleistet "
        "werde und dass die Verhandlungen im Herbst beginnen sollen."
    )
    assert tell_language(text, "en-US") == "de"


def test_a_headline_falls_back_on_the_declaration() -> None:
    assert tell_language("Putin, Kim", "id-ID") == "id"
    assert tell_language("Путин, Ким", "id") != "id"


def test_what_decides_nothing_is_undecided() -> None:
    assert tell_language("12345 !?") == "und"
    assert tell_language("") == "und"
