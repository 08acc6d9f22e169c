"""What the order of words tells, and what one sentence tells of another."""

from __future__ import annotations

import datetime as dt

import pytest

from casus.extract import read_statements
from casus.model import Article, Event, Statement

DAY = dt.date(2024, 6, 21)


def told(lang: str, text: str) -> list[Statement]:
    """The statements of a text."""
    return read_statements(Article("t", "t", text, lang, None, DAY, "given"))


def short(event: Event | None) -> str:
    """An event in a line."""
    if event is None:
        return ""
    return f"{event.type} {'+'.join(event.actor)}>{'+'.join(event.recipient)}"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Moscow warned Seoul not to arm Kyiv."),
        ("id", "Rusia memperingatkan Korea Selatan agar tidak memasok senjata ke Ukraina."),
        ("es", "Moscú advirtió a Seúl de que no enviara armas a Kiev."),
        ("ru", "Москва предостерегла Сеул от поставок оружия Украине."),
        ("uk", "Москва застерегла Сеул від постачання зброї Україні."),
        ("zh", "俄罗斯警告韩国不要向乌克兰提供武器。"),
        ("vi", "Nga cảnh báo Hàn Quốc không được cung cấp vũ khí cho Ukraine."),
    ],
)
def test_what_a_warning_forbids_is_its_condition(lang: str, text: str) -> None:
    [statement] = told(lang, text)
    assert short(statement.event) == "THREATEN RUS>KOR"
    assert short(statement.condition) == "AID KOR>UKR"
    assert statement.content is None


def test_what_is_blamed_is_the_deed_told_before() -> None:
    text = "Iran attacked Israel. The United States called the strike outrageous."
    blame = told("en", text)[-1]
    assert (short(blame.event), short(blame.content)) == ("ACCUSE USA>IRN", "ASSAULT IRN>ISR")


def test_who_suffers_a_passive_is_no_party_to_what_stands_before() -> None:
    pact_made = "Putin dan Kim Jong Un meneken pakta di Pyongyang"
    text = f"{pact_made}, Barat diperingatkan agar tidak ikut campur."
    pact, threat = told("id", text)
    assert "WEST" not in pact.event.actor
    assert threat.event.recipient == ("WEST",)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Barat diperingatkan agar tidak ikut campur oleh Putin."),
        pytest.param(
            "de",
            "Der Westen wurde von Russland vor einem Angriff gewarnt.",
            marks=pytest.mark.xfail(strict=True, reason="the attack warned of is told as planned"),
        ),
        ("en", "The West was warned by Russia not to interfere."),
    ],
)
def test_who_suffers_a_passive_does_not_act(lang: str, text: str) -> None:
    [threat] = told(lang, text)
    assert short(threat.event) == "THREATEN RUS>WEST"


def test_what_only_its_tag_takes_for_a_passive_has_its_actor() -> None:
    [recognition] = told("en", "Ireland, Spain and Norway formally recognised a Palestinian state.")
    assert short(recognition.event) == "SUPPORT ESP+IRL+NOR>PSE"


def test_two_names_at_the_head_of_a_line_act_together() -> None:
    [drills] = told("en", "Turkey, Greece hold drills.")
    assert drills.event.actor == ("GRC", "TUR")


def test_arabic_subjects_stand_behind_their_verb() -> None:
    shot, *_ = told("ar", "أسقطت باكستان مقاتلة هندية فوق كشمير وأسرت طيارها.")
    assert short(shot.event) == "ASSAULT PAK>IND"


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "The embassy of Denmark was bombed by Germany.", "ASSAULT DEU>DNK"),
        ("en", "Relations with Iran were severed by Canada.", "SANCTION CAN>IRN"),
        ("de", "Kiew wurde von Russland angegriffen.", "ASSAULT RUS>UKR"),
        ("es", "Kiev fue atacada por Rusia.", "ASSAULT RUS>UKR"),
        ("fr", "Kiev a été bombardée par la Russie.", "ASSAULT RUS>UKR"),
        ("ru", "Киев был атакован Россией.", "ASSAULT RUS>UKR"),
        ("uk", "Київ було атаковано Росією.", "ASSAULT RUS>UKR"),
    ],
)
def test_a_passive_is_told_by_its_form_or_its_auxiliary(lang: str, text: str, event: str) -> None:
    [statement] = told(lang, text)
    assert (short(statement.event), statement.status) == (event, "actual")


@pytest.mark.parametrize(
    ("lang", "text", "status"),
    [
        ("en", "Germany to send tanks to Ukraine.", "planned"),
        ("de", "Russland wird Kiew angreifen.", "planned"),
        ("fr", "La Pologne expulsera trois diplomates russes.", "planned"),
        ("fr", "La Pologne aurait expulsé trois diplomates russes.", "possible"),
    ],
)
def test_what_is_yet_to_come_is_told_by_the_verb_or_the_words_before_it(
    lang: str, text: str, status: str
) -> None:
    [statement] = told(lang, text)
    assert statement.status == status


def test_whoever_stands_beside_a_verb_fills_its_roles() -> None:
    [shelled] = told("en", "Ukrainian towns came under attack from Russia.")
    assert short(shelled.event) == "ASSAULT RUS>UKR"
    [offered] = told("en", "Ecowas offered to mediate.")
    assert offered.event.actor == ("ECOWAS",)


@pytest.mark.parametrize(
    ("newest", "below", "event"),
    [
        (
            "Burkina Faso broke off talks with Paris.",
            "The African Union condemned the raid.",
            "ACCUSE AU>",
        ),
        ("Russia bombed Kharkiv.", "Washington offered help.", "AGREE USA>"),
    ],
)
def test_nobody_in_a_live_blog_is_spoken_of_below_the_entry(
    newest: str, below: str, event: str
) -> None:
    older_last = told("en", f"20 June 2024\n{newest}\n19 June 2024\n{below}")
    assert short(older_last[-1].event) == event
    chronicle = told("en", f"19 June 2024\n{newest}\n20 June 2024\n{below}")
    assert short(chronicle[-1].event) != event, "what came before may be spoken of"


@pytest.mark.parametrize(
    ("lang", "text", "event", "condition"),
    [
        ("ru", "В случае отказа Хартума Эфиопия прекратит поставки зерна в Судан.",
         "THREATEN ETH>SDN", "REJECT SDN>ETH"),
        ("ar", "إذا هاجمت الصين تايوان ستفرض اليابان عقوبات",
         "THREATEN JPN>CHN", "ASSAULT CHN>TWN"),
        ("vi", "Nếu Khartoum từ chối Ethiopia sẽ ngừng xuất khẩu lúa mì sang Sudan.",
         "THREATEN ETH>SDN", "REJECT SDN>ETH"),
        ("en", "If China attacks Taiwan Japan will impose sanctions on Beijing.",
         "THREATEN JPN>CHN", "ASSAULT CHN>TWN"),
        # with a comma, and with what is said in the condition itself
        ("en", "If China attacks Taiwan, Japan will impose sanctions on Beijing.",
         "THREATEN JPN>CHN", "ASSAULT CHN>TWN"),
    ],
)  # fmt: skip
def test_a_condition_ends_before_who_acts_in_what_is_yet_to_come(
    lang: str, text: str, event: str, condition: str
) -> None:
    assert (event, condition) in [(short(s.event), short(s.condition)) for s in told(lang, text)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("احتُجز بحاران صينيان من قبل خفر السواحل الفلبيني.", "COERCE PHL>CHN"),
        ("قُصفت بلدة سورية من قبل تركيا.", "ASSAULT TUR>SYR"),
        ("يُتهم رئيس رواندا من قبل الكونغو بدعم المتمردين.", "ACCUSE COD>RWA"),
        ("تم الإفراج عن ثلاثة بحارة هنود من قبل إيران.", "CONCEDE IRN>IND"),
        ("تم اعتقال صيادين فيتناميين على يد خفر السواحل الصيني.", "COERCE CHN>VNM"),
        ("تم تسليم عشر مدرعات إلى تشاد من قبل فرنسا.", "AID FRA>TCD"),
        ("اعتقلت إيران صحفيا فرنسيا.", "COERCE IRN>"),
        ("أدانت فرنسا قصف أوكرانيا من قبل روسيا.", "ACCUSE FRA>RUS"),
    ],
)
def test_in_arabic_a_passive_is_told_by_whom_it_is_done(text: str, event: str) -> None:
    [statement] = told("ar", text)
    assert short(statement.event) == event
