"""What a sentence tells, in short."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from casus.extract import read_statements
from casus.extract.attention import Staged, within_reach, worth_reading
from casus.extract.lexicon import load_lexicon
from casus.extract.sentences import find_quotes, split_sentences
from casus.model import Article
from casus.names import Names

DAY = dt.date(2024, 6, 21)


@pytest.fixture
def told() -> Callable[[str, str], list[tuple[str, str]]]:
    """Events with their status, `("SANCTION POL>RUS", "planned")`, of a text in a language."""

    def read(lang: str, text: str) -> list[tuple[str, str]]:
        article = Article("t", "t", text, lang, None, DAY, "given")
        return [
            (f"{s.event.type} {'+'.join(s.event.actor)}>{'+'.join(s.event.recipient)}", s.status)
            for s in read_statements(article)
        ]

    return read


@pytest.fixture
def staged() -> Callable[..., list[Staged]]:
    """The sentences of a text that are worth reading; in English, if no language is named."""

    def stage(text: str, lang: str = "en") -> list[Staged]:
        sentences = split_sentences(text, lang)
        names, quotes = Names.of(lang).find(text), find_quotes(text)
        near = within_reach(sentences, names, quotes)
        at_hand = {n: span for n, span in enumerate(sentences) if n in near}
        return worth_reading(load_lexicon(lang), text, at_hand, names, quotes)

    return stage
