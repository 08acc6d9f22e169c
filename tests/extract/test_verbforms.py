"""What verbs answer to once they are known to be verbs."""

from __future__ import annotations

import pytest

from casus.extract.lexicon import load_lexicon
from casus.extract.verbforms import key_verbs


@pytest.mark.parametrize(
    ("lang", "text", "word", "key"),
    [
        ("es", "Francia decidió reunirse con Alemania", "reunirse", "reunir+se"),
        ("es", "Los ministros se han reunido", "reunido", "reunir+se"),
        ("fr", "Les ministres se sont rencontrés", "rencontrés", "rencontrer+se"),
        ("fr", "La Pologne attaque le Mali", "attaque", "attaquer"),
    ],
)
def test_verbs_answer_to_what_they_are(lang: str, text: str, word: str, key: str) -> None:
    lexicon = load_lexicon(lang)
    tokens = lexicon.tokenizer.tokens(text, 0)
    for token in tokens:
        token.upos = (
            "VERB" if token.form == word else "AUX" if token.form in {"sont", "han"} else "NOUN"
        )
    key_verbs(tokens, lexicon.tokenizer.forms)
    assert key in next(token.keys for token in tokens if token.form == word)


def test_a_noun_does_not() -> None:
    lexicon = load_lexicon("fr")
    tokens = lexicon.tokenizer.tokens("Une attaque", 0)
    for token in tokens:
        token.upos = "NOUN"
    key_verbs(tokens, lexicon.tokenizer.forms)
    assert "attaquer" not in tokens[1].keys


def test_a_french_verb_that_ends_so_is_not_reflexive() -> None:
    lexicon = load_lexicon("fr")
    tokens = lexicon.tokenizer.tokens("Paris accuse Minsk", 0)
    tokens[1].upos = "VERB"
    key_verbs(tokens, lexicon.tokenizer.forms)
    assert not any(key.endswith("+se") for key in tokens[1].keys)
