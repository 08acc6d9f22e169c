"""What sentences of both languages tell, and what no text may do to the reading."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.extract import read_statements
from casus.extract.encoder import load_encoder
from casus.extract.statements import draft_article
from casus.lang import packs
from casus.model import Article, Event, Statement

DAY = dt.date(2024, 6, 21)


def _read(text: str, lang: str) -> list[Statement]:
    return read_statements(Article("t", "t", text, lang, published=DAY))


@pytest.mark.parametrize(
    ("lang", "text", "kind", "actor", "recipient"),
    [
        ("en", "Russia invaded Ukraine.", "ASSAULT", ("RUS",), ("UKR",)),
        ("en", "Ukraine was invaded by Russia.", "ASSAULT", ("RUS",), ("UKR",)),
        ("en", "Paris recalled its ambassador from Canberra.", "SANCTION", ("FRA",), ("AUS",)),
        ("id", "Rusia menyerang Ukraina.", "ASSAULT", ("RUS",), ("UKR",)),
        ("id", "Ukraina diserang Rusia.", "ASSAULT", ("RUS",), ("UKR",)),
        ("id", "Jepang mengirim bantuan pangan ke Filipina.", "AID", ("JPN",), ("PHL",)),
    ],
)
def test_who_does_what_to_whom(
    lang: str, text: str, kind: str, actor: tuple[str, ...], recipient: tuple[str, ...]
) -> None:
    told = [(s.event.type, s.event.actor, s.event.recipient) for s in _read(text, lang)]
    assert (kind, actor, recipient) in told


@pytest.mark.parametrize(
    ("lang", "text", "status"),
    [
        ("en", "France did not attack Germany.", "negated"),
        ("en", "France will send tanks to Ukraine.", "planned"),
        ("id", "Prancis tidak menyerang Jerman.", "negated"),
        ("id", "Prancis akan mengirim tank ke Ukraina.", "planned"),
    ],
)
def test_status(lang: str, text: str, status: str) -> None:
    assert [s.status for s in _read(text, lang)] == [status]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia threatened to attack Japan if South Korea supplies weapons to Ukraine."),
        (
            "id",
            "Rusia mengancam akan menyerang Jepang jika Korea Selatan memasok senjata ke Ukraina.",
        ),
    ],
)
def test_a_threat_with_its_condition(lang: str, text: str) -> None:
    [threat] = [s for s in _read(text, lang) if s.event.type == "THREATEN"]
    assert threat.event.actor == ("RUS",)
    assert threat.content is not None
    assert threat.content.type == "ASSAULT"
    assert threat.condition is not None
    assert (threat.condition.type, threat.condition.actor) == ("AID", ("KOR",))
    assert threat.speaker == ("RUS",)


def test_sport_is_no_statement() -> None:
    assert _read("Brazil attacked down the left and Spain defended their goal.", "en") == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Russia", "Putin", "attacked", "Ukraine", "if", "“", "”", '"', ".", ",", "said", "he",
             "will", "not", "\n", "🙂", "\u202e", "عربي", "in", "Kyiv", "weapons", "supplied"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_every_quote_lies_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for statement in _read(text, "en"):
        assert text[statement.start : statement.end] == statement.quote
        assert statement.event.actor
        assert statement.rule


def test_a_long_text_without_stops_is_read() -> None:
    text = "Russia attacked Ukraine and " * 700
    assert all(text[s.start : s.end] == s.quote for s in _read(text, "en"))


@pytest.mark.parametrize("lang", packs())
@pytest.mark.parametrize(
    "noise",
    ["\ud83d", "\u200f", "\u0640", " ـ ", "\u0301", "😀", "「", "\u202bDie Рука 北京", "=", "~ <"],
)
def test_no_sign_breaks_a_reading(lang: str, noise: str) -> None:
    text = f"{noise}NATO {noise} Moscow, {noise}ISIS{noise}. NATO{noise}"
    for statement in _read(text, lang):
        assert text[statement.start : statement.end] == statement.quote


@pytest.mark.parametrize(
    ("text", "content", "condition"),
    [
        ("Moscow warned Seoul not to arm Kyiv.", None, "AID"),  # the frame forbids its content
        ("Russia threatened to bomb Poland if Germany sends tanks to Ukraine.", "ASSAULT", "AID"),
        ("Russia bombed Kyiv.", None, None),
    ],
)
def test_what_the_words_tell_stays(text: str, content: str | None, condition: str | None) -> None:
    [told] = _read(text, "en")
    assert (told.content.type if told.content else None) == content
    assert (told.condition.type if told.condition else None) == condition
    assert "heard" not in told.rule


def test_what_stands_behind_a_demand_in_its_sentence_is_not_always_demanded() -> None:
    text = (
        "Rwanda demanded on Monday that Uganda hand over two officers, and threatened to close "
        "the border unless they were in Kigali by Friday."
    )
    told = {(s.event.type, s.event.actor, s.event.recipient) for s in _read(text, "en")}
    assert told == {("REQUEST", ("RWA",), ("UGA",)), ("THREATEN", ("RWA",), ("UGA",))}


def test_an_event_told_thrice_is_one_record_with_three_quotes() -> None:
    text = (
        "Russia invades Ukraine\n\nRussia invaded Ukraine on Thursday. Poland closed its "
        "embassy in Minsk. It is the third day since Russia invaded Ukraine."
    )
    found = [s for s in _read(text, "en") if s.event.type == "ASSAULT"]
    assert len(found) == 1
    assert len(found[0].also) == 2
    assert all(text[words.start : words.end] == words.quote for words in found[0].also)


def test_what_two_sources_tell_is_two_records() -> None:
    text = "Iran said Israel had bombed Syria. Turkey said Israel had bombed Syria."
    assert [s.speaker for s in _read(text, "en")] == [("IRN",), ("TUR",)]


def test_a_source_told_once_holds_for_the_same_told_again() -> None:
    text = "Israel bombed Syria. Iran said Israel had bombed Syria."
    found = _read(text, "en")
    assert [(s.speaker, len(s.also)) for s in found] == [(("IRN",), 1)]


def test_a_statement_of_a_live_blog_has_the_day_of_its_entry() -> None:
    text = (
        "20 June, 10:40\nRussia and North Korea signed a pact.\n"
        "19 June, 21:15\nSouth Korea condemned the visit.\n"
    )
    article = Article("live", "-", text, "en", published=dt.date(2024, 6, 20))
    told = {s.event.type: s.day for s in read_statements(article)}
    assert told["AGREE"] is None  # the article's own
    assert told["ACCUSE"] == dt.date(2024, 6, 19)


def test_whom_a_sentence_names_as_the_object_suffers_and_not_another_of_the_text() -> None:
    text = (
        "China shelled Poland on Friday. India attacked France on Monday. "
        "Indian troops attacked a French outpost. Iran sent arms to India on Friday."
    )
    told = [(s.event.actor, s.event.recipient) for s in _read(text, "en")]
    assert (("IND",), ("FRA",)) in told
    assert not any("CHN" in recipient for _, recipient in told)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "L'Algérie ne cédera pas à la France."),
        ("fr", "« Nous ne céderons pas », a déclaré l'Algérie à la France."),
        ("en", "The EU is not considering sanctions on Turkey."),
        ("en", "The EU said it was not considering sanctions on Turkey."),
    ],
)
def test_what_is_denied_is_not_told_as_done(lang: str, text: str) -> None:
    for statement in _read(text, lang):
        assert statement.event.type == "REJECT" or statement.status == "negated"


@pytest.mark.parametrize(
    ("lang", "text", "kind", "status"),
    [
        ("fr", "L'Algérie ne cédera pas à la France.", "CONCEDE", "negated"),
        ("fr", "L'Algérie ne négociera pas avec la France.", "CONSULT", "negated"),
        ("en", "Iran did not accept the offer of the United States.", "REJECT", "actual"),
    ],
)
def test_a_deed_that_a_pattern_denies_is_denied_and_what_is_said_is_refused(
    lang: str, text: str, kind: str, status: str
) -> None:
    told = [s for s in _read(text, lang) if s.event.type in {kind, "REJECT"}]
    assert [(s.event.type, s.status) for s in told] == [(kind, status)]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Iran bricht die Gespräche mit den USA nicht ab.", "SANCTION", "negated"),
        ("Iran bricht die Gespräche mit den USA ab.", "SANCTION", "actual"),
        ("Ungarn lehnt den Vorschlag der EU nicht ab.", "REJECT", "negated"),
        ("Russland stellt das Feuer noch nicht ein.", "RETREAT", "negated"),
        ("Iran bricht die Gespräche mit den USA in Genf ohne Ergebnis ab.", "SANCTION", "actual"),
        ("Moskau weist die Vorwürfe Londons als nicht zutreffend zurück.", "REJECT", "actual"),
        ("Ungarn lehnt die von der EU in Brüssel beschlossenen Sanktionen ab.", "REJECT", "actual"),
        ("Die Ukraine nimmt das Angebot Russlands nicht an.", "REJECT", "actual"),
        ("Spanien erkennt das Kosovo nicht an.", "REJECT", "actual"),
    ],
)
def test_what_denies_a_separable_verb_may_stand_far_behind_it(
    text: str, kind: str, status: str
) -> None:
    assert status in [s.status for s in _read(text, "de") if s.event.type == kind]


@pytest.mark.parametrize(
    ("text", "depends"),
    [
        ("Usulan gencatan senjata disampaikan Mesir kepada Israel dan Hamas.", False),
        ("Israel akan menyerang Gaza sampai Hamas menyerah.", True),
        ("Russia sent few tanks, if any, to Syria.", False),
        ("China will make few if any concessions to the United States.", False),
        ("China will close the strait if any more American ships sail there.", True),
    ],
)
def test_a_word_that_only_looks_like_one_is_no_marker(text: str, depends: bool) -> None:
    lang = "id" if "Israel" in text else "en"
    drafted = draft_article(Article("a", "a", text, lang), encoder=load_encoder())
    assert any(d.scene.conditions for d in drafted) is depends


@pytest.mark.parametrize(
    ("lang", "text", "quotes"),
    [
        (
            "en",
            "Ukraine shelled Belgorod on Monday and bombed Kursk on Tuesday.",
            ["Ukraine shelled Belgorod", "bombed Kursk on Tuesday"],
        ),
        (
            "zh",
            "印度驱逐三名巴基斯坦武官，并停止两国之间的贸易。",
            ["印度驱逐三名巴基斯坦武官", "停止两国之间的贸易"],
        ),
        ("en", "Iran accused Iraq, blaming Baghdad for the raid.", ["Iran accused Iraq"]),
    ],
)
def test_two_of_a_kind_in_a_sentence_are_two_if_both_are_sure(
    lang: str, text: str, quotes: list[str]
) -> None:
    first, *_ = found = _read(text, lang)
    same = [s for s in found if s.event.bare == first.event.bare]
    assert [s.quote for s in same] == quotes
    assert not any(s.also for s in same)


def test_what_is_told_again_later_is_the_first_of_two() -> None:
    text = "Ukraine shelled Belgorod on Monday and bombed Kursk on Tuesday. Ukraine shelled Kursk."
    first, second = _read(text, "en")
    assert [again.quote for again in first.also] == ["Ukraine shelled Kursk"]
    assert not second.also
    text = "Russia did not attack Ukraine in May, but Russia attacked Ukraine in June. "
    denied, done = _read(f"{text}Russia attacked Ukraine again in July.", "en")
    assert (denied.status, done.status) == ("negated", "actual")
    assert len(done.also) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Kremlin declined to comment on the report."),
        ("en", "The Chinese foreign ministry did not respond to a request for comment."),
        ("id", "Kremlin menolak berkomentar tentang laporan itu."),
        ("es", "Israel se negó a hacer comentarios."),
        ("fr", "Le Kremlin a refusé de commenter ces informations."),
        ("de", "Der Kreml lehnte einen Kommentar ab."),
        ("ru", "Израиль отказался комментировать сообщение."),
        ("uk", "Ізраїль відмовився коментувати повідомлення."),
        ("zh", "以色列拒绝对此发表评论。"),
        ("vi", "Israel từ chối bình luận về thông tin này."),
        ("ja", "イスラエル軍はコメントを拒否した。"),
        ("ko", "이스라엘군은 논평을 거부했다."),
        ("ar", "رفض الكرملين التعليق على التقرير."),
    ],
)
def test_to_decline_to_comment_is_no_refusal(lang: str, text: str) -> None:
    assert _read(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Kremlin declined to withdraw its troops from Ukraine."),
        ("de", "China lehnte den Vorwurf der USA in einer Stellungnahme ab."),
        ("de", "China lehnte den Vorschlag der EU ab und äußerte Kritik an Brüssel."),
        ("ar", "رفضت روسيا التعليق المؤقت للعمليات العسكرية في أوكرانيا"),
        ("zh", "中国拒绝美国的要求，外交部作出评论。"),
        ("ru", "МИД Ирана отказался от встречи в комментарии агентству."),
        ("fr", "L'Iran refuse de répondre aux questions de l'AIEA."),
        ("id", "Iran menolak menjawab pertanyaan IAEA."),
    ],
)
def test_to_decline_anything_else_is_one(lang: str, text: str) -> None:
    assert "REJECT" in {statement.event.type for statement in _read(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Tokyo declined to say whether it would supply arms to Manila."),
        ("en", "The Kremlin refused to say if it would send troops to Mali."),
        ("id", "Brasil menolak mengatakan apakah akan memasok senjata ke Manila."),
        ("en", "Moscow refused to say whether Iran and Iraq had attacked Kuwait."),
    ],
)
def test_what_somebody_does_not_say_is_not_told(lang: str, text: str) -> None:
    assert read_statements(Article("a", "-", text, lang)) == []


def test_what_stands_before_or_behind_it_is() -> None:
    text = "Moscow refused to say whether it had armed Mali but Paris recalled its ambassador."
    told = read_statements(Article("a", "-", text, "en"))
    assert [(s.event.type, s.event.actor) for s in told] == [("SANCTION", ("FRA",))]


def test_two_duties_of_an_agreement_are_two() -> None:
    text = "柬埔寨与泰国签署停火协议。根据协议，泰国须释放战俘，柬埔寨须从边境撤走重型武器。"
    told = read_statements(Article("a", "-", text, "zh"))
    assert [s.event.actor for s in told] == [("KHM", "THA")] * 3
    assert [s.content.type for s in told if s.content] == ["RETREAT", "CONCEDE", "RETREAT"]


def test_the_country_of_a_dateline_does_nothing() -> None:
    text = "NAIROBI, Kenya — Rwanda ruled out withdrawing its troops from Congo."
    [told] = read_statements(Article("a", "-", text, "en"))
    assert (told.event.type, told.event.actor) == ("REJECT", ("RWA",))


def test_what_only_looks_like_a_dateline_is_none() -> None:
    text = "NATO, Ukraine — which Russia attacked — signed a pact."
    told = read_statements(Article("a", "-", text, "en"))
    assert Event.of("ASSAULT", ["RUS"], ["UKR"]) in [s.event.bare for s in told]


def test_a_state_behind_a_word_that_opens_a_clause_is_seen() -> None:
    text = "Unless India apologises, Nepal will close the border."
    [told] = read_statements(Article("a", "-", text, "en"))
    assert told.event == Event.of("THREATEN", ["NPL"], ["IND"])
    assert told.condition is not None
    assert told.condition.actor == ("IND",)
