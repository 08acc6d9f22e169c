"""Names of territories in every language of CLDR, by babel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from casus.names.actors import registry

if TYPE_CHECKING:
    from collections.abc import Iterator


def territories(lang: str) -> Iterator[tuple[str, str]]:
    """Code and name of every territory that CLDR names in the language; none where it has none.

    A name in brackets ("Myanmar (Burma)") is yielded apart, `&` also as the language's "and".
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    codes = codes_by_iso2()
    names = locale.territories
    told = set(names.values())
    for iso2, code in codes.items():
        name = names.get(iso2)
        if not name:
            continue
        plain, _, aside = name.partition(" (")
        if aside and code != "CCK":
            yield code, plain
            if aside.rstrip(")") not in told:  # "RAE de Macao (China)" is not China
                yield code, aside.rstrip(")")
        else:
            yield code, name
        if "&" in name:
            yield code, name.replace("&", _AND.get(lang, "and"))
        if " - " in name:
            yield code, re.sub(r"(.+) - (.+)", r"\1 (\2)", name)


_AND = {"en": "and", "id": "dan", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e"}


def codes_by_iso2() -> dict[str, str]:
    """Actor codes by the two letters that CLDR uses; the few regions without a code of their own
    by the code that stands for them.
    """
    known = registry()
    out = {actor.iso2: code for code, actor in known.actors.items() if actor.iso2}
    out.update(known.parts)
    return out
