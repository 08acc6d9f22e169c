"""How much is heard around a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pytest

from casus.extract.around import Around
from casus.extract.attention import Staged
from casus.extract.encoder import Hint, load_encoder
from casus.extract.sentences import split_sentences
from casus.extract.statements import draft_article
from casus.model import Article

Stage = Callable[..., list[Staged]]

DULL = "The harvest was good."


class Loud:
    """A hint that has heard something in its sentence, more or less; or has not read it."""

    def __init__(self, likely: float | None) -> None:
        self.likely = likely
        self.around: float | None = None

    def loudest(self, _: Sequence[object]) -> float | None:
        return self.likely


def heard_around(
    found: Sequence[Staged], text: str, heard: Sequence[float | None], breaks: Sequence[int] = ()
) -> list[float | None]:
    """What each staged sentence of a text knows of the others, of which so much is heard."""
    sentences = split_sentences(text, "en")
    hints = [Loud(likely) for likely in heard]
    around = Around(sentences, breaks)
    around.listen(found, cast(list[Hint | None], hints), len(sentences) - 1)
    return [hint.around if hint.around is None else round(hint.around, 9) for hint in hints]


@pytest.mark.parametrize(
    ("text", "heard", "around"),
    [
        ("Iran attacked Iraq.", [0.9], [None]),
        ("Iran attacked Iraq. Iraq met Iran.", [0.9, 0.5], [0.5, 0.9]),
        (f"Iran attacked Iraq. {DULL} Iraq met Iran.", [0.9, 0.1, 0.5], [0.3, 0.7, 0.5]),
    ],
)
def test_each_sentence_knows_how_much_is_heard_around_it(
    staged: Stage, text: str, heard: list[float | None], around: list[float | None]
) -> None:
    assert heard_around(staged(text), text, heard) == around


def test_what_is_not_staged_is_silent(staged: Stage) -> None:
    text = f"Iran is a country. {DULL} {DULL} Iran attacked Iraq."
    found = staged(text)
    assert [s.number for s in found] == [0, 3]
    assert heard_around(found, text, [0.5, 0.9]) == [pytest.approx(0.9 / 3), pytest.approx(0.5 / 3)]


def test_what_was_not_read_is_left_out(staged: Stage) -> None:
    text = "Iran attacked Iraq. Iraq met Iran. Iraq left."
    around = heard_around(staged(text), text, [0.9, None, 0.5])
    assert around == [0.5, pytest.approx(0.7), 0.9]
    text = "Iran attacked Iraq. Iraq met Iran."
    assert heard_around(staged(text), text, [0.9, None]) == [None, 0.9]


def test_nothing_of_another_entry_stands_around(staged: Stage) -> None:
    text = "Iran attacked Iraq. Iraq met Iran. Iraq left."
    behind = text.index("Iraq met")
    around = heard_around(staged(text), text, [0.9, 0.1, 0.5], [0, behind])
    assert around == [None, 0.5, 0.1]


def test_what_was_read_before_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casus.extract.statements.AT_ONCE", 10)
    for sentences in (10, 11, 12):
        text = " ".join(["Iran attacked Iraq.", "Iraq attacked Iran."] * 6)
        article = Article("a", "a", text[: 20 * sentences], "en")
        *_, last = draft_article(article, encoder=load_encoder())
        [draft] = last.drafts
        assert draft.hint is not None
        assert draft.hint.around is not None
        assert draft.hint.around > 0.5


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Iran attacked Iraq. Iraq attacked Iran."),
        ("ar", "هاجمت إيران العراق. هاجم العراق إيران."),
        ("ko", "이란이 이라크를 공격했다. 이라크가 이란을 공격했다."),
        ("ja", "イランがイラクを攻撃した。イラクがイランを攻撃した。"),
    ],
)
def test_what_is_heard_around_is_known_in_every_language(lang: str, text: str) -> None:
    article = Article("a", "a", text, lang)
    drafts = [d for one in draft_article(article, encoder=load_encoder()) for d in one.drafts]
    around = [draft.hint.around for draft in drafts if draft.hint]
    assert len(around) == 2
    assert all(likely is not None and likely > 0.5 for likely in around)
