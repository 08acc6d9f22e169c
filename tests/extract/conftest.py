"""What a sentence tells, in short."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from casus.extract import read_statements
from casus.model import Article

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
