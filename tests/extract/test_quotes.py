"""From which word to which a statement is quoted."""

from __future__ import annotations

import pytest

from casus.extract import read_statements
from casus.extract.drafts import Draft
from casus.extract.encoder import load_encoder
from casus.extract.quotes import ENDS, FURTHEST, Needed, bounds, edges, needed_of
from casus.extract.scene import Scene
from casus.extract.statements import draft_article
from casus.extract.weights import Weights
from casus.model import Article, Event

TEXT = "Moscow accused Seoul of lying and, as Iran watched, demanded an apology."
PLAIN = "Iran accused Israel of attacking Damascus and called for a meeting of the UN."


def drafted(text: str, kind: str) -> tuple[Scene, list[Draft], Draft]:
    """The first draft of a type in a text, with its scene and the drafts of that."""
    found = draft_article(Article("a", "-", text, "en"), encoder=load_encoder())
    return next(
        (d.scene, list(d.drafts), draft)
        for d in found for draft in d.drafts if draft.event.type == kind
    )  # fmt: skip


def words(scene: Scene, first: int, last: int) -> str:
    return " ".join(token.form for token in scene.tokens[first : last + 1])


def only(monkeypatch: pytest.MonkeyPatch, **features: float) -> None:
    """Let one feature decide at each end."""
    tables = {end: {name.replace("__", ":"): w for name, w in features.items()} for end in ENDS}
    weights = Weights(tables)
    monkeypatch.setattr("casus.extract.quotes.load_heard_weights", lambda: weights)


def test_a_quote_has_the_words_that_tell_the_act_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, drafts, draft = drafted(TEXT, "REQUEST")
    needed = needed_of(scene, drafts, draft, None, None)
    only(monkeypatch, far__0=1.0)
    first, last = bounds(scene, draft, needed)
    assert (first, last) == (min(needed.core), max(needed.core))
    only(monkeypatch, out__xx=0.0)  # nothing speaks for any: the nearest
    assert bounds(scene, draft, needed) == (first, last)


def test_it_may_go_to_the_ends_of_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, drafts, draft = drafted(TEXT, "REQUEST")
    needed = needed_of(scene, drafts, draft, None, None)
    monkeypatch.setattr("casus.extract.quotes._seen", lambda _, i, start: (str(i), "", "-"))
    only(monkeypatch, **{"out__-1": 9.0, f"out__{len(scene.tokens)}": 9.0})
    assert bounds(scene, draft, needed) == (0, len(scene.tokens) - 1)


def test_what_else_belongs_to_an_act_has_its_place() -> None:
    scene, drafts, draft = drafted("Kenya warned that it would attack Uganda.", "THREATEN")
    content = Event.of("ASSAULT", ["KEN"], ["UGA"])
    told = needed_of(scene, drafts, draft, content, None).parts
    assert told["actor"] == (0, 0)
    assert told["content"] is not None
    assert words(scene, *told["content"]).endswith("attack Uganda")
    assert "condition" not in told
    heard = needed_of(scene, drafts, draft, None, content).parts
    assert "content" not in heard
    assert heard["condition"] is None  # no word of its own tells it


@pytest.mark.parametrize(
    ("i", "place"),
    [("demanded", "before:actstop"), ("Moscow", "at:actstop"), ("Seoul", "before:actstop")],
)
def test_each_word_knows_where_it_stands_to_what_belongs_to_the_act(i: str, place: str) -> None:
    scene, _, draft = drafted(TEXT, "REQUEST")
    at = next(t.i for t in scene.tokens if t.form == "demanded")
    needed = Needed(frozenset({at}), {"actor": (0, 0), "content": None})
    found = {scene.tokens[i].form: names for i, names in edges(scene, draft, needed, "begins")}
    assert f"actor:{place}" in found[i]
    assert any(name.startswith("heard:content:") for name in found[i])
    behind = [names for _, names in edges(scene, draft, needed, "ends")]
    assert not any(name.startswith("actor:") for names in behind for name in names)


def test_no_quote_is_looked_for_beyond_so_many_words() -> None:
    scene, _, draft = drafted("Iran attacked Iraq " + "and slowly " * 90 + "on Monday.", "ASSAULT")
    needed = Needed(frozenset({scene.triggers[draft.n].at}), {})
    assert len(list(edges(scene, draft, needed, "ends"))) == FURTHEST
    assert len(list(edges(scene, draft, needed, "begins"))) == 2


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        (PLAIN, "ACCUSE", "Iran accused Israel of attacking Damascus"),
        (PLAIN, "REQUEST", "called for a meeting of the UN"),
        (
            "Kenya warned Uganda that it would close the border unless the rebels left.",
            "THREATEN",
            "Kenya warned Uganda that it would close the border unless the rebels left",
        ),
        (
            "Iran called on Iraq to attack Syria, Turkey and Egypt.",
            "REQUEST",
            "Iran called on Iraq to attack Syria, Turkey and Egypt",
        ),
        ("Vietnam invaded Cambodia; then China attacked.", "ASSAULT", "Vietnam invaded Cambodia"),
    ],
)
def test_a_quote_has_its_own_clause(text: str, kind: str, quote: str) -> None:
    found = read_statements(Article("a", "-", text, "en"))
    assert quote in {s.quote for s in found if s.event.type == kind}


def test_each_word_knows_what_was_passed() -> None:
    scene, _, draft = drafted(PLAIN, "ACCUSE")
    needed = Needed(frozenset({scene.triggers[draft.n].at}), {})
    found = {scene.tokens[i].form: names for i, names in edges(scene, draft, needed, "ends")}
    assert {"over:act:0", "over:and:0"} <= set(found["accused"])
    assert {"over:act:1", "over:and:0"} <= set(found["Damascus"])
    assert {"over:act:2", "over:and:1"} <= set(found["called"])


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("zh", "如果美国不取消制裁，伊朗就不会与美国谈判", "CONSULT"),  # the clause before it
        ("ru", "США пообещали снять санкции с Баку при условии, что он выведет войска", "AGREE"),
        ("en", "Iran will attack Israel if it strikes Natanz", "THREATEN"),
        ("ru", "Турция откроет границу с Арменией, если Ереван подпишет договор с Баку", "AGREE"),
        ("en", "Moscow will cut off gas to Moldova if it joins, Sergei Lavrov warned", "THREATEN"),
    ],
)
def test_what_an_act_depends_on_and_what_is_said_is_in_its_quote(
    lang: str, text: str, kind: str
) -> None:
    found = read_statements(Article("a", "-", f"{text}.", lang))
    assert [s.quote for s in found if s.event.type == kind] == [text]


def test_a_condition_beyond_a_semicolon_is_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, _, draft = drafted("Iran warned Iraq; if Syria attacks, it will answer.", "THREATEN")
    at = {token.form: token.i for token in scene.tokens}
    core = frozenset({at["warned"]})
    only(monkeypatch, far__0=1.0)

    def end(condition: tuple[int, int]) -> int:
        return bounds(scene, draft, Needed(core, {"condition": condition}))[1]

    assert end((at["if"], at["attacks"])) == at["warned"]
    assert end((at["Iraq"], at["Iraq"])) == at["Iraq"]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Moscow will attack Moldova, Sergei Lavrov warned.", True),
        ("Moscow attacked Moldova, Sergei Lavrov warned.", False),  # nothing to come
        ("Moscow will attack Moldova, Sergei Lavrov warned in Bulgaria's capital city.", False),
    ],
)
def test_a_verb_at_the_end_has_what_it_says_is_to_come(text: str, within: bool) -> None:
    scene, drafts, draft = drafted(text, "THREATEN")
    core = needed_of(scene, drafts, draft, Event.of("ASSAULT", ["RUS"], ["MDA"]), None).core
    attack = next(token.i for token in scene.tokens if token.form.startswith("attack"))
    assert (attack in core) is within


def test_what_stands_behind_the_condition_is_not_in_it() -> None:
    text = "Iran will attack Israel if it strikes Natanz, and Turkey closed its border with Syria."
    found = read_statements(Article("a", "-", text, "en"))
    told = [s.quote for s in found if s.event.type == "THREATEN"]
    assert told == ["Iran will attack Israel if it strikes Natanz"]
