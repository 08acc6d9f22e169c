"""Events in words, in the languages of the packs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.errors import CasusError, PackError, UnknownEvent
from casus.model import Occurrence
from casus.words import parse_event, parse_events, unknown_place
from casus.words.load import load_deeds

DAY = dt.date(2024, 6, 21)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("KOR attacks PRK", {"attacker": "KOR", "target": "PRK"}),
        ("PRK is attacked by KOR", {"attacker": "KOR", "target": "PRK"}),
        ("Korea Selatan menyerang Korea Utara", {"attacker": "KOR", "target": "PRK"}),
        ("Korea Utara diserang oleh Korea Selatan", {"attacker": "KOR", "target": "PRK"}),
        ("KOR menyerang PRK", {"attacker": "KOR", "target": "PRK"}),
        ("russia attacks poland", {"attacker": "RUS", "target": "POL"}),
        ("China invades Taiwan", {"attacker": "CHN", "target": "TWN"}),
        ("CHN attacks USA at Guam", {"attacker": "CHN", "target": "USA", "place": "Guam"}),
        ("Ukraine attacks Russia at Kursk",
         {"attacker": "UKR", "target": "RUS", "place": "Kursk region"}),
        ("China attacks a Philippine warship in the South China Sea",
         {"attacker": "CHN", "target": "PHL", "place": "South China Sea", "object": "warship"}),
        ("Cina menyerang kapal perang Filipina di Laut Cina Selatan",
         {"attacker": "CHN", "target": "PHL", "place": "South China Sea", "object": "warship"}),
        ("AS menyerang Cina di Selat Taiwan", {"attacker": "USA", "target": "CHN"}),
        ("Hamas attacks Israel",
         {"attacker": "HAMAS", "target": "ISR", "attacker_kind": "nonstate"}),
    ],
)  # fmt: skip
def test_attacks(words: str, expected: dict[str, Any]) -> None:
    assert parse_event(words, DAY).as_dict() == {"kind": "attack", **expected}


@pytest.mark.parametrize(
    ("words", "supplier", "target", "item"),
    [
        ("Russia supplies missiles to North Korea", "RUS", "PRK", "missiles"),
        ("Rusia memasok rudal balistik ke Korea Utara", "RUS", "PRK", "ballistic missiles"),
        ("North Korea sends artillery shells to Russia", "PRK", "RUS", "artillery ammunition"),
        ("China sells oil to North Korea", "CHN", "PRK", "crude oil"),
        ("Russia supplies weapons to North Korea", "RUS", "PRK", "arms"),
    ],
)
def test_supplies(words: str, supplier: str, target: str, item: str) -> None:
    assert parse_event(words, DAY) == Occurrence.supply(supplier, target, item)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", "Russland erklärt Estland den Krieg"),
        ("es", "Rusia declara la guerra a Estonia"),
        ("fr", "La Russie déclare la guerre à l’Estonie"),
        ("ru", "Россия объявила войну Эстонии"),
        ("uk", "Росія оголосила війну Естонії"),
        ("zh", "俄罗斯向爱沙尼亚宣战"),
    ],
)
def test_war_is_declared_in_other_languages(lang: str, words: str) -> None:
    found = parse_event(words, DAY, lang)
    assert (found.kind, found.attacker, found.target) == ("declare_war", "RUS", "EST")


KINDS = ("declare_war", "occupy", "sanction", "transfer_funds", "threaten")
TOLD = {
    "ar": ["أعلنت روسيا الحرب على إستونيا", "روسيا تحتل إستونيا", "روسيا تفرض عقوبات على إستونيا",
           "روسيا تحول أموالا إلى إستونيا", "روسيا تهدد بمهاجمة إستونيا"],
    "ja": ["ロシアがエストニアに宣戦布告する", "ロシアがエストニアを占領する",
           "ロシアがエストニアに制裁を科す", "ロシアがエストニアに資金を送る",
           "ロシアがエストニアを攻撃すると脅す"],
    "ko": ["러시아가 에스토니아에 선전포고한다", "러시아가 에스토니아를 점령한다",
           "러시아가 에스토니아에 제재를 부과한다", "러시아가 에스토니아에 자금을 송금한다",
           "러시아가 에스토니아를 공격하겠다고 위협한다"],
    "vi": ["Nga tuyên chiến với Estonia", "Nga chiếm đóng Estonia",
           "Nga áp đặt trừng phạt đối với Estonia", "Nga chuyển tiền cho Estonia",
           "Nga đe dọa tấn công Estonia"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "kind", "words"),
    [
        (lang, kind, text)
        for lang, rows in TOLD.items()
        for kind, text in zip(KINDS, rows, strict=True)
    ],
)
def test_events_beyond_attack_in_four_more_languages(lang: str, kind: str, words: str) -> None:
    found = parse_event(words, DAY, lang)
    doer = found.attacker or found.sender or found.supplier
    assert (found.kind, doer, found.target) == (kind, "RUS", "EST")


@pytest.mark.parametrize("words", ["DEU attacks SUN", "West Germany attacks the Soviet Union"])
def test_a_code_is_one_state_where_its_name_means_two(words: str) -> None:
    found = parse_event(words, dt.date(1970, 6, 21))
    assert (found.attacker, found.target) == ("DEU", "SUN")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Russia threatens to attack Estonia",
         {"kind": "threaten", "attacker": "RUS", "target": "EST"}),
        ("RUS threatens EST", {"kind": "threaten", "attacker": "RUS", "target": "EST"}),
        ("Rusia mengancam akan menyerang Estonia",
         {"kind": "threaten", "attacker": "RUS", "target": "EST"}),
        ("North Korea threatens to use nuclear weapons against South Korea",
         {"kind": "threaten", "attacker": "PRK", "target": "KOR", "weapon": "nuclear"}),
        ("Germany declares war on Russia",
         {"kind": "declare_war", "attacker": "DEU", "target": "RUS"}),
        ("Jerman menyatakan perang terhadap Rusia",
         {"kind": "declare_war", "attacker": "DEU", "target": "RUS"}),
        ("Israel occupies southern Lebanon",
         {"kind": "occupy", "attacker": "ISR", "target": "LBN"}),
        ("Russia occupies Crimea",
         {"kind": "occupy", "attacker": "RUS", "target": "UKR", "place": "Crimea"}),
        ("Rusia menduduki Krimea",
         {"kind": "occupy", "attacker": "RUS", "target": "UKR", "place": "Crimea"}),
        ("the USA imposes sanctions on Iran",
         {"kind": "sanction", "sender": "USA", "target": "IRN"}),
        ("AS menjatuhkan sanksi terhadap Iran",
         {"kind": "sanction", "sender": "USA", "target": "IRN"}),
        ("China imposes an arms embargo on North Korea",
         {"kind": "sanction", "sender": "CHN", "target": "PRK", "item": "arms"}),
        ("Russia lifts sanctions on North Korea",
         {"kind": "sanction", "sender": "RUS", "target": "PRK", "lifted": True}),
        ("Rusia mencabut embargo senjata terhadap Korea Utara",
         {"kind": "sanction", "sender": "RUS", "target": "PRK", "item": "arms", "lifted": True}),
        ("Russia transfers funds to North Korea",
         {"kind": "transfer_funds", "supplier": "RUS", "target": "PRK", "item": "funds"}),
        ("Rusia mentransfer dana ke Korea Utara",
         {"kind": "transfer_funds", "supplier": "RUS", "target": "PRK", "item": "funds"}),
        ("Iran funds the Houthis in Yemen",
         {"kind": "transfer_funds", "supplier": "IRN", "target": "YEM", "item": "funds",
          "end_user": "HOUTHI"}),
        ("CHN obliged to fight USA", {"kind": "abduce", "goal": "CHN obliged to fight USA"}),
        ("China obliged to fight the United States",
         {"kind": "abduce", "goal": "CHN obliged to fight USA"}),
    ],
)  # fmt: skip
def test_events_beyond_attack(words: str, expected: dict[str, Any]) -> None:
    assert parse_event(words, DAY).as_dict() == expected


@pytest.mark.parametrize(
    ("words", "stranger"),
    [
        ("Atlantis attacks Iran", "Atlantis"),
        ("Atlantis menyerang Iran", "Atlantis"),
        ("Russia attacks Atlantis", "Atlantis"),
        ("Iran is attacked by Atlantis", "Atlantis"),
        ("Iran diserang oleh Atlantis", "Atlantis"),
        ("ATL attacks IRN", "ATL"),
        ("Narnia supplies missiles to Iran", "Narnia"),
        ("Narnia attacks Iran with Russia", "Narnia"),
        ("Narnia threatens Iran", "Narnia"),
        ("China obliged to fight Narnia", "Narnia"),
    ],
)
def test_a_side_that_nobody_knows_is_named(words: str, stranger: str) -> None:
    with pytest.raises(CasusError, match=f"{stranger}'"):
        parse_event(words, DAY)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Iran attacks", "only Iran"),
        ("attacks Iran", "only Iran"),
        ("USA threatens Iran with sanctions", "THREATEN USA > IRN"),
        ("Iran transfers funds to Hezbollah", "in which state"),
        ("Russia supplies unicorns to North Korea", "no goods of the book"),
    ],
)
def test_what_lacks_a_side_or_is_only_threatened(words: str, told: str) -> None:
    with pytest.raises(UnknownEvent, match=told):
        parse_event(words, DAY)


TOLD_IN = {
    "en": ("Russia buys shells from North Korea", "North Korean shells are bought by Russia",
           "Russia imports coal from North Korea", "North Korea exports coal to Russia"),
    "de": ("Russland kauft Granaten von Nordkorea", "Von Nordkorea kauft Russland Granaten",
           "Granaten aus Nordkorea werden von Russland gekauft",
           "Russland wird Granaten von Nordkorea kaufen", "Russland erhält Raketen aus Nordkorea"),
    "fr": ("La Russie achète des obus à la Corée du Nord",
           "La Corée du Nord vend des obus à la Russie",
           "La Russie reçoit des missiles de la Corée du Nord"),
    "es": ("Rusia compra proyectiles a Corea del Norte",
           "Corea del Norte vende proyectiles a Rusia", "Rusia recibe misiles de Corea del Norte"),
    "id": ("Rusia membeli peluru artileri dari Korea Utara",
           "Peluru artileri dari Korea Utara dibeli oleh Rusia",
           "Korea Utara menjual peluru artileri kepada Rusia"),
    "ru": ("Россия закупает снаряды у Северной Кореи", "Северная Корея продаёт снаряды России"),
    "uk": ("Росія купує снаряди в Північної Кореї", "Північна Корея продає снаряди Росії"),
    "zh": ("俄罗斯从朝鲜购买炮弹", "朝鲜炮弹被俄罗斯购买", "朝鲜向俄罗斯出口煤炭"),
    "ja": ("ロシアは北朝鮮から砲弾を購入した", "北朝鮮はロシアに砲弾を売却した"),
    "ko": ("러시아가 북한으로부터 미사일을 받았다", "북한이 러시아에 포탄을 판매했다"),
    "vi": ("Nga mua đạn pháo của Triều Tiên", "Triều Tiên bán đạn pháo cho Nga"),
    "ar": ("اشترت روسيا قذائف من كوريا الشمالية", "باعت كوريا الشمالية قذائف لروسيا"),
}  # fmt: skip
"""North Korea supplies Russia, told from either side."""
HOSTED_IN = {
    "en": ("Russia hosts North Korean workers", "Russia takes in workers from North Korea",
           "Workers from North Korea are employed by Russia"),
    "de": ("Russland beschäftigt nordkoreanische Arbeiter",
           "Russland nimmt nordkoreanische Arbeiter auf",
           "Russland stellt nordkoreanische Arbeiter ein"),
    "fr": ("La Russie emploie des travailleurs nord-coréens",
           "La Russie embauche des ouvriers de Corée du Nord"),
    "es": ("Rusia emplea a trabajadores norcoreanos",
           "Rusia contrata trabajadores de Corea del Norte"),
    "id": ("Rusia mempekerjakan pekerja Korea Utara",
           "Rusia menerima tenaga kerja Korea Utara"),
    "ru": ("Россия принимает рабочих из Северной Кореи", "Россия использует рабочих из КНДР"),
    "uk": ("Росія наймає північнокорейських робітників",),
    "zh": ("俄罗斯雇用朝鲜工人", "俄罗斯使用来自朝鲜的工人"),
    "ja": ("ロシアは北朝鮮の労働者を受け入れた", "ロシアは北朝鮮の労働者を雇用する"),
    "ko": ("러시아가 북한 노동자를 고용했다", "러시아가 북한으로부터 노동자를 받아들였다"),
    "vi": ("Nga tiếp nhận lao động Triều Tiên", "Nga thuê công nhân Triều Tiên"),
    "ar": ("روسيا تستقدم عمالا من كوريا الشمالية", "استقدمت روسيا عمالة من كوريا الشمالية",
           "روسيا توظف عمالا كوريين شماليين"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"), [(lang, words) for lang, rows in TOLD_IN.items() for words in rows]
)
def test_whoever_buys_is_supplied(lang: str, words: str) -> None:
    found = parse_event(words, DAY, lang)
    assert (found.kind, found.supplier, found.target) == ("supply", "PRK", "RUS")


@pytest.mark.parametrize(
    ("lang", "words"), [(lang, words) for lang, rows in HOSTED_IN.items() for words in rows]
)
def test_whoever_employs_workers_hosts_them(lang: str, words: str) -> None:
    found = parse_event(words, DAY, lang)
    assert (found.kind, found.supplier, found.target) == ("host_workers", "PRK", "RUS")


SENT_HOME_IN = {
    "en": ("Russia sends back workers to North Korea", "Russia expels North Korean workers",
           "North Korean workers are deported by Russia"),
    "de": ("Russland schickt nordkoreanische Arbeiter zurück",),
    "fr": ("La Russie renvoie des travailleurs nord-coréens",),
    "es": ("Rusia devuelve trabajadores a Corea del Norte",),
    "id": ("Rusia memulangkan pekerja Korea Utara",),
    "ru": ("Россия высылает северокорейских рабочих",),
    "uk": ("Росія висилає північнокорейських робітників",),
    "zh": ("俄罗斯遣返朝鲜工人",), "ja": ("ロシアは北朝鮮の労働者を追放した",),
    "ko": ("러시아가 북한 노동자를 추방했다",), "vi": ("Nga trục xuất lao động Triều Tiên",),
    "ar": ("روسيا ترحل عمالا كوريين شماليين",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"), [(lang, words) for lang, rows in SENT_HOME_IN.items() for words in rows]
)
def test_workers_who_are_sent_home_are_neither_hosted_nor_supplied(lang: str, words: str) -> None:
    with pytest.raises(UnknownEvent, match="neither hosted nor supplied"):
        parse_event(words, DAY, lang)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Russia trades coal with North Korea", "who supplies whom"),
        ("Russia does not buy shells from North Korea", "denies"),
        ("Russia did not attack Moldova", "denies"),
        ("Iran buys attack drones from Russia for the Houthis in Yemen", "more sides than two"),
        ("Russia violates sanctions on North Korea", "no event the engine knows"),
        ("Russia vetoes sanctions on North Korea", "no event the engine knows"),
        ("North Korea sends troops to Russia", "no event the engine knows"),
        ("Poland deploys troops to the border with Belarus", "no event the engine knows"),
        ("NATO attacks Serbia", "name the states"),
        ("Russia invades the Baltic states", "EST, LTU, LVA"),
        ("Is NATO obliged to help if Turkey is attacked by Syria?", "leave it out"),
        ("Russia attacks Russia", "the same state"),
        ("kor attacks prk", "in capitals"),
        ("Germany mobilises against Russia and France", "ask for each"),
    ],
)
def test_what_would_be_misread_is_refused(words: str, told: str) -> None:
    with pytest.raises(UnknownEvent, match=told):
        parse_event(words, DAY)


@pytest.mark.parametrize(
    "words",
    ["Iran wird von Israel angegriffen", "Iran is attacked by Israel", "伊朗被以色列攻击",
     "L'Iran est attaqué par Israël", "イランがイスラエルに攻撃された",
     "이란이 이스라엘에 의해 공격받았다", "تعرضت إيران لهجوم من إسرائيل"],
)  # fmt: skip
def test_who_is_attacked_does_not_attack(words: str) -> None:
    found = parse_event(words, DAY)
    assert (found.attacker, found.target) == ("ISR", "IRN")


def test_forces_of_the_attacker_are_not_what_is_attacked() -> None:
    assert parse_event("North Korean soldiers attack Ukraine", DAY).object == "territory"
    assert parse_event("Iranian forces attack American troops", DAY).object == "forces"


ATTACKS = {
    "en": "{} attacks {}", "id": "{} menyerang {}", "de": "{} greift {} an", "fr": "{} attaque {}",
    "es": "{} ataca a {}", "ru": "{} атакует {}", "uk": "{} атакує {}", "zh": "{}攻击{}",
    "ja": "{}が{}を攻撃した", "ko": "{}가 {}를 공격했다", "vi": "{} tấn công {}",
    "ar": "{} تهاجم {}",
}  # fmt: skip


@pytest.mark.parametrize(
    ("year", "one", "other"),
    [(1970, "DDR", "DEU"), (1970, "PRK", "KOR"), (1979, "YMD", "YEM"), (1965, "VNM", "RVN"),
     (1970, "CHN", "TWN"), (1866, "PRU", "AUT"), (1914, "AUH", "SRB"), (1992, "YUG", "HRV"),
     (2024, "COD", "RWA"), (2024, "SWE", "PRT")],
)  # fmt: skip
def test_codes_mean_what_they_say_in_every_language(year: int, one: str, other: str) -> None:
    """Where the names of two states are much the same, too, and in both directions."""
    for lang, pattern in ATTACKS.items():
        for doer, target in ((one, other), (other, one)):
            found = parse_event(pattern.format(doer, target), dt.date(year, 6, 1), lang)
            assert found.as_dict() == {"kind": "attack", "attacker": doer, "target": target}


def test_codes_and_names_together() -> None:
    day = dt.date(1970, 1, 1)
    assert parse_event("East Germany attacks DEU", day).target == "DEU"
    assert parse_event("中国攻击TWN", DAY).target == "TWN"
    with pytest.raises(UnknownEvent, match="DDR, DEU"):
        parse_event("Soviet Union attacks Germany", day)


@pytest.mark.parametrize(
    ("words", "lang"),
    [("The UN Security Council imposes sanctions on Iran", "en"),
     ("The UN imposes sanctions on Iran", "en"),
     ("Dewan Keamanan PBB menjatuhkan sanksi terhadap Iran", "id"),
     ("Der UN-Sicherheitsrat verhängt Sanktionen gegen Iran", "de"),
     ("Le Conseil de sécurité de l'ONU impose des sanctions à l'Iran", "fr"),
     ("Совет Безопасности ООН вводит санкции против Ирана", "ru")],
)  # fmt: skip
def test_the_council_imposes_sanctions(words: str, lang: str) -> None:
    expected = {"kind": "sanction", "sender": "UNSC", "target": "IRN"}
    assert parse_event(words, DAY, lang).as_dict() == expected


@pytest.mark.parametrize(
    ("words", "attacker", "against"),
    [("Germany mobilises against Russia", "DEU", "RUS"),
     ("Deutschland macht gegen Russland mobil", "DEU", "RUS"),
     ("La France mobilise contre l'Allemagne", "FRA", "DEU"),
     ("Россия объявляет мобилизацию против Германии", "RUS", "DEU"),
     ("Jerman memobilisasi pasukan melawan Rusia", "DEU", "RUS")],
)  # fmt: skip
def test_a_mobilisation_against_somebody(words: str, attacker: str, against: str) -> None:
    found = parse_event(words, dt.date(1914, 7, 30)).as_dict()
    assert found == {"kind": "mobilise", "attacker": attacker, "against": against}


def test_a_mobilisation() -> None:
    assert parse_event("Germany mobilises", DAY).as_dict() == {
        "kind": "mobilise",
        "attacker": "DEU",
    }


def test_names_are_those_of_the_day() -> None:
    assert parse_event("Russia attacks Finland", dt.date(1985, 1, 1)).attacker == "SUN"


def test_an_object_is_taken_as_it_is() -> None:
    event = '{"kind": "attack", "attacker": "KOR", "target": "PRK", "provoked": true}'
    assert parse_event(event, DAY).provoked
    with pytest.raises(UnknownEvent, match="no JSON"):
        parse_event('{"kind": ', DAY)
    with pytest.raises(UnknownEvent, match="invade"):
        parse_event('{"kind": "invade"}', DAY)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("France sings", "KOR attacks PRK"),
        ("", "characters"),
        ("x" * 500, "characters"),
        ("Iran seizes a British tanker", "COERCE IRN > GBR"),
        ("Russia and China attack Japan", "ask for each"),
        ("Russia supplies missiles to North Korea and China", "ask for each"),
    ],
)
def test_what_is_no_event_says_what_was_understood(words: str, told: str) -> None:
    with pytest.raises(UnknownEvent, match=told):
        parse_event(words, DAY)


def test_a_language_without_a_pack_is_refused() -> None:
    with pytest.raises(UnknownEvent, match="'nl' has no pack"):
        parse_event("Rusland valt Polen aan", DAY, "nl")


def test_a_place_that_the_book_lacks_is_named() -> None:
    assert unknown_place("AS menyerang Cina di Selat Taiwan", "id") == "Selat Taiwan"
    assert unknown_place("China attacks Japan near Yonaguni Island", "en") == "Yonaguni Island"
    assert unknown_place("CHN attacks USA at Guam", "en") is None
    assert unknown_place("KOR attacks PRK") is None


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_words_give_an_event_or_a_plain_refusal(words: str) -> None:
    try:
        kind = parse_event(words, DAY, "en").kind
    except CasusError as err:
        kind = type(err).__name__
    assert kind in {"attack", "supply", "mobilise", "UnknownEvent", "UnknownActor"}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("give: [sell]\nlend: [lend]\n", 2, "unknown key 'lend'"),
        ("give: [sell]\n\ntake: buy\n", 3, "list of words"),
        ("give:\n- sell\n- 7\n", 3, "no word"),
        ("- sell\n", 1, "expected keys"),
        ("give: [sell\n", 2, "YAML"),
    ],
)
def test_malformed_words_for_deeds_name_file_and_line(
    tmp_path: Path, text: str, line: int, why: str
) -> None:
    (tmp_path / "deeds.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=why) as caught:
        load_deeds("xx", tmp_path)
    assert caught.value.line == line
    assert caught.value.path.endswith("deeds.yaml")


TWO_IN = {
    "en": ("Russia attacks Ukraine and Ukraine attacks Russia",
           "Russia attacks Ukraine, then Ukraine attacks Russia"),
    "de": ("Russland greift die Ukraine an und die Ukraine greift Russland an",),
    "fr": ("La Russie attaque l'Ukraine puis l'Ukraine attaque la Russie",),
    "es": ("Rusia ataca a Ucrania y Ucrania ataca a Rusia",),
    "id": ("Rusia menyerang Ukraina lalu Ukraina menyerang Rusia",),
    "ru": ("Россия атакует Украину, а Украина атакует Россию",),
    "uk": ("Росія атакує Україну, потім Україна атакує Росію",),
    "zh": ("俄罗斯攻击乌克兰，然后乌克兰攻击俄罗斯",),
    "ja": ("ロシアがウクライナを攻撃し、その後ウクライナがロシアを攻撃した",),
    "ko": ("러시아가 우크라이나를 공격했다 그리고 우크라이나가 러시아를 공격했다",),
    "vi": ("Nga tấn công Ukraine và Ukraine tấn công Nga",),
    "ar": ("روسيا تهاجم أوكرانيا ثم أوكرانيا تهاجم روسيا",
           "روسيا تهاجم أوكرانيا وأوكرانيا تهاجم روسيا"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"), [(lang, words) for lang, rows in TWO_IN.items() for words in rows]
)
def test_two_events_in_a_sentence_are_told_in_order(lang: str, words: str) -> None:
    found = [(event.attacker, event.target) for event in parse_events(words, DAY, lang)]
    assert found == [("RUS", "UKR"), ("UKR", "RUS")]
    with pytest.raises(UnknownEvent, match="2 events in order"):
        parse_event(words, DAY, lang)


def test_who_acts_again_need_not_be_named_again() -> None:
    one, other = parse_events("Russia attacks Ukraine and supplies missiles to Iran", DAY)
    assert (one.kind, other) == ("attack", Occurrence.supply("RUS", "IRN", "missiles"))


@pytest.mark.parametrize(
    "words",
    ["Bosnia and Herzegovina attacks Serbia", "Russia supplies missiles and shells to Iran",
     "Iran attacks Israel at sea, near Haifa"],
)  # fmt: skip
def test_what_is_joined_within_one_event_does_not_part_it(words: str) -> None:
    assert len(parse_events(words, DAY)) == 1


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Russia attacks Ukraine, Ukraine sings and France attacks Russia", "2 of 3.*'Ukraine sin"),
        ("Russia attacks Ukraine and Ukraine sings", "2 of 2.*'Ukraine sings'"),
        ("Russia attacks Ukraine then it rains", "2 of 2.*'it rains'"),
        ("Russia attacks Ukraine and Narnia attacks Russia", "2 of 2.*known as 'Narnia'"),
        ("Atlantis attacks Iran, then Iran attacks Israel", "1 of 2.*known as 'Atlantis'"),
    ],
)
def test_a_part_that_is_no_event_is_named(words: str, part: str) -> None:
    with pytest.raises(UnknownEvent, match=part):
        parse_events(words, DAY)


@pytest.mark.parametrize(
    ("words", "target", "place"),
    [
        ("Argentina invades the Falklands", "GBR", "Falkland Islands"),
        ("the Falklands are invaded by Argentina", "GBR", "Falkland Islands"),
        ("Argentina attacks the British Falklands", "GBR", "Falkland Islands"),
        ("China attacks the Senkaku islands", "JPN", "Senkaku Islands"),
        ("RUS attacks GUM", "USA", "Guam"),
        ("China attacks Kinmen", "TWN", "Quemoy"),
        ("Ukraine attacks Crimea", "RUS", "Crimea"),
        ("Russia attacks Crimea", "UKR", "Crimea"),  # whoever governs it does not attack it
        ("China invades Taiwan", "TWN", None),  # a state is no place
        ("Russia attacks Ukraine from Crimea", "UKR", None),
    ],
)
def test_a_place_stands_for_whoever_governs_it(words: str, target: str, place: str | None) -> None:
    found = parse_event(words, DAY)
    assert (found.kind, found.target, found.place) == ("attack", target, place)


def test_who_governs_a_place_is_asked_of_the_day() -> None:
    assert parse_event("China attacks the Senkaku islands", dt.date(1970, 1, 1)).target == "USA"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Russia attacks Guam"), ("de", "Russland greift Guam an"),
     ("fr", "La Russie attaque Guam"), ("es", "Rusia ataca Guam"), ("id", "Rusia menyerang Guam"),
     ("ru", "Россия атакует Гуам"), ("uk", "Росія атакує Гуам"), ("zh", "俄罗斯攻击关岛"),
     ("ja", "ロシアがグアムを攻撃した"), ("ko", "러시아가 괌을 공격했다"),
     ("vi", "Nga tấn công Guam"), ("ar", "روسيا تهاجم غوام")],
)  # fmt: skip
def test_a_territory_is_a_place_in_every_language(lang: str, words: str) -> None:
    found = parse_event(words, DAY, lang)
    assert (found.attacker, found.target, found.place) == ("RUS", "USA", "Guam")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Azerbaijan attacks Nagorno-Karabakh", "nobody who governs Nagorno-Karabakh"),
        ("Russia attacks Bermuda", "Bermuda is a territory.*GBR"),
        ("Russia attacks Narnia Island", "known as 'Narnia Island'"),
    ],
)
def test_a_place_that_stands_for_nobody_is_refused(words: str, told: str) -> None:
    with pytest.raises(UnknownEvent, match=told):
        parse_event(words, DAY)


def test_a_place_that_several_govern_is_refused() -> None:
    with pytest.raises(UnknownEvent, match="governed by FRA, GBR, USA"):
        parse_event("the Soviet Union attacks West Berlin", dt.date(1961, 8, 13))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Hezbollah attacks Israel from Lebanon"),
     ("de", "Die Hisbollah greift Israel aus dem Libanon an"),
     ("id", "Hizbullah menyerang Israel dari Lebanon"),
     ("ru", "Хезболла атакует Израиль из Ливана"), ("zh", "真主党从黎巴嫩攻击以色列"),
     ("ja", "ヒズボラはレバノンからイスラエルを攻撃した"),
     ("ar", "حزب الله يهاجم إسرائيل من لبنان")],
)  # fmt: skip
def test_from_where_an_attack_comes_is_not_covered(lang: str, words: str) -> None:
    with pytest.raises(UnknownEvent, match=r'not covered.*"attributed_to": "LBN"'):
        parse_event(words, DAY, lang)
