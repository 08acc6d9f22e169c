"""Names of months and weekdays, from CLDR and from the spellings in `months.yaml`."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from casus.yamlfile import YamlFile

RELATED: Final = {
    "id": ("id", "ms"), "ms": ("ms", "id"),
    "hr": ("hr", "bs"), "bs": ("bs", "hr", "sr_Latn"),
    "sr": ("sr", "sr_Latn", "bs"), "no": ("nb", "da"), "nb": ("nb", "da"), "nn": ("nn", "nb"),
    "ar": ("ar", "ar_IQ", "ar_MA"), "und": ("es", "fr", "de", "pt", "it", "id", "ru"),
}  # fmt: skip
"""Languages whose month names a text of a language may use, by CLDR's names."""


def fold(word: str) -> str:
    """A word as the tables have it: composed, lower case, without a final full stop."""
    return unicodedata.normalize("NFC", word).casefold().rstrip(".")


@lru_cache(maxsize=64)
def months_of(lang: str) -> dict[str, int]:
    """Number of the month by its folded name in one language, English where none is known."""
    table = _from_cldr("en")
    extra = _extra()
    for code in RELATED.get(lang, (lang,)):
        for name, number in _from_cldr(code).items():
            table[name] = number
    for code in ("en", *RELATED.get(lang, (lang,))):
        for number, names in extra.get(code.partition("_")[0], {}).items():
            table.update((fold(name), number) for name in names)
    return table


@lru_cache(maxsize=64)
def weekdays_of(lang: str) -> frozenset[str]:
    """Folded names of the days of the week in a language and in English."""
    from babel.dates import get_day_names

    names = {fold("Jum'at"), fold("Jumat"), fold("Ahad")}
    for code in ("en", *RELATED.get(lang, (lang,))):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                try:
                    found = get_day_names(width, context, locale=code)
                except (ValueError, LookupError):
                    continue
                names.update(fold(name) for name in found.values())
    return frozenset(names)


def _from_cldr(code: str) -> dict[str, int]:
    from babel.core import UnknownLocaleError
    from babel.dates import get_month_names

    table: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            try:
                names = get_month_names(width, context, locale=code)
            except (UnknownLocaleError, ValueError, LookupError):
                return table
            # CLDR has bare numbers where a language writes months as numbers.
            table.update((fold(n), m) for m, n in names.items() if not n[:1].isdigit())
    return table


@lru_cache(maxsize=1)
def _extra() -> dict[str, dict[int, list[str]]]:
    data: dict[str, dict[int, list[str]]] = YamlFile(Path(__file__).with_name("months.yaml")).data
    return data
