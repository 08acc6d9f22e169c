"""One relation: the type of event that a text gives to a directed pair of its spans."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from casus.errors import InputError, PackError
from casus.extract.encoder import load_encoder
from casus.extract.lexicon import load_lexicon
from casus.extract.pairs import LABELS, QUADS, classify, classify_batch
from casus.extract.pairs.answer import Answer, load_pair_weights
from casus.extract.pairs.heard import UNHEARD, heard
from casus.extract.pairs.stage import MAX_TEXT, locate, region, stage_pair

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("label", "text", "source", "target"),
    [
        ("REJECT", "Borduria refused to sell arms to Syldavia.", "Borduria", "Syldavia"),
        ("AGREE", "Borduria promised to send grain to Syldavia.", "Borduria", "Syldavia"),
        ("AID", "Borduria sent grain to Syldavia.", "Borduria", "Syldavia"),
        ("THREATEN", "Borduria threatened to bomb Syldavia.", "Borduria", "Syldavia"),
        ("REQUEST", "Borduria asked Syldavia for arms.", "Borduria", "Syldavia"),
        ("ACCUSE", "Borduria accused Syldavia of shelling a school.", "Borduria", "Syldavia"),
        ("ASSAULT", "Bordurian planes bombed the village.", "Bordurian planes", "the village"),
        ("COERCE", "The editor was arrested by the guards.", "the guards", "The editor"),
        ("YIELD", "The editor was released by the palace guard.", "the palace guard", "The editor"),
        ("AGREE", "The Bordurian premier will meet the Syldavian king next week.",
         "The Bordurian premier", "the Syldavian king"),
        ("CONSULT", "The Bordurian premier met the Syldavian king.",
         "The Bordurian premier", "the Syldavian king"),
        ("PROTEST", "Thousands of miners marched against the cabinet.",
         "Thousands of miners", "the cabinet"),
        ("SANCTION", "Borduria imposed an embargo on Syldavia.", "Borduria", "Syldavia"),
    ],
)  # fmt: skip
def test_whoever_the_two_are(label: str, text: str, source: str, target: str) -> None:
    assert classify(text, source, target).type == label


def test_the_encoder_hears_who_does_it_to_whom() -> None:
    text = "Borduria bombed Syldavia."

    def loudness(source: str, target: str) -> dict[str, float]:
        pair = stage_pair(load_lexicon("en"), text, *locate(text, source, target), load_encoder())
        assert pair
        return dict(heard(pair))

    there, back = loudness("Borduria", "Syldavia"), loudness("Syldavia", "Borduria")
    assert set(there) == set(LABELS)
    assert all(0 <= loud <= -UNHEARD for loud in there.values())
    assert max(there, key=lambda label: there[label]) == "ASSAULT"
    assert there["ASSAULT"] > back["ASSAULT"]


def test_the_fifteen_labels_each_in_one_of_four_classes() -> None:
    assert len(LABELS) == 15
    assert set(QUADS) == set(LABELS)
    assert set(QUADS.values()) == {"V-COOP", "M-COOP", "V-CONF", "M-CONF"}


def test_there_is_always_an_answer_and_its_share_says_how_sure() -> None:
    known = classify("Borduria bombed Syldavia.", "Borduria", "Syldavia")
    nothing = classify("Borduria is larger than Syldavia.", "Borduria", "Syldavia")
    assert nothing.type in LABELS
    assert 0 < nothing.sure < known.sure <= 1
    assert known.next != known.type
    assert known.events
    assert known.why


def test_a_source_must_stand_in_the_text() -> None:
    with pytest.raises(InputError, match="letter for letter"):
        classify("Mali expelled the envoy.", "Chad", "the envoy")


def test_a_target_that_the_text_does_not_name_is_said_to_be_none() -> None:
    answer = classify("Mali expelled the envoy.", "Mali", "a recipient")
    assert (answer.type, answer.placed) == ("SANCTION", False)


def test_words_stand_as_whole_words_and_near_one_another() -> None:
    text = "USD fell. The US said little. Later the US met Iran."
    source, target = locate(text, "US", "Iran")
    assert target is not None
    assert text[: source.start].endswith("Later the ")


def test_only_the_sentences_of_the_pair_are_looked_at() -> None:
    text = "Iran shot down a plane. Mali met Chad. Peru bombed Chile."
    span = region(text, "en", text.index("Mali"), text.index("Chad") + 4)
    assert text[span.start : span.end] == "Mali met Chad."


def test_a_language_without_a_pack_names_those_that_there_are() -> None:
    with pytest.raises(InputError, match="en"):
        classify("Mali met Chad.", "Mali", "Chad", "xx")


def test_a_long_text_is_answered_or_refused_in_bounded_time() -> None:
    text = "Mali expelled the envoy of Chad. " + "Nothing happened. " * 5_000
    assert classify(text, "Mali", "Chad").type == "SANCTION"
    with pytest.raises(InputError, match="accepted"):
        classify("x" * (MAX_TEXT + 1), "x", "x")
    far = "Mali " + "and so on " * 2_000 + "expelled the envoy of Chad."
    assert classify(far, "Mali", "Chad").type in LABELS


def test_bad_lines_are_named_and_the_rest_is_answered() -> None:
    good = {"id": 7, "text": "Mali expelled the envoy.", "source": "Mali", "target": "the envoy"}
    lines = [json.dumps(good), "", "{", "[1]", json.dumps({**good, "id": None}),
             json.dumps({**good, "id": "b", "source": 3}),
             json.dumps({**good, "id": "c", "text": "Mali\ud800 expelled\u0000 the envoy."}),
             json.dumps({**good, "id": "d", "lang": 5})]  # fmt: skip
    found = list(classify_batch(lines))
    assert [name for name, _ in found] == [7, "line 3", "line 4", "line 5", "b", "c", "d"]
    assert [isinstance(a, Answer) for _, a in found] == [True, *[False] * 4, True, False]


def test_workers_answer_the_same() -> None:
    verbs = ("bombed", "met", "praised", "accused", "sued")
    rows = [{"id": n, "text": f"Mali {verbs[n % 5]} Chad.", "source": "Mali", "target": "Chad"}
            for n in range(120)]  # fmt: skip
    assert list(classify_batch(rows, "en", workers=2)) == list(classify_batch(rows, "en"))


def test_weights_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    path.write_text('{"shared": {"a": {"99": 1}}, "tied": {}}')
    with pytest.raises(PackError, match="weights"):
        load_pair_weights(path)


def test_the_pairs_of_our_own_are_well_formed() -> None:
    sys.path.insert(0, str(ROOT / "training"))
    try:
        from pairs import FOLDER, own_pairs, read_pairs, varied
    finally:
        sys.path.remove(str(ROOT / "training"))
    for path in FOLDER.glob("*.txt"):
        rows = read_pairs(path)
        assert {row.label for row in rows} == set(LABELS)
    rows = own_pairs("en")
    for row in varied(rows[:40], "en"):
        assert row.target is not None
        plain = next(r for r in rows if r.id == row.id.partition("+")[0])
        assert plain.target is not None
        assert (row.text[row.source.start : row.source.end]
                == plain.text[plain.source.start : plain.source.end])  # fmt: skip
        assert (row.text[row.target.start : row.target.end]
                == plain.text[plain.target.start : plain.target.end])  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "source", "target"),
    [
        ("ko", "버마 정부는 한국을 비난했다.", "정부는 한국", "는 한국을 비"),
        ("ja", "ロシア政府は韓国を非難した。", "政府は韓", "は韓国を"),
    ],
)
def test_spans_that_share_letters_are_answered(
    lang: str, text: str, source: str, target: str
) -> None:
    assert classify(text, source, target, lang).type in LABELS
