"""What an indirect question asks about is not told."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.model import Article


def told(lang: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.event.type, s.event.actor) for s in read_statements(Article("a", "-", text, lang))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It is unclear whether Russia will attack Moldova."),
        ("en", "Nobody knows whether Egypt has sent troops to Somalia."),
        ("en", "The minister was asked whether France had sold arms to Chad."),
        ("id", "Wartawan bertanya apakah Iran akan menutup selat itu."),
        ("de", "Es ist unklar, ob Russland Moldau angreifen wird."),
        ("ru", "Неясно, нападёт ли Россия на Молдавию."),
        ("vi", "Chưa rõ liệu Nga có tấn công Moldova hay không."),
        ("ja", "ロシアがモルドバを攻撃するかどうかは不明だ。"),
        ("ko", "러시아가 몰도바를 공격할지는 불분명하다."),
    ],
)
def test_what_is_asked_is_not_told(lang: str, text: str) -> None:
    assert told(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text", "kind", "actor"),
    [
        ("en", "Asked whether Moscow would attack, Putin threatened Ukraine with missiles.",
         "THREATEN", ("RUS",)),
        ("en", "Seoul is considering whether to send ammunition of its own to Ukraine.", "AID",
         ("KOR",)),
        ("ru", "Индия спросила, выдаст ли Непал задержанных, и закрыла границу с Непалом.",
         "SANCTION", ("IND",)),
        ("ja", "インドは、ネパールが容疑者を引き渡すかどうかを問い、ネパールとの国境を閉鎖した。",
         "SANCTION", ("IND",)),
        ("uk", "Росія чи Білорусь нападе на Литву, якщо та закриє кордон.", "THREATEN",
         ("BLR", "RUS")),
    ],
)  # fmt: skip
def test_what_stands_beside_a_question_is_told(
    lang: str, text: str, kind: str, actor: tuple[str, ...]
) -> None:
    assert (kind, actor) in told(lang, text)
