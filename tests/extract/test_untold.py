"""What is asked about, and what would have been, is not told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casus.extract import read_statements
from casus.model import Article

Told = Callable[[str, str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # what is asked about
        ("en", "It is unclear whether Russia will attack Moldova."),
        ("en", "Nobody knows whether Egypt has sent troops to Somalia."),
        ("en", "The minister was asked whether France had sold arms to Chad."),
        ("id", "Wartawan bertanya apakah Iran akan menutup selat itu."),
        ("de", "Es ist unklar, ob Russland Moldau angreifen wird."),
        ("ru", "Неясно, нападёт ли Россия на Молдавию."),
        ("vi", "Chưa rõ liệu Nga có tấn công Moldova hay không."),
        ("ja", "ロシアがモルドバを攻撃するかどうかは不明だ。"),
        ("ko", "러시아가 몰도바를 공격할지는 불분명하다."),
        # what would have been
        ("en", "If ECOWAS had invaded Niamey last year, Burkina Faso would have joined the war."),
        ("en", "Without the truce, India would have bombed Lahore."),
        ("id", "Andaikata Turki tidak menengahi, Rusia sudah menyerbu Odesa."),
        ("es", "Si la CEDEAO hubiera invadido Níger, Malí habría declarado la guerra."),
        ("fr", "S'il avait envahi le Niger, le Mali aurait déclaré la guerre à l'Algérie."),
        ("de", "Hätte die Türkei nicht vermittelt, hätte Russland Odessa angegriffen."),
        ("ru", "Если бы Турция не вмешалась, Россия напала бы на Одессу."),
        ("uk", "Якби Туреччина не втрутилася, Росія напала б на Одесу."),
        ("zh", "要不是土耳其调停，俄罗斯早就进攻敖德萨了。"),
        ("ko", "튀르키예가 중재하지 않았더라면 러시아는 오데사를 공격했을 것이다."),
        ("ar", "لولا وساطة تركيا لهاجمت روسيا أوديسا."),
    ],
)
def test_what_is_only_spoken_of_is_not_told(told: Told, lang: str, text: str) -> None:
    assert told(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text", "kind", "actor"),
    [
        # what stands beside a question
        ("en", "Asked whether Moscow would attack, Putin threatened Ukraine with missiles.",
         "THREATEN", "RUS"),
        ("en", "Seoul is considering whether to send ammunition of its own to Ukraine.", "AID",
         "KOR"),
        ("ru", "Индия спросила, выдаст ли Непал задержанных, и закрыла границу с Непалом.",
         "SANCTION", "IND"),
        ("ja", "インドは、ネパールが容疑者を引き渡すかどうかを問い、ネパールとの国境を閉鎖した。",
         "SANCTION", "IND"),
        ("uk", "Росія чи Білорусь нападе на Литву, якщо та закриє кордон.", "THREATEN",
         "BLR+RUS"),
        # what stands beside what would have been
        ("en", "The United States vetoed a resolution that would have demanded a ceasefire.",
         "REJECT", "USA"),
        ("en", "India expelled two Pakistani diplomats and would have closed the border as well.",
         "SANCTION", "IND"),
        ("en", "Tehran said that it would have to close the strait if Israel attacked.",
         "THREATEN", "IRN"),
        ("en", "Tehran would have sanctions on Oman lifted.", "REQUEST", "IRN"),
        ("en", "It is unclear whether Iran will retaliate after Israel bombed Syria.", "ASSAULT",
         "ISR"),
        ("ko", "북한은 한국을 비난하면서 대화 재개 여부를 밝히지 않았다.", "ACCUSE", "PRK"),
        ("ko", "북한은 남한을 위협했으며 회담 여부는 미정이다.", "THREATEN", "PRK"),
        ("es", "Irán atacó Israel como si hubiera guerra.", "ASSAULT", "IRN"),
        ("es", "Irán amenazó con atacar a Israel si este hubiera bombardeado Siria.", "THREATEN",
         "IRN"),
        ("ar", "هددت إيران إسرائيل بالقصف حتى لو انسحبت من غزة.", "THREATEN", "IRN"),
        ("zh", "俄罗斯本来会撤军，但攻击乌克兰。", "ASSAULT", "RUS"),
        ("ru", "Россия напала на Украину, и вряд ли Польша поможет.", "AID", "POL"),
        ("id", "Andaikata diserang, Iran akan membalas Israel.", "THREATEN", "IRN"),
        ("de", "Kiew sagte, russische Truppen hätten Odessa angegriffen.", "ASSAULT", "RUS"),
        ("fr", "L'Iran aurait attaqué Israël, selon le ministre français.", "ASSAULT", "IRN"),
    ],
)  # fmt: skip
def test_what_stands_beside_it_is_told(
    told: Told, lang: str, text: str, kind: str, actor: str
) -> None:
    assert f"{kind} {actor}" in [event.partition(">")[0] for event, _ in told(lang, text)]


def test_an_if_that_asks_opens_no_condition() -> None:
    text = "India asked if Nepal would extradite the men and closed its border with Nepal."
    asked, *_ = read_statements(Article("a", "-", text, "en"))
    assert (asked.event.type, asked.condition) == ("REQUEST", None)
