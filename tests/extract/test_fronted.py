"""A clause without a subject before its sentence has the subject of the sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casus.extract.encoder import load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.statements import draft_article
from casus.model import Article

Told = Callable[[str, str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("lang", "text", "kind", "actor"),
    [
        ("en", "Having recognised Kosovo, Spain called on Serbia to follow.", "SUPPORT", "ESP"),
        ("en", "Having freed the sailors, Iran expects Seoul to release its funds.", "CONCEDE",
         "IRN"),
        ("en", "Accusing Mali of sheltering rebels, Algeria closed its border.", "ACCUSE", "DZA"),
        ("id", "Usai mengebom pelabuhan itu, Sudan menuduh Chad mempersenjatai pemberontak.",
         "ASSAULT", "SDN"),
        ("id", "Sesudah mengakui Kosovo, Spanyol mendesak Serbia berunding.", "SUPPORT", "ESP"),
        ("es", "Tras bombardear el puerto, Sudán acusó a Chad de armar a los rebeldes.", "ASSAULT",
         "SDN"),
        ("fr", "Après avoir bombardé le port, le Soudan a accusé le Tchad d'armer les rebelles.",
         "ASSAULT", "SDN"),
        ("ru", "Освободив моряков, Иран потребовал от Сеула разблокировать средства.", "CONCEDE",
         "IRN"),
        ("uk", "Звільнивши моряків, Іран зажадав від Сеула розблокувати кошти.", "CONCEDE", "IRN"),
        ("vi", "Sau khi ném bom cảng, Sudan cáo buộc Chad vũ trang cho phiến quân.", "ASSAULT",
         "SDN"),
        # with a subject of its own it has that
        ("en", "After Chad bombed the port, Sudan accused Libya of arming rebels.", "ASSAULT",
         "TCD"),
        ("id", "Setelah Chad mengebom pelabuhan itu, Sudan menuduh Libia berbohong.", "ASSAULT",
         "TCD"),
    ],
)  # fmt: skip
def test_who_acts_in_a_clause_without_a_subject(
    told: Told, lang: str, text: str, kind: str, actor: str
) -> None:
    assert f"{kind} {actor}" in [event.partition(">")[0] for event, _ in told(lang, text)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The rest forced an Air India jet to Durban, where South Africa let most of it go."),
        ("fr", "Eût-elle signé à Lusaka, la République dominicaine n'aurait rien perdu."),
        ("en", "Accusing Mali of a raid on Suva, Fiji, the envoy left."),
        ("en", "Diplomats expelled in May, Peru said, were spies."),
    ],
)
def test_a_clause_with_a_subject_shares_none(lang: str, text: str) -> None:
    scenes = draft_article(Article("a", "-", text, lang), encoder=load_encoder())
    assert [drafted.scene.shared for drafted in scenes] == [{}]


def test_what_was_done_before_is_no_plan(told: Told) -> None:
    text = "Después de expulsar al embajador, Perú cerró la frontera con Chile."
    assert [status for _, status in told("es", text)] == ["actual"]


@pytest.mark.parametrize(
    ("lang", "kind"),
    [("es", "Voice"), ("id", "Tense"), ("id", "VerbForm"), ("zh", "Tense"), ("vi", "VerbForm")],
)
def test_what_no_treebank_tells_is_not_told_of_words(lang: str, kind: str) -> None:
    tags = load_lexicon(lang).tags
    assert tags is not None
    assert not tags.tells(kind)
