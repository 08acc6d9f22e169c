"""Whether an act is, is planned, may be, or is not."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.model import Article


@pytest.mark.parametrize(
    ("lang", "text", "kind", "status"),
    [
        # what will be done is threatened or offered now
        ("fr", "La Russie fermera la frontière si la Pologne attaque Minsk.", "THREATEN", "actual"),
        ("en", "Any attack on Cuban soil will be answered with force, Havana said.", "THREATEN",
         "actual"),
        ("ko", "태국은 캄보디아가 사과하면 휴전 협정을 맺겠다고 밝혔다.", "AGREE", "actual"),
        ("en", "Chad and Sudan will sign a treaty on Monday.", "AGREE", "planned"),
        ("en", "Moscow will send Hanoi two submarines next year.", "AID", "planned"),
        # a denial behind a verb of saying is of what is said
        ("ru", "Бразилия обещала не порывать с Аргентиной.", "AGREE", "actual"),
        ("uk", "Індія порадила Китаю не втручатися у справи Непалу.", "REQUEST", "actual"),
        ("de", "Ungarn lehnt den Vorschlag der EU nicht ab.", "REJECT", "negated"),
        # a denial before an "and" is of what stands before it
        ("en", "Libya will admit no inspectors and thanked Egypt for its help.", "SUPPORT",
         "actual"),
        ("id", "Pakistan menilai itu belum cukup dan menuntut permintaan maaf India.", "REQUEST",
         "actual"),
        ("en", "Iran did not attack Iraq, nor bomb Kuwait.", "ASSAULT", "negated"),
        # in German the auxiliary may stand far before its verb
        ("de", "Ghana will die Grenze zu Togo am Wochenende schließen.", "SANCTION", "planned"),
        ("de", "Kenia will bis zum Herbst tausend Polizisten nach Haiti schicken.", "AID",
         "planned"),
        ("de", "Nepal könnte wegen des Grenzstreits die Gespräche mit Indien abbrechen.",
         "SANCTION", "possible"),
        ("de", "Laos soll zwei birmanische Diplomaten ausgewiesen haben.", "SANCTION", "possible"),
        ("de", "Togo soll den Botschafter Ghanas ausweisen.", "SANCTION", "planned"),
        # what a pack says is yet to come, or may
        ("en", "Rwanda's Paul Kagame is due in Luanda on Sunday.", "CONSULT", "planned"),
        ("en", "Kenya's William Ruto is due to visit Dhaka next week.", "CONSULT", "planned"),
        ("en", "Rwanda's Paul Kagame is expected in Luanda on Sunday.", "CONSULT", "possible"),
        ("en", "Iran and Egypt met before the match was cancelled.", "CONSULT", "actual"),
        ("ar", "وقد يفرض الاتحاد الأوروبي عقوبات على نيكاراغوا.", "SANCTION", "possible"),
        ("ru", "Китай обещает построить порт в Танзании.", "AGREE", "actual"),
        ("ja", "ペルーの大統領は、メキシコとの国交を断絶する考えを示した。", "SANCTION", "planned"),
        # an "and" between two names or adverbs is gone over
        ("de", "Iran könnte Israel und Saudi-Arabien angreifen.", "ASSAULT", "possible"),
        ("en", "Iran will quickly and decisively attack Israel.", "ASSAULT", "planned"),
        ("en", "The EU did not fully or immediately lift sanctions on Syria.", "CONCEDE",
         "negated"),
        ("zh", "中国将向越南和老挝提供军事援助。", "AID", "planned"),
        ("ru", "Россия признавать Косово не будет.", "SUPPORT", "negated"),
        ("ru", "Россия признавать Косово не намерена.", "SUPPORT", "negated"),
        ("en", "Libya will admit no inspectors and publicly thanked Egypt.", "SUPPORT", "actual"),
        ("de", "Russland hat keine Truppen oder Panzer nach Belarus verlegt.", "MOBILIZE",
         "negated"),
        ("ja", "日本は来年、インドと条約に署名する。", "AGREE", "planned"),
        # a meeting that was not held
        ("en", "The summit of Serbia and Kosovo did not take place.", "CONSULT", "negated"),
        ("de", "Das Treffen zwischen Petro und Noboa fiel aus.", "CONSULT", "negated"),
        ("ru", "Встреча президентов Египта и Ирана сорвалась.", "CONSULT", "negated"),
        ("vi", "Cuộc đàm phán giữa Ethiopia và Somalia tại Ankara bị hủy.", "CONSULT", "negated"),
        ("ar", "تأجلت المحادثات بين صربيا وكوسوفو إلى أجل غير مسمى", "CONSULT", "negated"),
        ("en", "At talks with Mali France agreed that debts would be cancelled.", "CONSULT",
         "actual"),
        # what stands within a bracket says nothing of the verb
        ("de", "Israel hat ohne Vorwarnung den Iran mit Raketen angegriffen.", "ASSAULT", "actual"),
        ("de", "Israel hat mutmaßliche Stellungen der Hisbollah im Süden Libanons bombardiert.",
         "ASSAULT", "actual"),
        ("de", "Zwei ghanaische Diplomaten sollen von Togo ausgewiesen werden.", "SANCTION",
         "planned"),
        ("ar", "وقد أدانت إيران إسرائيل.", "ACCUSE", "actual"),
        ("en", "North Korea may threaten Japan with missiles.", "THREATEN", "possible"),
        ("ja", "来年の選挙を控え、ロシアはウクライナを攻撃している。", "ASSAULT", "actual"),
        ("ko", "러시아에서 오는 선박을 우크라이나가 공격하고 있다.", "ASSAULT", "actual"),
        # a time to come before a present that stands last
        ("ja", "ニュージーランドは来月、トンガに医療チームを派遣する。", "AID", "planned"),
        ("ja", "日本は先月、トンガに医療チームを派遣した。", "AID", "actual"),
        ("ko", "칠레 대통령은 내달 2일 볼리비아를 방문한다.", "CONSULT", "planned"),
        ("ko", "중국은 내년 예산에서 파키스탄을 지원한다.", "AID", "actual"),
        ("ko", "인도는 내년 예산을 의결한 뒤 파키스탄을 비난했다.", "ACCUSE", "actual"),
    ],
)  # fmt: skip
def test_status(lang: str, text: str, kind: str, status: str) -> None:
    found = read_statements(Article("a", "-", text, lang))
    assert {s.status for s in found if s.event.type == kind} == {status}


def test_the_rule_says_that_a_threat_is_made_though_what_is_threatened_is_to_come() -> None:
    text = "La Russie fermera la frontière si la Pologne attaque Minsk."
    [threat] = read_statements(Article("a", "-", text, "fr"))
    assert {"planned=fermera", "status=made"} <= set(threat.rule.split())
