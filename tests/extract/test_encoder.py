"""The encoder reads any text, says where, and has an opinion of what no pattern knows."""

from __future__ import annotations

import math
import re
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.errors import PackError
from casus.extract.encoder import LABELS, UNMET, Floats, Hints, load_encoder
from casus.extract.encoder.model import FOLDER, covering
from casus.extract.encoder.propose import HARDLY, HARDLY_ALONE, heard_otherwise, propose
from casus.extract.encoder.windows import windows
from casus.extract.lexicon import load_lexicon
from casus.extract.sentences import Span, split_sentences
from casus.extract.statements import draft_article, read_statements
from casus.extract.tokens import Token
from casus.model import TYPES, Article


def token(text: str, word: str) -> Token:
    start = text.index(word)
    return Token(0, word, word, "VERB", "", -1, "root", start, start + len(word))


def test_it_tells_nothing_or_a_type() -> None:
    assert ("", *sorted(TYPES)) == LABELS


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Spain would not send troops.", "send"),
        ("总统普京警告韩国不要向乌克兰提供武器", "警告"),
        ("قال الرئيس الإيراني إن بلاده سترد", "الإيراني"),
        ("Ｆｕｌｌ width and ﬁne ligatures", "ligatures"),
    ],
)
def test_pieces_cover_the_words_they_stand_for(text: str, word: str) -> None:
    found = load_encoder().vectors(text)
    start = text.index(word)
    first, last = covering(found.starts, found.ends, start, start + len(word))
    covered = text[found.starts[first] : found.ends[last - 1]]
    assert word in covered
    assert len(covered.strip()) <= len(word) + 2


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = load_encoder().vectors(text)
    assert len(found.starts) == len(found.ends) == len(found.rows)
    assert all(0 <= a <= b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
    assert np.isfinite(found.rows).all()


def test_half_a_surrogate_is_read_as_a_mark() -> None:
    assert len(load_encoder().vectors("war \ud800 peace").rows)


def test_the_same_text_has_the_same_vectors() -> None:
    once, again = (load_encoder().vectors("Iran struck Israel.").rows for _ in range(2))
    assert np.array_equal(once, again)


def test_a_word_of_several_pieces_is_their_mean() -> None:
    text = "Uzbekistan expropriated nothing."
    found = load_encoder().vectors(text)
    places = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    covered = [covering(found.starts, found.ends, *place) for place in places]
    assert max(last - first for first, last in covered) > 1
    for ask, numbers in ((found.telling, found.told), (found.tagging, found.early)):
        rows, read = ask(places)
        means = [numbers[first:last].mean(axis=0) for first, last in covered]
        assert np.allclose(rows, means, atol=1e-6)
        assert read == [True] * len(places)


def test_every_stretch_is_what_its_pieces_are() -> None:
    text = "Iran \u200b \u200b\u200b struck  Israel"
    found = load_encoder().vectors(text)
    places = [(a, b) for b in range(1, len(text) + 1) for a in range(b)]
    rows, read = found.telling(places)
    covered = [covering(found.starts, found.ends, *place) for place in places]
    assert read == [last > first for first, last in covered]
    means = [found.told[first:last].mean(axis=0) for first, last in covered if last > first]
    assert np.allclose(rows, means, atol=1e-6)


def test_only_what_was_read_has_a_row() -> None:
    text = "Iran " * 2_000
    rows, read = load_encoder().vectors(text).telling([(0, 4), (9_995, 9_999), (5, 9)])
    assert len(rows) == 2
    assert read == [True, False, True]
    assert load_encoder().vectors("").telling([(0, 0)])[1] == [False]


def test_what_stands_beyond_the_window_tells_nothing() -> None:
    text = "Iran " * 2_000 + "struck"
    hint = Hints(load_encoder(), text, [Span(0, len(text))]).of(0)
    assert hint is not None
    [told] = hint.types([token(text, "struck")])
    assert told is None
    assert hint.bearing(token(text, "struck"), "ASSAULT") is None


def test_likelihoods_add_up_to_one() -> None:
    text = "Iran struck Israel."
    hint = Hints(load_encoder(), text, [Span(0, len(text))]).of(0)
    assert hint is not None
    [told] = hint.types([token(text, "struck")])
    assert told is not None
    assert math.isclose(float(np.exp(told).sum()), 1.0, abs_tol=1e-4)


def test_who_acts_says_who_suffers() -> None:
    article = Article("a", "-", "Iran struck Israel.", "en")
    [drafted] = draft_article(article, encoder=load_encoder())
    bearing = drafted.drafts[0].bearing(drafted.scene, "ASSAULT")
    assert bearing is not None
    by = {who: bearing.given("actor", (who,)) for who in ("IRN", "ISR", "CHN")}
    assert by["IRN"].of("recipient", ("ISR",)) > by["ISR"].of("recipient", ("ISR",))
    assert by["CHN"] is bearing  # who was not met tells nothing


def test_who_is_named_only_later_may_fill_a_role() -> None:
    text = "Its planes struck the port at dawn. Israel said that Yemen had fired first."
    first = next(draft_article(Article("a", "-", text, "en"), encoder=load_encoder()))
    bearing = first.drafts[0].bearing(first.scene, "ASSAULT")
    assert bearing is not None
    assert {("ISR",), ("YEM",)} <= bearing.shares("actor").keys()
    assert bearing.of("actor", ("ISR",)) != UNMET


def test_what_is_told_under_two_days_is_two_records() -> None:
    text = "3 March 1978 – Israel invaded Lebanon.\n1 June 1982 – Israel invaded Lebanon."
    found = read_statements(Article("a", "-", text, "en"))
    assert [str(s.day) for s in found] == ["1978-03-03", "1982-06-01"]


def test_words_of_a_pattern_may_tell_an_event_of_their_own() -> None:
    text = "NATO met at Ankara's demand and backed its member."
    [drafted] = draft_article(Article("a", "-", text, "en"), encoder=load_encoder())
    told = {drafted.scene.tokens[t.at].form: t.frame_type for t in drafted.scene.triggers}
    assert told["met"] == "CONSULT"
    assert told["demand"] == "REQUEST"
    heard = {drafted.scene.tokens[drafted.scene.triggers[d.n].at].form: d for d in drafted.drafts}
    assert heard["met"].heard is not None  # by its own word, not by "demand"
    assert LABELS[int(heard["met"].heard.argmax())] == "CONSULT"


def test_nobody_acts_in_an_entry_who_is_named_only_in_the_next() -> None:
    text = "3 March 1978 – The port was shelled at dawn.\n1 June 1982 – Israel invaded Lebanon."
    found = read_statements(Article("a", "-", text, "en"))
    assert [s.event.actor for s in found] == [("ISR",)]
    assert [str(s.day) for s in found] == ["1982-06-01"]


def test_a_pattern_gives_way_to_what_is_clearly_heard() -> None:
    def row(**likely: float) -> Floats:
        left = (1.0 - sum(likely.values())) / len(LABELS)
        told = [math.log(likely.get(label or "nothing", left)) for label in LABELS]
        return np.array(told, dtype=np.float32)

    def heard(*rows: Floats | None) -> str | None:
        return heard_otherwise("COERCE", rows[0], rows)

    sure = row(ASSAULT=0.9)
    assert heard(sure) == "ASSAULT"
    assert heard(sure, row(nothing=0.9)) == "ASSAULT"
    assert heard(sure, row(COERCE=0.9)) is None  # another word of the pattern tells it
    assert heard(row(ASSAULT=0.75, COERCE=0.2)) == "ASSAULT"
    assert heard(row(ASSAULT=0.8), row(COERCE=0.35)) is None
    assert heard(row(ASSAULT=0.4)) is None
    assert heard(row(AGREE=0.9)) is None  # announced deeds are told as one: `tellings.py`
    assert heard(row(nothing=0.9)) is None
    assert heard(None) is None
    for likely, kind in ((0.2, None), (0.01, "ASSAULT")):  # in a sentence that stands alone
        told = row(ASSAULT=0.75, COERCE=likely)
        assert heard_otherwise("COERCE", told, [told], HARDLY_ALONE) == kind


@pytest.mark.parametrize(("around", "hardly"), [(None, HARDLY_ALONE), (0.0, HARDLY), (0.9, HARDLY)])
def test_a_pattern_gives_way_sooner_where_other_sentences_stand_around(
    monkeypatch: pytest.MonkeyPatch, around: float | None, hardly: float
) -> None:
    met: list[float] = []

    def otherwise(_: object, __: object, ___: object, limit: float) -> None:
        met.append(limit)

    monkeypatch.setattr(sys.modules[propose.__module__], "heard_otherwise", otherwise)
    lexicon = load_lexicon("en")
    [drafted] = draft_article(
        Article("a", "-", "Iran attacked Iraq.", "en"), encoder=load_encoder()
    )
    hint = drafted.drafts[0].hint
    assert hint is not None
    hint.around = around
    met.clear()
    propose(lexicon, list(drafted.scene.tokens), drafted.scene.triggers, set(), hint)
    assert met == [hardly]


def test_those_listed_before_may_suffer_together() -> None:
    text = "Iran and Oman signed a pact. Israel called the pact a threat."
    *_, drafted = draft_article(Article("a", "-", text, "en"), encoder=load_encoder())
    bearing = drafted.drafts[0].bearing(drafted.scene, "ACCUSE")
    assert bearing is not None
    both, one = bearing.of("recipient", ("IRN", "OMN")), bearing.of("recipient", ("IRN",))
    assert both >= one
    assert ("IRN", "OMN") not in bearing.shares("speaker")


@given(st.lists(st.sampled_from(["Iran struck. ", "北约警告。", "Long " * 90 + ". "]), max_size=9))
def test_every_sentence_lies_in_one_window_where_it_says(sentences: list[str]) -> None:
    text = "".join(sentences)
    spans = list(split_sentences(text, "en"))
    seen = []
    for window in windows(text, spans):
        for n, move in window.places.items():
            seen.append(n)
            span = spans[n]
            moved = window.text[span.start + move : span.end + move]
            assert moved == text[span.start : span.end].replace("\n", " ")
    assert seen == list(range(len(spans)))


@pytest.mark.parametrize("file", ["layers.onnx", "heads.npz", "pieces.npy", "pieces.model"])
def test_a_missing_or_broken_file_is_named(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / file).write_bytes(b"no model")
    with pytest.raises(PackError, match=r"no encoder|no heads"):
        load_encoder(folder)
    (folder / file).unlink()
    with pytest.raises(PackError):
        load_encoder(folder)


def test_heads_of_another_encoder_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    with np.load(folder / "heads.npz") as file:
        table = dict(file)
    table["a.weight"] = table["a.weight"][:, :-1]
    np.savez(folder / "heads.npz", **table)
    with pytest.raises(PackError, match="numbers a piece"):
        load_encoder(folder)


def test_all_sides_meet_and_one_strikes_another() -> None:
    def together(text: str, kind: str) -> float:
        [drafted] = draft_article(Article("a", "-", text, "en"), encoder=load_encoder())
        bearing = drafted.drafts[0].bearing(drafted.scene, kind)
        assert bearing is not None
        return bearing.together

    assert together("Iran and Oman signed a pact.", "AGREE") > 0
    assert together("Iran struck Israel.", "ASSAULT") < 0
